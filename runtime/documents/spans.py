"""Where in a document something stands, and the check that it really stands there. Pure.

Offsets count characters (code points) of `DocumentText.text`.
"""

import re
from collections.abc import Iterator

import msgspec


class Span(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A stretch of a document: `text` is literally what stands from `start` to `end`."""

    start: int
    end: int
    """One past the last character."""
    text: str

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """Something said in a document, with the place that says it."""

    text: str
    """In one line, as it may be read aloud or shown."""
    span: Span


def span_of(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    return Span(start=start, end=start + len(piece), text=piece)


def quoted(text: str, start: int, end: int) -> Quoted:
    """The stretch as a quote: markup and line breaks are smoothed in `text`, kept in `span`."""
    span = span_of(text, start, end)
    return Quoted(text=one_line(span.text), span=span)


_MARKUP = re.compile(r"\*+|^#+\s*|`+|__+")


def one_line(text: str) -> str:
    """Without Markdown signs, with single spaces."""
    return " ".join(_MARKUP.sub("", text).split())


def verify(text: str, span: Span) -> bool:
    """Whether the span's text is literally in the document at its place, and is not empty."""
    return (
        0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text != ""
    )


_TOKEN = re.compile(r"\w+(?:\+\+|#)?|[^\w\s]")
_LOOSE = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"}


def _distance(one: Span, other: Span) -> int:
    """Characters between two spans."""
    return max(0, one.start - other.end, other.start - one.end)


class Finder:
    """Finds quotes in one document, forgiving white space, case and typographic signs only."""

    def __init__(self, text: str) -> None:
        self._text = text
        matches = list(_TOKEN.finditer(text))
        self._places = [match.span() for match in matches]
        self._flat, self._begins, self._ends = _flatten([match[0] for match in matches])

    def find(self, quote: str, *, within: Span | None = None) -> Span | None:
        """The first place whose words are those of `quote`, or None.

        Whole words only: "Java" is not found in "JavaScript".
        """
        for span in self._all(quote):
            if within is None or within.holds(span):
                return span
        return None

    def find_near(self, quote: str, anchor: Span | None, most_chars: int) -> Span | None:
        """The place next to an anchor and no farther than that; without an anchor, the first."""
        if anchor is None:
            return self.find(quote)
        nearest = min(self._all(quote), key=lambda span: _distance(span, anchor), default=None)
        if nearest is None or _distance(nearest, anchor) > most_chars:
            return None
        return nearest

    def count(self, quote: str) -> int:
        """How often the words of `quote` stand in the document."""
        return sum(1 for _ in self._all(quote))

    def _all(self, quote: str) -> Iterator[Span]:
        tokens = _TOKEN.findall(quote)
        if not any(any(map(str.isalnum, token)) for token in tokens):
            return
        flat, _, _ = _flatten(tokens)
        for at in self._occurrences(flat):
            first = self._begins[at]
            last = self._ends[at + len(flat) - 1]
            yield span_of(self._text, self._places[first][0], self._places[last][1])

    def _occurrences(self, flat: str) -> Iterator[int]:
        at = self._flat.find(flat)
        while at >= 0:
            yield at
            at = self._flat.find(flat, at + 1)


def _flatten(tokens: list[str]) -> tuple[str, dict[int, int], dict[int, int]]:
    """Tokens parted by spaces, and which token begins behind and which ends before each space."""
    pieces = [" "]
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    at = 0
    for number, token in enumerate(tokens):
        piece = _LOOSE.get(token, token).casefold() + " "
        pieces.append(piece)
        begins[at] = number
        at += len(piece)
        ends[at] = number
    return "".join(pieces), begins, ends
