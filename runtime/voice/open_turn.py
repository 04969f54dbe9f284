"""The candidate's turn while it is open: what was heard of it, and whether it is over. Pure.

Moments are stream seconds.
"""

from runtime.interview.plan import Patience
from runtime.voice.endpointing import SpeakerPauses, wait_s

LONGEST_PAUSE_S = 5.0
"""A longer gap says nothing about how this speaker pauses."""


class OpenTurn:
    """One turn after another of one speaker."""

    def __init__(self, *, fixed_silence_s: float | None = None) -> None:
        """`fixed_silence_s` ends every turn, whatever was asked and said."""
        self._fixed_silence_s = fixed_silence_s
        self.texts: list[str] = []
        self.worded_until_s = 0.0
        self.finished: float | None = None
        """Smart Turn's vote on the present pause."""
        self._pauses = SpeakerPauses()

    @property
    def begun(self) -> bool:
        """Something was said."""
        return bool(self.texts)

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def voice_started(self) -> None:
        self.finished = None

    def add(self, text: str, *, started_s: float, ended_s: float) -> None:
        """Words that belong to this turn."""
        if self.texts:
            pause_s = started_s - self.worded_until_s
            if 0.0 < pause_s < LONGEST_PAUSE_S:
                self._pauses = self._pauses.after(pause_s)
        self.texts.append(text)
        self.worded_until_s = ended_s

    def over(self, now_s: float, patience: Patience) -> bool:
        """The silence has lasted long enough; nobody may be talking."""
        silence_s = now_s - self.worded_until_s
        if self._fixed_silence_s is not None:
            return silence_s >= self._fixed_silence_s
        return silence_s >= wait_s(
            patience=patience, text=self.text, finished=self.finished, pauses=self._pauses
        )

    def close(self) -> None:
        """The next words open another turn."""
        self.texts = []
        self.finished = None
