"""Where speech begins and ends in a stream, by loudness: enough for a stand-in. Pure."""

from enum import StrEnum

import numpy as np
import soxr

FRAME_S = 0.02
EAR_RATE_HZ = 16_000
LOUD_RMS = 250.0
"""-42 dBFS: above a quiet room, below soft speech."""
START_FRAMES = 3
LEAD_S = 0.2
"""Kept from before the start, so that no soft consonant is lost."""


class Change(StrEnum):
    started = "started"
    resumed = "resumed"
    """Voice again after a pause in the same stretch."""


class Activity:
    """Follows one stream at any rate; positions are seconds of its audio."""

    def __init__(self, rate_hz: int) -> None:
        self._resampler = (
            None
            if rate_hz == EAR_RATE_HZ
            else soxr.ResampleStream(rate_hz, EAR_RATE_HZ, 1, dtype="int16")
        )
        self._waiting = b""
        self._odd = b""
        self._loud = 0
        self.now_s = 0.0
        self.speaking = False
        self.started_s = 0.0
        self.quiet_s = 0.0
        """Silence since the last voice of the open stretch."""
        self.pcm = b""
        """The open stretch at 16 kHz; before it, the last bit of silence."""

    def frames(self, data: bytes) -> list[bytes]:
        """The data as 20 ms frames at 16 kHz; what is left over waits."""
        data = self._odd + data
        self._odd = data[len(data) // 2 * 2 :]
        pcm = data[: len(data) // 2 * 2]
        if self._resampler is not None:
            pcm = self._resampler.resample_chunk(np.frombuffer(pcm, dtype="<i2")).tobytes()
        self._waiting += pcm
        size = int(FRAME_S * EAR_RATE_HZ) * 2
        whole = len(self._waiting) // size * size
        taken, self._waiting = self._waiting[:whole], self._waiting[whole:]
        return [taken[at : at + size] for at in range(0, whole, size)]

    def take(self, frame: bytes) -> Change | None:
        """One frame; tells when speech begins or goes on after a pause."""
        self.now_s += FRAME_S
        self.pcm += frame
        samples = np.frombuffer(frame, dtype="<i2").astype(np.float32)
        loud = float(np.sqrt(np.mean(samples * samples))) >= LOUD_RMS
        self._loud = self._loud + 1 if loud else 0
        if not self.speaking:
            if self._loud < START_FRAMES:
                self.pcm = self.pcm[-int(LEAD_S * EAR_RATE_HZ) * 2 :]
                return None
            self.speaking = True
            self.quiet_s = 0.0
            self.started_s = max(0.0, self.now_s - len(self.pcm) / 2 / EAR_RATE_HZ)
            return Change.started
        if self._loud >= START_FRAMES:
            resumed = self.quiet_s > FRAME_S * START_FRAMES
            self.quiet_s = 0.0
            return Change.resumed if resumed else None
        if not loud:
            self.quiet_s += FRAME_S
        return None

    @property
    def voiced_until_s(self) -> float:
        return self.now_s - self.quiet_s

    def keep_latest(self) -> None:
        """Forget all of the open stretch but its last bit."""
        self.pcm = self.pcm[-int(LEAD_S * EAR_RATE_HZ) * 2 :]

    def close_stretch(self) -> bytes:
        """The stretch so far; the next one is open for voice."""
        pcm, self.pcm = self.pcm, b""
        self.speaking = False
        self._loud = 0
        self.quiet_s = 0.0
        return pcm
