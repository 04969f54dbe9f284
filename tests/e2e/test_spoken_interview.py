"""A whole interview by voice over the WebSocket: Flite speaks, Moonshine listens."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from load_tests.answers import first_vague_then_full
from load_tests.candidate import Candidate
from load_tests.server_process import ServerProcess
from load_tests.wer import word_errors
from server import wire

pytestmark = pytest.mark.e2e

DURATION_S = 170
PHASES = {"intro", "role_skills", "behavioral", "close"}


def create(http: httpx.Client, **body: Any) -> dict[str, Any]:
    answer = http.post("/api/v1/sessions", json=body)
    answer.raise_for_status()
    created: dict[str, Any] = answer.json()
    return created


def wait_for_report(http: httpx.Client, session_id: str, timeout_s: float = 60) -> dict[str, Any]:
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        answer = http.get(f"/api/v1/sessions/{session_id}/report")
        if answer.status_code == 200:
            report: dict[str, Any] = answer.json()
            return report
        time.sleep(0.5)
    raise AssertionError("no report within a minute")


@pytest.fixture(scope="module")
def interview(viva: ServerProcess) -> tuple[Candidate, dict[str, Any]]:
    """One interview from hello to the close, held once for all tests of this module."""
    with httpx.Client(base_url=viva.url, timeout=30) as http:
        created = create(
            http,
            role_kit_id="software_engineer",
            interview_type="technical",
            duration_s=DURATION_S,
        )

    async def hold() -> Candidate:
        async with Candidate(
            media_url=created["media_url"],
            ticket=created["ticket"],
            answer=first_vague_then_full(),
        ) as candidate:
            await asyncio.wait_for(candidate.ended.wait(), DURATION_S * 1.5)
        return candidate

    return asyncio.run(hold()), created


@pytest.mark.timeout(400)
def test_every_phase_is_visited_to_the_close(interview: tuple[Candidate, dict[str, Any]]) -> None:
    candidate, _ = interview
    visited = [m.phase for m in candidate.messages if isinstance(m, wire.PhaseChanged)]
    assert set(visited) >= PHASES
    assert visited[-1] == "close"
    ended = [m for m in candidate.messages if isinstance(m, wire.SessionEnded)]
    assert [m.reason for m in ended] in (["completed"], ["time_up"])
    assert candidate.close_code == 1000


@pytest.mark.timeout(400)
def test_a_vague_answer_is_probed(interview: tuple[Candidate, dict[str, Any]]) -> None:
    candidate, _ = interview
    said_at = next(
        i
        for i, m in enumerate(candidate.messages)
        if isinstance(m, wire.TurnCompleted) and m.role == "candidate" and "pretty well" in m.text
    )
    reply = next(
        m
        for m in candidate.messages[said_at:]
        if isinstance(m, wire.TurnStarted) and m.role == "interviewer"
    )
    assert reply.intent == "probe"


@pytest.mark.timeout(400)
def test_the_candidate_is_understood(
    interview: tuple[Candidate, dict[str, Any]], viva: ServerProcess, output: Path
) -> None:
    candidate, created = interview
    turns = httpx.get(f"{viva.url}/api/v1/sessions/{created['session_id']}/transcript").json()
    recognised = " ".join(t["text"] for t in turns["turns"] if t["role"] == "candidate")
    said = " ".join(exchange.said for exchange in candidate.exchanges)
    errors, count = word_errors(said, recognised)
    replies = sorted(r for e in candidate.exchanges if (r := e.voice_to_voice_s) is not None)
    print(f"\nword error rate {errors / count:.1%} over {count} words")
    print("voice to voice, s:", [round(reply, 2) for reply in replies])
    (output / "spoken-interview.json").write_text(
        json.dumps(
            {
                "word_error_rate": errors / count,
                "words": count,
                "voice_to_voice_s": replies,
                "transcript": turns,
            },
            indent=1,
        )
    )
    assert count > 100
    assert errors / count < 0.20


@pytest.mark.timeout(400)
def test_the_report_rests_on_the_transcript(
    interview: tuple[Candidate, dict[str, Any]], viva: ServerProcess
) -> None:
    _, created = interview
    with httpx.Client(base_url=viva.url, timeout=30) as http:
        report = wait_for_report(http, created["session_id"])
        turns = http.get(f"/api/v1/sessions/{created['session_id']}/transcript").json()["turns"]
    said = {turn["turn_id"]: turn["text"] for turn in turns if turn["role"] == "candidate"}
    quotes = [evidence for dimension in report["dimensions"] for evidence in dimension["evidence"]]
    assert quotes
    for evidence in quotes:
        assert evidence["quote"] in said[evidence["turn_id"]]
    for dimension in report["dimensions"]:
        assert dimension["score"] is None or dimension["evidence"]
    assert report["delivery"]
