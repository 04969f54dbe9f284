"""How strongly the words of a statement speak for each piece of evidence. Pure.

Patterns know sayings; most people say it in other words. What tells a scene from a deed or a check
in any words is the small ones: tense, person, negation, comparison, and what they stand next to.
Each such sign has a weight per piece (`english_weights`), fitted to labelled sentences by
`load_tests/interviewer/fitting.py`; the sum is the logarithm of the odds that the piece is told,
in tenths. Whole numbers, so that it doesn't depend on the order in which they are added.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from runtime.interview.plan import Missing

STEM = 6
"""Words are compared by so many letters: enough to tell them apart, few enough for all forms."""


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """What one language's signs say."""

    base: Mapping[Missing, int]
    """Odds of a statement without any sign; above zero the piece is likely."""
    told: Mapping[Missing, int]
    """Odds above which it counts as told."""
    signs: Mapping[str, tuple[tuple[Missing, int], ...]]
    past: frozenset[str]
    """Irregular past forms."""
    numbers: frozenset[str]


def table(listed: Mapping[Missing, str]) -> dict[str, tuple[tuple[Missing, int], ...]]:
    """Weights by sign, from lists of `sign:tenths` by piece."""
    found: dict[str, tuple[tuple[Missing, int], ...]] = {}
    for piece, text in listed.items():
        for entry in text.split():
            sign, _, tenths = entry.rpartition(":")
            found[sign] = (*found.get(sign, ()), (piece, int(tenths)))
    return found


def signs(statement: str, weights: Weights) -> frozenset[str]:
    """What is looked at in a flattened statement: kinds of words, and neighbours."""
    kinds = [_kind(word, weights) for word in statement.split()]
    neighbours = (f"{one}+{other}" for one, other in zip(["^", *kinds], kinds, strict=False))
    return frozenset((*kinds, *neighbours))


def _kind(word: str, weights: Weights) -> str:
    """Figures, past forms and -ing forms are one kind each; all other words are themselves."""
    if word[0].isdigit() or word in weights.numbers:
        return "#"
    if word in weights.past or (word.endswith("ed") and len(word) > 4):
        return "-ed"
    if word.endswith("ing") and len(word) > 5:
        return "-ing"
    return word[:STEM]


def odds(
    statements: Sequence[str], weights: Weights, known: Sequence[Iterable[str]] = ()
) -> dict[Missing, int]:
    """Odds of each piece in the statement that speaks for it most.

    Args:
        known: for each statement, further signs that patterns have found in it.
    """
    found = dict.fromkeys(Missing, min(weights.base.values()))
    for at, statement in enumerate(statements):
        sums = dict(weights.base)
        for sign in (*signs(statement, weights), *(known[at] if known else ())):
            for piece, weight in weights.signs.get(sign, ()):
                sums[piece] += weight
        for piece, total in sums.items():
            found[piece] = max(found[piece], total)
    return found
