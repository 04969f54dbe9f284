"""Finds the anchors of a rubric for a seniority and a score. Pure."""

from runtime.errors import InvalidContent
from runtime.interview.catalogue import Anchor, RubricDimension, Seniority


def seniority_of(name: str) -> Seniority:
    """The seniority of a plan; anything unknown reads as mid, the middle of the three."""
    try:
        return Seniority(name)
    except ValueError:
        return Seniority.mid


def anchors(dimension: RubricDimension, seniority: Seniority) -> list[Anchor]:
    """The anchors for that seniority, lowest first; the nearest lower level if it has none.

    Raises:
        InvalidContent: the dimension has no anchors at all.
    """
    levels = list(Seniority)
    nearest = sorted(levels, key=lambda level: abs(levels.index(level) - levels.index(seniority)))
    for level in nearest:
        if found := dimension.anchors.get(level):
            return sorted(found, key=lambda anchor: anchor.score)
    raise InvalidContent(f"rubric dimension {dimension.dimension} has no anchors")


def anchor_for(dimension: RubricDimension, seniority: Seniority, score: int) -> Anchor:
    """The highest anchor not above the score: a 4 has reached the 3 and not yet the 5.

    Raises:
        InvalidContent: as `anchors`.
    """
    reached = [anchor for anchor in anchors(dimension, seniority) if anchor.score <= score]
    return reached[-1] if reached else anchors(dimension, seniority)[0]


def next_anchor(dimension: RubricDimension, seniority: Seniority, score: int) -> Anchor | None:
    """The lowest anchor above the score; None when there is none.

    Raises:
        InvalidContent: as `anchors`.
    """
    above = (anchor for anchor in anchors(dimension, seniority) if anchor.score > score)
    return next(above, None)
