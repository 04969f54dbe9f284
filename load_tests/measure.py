"""`make measure`: what Viva costs and how fast it answers on this machine, as a table."""

import argparse
import asyncio
import json
import re
import statistics
import tempfile
from pathlib import Path

import httpx
import msgspec
from rich.console import Console
from rich.table import Table

from load_tests.answers import first_vague_then_full
from load_tests.candidate import Candidate
from load_tests.server_process import ServerProcess


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """What one number of sessions at once measured."""

    sessions: int
    hello_to_first_audio_s: float | None
    voice_to_voice_p50_s: float | None
    voice_to_voice_p95_s: float | None
    replies: int
    playback_gaps: int
    cpu_percent_per_session: float
    """Of one core, the server process."""
    memory_mb: float
    """Resident memory of the server process at the end."""
    memory_mb_per_session: float
    """Growth over the idle server, per session."""


def percentile(values: list[float], share: float) -> float | None:
    """The value below which `share` of the values lie; None of none."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


async def process_metrics(http: httpx.AsyncClient) -> tuple[float, float]:
    """(CPU seconds, resident megabytes) of the server process, from `/metrics`."""
    text = (await http.get("/metrics")).text

    def value(name: str) -> float:
        found = re.search(rf"^{name} ([0-9.e+]+)$", text, re.MULTILINE)
        return float(found.group(1)) if found else 0.0

    return value("process_cpu_seconds_total"), value("process_resident_memory_bytes") / 1e6


async def one_session(http: httpx.AsyncClient, seconds: float) -> Candidate:
    created = (await http.post("/api/v1/sessions", json={"duration_s": 900})).raise_for_status()
    session = created.json()
    async with Candidate(
        media_url=session["media_url"], ticket=session["ticket"], answer=first_vague_then_full()
    ) as candidate:
        await asyncio.sleep(seconds)
    await http.post(f"/api/v1/sessions/{session['session_id']}/end")
    return candidate


async def load(url: str, sessions: int, seconds: float) -> Load:
    async with httpx.AsyncClient(base_url=url, timeout=30) as http:
        cpu_before, memory_before = await process_metrics(http)
        running = []
        for _ in range(sessions):
            running.append(asyncio.create_task(one_session(http, seconds)))
            await asyncio.sleep(0.4)
        await asyncio.sleep(seconds - 0.4 * sessions)
        _, memory = await process_metrics(http)
        candidates = await asyncio.gather(*running)
        cpu, _ = await process_metrics(http)
    firsts = [c.first_audio_at - c.hello_at for c in candidates if c.first_audio_at and c.hello_at]
    replies = [
        reply for c in candidates for e in c.exchanges if (reply := e.voice_to_voice_s) is not None
    ]
    return Load(
        sessions=sessions,
        hello_to_first_audio_s=statistics.median(firsts) if firsts else None,
        voice_to_voice_p50_s=percentile(replies, 0.5),
        voice_to_voice_p95_s=percentile(replies, 0.95),
        replies=len(replies),
        playback_gaps=sum(c.playback.gaps for c in candidates),
        cpu_percent_per_session=100 * (cpu - cpu_before) / (seconds * sessions),
        memory_mb=memory,
        memory_mb_per_session=(memory - memory_before) / sessions,
    )


def measure(counts: list[int], seconds: float) -> dict[str, object]:
    """Start a Viva cold, then warm, then load it step by step; prints as it goes."""
    console = Console()
    with tempfile.TemporaryDirectory(prefix="viva-measure-", dir="/tmp") as folder:
        Path(folder).chmod(0o711)  # As root, Postgres runs as another user, who must get through.
        home = Path(folder) / "home"
        with ServerProcess(home) as server:
            cold_s = server.ready_s
        console.print(f"cold start (empty state folder): {cold_s:.1f} s")
        with ServerProcess(home, VIVA_MAX_SESSIONS="64") as server:
            warm_s = server.ready_s
            console.print(f"warm start: {warm_s:.1f} s")
            asyncio.run(load(server.url, 1, 15))  # The first session pays for caches.
            results = []
            for count in counts:
                console.print(f"{count} session(s) for {seconds:.0f} s ...")
                results.append(asyncio.run(load(server.url, count, seconds)))
    console.print(table_of(results))
    return {
        "cold_start_s": cold_s,
        "warm_start_s": warm_s,
        "loads": [msgspec.to_builtins(result) for result in results],
    }


def table_of(results: list[Load]) -> Table:
    table = Table("measured", *(f"{result.sessions} session(s)" for result in results))
    for field in msgspec.structs.fields(Load)[1:]:
        values = [getattr(result, field.name) for result in results]
        table.add_row(field.name.replace("_", " "), *map(shown, values))
    return table


def shown(value: float | int | None) -> str:
    return "-" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m load_tests.measure", description=__doc__)
    parser.add_argument("--sessions", default="1,4,8", help="numbers of sessions at once")
    parser.add_argument("--seconds", type=float, default=60, help="length of each step")
    parser.add_argument("--json", type=Path, default=None, help="also write the figures here")
    arguments = parser.parse_args()
    counts = [int(part) for part in arguments.sessions.split(",")]
    figures = measure(counts, arguments.seconds)
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
