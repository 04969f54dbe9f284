"""Vendors under watch: late, stalled or silent answers become failures within two seconds."""

from collections.abc import AsyncIterator

import numpy as np

from runtime.ports import (
    AudioChunk,
    Clock,
    LanguageModel,
    Recognition,
    SpeechToText,
    TextToSpeech,
    in_voice,
)
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.watch import close, closing, in_time, paced

ANSWER_S = 1.4
"""A recognition takes 0.3 s (p99 of the quick vendors, stt-benchmark); three seconds of silence
in a conversation are too long already."""
ANSWER_SHARE = 1 / 50
"""More for each second of audio: sending and recognising take their time. 30 s: 2 s in all."""
FIRST_SOUND_S = 1.2
"""First audio takes 0.3 s in the median and 0.33 s at p95."""
STALL_S = 1.5
BEHIND_S = 1.0
"""Audio that comes so much later than it is spoken has run out in the listener's ear."""
PATIENT_S = 60.0
"""Nobody waits longer for the first word of a model."""
SPOKEN_CHARS_PER_S = 10.0
"""Slower than any speech: a model that writes still slower leaves the listener waiting."""
SILENT_BELOW = 60.0
"""RMS, -55 dBFS: speech is far above, the noise of a codec below."""
SILENT_S = 1.0
"""A sentence that begins with so much silence has no voice."""


class WatchedStt:
    """A `SpeechToText` that answers in time or fails."""

    def __init__(self, inner: SpeechToText, clock: Clock) -> None:
        self.name = inner.name
        self._inner = inner
        self._clock = clock

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        """Raises ProviderFailed."""
        limit_s = ANSWER_S + ANSWER_SHARE * len(pcm) / 2 / 16_000
        return await in_time(
            self._inner.transcribe(pcm, partial=partial),
            clock=self._clock,
            until=self._clock.monotonic() + limit_s,
            late=lambda: VendorFailed(self.name, Reason.late),
        )

    async def aclose(self) -> None:
        await close(self._inner)


class WatchedTts:
    """A `TextToSpeech` that sounds in time and keeps up with the listener, or fails.

    Silence before the first sound is held back until the sound comes, so a voice that stays
    silent fails before anything of it was given out.
    """

    def __init__(self, inner: TextToSpeech, clock: Clock) -> None:
        self.name = inner.name
        self._inner = inner
        self._clock = clock

    def in_voice(self, kind: str) -> TextToSpeech:
        """The same watch over another voice of the same."""
        return WatchedTts(in_voice(self._inner, kind), self._clock)

    async def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        """Raises ProviderFailed."""
        asked_at = self._clock.monotonic()
        sounds = any(char.isalnum() for char in text)
        held: list[AudioChunk] = []
        pace = _Pace()
        chunks = paced(
            self._inner.synthesize(text, language=language),
            clock=self._clock,
            until=asked_at + FIRST_SOUND_S,
            next_until=lambda chunk: pace.next_until(chunk, self._clock.monotonic()),
            late=lambda: VendorFailed(self.name, Reason.late),
            stalled=lambda: VendorFailed(self.name, Reason.stalled),
        )
        async with closing(chunks):
            async for chunk in chunks:
                if sounds and _silent(chunk):
                    held.append(chunk)
                    if sum(map(_seconds, held)) >= SILENT_S:
                        raise VendorFailed(self.name, Reason.silent)
                    continue
                sounds = False
                for earlier in (*held, chunk):
                    yield earlier
                held.clear()
        if sounds:
            raise VendorFailed(self.name, Reason.silent)

    async def aclose(self) -> None:
        await close(self._inner)


class WatchedModel:
    """A `LanguageModel` that, once it writes, keeps writing faster than a voice speaks, or fails.

    When the first word must be there is for the caller to say: some can wait, a listener can't.
    """

    def __init__(self, inner: LanguageModel, clock: Clock) -> None:
        self.name = inner.name
        self._inner = inner
        self._clock = clock

    async def stream(self, *, system: str, user: str, max_tokens: int) -> AsyncIterator[str]:
        """Raises ProviderFailed."""
        began_at: float | None = None
        chars = 0

        def next_until(piece: str) -> float:
            nonlocal began_at, chars
            now = self._clock.monotonic()
            began_at = now if began_at is None else began_at
            chars += len(piece)
            # Late by the sum of all delays: a trickle never stalls, and is too slow all the same.
            spoken_at = began_at + chars / SPOKEN_CHARS_PER_S
            return max(now, min(now + STALL_S, spoken_at + BEHIND_S))

        pieces = paced(
            self._inner.stream(system=system, user=user, max_tokens=max_tokens),
            clock=self._clock,
            until=self._clock.monotonic() + PATIENT_S,
            next_until=next_until,
            late=lambda: VendorFailed(self.name, Reason.late),
            stalled=lambda: VendorFailed(self.name, Reason.stalled),
        )
        async with closing(pieces):
            async for piece in pieces:
                yield piece

    async def aclose(self) -> None:
        await close(self._inner)


class _Pace:
    """When the next piece of a sentence must be there."""

    def __init__(self) -> None:
        self._first_at: float | None = None
        self._heard_s = 0.0

    def next_until(self, chunk: AudioChunk, now: float) -> float:
        """`STALL_S` from now, or sooner where the audio so far has been heard to its end."""
        if self._first_at is None:
            self._first_at = now
        self._heard_s += _seconds(chunk)
        behind_at = self._first_at + self._heard_s + BEHIND_S
        return min(now + STALL_S, max(behind_at, now))


def _seconds(chunk: AudioChunk) -> float:
    return len(chunk.pcm) / 2 / chunk.sample_rate_hz


def _silent(chunk: AudioChunk) -> bool:
    samples = np.frombuffer(chunk.pcm[: len(chunk.pcm) // 2 * 2], dtype="<i2").astype(np.float32)
    return float(np.sqrt(np.dot(samples, samples) / max(1, samples.size))) < SILENT_BELOW
