"""Which anchor belongs to a score."""

import msgspec
import pytest

from evaluation.rubric import anchor_for, anchors, next_anchor, seniority_of
from runtime.errors import InvalidContent
from runtime.interview.catalogue import RubricDimension, Seniority
from runtime.interview.plan import DimensionId
from tests.evaluation.interviews import rubric

pytestmark = pytest.mark.unit

DIMENSION = rubric([DimensionId.structure]).dimensions[0]


def test_anchors_come_in_their_order() -> None:
    assert [anchor.score for anchor in anchors(DIMENSION, Seniority.mid)] == [1, 3, 5]


@pytest.mark.parametrize(("score", "reached"), [(1, 1), (2, 1), (3, 3), (4, 3), (5, 5)])
def test_a_score_shows_the_anchor_it_has_reached(score: int, reached: int) -> None:
    assert anchor_for(DIMENSION, Seniority.senior, score).behaviour == f"structure senior {reached}"


@pytest.mark.parametrize(("score", "ahead"), [(1, 3), (2, 3), (3, 5), (4, 5), (5, None)])
def test_the_next_anchor_lies_above(score: int, ahead: int | None) -> None:
    found = next_anchor(DIMENSION, Seniority.entry, score)
    assert (found.score if found else None) == ahead


def test_a_missing_seniority_borrows_the_nearest() -> None:
    only_entry = msgspec.structs.replace(
        DIMENSION, anchors={Seniority.entry: DIMENSION.anchors[Seniority.entry]}
    )
    assert anchor_for(only_entry, Seniority.senior, 5).behaviour == "structure entry 5"


def test_no_anchors_at_all_is_broken_content() -> None:
    empty: RubricDimension = msgspec.structs.replace(DIMENSION, anchors={})
    with pytest.raises(InvalidContent):
        anchor_for(empty, Seniority.mid, 3)


def test_an_unknown_seniority_reads_as_mid() -> None:
    assert seniority_of("senior") is Seniority.senior
    assert seniority_of("principal wizard") is Seniority.mid
