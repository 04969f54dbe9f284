"""The headings of a job description, and what each announces. Pure.

A line of a known wording is a heading wherever it stands. Any other line is one only if it looks
like one; then single words tell what it announces, and if none does, it still ends what was before.
"""

from runtime.documents.job_cues import (
    ABOUT_NAME,
    DECORATION,
    HEADING_CUES,
    HEADING_PATTERNS,
    MAX_HEADING_WORDS,
    Part,
)
from runtime.documents.lines import Line
from runtime.documents.spans import one_line

TITLE_WORDS = 7
"""Longest heading that nothing but its place sets off."""


def heading(line: Line, following: Line | None) -> tuple[Part, int] | None:
    """The part a line opens and where its content begins; None if it is no heading."""
    if line.is_bullet:
        return None
    head, colon, rest = line.text.partition(":")
    stripped = one_line(head).strip(DECORATION).replace("’", "'")
    words = stripped.split()
    if not words or len(words) > MAX_HEADING_WORDS:
        return None
    part = _known(stripped)
    if part is not None:
        if colon and rest.strip(DECORATION):
            return part, line.start + len(head) + 1
        if not line.text.rstrip().endswith((".", ",")) and not stripped[0].islower():
            return part, line.end
    if (colon and rest.strip(DECORATION)) or not _stands_out(line, following, stripped):
        return None
    return _announced(stripped), line.end


def _known(head: str) -> Part | None:
    if ABOUT_NAME.fullmatch(head) and "role" not in head.lower():
        return Part.company
    for part, pattern in HEADING_PATTERNS:
        if pattern.fullmatch(head):
            return part
    return None


def _announced(head: str) -> Part:
    for part, cues in HEADING_CUES:
        if cues.search(head):
            return part
    return Part.open


def _stands_out(line: Line, following: Line | None, stripped: str) -> bool:
    """Set off by a mark, a colon, capitals, or by its place over what follows."""
    text = line.text.rstrip()
    if text.endswith((".", ",", ";")) or following is None:
        return False
    if text.endswith(":") or (line.is_marked and "**" not in text):
        return True
    if stripped.isupper() and len(stripped) > 3:
        return True
    on_top = following.number == line.number + 1 and (
        line.after_blank or (following.is_bullet and line.indent <= following.indent)
    )
    short = len(stripped.split()) <= TITLE_WORDS and not stripped[0].islower()
    return on_top and short
