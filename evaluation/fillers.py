"""Counts filler words in recognised speech and rates them for communication hygiene. Pure.

Two kinds are kept apart: hesitation sounds ("um", "uh"), most of which recognisers leave out, and
lexical fillers ("you know", "I mean"), which are words. The scale is set around six disfluencies
per 100 words, which research on conversation finds to be ordinary.
"""

import re

from evaluation import evidence
from evaluation.clauses import words
from evaluation.exchanges import Exchange
from evaluation.report import QUOTES_PER_DIMENSION, Evidence, Verdict
from runtime.interview.actions import Turn

SOUND = re.compile(r"\b(?:u+m+|u+h+m*|e+r+m*|h+m+|mm+|ah+)\b", re.IGNORECASE)
LEXICAL = re.compile(
    r"\b(?:you know|i mean|sort of|kind of|basically|literally|or whatever"
    r"|and stuff(?: like that)?)\b"
    r"|(?:(?<=[,.] )|^)(?:like|so yeah|well yeah|okay so)(?=,)"
    r"|(?<=,) (?:like|you see)(?=,)",
    re.IGNORECASE,
)
MIN_WORDS = 30
"""Fewer spoken words than this say nothing about habits of speech."""
PER_100_WORDS = (10.0, 6.0, 2.0)
"""Above the first: 1; above the second: 2; above the third: 3; otherwise 4. Never 5: the sounds
that the recogniser left out can't be counted."""


def count_sounds(text: str) -> int:
    return len(SOUND.findall(text))


def count_lexical(text: str) -> int:
    return len(LEXICAL.findall(text.replace("’", "'")))


def judge_fillers(exchange: Exchange) -> Verdict:
    """The verdict on communication hygiene; None for typed answers and short ones."""
    spoken = [turn for turn in exchange.answers if not turn.typed]
    total = sum(len(words(turn.text)) for turn in spoken)
    question_id = exchange.question.question_id
    if total < MIN_WORDS:
        return Verdict(
            question_id=question_id,
            score=None,
            rationale="Too few spoken words to say anything about fillers; not rated.",
        )
    count = sum(count_sounds(turn.text) + count_lexical(turn.text) for turn in spoken)
    rate = 100 * count / total
    score = 1 + sum(rate <= limit for limit in PER_100_WORDS)
    quoted = _quotes(spoken, with_fillers=count > 0)
    return Verdict(
        question_id=question_id,
        score=score if quoted else None,
        rationale=f"{count} fillers in {total} words ({rate:.1f} per 100).",
        evidence=quoted,
        found=("fillers",) if count else (),
    )


def _quotes(spoken: list[Turn], *, with_fillers: bool) -> tuple[Evidence, ...]:
    """The surroundings of the first three fillers, or the first words when there are none."""
    shows = "holds fillers" if with_fillers else "holds no fillers"
    places = [(turn, place) for turn in spoken for place in _places(turn, with_fillers)]
    quoted: list[Evidence] = []
    for turn, place in places:
        each = evidence.around(turn, 0, len(turn.text), place, shows=shows)
        if evidence.is_verbatim(each, {turn.turn_id: turn}) and not any(
            each.start_char < other.end_char for other in quoted if other.turn_id == each.turn_id
        ):
            quoted.append(each)
    return tuple(quoted[:QUOTES_PER_DIMENSION] if with_fillers else quoted[:1])


def _places(turn: Turn, with_fillers: bool) -> list[int]:
    if not with_fillers:
        return [word.start() for word in words(turn.text)[:1]]
    text = turn.text.replace("’", "'")
    return sorted(hit.start() for pattern in (SOUND, LEXICAL) for hit in pattern.finditer(text))
