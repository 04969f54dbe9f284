"""Deterministic twins of recogniser and synthesiser, for tests, load and development."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

import numpy as np

from runtime.errors import ProviderFailed
from runtime.ports import AudioChunk, Recognition

TONE_HZ = 220.0
MS_PER_CHAR = 60.0
"""Length of a tone per character: an ordinary speaking rate, about 16 characters a second."""


class ScriptedStt:
    """Answers each final with the next text of its script; partials with the words so far.

    After the script's end it answers "" (or starts again, if `repeat`). Silence is "" and uses
    nothing up. `delay_s` passes before each answer.
    """

    name = "scripted"

    def __init__(
        self, texts: Sequence[str] = (), *, delay_s: float = 0.0, repeat: bool = False
    ) -> None:
        self._texts = list(texts)
        self._next = 0
        self._delay_s = delay_s
        self._repeat = repeat
        self.calls: list[tuple[float, bool]] = []
        """(seconds of audio, partial) of each call."""

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        duration_s = len(pcm) / 2 / 16_000
        self.calls.append((duration_s, partial))
        await asyncio.sleep(self._delay_s)
        if not any(pcm):
            return Recognition(text="")
        if self._repeat and self._texts:
            self._next %= len(self._texts)
        if self._next >= len(self._texts):
            return Recognition(text="")
        text = self._texts[self._next]
        if partial:
            words = text.split()
            return Recognition(text=" ".join(words[: max(1, int(duration_s * 2.5))]))
        self._next += 1
        return Recognition(text=text, confidence=1.0)

    async def aclose(self) -> None:
        """Nothing to free."""


class ToneTts:
    """Says every text as a tone of `MS_PER_CHAR` per character, in chunks of 200 ms.

    `fails` decides which texts fail, and `delay_s` passes before the first chunk.
    """

    name = "scripted"

    def __init__(
        self,
        *,
        rate_hz: int = 16_000,
        delay_s: float = 0.0,
        fails: Callable[[str], bool] = lambda text: False,
    ) -> None:
        self._rate_hz = rate_hz
        self._delay_s = delay_s
        self._fails = fails
        self.spoken: list[str] = []

    async def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        await asyncio.sleep(self._delay_s)
        if self._fails(text):
            raise ProviderFailed("The script says that this sentence fails.")
        self.spoken.append(text)
        samples = int(len(text) * MS_PER_CHAR / 1000 * self._rate_hz)
        turns = np.arange(samples) * (TONE_HZ / self._rate_hz)
        pcm = (np.sin(2 * np.pi * turns) * 6_000).astype("<i2").tobytes()
        step = self._rate_hz // 5 * 2
        for at in range(0, len(pcm), step):
            yield AudioChunk(pcm=pcm[at : at + step], sample_rate_hz=self._rate_hz)
