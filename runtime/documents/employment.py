"""Work history: employer, title, dates and points of each job, with their places. Pure."""

from collections.abc import Sequence

import msgspec

from runtime.documents.blocks import Block, blocks_of
from runtime.documents.dates import date_ranges
from runtime.documents.employers import employer_end
from runtime.documents.header_pieces import Piece, header_pieces
from runtime.documents.lines import Line, passages
from runtime.documents.spans import Quoted, Span, quoted, span_of
from runtime.documents.titles import (
    Engagement,
    engagement_of,
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
    pieces = header_pieces(text, block)
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


def _employer(text: str, piece: Piece | None) -> Quoted | None:
    if piece is None:
        return None
    length = employer_end(text[piece.start : piece.end])
    return quoted(text, piece.start, piece.start + length) if length else None


def _title(text: str, piece: Piece | None) -> Quoted | None:
    if piece is None:
        return None
    kept = without_note(text[piece.start : piece.end]).rstrip(" ,;:|-–—")
    return quoted(text, piece.start, piece.start + len(kept)) if kept else None


def _roles(pieces: Sequence[Piece], title_first: bool) -> tuple[Piece | None, Piece | None]:
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


def _with_department(title: Piece, rest: Sequence[Piece]) -> Piece:
    """ "Registered Nurse, Intensive Care" whole, when the employer stands elsewhere."""
    for piece in rest:
        if piece.after_comma and piece.line == title.line and piece.start > title.end:
            return msgspec.structs.replace(title, end=piece.end)
    return title


def _best_employer(rest: Sequence[Piece], title: Piece | None) -> Piece:
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


def _is_name(piece: Piece) -> bool:
    return len(piece.text.split()) <= 12 and len(piece.text) >= 2


def _title_first(text: str, blocks: Sequence[Block]) -> bool:
    """Whether titles stand before employers in the headers that leave no doubt."""
    votes = 0
    for block in blocks:
        title, employer = _roles(header_pieces(text, block), True)
        if title is not None and employer is not None and title.title > 0 and employer.title <= 0:
            votes += 1 if title.start < employer.start else -1
    return votes >= 0
