"""Hundreds of typed turns over the wire, as fast as a whole server takes them.

Speech can't be hurried, because the server refuses audio that comes faster than real time. What
could grow with the length of an interview does not depend on speech: the log, the state, the
record, and the prompt of each wording.
"""

import asyncio
import json
import tempfile
from pathlib import Path

import httpx
import msgspec
import psutil
from rich.console import Console
from websockets.frames import Frame

from load_tests.bench import on_fast_loop, own_server
from load_tests.lines.websocket import Socket, open_socket
from load_tests.soak.reading import Finding, Reading, growth
from load_tests.stand_in_process import StandInProcess
from prompts.budget import MAX_TOKENS
from runtime.errors import VivaError
from server import wire

ANSWERS = (
    "I led the migration of our billing service to a queue. First I measured the latency, then I "
    "chose Kafka over polling because it was simpler, and we cut the delay from 900 to 200 ms.",
    "My manager asked me to take over a customer who wanted to leave. I called them, listened for "
    "an hour, and wrote down every problem; we solved the top three in a month.",
    "We had two designs. I compared both with a load test, chose the simpler one, and it carried "
    "ten times the traffic in the first week.",
)
DURATION_S = 7_200
MOST_QUESTIONS = 40
SESSIONS_AT_ONCE = 4
MAX_MB_PER_100_TURNS = 1.5
LEAST_TURNS = 400
"""With fewer, the slope of the memory says nothing and has no limit."""
TURN_S = 20.0
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(wire.AnyServerMessage)


class SoakFailed(VivaError):
    """The server under test did not go on answering."""

    code = "soak_failed"


class Typist:
    """One interview whose answers are typed the moment a question is complete."""

    def __init__(self, questions: int) -> None:
        self.turns = 0
        self._questions = questions
        self._asked = asyncio.Event()
        self._over = asyncio.Event()
        self._intent = ""

    async def interview(self, http: httpx.AsyncClient) -> None:
        """From the creation to the end. Raises SoakFailed, LineFailed."""
        body = {"duration_s": DURATION_S, "questions_target": self._questions, "audio_out": "none"}
        created = await http.post("/api/v1/sessions", json=body)
        if created.status_code != 201:
            raise SoakFailed(f"No session: the server answered {created.status_code}.")
        session = created.json()
        socket = await open_socket(session["media_url"], self._received, self._closed)
        try:
            socket.send_text(_ENCODER.encode(wire.Hello(ticket=session["ticket"])))
            await self._answer(socket)
        finally:
            await socket.aclose()

    async def _answer(self, socket: Socket) -> None:
        while not self._over.is_set():
            waiting = [asyncio.create_task(each.wait()) for each in (self._asked, self._over)]
            done, _ = await asyncio.wait(
                waiting, timeout=TURN_S, return_when=asyncio.FIRST_COMPLETED
            )
            for task in waiting:
                task.cancel()
            if not done:
                raise SoakFailed(f"No question came within {TURN_S:.0f} s.")
            if self._over.is_set():
                return
            self._asked.clear()
            text = ANSWERS[self.turns % len(ANSWERS)]
            self.turns += 1
            socket.send_text(_ENCODER.encode(wire.TypedText(text=text)))

    def _received(self, frame: Frame, _at: float) -> None:
        message = _DECODER.decode(bytes(frame.data))
        match message:
            case wire.TurnStarted(role="interviewer"):
                self._intent = message.intent or ""
            case wire.TurnCompleted(role="interviewer") if self._intent != "close":
                self._asked.set()
            case wire.SessionEnded():
                self._over.set()
            case _:
                pass

    def _closed(self, _code: int | None) -> None:
        self._over.set()


async def soak(url: str, pid: int, turns: int, console: Console) -> list[Reading]:
    """Interviews one after the other, a few at once, until so many turns were taken."""
    process = psutil.Process(pid)
    typists: list[Typist] = []
    readings: list[Reading] = []

    async def keep_busy(http: httpx.AsyncClient) -> None:
        while sum(each.turns for each in typists) < turns:
            typists.append(Typist(min(MOST_QUESTIONS, turns)))
            await typists[-1].interview(http)

    def read() -> None:
        taken = sum(each.turns for each in typists)
        memory_mb = process.memory_info().rss / 1e6
        readings.append(Reading(at=taken, memory_mb=memory_mb))
        console.print(f"  {taken:5} turns in {len(typists)} interviews, {memory_mb:.1f} MB")

    async def keep_reading() -> None:
        while True:
            read()
            await asyncio.sleep(2.0)

    async with httpx.AsyncClient(base_url=url, timeout=30) as http:
        reading = asyncio.create_task(keep_reading())
        try:
            await asyncio.gather(*(keep_busy(http) for _ in range(SESSIONS_AT_ONCE)))
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
    read()
    return readings


def typed(turns: int, console: Console) -> list[Finding]:
    """Type so many answers, all in all. Raises SoakFailed, LineFailed."""
    with tempfile.TemporaryDirectory(prefix="viva-soak-") as folder:
        prompts = Path(folder) / "prompts.jsonl"
        with (
            StandInProcess(profile="zero", prompts=prompts) as vendors,
            own_server(**vendors.environment, VIVA_MAX_SESSIONS="64") as server,
        ):
            readings = on_fast_loop(soak(server.url, server.pids[0], turns, console))
        tokens = [json.loads(line) for line in prompts.read_text().splitlines()]
    return [
        Finding(name="turns", value=readings[-1].at, least=turns / 2),
        Finding(
            name="memory of the server",
            value=growth(readings, lambda each: each.memory_mb) * 100,
            unit="MB/100 turns",
            limit=MAX_MB_PER_100_TURNS if turns >= LEAST_TURNS else None,
        ),
        Finding(name="prompts", value=len(tokens), least=1),
        Finding(
            name="longest prompt",
            value=max(tokens, default=0),
            unit="tokens",
            limit=MAX_TOKENS - 1,
        ),
    ]
