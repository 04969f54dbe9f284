"""A candidate inside the process: hears, answers aloud and goes away, and keeps nothing.

The voice is Flite's, prepared before the start, so that no memory of its own grows. What is
recognised is what it says, cut to the length of each stretch: recognition is not what is soaked.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from typing import Protocol

import msgspec

from load_tests.answers import FULL, VAGUE
from load_tests.microphone import FRAME_S, Take, room, take_of
from load_tests.playback import Playback
from load_tests.speech import RATE_HZ, spoken
from runtime.errors import VivaError
from runtime.media import AudioEnd, AudioFlush, AudioStart
from runtime.ports import Recognition
from runtime.turn_events import SessionEnded, TurnCompleted, TurnStarted

OUTPUT_RATE_HZ = 16_000
WORDS_PER_S = 2.8
PLAYOUT_EVERY_S = 0.25
THINKS_S = 4.0
SENTENCES = (7, 14)
"""Of an answer, from and to."""
SILENT_SHARE = 0.05
"""Of the questions that are met with silence first."""
BARGES_SHARE = 0.06
"""Of the utterances that are talked into."""
ANSWERED = frozenset(
    {"greet", "ask", "probe", "clarify", "repeat", "resume", "move_on", "interject",
     "invite_questions", "answer_candidate"}
)  # fmt: skip


class Session(Protocol):
    """What a visitor needs of `InterviewSession`."""

    def feed(self, pcm: bytes) -> None: ...

    def playout(self, utterance_id: str, heard_ms: int) -> None: ...


class Repertoire(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences and their sound."""

    takes: tuple[Take, ...]
    pause: tuple[bytes, ...]
    room: tuple[bytes, ...]


async def repertoire() -> Repertoire:
    """Everything that visitors say. Raises MissingPart without Flite."""
    said = [text for answer in (*FULL, *VAGUE) for text in answer]
    return Repertoire(
        takes=tuple([take_of(text, [await spoken(text)], []) for text in said]),
        pause=room().frames[: int(0.4 / FRAME_S)],
        room=room().frames,
    )


class Recogniser:
    """Fits `SpeechToText`: what the visitor says, as many words as fit the stretch."""

    name = "visitor"

    def __init__(self) -> None:
        self._words: list[str] = []

    def expect(self, text: str) -> None:
        self._words = text.split()

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        count = max(1, round(len(pcm) / 2 / RATE_HZ * WORDS_PER_S))
        text = " ".join(self._words[:count])
        if not partial:
            del self._words[:count]
        return Recognition(text=text, confidence=None if partial else 0.9)


class Visitor:
    """Fits `ClientLink`; its microphone runs while it is inside `present`."""

    def __init__(
        self, session: Session, repertoire: Repertoire, recogniser: Recogniser, random: Random
    ) -> None:
        self._session = session
        self._repertoire = repertoire
        self._recogniser = recogniser
        self._random = random
        self._playback = Playback()
        self._intent = ""
        self._frames: list[bytes] = []
        """What is still to be said, last frame first."""
        self._answer_at: float | None = None
        self._barge_at: float | None = None
        self._room = 0
        self.over = asyncio.Event()
        self.turns = 0
        """Of the candidate, in the record."""
        self.failed: VivaError | None = None

    # ClientLink ----------------------------------------------------------------------------------

    def send(self, message: msgspec.Struct) -> None:
        now = asyncio.get_running_loop().time()
        match message:
            case AudioStart(utterance_id=utterance_id, offset_ms=offset_ms):
                self._playback.start(utterance_id, offset_ms)
                self._answer_at = None
                if self._random.random() < BARGES_SHARE:
                    self._barge_at = now + self._random.uniform(1.0, 3.0)
            case AudioFlush():
                self._playback.flush(now)
            case AudioEnd():
                self._playback.complete = True
                if self._intent in ANSWERED:
                    silent = self._random.random() < SILENT_SHARE
                    self._answer_at = now + (30.0 if silent else THINKS_S)
            case TurnStarted(role="interviewer"):
                self._intent = message.intent or ""
            case TurnCompleted(role="candidate"):
                self.turns += 1
            case SessionEnded():
                self.over.set()
            case _:
                pass

    def send_audio(self, pcm: bytes) -> None:
        self._playback.receive(pcm, OUTPUT_RATE_HZ, asyncio.get_running_loop().time())

    def close(self, error: VivaError | None) -> None:
        self.failed = error
        self.over.set()

    # The candidate -------------------------------------------------------------------------------

    @asynccontextmanager
    async def present(self) -> AsyncIterator[None]:
        """Talk and listen until left."""
        tasks = [asyncio.create_task(work) for work in (self._talk(), self._tell_playout())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _talk(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            due += FRAME_S
            await asyncio.sleep(due - loop.time())
            self._decide(due)
            self._session.feed(self._frames.pop() if self._frames else self._quiet())

    def _decide(self, now: float) -> None:
        if self._frames:
            return
        playing = self._playback.playing(now)
        if self._barge_at is not None and now >= self._barge_at:
            self._barge_at = None
            if playing:
                self._speak(1)
        elif self._answer_at is not None and now >= self._answer_at and not playing:
            self._answer_at = None
            self._speak(self._random.randint(*SENTENCES))

    def _speak(self, sentences: int) -> None:
        takes = self._random.sample(self._repertoire.takes, sentences)
        frames = [frame for take in takes for frame in (*take.frames, *self._repertoire.pause)]
        self._frames = frames[::-1]
        self._recogniser.expect(" ".join(take.text for take in takes))

    def _quiet(self) -> bytes:
        self._room = (self._room + 1) % len(self._repertoire.room)
        return self._repertoire.room[self._room]

    async def _tell_playout(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(PLAYOUT_EVERY_S)
            if self._playback.utterance_id is not None:
                heard_ms = self._playback.heard_ms(loop.time())
                self._session.playout(self._playback.utterance_id, heard_ms)
