"""Which texts of a plan mean the same, by an injected measure of likeness. Pure."""

import re
from collections.abc import Sequence

import msgspec

from runtime.interview.phases import normalised
from runtime.interview.plan import Question, QuestionId
from runtime.planning.preparation import Likeness

QUESTIONS_NEAR = 0.75
"""Likeness from which two questions count as one. The limit that the catalogue is held to; its
nearest different openers reach 0.70 (tests/seeds/test_meaning.py)."""
PROBES_NEAR = 0.9
"""For two probes of different questions, and a probe and another question: short texts are nearer
to one another; the catalogue's nearest different ones reach 0.89."""

_COMMON = frozenset(
    re.findall(
        r"\S+",
        """
        a about all an and any are as asks at be been before but by can could cv did do does done
        for from get give had has have how i if in into is it its job like made make me more most
        of on one or our out over part people read says so some somebody something tell than that
        the their them then there they thing think this time to up us used was we were what when
        where which who why will with work would write you your
        """,
    )
)


def by_words(texts: Sequence[str]) -> list[list[float]]:
    """The fallback where no model is installed: the share of telling words in common."""
    bags = [stems(text) for text in texts]
    return [[_overlap(one, other) for other in bags] for one in bags]


def stems(text: str) -> frozenset[str]:
    """Beginnings of the words that carry the meaning."""
    words = re.findall(r"[^\W_]{2,}", text.lower())
    return frozenset(word[:6] for word in words if word not in _COMMON)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def near_pairs(texts: Sequence[str], likeness: Likeness, limit: float) -> list[tuple[int, int]]:
    """Positions of texts that mean the same, the earlier one first."""
    if len(texts) < 2:
        return []
    table = likeness(texts)
    plain = [normalised(text) for text in texts]
    return [
        (one, other)
        for one in range(len(texts))
        for other in range(one + 1, len(texts))
        if float(table[one][other]) >= limit or plain[one] == plain[other]
    ]


def with_near(questions: Sequence[Question], likeness: Likeness) -> list[Question]:
    """The questions with their `near`, and without probes that another text of the plan repeats.

    Of two probes that mean the same the later one goes; a probe gives way to a main question.
    """
    marked = _marked(questions, likeness)
    mains = len(marked)
    probes = [(at, probe) for at, question in enumerate(marked) for probe in question.probes]
    texts = [question.text for question in marked] + [probe.text for _, probe in probes]
    dropped: set[int] = set()
    for one, other in near_pairs(texts, likeness, PROBES_NEAR):
        if other >= mains and one not in dropped:
            dropped.add(other)
    kept: list[list[int]] = [[] for _ in marked]
    for number, (at, _) in enumerate(probes, start=mains):
        if number not in dropped:
            kept[at].append(number - mains)
    return [
        msgspec.structs.replace(question, probes=tuple(probes[number][1] for number in numbers))
        for question, numbers in zip(marked, kept, strict=True)
    ]


def _marked(questions: Sequence[Question], likeness: Likeness) -> list[Question]:
    near: dict[int, list[QuestionId]] = {}
    texts = [question.text for question in questions]
    for one, other in near_pairs(texts, likeness, QUESTIONS_NEAR):
        near.setdefault(one, []).append(questions[other].question_id)
        near.setdefault(other, []).append(questions[one].question_id)
    return [
        msgspec.structs.replace(question, near=tuple(near[number])) if number in near else question
        for number, question in enumerate(questions)
    ]
