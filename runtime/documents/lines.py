"""A document as lines with their places: bullets, indents, wrapped sentences. Pure."""

import re
from collections.abc import Iterator, Sequence

import msgspec

_BULLET = re.compile(
    r"(?:[•◦▪▫■□●○◆◇‣⁃∙➢➤►▶✓✔❖✦★·»]\s*|[-–—*+o]\s+(?=\S)|\(?\d{1,2}[.)]\s+(?=\D))+"
)
_WRAP = re.compile(r"^(?:#{1,6}\s+|>\s+|\*{1,3}(?=\S)|__(?=\S))+")
_WRAP_END = re.compile(r"(?:\*{1,3}|__|\s)+$")
_LABEL_MARK = re.compile(r"(?<=\w)\*\*(?=:)|(?<=:)\*\*")
WIDE_GAP = re.compile(r"\t+|\s{3,}")
"""What a column or a right-aligned date leaves between two pieces of a line."""
_OPEN_ENDS = {
    *("and", "or", "the", "a", "an", "of", "with", "to", "for", "in", "on", "by", "from", "as"),
    *("using", "including", "into", "that", "which", "at", "via", "through", "between", "across"),
}
LONG_LINE_CHARS = 72
"""A line this long was probably broken by the margin, not by its author."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line that says something."""

    number: int
    """Counted with blank lines, from 0."""
    start: int
    end: int
    """Place of `text` in the document: without indent, bullet and Markdown at its ends."""
    text: str
    indent: int
    """Characters before the bullet or the text."""
    is_bullet: bool
    is_marked: bool
    """Set off by Markdown: a heading or bold."""
    after_blank: bool

    @property
    def words(self) -> list[str]:
        return self.text.split()


def lines_of(text: str) -> list[Line]:
    """The lines that are not blank, nor mere rules of dashes."""
    found: list[Line] = []
    start = 0
    blank = True
    for number, raw in enumerate(text.split("\n")):
        line = _line(raw, number, start, blank)
        start += len(raw) + 1
        blank = line is None
        if line is not None:
            found.append(line)
    return found


def _line(raw: str, number: int, offset: int, after_blank: bool) -> Line | None:
    end = len(raw.rstrip())
    indent = at = len(raw) - len(raw.lstrip())
    wrap = _WRAP.match(raw[at:end])
    if wrap:
        at += wrap.end()
    bullet = _BULLET.match(raw, at, end)
    if bullet and bullet.end() < end:
        at = bullet.end()
        inner = _WRAP.match(raw[at:end])
        at += inner.end() if inner else 0
    if wrap or raw.endswith("*"):
        closing = _WRAP_END.search(raw, at, end)
        end = closing.start() if closing else end
    if not any(map(str.isalnum, raw[at:end])):
        return None
    return Line(
        number=number,
        start=offset + at,
        end=offset + end,
        text=raw[at:end],
        indent=indent,
        is_bullet=bullet is not None,
        is_marked=wrap is not None,
        after_blank=after_blank,
    )


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Lines that belong together: a bullet with its wrapped rest, or a paragraph."""

    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def is_bullet(self) -> bool:
        return self.lines[0].is_bullet


def passages(lines: Sequence[Line]) -> list[Passage]:
    """Join what the margin broke."""
    return [Passage(lines=tuple(group)) for group in _grouped(lines)]


def _grouped(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not continues(line, group):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def continues(line: Line, group: Sequence[Line]) -> bool:
    """Whether a line is the wrapped rest of the lines before it."""
    before = group[-1]
    if line.is_bullet or line.is_marked or line.after_blank or line.number != before.number + 1:
        return False
    first = line.text[0]
    if first.islower() or first in "(&/,;":
        return True
    last = before.text.rstrip().rsplit(maxsplit=1)[-1].lower()
    if last in _OPEN_ENDS or last[-1] in ",&/-–—":
        return True
    if group[0].is_bullet and line.indent >= group[0].indent + 2:
        return not WIDE_GAP.search(line.text)
    return len(before.text) >= LONG_LINE_CHARS and last[-1] not in ".;:!?"
