"""A simulated candidate: an honest client that talks and listens over the real wire.

It sends a paced microphone stream like a browser, plays what it receives in real time, reports
its playout, and answers when it has heard a question to its end.
"""

import asyncio
import time
from typing import Self

import msgspec
import numpy as np
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from load_tests.answers import Answerer, Question
from load_tests.speech import RATE_HZ, Samples, silence, spoken
from server import wire

CHUNK_S = 0.02
OUTPUT_RATE_HZ = wire.DEFAULT_OUTPUT_RATE_HZ
ANSWERED_INTENTS = frozenset(
    {"greet", "ask", "probe", "clarify", "repeat", "resume", "move_on", "interject",
     "invite_questions", "answer_candidate"}
)  # fmt: skip
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(wire.AnyServerMessage)


class Playback:
    """The candidate's loudspeaker: what was received is heard at real time. Times as arguments."""

    def __init__(self) -> None:
        self.utterance_id: str | None = None
        self._received_s = 0.0
        self._started_at: float | None = None
        self._offset_s = 0.0
        self.complete = False
        self.gaps = 0

    def start(self, utterance_id: str, offset_ms: int) -> None:
        self.utterance_id = utterance_id
        self._offset_s = offset_ms / 1000
        self._received_s = 0.0
        self._started_at = None
        self.complete = False

    def receive(self, pcm: bytes, at: float) -> None:
        if self._started_at is None:
            self._started_at = at
        elif at - self._started_at > self._received_s + 0.005:
            # The buffer ran dry: what comes now is heard late, after a gap.
            self.gaps += 1
            self._started_at = at - self._received_s
        self._received_s += len(pcm) / 2 / OUTPUT_RATE_HZ

    def heard_ms(self, at: float) -> int:
        if self._started_at is None:
            return int(self._offset_s * 1000)
        heard_s = min(self._received_s, max(0.0, at - self._started_at))
        return int((self._offset_s + heard_s) * 1000)

    def flush(self, at: float) -> None:
        """Drop what was not heard yet; the position stays where the hearing stopped."""
        self._offset_s = self.heard_ms(at) / 1000
        self._received_s = 0.0
        self._started_at = None

    def playing(self, at: float) -> bool:
        return (self._started_at is not None and at - self._started_at < self._received_s) or not (
            self.complete or self.utterance_id is None
        )


class Exchange(msgspec.Struct, kw_only=True):
    """One answer of the candidate and the reply it got."""

    said: str
    last_sample_sent_at: float
    reply_heard_at: float | None = None

    @property
    def voice_to_voice_s(self) -> float | None:
        """From the last speech sample sent to the first audible reply sample received."""
        if self.reply_heard_at is None:
            return None
        return self.reply_heard_at - self.last_sample_sent_at


class Candidate:
    """Joins one session over the WebSocket and takes part until it is over or told to leave."""

    def __init__(
        self,
        *,
        media_url: str,
        ticket: str,
        answer: Answerer,
        voice: str = "rms",
        resume_from_seq: int | None = None,
        think_s: float = 0.3,
    ) -> None:
        self._media_url = media_url
        self._ticket = ticket
        self._answer = answer
        self._voice = voice
        self._resume_from_seq = resume_from_seq
        self._think_s = think_s
        self._microphone: asyncio.Queue[Samples] = asyncio.Queue()
        self._mark_after_speech: Exchange | None = None
        self._intents: dict[str, tuple[str, str]] = {}
        self._sentences: dict[str, list[str]] = {}
        self._asked = 0
        self.playback = Playback()
        self.messages: list[wire.AnyServerMessage] = []
        self.exchanges: list[Exchange] = []
        self.last_seq = 0
        self.welcome_at: float | None = None
        self.hello_at: float | None = None
        self.first_audio_at: float | None = None
        self.close_code: int | None = None
        self.ended = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._socket: ClientConnection = await connect(
            self._media_url, max_size=wire.MAX_FRAME_BYTES, compression=None
        )
        self.hello_at = time.monotonic()
        await self.send(wire.Hello(ticket=self._ticket, resume_from_seq=self._resume_from_seq))
        self._tasks = [
            asyncio.create_task(self._listen()),
            asyncio.create_task(self._talk()),
            asyncio.create_task(self._report_playout()),
        ]
        return self

    async def __aexit__(self, *_exc: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._socket.close()

    async def send(self, message: wire.AnyClientMessage) -> None:
        await self._socket.send(_ENCODER.encode(message).decode())

    async def say(self, sentences: list[str], *, pause_s: float = 0.35) -> None:
        """Queue speech for the microphone; returns when it is queued, not when it is said."""
        exchange = Exchange(said=" ".join(sentences), last_sample_sent_at=0.0)
        parts: list[Samples] = []
        for sentence in sentences:
            parts += [await spoken(sentence, self._voice), silence(pause_s)]
        speech = np.concatenate(parts[:-1])
        loud = np.flatnonzero(np.abs(speech) > 300)
        speech = speech[: int(loud[-1]) + 1] if len(loud) else speech
        self.exchanges.append(exchange)
        self._mark_after_speech = exchange
        self._microphone.put_nowait(speech)

    def drop(self) -> None:
        """Lose the connection without a goodbye."""
        self._socket.transport.abort()

    async def _talk(self) -> None:
        """A microphone never stops: speech where there is some, a quiet room elsewhere."""
        chunk = int(CHUNK_S * RATE_HZ)
        room = silence(2.0)
        position = 0
        next_at = time.monotonic()
        while True:
            if self._microphone.empty():
                position = (position + chunk) % (len(room) - chunk)
                await self._send_chunk(room[position : position + chunk])
                next_at = await self._pace(next_at)
                continue
            speech = self._microphone.get_nowait()
            for start in range(0, len(speech), chunk):
                await self._send_chunk(speech[start : start + chunk])
                if start + chunk >= len(speech) and self._mark_after_speech is not None:
                    self._mark_after_speech.last_sample_sent_at = time.monotonic()
                next_at = await self._pace(next_at)

    async def _send_chunk(self, samples: Samples) -> None:
        try:
            await self._socket.send(samples.tobytes())
        except ConnectionClosed:
            await asyncio.sleep(3600)

    async def _pace(self, next_at: float) -> float:
        next_at += CHUNK_S
        delay_s = next_at - time.monotonic()
        if delay_s > 0:
            await asyncio.sleep(delay_s)
        return next_at if delay_s > -0.5 else time.monotonic()

    async def _report_playout(self) -> None:
        while True:
            await asyncio.sleep(0.25)
            now = time.monotonic()
            if self.playback.utterance_id is not None:
                try:
                    await self.send(
                        wire.Playout(
                            utterance_id=self.playback.utterance_id,
                            heard_ms=self.playback.heard_ms(now),
                        )
                    )
                except ConnectionClosed:
                    return

    async def _listen(self) -> None:
        try:
            async for message in self._socket:
                now = time.monotonic()
                if isinstance(message, bytes):
                    self._hear(message, now)
                else:
                    await self._read(_DECODER.decode(message), now)
        except ConnectionClosed:
            pass
        self.close_code = self._socket.close_code
        self.ended.set()

    def _hear(self, pcm: bytes, now: float) -> None:
        if self.first_audio_at is None:
            self.first_audio_at = now
        exchange = self._mark_after_speech
        if (
            exchange is not None
            and exchange.last_sample_sent_at
            and np.any(np.abs(np.frombuffer(pcm, np.int16)) > 100)
        ):
            exchange.reply_heard_at = now
            self._mark_after_speech = None
        self.playback.receive(pcm, now)

    async def _read(self, message: wire.AnyServerMessage, now: float) -> None:
        self.messages.append(message)
        self.last_seq = max(self.last_seq, getattr(message, "seq", 0))
        match message:
            case wire.Welcome():
                self.welcome_at = now
            case wire.AudioStart(utterance_id=utterance_id, offset_ms=offset_ms):
                self.playback.start(utterance_id, offset_ms)
            case wire.AudioFlush(utterance_id=utterance_id):
                self.playback.flush(now)
                heard_ms = self.playback.heard_ms(now)
                await self.send(wire.Playout(utterance_id=utterance_id, heard_ms=heard_ms))
            case wire.AudioEnd(utterance_id=utterance_id):
                self.playback.complete = True
                self._answering = asyncio.create_task(self._answer_when_heard(utterance_id))
            case wire.TurnStarted(role="interviewer", utterance_id=str(utterance_id)):
                self._intents[utterance_id] = (message.intent or "", message.phase)
            case wire.TurnSentence(utterance_id=utterance_id, text=text):
                self._sentences.setdefault(utterance_id, []).append(text)
            case _:
                pass

    async def _answer_when_heard(self, utterance_id: str) -> None:
        while self.playback.playing(time.monotonic()):  # noqa: ASYNC110 - playback is a clock
            await asyncio.sleep(0.02)
        intent, phase = self._intents.get(utterance_id, ("ask", ""))
        if self.playback.utterance_id != utterance_id or intent not in ANSWERED_INTENTS:
            return
        text = " ".join(self._sentences.get(utterance_id, []))
        sentences = self._answer(Question(text=text, intent=intent, phase=phase, index=self._asked))
        self._asked += 1
        if sentences:
            await asyncio.sleep(self._think_s)
            await self.say(sentences)
