"""Reads a job description by rules: the keys of R-147, each item with its place. Pure."""

from collections.abc import Iterator, Sequence

import msgspec

from runtime.documents.job_cues import (
    ABOUT_NAME,
    DECORATION,
    DUTY,
    DUTY_VERB,
    HEADING_PATTERNS,
    MAX_HEADING_WORDS,
    MUST,
    NICE,
    SENTENCE,
    Part,
)
from runtime.documents.lines import Line, lines_of, passages
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
    for line in lines_of(text):
        heading = _heading(line)
        if heading is None:
            body.append(line)
            continue
        yield from _cut(text, part, body)
        part, body = heading[0], []
        if heading[1] < line.end:
            # "Requirements: a degree in physics": what follows the colon is content.
            body = [_rest(line, heading[1])]
    yield from _cut(text, part, body)


def _cut(text: str, part: Part, lines: Sequence[Line]) -> Iterator[tuple[Part, int, int, bool]]:
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


def _heading(line: Line) -> tuple[Part, int] | None:
    """The part a line opens and where its content begins; None if it is no heading."""
    if line.is_bullet:
        return None
    head, colon, rest = line.text.partition(":")
    stripped = one_line(head).strip(DECORATION).replace("’", "'")
    words = stripped.split()
    if not words or len(words) > MAX_HEADING_WORDS:
        return None
    part = _part(stripped)
    if part is None:
        return None
    if colon and rest.strip(DECORATION):
        return part, line.start + len(head) + 1
    if line.text.rstrip().endswith((".", ",")) or stripped[0].islower():
        return None
    return part, line.end


def _part(head: str) -> Part | None:
    if ABOUT_NAME.fullmatch(head) and "role" not in head.lower():
        return Part.company
    for part, pattern in HEADING_PATTERNS:
        if pattern.fullmatch(head):
            return part
    return None


def _rest(line: Line, at: int) -> Line:
    text = line.text[at - line.start :]
    start = at + len(text) - len(text.lstrip())
    return msgspec.structs.replace(line, start=start, text=text.lstrip())


def _told(part: Part, statement: str, is_item: bool) -> Part | None:
    """What one statement is: its own words can overrule its heading."""
    words = statement.split()
    if len(words) < MIN_ITEM_WORDS and not (is_item and words):
        return None
    if part in (Part.must, Part.nice):
        if part is Part.must and NICE.search(statement):
            return Part.nice
        return part
    if part is Part.duties and is_item:
        return Part.duties
    if NICE.search(statement):
        return Part.nice
    if DUTY.search(statement):
        return Part.duties
    if MUST.search(statement):
        return Part.must
    if DUTY_VERB.match(statement):
        return Part.duties
    return None


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
