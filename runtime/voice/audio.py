"""PCM16 mono audio: samples, rates, resampling, levels, and where stream time lies on the clock.

Pure, but for the state of a resampler.
"""

import numpy as np
import numpy.typing as npt
import soxr

from runtime.errors import BadAudio

Samples = npt.NDArray[np.int16]
"""Mono samples, one dimension."""
Waveform = npt.NDArray[np.float32]
"""Mono samples between -1 and 1, one dimension."""

EAR_RATE_HZ = 16_000
"""What Silero, Smart Turn and Moonshine expect."""
MIN_RATE_HZ = 8_000
MAX_RATE_HZ = 48_000
SAMPLE_BYTES = 2
FULL_SCALE = 32_768.0

ARRIVAL_MEMORY_S = 2.0
"""How long a quick arrival proves where stream time lies; longer than any jitter buffer."""


def samples_of(pcm: bytes) -> Samples:
    """The samples in PCM16 little-endian bytes, without a copy.

    Raises:
        BadAudio: an odd number of bytes.
    """
    if len(pcm) % SAMPLE_BYTES:
        raise BadAudio("Audio is PCM16: send an even number of bytes.")
    return np.frombuffer(pcm, dtype="<i2")


def waveform_of(samples: Samples) -> Waveform:
    return samples.astype(np.float32) * np.float32(1 / FULL_SCALE)


def pcm_ms(pcm: bytes | bytearray, rate_hz: int) -> float:
    """Duration of PCM16 in milliseconds."""
    return len(pcm) / SAMPLE_BYTES / rate_hz * 1000


def silence(duration_ms: float, rate_hz: int) -> bytes:
    return bytes(SAMPLE_BYTES * int(duration_ms / 1000 * rate_hz))


def peak(samples: Samples) -> int:
    """Largest magnitude, 0 to 32768."""
    if not samples.size:
        return 0
    return max(int(samples.max()), -int(samples.min()))


def rms(samples: Samples) -> float:
    """Root mean square, 0 to 32768."""
    if not samples.size:
        return 0.0
    wide = samples.astype(np.float32)
    return float(np.sqrt(np.dot(wide, wide) / samples.size))


def check_rate(rate_hz: int) -> None:
    """Raises BadAudio unless 8000 to 48000."""
    if not MIN_RATE_HZ <= rate_hz <= MAX_RATE_HZ:
        raise BadAudio(f"The sample rate must be {MIN_RATE_HZ} to {MAX_RATE_HZ} Hz, not {rate_hz}.")


class Resampler:
    """One stream from one rate to another; with equal rates it hands the samples through."""

    def __init__(self, from_hz: int, to_hz: int) -> None:
        self._stream = (
            None
            if from_hz == to_hz
            else soxr.ResampleStream(from_hz, to_hz, 1, dtype="int16", quality="MQ")
        )

    def feed(self, samples: Samples, *, last: bool = False) -> Samples:
        """The next samples at the new rate; `last` also gives what the filter still holds."""
        if self._stream is None:
            return samples
        resampled: Samples = self._stream.resample_chunk(samples, last=last)
        return resampled


class ArrivalTime:
    """Maps stream time (seconds of samples) to the monotonic clock.

    Audio comes late, never early, so the least delay seen lately tells where stream time lies:
    a burst after a network hiccup does not move it, a gap in the stream does.
    """

    def __init__(self) -> None:
        self._offset_s: float | None = None
        self._recent_s: float | None = None
        self._since = 0.0

    def arrived(self, stream_s: float, now: float) -> None:
        """Samples up to `stream_s` are here at monotonic `now`."""
        offset_s = now - stream_s
        if self._offset_s is None or self._recent_s is None:
            self._offset_s = self._recent_s = offset_s
            self._since = now
        elif now - self._since > ARRIVAL_MEMORY_S:
            self._offset_s, self._recent_s = min(self._recent_s, offset_s), offset_s
            self._since = now
        else:
            self._recent_s = min(self._recent_s, offset_s)
            self._offset_s = min(self._offset_s, offset_s)

    def at(self, stream_s: float) -> float:
        """Monotonic seconds of a moment of the stream. Something must have arrived."""
        assert self._offset_s is not None
        return self._offset_s + stream_s
