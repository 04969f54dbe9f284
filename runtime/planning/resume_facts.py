"""What a résumé gives to ask about: claims, figures, projects, times, moves and skills. Pure."""

import re
from collections.abc import Iterator, Sequence

from runtime.documents.dates import months_of
from runtime.documents.employment import WorkEntry
from runtime.documents.metrics import Metric, MetricKind
from runtime.documents.resume import ResumeExtraction
from runtime.documents.risks import FREQUENT_MOVES, FREQUENT_MOVES_MONTHS, RiskKind
from runtime.documents.skills import Skill
from runtime.documents.spans import Quoted
from runtime.documents.timeline import TransitionKind, parse
from runtime.documents.triggers import LONG_TENURE_MONTHS
from runtime.interview.triggers import TriggerSource
from runtime.planning.clauses import told_to_you
from runtime.planning.facts import Fact, FactKind, make_fact
from runtime.planning.figures import spoken_months, spoken_number
from runtime.planning.names import (
    spoken_employer,
    spoken_project,
    spoken_skill,
    spoken_title,
)
from runtime.roles.titles import title_of

RESUME = TriggerSource.resume
WORDS_WITH_PLACE = 17
"""Of a clause with the employer behind it; beyond that the place is left unsaid."""
SKILLS = 8
"""Most skills worth a question; résumés list dozens."""
OLD_JOBS = 5
"""Further back than so many jobs nobody wants to be asked about a bullet."""

_OWNED = re.compile(
    r"(?i)^you (?:led|owned|founded|architected|designed|built|created|launched|drove|headed|won"
    r"|spearheaded|established|directed|pioneered|invented|negotiated|closed|reduced|cut|grew"
    r"|increased|introduced|rebuilt|redesigned|initiated|started|developed|engineered)\b"
)
_MEEK = re.compile(
    r"(?i)^you (?:assisted|supported|helped|worked|collaborated|communicated|participated|attended"
    r"|maintained|monitored|provided|contributed|reported|followed|ensured|adapted|utilized|used)\b"
)
_MOVED = re.compile(
    r"(?i)\b(?:accelerat|boost|cut|decreas|doubl|elevat|enhanc|expand|grew|grow|halv|improv"
    r"|increas|lift|lower|rais|reduc|sav|shorten|shrank|sped|streamlin|tripl)\w*\b"
)


def resume_facts(resume: ResumeExtraction) -> list[Fact]:
    """Everything worth a question, in the order of the document per kind."""
    return [
        *_claims(resume),
        *_projects(resume),
        *_gaps(resume),
        *_stays(resume),
        *_many_moves(resume),
        *_moves(resume),
        *_skills(resume.skills),
        *_employers(resume.work_history),
    ]


def _claims(resume: ResumeExtraction) -> Iterator[Fact]:
    figures = {metric.claim.span.start: metric for metric in reversed(resume.metrics)}
    seen: set[str] = set()
    for number, entry in enumerate(resume.work_history[:OLD_JOBS]):
        place = spoken_employer(entry.employer.text if entry.employer else None)
        for point in entry.points:
            fact = _claim(point, figures, place, recency=number, is_current=entry.is_current)
            if fact is not None and fact.about not in seen:
                seen.add(fact.about)
                yield fact
    for project in resume.projects[:OLD_JOBS]:
        place = spoken_project(project.name.text)
        for point in project.points[:2]:
            fact = _claim(point, figures, place, recency=1, is_project=True)
            if fact is not None and fact.about not in seen:
                seen.add(fact.about)
                yield fact


def _claim(
    point: Quoted,
    figures: dict[int, Metric],
    place: str | None,
    *,
    recency: int,
    is_current: bool = False,
    is_project: bool = False,
) -> Fact | None:
    clause = told_to_you(point.text, is_current=is_current)
    if clause is None:
        return None
    metric = next((m for at, m in figures.items() if point.span.start <= at < point.span.end), None)
    known = place is not None and place.lower() in clause.lower()
    words = len(clause.split()) + len((place or "").split()) + 1
    located = clause
    if place and not known and words <= WORDS_WITH_PLACE:
        located = f"{clause} {'in' if is_project else 'at'} {place}"
    weight = 0.62 - 0.06 * recency
    weight += 0.12 if _OWNED.search(clause) else 0.0
    weight -= 0.2 if _MEEK.search(clause) else 0.0
    weight -= 0.1 if len(clause.split()) < 6 else 0.0
    slots = {"did": located}
    kind = FactKind.claim
    why = "a claim: what exactly was theirs, and how it was done"
    if metric is not None and metric.kind is not MetricKind.duration:
        weight += 0.08
        is_change = metric.kind in (MetricKind.percent, MetricKind.multiple, MetricKind.money)
        if is_change and re.search(r"\d", clause) and _MOVED.search(clause):
            slots = {"moved": located}
            kind = FactKind.metric
            weight += 0.12
            why = "a figure: how it was measured, against what, and what their part was"
    return make_fact(
        kind,
        slots,
        source=RESUME,
        subject=clause.removeprefix("you "),
        quote=point.text,
        why=why,
        weight=weight,
        about=f"point:{point.span.start}",
        employer=place or "",
    )


def _projects(resume: ResumeExtraction) -> Iterator[Fact]:
    for number, project in enumerate(resume.projects[:4]):
        name = spoken_project(project.name.text)
        if name is None:
            continue
        told = [project.name.text, *(point.text for point in project.points)]
        technical = project.technologies is not None
        yield make_fact(
            FactKind.project,
            {"named_project": name, "project_name": name},
            source=RESUME,
            subject=name.removeprefix("your project "),
            quote=" ".join(told[:2]),
            why="a project: their own part, the hardest decision, what came of it",
            weight=0.66 - 0.05 * number,
            about=name.lower(),
            employer=name,
            categories=("software",) if technical else (),
        )


def _gaps(resume: ResumeExtraction) -> Iterator[Fact]:
    for gap in resume.gaps[:3]:
        before, after = spoken_employer(gap.after), spoken_employer(gap.before)
        if before is None or (gap.before and after is None) or before == after:
            continue
        slots = {"gap_from": before, "gap_time": spoken_months(gap.months)}
        if after is not None:
            slots["gap_to"] = after
        yield make_fact(
            FactKind.gap,
            slots,
            source=RESUME,
            subject=f"the time after {before}",
            quote=gap.span.text,
            why=f"{gap.months} months of which nothing is told",
            weight=0.62 if gap.months >= 12 else 0.5,
        )


def _stays(resume: ResumeExtraction) -> Iterator[Fact]:
    short = {
        flag.span.start: flag for flag in resume.risk_flags if flag.kind is RiskKind.short_tenure
    }
    for entry in resume.work_history:
        place = spoken_employer(entry.employer.text if entry.employer else None)
        flag = short.get(entry.dates.start) if entry.dates else None
        if place is None or entry.dates is None:
            continue
        if flag is not None and not entry.is_current:
            time = spoken_months(max(flag.months, 1))
            yield make_fact(
                FactKind.short_stay,
                {"stay_at": place, "short_time": time},
                source=RESUME,
                subject=f"{time} at {place}",
                quote=entry.dates.text,
                why=f"{flag.months} months only: why it ended",
                weight=0.42,
                employer=place,
            )
        elif (months := _months(entry)) >= LONG_TENURE_MONTHS:
            time = spoken_months(months)
            yield make_fact(
                FactKind.long_stay,
                {"stay_at": place, "long_time": time},
                source=RESUME,
                subject=f"{time} at {place}",
                quote=entry.dates.text,
                why="many years: how the role grew, what changed",
                weight=0.5,
                employer=place,
            )


def _many_moves(resume: ResumeExtraction) -> Iterator[Fact]:
    for flag in resume.risk_flags:
        if flag.kind is RiskKind.frequent_moves:
            years = spoken_months(FREQUENT_MOVES_MONTHS)
            said = f"{spoken_number(FREQUENT_MOVES)} new employers within {years}"
            yield make_fact(
                FactKind.many_moves,
                {"several_moves": said},
                source=RESUME,
                subject=said,
                quote=flag.span.text,
                why=flag.detail,
                weight=0.45,
            )


def _months(entry: WorkEntry) -> int:
    """At least so many months at one employer; 0 when it still goes on or dates are missing."""
    if not entry.started or not entry.ended:
        return 0
    first, last = parse(entry.started), parse(entry.ended)
    return months_of([(first.latest, last.earliest)])


_MOVES: dict[TransitionKind, tuple[tuple[str, str], str, float]] = {
    TransitionKind.new_field: (
        ("field_from", "field_to"), "a change of trade: why, and what carried over", 0.58),
    TransitionKind.step_up: (("rank_from", "rank_to"), "a step up: what it took", 0.46),
    TransitionKind.promotion: (("rank_from", "rank_to"), "a promotion: what earned it", 0.5),
    TransitionKind.step_down: (
        ("higher_rank", "lower_rank"), "a lower rank than before: why", 0.46),
    TransitionKind.to_self_employment: (
        ("employed_as", ""), "went independent: why, and how it went", 0.42),
    TransitionKind.from_self_employment: (
        ("", "joined_as"), "came back from independence: why", 0.42),
}  # fmt: skip


def _moves(resume: ResumeExtraction) -> Iterator[Fact]:
    for move in resume.transitions:
        if move.kind not in _MOVES:
            continue
        names, why, weight = _MOVES[move.kind]
        origin, goal = spoken_title(move.from_title), spoken_title(move.to_title)
        pairs = [(names[0], origin), (names[1], goal)]
        if any(name and value is None for name, value in pairs) or origin == goal:
            continue
        yield make_fact(
            FactKind.transition,
            {name: value for name, value in pairs if name and value},
            source=RESUME,
            subject=f"the move from {origin or move.from_employer} to {goal or move.to_employer}",
            quote=move.span.text,
            why=why,
            weight=weight,
        )


def _skills(skills: Sequence[Skill]) -> Iterator[Fact]:
    ordered = sorted(skills, key=lambda skill: -len(skill.uses))
    worth = [skill for skill in ordered if skill.category and skill.category != "soft"]
    for number, skill in enumerate(worth[: 2 * SKILLS]):
        name = spoken_skill(skill.name)
        if name is None:
            continue
        used = bool(skill.uses)
        yield make_fact(
            FactKind.claimed_skill,
            {"used_skill" if used else "listed_skill": name, "skill": name},
            source=RESUME,
            subject=name,
            quote=skill.uses[0].text if used else skill.span.text,
            why="used at work: how deep it goes" if used else "listed, but no work shows it",
            weight=(0.5 if used else 0.42) - 0.01 * number,
            about=f"skill:{skill.name.lower()}",
            categories=(skill.category,),
        )


def _employers(work: Sequence[WorkEntry]) -> Iterator[Fact]:
    """Places that behavioural questions can be set in."""
    for number, entry in enumerate(work[:3]):
        place = spoken_employer(entry.employer.text if entry.employer else None)
        if place is None:
            continue
        title = spoken_title(entry.title.text if entry.title else None)
        known = title_of(entry.title.text if entry.title else None)
        slots = {"employer": place}
        if number == 0:
            slots["current_employer" if entry.is_current else "last_employer"] = place
        leads = [f"Think of your time at {place}.", f"You can draw on {place} here."]
        if title is not None:
            leads.append(f"Think of your work as {title} at {place}.")
        yield make_fact(
            FactKind.employer,
            slots,
            source=RESUME,
            subject=place,
            quote=entry.span.text,
            why="the setting of the candidate's own work",
            weight=0.5 - 0.06 * number,
            about=f"employer:{place.lower()}",
            employer=place,
            leads=tuple(leads),
            trade=known.role_category if known else "",
        )
