"""Signs that an answer has arrived: what came of it is told, near its end. Pure.

People end an account with its outcome: what changed, how it is now, what they took from it. A
sentence that is whole but tells only how it began, or what was done, is seldom the last one.
English.
"""

import re

import msgspec

from runtime.interview import lexicon
from runtime.interview.pieces import pieces
from runtime.interview.plan import Missing

TAIL_WORDS = 16
"""Where the outcome is looked for: about the last sentence and a half."""
ENGLISH_SHARE = 0.2
"""A smaller share of the commonest words, and it is another language or badly recognised."""
JUDGED_WORDS = 6

_THEN = re.compile(
    r"\b(?:after (?:that|this|an?|the|one|two|three|four|five|six|some|about|only|just)|afterwards|"
    r"since then|(?:from|by) then(?: on)?|from that (?:day|point)|now|nowadays|today|these days|"
    r"in the end|at the end|finally|eventually|in total|overall|later|"
    r"last (?:year|month|week|quarter|spring|summer|autumn|fall|winter)|still|as a result|"
    r"because of that|thanks to that|(?:that|this) way|ever since|so far|next time|"
    r"in (?:january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"(?:the|a) (?:day|week|month|year) later)\b"
)
"""Time has moved on to how it came out."""
_CHANGED = re.compile(
    r"\b(?:went (?:up|down|well|live|from)|fell|dropped|rose|grew|doubled|halved|increased|"
    r"decreased|reduced|saved?|better|faster|quicker|fewer|less|happier|easier|cheaper|safer|"
    r"smaller|earlier|shipped|launched|released|delivered|finished|fixed|solved|"
    r"worked (?:well|out)|works|ready|without|never|no (?:problems?|complaints?|errors?|"
    r"incidents?|longer|more)|not (?:happened|crashed|needed|failed)|hasnt \w+ed|successful|fine|"
    r"all right|happy|proud|percent|per cent|half|quarter|third|times|renewed|extended|thanked|"
    r"trust|won|learned|learnt|agreed|accepted|everyone|everybody|nobody|all of (?:them|it|us)|"
    r"most of)\b"
)
"""What came of it."""
_WINDING_UP = re.compile(
    r"(?:that's (?:all|it|about it|everything)|that is (?:all|it)|that was (?:it|all)|"
    r"nothing else|so yeah|and that's (?:how|what|why|when|where)(?: \w+)+|"
    r"(?:does|did|hope) that (?:help|answer)\w*(?: \w+)*|i think that's (?:it|all|about it)|"
    r"if that makes sense|and so on)$"
)
"""The speaker says that this was all."""
_COMMONEST = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "to",
        "of",
        "in",
        "i",
        "we",
        "it",
        "that",
        "was",
        "is",
        "for",
        "on",
        "with",
        "my",
        "our",
        "you",
        "they",
        "but",
        "so",
        "at",
        "as",
        "be",
        "have",
        "had",
        "not",
        "he",
        "she",
        "this",
        "are",
        "from",
        "or",
        "by",
        "were",
        "me",
        "them",
        "there",
        "what",
        "when",
        "which",
        "would",
        "could",
        "do",
        "did",
        "about",
        "because",
        "if",
        "then",
        "one",
        "all",
        "their",
        "no",
        "yes",
    ]
)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What of an answer's end is there; each is a sign, none a proof."""

    words: int
    then: bool = False
    changed: bool = False
    """Both of the last words only."""
    action: bool = False
    result: bool = False
    recent_result: bool = False
    """A result or a number in the last words."""
    wound_up: bool = False
    english: bool = True


def outcome_of(text: str, words: list[str]) -> Outcome:
    """Read the signs; `words` are those of `text`. About a millisecond for a long answer."""
    tail = lexicon.flatten(" ".join(words[-TAIL_WORDS:]))
    held = pieces(lexicon.without_fillers(lexicon.flatten(text)))
    lately = pieces(tail)
    common = sum(word in _COMMONEST for word in words)
    return Outcome(
        words=len(words),
        then=_THEN.search(tail) is not None,
        changed=_CHANGED.search(tail) is not None,
        action=Missing.action in held,
        result=Missing.result in held,
        recent_result=Missing.result in lately or Missing.metric in lately,
        wound_up=_WINDING_UP.search(" ".join(words[-12:])) is not None,
        english=len(words) < JUDGED_WORDS or common >= ENGLISH_SHARE * len(words),
    )
