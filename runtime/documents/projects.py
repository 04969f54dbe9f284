"""Projects and publications a résumé names, with their points. Pure."""

import re
from collections.abc import Sequence

import msgspec

from runtime.documents.dates import date_ranges, single_dates
from runtime.documents.lines import WIDE_GAP, Line, Passage, passages
from runtime.documents.spans import Quoted, Span, quoted, span_of


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of work with a name of its own."""

    name: Quoted
    technologies: Span | None = None
    """What stands behind the name: "Name | Python, Flask"."""
    started: str | None = None
    ended: str | None = None
    points: tuple[Quoted, ...] = ()
    span: Span
    """The line of the name."""


_CUT = re.compile(r"\t+|\s{3,}|\s*\|\s*|\s+[—–]\s+|\s+-\s+(?=[A-Z])")
_NAME_END = re.compile(r":\s|\s\(|(?<=[a-z)])\.\s|Github\b|GitHub\b")
_QUOTE = re.compile(r"[“\"]([^”\"]{4,160})[”\"]")
_LABEL = re.compile(
    r"(?i)(?:technolog\w+|tech|stack|tools?|software|link|demo|github|code|role|skills|environment)\b[^:]{0,20}:"
)
MAX_NAME_CHARS = 120
MAX_NAME_WORDS = 16
_WEB = re.compile(r"(?i)https?:|www\.|\.com|\.io\b|github|see here|^link")


def projects_of(text: str, lines: Sequence[Line]) -> list[Project]:
    """The projects of one section, in order.

    A line without a bullet names a project and the bullets below tell of it; where there are only
    bullets, each is a project, and lines below a bullet tell of it.
    """
    grouped = passages(lines)
    plain = [passage for passage in grouped if _names(passage)]
    found: list[list[Passage]] = []
    if plain and (not grouped[0].is_bullet or len(plain) > 1) and _names(grouped[0]):
        for passage in grouped:
            if _names(passage) or not found:
                found.append([passage])
            else:
                found[-1].append(passage)
    else:
        for passage in grouped:
            if passage.is_bullet or not found:
                found.append([passage])
            else:
                found[-1].append(passage)
    return [_project(text, group) for group in found]


def _names(passage: Passage) -> bool:
    """Whether a passage is a name rather than a description."""
    first = passage.lines[0]
    if passage.is_bullet or _LABEL.match(first.text):
        return False
    words = first.text.split()
    if first.is_marked or WIDE_GAP.search(first.text) or "|" in first.text:
        return True
    return len(words) <= MAX_NAME_WORDS and not first.text.endswith((".", ";"))


def _project(text: str, group: Sequence[Passage]) -> Project:
    head = group[0]
    line = head.lines[0]
    start, end = _name_place(text, head)
    ranges = date_ranges(line.text, line.start) or single_dates(line.text, line.start)
    dates = ranges[-1] if ranges else None
    if dates is not None and start < dates.start < end:
        end = start + len(text[start : dates.start].rstrip(" \t,;:|-–—("))
    told = [quoted(text, passage.start, passage.end) for passage in group[1:]]
    if head.end > line.end or (head.is_bullet and end < line.end):
        told.insert(0, quoted(text, head.start, head.end))
    return Project(
        name=quoted(text, start, end),
        technologies=_technologies(text, line, end),
        started=str(dates.started) if dates and dates.started else None,
        ended=str(dates.ended) if dates and dates.ended else None,
        points=tuple(told),
        span=span_of(text, line.start, line.end),
    )


def _name_place(text: str, head: Passage) -> tuple[int, int]:
    line = head.lines[0]
    title = _QUOTE.search(text, head.start, head.end)
    if head.is_bullet and title:
        return title.start(1), title.end(1)
    ends = [line.end]
    for pattern in (_CUT, _NAME_END):
        match = pattern.search(text, line.start + 3, line.end)
        if match:
            ends.append(match.start())
    end = min(ends)
    if end - line.start > MAX_NAME_CHARS:
        end = text.rfind(" ", line.start, line.start + MAX_NAME_CHARS)
        end = end if end > line.start else line.start + MAX_NAME_CHARS
    return line.start, line.start + len(text[line.start : end].rstrip(" ,;:*"))


def _technologies(text: str, line: Line, name_end: int) -> Span | None:
    """The list behind the name, if there is one."""
    rest = text[name_end : line.end]
    at = rest.find("|")
    if at < 0:
        return None
    pieces = re.split(r"\||\t|\s{3,}", rest[at + 1 :])
    first = pieces[0]
    if not first.strip(" *") or _WEB.search(first):
        return None
    start = name_end + at + 1
    return span_of(text, start, start + len(first))
