"""Reads a job description by rules: the keys of R-147, each item with its place. Pure."""

from collections.abc import Iterator, Sequence

import msgspec

from runtime.documents.job_cues import (
    DEMAND,
    DUTY,
    DUTY_VERB,
    MUST,
    NICE,
    SENTENCE,
    TELLS_OF,
    Part,
)
from runtime.documents.job_headings import heading
from runtime.documents.lines import LONG_LINE_CHARS, Line, lines_of, passages
from runtime.documents.seniority import SenioritySignal, seniority_signals, years_asked
from runtime.documents.spans import Quoted, Span, one_line, quoted, span_of
from runtime.documents.taxonomy import Found, taxonomy


class Requirement(msgspec.Struct, frozen=True, kw_only=True):
    """Something asked of the candidate."""

    text: str
    """In one line."""
    span: Span
    skills: tuple[str, ...] = ()
    """Canonical names of the skills in it."""
    years: int | None = None
    """Years of experience asked for, at least."""


class Keyword(msgspec.Struct, frozen=True, kw_only=True):
    """A skill that the description names."""

    name: str
    category: str
    count: int
    span: Span
    """The first place."""


class JobExtraction(msgspec.Struct, frozen=True, kw_only=True):
    """What a job asks for."""

    responsibilities: tuple[Quoted, ...] = ()
    must_have: tuple[Requirement, ...] = ()
    nice_to_have: tuple[Requirement, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    """Most often named first."""
    seniority_signal: tuple[SenioritySignal, ...] = ()
    source: str = "rules"


MIN_ITEM_WORDS = 2
_LIST_WORDS = 5
"""A shorter item is a list of names: "Go or Rust"."""


def read_job(text: str) -> JobExtraction:
    """Extract by rules; any text is taken, and what is not found stays empty."""
    duties: list[Quoted] = []
    must: list[Requirement] = []
    nice: list[Requirement] = []
    asked: list[tuple[int, int]] = []
    for part, start, end, is_item in _statements(text):
        if part is Part.company:
            continue
        asked.append((start, end))
        is_title = len(asked) == 1 and part is Part.open and text[end - 1] not in ".!?"
        if is_title:
            continue
        match _told(part, text[start:end], is_item):
            case Part.duties:
                duties.append(quoted(text, start, end))
            case Part.must:
                must.append(_requirement(text, start, end))
            case Part.nice:
                nice.append(_requirement(text, start, end))
    return JobExtraction(
        responsibilities=tuple(duties),
        must_have=tuple(must),
        nice_to_have=tuple(nice),
        keywords=tuple(_keywords(text, asked)),
        seniority_signal=tuple(_signals(text, asked)),
    )


def _statements(text: str) -> Iterator[tuple[Part, int, int, bool]]:
    """Bullets and sentences with the part they stand in; the last tells a bullet."""
    part = Part.open
    body: list[Line] = []
    lines = lines_of(text)
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        # The first line is the title, however it looks.
        found = heading(line, following if body or part is not Part.open else None)
        if found is None or found[0] is part is Part.open:
            body.append(line)
            continue
        yield from _cut(text, part, body)
        part, body = found[0], []
        if found[1] < line.end:
            # "Requirements: a degree in physics": what follows the colon is content.
            body = [_rest(line, found[1])]
    yield from _cut(text, part, body)


def _cut(text: str, part: Part, lines: Sequence[Line]) -> Iterator[tuple[Part, int, int, bool]]:
    if part is not Part.open and _is_list(lines):
        yield from ((part, line.start, line.end, True) for line in lines)
        return
    for passage in passages(lines):
        if passage.is_bullet:
            yield part, passage.start, passage.end, True
            continue
        alone = len(passage.lines) == 1 and not passage.lines[0].text.endswith((".", "!"))
        at = passage.start
        for match in SENTENCE.finditer(text, passage.start, passage.end):
            yield part, at, match.start(), False
            at = match.end()
        yield part, at, passage.end, alone and part in (Part.must, Part.nice, Part.duties)


def _is_list(lines: Sequence[Line]) -> bool:
    """One thing a line, though nothing marks them: short lines that don't end like sentences."""
    return len(lines) > 1 and not any(
        line.is_bullet
        or len(line.text) >= LONG_LINE_CHARS
        or line.text.rstrip().endswith((".", "!", "?", ",", "-", "/", "and", "or"))
        for line in lines
    )


def _rest(line: Line, at: int) -> Line:
    text = line.text[at - line.start :]
    start = at + len(text) - len(text.lstrip())
    return msgspec.structs.replace(line, start=start, text=text.lstrip())


def _told(part: Part, statement: str, is_item: bool) -> Part | None:
    """What one statement is: its own words can overrule its heading."""
    words = statement.split()
    if part in (Part.must, Part.nice) and words:
        if part is Part.must and NICE.search(statement):
            return Part.nice
        return part
    if part is Part.duties and is_item and words:
        return Part.duties
    if len(words) < MIN_ITEM_WORDS:
        return None
    if part is Part.duties:
        return _told_among_duties(statement)
    if NICE.search(statement):
        return Part.nice
    if DUTY.search(statement):
        return Part.duties
    if MUST.search(statement):
        return Part.must
    if DUTY_VERB.match(statement):
        return Part.duties
    return None


def _told_among_duties(statement: str) -> Part | None:
    """A sentence under a heading for duties: one of them, unless it asks or tells of the post."""
    if NICE.search(statement):
        return Part.nice
    if DEMAND.search(statement):
        return Part.must
    return Part.duties if DUTY.search(statement) or not TELLS_OF.match(statement) else None


def _requirement(text: str, start: int, end: int) -> Requirement:
    span = span_of(text, start, end)
    names = (found.known.name for found in _skills(text, start, end))
    return Requirement(
        text=one_line(span.text),
        span=span,
        skills=tuple(dict.fromkeys(names)),
        years=years_asked(span.text),
    )


def _skills(text: str, start: int, end: int) -> Iterator[Found]:
    """Skills of a statement; common words count as soft skills or by their capital."""
    named = {found.start for found in taxonomy().find(text, start, end, in_list=False)}
    for found in taxonomy().find(text, start, end, in_list=True):
        known = found.known
        if found.start in named or known.category == "soft":
            yield found
        elif known.is_common and text[found.start].isupper():
            before = text[start : found.start].rstrip()
            opens = not before or before[-1] in ".:;!?"
            if not opens or len(text[start:end].split()) <= _LIST_WORDS:
                yield found


def _keywords(text: str, asked: Sequence[tuple[int, int]]) -> list[Keyword]:
    places: dict[str, list[Found]] = {}
    for start, end in asked:
        for found in _skills(text, start, end):
            places.setdefault(found.known.name, []).append(found)
    keywords = [
        Keyword(
            name=name,
            category=group[0].known.category,
            count=len(group),
            span=span_of(text, group[0].start, group[0].end),
        )
        for name, group in places.items()
    ]
    return sorted(keywords, key=lambda keyword: -keyword.count)


def _signals(text: str, asked: Sequence[tuple[int, int]]) -> list[SenioritySignal]:
    return [
        signal
        for signal in seniority_signals(text)
        if any(start <= signal.span.start < end for start, end in asked)
    ]
