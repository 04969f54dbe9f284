"""Cuts the header of a job into its parts: title, employer, place. Pure."""

import re
from collections.abc import Iterable

import msgspec

from runtime.documents.blocks import Block
from runtime.documents.employers import employer_score
from runtime.documents.lines import Line
from runtime.documents.places import glued_places, is_place
from runtime.documents.titles import title_score


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a header between two separators."""

    start: int
    end: int
    text: str
    line: int
    title: int
    employer: int
    place: bool
    after_comma: bool = False


_SEPARATOR = re.compile(
    r"\s*(?:\t+|\s{3,}|\s?\|{1,2}\s?|\s?[•·●▪◆]\s?|\s+[-–—]{1,2}\s+|\s+@\s+|;\s|\s?/{2}\s?|(?<=\w)[–—](?=\w))\s*"
)
_AT = re.compile(r"\s+(?:at|with|for)\s+(?=[A-Z\d])|\s*:\s+|,\s+|\s*[(@]\s*(?=[A-Z])")
_EDGES = " \t,;:|•·●▪-–—()*_[]/"


def header_pieces(text: str, block: Block) -> list[Piece]:
    """The header without its dates, cut at separators; a title is cut off its employer."""
    pieces: list[Piece] = []
    for number, line in enumerate(block.header):
        for start, end in _without(line, block):
            for first, last in _split(text, start, end):
                pieces.extend(_cut(text, first, last, number))
    return pieces


def _without(line: Line, block: Block) -> Iterable[tuple[int, int]]:
    dates = block.dates
    if dates is None or not line.start <= dates.start < line.end:
        return [(line.start, line.end)]
    return [(line.start, dates.start), (dates.end, line.end)]


def _split(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    at = start
    for match in _SEPARATOR.finditer(text, start, end):
        yield at, match.start()
        at = match.end()
    yield at, end


def _cut(text: str, start: int, end: int, line: int) -> Iterable[Piece]:
    """A piece, or the title and the rest of "Title at Employer", "Title, Employer, City"."""
    piece = _piece(text, start, end, line)
    if piece is None:
        return []
    for at in glued_places(text[piece.start : piece.end]):
        left = _piece(text, piece.start, piece.start + at, line)
        right = _piece(text, piece.start + at, piece.end, line)
        if left and right and right.place and (left.title >= 4 or left.employer >= 3):
            # PDFs lose the gap: "Retail Specialist Chicago, IL".
            return [*_cut(text, left.start, left.end, line), right]
    for match in _AT.finditer(text, piece.start, piece.end):
        left = _piece(text, piece.start, match.start(), line)
        right = _piece(text, match.end(), piece.end, line)
        if left is None or right is None:
            continue
        if "(" in match[0]:
            # "Acme (Austin)": a note; "Engineer (Data)" stays whole.
            if right.place or (left.title <= 0 and right.title > 0):
                return [left, right]
            continue
        if left.title > 0 and (right.employer > 0 or right.place) and not _one_title(left, right):
            rest = list(_cut(text, right.start, right.end, line))
            return [left, msgspec.structs.replace(rest[0], after_comma=True), *rest[1:]]
        if "," in match[0] and left.title <= 0 and right.title >= 4 and left.employer > 0:
            return [left, right]
        if "," in match[0] and right.employer >= 4 > 3 > left.employer > 0:
            # "Capstone Research, Alder State University"
            return [left, right]
    return [piece]


def _one_title(left: Piece, right: Piece) -> bool:
    """ "Manager, Product Marketing": what follows the comma is a department."""
    return right.title > left.title


def _piece(text: str, start: int, end: int, line: int) -> Piece | None:
    raw = text[start:end]
    stripped = raw.strip(_EDGES)
    if not any(map(str.isalpha, stripped)):
        return None
    start += raw.index(stripped)
    end = start + len(stripped)
    if stripped.count("(") > stripped.count(")") and text[end : end + 1] == ")":
        end += 1
        stripped += ")"
    return Piece(
        start=start,
        end=end,
        text=" ".join(stripped.split()),
        line=line,
        title=title_score(stripped),
        employer=employer_score(stripped),
        place=is_place(stripped),
    )
