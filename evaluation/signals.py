"""Finds the observable signals of an answer: what is said, where, and never twice. Pure.

A signal is a place in the candidate's words, so everything a score rests on can be quoted. How
long an answer is and how often it says a thing doesn't matter: signals are told apart by what
they say, and a clause that only says again what an earlier clause said has none.
"""

from collections.abc import Sequence

import msgspec

from evaluation.clauses import Clause, clauses, stems, words
from evaluation.kinds import Kind
from evaluation.lexicon import ADDRESSES_THE_JUDGE, NEGATION, PATTERNS, SELF_PRAISE

SAME_WORDS = 0.75
"""Share of a clause's content words that one earlier clause must hold to make it a repetition."""
_CAN_BE_NEGATED = frozenset(
    {Kind.method, Kind.verification, Kind.result, Kind.structure, Kind.ownership, Kind.learning}
)


class Signal(msgspec.Struct, frozen=True, kw_only=True):
    kind: Kind
    turn_id: str
    start: int
    """Of the matched words, in the turn's text."""
    end: int
    clause_start: int
    clause_end: int
    words: str
    """The matched words, folded: two signals of one kind with the same words are one."""


def find(
    turn_id: str,
    text: str,
    *,
    topics: Sequence[str] = (),
    earlier: tuple[frozenset[str], ...] = (),
) -> list[Signal]:
    """The signals of one turn in reading order.

    `topics` holds beginnings of words that show an answer is to the point, folded; `earlier` the
    content words of clauses said before in reply to the same question.
    """
    found: list[Signal] = []
    said = list(earlier)
    for clause in clauses(text):
        about = stems(clause.folded)
        if not about or any(_repeats(about, before) for before in said):
            continue
        said.append(about)
        if not is_praise_or_instruction(clause):
            found.extend(_in_clause(turn_id, clause, topics))
    return found


def about(text: str) -> tuple[frozenset[str], ...]:
    """The content words of each clause, for `earlier`."""
    return tuple(stems(clause.folded) for clause in clauses(text))


def is_praise_or_instruction(clause: Clause) -> bool:
    """Whether a clause praises its speaker or speaks to the judge; neither is evidence."""
    return bool(SELF_PRAISE.search(clause.folded) or ADDRESSES_THE_JUDGE.search(clause.folded))


def distinct(signals: list[Signal]) -> list[Signal]:
    """The first signal of each kind and wording."""
    seen: set[tuple[Kind, str]] = set()
    kept: list[Signal] = []
    for signal in signals:
        key = (signal.kind, signal.words)
        if key not in seen:
            seen.add(key)
            kept.append(signal)
    return kept


def _repeats(about: frozenset[str], before: frozenset[str]) -> bool:
    return len(about & before) >= SAME_WORDS * len(about)


def _in_clause(turn_id: str, clause: Clause, topics: Sequence[str]) -> list[Signal]:
    """Every match; a match of what speaks for them after a "no" or "not" is `not_done`."""
    places: list[tuple[Kind, int, int]] = []
    for kind, pattern in PATTERNS.items():
        for hit in pattern.finditer(clause.folded):
            actual = kind
            negated = NEGATION.search(clause.folded[: hit.start()])
            if kind in _CAN_BE_NEGATED and negated is not None:
                if negated.group().startswith("nobody"):
                    continue  # What others left undone is nobody's fault who tells of it.
                actual = Kind.not_done
            places.append((actual, hit.start(), hit.end()))
    for word in words(clause.folded):
        if topic := next((each for each in topics if word.group().startswith(each)), None):
            places.append((Kind.topic, word.start(), word.start() + len(topic)))
    return [
        Signal(
            kind=kind,
            turn_id=turn_id,
            start=clause.start + start,
            end=clause.start + end,
            clause_start=clause.start,
            clause_end=clause.end,
            words=" ".join(clause.folded[start:end].split()),
        )
        for kind, start, end in sorted(places, key=lambda place: (place[1], place[0]))
    ]
