"""A simulated candidate: an honest client that talks and listens over the real wire.

It sends a paced microphone stream like a browser, plays what it receives in real time, reports
its playout, and answers when it has heard a question to its end.
"""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any, Self

import msgspec

from load_tests.answers import Answerer, Interruption, Question, Speech
from load_tests.lines.webrtc import WebRtcLine, opus_frames, viva_offer
from load_tests.lines.websocket import WebSocketLine, viva_frames
from load_tests.microphone import Pacer, Take, room
from load_tests.takes import TakeBook
from load_tests.talker import Talker
from server import wire

ANSWERED_INTENTS = frozenset(
    {"greet", "ask", "probe", "clarify", "repeat", "resume", "move_on", "interject",
     "invite_questions", "answer_candidate"}
)  # fmt: skip
PLAYOUT_EVERY_S = 0.25
"""How often a browser tells what it has played."""
TRACK_QUIET_S = 0.25
"""A track's last words are over when nothing was heard for so long after them."""
POLL_S = 0.02
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(wire.AnyServerMessage)


class Candidate(Talker):
    """Joins one session and takes part until it is over or told to leave.

    With `offer_url` it comes by WebRTC, else by the WebSocket of `media_url`. Candidates that
    share a `pacer`, a `takes` and so on cost little; alone, each makes its own.
    """

    def __init__(
        self,
        *,
        ticket: str,
        answer: Answerer,
        media_url: str = "",
        offer_url: str = "",
        voice: str = "rms",
        resume_from_seq: int | None = None,
        think_s: float = 0.3,
        interrupt: Interruption | None = None,
        shared: "Shared | None" = None,
    ) -> None:
        self._shared = shared or Shared(voice=voice)
        super().__init__(pacer=self._shared.pacer, room=self._shared.room)
        self._owns_shared = shared is None
        self._media_url = media_url
        self._offer_url = offer_url
        self._ticket = ticket
        self._answer = answer
        self._interrupt = interrupt
        self._resume_from_seq = resume_from_seq
        self._think_s = think_s
        self._intents: dict[str, tuple[str, str]] = {}
        self._sentences: dict[str, list[str]] = {}
        self._asked = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self.messages: list[wire.AnyServerMessage] = []
        self.last_seq = 0
        self.welcome_at: float | None = None

    async def __aenter__(self) -> Self:
        """Raises LineFailed."""
        self.hello_at = time.monotonic()
        if self._offer_url:
            track = WebRtcLine(self, self._shared.opus)
            self.use(track)
            await track.open(viva_offer(self._offer_url, self._ticket, self._resume_from_seq))
        else:
            line = WebSocketLine(self, self._shared.frames)
            self.use(line)
            hello = wire.Hello(ticket=self._ticket, resume_from_seq=self._resume_from_seq)
            await line.open(self._media_url, _ENCODER.encode(hello))
        self.switch_on()
        self._spawn(self._report_playout())
        return self

    async def __aexit__(self, *_exc: object) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.hang_up()
        if self._owns_shared:
            await self._shared.pacer.aclose()

    async def send(self, message: wire.AnyClientMessage) -> None:
        if self._line is not None:
            self._line.send_message(_ENCODER.encode(message))

    async def say(self, sentences: list[str], *, pause_s: float = 0.35) -> None:
        """Begin to say it; returns when the microphone has it, not when it is said."""
        speech = Speech(parts=tuple(sentences), pause_s=pause_s)
        self.speak(await self._shared.takes.take(speech))

    # What the server says ------------------------------------------------------------------------

    def message(self, raw: bytes, at: float) -> None:
        message = _DECODER.decode(raw)
        self.messages.append(message)
        self.last_seq = max(self.last_seq, getattr(message, "seq", 0))
        match message:
            case wire.Welcome():
                self.welcome_at = at
            case wire.AudioStart(utterance_id=utterance_id, offset_ms=offset_ms):
                self.playback.start(utterance_id, offset_ms)
                self._spawn(self._maybe_interrupt(utterance_id))
            case wire.AudioFlush(utterance_id=utterance_id):
                self.playback.flush(at)
                self._tell_playout(utterance_id, at)
            case wire.AudioEnd(utterance_id=utterance_id):
                self.playback.complete = True
                self._spawn(self._answer_when_heard(utterance_id))
            case wire.TurnStarted(role="interviewer", utterance_id=str(utterance_id)):
                self._intents[utterance_id] = (message.intent or "", message.phase)
            case wire.TurnSentence(utterance_id=utterance_id, text=text):
                self._sentences.setdefault(utterance_id, []).append(text)
            case wire.TurnCompleted(role="candidate") if self.exchanges:
                self.exchanges[-1].turns += 1
            case wire.TurnCompleted(latency=wire.TurnLatency() as latency) if self.exchanges:
                if latency.voice_to_voice_ms is not None:
                    self.exchanges[-1].silence_ms = latency.endpointing_ms
                    self.exchanges[-1].reply = message.text
            case wire.ErrorMessage():
                self.errors.append(message.code)
            case _:
                pass

    # What the candidate does ---------------------------------------------------------------------

    async def _answer_when_heard(self, utterance_id: str) -> None:
        while self._hears(time.monotonic()):  # noqa: ASYNC110 - playback is a clock
            await asyncio.sleep(POLL_S)
        intent, phase = self._intents.get(utterance_id, ("ask", ""))
        if self.playback.utterance_id != utterance_id or intent not in ANSWERED_INTENTS:
            return
        text = " ".join(self._sentences.get(utterance_id, []))
        answer = self._answer(Question(text=text, intent=intent, phase=phase, index=self._asked))
        self._asked += 1
        if not answer:
            return
        speech = answer if isinstance(answer, Speech) else Speech(parts=tuple(answer))
        take = await self._shared.takes.take(speech)
        await asyncio.sleep(self._think_s)
        if not self.speaking:
            self.speak(take)

    async def _maybe_interrupt(self, utterance_id: str) -> None:
        """Speak into the interviewer's words, where this candidate does such things."""
        plan = None if self._interrupt is None else self._interrupt(self._asked)
        if plan is None:
            return
        after_s, speech = plan
        take = await self._shared.takes.take(speech)
        await asyncio.sleep(after_s)
        intent, _ = self._intents.get(utterance_id, ("", ""))
        if self.playback.utterance_id == utterance_id and intent in ANSWERED_INTENTS:
            now = time.monotonic()
            if self.playback.playing(now) and not self.speaking:
                self.speak(take, interrupts=True)

    def _hears(self, now: float) -> bool:
        if self.playback.streams:
            return self.playback.quiet_s(now) < TRACK_QUIET_S
        return self.playback.playing(now)

    async def _report_playout(self) -> None:
        while not self.playback.streams:
            await asyncio.sleep(PLAYOUT_EVERY_S)
            if self.playback.utterance_id is not None:
                self._tell_playout(self.playback.utterance_id, time.monotonic())

    def _tell_playout(self, utterance_id: str, at: float) -> None:
        if self._line is not None and not self.playback.streams:
            heard_ms = self.playback.heard_ms(at)
            told = wire.Playout(utterance_id=utterance_id, heard_ms=heard_ms)
            self._line.send_message(_ENCODER.encode(told))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class Shared:
    """What candidates of one process share: the sending loop, the speech, the prepared frames."""

    def __init__(self, *, voice: str = "rms") -> None:
        self.pacer = Pacer()
        self.takes = TakeBook(voice)
        self.room: Take = room()
        self.frames = viva_frames()
        self.opus = opus_frames()
