"""Takes new question patterns in: whole, speakable, and unlike all that are there."""

import re
from collections.abc import Sequence

import msgspec

from runtime.errors import Conflict
from runtime.interview.catalogue import QuestionPattern, RoleKit
from seeds import consistency, spoken
from seeds.catalogue import Catalogue
from server.errors import BadRequest
from server.likeness import Likeness

ALIKE = 0.75
"""Likeness by meaning from which two openers count as one: the catalogue's own limit, whose
nearest different openers reach 0.70 (tests/seeds/test_meaning.py)."""
FAULTS_SHOWN = 5
PATTERN_ID = re.compile(r"[a-z][a-z0-9_]{2,99}")
SOURCE_TYPES = ("curated", "generated", "scraped")
"""Where patterns come from (R-052): an author, a model, posts about interviews."""


class Nearest(msgspec.Struct, frozen=True, kw_only=True):
    """The pattern that asks the most similar thing."""

    pattern_id: str
    likeness: float


def check(pattern: QuestionPattern, kits: Sequence[RoleKit]) -> None:
    """Raises BadRequest: the pattern breaks a rule of the catalogue; the text names the first."""
    if not PATTERN_ID.fullmatch(pattern.pattern_id):
        raise BadRequest("pattern_id must be 3 to 100 of a-z, 0-9 and _, beginning with a letter.")
    if pattern.source_type not in SOURCE_TYPES:
        raise BadRequest(f"source_type must be one of {', '.join(SOURCE_TYPES)}.")
    alone = Catalogue(role_kits=tuple(kits), patterns=(pattern,), rubrics=())
    own = f"pattern {pattern.pattern_id!r}: "
    faults = [
        fault.removeprefix(own) for fault in consistency.faults(alone) if fault.startswith(own)
    ]
    faults += [warning.removeprefix(own) for warning in spoken.warnings(alone)]
    if faults:
        shown = "; ".join(faults[:FAULTS_SHOWN])
        raise BadRequest(f"The pattern can't be used yet: {shown}.")


async def nearest(
    pattern: QuestionPattern, others: Sequence[QuestionPattern], likeness: Likeness
) -> Nearest | None:
    """The pattern whose question means the most similar thing; None without an embedding model.

    Raises Conflict: one of them asks the same, by its meaning or by its words.
    """
    for other in others:
        if other.pattern_id == pattern.pattern_id:
            raise Conflict(f"There is a pattern {pattern.pattern_id!r} already; choose another id.")
    same = _same_words(pattern, others)
    near = None if same else await _nearest(pattern, others, likeness)
    if same is None and near is not None and near.likeness >= ALIKE:
        same = near.pattern_id
    if same is not None:
        raise Conflict(
            f"The pattern {same!r} asks the same already. Ask for something else, or "
            "change that one."
        )
    return near


async def same_question(
    pattern: QuestionPattern, others: Sequence[QuestionPattern], likeness: Likeness
) -> str | None:
    """The id of a pattern that asks the same, by its meaning or by its words; None if none does."""
    same = _same_words(pattern, others)
    if same is not None:
        return same
    near = await _nearest(pattern, others, likeness)
    return near.pattern_id if near is not None and near.likeness >= ALIKE else None


def _same_words(pattern: QuestionPattern, others: Sequence[QuestionPattern]) -> str | None:
    for other in others:
        if list(spoken.alike(spoken.openers([other, pattern]), spoken.OPENERS_ALIKE)):
            return other.pattern_id
    return None


async def _nearest(
    pattern: QuestionPattern, others: Sequence[QuestionPattern], likeness: Likeness
) -> Nearest | None:
    (_, text), *known = spoken.asked([pattern, *others])
    found = await likeness.to_each(text, [question for _, question in known])
    if not found:
        return None
    best = max(range(len(found)), key=found.__getitem__)
    return Nearest(pattern_id=others[best].pattern_id, likeness=round(found[best], 3))
