"""The sections of a résumé, told from their headings. Pure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum

import msgspec

from runtime.documents.lexicon import lexicon
from runtime.documents.lines import WIDE_GAP, Line


class SectionKind(StrEnum):
    top = "top"
    """What stands before the first heading: name, contact, often a headline."""
    summary = "summary"
    experience = "experience"
    volunteering = "volunteering"
    education = "education"
    skills = "skills"
    projects = "projects"
    publications = "publications"
    certifications = "certifications"
    languages = "languages"
    """Of people; where programming languages stand under this heading, skills finds them."""
    awards = "awards"
    contact = "contact"
    other = "other"
    """Interests, references, anything we have no use for."""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    kind: SectionKind
    heading: Line | None
    lines: tuple[Line, ...]
    """Without the heading; a heading with its content on the same line leaves the content."""


_NOUNS: dict[SectionKind, str] = {
    SectionKind.projects: "project projects portfolio",
    SectionKind.experience: (
        "experience experiences employment work career internship internships positions "
        "appointments jobs engagements assignments experiencia expérience berufserfahrung"
    ),
    SectionKind.volunteering: (
        "volunteer volunteering volunteerism community leadership activities extracurricular "
        "extracurriculars involvement service"
    ),
    SectionKind.education: (
        "education educational academic academics formation qualification qualifications training "
        "university degree degrees coursework courses studies schooling trainings educación "
        "formación ausbildung"
    ),
    SectionKind.skills: (
        "skill skills skillset software technologies technology tools expertise competencies "
        "competences competencies strengths proficiencies proficiency stack toolbox capabilities "
        "abilities knowledge habilidades competencias compétences kenntnisse specialties "
        "specialities specializations technical"
    ),
    SectionKind.summary: (
        "summary profile objective overview introduction statement about bio biography perfil "
        "profil me"
    ),
    SectionKind.certifications: (
        "certification certifications certificate certificates licenses licences license licensure "
        "credentials accreditations"
    ),
    SectionKind.languages: "language languages idiomas langues sprachen",
    SectionKind.publications: (
        "publication publications papers presentations patents research talks"
    ),
    SectionKind.awards: (
        "award awards honor honors honours achievement achievements accomplishment accomplishments "
        "recognition scholarships distinctions"
    ),
    SectionKind.contact: "contact contacts details",
    SectionKind.other: (
        "interests hobbies references referees misc miscellaneous info information memberships "
        "affiliations availability declaration"
    ),
}
_KIND_OF = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}
_MODIFIERS = lexicon().heading_modifiers
_WEAK = {"work", "career", "technical", "me", "academic", "about", "leadership", "community"}
"""Nouns of headings that decide only where no other noun stands beside them."""
_LEADING_HISTORY = re.compile(r"\b(?:history|background)$")
_STRONG_END = {
    *("experience", "employment", "history", "skills", "education", "projects", "certifications"),
    *("publications", "software", "tools", "competencies", "expertise", "awards", "qualifications"),
}
_SPACED = re.compile(r"(?:\w ){3,}\w")
_DECORATION = " \t:：*#_-–—=~|•·.▪■●►▶<>[]()"
MAX_HEADING_WORDS = 7
_INLINE = re.compile(r"^([^:：]{3,40})[:：]\s*(?=\S)")


def sections_of(lines: Sequence[Line]) -> list[Section]:
    """Split at headings; what stands before the first one is `top`."""
    found: list[Section] = []
    kind, heading, body = SectionKind.top, None, list[Line]()
    counts = Counter(line.text.strip(_DECORATION).lower() for line in lines)
    for line in lines:
        if kind in _ENTRIES and _is_subheading(line, counts):
            continue
        told = heading_kind(line, kind)
        if told is None:
            inline = _inline_heading(line, kind)
            if inline is None:
                body.append(line)
                continue
            told, rest = inline
            found.append(Section(kind=kind, heading=heading, lines=tuple(body)))
            kind, heading, body = told, line, [rest]
            continue
        found.append(Section(kind=kind, heading=heading, lines=tuple(body)))
        kind, heading, body = told, line, []
    found.append(Section(kind=kind, heading=heading, lines=tuple(body)))
    return [section for section in found if section.lines or section.heading is not None]


_ENTRIES = {
    SectionKind.experience,
    SectionKind.volunteering,
    SectionKind.projects,
    SectionKind.summary,
}
_SUBHEADING = re.compile(
    r"(?i)(?:(?:key|main|core|notable|selected|major|job|my) )?(?P<what>achievements?|"
    r"responsibilities|"
    r"accomplishments|highlights|duties|contributions|tasks|results|role|projects|deliverables)"
)


def _is_subheading(line: Line, counts: Mapping[str, int]) -> bool:
    """ "Key achievements" inside a job: it parts the points and opens no section."""
    text = line.text.strip(_DECORATION).lower()
    match = _SUBHEADING.fullmatch(text)
    if match is None or line.is_bullet:
        return False
    if match["what"] in ("achievements", "accomplishments", "projects"):
        return text.startswith("key ") or counts[text] > 1
    return True


def heading_kind(line: Line, current: SectionKind) -> SectionKind | None:
    """The section that a line opens, or None if it is no heading; `current` is the open one."""
    if line.is_bullet:
        return None
    text = line.text
    if _SPACED.fullmatch(text.strip(_DECORATION)):
        text = text.replace(" ", "")
    columns = WIDE_GAP.split(text.strip())
    if len(columns) > 1:
        # Two headings side by side: the first one names the section.
        kinds = [_kind(column) for column in columns]
        return kinds[0] if all(kinds) else None
    told = _kind(text)
    if told is not None:
        return told
    if current is not SectionKind.skills or line.is_marked or text.isupper():
        return _kind_of_unknown(line, text)
    return None


def _kind(text: str) -> SectionKind | None:
    """The section named by words that are all known from headings."""
    stripped = text.strip(_DECORATION)
    if not stripped or any(map(str.isdigit, stripped)) or stripped[0].islower():
        return None
    words = re.split(r"[\s&,/+|-]+", stripped.lower().replace("’", "'"))
    words = [word for word in words if word]
    if len(words) > MAX_HEADING_WORDS:
        return None
    if not all(word in _KIND_OF or word in _MODIFIERS for word in words):
        return None
    return _decide(words)


def _decide(words: list[str]) -> SectionKind | None:
    kinds = [_KIND_OF[word] for word in words if word in _KIND_OF and word not in _WEAK]
    if not kinds:
        if words[-1:] == ["history"] or words == ["work"]:
            return SectionKind.experience
        if words[-1:] == ["background"]:
            academic = words[0] in ("academic", "educational")
            return SectionKind.education if academic else SectionKind.experience
        weak = [_KIND_OF[word] for word in words if word in _KIND_OF]
        return weak[0] if weak and words[0] not in ("technical",) else None
    if words[:1] == ["summary"] and len(kinds) > 1:
        return kinds[1]
    if SectionKind.projects in kinds[:2] and SectionKind.experience in kinds[:2]:
        # "Project experience" holds projects, "Experience and projects" holds jobs.
        first = next(word for word in words if word in _KIND_OF)
        return SectionKind.projects if first.startswith("project") else SectionKind.experience
    if kinds[0] is SectionKind.volunteering and SectionKind.experience in kinds[:2]:
        return SectionKind.volunteering
    if kinds[0] is SectionKind.publications and SectionKind.experience in kinds[:2]:
        return SectionKind.experience
    return kinds[0]


def _kind_of_unknown(line: Line, text: str) -> SectionKind | None:
    """A heading with a word of its trade in it: "Sales Experience", "DESIGN SKILLS"."""
    stripped = text.strip(_DECORATION)
    words = stripped.split()
    if not 2 <= len(words) <= 4 or any(map(str.isdigit, stripped)) or "," in stripped:
        return None
    last = words[-1].lower()
    if last not in _STRONG_END or not all(word[0].isupper() for word in words if word.isalpha()):
        return None
    if not (line.is_marked or stripped.isupper() or line.after_blank):
        return None
    return _decide([last])


_INLINE_KINDS = {
    SectionKind.skills,
    SectionKind.languages,
    SectionKind.certifications,
    SectionKind.education,
    SectionKind.summary,
    SectionKind.other,
}


def _inline_heading(line: Line, current: SectionKind) -> tuple[SectionKind, Line] | None:
    """A heading with its content behind a colon, where it can't be a label inside a section."""
    if current in (SectionKind.skills, SectionKind.experience, SectionKind.projects):
        return None
    match = _INLINE.match(line.text)
    if match is None or line.is_bullet:
        return None
    told = _kind(match[1])
    if told not in _INLINE_KINDS or told is current:
        return None
    rest = Line(
        number=line.number,
        start=line.start + match.end(),
        end=line.end,
        text=line.text[match.end() :],
        indent=line.indent,
        is_bullet=False,
        is_marked=False,
        after_blank=line.after_blank,
    )
    return (told, rest) if rest.text else None
