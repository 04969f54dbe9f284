"""Combining verdicts is arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.report import Confidence, Coverage, HireSignal, Readiness, Recommendation, Verdict
from evaluation.scoring import (
    RECOMMENDATIONS,
    confidence,
    half_up,
    hire_signal,
    mean_of,
    overall_mean,
    readiness,
    score100,
)

pytestmark = pytest.mark.unit


def verdicts(*scores: int | None) -> list[Verdict]:
    return [Verdict(question_id="q", score=score, rationale="") for score in scores]


def coverage(
    *, observed: int = 10, total: int = 10, answered: int = 8, words: int = 900
) -> Coverage:
    return Coverage(
        dimensions_total=total,
        dimensions_observed=observed,
        questions_planned=8,
        questions_asked=8,
        questions_answered=answered,
        declined=0,
        candidate_words=words,
        candidate_speech_s=300.0,
        phases_reached=(),
    )


@pytest.mark.parametrize(
    ("scores", "mean"),
    [((), None), ((None, None), None), ((4,), 4.0), ((1, None, 5), 3.0), ((3, 4), 3.5)],
)
def test_what_was_not_observed_takes_no_part_in_a_mean(
    scores: tuple[int | None, ...], mean: float | None
) -> None:
    assert mean_of(verdicts(*scores)) == mean


@pytest.mark.parametrize(
    ("mean", "score"), [(1.0, 0), (2.0, 25), (3.0, 50), (3.5, 63), (2.5, 38), (5.0, 100)]
)
def test_score100_is_round_of_mean_less_one_times_25(mean: float, score: int) -> None:
    assert score100(mean) == score


def test_no_mean_is_no_score() -> None:
    assert score100(None) is None
    assert hire_signal(None, Confidence.high) is None
    assert readiness(None) is None


@pytest.mark.parametrize(("value", "rounded"), [(2.5, 3), (3.5, 4), (2.49, 2), (4.0, 4)])
def test_halves_round_up(value: float, rounded: int) -> None:
    assert half_up(value) == rounded


def test_weights_count_and_unobserved_dimensions_do_not() -> None:
    assert overall_mean([(5.0, 3.0), (1.0, 1.0), (None, 100.0)]) == 4.0
    assert overall_mean([(None, 1.0)]) is None
    assert overall_mean([]) is None
    assert overall_mean([(4.0, 0.0)]) is None


@given(st.lists(st.tuples(st.floats(1, 5), st.floats(0.1, 5)), min_size=1))
def test_an_overall_lies_between_its_dimensions(means: list[tuple[float, float]]) -> None:
    overall = overall_mean(list(means))
    assert overall is not None
    assert min(m for m, _ in means) - 1e-9 <= overall <= max(m for m, _ in means) + 1e-9


@pytest.mark.parametrize(
    ("mean", "signal"),
    [
        (5.0, HireSignal.strong_hire),
        (4.25, HireSignal.strong_hire),
        (4.2, HireSignal.hire),
        (3.5, HireSignal.hire),
        (3.0, HireSignal.lean_hire),
        (2.9, HireSignal.lean_no_hire),
        (2.25, HireSignal.lean_no_hire),
        (1.0, HireSignal.no_hire),
    ],
)
def test_the_signal_follows_the_mean(mean: float, signal: HireSignal) -> None:
    assert hire_signal(mean, Confidence.high) is signal
    assert hire_signal(mean, Confidence.medium) is signal


@given(st.floats(1, 5))
def test_low_confidence_forbids_both_extremes(mean: float) -> None:
    assert hire_signal(mean, Confidence.low) not in {HireSignal.strong_hire, HireSignal.no_hire}


def test_each_signal_has_its_recommendation() -> None:
    assert [RECOMMENDATIONS[signal] for signal in HireSignal] == list(Recommendation)


@pytest.mark.parametrize(
    ("score", "ready"),
    [
        (63, Readiness.ready),
        (62, Readiness.borderline),
        (38, Readiness.borderline),
        (37, Readiness.not_ready),
        (0, Readiness.not_ready),
    ],
)
def test_readiness_follows_the_score(score: int, ready: Readiness) -> None:
    assert readiness(score) is ready


@pytest.mark.parametrize(
    ("seen", "sure"),
    [
        (coverage(), Confidence.high),
        (coverage(observed=7), Confidence.medium),
        (coverage(observed=4), Confidence.low),
        (coverage(answered=5), Confidence.medium),
        (coverage(answered=2), Confidence.low),
        (coverage(words=500), Confidence.medium),
        (coverage(words=100), Confidence.low),
        (coverage(observed=0, total=0), Confidence.low),
    ],
)
def test_confidence_is_how_much_was_observed(seen: Coverage, sure: Confidence) -> None:
    assert confidence(seen) is sure
