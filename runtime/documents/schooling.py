"""Education: who studied what, where and when. Pure.

Not among the demanded keys of an extraction (R-146) but beside them: a time of study explains a
gap in employment, and a candidate at entry level has little else to speak of.
"""

import re
from collections.abc import Sequence

import msgspec

from runtime.documents.blocks import Block, blocks_of
from runtime.documents.dates import DateRange
from runtime.documents.employers import employer_end
from runtime.documents.lines import WIDE_GAP, Line
from runtime.documents.places import is_place
from runtime.documents.spans import Quoted, Span, quoted, span_of


class EducationEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One degree or course."""

    institution: Quoted | None = None
    degree: Quoted | None = None
    started: str | None = None
    ended: str | None = None
    """None while it goes on, and when no dates were written."""
    is_current: bool = False
    dates: Span | None = None
    span: Span


_INSTITUTION = re.compile(
    r"(?i)\b(?:universit\w*|college|institute?|school|academy|academia|polytechnic|instituto|"
    r"escuela|"
    r"hochschule|faculty|école|mit|bootcamp|udemy|coursera|edx)\b"
)
_DEGREE = re.compile(
    r"(?i)\b(?:b\.?\s?sc|m\.?\s?sc|b\.?a|m\.?a|b\.?s|m\.?s|b\.?eng|m\.?eng|b\.?tech|m\.?tech|"
    r"ph\.?\s?d|mba|"
    r"bfa|mfa|bdes|jd|md|bachelor\w*|master\w*|doctor\w*|associate\w*|diploma|certificate|"
    r"degree|minor|"
    r"major|course|training|a[- ]levels?|gcse|ged|licen\w+|grado|vocational|foundation year|"
    r"honours)\b"
)
_CUT = re.compile(r"\t+|\s{3,}|\s*\|\s*|\s+[-–—]\s+|,\s+|\s*\(\s*")
_EDGES = " \t,;:|•·-–—()*_[]"


def education(text: str, lines: Sequence[Line]) -> list[EducationEntry]:
    """The entries of one education section, in order."""
    found = [_entry(text, block) for block in blocks_of(lines, singles=True) if block.header]
    return [entry for entry in found if entry.institution or entry.degree]


def _entry(text: str, block: Block) -> EducationEntry:
    institution = degree = None
    for line in block.header:
        for start, end in _pieces(text, line, block.dates):
            piece = text[start:end]
            if institution is None and _INSTITUTION.search(piece) and not is_place(piece):
                institution = quoted(text, start, start + employer_end(piece))
            elif degree is None and _DEGREE.search(piece):
                degree = quoted(text, start, end)
    dates = block.dates
    return EducationEntry(
        institution=institution,
        degree=degree,
        started=str(dates.started) if dates and dates.started else None,
        ended=str(dates.ended) if dates and dates.ended else None,
        is_current=dates is not None and dates.is_current,
        dates=span_of(text, dates.start, dates.end) if dates else None,
        span=span_of(text, block.header[0].start, block.header[-1].end),
    )


def _pieces(text: str, line: Line, dates: DateRange | None) -> list[tuple[int, int]]:
    """The parts of a header line between separators; a degree keeps its commas when it is alone."""
    stretches = [(line.start, line.end)]
    if dates is not None and line.start <= dates.start < line.end:
        stretches = [(line.start, dates.start), (dates.end, line.end)]
    cut = _CUT if _INSTITUTION.search(line.text) else WIDE_GAP
    found: list[tuple[int, int]] = []
    for start, end in stretches:
        at = start
        for match in cut.finditer(text, start, end):
            found.append((at, match.start()))
            at = match.end()
        found.append((at, end))
    trimmed = []
    for start, end in found:
        piece = text[start:end]
        inner = piece.strip(_EDGES)
        if any(map(str.isalpha, inner)):
            begin = start + piece.index(inner)
            if inner.count("(") > inner.count(")"):
                inner += piece[begin - start + len(inner) :][:1].replace(" ", "")
            trimmed.append((begin, begin + len(inner)))
    return trimmed
