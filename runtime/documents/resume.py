"""Reads a résumé by rules: the keys of R-146 and C-15, each item with its place. Pure."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from runtime.documents.blocks import blocks_of
from runtime.documents.dates import YearMonth
from runtime.documents.employment import WorkEntry, work_history
from runtime.documents.lines import Line, Passage, lines_of, passages
from runtime.documents.metrics import Metric, metrics_in
from runtime.documents.person import headline_of, is_headline, name_of, own_name
from runtime.documents.projects import Project, projects_of
from runtime.documents.risks import RiskFlag, risk_flags
from runtime.documents.schooling import EducationEntry, education
from runtime.documents.sections import Section, SectionKind, sections_of
from runtime.documents.skill_lists import (
    in_list,
    is_aside,
    is_sentence,
    is_tech_line,
    list_passages,
)
from runtime.documents.skills import Mention, Skill, collect, in_prose
from runtime.documents.spans import Quoted, Span
from runtime.documents.timeline import (
    Gap,
    Transition,
    gaps,
    stays,
    transitions,
)
from runtime.documents.titles import title_score
from runtime.documents.triggers import ClaimTrigger, claim_triggers


class ResumeExtraction(msgspec.Struct, frozen=True, kw_only=True):
    """What a résumé claims. `skills` is the column `skills_claimed` (C-15)."""

    name: Quoted | None = None
    """Beyond R-146: whom to greet; None where the document doesn't plainly begin with a name."""
    headline: Quoted | None = None
    work_history: tuple[WorkEntry, ...] = ()
    projects: tuple[Project, ...] = ()
    skills: tuple[Skill, ...] = ()
    metrics: tuple[Metric, ...] = ()
    gaps: tuple[Gap, ...] = ()
    claim_triggers: tuple[ClaimTrigger, ...] = ()
    transitions: tuple[Transition, ...] = ()
    risk_flags: tuple[RiskFlag, ...] = ()
    education: tuple[EducationEntry, ...] = ()
    """Beyond R-146: study explains gaps."""
    source: str = "rules"
    """`rules`, or the name of the model whose items were verified."""


def read_resume(text: str, *, as_of: YearMonth) -> ResumeExtraction:
    """Extract by rules; any text is taken, and what is not found stays empty.

    `as_of` is the current month: jobs that go on last until then.
    """
    lines = lines_of(text)
    sections = [_by_content(section) for section in sections_of(lines)]
    work = [e for s in sections if s.kind in _WORK for e in work_history(text, s.lines)]
    projects = [p for s in sections if s.kind in _PROJECTS for p in projects_of(text, s.lines)]
    studies = [e for s in sections if s.kind in _STUDY for e in education(text, s.lines)]
    return derive(
        name=name_of(text, sections),
        headline=headline_of(text, sections, work),
        work=work,
        projects=projects,
        skills=collect(text, _mentions(text, sections, projects)),
        metrics=_metrics(text, sections, work, projects),
        studies=studies,
        as_of=as_of,
        source="rules",
    )


def derive(
    *,
    name: Quoted | None,
    headline: Quoted | None,
    work: Sequence[WorkEntry],
    projects: Sequence[Project],
    skills: Sequence[Skill],
    metrics: Sequence[Metric],
    studies: Sequence[EducationEntry],
    as_of: YearMonth,
    source: str,
) -> ResumeExtraction:
    """Add what follows from the items: timeline, risks, triggers. Never taken from a model."""
    ordered = stays(work, studies, as_of)
    # A job without dates may fill any gap, and no jobs at all are more likely ones we can't read.
    dated = bool(work) and all(job.started for job in work)
    found_gaps = gaps(ordered, as_of) if dated else []
    moves = transitions(ordered)
    return ResumeExtraction(
        name=name,
        headline=headline,
        work_history=tuple(work),
        projects=tuple(projects),
        skills=tuple(skills),
        metrics=tuple(metrics),
        gaps=tuple(found_gaps),
        claim_triggers=tuple(
            claim_triggers(
                work=work,
                projects=projects,
                skills=skills,
                metrics=metrics,
                gaps=found_gaps,
                transitions=moves,
                ordered=ordered,
            )
        ),
        transitions=tuple(moves),
        risk_flags=tuple(risk_flags(ordered, found_gaps, moves)),
        education=tuple(studies),
        source=source,
    )


def _by_content(section: Section) -> Section:
    """A "career summary" that holds dated jobs is a work history."""
    if section.kind is not SectionKind.summary:
        return section
    jobs = [b for b in blocks_of(section.lines) if b.dates and any(map(_titled, b.header))]
    return msgspec.structs.replace(section, kind=SectionKind.experience) if jobs else section


def _titled(line: Line) -> bool:
    return any(title_score(piece) > 0 for piece in re.split(r"\s[-–—|]\s|\s{3,}|,", line.text))


_WORK = {SectionKind.experience, SectionKind.volunteering}
_PROJECTS = {SectionKind.projects}
_STUDY = {SectionKind.education}
_LISTS = {SectionKind.skills, SectionKind.languages}
_USES = _WORK | {SectionKind.projects, SectionKind.publications}
_TOLD = _USES | {SectionKind.top, SectionKind.summary, SectionKind.awards}
"""Sections whose sentences claim something about the candidate."""
PARAGRAPH_WORDS = 15


def _metrics(
    text: str,
    sections: Sequence[Section],
    work: Sequence[WorkEntry],
    projects: Sequence[Project],
) -> list[Metric]:
    owners = _owners(work, projects)
    found: list[Metric] = []
    for section in sections:
        for passage in passages(section.lines):
            told = section.kind in _TOLD and not _is_contact(passage, section.kind)
            told = told and not _is_header(passage, work)
            if told or _is_paragraph(passage, section.kind):
                about = _owner(owners, passage.start)
                found += metrics_in(text, passage.start, passage.end, about)
    return found


def _is_paragraph(passage: Passage, kind: SectionKind) -> bool:
    """Sentences among skills or contacts: a summary without a heading, or a skill explained."""
    if kind not in (SectionKind.skills, SectionKind.contact):
        return False
    if passage.is_bullet and not is_sentence(passage):
        return False
    last = passage.lines[-1].text
    return sum(len(line.words) for line in passage.lines) >= PARAGRAPH_WORDS and last.endswith(".")


_REACH = re.compile(r"(?i)\S@\S|https?:|www\.|linkedin|\+?\d[\d\s().-]{8,}\d")


def _is_contact(passage: Passage, kind: SectionKind) -> bool:
    """Addresses and numbers to reach somebody at; elsewhere than on top only a line by itself."""
    if kind is not SectionKind.top and len(passage.lines) > 1:
        return False
    return any(_REACH.search(line.text) for line in passage.lines)


def _is_header(passage: Passage, work: Sequence[WorkEntry]) -> bool:
    return any(e.span.start <= passage.start and passage.end <= e.span.end for e in work)


def _owners(work: Sequence[WorkEntry], projects: Sequence[Project]) -> list[tuple[int, str]]:
    """Where each job or project begins, and its name."""
    found = [(p.span.start, p.name.text) for p in projects]
    for entry in work:
        name = entry.employer or entry.title
        found.append((entry.span.start, name.text if name else ""))
    return sorted(found)


def _owner(owners: Sequence[tuple[int, str]], at: int) -> str:
    name = ""
    for start, owner in owners:
        if start > at:
            break
        name = owner
    return name


def _mentions(
    text: str, sections: Sequence[Section], projects: Sequence[Project]
) -> Iterator[Mention]:
    name = own_name(sections)
    for section in sections:
        if section.kind in _LISTS:
            yield from _listed(text, section, name)
        elif section.kind in _TOLD:
            is_use = section.kind in _USES
            for passage in passages(section.lines):
                if _is_contact(passage, section.kind):
                    continue
                if is_use and is_tech_line(text, passage):
                    yield from in_list(text, passage, is_use=True)
                else:
                    yield from in_prose(text, passage.start, passage.end, is_use=is_use)
    for project in projects:
        if project.technologies is not None:
            yield from _technologies(text, project.technologies)


def _listed(text: str, section: Section, name: str) -> Iterator[Mention]:
    previous = ""
    for passage in list_passages(section.lines):
        before, previous = previous, passage.lines[0].text.strip().casefold()
        if name and (previous == name or (before == name and is_headline(passage.lines[0]))):
            # Name and headline, left between two lists by columns that were read one by one.
            continue
        if _is_paragraph(passage, section.kind) and not passage.is_bullet:
            yield from in_prose(text, passage.start, passage.end, is_use=False)
        elif section.kind is SectionKind.languages:
            # Mostly tongues; programming languages are the ones we know by name.
            yield from (m for m in in_list(text, passage) if m.category)
        elif not is_aside(passage.lines[0]):
            yield from in_list(text, passage)


def _technologies(text: str, span: Span) -> Iterator[Mention]:
    line = Line(
        number=0,
        start=span.start,
        end=span.end,
        text=span.text,
        indent=0,
        is_bullet=False,
        is_marked=False,
        after_blank=False,
    )
    yield from in_list(text, Passage(lines=(line,)), is_use=True)
