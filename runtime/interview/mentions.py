"""Which of the things an author expects a text mentions, by their telling words. Pure.

An expectation such as "raises the last error itself" is named when one or two neighbouring
sentences hold at least half of its telling words, in any form; of one or two all. That is lenient
on wording and blind to negation: it decides what is still worth asking, and gives a judge a place
to look at.
"""

import re
from collections.abc import Collection, Sequence

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "edly", "ed", "es", "s", "ly", "er")
"""Cut off in this order; what is left must keep three letters."""

_COMMON = """
a an the and or but nor so than then that which who whose whom what when where why how if it its
itself is are was were be been being isn't aren't wasn't doesn't don't can't has have had do
does did of to in on at by for from with without into over under about as not only also both
each every any some more most other others another one ones own same such too very just even
this these those there here they them their he she his her you your i my we our us would could
should can may might must will shall up out off away back again still yet all either after
before while until because rather instead like thing things way ways case cases something says
say tells tell knows know notices notice sees see names name asks ask finds find thinks think
wants want states state mentions mention explains explain remembers remember cares care handles
handle decides decide gives give takes take makes make uses use keeps keep treats treat checks
check tries try works work offers offer proposes propose suggests suggest prefers prefer adds
add looks look understands
"""
_STOP = frozenset(_COMMON.split())
"""Grammar, and the verbs with which authors describe an answer rather than its content."""
_ALIKE = {
    word: meaning
    for meaning, words in {
        "empty": "no zero nothing nobody blank 0",
        "null": "none nil undefined",
        "below": "negative minus",
        "large": "big huge long million",
        "duplicate": "twice repeated repeat double",
        "parallel": "simultaneous concurrent concurrently threads",
        "copy": "clone spread",
        "error": "exception exceptions",
        "throw": "raise raises throws",
        "dict": "dictionary map",
        "array": "list lists arrays",
        "text": "string strings",
        "boundary": "borders border boundaries",
    }.items()
    for word in words.split()
}
"""Words that mean the same in talk about code."""

_COMPLEXITY = re.compile(
    r"\b(?:big o|o ?\(|o of|order of n|linear|quadratic|n squared|constant (?:time|memory|space)|"
    r"logarithm\w*|n log n|log n|exponential|(?:one|single|two) pass(?:es)?|complexity|"
    r"(?:grows?|scales?) with|per (?:element|item|row|call|book|customer)|round trips?)\b|o\(",
)
_EDGE = re.compile(
    r"\b(?:(?:edge|corner|border) cases?|(?:an? |the |is |are |was |be )empty|negative|duplicates?|"
    r"(?:is|are|was|be|with|an?) (?:null|none|undefined|zero|missing)|overflow|nothing in it|"
    r"very (?:large|long|big|small)|no (?:items|elements|rows|entries|orders|values?|input)|"
    r"what if|unusual)\b"
)


def telling(expectation: str) -> frozenset[str]:
    """The words that carry an expectation, in the form they are compared in."""
    stems = {_stem(word) for word in _WORD.findall(expectation.lower()) if _counts(word)}
    if stems:
        return frozenset(stems)
    return frozenset(_stem(word) for word in _WORD.findall(expectation.lower()))


def passages(text: str) -> list[str]:
    """A text in pieces small enough to speak of one thing: each sentence with the one after it.

    Recognised speech may lack full stops; then pieces of 30 words are taken.
    """
    sentences: list[str] = []
    for part in _SENTENCE.split(text):
        words = part.split()
        sentences += [" ".join(words[at : at + 30]) for at in range(0, len(words), 30)]
    return [" ".join(sentences[at : at + 2]) for at in range(len(sentences))]


def named(text: str, expectations: Sequence[str], *, strictly: bool = False) -> tuple[int, ...]:
    """Positions of the expectations that the text names.

    `strictly`: short ones need every word, as unusual inputs do: "zero attempts" is not named by
    whoever speaks of attempts.
    """
    held = [
        frozenset(_stem(word) for word in _WORD.findall(passage.lower()))
        for passage in passages(text)
    ]
    return tuple(
        position
        for position, expectation in enumerate(expectations)
        if any(_names(words, telling(expectation), strictly) for words in held)
    )


def touched(question: str, spoken: Collection[str]) -> bool:
    """What the question is after was spoken of: most of its telling words were said."""
    wanted = telling(question)
    return len(wanted & frozenset(spoken)) >= 0.6 * len(wanted)


def names_complexity(text: str) -> bool:
    """It says how cost grows."""
    return _COMPLEXITY.search(text.lower()) is not None


def names_edge(text: str) -> bool:
    """It thinks of an unusual input, whichever."""
    return _EDGE.search(text.lower()) is not None


def _names(words: frozenset[str], wanted: frozenset[str], strictly: bool) -> bool:
    held = len(words & wanted)
    if len(wanted) <= (3 if strictly else 2):
        return held == len(wanted)
    return held > 1 and held >= (0.7 if strictly else 0.5) * len(wanted)


def _counts(word: str) -> bool:
    return word in _ALIKE or (word not in _STOP and (len(word) > 2 or word.isdigit()))


def _stem(word: str) -> str:
    word = _ALIKE.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)].rstrip("eiy")
    return word.rstrip("ey") if len(word) > 4 else word
