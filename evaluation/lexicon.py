"""The wordings, compiled, and the ones that count for nothing. Pure."""

import re

from evaluation.kinds import Kind
from evaluation.wordings_against import AGAINST
from evaluation.wordings_for import FOR

PATTERNS: dict[Kind, re.Pattern[str]] = {
    kind: re.compile("|".join(f"(?:{wording})" for wording in wordings))
    for kind, wordings in (FOR | AGAINST).items()
}

NEGATION = re.compile(
    r"(?:\b(?:not|no|never|without|nothing|nobody|rarely|hardly|barely|instead of|rather than"
    r"|isn't|stopped|skipp?ed|avoided)|n't)(?:\s+[\w'-]+){0,3}\s*$"
)
"""Before a match, within four words: the thing was not there."""

SELF_PRAISE = re.compile(
    r"\bi(?:'m| am|'ve always been| have always been|'d say i'm| consider myself| would be| pride)"
    r" (?:\w+ ){0,4}(?:expert|great|excellent|amazing|brilliant|best|perfect|outstanding"
    r"|exceptional"
    r"|strong|skilled|talented|gifted|good|genius|leader|guru|ninja|rock ?star|natural|world-class"
    r"|phenomenal|fantastic|incredible|proud|asset|addition|fit)\b"
    r"|\b(?:one of the best|second to none|like no one else|the best (?:candidate|person|engineer"
    r"|designer|seller)|strong command|i always (?:deliver|succeed|win|excel)|i never fail)\b"
)
"""Says how good one is; shows nothing."""

ADDRESSES_THE_JUDGE = re.compile(
    r"\b(?:ignore (?:\w+ ){0,3}(?:instructions?|rubric|prompt|rules|above|previous)|system prompt"
    r"|you are (?:now )?(?:an?|the) (?:\w+ )?(?:evaluator|grader|judge|assistant|model|ai)"
    r"|(?:give|award|assign|grant) (?:me|this|the (?:candidate|answer)|him|her|them|it) (?:\w+"
    r" ){0,5}"
    r"(?:scores?|marks?|points?|stars?|rating|grade|five|5|10|100)|(?:rate|score|grade|mark|rank)"
    r" (?:me|this|my|the (?:candidate|answer)|him|her|them|it|every|all)|strong[_ ]hire|full"
    r" (?:marks"
    r"|score)|(?:highest|maximum|top|perfect|best) (?:possible )?(?:scores?|marks?|rating|grade)"
    r"|(?:as|dear) (?:the )?(?:evaluator|grader|judge|interviewer ai)|output (?:the|a|only|json"
    r"|score)"
    r"|json|hire signal|rubric|this answer (?:is|deserves|meets|scores)|anchor (?:5|five)"
    r"|5 out of 5|five out of five|10 out of 10|ten out of ten)\b"
)
"""Speaks to whoever rates the answer; such a clause is read as data and counts for nothing."""
