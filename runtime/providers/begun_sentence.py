"""What was given out of a sentence, by however many voices, and what of it is still to be said."""

from collections.abc import Sequence

import numpy as np
import soxr

from runtime.ports import AudioChunk, Word


class BegunSentence:
    """A sentence as the listener gets it: its words at their places, one rate to its end."""

    def __init__(self, text: str) -> None:
        self.rate_hz: int | None = None
        """Of the sentence; None while nothing was given out."""
        self._text = text
        self._ms = 0.0
        self._began_ms = 0.0
        """Where the voice that speaks now began."""
        self._words: list[Word] = []

    def left(self) -> str:
        """What is still to be said: from the first word that was not given out to its end."""
        at = 0
        for word in self._words:
            found = self._text.find(word.text, at)
            if found < 0 or word.end_ms > self._ms:
                break
            at = found + len(word.text)
        rest = self._text[at:]
        return rest.lstrip() if any(char.isalnum() for char in rest) else ""

    def pause(self, seconds: float) -> AudioChunk:
        assert self.rate_hz is not None
        return self.out(_silence(seconds, self.rate_hz), ())

    def begin(self) -> None:
        """Another voice begins here."""
        self._words = [word for word in self._words if word.end_ms <= self._ms]
        self._began_ms = self._ms

    def out(self, chunk: AudioChunk, words: Sequence[Word]) -> AudioChunk:
        """The chunk with its words at their places in the sentence."""
        self.rate_hz = chunk.sample_rate_hz
        placed = tuple(
            Word(
                text=word.text,
                start_ms=self._began_ms + word.start_ms,
                end_ms=self._began_ms + word.end_ms,
            )
            for word in words
        )
        self._words += placed
        self._ms += len(chunk.pcm) / 2 / chunk.sample_rate_hz * 1000
        return AudioChunk(pcm=chunk.pcm, sample_rate_hz=chunk.sample_rate_hz, words=placed)


class Rate:
    """Brings one provider's audio to the rate in which the sentence began."""

    def __init__(self, from_hz: int, to_hz: int) -> None:
        self._to_hz = to_hz
        same = from_hz == to_hz
        self._stream = None if same else soxr.ResampleStream(from_hz, to_hz, 1, dtype="int16")

    def feed(self, pcm: bytes, *, last: bool = False) -> AudioChunk:
        if self._stream is not None:
            samples = np.frombuffer(pcm, dtype="<i2")
            pcm = self._stream.resample_chunk(samples, last=last).tobytes()
        return AudioChunk(pcm=pcm, sample_rate_hz=self._to_hz)


def _silence(seconds: float, rate_hz: int) -> AudioChunk:
    return AudioChunk(pcm=bytes(2 * int(seconds * rate_hz)), sample_rate_hz=rate_hz)
