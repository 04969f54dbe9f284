"""Reads a page of a PDF in the order in which it was drawn, and puts right what that tears apart.

Runs in the reader's process: imports nothing of ours.
"""

import re
from bisect import bisect
from collections.abc import Sequence
from typing import Any, NamedTuple

MAX_PIECES = 5_000
"""Pages of more pieces than a person writes stay as they were drawn."""
SAME_LINE = 3.0
"""Points between the base lines of what is read as one line."""
SAME_BLOCK = 30.0
"""Points: two lines and the space between them."""
SAME_COLUMN = 2.0
"""Points between the beginnings of lines that stand under each other."""
SHORT_CHARS = 30
_DATED = re.compile(r"(?=.*\b(?:19|20)\d\d\b)(?=.*[A-Za-z.]{3}|.*[-–—/]).{4,48}")
_BROKEN = re.compile(
    r"\b((?:19|20)\d\d\s?[-–—])\s*\n"
    r"(?=(?:[A-Za-z]+\.? |\d{1,2}[/.])?(?:(?:19|20)\d\d|(?i:present|today|now|current))\s*$)",
    re.MULTILINE,
)
"""A range of dates that a narrow column broke behind its dash."""


class Piece(NamedTuple):
    """A run of text where the page shows it: points from the lower left corner."""

    x: float
    y: float
    start: int
    """Where it stands in the page's text; `end` is one past its last character."""
    end: int


def page_text(page: Any) -> str:
    """Text in the order in which it was drawn, with what floats brought back to its line.

    Browsers draw what floats before everything else: all dates of a résumé may come first. Reading
    pages by their places instead would tear columns apart.
    """
    drawn: list[tuple[float, float, str]] = []

    def collect(text: str, cm: list[float], tm: list[float], *_font: object) -> None:
        if words := text.strip():
            (x, y), (a, b, c, d, e, f) = tm[4:6], cm
            drawn.append((a * x + c * y + e, b * x + d * y + f, words))

    text: str = page.extract_text(visitor_text=collect)
    if len(drawn) > MAX_PIECES:
        return text
    pieces: list[Piece] = []
    at = 0
    for x, y, words in drawn:
        found = text.find(words, at)
        if found >= 0:
            at = found + len(words)
            pieces.append(Piece(x, y, found, at))
    return _BROKEN.sub(r"\1 ", in_place(text, pieces))


def in_place(text: str, pieces: Sequence[Piece]) -> str:
    """A line that floats and was drawn far from what stands beside it goes to its end."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    lines = text.split("\n")
    at = [bisect(starts, piece.start) - 1 for piece in pieces]
    alone = [
        lines[line].strip() == text[piece.start : piece.end]
        for line, piece in zip(at, pieces, strict=True)
    ]
    floating = _floating(text, pieces, alone)
    others = [number for number in range(len(pieces)) if number not in floating]
    for number in sorted(floating):
        here = pieces[number]
        next_one = bisect(others, number)
        drawn_near = [pieces[near] for near in others[max(0, next_one - 1) : next_one + 1]]
        beside = [each for each in others if abs(pieces[each].y - here.y) <= SAME_LINE]
        if beside and all(abs(near.y - here.y) > SAME_BLOCK for near in drawn_near):
            nearest = min(beside, key=lambda each: abs(pieces[each].x - here.x))
            lines[at[nearest]] += f"\t{lines[at[number]].strip()}"
            lines[at[number]] = ""
    return "\n".join(lines)


def _floating(text: str, pieces: Sequence[Piece], alone: Sequence[bool]) -> set[int]:
    """Dates on lines of their own, and what was drawn with them at the same ragged edge.

    What begins under a date in one column is its neighbour and no float.
    """
    found = {
        number
        for number, piece in enumerate(pieces)
        if alone[number] and _DATED.fullmatch(text, piece.start, piece.end)
    }
    for step in (1, -1):
        for date in sorted(found):
            number = date + step
            while (
                0 <= number < len(pieces)
                and number not in found
                and alone[number]
                and pieces[number].end - pieces[number].start <= SHORT_CHARS
                and abs(pieces[number].x - pieces[number - step].x) > SAME_COLUMN
                and _has_beside(pieces, number)
            ):
                found.add(number)
                number += step
    return found


def _has_beside(pieces: Sequence[Piece], number: int) -> bool:
    """Whether something stands on the same line that was not drawn right before or after."""
    here = pieces[number]
    return any(
        abs(piece.y - here.y) <= SAME_LINE
        for other, piece in enumerate(pieces)
        if abs(other - number) > 1
    )
