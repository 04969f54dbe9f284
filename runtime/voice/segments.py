"""Cuts a stream of 32 ms windows into segments of speech, each fit for one recognition. Pure.

Times are stream seconds: they count samples, not arrivals.
"""

from collections import deque

import msgspec
import numpy as np

from runtime.voice.audio import Samples, rms
from runtime.voice.vad import WINDOW, WINDOW_S, Edge, VoiceEdges

PRE_ROLL_S = 0.32
"""Audio kept from before the first voiced window: soft consonants begin there."""
POST_ROLL_S = 0.2
"""Audio kept after the last voiced window."""
PAUSE_S = 0.35
"""A pause that ends a segment; stops inside words last up to 0.2 s."""
LONG_SEGMENT_S = 6.0
SHORT_PAUSE_S = 0.22
"""From `LONG_SEGMENT_S` on a shorter pause will do: recognition costs grow with the length."""
LONGEST_SEGMENT_S = 12.0
"""Then it is cut at the quietest moment, well below what the recogniser takes."""
CUT_WITHIN_S = 4.0
KEPT_AFTER_CUT_S = 0.3
LISTENED_S = 8.0
"""What Smart Turn wants to hear of the past."""


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of speech, complete."""

    samples: Samples
    """16 kHz, with a little of what was before and after."""
    started_s: float
    ended_s: float
    """Last voiced sample."""


class Segmenter:
    """Feed it every window; it tells where voice starts, hands out segments, and tells the stop."""

    def __init__(self, *, pause_s: float = PAUSE_S) -> None:
        """`pause_s` of silence ends a segment, less in a long one."""
        self._pause_s = pause_s
        self._edges = VoiceEdges()
        self._past: deque[Samples] = deque(maxlen=int(LISTENED_S / WINDOW_S))
        self._open: list[Samples] = []
        self._open_from_s = 0.0
        """Stream second of the first sample in `_open`."""
        self._started_s = 0.0
        self._windows = 0

    @property
    def now_s(self) -> float:
        """Stream seconds taken."""
        return self._windows * WINDOW_S

    @property
    def speaking(self) -> bool:
        return self._edges.speaking

    @property
    def stirring(self) -> bool:
        """Not speaking, but a voice may just be beginning."""
        return not self._edges.speaking and self._edges.stirring(self.now_s)

    @property
    def voiced(self) -> bool:
        """Speaking, and not in a pause that may end the segment."""
        return self._edges.speaking and self.now_s - self._edges.voiced_until < 2 * WINDOW_S

    @property
    def voice_since_s(self) -> float:
        """Start of the voice that is on, or was on last."""
        return self._edges.started_at

    @property
    def voiced_until_s(self) -> float:
        return self._edges.voiced_until

    @property
    def open_s(self) -> float:
        """Length of the open segment; 0 without one."""
        return self.now_s - self._started_s if self._edges.speaking else 0.0

    @property
    def open_count(self) -> int:
        """Samples in the open segment so far."""
        return WINDOW * len(self._open)

    def open_samples(self) -> Samples:
        """What the open segment holds so far."""
        return np.concatenate(self._open) if self._open else np.zeros(0, dtype=np.int16)

    def past(self) -> Samples:
        """The last seconds of everything, at most `LISTENED_S`."""
        return np.concatenate(self._past) if self._past else np.zeros(0, dtype=np.int16)

    def take(self, window: Samples, probability: float) -> list[Edge | Segment]:
        """The next 512 samples, and how probably they are voice."""
        at = self.now_s
        self._windows += 1
        self._past.append(window)
        was_speaking = self._edges.speaking
        pause_s = self._pause_s
        if at - self._started_s >= LONG_SEGMENT_S:
            pause_s = min(pause_s, SHORT_PAUSE_S)
        edge = self._edges.take(probability, at, WINDOW_S, pause_s=pause_s)
        if was_speaking:
            self._open.append(window)
        if edge is Edge.started:
            self._begin()
            return [edge]
        if edge is Edge.stopped:
            return [self._finish(), edge]
        if self._edges.speaking and self.open_s >= LONGEST_SEGMENT_S:
            return [self._cut()]
        return []

    def _begin(self) -> None:
        self._started_s = self._edges.started_at
        windows = round((self.now_s - self._started_s + PRE_ROLL_S) / WINDOW_S)
        self._open = list(self._past)[-windows:]
        self._open_from_s = self.now_s - len(self._open) * WINDOW_S

    def _finish(self) -> Segment:
        ended_s = self._edges.voiced_until
        kept = round((ended_s + POST_ROLL_S - self._open_from_s) / WINDOW_S)
        segment = Segment(
            samples=np.concatenate(self._open[:kept]), started_s=self._started_s, ended_s=ended_s
        )
        self._open = []
        return segment

    def _cut(self) -> Segment:
        """Split an endless segment at its quietest window of late; the rest stays open."""
        last = len(self._open) - int(KEPT_AFTER_CUT_S / WINDOW_S)
        first = last - int(CUT_WITHIN_S / WINDOW_S)
        quietest = min(range(first, last), key=lambda index: rms(self._open[index]))
        head, self._open = self._open[: quietest + 1], self._open[quietest + 1 :]
        started_s = self._started_s
        self._open_from_s += len(head) * WINDOW_S
        self._started_s = self._open_from_s
        return Segment(samples=np.concatenate(head), started_s=started_s, ended_s=self._open_from_s)
