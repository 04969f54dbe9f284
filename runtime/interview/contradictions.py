"""Pairs of claims that can't both be true. Pure.

Precision before reach: a wrong accusation costs more than a missed contradiction. Numbers must
differ by at least a factor of two, years by at least two, and what depends on a project (team
size, figures, leading) is compared only within one question, or with a résumé that names the
same employer.
"""

import re
from collections.abc import Sequence

from runtime.interview import lexicon
from runtime.interview.plan import Claim, Contradiction
from runtime.interview.quantities import NUMBER, number_of

FACTOR = 2.0
"""Numbers closer than this are called rounding or another way of counting."""
MONTHS_APART = 6.0
"""Durations closer than this are, too."""
STAY_FACTOR, STAY_MONTHS = 1.5, 24.0
"""Nobody rounds a stay up by half and two years: where the résumé tells it, more is ruled out."""
YEARS_APART = 2
"""A year more or less is memory."""

_MAKERS = re.compile(r"^(?:apache|amazon|aws|google|microsoft|oracle|atlassian) ")
_OPPOSITES = (
    frozenset(("led", "helped")),
    frozenset(("laid off", "resigned")),
    frozenset(("always met", "missed")),
)
_LED = re.compile(r"\b(?:the|this|that|our|my) (?!whole|entire|lead\b)(\w+)$")
"""What somebody says to have led, at the end of the quote; "it" may be anything."""


def contradiction(
    now: Sequence[Claim], before: Sequence[Claim], raised: Sequence[str]
) -> Contradiction | None:
    """The first claim of an answer that an earlier answer or the résumé rules out.

    Subjects in `raised` have been spoken about already and are left alone.
    """
    for claim in now:
        if claim.subject in raised:
            continue
        for earlier in reversed(before):
            if earlier.source != claim.source and _clash(earlier, claim):
                return Contradiction(before=earlier, now=claim)
    return None


def _amount(value: str) -> tuple[float, str] | None:
    """Number and unit of a claim's value; years count as months."""
    match = re.match(rf"({NUMBER})\+? ?(\w+)", lexicon.flatten(value))
    if match is None:
        return None
    unit = match[2].rstrip("s")
    amount = number_of(match[1])
    return (amount * 12, "month") if unit == "year" else (amount, unit)


def _same(earlier: Claim, claim: Claim) -> bool:
    """Both are about the same thing."""
    if earlier.subject == claim.subject:
        return True
    if earlier.source != "resume":
        return False
    if _tool(earlier.subject) == _tool(claim.subject) != "":
        return True
    if claim.subject.startswith("during:"):
        return earlier.subject in (f"from:{claim.subject[7:]}", f"until:{claim.subject[7:]}")
    kind, _, story = claim.subject.partition("@")
    before, _, place = earlier.subject.partition("/")
    return bool(story) and kind == before and place in ("", story.partition("/")[2])


def _tool(subject: str) -> str:
    """The tool a claim is about, without the name of who makes it: Apache Spark is Spark."""
    kind, _, name = subject.partition(":")
    return _MAKERS.sub("", name) if kind == "tool" else ""


def _clash(earlier: Claim, claim: Claim) -> bool:
    if not _same(earlier, claim):
        return False
    if claim.subject.startswith("during:"):
        return _outside(earlier, claim)
    values = frozenset((earlier.value, claim.value))
    if claim.subject == "current":
        return len(values) == 2
    if len(values) == 1 or values in _OPPOSITES:
        return values in _OPPOSITES and _of_one_thing(earlier, claim)
    if (claim.value == "never") is not (earlier.value == "never"):
        return True
    if claim.subject.startswith(("from:", "until:")):
        return abs(int(claim.value[:4]) - int(earlier.value[:4])) >= YEARS_APART
    one, other = _amount(earlier.value), _amount(claim.value)
    if one is None or other is None or one[1] != other[1]:
        return False
    small, large = sorted((one[0], other[0]))
    if earlier.source == "resume" and claim.subject.startswith("employer:") and large == other[0]:
        return large >= STAY_FACTOR * small and large - small >= STAY_MONTHS
    apart = large - small >= MONTHS_APART or one[1] != "month"
    return small > 0 and large >= FACTOR * small and apart


def _outside(earlier: Claim, claim: Claim) -> bool:
    """The years that were said begin before the stay or end after it; a part of it is no lie."""
    if earlier.subject == claim.subject:
        return False
    start, end, year = int(claim.value[:4]), int(claim.value[-4:]), int(earlier.value[:4])
    if earlier.subject.startswith("from:"):
        return year - start >= YEARS_APART
    return end - year >= YEARS_APART


def _of_one_thing(earlier: Claim, claim: Claim) -> bool:
    """Who led what: the migration is not the rollout, but "it" may be either."""
    named = [_LED.search(lexicon.flatten(one.quote)) for one in (earlier, claim)]
    return len({match[1] for match in named if match is not None}) < 2
