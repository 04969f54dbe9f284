"""Whom a résumé is of: the name it begins with, and what they call themselves. Pure."""

import re
from collections.abc import Iterator, Sequence

from runtime.documents.employment import WorkEntry
from runtime.documents.lines import Line, passages
from runtime.documents.organisations import names_organisation
from runtime.documents.places import is_place
from runtime.documents.sections import Section, SectionKind
from runtime.documents.spans import Quoted, quoted
from runtime.documents.taxonomy import taxonomy
from runtime.documents.titles import title_score

NAME_LINES = 4
"""A name further down is somebody else's."""
HEADLINE_WORDS = 12
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]*\s){1,3}[A-ZÀ-Þ][\w.’'-]*")
_LABEL = re.compile(r"(?i)(?:full )?name\s*:\s*")
_CUT = re.compile(r"\s*(?:[|•·❖▪/,;(]|\s[-–—]\s|\t|\s{3,}|\S*@|\+?\(?\d)")
_PARTICLE = r"(?:de|da|del|della|der|den|di|dos|du|la|le|van|von|bin|ibn|al|el|y|e|ter|ten)"
_PART = r"(?:[^\W\d_]+(?:[.’'-][^\W\d_]+)*\.?)"
_PERSON = re.compile(rf"{_PART}(?: (?:{_PARTICLE} ){{0,2}}{_PART}){{1,3}}")
_NO_NAMES = {
    *("curriculum", "vitae", "resume", "résumé", "cv", "lebenslauf", "portfolio", "profile"),
    *("contact", "about", "me", "summary", "objective", "personal", "details", "information"),
    *("page", "confidential", "references", "skills", "experience", "education", "work"),
}
_CONTACT = re.compile(r"(?i)@|https?:|www\.|\.com\b|linkedin|github|\d{4,}|:\s|\|")
_TOLD = {
    *(SectionKind.experience, SectionKind.volunteering),
    *(SectionKind.projects, SectionKind.publications),
}
_INTRODUCING = {
    SectionKind.top,
    SectionKind.summary,
    SectionKind.contact,
    SectionKind.skills,
}


def name_of(text: str, sections: Sequence[Section]) -> Quoted | None:
    """The candidate's name as it is spoken; None where the first lines hold no plain name."""
    for line in _first_lines(sections):
        label = _LABEL.match(line.text)
        skipped = label.end() if label else 0
        cut = _CUT.search(line.text, skipped)
        words = line.text[skipped : cut.start() if cut else None].strip()
        if _is_person(words):
            start = text.index(words, line.start)
            named = quoted(text, start, start + len(words))
            return Quoted(text=_as_spoken(words), span=named.span)
    return None


def _first_lines(sections: Sequence[Section]) -> Iterator[Line]:
    left = NAME_LINES
    for section in sections[:2]:
        if section.kind not in (SectionKind.top, SectionKind.contact, SectionKind.other):
            return
        for line in (section.heading, *section.lines):
            if line is not None and left:
                left -= 1
                yield line


def _is_person(words: str) -> bool:
    parts = words.split()
    if not _PERSON.fullmatch(words) or any(part.casefold() in _NO_NAMES for part in parts):
        return False
    shown = [part for part in parts if not re.fullmatch(_PARTICLE, part)]
    if not all(part[0].isupper() for part in shown) or title_score(words) > 0:
        return False
    skill = any(
        (found.start, found.end) == (0, len(words))
        for found in taxonomy().find(words, 0, len(words), in_list=True)
    )
    return not (skill or is_place(words) or names_organisation(words))


def _as_spoken(words: str) -> str:
    """`JANE ROE` is `Jane Roe`; all else stays as its owner writes it."""
    return words.title() if words.isupper() else words


def own_name(sections: Sequence[Section]) -> str:
    """The candidate's name in small letters, if the document begins with one; it is no skill."""
    for section in sections[:2]:
        if section.kind is SectionKind.skills:
            continue
        for line in section.lines[:2]:
            if _NAME.fullmatch(line.text.strip()):
                return line.text.strip().casefold()
    return ""


def headline_of(text: str, sections: Sequence[Section], work: Sequence[WorkEntry]) -> Quoted | None:
    """The line that says what somebody is, else the summary's first sentence, else a title."""
    for section in sections:
        if section.kind in _TOLD:
            break
        if section.kind in _INTRODUCING:
            least = 3 if section.kind is SectionKind.skills else 1
            for line in section.lines:
                if is_headline(line) and len(line.words) >= least:
                    return quoted(text, line.start, line.end)
    for section in sections:
        if section.kind is SectionKind.summary and section.lines:
            first = passages(section.lines)[0]
            stop = re.search(r"[.!|](?=\s|$)", text[first.start : first.end])
            end = first.start + stop.start() if stop else first.end
            return quoted(text, first.start, end) if end > first.start else None
    return next((entry.title for entry in work if entry.title is not None), None)


def is_headline(line: Line) -> bool:
    """Whether a line says what somebody is: a title, and nothing of how to reach them."""
    if line.is_bullet or "," in line.text or _CONTACT.search(line.text):
        return False
    words = line.words
    return len(words) <= HEADLINE_WORDS and title_score(line.text.rstrip(".")) >= 3
