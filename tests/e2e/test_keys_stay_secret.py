"""Keys are nowhere but in the requests to their vendors, whatever goes wrong there.

A whole server with two workers logs all it can, while every vendor refuses its key (and quotes it,
as some do) or breaks in another way. Then everything it wrote or told is searched.
"""

import asyncio
import base64
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest

from load_tests.answers import first_vague_then_full
from load_tests.candidate import Candidate
from load_tests.server_process import ServerProcess
from load_tests.vendors.content import script
from load_tests.vendors.faults import Fault
from load_tests.vendors.stand_ins import StandIns
from server import wire
from tests.parts import missing, short_folder

pytestmark = pytest.mark.e2e

KEYS = {
    "DEEPGRAM_API_KEY": "dg-canary-4f1b9c02aa",
    "ELEVENLABS_API_KEY": "el-canary-77d3e815bb",
    "ANTHROPIC_API_KEY": "sk-ant-canary-9e0c6a31cc",
    "OPENAI_API_KEY": "sk-canary-52ab8d46dd",
}
FAULTS = {
    "deepgram": Fault.closed_1011,
    "elevenlabs": Fault.garbage,
    "anthropic": Fault.broken,
    "openai": Fault.cut,
}
EXCHANGES = 2
INTERVIEW_S = 120.0
REPORT_S = 60.0
PAGES = ("/readyz", "/metrics", "/healthz", "/schema/openapi.json", "/asyncapi.json", "/")


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="viva-keys-", dir=short_folder()))
    made.chmod(0o711)  # As root, Postgres runs as another user, who must get through.
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("refused", [True, False], ids=["401", "other faults"])
async def test_no_key_is_written_or_told_anywhere(folder: Path, refused: bool) -> None:
    if shutil.which("flite") is None:
        missing("the candidate and the stand-in voice need Flite")
    stand_ins = StandIns(hear=script(), key="another key" if refused else "")
    for vendor in stand_ins.servers.values():
        if not refused:
            # Any key will do here.
            vendor.vendor.refuses = lambda _request: False  # type: ignore[method-assign]
    await stand_ins.start()
    if not refused:
        for name, fault in FAULTS.items():
            stand_ins.servers[name].fail(fault)
    environment = {**stand_ins.environment(), **KEYS, "VIVA_LOG_LEVEL": "debug"}
    server = ServerProcess(folder / "home", port=None, **environment)
    server.workers = 2
    told: list[str] = []
    await asyncio.to_thread(server.start)
    try:
        told += await interview(server.url)
    finally:
        assert await asyncio.to_thread(server.stop) == 0
        await stand_ins.aclose()
    asked = {name for name, vendor in stand_ins.servers.items() if vendor.requests}
    assert asked == set(FAULTS), "every vendor got its key, and did not take it"
    assert any('"session.incident"' in line for line in told)
    for line in told:
        assert not holds_a_key(line.encode()), line[:300]
    written = files_in(folder)
    assert server.log_path in written
    assert len(written) > 20, "the databases' own files, too"
    for path in written:
        assert not holds_a_key(path.read_bytes()), path


async def interview(url: str) -> list[str]:
    """Some exchanges by voice, and all that was said about them over the wire."""
    async with httpx.AsyncClient(base_url=url, timeout=30) as http:
        made = await http.post("/api/v1/sessions", json={"duration_s": 300})
        created = made.raise_for_status().json()
        session = f"/api/v1/sessions/{created['session_id']}"
        async with Candidate(
            media_url=created["media_url"],
            ticket=created["ticket"],
            answer=first_vague_then_full(),
        ) as candidate:
            ends_at = time.monotonic() + INTERVIEW_S
            while len(candidate.exchanges) < EXCHANGES and time.monotonic() < ends_at:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        assert len(candidate.exchanges) >= EXCHANGES, "the interview goes on"
        told = [msgspec.json.encode(message).decode() for message in candidate.messages]
        assert any(isinstance(each, wire.Incident) for each in candidate.messages)
        told.append((await http.post(f"{session}/end")).text)
        ends_at = time.monotonic() + REPORT_S
        while (report := await http.get(f"{session}/report")).status_code != 200:
            assert time.monotonic() < ends_at, report.text
            told.append(report.text)
            await asyncio.sleep(0.5)
        assert report.json()["degraded"]
        told.append(report.text)
        for page in (session, f"{session}/transcript", *PAGES):
            # Each worker answers some of them.
            for _ in range(4):
                answer = await http.get(page)
                told.append(f"{answer.headers} {answer.text}")
        for path, body in (("/api/v1/sessions", {"duration_s": "soon"}), (session, {})):
            problem = await http.post(path, json=body)
            assert problem.status_code >= 400
            told.append(f"{problem.headers} {problem.text}")
        return told


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def holds_a_key(data: bytes) -> bool:
    """As it is, or as it would be in a header that was encoded."""
    return any(
        form in data
        for key in KEYS.values()
        for form in (key.encode(), base64.b64encode(key.encode()), key.split("canary-")[1].encode())
    )
