"""What a turn taker did on a take, and what that is worth as percentages."""

import math
from collections.abc import Iterable, Sequence

import msgspec

from load_tests.turns.takes import Answer, Into, Overlap, Pause
from load_tests.turns.texts import Mark

DECIDED_WITHIN_S = 3.0
"""A barge-in that has not stopped the interviewer by then, after its last word, was missed."""


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """A take of an answer: when the listener thought that the turn was over; stream seconds."""

    take: Answer
    ends_s: tuple[float, ...]

    def cut_in(self, pause: Pause) -> bool:
        """The end was declared in this pause."""
        return any(pause.begins_s < at <= pause.ends_s + 0.1 for at in self.ends_s)

    @property
    def delay_s(self) -> float | None:
        """From the true end to the end declared; None when it never was."""
        after = [at for at in self.ends_s if at >= self.take.ended_s - 0.05]
        return after[0] - self.take.ended_s if after else None


class Overlapped(msgspec.Struct, frozen=True, kw_only=True):
    """A take of an overlap: when the interviewer fell silent and whether it was for good."""

    take: Overlap
    silent_s: float | None
    stopped_s: float | None
    held_s: float
    """Time for which the interviewer stood paused and then went on, seconds."""

    @property
    def false_stop(self) -> bool:
        return self.take.into is not Into.interruption and self.stopped_s is not None

    @property
    def missed(self) -> bool:
        if self.take.into is not Into.interruption:
            return False
        return self.stopped_s is None or self.stopped_s > self.take.ends_s + DECIDED_WITHIN_S

    @property
    def to_silence_s(self) -> float | None:
        return None if self.silent_s is None else self.silent_s - self.take.begins_s


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """One column of the table; shares 0 to 1, None without a single case."""

    open_pauses: int
    open_cut: float | None
    closed_pauses: int
    closed_cut: float | None
    ends: int
    delay_p50_s: float | None
    delay_p95_s: float | None
    never_ended: int
    interruptions: int
    missed: float | None
    backchannels: int
    survived: float | None
    sounds: int
    sounds_stopped: float | None
    echoes: int
    echoes_stopped: float | None
    to_silence_p50_s: float | None
    to_silence_p95_s: float | None
    held_mean_s: float | None
    """Of backchannels and sounds that the interviewer survived: how long it stood paused."""


def figures(ended: Sequence[Ended], overlapped: Sequence[Overlapped]) -> Figures:
    pauses = [(each, pause) for each in ended for pause in each.take.pauses]
    opened = [each.cut_in(pause) for each, pause in pauses if pause.mark is Mark.open]
    closed = [each.cut_in(pause) for each, pause in pauses if pause.mark is Mark.closed]
    delays = [each.delay_s for each in ended if each.delay_s is not None]
    by_kind = {into: [each for each in overlapped if each.take.into is into] for into in Into}
    interruptions = by_kind[Into.interruption]
    backchannels = by_kind[Into.backchannel]
    sounds = by_kind[Into.cough] + by_kind[Into.keyboard] + by_kind[Into.hiss]
    echoes = by_kind[Into.echo]
    silences = [each.to_silence_s for each in interruptions if each.to_silence_s is not None]
    survivors = [each for each in backchannels + sounds if each.stopped_s is None]
    return Figures(
        open_pauses=len(opened),
        open_cut=share(opened),
        closed_pauses=len(closed),
        closed_cut=share(closed),
        ends=len(ended),
        delay_p50_s=percentile(delays, 0.5),
        delay_p95_s=percentile(delays, 0.95),
        never_ended=len(ended) - len(delays),
        interruptions=len(interruptions),
        missed=share(each.missed for each in interruptions),
        backchannels=len(backchannels),
        survived=share(not each.false_stop for each in backchannels),
        sounds=len(sounds),
        sounds_stopped=share(each.false_stop for each in sounds),
        echoes=len(echoes),
        echoes_stopped=share(each.false_stop for each in echoes),
        to_silence_p50_s=percentile(silences, 0.5),
        to_silence_p95_s=percentile(silences, 0.95),
        held_mean_s=sum(each.held_s for each in survivors) / len(survivors) if survivors else None,
    )


def share(cases: Iterable[bool]) -> float | None:
    found = list(cases)
    return sum(found) / len(found) if found else None


def percentile(values: Sequence[float], part: float) -> float | None:
    """Nearest rank."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, math.ceil(part * len(ordered) - 1e-9) - 1)]
