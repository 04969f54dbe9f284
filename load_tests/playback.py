"""The candidate's loudspeaker: what was received is heard in real time. Pure; time is given."""

from typing import NamedTuple

import numpy as np

AUDIBLE = 100
"""-50 dBFS: quieter samples are not speech."""
RAN_DRY_S = 0.005
"""A buffer that was empty for so long was a gap."""


class Audible(NamedTuple):
    """When the first and the last audible sample of a piece are heard, monotonic seconds."""

    first_at: float
    last_at: float


class Playback:
    """Plays one utterance after another; where audio streams, everything is heard as it comes."""

    def __init__(self, *, streams: bool = False) -> None:
        self.utterance_id: str | None = None
        self.complete = False
        self.gaps = 0
        """How often the buffer ran dry in the middle of an utterance."""
        self.audible_until: float | None = None
        """When the last audible sample received so far is heard."""
        self.streams = streams
        self._received_s = 0.0
        self._started_at: float | None = None
        self._offset_s = 0.0

    def start(self, utterance_id: str, offset_ms: int) -> None:
        self.utterance_id = utterance_id
        self._offset_s = offset_ms / 1000
        self._received_s = 0.0
        self._started_at = None
        self.complete = False

    def receive(self, pcm: bytes, rate_hz: int, at: float) -> Audible | None:
        """The next piece; tells when what is audible in it is heard."""
        heard_at = self._place(len(pcm) / 2 / rate_hz, at)
        loud = np.flatnonzero(np.abs(np.frombuffer(pcm, np.int16)) > AUDIBLE)
        if not loud.size:
            return None
        audible = Audible(heard_at + int(loud[0]) / rate_hz, heard_at + int(loud[-1]) / rate_hz)
        self.audible_until = audible.last_at
        return audible

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
        if self.audible_until is not None:
            self.audible_until = min(self.audible_until, at)

    def playing(self, at: float) -> bool:
        return (self._started_at is not None and at - self._started_at < self._received_s) or not (
            self.complete or self.utterance_id is None
        )

    def quiet_s(self, at: float) -> float:
        """How long nothing audible was heard; negative while something still will be."""
        return at - self.audible_until if self.audible_until is not None else 0.0

    def _place(self, duration_s: float, at: float) -> float:
        """When the piece that has just come begins to be heard."""
        if self.streams:
            return at
        if self._started_at is None:
            self._started_at = at
        elif at - self._started_at > self._received_s + RAN_DRY_S:
            # What comes now is heard late, after a gap.
            self.gaps += 0 if self.complete else 1
            self._started_at = at - self._received_s
        heard_at = self._started_at + self._received_s
        self._received_s += duration_s
        return heard_at
