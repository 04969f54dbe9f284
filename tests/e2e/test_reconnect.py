"""Lost clients and killed servers: nothing acknowledged is lost, nothing is doubled."""

import asyncio
import os
import signal
from collections.abc import Callable
from typing import Any

import httpx
import psutil
import pytest

from load_tests.answers import FULL, Question
from load_tests.candidate import Candidate
from load_tests.server_process import ServerProcess
from server import wire

pytestmark = pytest.mark.e2e

SPOKEN = FULL[0]


class Visit:
    """One candidate's way through several connections of one session."""

    def __init__(self, viva: ServerProcess) -> None:
        self.viva = viva
        answer = httpx.post(f"{viva.url}/api/v1/sessions", json={"duration_s": 600})
        answer.raise_for_status()
        self.created: dict[str, Any] = answer.json()
        self.session_id: str = self.created["session_id"]
        self._ticket: str | None = self.created["ticket"]
        self.acknowledged: dict[str, str] = {}
        self.last_seq: int | None = None

    def connect(
        self, answer: Callable[[Question], list[str] | None] = lambda _q: None
    ) -> Candidate:
        ticket, self._ticket = self._ticket, None
        if ticket is None:
            again = httpx.post(f"{self.viva.url}/api/v1/sessions/{self.session_id}/tickets")
            again.raise_for_status()
            ticket = again.json()["ticket"]
        return Candidate(
            media_url=self.created["media_url"],
            ticket=ticket,
            answer=answer,
            resume_from_seq=self.last_seq,
        )

    def leave(self, candidate: Candidate) -> None:
        """Remember what this connection was told."""
        self.last_seq = candidate.last_seq
        for turn in turns_told(candidate):
            assert turn.turn_id not in self.acknowledged, "a turn was told twice"
            self.acknowledged[str(turn.turn_id)] = turn.text

    def transcript(self) -> list[dict[str, Any]]:
        answer = httpx.get(f"{self.viva.url}/api/v1/sessions/{self.session_id}/transcript")
        turns: list[dict[str, Any]] = answer.raise_for_status().json()["turns"]
        return turns

    def check_record(self) -> list[dict[str, Any]]:
        """Every acknowledged turn is in the record, once, word for word."""
        turns = self.transcript()
        ids = [turn["turn_id"] for turn in turns]
        assert len(ids) == len(set(ids))
        recorded = {turn["turn_id"]: turn["text"] for turn in turns}
        for turn_id, text in self.acknowledged.items():
            assert recorded[turn_id] == text
        return turns


def turns_told(candidate: Candidate) -> list[wire.TurnCompleted]:
    return [m for m in candidate.messages if isinstance(m, wire.TurnCompleted)]


async def until(condition: Callable[[], object], timeout_s: float = 30) -> None:
    async with asyncio.timeout(timeout_s):
        while not condition():  # noqa: ASYNC110 - the condition is about another process
            await asyncio.sleep(0.05)


def sentences(candidate: Candidate) -> list[str]:
    return [m.text for m in candidate.messages if isinstance(m, wire.TurnSentence)]


async def test_dropped_in_the_middle_of_a_question(viva: ServerProcess) -> None:
    visit = Visit(viva)
    async with visit.connect() as candidate:
        await until(lambda: candidate.playback.heard_ms(asyncio.get_running_loop().time()) > 700)
        candidate.drop()
        greeting = " ".join(sentences(candidate))
    visit.leave(candidate)
    async with visit.connect() as candidate:
        await until(lambda: candidate.playback.complete)
        again = " ".join(sentences(candidate))
    visit.leave(candidate)
    last_question = greeting.rstrip("?").rsplit(". ", maxsplit=1)[-1]
    assert last_question.split("?")[0][-30:] in again, "the unheard rest was not repeated"
    visit.check_record()


async def test_dropped_in_the_middle_of_an_answer(viva: ServerProcess) -> None:
    visit = Visit(viva)
    async with visit.connect() as candidate:
        await until(lambda: candidate.playback.complete)
        await until(lambda: not candidate.playback.playing(asyncio.get_running_loop().time()))
        await candidate.say(SPOKEN[:2])
        await until(lambda: any(isinstance(m, wire.UserFinal) for m in candidate.messages))
        candidate.drop()
        heard = [m.text for m in candidate.messages if isinstance(m, wire.UserFinal)]
    visit.leave(candidate)
    async with visit.connect() as candidate:
        await until(lambda: candidate.playback.complete)
        await until(lambda: not candidate.playback.playing(asyncio.get_running_loop().time()))
        await candidate.say([SPOKEN[2]])
        await until(lambda: any(t.role == "candidate" for t in turns_told(candidate)))
    visit.leave(candidate)
    turns = visit.check_record()
    answer = " ".join(t["text"] for t in turns if t["role"] == "candidate")
    for text in heard:
        assert answer.count(text) == 1


def server_processes(viva: ServerProcess) -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process(viva.process.pid).children(recursive=True)
        if "serve" in child.cmdline()
    ]


@pytest.mark.timeout(180)
async def test_the_server_is_killed_and_comes_back(viva: ServerProcess) -> None:
    visit = Visit(viva)
    async with visit.connect() as candidate:
        await until(lambda: candidate.playback.complete)
        await candidate.send(wire.TypedText(text=" ".join(FULL[0]), message_id="first"))
        await until(lambda: any(t.message_id == "first" for t in turns_told(candidate)))
        await candidate.send(wire.TypedText(text=" ".join(FULL[1]), message_id="second"))
        for process in server_processes(viva):
            os.kill(process.pid, signal.SIGKILL)
        await until(candidate.ended.is_set)
    visit.leave(candidate)
    await asyncio.to_thread(viva.wait_ready)
    async with visit.connect() as candidate:
        # As a page does: what was not acknowledged is sent again.
        await candidate.send(wire.TypedText(text=" ".join(FULL[1]), message_id="second"))
        await until(
            lambda: (
                " ".join(FULL[1])
                in [*visit.acknowledged.values(), *(t.text for t in turns_told(candidate))]
            )
        )
        await candidate.send(wire.TypedText(text=" ".join(FULL[2]), message_id="third"))
        await until(lambda: any(t.message_id == "third" for t in turns_told(candidate)))
    visit.leave(candidate)
    turns = visit.check_record()
    for sentences_said in FULL[:3]:
        assert [t["text"] for t in turns].count(" ".join(sentences_said)) == 1
    order = [t["index"] for t in turns]
    assert order == sorted(set(order))
