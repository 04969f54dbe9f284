"""Work history: employer, title, dates and points of each job, with their places. Pure."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from runtime.documents.blocks import Block, blocks_of
from runtime.documents.dates import date_ranges
from runtime.documents.employers import employer_end, employer_score
from runtime.documents.lines import Line, passages
from runtime.documents.places import glued_places, is_place
from runtime.documents.spans import Quoted, Span, quoted, span_of
from runtime.documents.titles import (
    Engagement,
    engagement_of,
    title_score,
    without_note,
)


class WorkEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One job, as the document tells it."""

    employer: Quoted | None = None
    title: Quoted | None = None
    location: str | None = None
    started: str | None = None
    """`2023-02`, or `2023` when no month was written."""
    ended: str | None = None
    """None while it goes on, and when no dates were written."""
    is_current: bool = False
    dates: Span | None = None
    engagement: Engagement = Engagement.regular
    points: tuple[Quoted, ...] = ()
    """What was done there, a bullet or a paragraph each."""
    span: Span
    """The header of the entry."""


class _Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a header between two separators."""

    start: int
    end: int
    text: str
    line: int
    title: int
    employer: int
    place: bool
    after_comma: bool = False


def work_history(text: str, lines: Sequence[Line]) -> list[WorkEntry]:
    """The jobs of one experience section, in the order of the document."""
    blocks = [block for block in blocks_of(lines) if block.header]
    any_dates = any(block.dates for block in blocks)
    title_first = _title_first(text, blocks)
    found: list[WorkEntry] = []
    above: WorkEntry | None = None
    for block in blocks:
        entry = _entry(text, block, title_first)
        if not _is_entry(entry, any_dates):
            if found:
                found[-1] = _with_points(text, found[-1], block.lines)
            continue
        if entry.employer is not None:
            above = entry if _names_first(text, entry) else None
        elif above is not None and _covers(above, entry):
            # Several roles below one name; a name with dates of its own is no role.
            entry = msgspec.structs.replace(entry, employer=above.employer)
            if above.title is None and not above.points:
                found = [other for other in found if other is not above]
        found.append(entry)
    return found


def _names_first(text: str, entry: WorkEntry) -> bool:
    """Whether the employer stands on a line above the role, so that more roles may follow."""
    if entry.title is None:
        return True
    assert entry.employer is not None
    if entry.employer.span.end > entry.title.span.start:
        return False
    between = text[entry.employer.span.end : entry.title.span.start]
    first_line = text[entry.span.start : entry.title.span.start].partition("\n")[0]
    return "\n" in between and not date_ranges(first_line)


def _is_entry(entry: WorkEntry, any_dates: bool) -> bool:
    if entry.dates is not None:
        return entry.title is not None or entry.employer is not None
    named = entry.title is not None and entry.employer is not None
    return named and (not any_dates or bool(entry.points))


def _covers(outer: WorkEntry, inner: WorkEntry) -> bool:
    """Whether a role may belong to the employer above it."""
    if inner.engagement is Engagement.freelance:
        return False
    if outer.title is not None:
        return True
    if inner.started is None or outer.started is None:
        return inner.started is None
    return outer.started[:4] <= inner.started[:4] and (
        outer.ended is None or inner.started[:4] <= outer.ended[:4]
    )


def _with_points(text: str, entry: WorkEntry, lines: Sequence[Line]) -> WorkEntry:
    return msgspec.structs.replace(entry, points=entry.points + _points(text, lines))


def _points(text: str, lines: Sequence[Line]) -> tuple[Quoted, ...]:
    return tuple(quoted(text, passage.start, passage.end) for passage in passages(lines))


def _entry(text: str, block: Block, title_first: bool) -> WorkEntry:
    pieces = _header_pieces(text, block)
    title, employer = _roles(pieces, title_first)
    place = next((piece.text for piece in pieces if piece.place), None)
    dates = block.dates
    header = span_of(text, block.header[0].start, block.header[-1].end)
    return WorkEntry(
        employer=_employer(text, employer),
        title=_title(text, title),
        location=place,
        started=str(dates.started) if dates and dates.started else None,
        ended=str(dates.ended) if dates and dates.ended else None,
        is_current=dates is not None and dates.is_current,
        dates=span_of(text, dates.start, dates.end) if dates else None,
        engagement=engagement_of(header.text),
        points=_points(text, block.body),
        span=header,
    )


def _employer(text: str, piece: _Piece | None) -> Quoted | None:
    if piece is None:
        return None
    length = employer_end(text[piece.start : piece.end])
    return quoted(text, piece.start, piece.start + length) if length else None


def _title(text: str, piece: _Piece | None) -> Quoted | None:
    if piece is None:
        return None
    kept = without_note(text[piece.start : piece.end]).rstrip(" ,;:|-–—")
    return quoted(text, piece.start, piece.start + len(kept)) if kept else None


_SEPARATOR = re.compile(
    r"\s*(?:\t+|\s{3,}|\s?\|{1,2}\s?|\s?[•·●▪◆]\s?|\s+[-–—]{1,2}\s+|\s+@\s+|;\s|\s?/{2}\s?|(?<=\w)[–—](?=\w))\s*"
)
_AT = re.compile(r"\s+(?:at|with|for)\s+(?=[A-Z\d])|\s*:\s+|,\s+|\s*[(@]\s*(?=[A-Z])")
_EDGES = " \t,;:|•·●▪-–—()*_[]/"


def _header_pieces(text: str, block: Block) -> list[_Piece]:
    """The header without its dates, cut at separators; a title is cut off its employer."""
    pieces: list[_Piece] = []
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


def _cut(text: str, start: int, end: int, line: int) -> Iterable[_Piece]:
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


def _one_title(left: _Piece, right: _Piece) -> bool:
    """ "Manager, Product Marketing": what follows the comma is a department."""
    return right.title > left.title


def _piece(text: str, start: int, end: int, line: int) -> _Piece | None:
    raw = text[start:end]
    stripped = raw.strip(_EDGES)
    if not any(map(str.isalpha, stripped)):
        return None
    start += raw.index(stripped)
    end = start + len(stripped)
    if stripped.count("(") > stripped.count(")") and text[end : end + 1] == ")":
        end += 1
        stripped += ")"
    return _Piece(
        start=start,
        end=end,
        text=" ".join(stripped.split()),
        line=line,
        title=title_score(stripped),
        employer=employer_score(stripped),
        place=is_place(stripped),
    )


def _roles(pieces: Sequence[_Piece], title_first: bool) -> tuple[_Piece | None, _Piece | None]:
    """Which piece is the title and which the employer."""
    named = [piece for piece in pieces if not piece.place and _is_name(piece)]
    if not named:
        return None, None
    best = max(piece.title - max(0, piece.employer - 2) for piece in named)
    titles = [p for p in named if p.title > 0 and p.title - max(0, p.employer - 2) == best]
    if not titles:
        titles = [p for p in named if p.title > 0]
    title = titles[0] if titles else None
    rest = [piece for piece in named if piece is not title and piece.employer > -2]
    if title is None and len(rest) >= 2:
        first, second = rest[0], rest[1]
        if (first.employer >= 3) is not (second.employer >= 3):
            return (second, first) if first.employer >= 3 else (first, second)
        # Nothing tells them apart: keep to the order of the other entries.
        return (first, second) if title_first else (second, first)
    if not rest:
        return title, None
    employer = _best_employer(rest, title)
    if title is not None and employer.line != title.line:
        title = _with_department(title, rest)
    return title, employer


def _with_department(title: _Piece, rest: Sequence[_Piece]) -> _Piece:
    """ "Registered Nurse, Intensive Care" whole, when the employer stands elsewhere."""
    for piece in rest:
        if piece.after_comma and piece.line == title.line and piece.start > title.end:
            return msgspec.structs.replace(title, end=piece.end)
    return title


def _best_employer(rest: Sequence[_Piece], title: _Piece | None) -> _Piece:
    """The first piece of the line that holds the likeliest name: descriptions come behind it."""
    likeliest = max(rest, key=lambda piece: piece.employer)
    beside = [p for p in rest if title is not None and p.line == title.line and p.employer > 0]
    if title is not None and beside and beside[0].start > title.start:
        # "Writer, Paper & Ink" above "Little River Group": the nearer name is the employer, but
        # "Rosewater Clinic" above "Nurse, Intensive Care" or "Engineer - AI" is, too.
        above = likeliest.line < title.line and likeliest.employer >= 3
        dashed = likeliest.line != title.line and likeliest.employer >= beside[0].employer + 3
        if not above and not (dashed and not beside[0].after_comma):
            return beside[0]
    line = [piece for piece in rest if piece.line == likeliest.line]
    return line[0] if line[0].employer > 0 else likeliest


def _is_name(piece: _Piece) -> bool:
    return len(piece.text.split()) <= 12 and len(piece.text) >= 2


def _title_first(text: str, blocks: Sequence[Block]) -> bool:
    """Whether titles stand before employers in the headers that leave no doubt."""
    votes = 0
    for block in blocks:
        title, employer = _roles(_header_pieces(text, block), True)
        if title is not None and employer is not None and title.title > 0 and employer.title <= 0:
            votes += 1 if title.start < employer.start else -1
    return votes >= 0
