"""Combines verdicts into dimension scores and an overall by arithmetic alone. Pure.

Mechanical combination of ratings predicts better than impressions do (Conway 1995), so nothing
in here looks at words. None means not observed and takes part in no mean.
"""

import math
from collections.abc import Mapping, Sequence

from evaluation.report import (
    Confidence,
    Coverage,
    HireSignal,
    Readiness,
    Recommendation,
    Verdict,
)

SIGNAL_FROM: tuple[tuple[float, HireSignal], ...] = (
    (4.25, HireSignal.strong_hire),
    (3.5, HireSignal.hire),
    (3.0, HireSignal.lean_hire),
    (2.25, HireSignal.lean_no_hire),
)
"""Lowest overall mean, 1 to 5, of each signal; below the last it is `no_hire`."""
READY_FROM = 63
"""score100 of a mean of 3.5: between the anchors of 3 and 5 and nearer to neither."""
BORDERLINE_FROM = 38
"""score100 of a mean of 2.5."""
RECOMMENDATIONS: Mapping[HireSignal, Recommendation] = {
    HireSignal.strong_hire: Recommendation.strong_yes,
    HireSignal.hire: Recommendation.yes,
    HireSignal.lean_hire: Recommendation.lean_yes,
    HireSignal.lean_no_hire: Recommendation.lean_no,
    HireSignal.no_hire: Recommendation.no,
}

HIGH_COVERAGE = 0.75
"""Share of dimensions observed for high confidence; below LOW_COVERAGE it is low."""
LOW_COVERAGE = 0.5
HIGH_ANSWERS = 6
LOW_ANSWERS = 3
HIGH_WORDS = 600
"""About four to five minutes of speech."""
LOW_WORDS = 150
"""About a minute of speech."""


def half_up(value: float) -> int:
    """Rounded to the nearest integer, halves up; Python's own round goes to the even one."""
    return math.floor(value + 0.5)


def mean_of(verdicts: Sequence[Verdict]) -> float | None:
    """The mean of the scores that are not None; None when there are none."""
    scores = [verdict.score for verdict in verdicts if verdict.score is not None]
    return sum(scores) / len(scores) if scores else None


def score100(mean: float | None) -> int | None:
    """A mean of 1.0 to 5.0 on the scale of 0 to 100 (C-01)."""
    return None if mean is None else half_up((mean - 1) * 25)


def overall_mean(means: Sequence[tuple[float | None, float]]) -> float | None:
    """The weighted mean of (mean, weight) pairs; what was not observed takes no part."""
    observed = [(mean, weight) for mean, weight in means if mean is not None and weight > 0]
    total = sum(weight for _, weight in observed)
    return sum(mean * weight for mean, weight in observed) / total if observed else None


def confidence(coverage: Coverage) -> Confidence:
    """How much was observed (C-03): dimensions, answered questions, and words."""
    share = (
        coverage.dimensions_observed / coverage.dimensions_total
        if coverage.dimensions_total
        else 0.0
    )
    if (
        share < LOW_COVERAGE
        or coverage.questions_answered < LOW_ANSWERS
        or coverage.candidate_words < LOW_WORDS
    ):
        return Confidence.low
    if (
        share >= HIGH_COVERAGE
        and coverage.questions_answered >= HIGH_ANSWERS
        and coverage.candidate_words >= HIGH_WORDS
    ):
        return Confidence.high
    return Confidence.medium


def hire_signal(mean: float | None, sure: Confidence) -> HireSignal | None:
    """The signal of an overall mean; with low confidence never one of the two extremes (C-03)."""
    if mean is None:
        return None
    signal = next((each for least, each in SIGNAL_FROM if mean >= least), HireSignal.no_hire)
    if sure is Confidence.low:
        if signal is HireSignal.strong_hire:
            return HireSignal.hire
        if signal is HireSignal.no_hire:
            return HireSignal.lean_no_hire
    return signal


def readiness(score: int | None) -> Readiness | None:
    """Readiness for such an interview, from `score100`."""
    if score is None:
        return None
    if score >= READY_FROM:
        return Readiness.ready
    return Readiness.borderline if score >= BORDERLINE_FROM else Readiness.not_ready
