"""What the ear learns about one speaker: how they pause, how their voice fools Smart Turn, and
whether they were cut off. Pure."""

import math

import msgspec

USUAL_PAUSE_S = 1.2
"""Mean length of a pause inside a turn that needs no allowance: the waits allow for it."""
PAUSE_WEIGHT = 0.6
"""Seconds added to the wait per second by which this speaker's pauses are longer."""
LONGEST_ALLOWANCE_S = 1.5
MEMORY = 0.3
"""Weight of the newest pause, or vote, in a running mean."""

LOGIT_LIMIT = 4.0
INSIDE_LOGIT, ENDED_LOGIT = -1.4, 0.8
"""Mean of Smart Turn's votes inside turns and at their ends, over the voices of the tuning set;
what it is taken to mean until the speaker is known."""
USUAL_GAP = ENDED_LOGIT - INSIDE_LOGIT
VOTE_WEIGHT = 0.25
"""On the log odds, per unit of the vote, where it tells ends from pauses as well as usually."""
MAX_VOTE_WEIGHT = 0.6
VOTE_LIMIT = 1.2
"""The most that Smart Turn can add or take away."""

CAUTION = 0.4
"""Log odds taken away for each time the speaker was cut off."""
CAUTION_KEPT = 0.7
"""Share of it that stays after a turn that ended well."""
MAX_CAUTION = 1.2


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Running means over one session."""

    pause_mean_s: float = USUAL_PAUSE_S
    inside_logit: float = INSIDE_LOGIT
    """Smart Turn's votes at pauses after which the speaker went on."""
    ended_logit: float = ENDED_LOGIT
    """Its votes where the turn was over."""
    caution: float = 0.0
    """Log odds by which an end must be likelier than usual."""

    @property
    def allowance_s(self) -> float:
        """Extra silence for a speaker who pauses long."""
        extra = PAUSE_WEIGHT * (self.pause_mean_s - USUAL_PAUSE_S)
        return min(max(0.0, extra), LONGEST_ALLOWANCE_S)

    def vote(self, finished: float | None) -> float:
        """Smart Turn's probability as log odds that count, calibrated to this voice."""
        if finished is None:
            return 0.0
        gap = max(0.0, self.ended_logit - self.inside_logit)
        weight = min(MAX_VOTE_WEIGHT, VOTE_WEIGHT * gap / USUAL_GAP)
        middle = (self.ended_logit + self.inside_logit) / 2
        return min(max(weight * (logit(finished) - middle), -VOTE_LIMIT), VOTE_LIMIT)

    def went_on(self, pause_s: float, finished: float | None) -> "Speaker":
        """After a pause inside a turn."""
        return msgspec.structs.replace(
            self,
            pause_mean_s=_towards(self.pause_mean_s, pause_s),
            inside_logit=_learned(self.inside_logit, finished),
        )

    def was_done(self, finished: float | None) -> "Speaker":
        """After a turn that had really ended."""
        return msgspec.structs.replace(
            self,
            ended_logit=_learned(self.ended_logit, finished),
            caution=self.caution * CAUTION_KEPT,
        )

    def was_cut_off(self, pause_s: float, finished: float | None) -> "Speaker":
        """The turn was taken as ended and the speaker went straight on."""
        after = self.went_on(pause_s, finished)
        return msgspec.structs.replace(after, caution=min(MAX_CAUTION, after.caution + CAUTION))


def logit(probability: float) -> float:
    """Log odds, limited to ±`LOGIT_LIMIT`."""
    edge = 1.0 / (1.0 + math.exp(LOGIT_LIMIT))
    kept = min(max(probability, edge), 1.0 - edge)
    return math.log(kept / (1.0 - kept))


def _towards(mean: float, value: float) -> float:
    return mean + MEMORY * (value - mean)


def _learned(mean: float, finished: float | None) -> float:
    return mean if finished is None else _towards(mean, logit(finished))
