"""Splits a section into entries, each a header with its dates and a body. Pure."""

import re
from collections.abc import Sequence

import msgspec

from runtime.documents.dates import DateRange, date_ranges, single_dates
from runtime.documents.lines import WIDE_GAP, Line, continues
from runtime.documents.organisations import LEGAL_END, names_organisation
from runtime.documents.places import without_place
from runtime.documents.titles import title_score

MAX_HEADER_LINES = 4
"""Lines of a header beside the one with the dates."""
MAX_HEADER_CHARS = 300
_PROSE_WORDS = 12
_DEGREE_WORDS = 24
_SHORT_CHARS = 70


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a section, not yet understood."""

    header: tuple[Line, ...]
    body: tuple[Line, ...]
    dates: DateRange | None

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.header + self.body


def dates_in(line: Line, *, singles: bool = False) -> DateRange | None:
    """The last range in a line; with `singles`, else the last date that stands alone."""
    if not any(map(str.isdigit, line.text)):
        return None
    ranges = date_ranges(line.text, line.start)
    if not ranges and singles:
        ranges = single_dates(line.text, line.start)
    return ranges[-1] if ranges else None


def blocks_of(lines: Sequence[Line], *, singles: bool = False) -> list[Block]:
    """Entries in their order.

    An entry begins with a header of a few short lines, one of them with dates; what follows up to
    the next header is its body. `singles` takes a lone year for dates, too, as degrees have it.
    """
    found: list[Block] = []
    for header, body in _groups(lines, singles):
        dated = [(at, dates_in(line, singles=singles)) for at, line in enumerate(header)]
        ranges = [(at, dates) for at, dates in dated if dates is not None]
        pieces = _pieces(len(header), [at for at, _ in ranges])
        for number, (start, end) in enumerate(pieces):
            dates = next((dates for at, dates in ranges if start <= at < end), None)
            last = number == len(pieces) - 1
            found.append(
                Block(
                    header=tuple(_near(header[start:end], dates)),
                    body=tuple(body) if last else (),
                    dates=dates,
                )
            )
    return found


def _groups(lines: Sequence[Line], singles: bool) -> list[tuple[list[Line], list[Line]]]:
    """Runs of header lines, each with the body lines behind it."""
    groups: list[tuple[list[Line], list[Line]]] = []
    header: list[Line] = []
    body: list[Line] = []
    for at, line in enumerate(lines):
        if _is_header(lines, at, body, singles):
            if body:
                groups.append((header, body))
                header, body = [], []
            header.append(line)
        else:
            body.append(line)
    if header or body:
        groups.append((header, body))
    return groups


def _is_header(lines: Sequence[Line], at: int, body: Sequence[Line], singles: bool) -> bool:
    line = lines[at]
    if len(line.text) > MAX_HEADER_CHARS:
        return False
    if line.is_bullet:
        # "• Acme Corp, Engineer      2019 - 2021": the bullet is the entry itself.
        dated = WIDE_GAP.search(line.text) is not None and dates_in(line) is not None
        # "1. Acme SE, Berlin" above "Engineer, 2019 - 2021".
        named = title_score(line.text) >= 4 or names_organisation(without_place(line.text))
        return dated or (named and not _VERB.match(line.text) and _announces(lines, at, singles))
    dates = dates_in(line, singles=singles)
    if dates is not None and len(line.text) - (dates.end - dates.start) <= 2 * _SHORT_CHARS:
        return not (body and _is_prose(line) and continues(line, body))
    if body and continues(line, body):
        return _announces(lines, at, singles)
    return not _is_prose(line, _DEGREE_WORDS if singles else _PROSE_WORDS)


def _announces(lines: Sequence[Line], at: int, singles: bool) -> bool:
    """A short capitalised line above a line with dates, however long the line before it was."""
    line = lines[at]
    if len(line.text) > _SHORT_CHARS or not line.text[0].isupper() or at + 1 >= len(lines):
        return False
    following = lines[at + 1]
    close = following.number - line.number <= 2 and not following.is_bullet
    return close and dates_in(following, singles=singles) is not None


_VERB = re.compile(
    r"(?:[A-Z][a-z]+(?:ed|ing)|Led|Built|Ran|Wrote|Made|Won|Grew|Cut|Set|Held|Drove)\b"
)


_BARS = re.compile(r"\s[|·•]\s")


def _is_prose(line: Line, most_words: int = _PROSE_WORDS) -> bool:
    """A sentence rather than a name; names of degrees are long."""
    text = line.text
    words = text.split()
    if WIDE_GAP.search(text) and len(words) <= _PROSE_WORDS:
        return False
    if _BARS.search(text):
        return False
    if len(words) >= most_words:
        return title_score(text) <= 0 or len(words) >= 2 * most_words or text.endswith(".")
    stops = text.endswith((".", ";")) and not LEGAL_END.search(text)
    if len(words) >= 5 and (stops or _VERB.match(text)):
        return True
    return len(words) >= 5 and sum(word[0].islower() for word in words) > 0.6 * len(words)


def _pieces(length: int, dated: Sequence[int]) -> list[tuple[int, int]]:
    """Where the entries within a run of header lines begin and end."""
    if len(dated) <= 1:
        return [(0, length)]
    if dated[0] == 0:
        # Dates first: every dated line opens an entry.
        return list(zip(dated, [*dated[1:], length], strict=True))
    starts = [0, *(at + 1 for at in dated[:-1])]
    return list(zip(starts, [*starts[1:], length], strict=True))


def _near(header: Sequence[Line], dates: DateRange | None) -> Sequence[Line]:
    """The lines next to the dates: an introduction above is no part of the entry."""
    if len(header) <= MAX_HEADER_LINES or dates is None:
        return header[:MAX_HEADER_LINES]
    at = next(n for n, line in enumerate(header) if line.start <= dates.start < line.end)
    first = max(0, at - MAX_HEADER_LINES + 1)
    return header[first : at + MAX_HEADER_LINES]
