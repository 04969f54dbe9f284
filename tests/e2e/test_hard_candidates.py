"""A candidate who never speaks and one who never stops, at the same time, on one server."""

import asyncio
from typing import Any

import httpx
import pytest

from load_tests.answers import FULL
from load_tests.candidate import Candidate
from load_tests.server_process import ServerProcess
from server import wire

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

DURATION_S = 100
ONE_TURN_S = 25
"""What the interviewer may still say, and hear, after the time is up."""


async def hold(viva: ServerProcess, talk: list[str]) -> tuple[Candidate, dict[str, Any]]:
    async with httpx.AsyncClient(base_url=viva.url, timeout=30) as http:
        created = (await http.post("/api/v1/sessions", json={"duration_s": DURATION_S})).json()
        async with Candidate(
            media_url=created["media_url"], ticket=created["ticket"], answer=lambda _q: None
        ) as candidate:
            if talk:
                await candidate.say(talk, pause_s=0.12)
            await asyncio.wait_for(candidate.ended.wait(), DURATION_S + ONE_TURN_S)
        transcript = await http.get(f"/api/v1/sessions/{created['session_id']}/transcript")
    return candidate, transcript.json()


def end_reason(candidate: Candidate) -> str:
    return next(m.reason for m in candidate.messages if isinstance(m, wire.SessionEnded))


async def test_silence_and_a_monologue(viva: ServerProcess) -> None:
    endless = [sentence for answer in FULL * 5 for sentence in answer]
    (silent, nothing), (talker, much) = await asyncio.gather(hold(viva, []), hold(viva, endless))

    assert end_reason(silent) == "silence"
    assert [turn for turn in nothing["turns"] if turn["role"] == "candidate"] == []
    nudges = [turn["intent"] for turn in nothing["turns"]].count("nudge")
    assert 1 <= nudges <= 3
    assert silent.close_code == 1000

    assert end_reason(talker) in ("completed", "time_up")
    assert talker.close_code == 1000
    words = sum(len(t["text"].split()) for t in much["turns"] if t["role"] == "candidate")
    assert words > 100, "what was said is in the record"
    assert any(turn["role"] == "interviewer" for turn in much["turns"][2:])
