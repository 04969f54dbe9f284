"""The worked example of docs/protocol.md runs as it stands there."""

import asyncio
import os
import re
import sys
from pathlib import Path

import pytest

from server.wire import CLOSE_CODES
from tests.server.live_server import LiveServer

pytestmark = pytest.mark.integration

DOCUMENT = Path(__file__).parents[2] / "docs" / "protocol.md"


def example() -> str:
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    return str(code)


async def test_the_worked_example_holds_an_interview(live: LiveServer, tmp_path: Path) -> None:
    script = tmp_path / "example.py"
    script.write_text(example())
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        env={**os.environ, "VIVA_URL": live.url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(60):
            out, err = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0, err.decode()
    lines = out.decode().splitlines()
    assert lines[0].startswith("interviewer: ")
    assert sum(line.startswith("candidate: ") for line in lines) >= 3
    assert lines[-1].startswith("Report: ")


def test_the_example_is_short() -> None:
    assert len(example().splitlines()) <= 35


def test_every_close_code_is_explained() -> None:
    text = DOCUMENT.read_text()
    for code, close in CLOSE_CODES.items():
        if code not in {"internal", "lease_lost", "origin_refused"}:
            assert f"`{code}`" in text
            assert f"| {close} |" in text
