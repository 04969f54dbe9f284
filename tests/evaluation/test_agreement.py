"""The rules against simulated interviews with planted levels, where that data is at hand.

Set VIVA_JUDGE_DATA to the folder of the data; without it these tests are skipped. The floors lie
a little under what was measured when the rules were frozen, so that a change that hurts is seen.
"""

import os
from pathlib import Path

import pytest

from tests.evaluation.agreement import (
    DEVELOPMENT,
    HELD_OUT,
    agreement,
    evidence_family,
    nothing_added_family,
    weighted_kappa,
)

pytestmark = pytest.mark.unit

FOLDER = Path(os.environ.get("VIVA_JUDGE_DATA") or "absent")
needs_data = pytest.mark.skipif(
    not (FOLDER / "interviews.jsonl").is_file(), reason="VIVA_JUDGE_DATA is not set"
)


def test_kappa_is_one_for_agreement_and_none_for_chance() -> None:
    assert weighted_kappa([[5, 0, 0], [0, 5, 0], [0, 0, 5]]) == 1.0
    assert weighted_kappa([[2, 2], [2, 2]]) == 0.0
    assert weighted_kappa([[0, 5], [5, 0]]) < 0


def test_development_and_held_out_share_nobody() -> None:
    assert not DEVELOPMENT & HELD_OUT
    assert len(DEVELOPMENT | HELD_OUT) == 20


@needs_data
def test_levels_of_interviews_that_the_rules_were_not_set_on() -> None:
    found = agreement(FOLDER, HELD_OUT)
    assert found.weighted_kappa >= 0.68
    assert found.exact >= 0.68
    assert found.opposite_extremes <= 0.05 * found.compared


@needs_data
def test_answers_written_to_show_strong_evidence_are_rated_high() -> None:
    found = evidence_family(FOLDER, "high")
    assert found.held >= 0.8 * found.tests


@needs_data
@pytest.mark.parametrize(
    ("name", "share"), [("aggrandising", 0.95), ("irrelevance", 0.95), ("repetition", 0.8)]
)
def test_adding_nothing_changes_nothing(name: str, share: float) -> None:
    found = nothing_added_family(FOLDER, name)
    assert found.held >= share * found.tests
