"""Sounds that Silero takes for a voice and that have no words: coughs, music, other people. Pure.

Moments are stream seconds.
"""

NOISE_AFTER_S = 3.0
"""Voice without a word for so long is music or another language; it holds the floor no more."""
WARY_AFTER = 2
"""So many wordless voices in a row, and the next one is told only once it has words."""


class Noise:
    """What the voices of late were worth."""

    def __init__(self) -> None:
        self.now = False
        """The voice that is on is noise."""
        self._worded = False
        """The voice that is on has shown words."""
        self._wordless = 0
        """Voices without words, in a row."""

    @property
    def wary(self) -> bool:
        """The next voice counts only once it has words."""
        return self._wordless >= WARY_AFTER

    def voice_started(self) -> None:
        self.now = self._worded = False

    def words(self) -> None:
        """The voice that is on, or was on last, has words."""
        self._wordless = 0
        self.now = False
        self._worded = True

    def ended_wordless(self) -> None:
        """The voice is over and its last part had no words."""
        if not self._worded:
            self._wordless += 1

    def still_wordless(self, lasted_s: float) -> bool:
        """The voice that is on had no words for so long; True if that makes it noise."""
        if self._worded or lasted_s < NOISE_AFTER_S:
            return False
        self.now = True
        self._wordless = WARY_AFTER
        return True
