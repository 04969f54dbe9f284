"""`python -m load_tests.interviewer.fitting`: weigh the signs of each piece by labelled sentences.

Writes `runtime/interview/english_weights.py`. A logistic regression per piece over the sentences of
the two banks the rules are worked on with; never those of `fresh`, which measure. Only signs found
in most families of jobs are kept: "ticket" tells support from sales, not an action from a result.
Where a piece counts as likely, and where as told, is read off sentences of a family that was left
out of the fit.
"""

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from pathlib import Path

import click
import msgspec
import numpy as np
from numpy.typing import NDArray

from load_tests.interviewer.people import Bank, Sentence, words
from runtime.interview import english_weights, languages, lexicon, pieces
from runtime.interview.plan import Missing

BANKS = (Bank.tuning, Bank.held_out)
EMPTY = ("vague", "evasive", "declining", "hostile", "injecting", "clarifying")
"""What these candidates say counts as sentences without any piece."""
STRAY = "rambling"
"""What these add tells no piece either, but the scene of something, and their own life."""
FAMILIES, SENTENCES = 4, 6
"""A sign is kept when so many families of jobs and so many sentences have it."""
PENALTY = 1.5
LEAST = 0.2
"""Smaller weights are left out."""
HEARD = 0.95
"""Share of told pieces that must count as likely."""
RIGHT = 0.94
"""Share of those that count as told by weight alone that must be."""
STEPS = 12

_HEAD = '''"""What the signs of recognised English say about the pieces of an answer. Pure.

Fitted, not written: `python -m load_tests.interviewer.fitting` makes it anew from the sentences
that the rules are worked on with. Tenths of log odds; `#` is a figure, `-ed` a past form, `-ing`
that form, `^` the beginning; `~piece` says that the patterns see a hint of it.
"""

from runtime.interview.english_stories import PAST
from runtime.interview.plan import Missing
from runtime.interview.quantities import NUMBER_WORDS
from runtime.interview.weighing import Weights, table

'''


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled sentence and the signs in it."""

    family: str
    sentence: Sentence
    signs: tuple[frozenset[str], ...]
    """Of each of its statements."""


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """What one piece's signs weigh, and from where on it counts."""

    base: float
    weights: Mapping[str, float]
    likely: float = 0.0
    told: float = 0.0

    def odds(self, example: Example) -> float:
        sums = (fsum(self.weights.get(sign, 0.0) for sign in one) for one in example.signs)
        return self.base + max(sums)


def examples(banks: Iterable[Bank]) -> list[Example]:
    found: list[Example] = []
    for bank in banks:
        said = words(bank)
        for family, group in said.pieces.items():
            found += [_example(family, one) for listed in group.values() for one in listed]
        empty = (*said.nothing, *(text for manner in EMPTY for text in said.manners[manner]))
        found += [_example("", Sentence(text=text)) for text in empty]
        may = frozenset((Missing.context, Missing.own_role))
        found += [_example("", Sentence(text=text, may=may)) for text in said.manners[STRAY]]
    return found


def _example(family: str, sentence: Sentence) -> Example:
    parts = lexicon.statements(
        [lexicon.without_fillers(part) for part in lexicon.sentences(sentence.text)]
    )
    signs = tuple(pieces.signs(part, languages.ENGLISH) for part in parts)
    return Example(family=family, sentence=sentence, signs=signs)


def fit(listed: Sequence[Example], piece: Missing) -> Fit:
    """The weights of a piece with its two thresholds, which hold for families not seen."""
    families = sorted({one.family for one in listed if one.family})
    told: list[float] = []
    other: list[float] = []
    for family in families:
        without = _weigh([one for one in listed if one.family != family], piece)
        for one in listed:
            if one.family == family or (not one.family and family == families[0]):
                if piece in one.sentence.holds:
                    told.append(without.odds(one))
                elif piece not in one.sentence.may:
                    other.append(without.odds(one))
    likely = float(np.quantile(told, 1 - HEARD))
    sure = next(
        (
            at
            for at in sorted(told)
            if sum(one >= at for one in told)
            >= RIGHT * (sum(one >= at for one in told) + sum(one >= at for one in other))
        ),
        max(told),
    )
    click.echo(
        f"{piece:13} likely: {np.mean(np.array(told) >= likely):.0%} of those told, "
        f"{np.mean(np.array(other) >= likely):.0%} of others; "
        f"told by weight: {np.mean(np.array(told) >= sure):.0%}"
    )
    return msgspec.structs.replace(_weigh(listed, piece), likely=likely, told=sure)


def _weigh(listed: Sequence[Example], piece: Missing) -> Fit:
    """A logistic regression with a penalty on large weights, by Newton's method."""
    used = [one for one in listed if piece in one.sentence.holds or piece not in one.sentence.may]
    kept = _kept(listed)
    column = {sign: at for at, sign in enumerate(kept)}
    rows: NDArray[np.float64] = np.zeros((len(used), len(kept) + 1))
    rows[:, -1] = 1.0
    for at, one in enumerate(used):
        for sign in frozenset().union(*one.signs):
            if sign in column:
                rows[at, column[sign]] = 1.0
    held = np.array([float(piece in one.sentence.holds) for one in used])
    penalty = np.full(len(kept) + 1, PENALTY)
    penalty[-1] = 0.001
    found = np.zeros(len(kept) + 1)
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-(rows @ found)))
        slope = rows.T @ (guess - held) + penalty * found
        bend = (rows.T * (guess * (1 - guess) + 1e-6)) @ rows + np.diag(penalty)
        found -= np.linalg.solve(bend, slope)
    weights = {
        sign: round(float(found[at]), 1) for sign, at in column.items() if abs(found[at]) >= LEAST
    }
    return Fit(base=round(float(found[-1]), 1), weights=weights)


def _kept(listed: Sequence[Example]) -> list[str]:
    count: Counter[str] = Counter()
    families: defaultdict[str, set[str]] = defaultdict(set)
    for one in listed:
        for sign in frozenset().union(*one.signs):
            count[sign] += 1
            families[sign].add(one.family)
    return sorted(
        sign for sign in count if count[sign] >= SENTENCES and len(families[sign]) >= FAMILIES
    )


def module(fits: Mapping[Missing, Fit]) -> str:
    """The source of `english_weights`."""
    lines = [_HEAD, "WEIGHTS = Weights(\n"]
    for name, value in (
        ("base", {piece: round(10 * (one.base - one.likely)) for piece, one in fits.items()}),
        ("told", {piece: round(10 * (one.told - one.likely)) for piece, one in fits.items()}),
    ):
        listed = "".join(f"        Missing.{piece}: {number},\n" for piece, number in value.items())
        lines.append(f"    {name}={{\n{listed}    }},\n")
    lines.append("    signs=table(\n        {\n")
    for piece, one in fits.items():
        by_weight = sorted(one.weights.items(), key=lambda pair: (-pair[1], pair[0]))
        text = " ".join(f"{sign}:{weight * 10:.0f}" for sign, weight in by_weight)
        lines.append(f"            Missing.{piece}: (\n")
        parts = textwrap.wrap(text, 78, break_long_words=False, break_on_hyphens=False)
        for at, part in enumerate(parts):
            last = "" if at == len(parts) - 1 else " "
            lines.append(f'                "{part}{last}"\n')
        lines.append("            ),\n")
    lines.append(
        "        }\n    ),\n"
        '    past=frozenset(PAST.split("|")),\n'
        "    numbers=frozenset(NUMBER_WORDS)\n"
        '    | {"half", "third", "quarter", "fifth", "percent", "twice", "dozen"},\n)\n'
    )
    return "".join(lines)


def main() -> None:
    """Fit all pieces and write the module."""
    listed = examples(BANKS)
    source = module({piece: fit(listed, piece) for piece in Missing})
    Path(english_weights.__file__).write_text(source, "utf-8")


if __name__ == "__main__":
    main()
