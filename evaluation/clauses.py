"""Cuts a candidate's words into clauses for reading, keeping every offset. Pure.

Reading happens on a folded copy of the text that has the same length as the text, so a match in
the copy is a span of the text. Folding lowers case, straightens quotes and blanks out filler
sounds, so that "I, um, built it" reads like "I built it".
"""

import re
import unicodedata

import msgspec

LONG_CLAUSE_WORDS = 24
"""Recognised speech often has no full stops; a longer stretch is also cut at its connectives."""

_FILLER = re.compile(
    r",?\s*\b(?:u+m+|u+h+m*|e+r+m*|h+m+|mm+|ah+|you know(?: what i mean)?|i mean|basically"
    r"|literally|okay so|well yeah|so yeah)\b,?(?=[\s.,;!?]|$)"
    r"|,\s*(?:like|well|so|right|actually),"
)
_SENTENCE_END = re.compile(r"[.!?;]+(?=\s|$)|\n+|\s[–—-]+\s|—")
_CONNECTIVE = re.compile(r"[,\s]\s*(?=(?:and then|but|because|so|and|which|then|while)\s)")
_WORD = re.compile(r"[^\W_]+(?:['’.\-/][^\W_]+)*%?")
_STOP = frozenset(
    re.findall(
        r"\w+",
        """
        a about after all also am an and any are as at be been before being both but by
        can could did do does doing done for from get got had has have having he her
        here him his how i if in into is it its just me more most my no not of off on
        once one only or other our out over own she so some such than that the their
        them then there these they this those through to too under until up us very was
        we were what when where which while who whom why will with would you your s t ve
        re ll d m
        """,
    )
)


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a turn's text, without surrounding space."""

    start: int
    end: int
    folded: str
    """The folded text between `start` and `end`."""


def composed(text: str) -> str:
    """The text in Unicode NFC: the form that offsets and quotes refer to."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """A lower-case copy of the same length, with straight quotes and without filler sounds."""
    lowered = "".join(
        "'" if c in "’‘ʼ" else '"' if c in "“”" else low if len(low := c.lower()) == 1 else c
        for c in text
    )
    return _FILLER.sub(lambda found: " " * len(found.group()), lowered)


def words(text: str) -> list[re.Match[str]]:
    """The words of a text with their places; "p95", "state-of-the-art" and "40%" are one each."""
    return list(_WORD.finditer(text))


def clauses(text: str) -> list[Clause]:
    """The clauses of a text in order: sentences, and long ones cut at their connectives."""
    folded = fold(text)
    found: list[Clause] = []
    begin = 0
    ends = [(hit.start(), hit.end()) for hit in _SENTENCE_END.finditer(folded)]
    for end, following in [*ends, (len(folded), len(folded))]:
        found.extend(_shorter(folded, begin, end))
        begin = following
    return found


def stems(text: str) -> frozenset[str]:
    """Content words of a text, cut to a crude stem, for comparing what two texts are about."""
    return frozenset(
        stem(word.group())
        for word in words(fold(text))
        if word.group() not in _STOP and len(word.group()) > 2
    )


def stem(word: str) -> str:
    """A word without its commonest English endings: "measured", "measures" → "measur"."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _shorter(folded: str, begin: int, end: int) -> list[Clause]:
    pieces: list[tuple[int, int]] = []
    if len(words(folded[begin:end])) > LONG_CLAUSE_WORDS:
        at = begin
        for hit in _CONNECTIVE.finditer(folded, begin, end):
            if len(words(folded[at : hit.start()])) >= LONG_CLAUSE_WORDS // 3:
                pieces.append((at, hit.start()))
                at = hit.end()
        pieces.append((at, end))
    else:
        pieces.append((begin, end))
    return [clause for piece in pieces if (clause := _trimmed(folded, *piece)) is not None]


def _trimmed(folded: str, begin: int, end: int) -> Clause | None:
    inside = words(folded[begin:end])
    if not inside:
        return None
    start, stop = begin + inside[0].start(), begin + inside[-1].end()
    return Clause(start=start, end=stop, folded=folded[start:stop])
