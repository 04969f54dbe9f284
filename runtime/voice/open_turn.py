"""The candidate's turn while it is open: what was heard of it, and whether it is over. Pure.

Moments are stream seconds.
"""

from runtime.interview.plan import Patience
from runtime.voice.endpointing import Reading, read, wait_s
from runtime.voice.speaker import Speaker

LONGEST_PAUSE_S = 5.0
"""A longer gap says nothing about how this speaker pauses."""
CUT_OFF_S = 1.2
"""Who goes on so soon after the end of the turn was cut off."""
PROBABLE_WAIT_S = 1.3
"""A turn with so short a wait ahead is probably over: worth preparing the reply. It is about what
a hosted model and a hosted voice take together."""


class OpenTurn:
    """One turn after another of one speaker."""

    def __init__(self, *, fixed_silence_s: float | None = None) -> None:
        """`fixed_silence_s` ends every turn, whatever was asked and said."""
        self._fixed_silence_s = fixed_silence_s
        self.texts: list[str] = []
        self._before = ""
        """What was said before the speaker was cut off; it belongs to the same answer."""
        self._last = ""
        """The whole answer that was closed last."""
        self.worded_until_s = 0.0
        self._speaker = Speaker()
        self._finished: float | None = None
        """Smart Turn's vote on the present pause."""
        self._told_over = False
        """A recogniser that follows turns thinks that this one is over."""
        self._pause_vote: float | None = None
        """Its vote on the pause before the voice that is on, or was on last."""
        self._reading: Reading | None = None
        self._wait: tuple[tuple[Patience, bool], float] | None = None
        """What the wait was worked out for, and the wait: it is asked for every 32 ms."""
        self._closed_s: float | None = None
        """When the turn before was closed, until it is known whether that was right."""
        self._closed_vote: float | None = None

    @property
    def begun(self) -> bool:
        """Something was said."""
        return bool(self.texts)

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def _whole(self) -> str:
        return " ".join(self._segments)

    @property
    def _segments(self) -> list[str]:
        return [self._before, *self.texts] if self._before else self.texts

    def voice_started(self) -> None:
        self._pause_vote, self._finished = self._finished, None
        self._told_over = False
        self._wait = None

    def vote(self, finished: float | None) -> None:
        """Smart Turn's probability that the turn is over in the present pause."""
        self._finished = finished
        self._wait = None

    def told_over(self, over: bool) -> None:
        """The vote of a recogniser that follows turns, on the present pause."""
        self._told_over = over
        self._wait = None

    def add(self, text: str, *, started_s: float, ended_s: float) -> None:
        """Words that belong to this turn."""
        if self.texts:
            self._learn_pause(started_s - self.worded_until_s)
        elif self._closed_s is not None:
            self._learn_end(started_s)
        self.texts.append(text)
        self.worded_until_s = ended_s
        self._reading = self._wait = None

    def over(self, now_s: float, patience: Patience, *, follow_up: bool = False) -> bool:
        """The silence has lasted long enough; nobody may be talking."""
        return now_s - self.worded_until_s >= self._wait_s(patience, follow_up)

    def would_be_over(self, more: str, patience: Patience, *, follow_up: bool = False) -> bool:
        """`probably_over`, if `more` is what was said since the last final words."""
        if self._fixed_silence_s is not None:
            return True
        wait = wait_s(
            patience=patience,
            reading=read([*self._segments, more]),
            follow_up=follow_up,
            finished=None,
            speaker=self._speaker,
        )
        return wait <= PROBABLE_WAIT_S

    def probably_over(self, now_s: float, patience: Patience, *, follow_up: bool = False) -> bool:
        """Little silence is still wanted, so the end is likely; nobody may be talking."""
        left_s = self._wait_s(patience, follow_up) - (now_s - self.worded_until_s)
        return left_s <= PROBABLE_WAIT_S

    def close(self, now_s: float) -> None:
        """The next words open another turn."""
        self._closed_s, self._closed_vote = now_s, self._finished
        self._last, self._before = self._whole, ""
        self.texts = []
        self._finished = self._reading = self._wait = None
        self._told_over = False

    def _wait_s(self, patience: Patience, follow_up: bool) -> float:
        if self._fixed_silence_s is not None:
            return self._fixed_silence_s
        asked = (patience, follow_up)
        if self._wait is None or self._wait[0] != asked:
            if self._reading is None:
                self._reading = read(self._segments)
            wait = wait_s(
                patience=patience,
                reading=self._reading,
                follow_up=follow_up,
                finished=self._finished,
                told_over=self._told_over,
                speaker=self._speaker,
            )
            self._wait = (asked, wait)
        return self._wait[1]

    def _learn_pause(self, pause_s: float) -> None:
        if 0.0 < pause_s < LONGEST_PAUSE_S:
            self._speaker = self._speaker.went_on(pause_s, self._pause_vote)

    def _learn_end(self, started_s: float) -> None:
        """The first words since a turn was closed."""
        assert self._closed_s is not None
        if started_s - self._closed_s < CUT_OFF_S:
            pause_s = max(0.0, started_s - self.worded_until_s)
            self._speaker = self._speaker.was_cut_off(pause_s, self._closed_vote)
            self._before = self._last
        else:
            self._speaker = self._speaker.was_done(self._closed_vote)
        self._closed_s = None
