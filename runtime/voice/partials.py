"""When the open segment is recognised once more while the candidate still talks. Pure."""

FIRST_S = 0.5
OVERLAP_FIRST_S = 0.5
OVERLAP_EVERY_S = 0.35
"""While the interviewer stands paused words are wanted sooner; in less than half a second of
audio a recogniser only guesses."""
EVERY_S = 0.6
SHARE = 6.0
"""A partial that took t to recognise is followed by none for this many t: at most a sixth of
one core goes into a talking candidate's partials."""
AT_LEAST_EVERY_S = 4.0
RETRY_S = 0.3
"""After the recogniser was busy."""


class PartialPace:
    """The pace of one ear's partials; `at_s` are stream seconds. At most one runs at a time."""

    def __init__(self) -> None:
        self._next_s = 0.0
        self._every_s = EVERY_S
        self._running = False

    def segment_began(self, at_s: float, *, overlap: bool) -> None:
        self._next_s = at_s + (OVERLAP_FIRST_S if overlap else FIRST_S)
        self._every_s = OVERLAP_EVERY_S if overlap else EVERY_S

    def due(self, at_s: float) -> bool:
        return not self._running and at_s >= self._next_s

    def asked(self) -> None:
        self._running = True

    def answered(self, at_s: float, took_s: float) -> None:
        self._running = False
        self._next_s = at_s + min(max(self._every_s, SHARE * took_s), AT_LEAST_EVERY_S)

    def refused(self, at_s: float) -> None:
        """The recogniser was busy."""
        self._running = False
        self._next_s = at_s + RETRY_S
