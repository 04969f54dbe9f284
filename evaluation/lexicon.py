"""The wordings, compiled, and the ones that count for nothing. Pure."""

import re

from evaluation.kinds import Kind
from evaluation.wordings_against import AGAINST
from evaluation.wordings_for import FOR


def reading(pattern: str) -> re.Pattern[str]:
    """A pattern for folded text: each space in it stands for any stretch of white space.

    Folding leaves gaps where filler sounds were, so "I, um, built it" must match "i built it".
    """
    return re.compile(pattern.replace(" ?", r"\s*").replace(" ", r"\s+"))


PATTERNS: dict[Kind, re.Pattern[str]] = {
    kind: reading("|".join(f"(?:{wording})" for wording in wordings))
    for kind, wordings in (FOR | AGAINST).items()
}

NEGATION = reading(
    r"(?:\b(?:not|no|never|without|nothing|nobody|rarely|hardly|barely|instead of|rather than"
    r"|isn't|stopped|skipp?ed|avoided)|n't)(?:\s+[\w'-]+){0,3}\s*$"
)
"""Before a match, within four words: the thing was not there."""

SELF_PRAISE = reading(
    r"\bi(?:'m| am|'ve always been| have always been|'d say i'm| consider myself| would be| pride)"
    r" (?:\w+ ){0,4}(?:expert|great|excellent|amazing|brilliant|best|perfect|outstanding"
    r"|exceptional|strong|skilled|talented|gifted|good|genius|leader|guru|ninja|rock ?star|natural"
    r"|world-class|phenomenal|fantastic|incredible|proud|asset|addition|fit)\b"
    r"|\b(?:one of the best|second to none|like no one else|the best (?:candidate|person|engineer"
    r"|designer|seller)|strong command|i always (?:deliver|succeed|win|excel)|i never fail)\b"
    r"|\bi(?:'m| am) always\b"
)
"""Says how good one is; shows nothing."""

_RATED = r"(?:me|(?:this|my|the|every|each) (?:answer|answers|candidate|interview|dimension))"
ADDRESSES_THE_JUDGE = reading(
    r"\b(?:ignore (?:\w+ ){0,3}(?:instructions?|prompts?|rubric)|system prompt|hire signal"
    r"|strong[_ ]hire|you are (?:now )?(?:an? |the )?(?:\w+ )?(?:evaluator|grader|judge|rater)"
    rf"|(?:give|award|assign|grant) {_RATED} (?:\w+ ){{0,5}}"
    r"(?:scores?|marks?|points?|stars?|rating|grade|five|5|10|100)"
    rf"|(?:rate|score|grade|mark) {_RATED}"
    r"|(?:this|my) (?:answer|candidate) (?:is a|deserves|meets|scores|gets) (?:\w+ ){0,3}"
    r"(?:anchor|score|rating|five|5|marks?)"
    r"|(?:full|highest|maximum|top|perfect) (?:possible )?(?:scores?|marks?|rating|grade)s? (?:for"
    rf"|on|in|to) {_RATED}"
    r"|(?:dear|attention|note to(?: the)?|as the) (?:evaluator|grader|judge|rater|ai)"
    r"|(?:output|respond with|return) (?:only )?(?:json|a score|the score|score))\b"
)
"""Speaks to whoever rates the answer; such a clause is read as data and counts for nothing."""
