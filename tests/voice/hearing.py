"""What voice tests share: a candidate's sounds, an ear under a manual clock, word error rates."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

import numpy as np
import soxr

from runtime.errors import ProviderFailed
from runtime.interview.plan import Patience
from runtime.ports import Recognition, SpeechToText
from runtime.providers import program
from runtime.voice.audio import EAR_RATE_HZ, Samples
from runtime.voice.barge_in import Verdict
from runtime.voice.ear import Ear, Heard
from runtime.voice.smart_turn import SmartTurn
from runtime.voice.vad import SileroModel
from tests.clocks import ManualClock, settle

CHUNK_S = 0.02


@lru_cache
def silero() -> SileroModel:
    return SileroModel()


def quiet(seconds: float, *, seed: int = 1) -> Samples:
    """A quiet room; a real microphone never sends zeros."""
    generator = np.random.default_rng(seed)
    return (generator.standard_normal(int(seconds * EAR_RATE_HZ)) * 15).astype(np.int16)


def cough(seconds: float = 0.3, *, seed: int = 3) -> Samples:
    """A burst of noise that swells and dies away."""
    count = int(seconds * EAR_RATE_HZ)
    generator = np.random.default_rng(seed)
    burst = generator.standard_normal(count) * np.hanning(count) * 9_000
    return burst.astype(np.int16)


def spoken(text: str, voice: str = "rms") -> Samples:
    """A sentence by Flite at 16 kHz."""
    return np.frombuffer(_spoken(text, voice), dtype=np.int16)


@lru_cache(maxsize=64)
def _spoken(text: str, voice: str) -> bytes:
    flite = program.flite(voice)
    assert flite is not None, "these tests need Flite: apt-get install flite"

    async def collect() -> bytes:
        return b"".join([chunk.pcm async for chunk in flite.synthesize(text, language="en")])

    # In a thread with its own loop: tests call this while theirs is running.
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, collect()).result()


def at_rate(samples: Samples, rate_hz: int) -> Samples:
    resampled: Samples = soxr.resample(samples, EAR_RATE_HZ, rate_hz)
    return resampled


def joined(*parts: Samples) -> Samples:
    return np.concatenate(parts)


class Waited:
    """A recogniser that knows whether it is at work, so that a test can let it finish."""

    name = "waited"

    def __init__(self, stt: SpeechToText, *, partials: bool) -> None:
        self.stt = stt
        self.awaited = True
        self._partials = partials
        self.running = 0

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        if partial and not self._partials:
            return None
        self.running += self.awaited
        try:
            return await self.stt.transcribe(pcm, partial=partial)
        finally:
            self.running -= self.awaited


class Hearing:
    """An ear whose stream a test plays; it is the ear's report, too.

    The clock moves with the samples, and the recogniser always has the time it needs, so the
    outcome depends on the audio alone.
    """

    def __init__(
        self,
        stt: SpeechToText,
        *,
        rate_hz: int = EAR_RATE_HZ,
        smart_turn: SmartTurn | None = None,
        partials: bool = True,
        fixed_silence_s: float | None = None,
    ) -> None:
        self.clock = ManualClock()
        self.stt = Waited(stt, partials=partials)
        self.rate_hz = rate_hz
        self.told: list[tuple[str, Any]] = []
        self.hints: list[str | None] = []
        """Texts of turns that had probably ended; None where one went on."""
        self.ear = Ear(
            input_rate_hz=rate_hz,
            vad=silero(),
            smart_turn=smart_turn,
            stt=self.stt,
            clock=self.clock,
            report=self,
            fixed_silence_s=fixed_silence_s,
        )

    @property
    def names(self) -> list[str]:
        """What was told, without partials."""
        return [name for name, _ in self.told if name != "partial"]

    @property
    def text(self) -> str:
        return " ".join(heard.text for heard in self.of("segment"))

    def of(self, name: str) -> list[Any]:
        return [value for told, value in self.told if told == name]

    def count(self, name: str) -> int:
        return len(self.of(name))

    def recognise_with(self, stt: SpeechToText, *, wait: bool = True) -> None:
        """From now on; `wait` False lets time pass while it is at work."""
        self.stt.stt, self.stt.awaited = stt, wait

    async def hear(self, samples: Samples, *, chunk_s: float = CHUNK_S) -> None:
        """Play samples at `rate_hz`, in real time of the manual clock."""
        chunk = max(1, int(chunk_s * self.rate_hz))
        for at in range(0, samples.size, chunk):
            part = samples[at : at + chunk]
            await self.clock.advance(part.size / self.rate_hz)
            self.ear.feed(part.tobytes())
            await self.recognised()

    async def recognised(self) -> None:
        await settle(3)
        while self.stt.running:
            await asyncio.sleep(0.001)
            await settle(3)

    # EarReport ---------------------------------------------------------------------------------

    def speech_started(self, at: float) -> None:
        self.told.append(("started", at))

    def speech_stopped(self, at: float) -> None:
        self.told.append(("stopped", at))

    def partial(self, text: str) -> None:
        self.told.append(("partial", text))

    def segment(self, heard: Heard) -> None:
        self.told.append(("segment", heard))

    def turn_probably_ended(self, text: str) -> None:
        self.hints.append(text)

    def turn_went_on(self) -> None:
        self.hints.append(None)

    def turn_ended(self, *, speech_ended_at: float, final_at: float) -> None:
        self.told.append(("ended", self.clock.monotonic() - speech_ended_at))

    def overlap(self, verdict: Verdict) -> None:
        self.told.append((verdict.value, self.clock.monotonic()))

    def failed(self, failure: ProviderFailed) -> None:
        self.told.append(("failed", failure))


@asynccontextmanager
async def hearing(
    stt: SpeechToText,
    *,
    patience: Patience = Patience.open,
    rate_hz: int = EAR_RATE_HZ,
    smart_turn: SmartTurn | None = None,
    partials: bool = True,
    fixed_silence_s: float | None = None,
) -> AsyncIterator[Hearing]:
    """A running ear; without partials it is much faster than real time."""
    heard = Hearing(
        stt,
        rate_hz=rate_hz,
        smart_turn=smart_turn,
        partials=partials,
        fixed_silence_s=fixed_silence_s,
    )
    heard.ear.patience = patience
    running = asyncio.create_task(heard.ear.run())
    await settle()
    try:
        yield heard
    finally:
        running.cancel()
        await asyncio.wait([running])


_NUMBERS = {
    "forty": "40",
    "two": "2",
    "four": "4",
    "three": "3",
    "percent": "%",
    "fifteenth": "15th",
}


def plain_words(text: str) -> list[str]:
    words = re.sub(r"[^\w\s'%]", " ", text.lower().replace("%", " % ")).split()
    return [_NUMBERS.get(word, word) for word in words]


def word_errors(said: str, recognised: str) -> tuple[int, int]:
    """(errors, words said), by edit distance."""
    wanted, got = plain_words(said), plain_words(recognised)
    row: Sequence[int] = range(len(got) + 1)
    for index, word in enumerate(wanted, 1):
        following = [index]
        for at, other in enumerate(got, 1):
            following.append(min(row[at] + 1, following[at - 1] + 1, row[at - 1] + (word != other)))
        row = following
    return row[-1], len(wanted)
