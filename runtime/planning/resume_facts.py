"""What a résumé gives to ask about: claims, figures, projects, times, moves and skills. Pure."""

from collections.abc import Iterator, Sequence

from runtime.documents.dates import months_of
from runtime.documents.employment import WorkEntry
from runtime.documents.resume import ResumeExtraction
from runtime.documents.risks import FREQUENT_MOVES, FREQUENT_MOVES_MONTHS, RiskKind
from runtime.documents.skills import Skill
from runtime.documents.timeline import TransitionKind, parse
from runtime.documents.triggers import LONG_TENURE_MONTHS
from runtime.planning.claim_facts import RESUME, claim_facts
from runtime.planning.facts import Fact, FactKind, make_fact, speaks_of_code
from runtime.planning.figures import spoken_months, spoken_number
from runtime.planning.names import (
    is_measure,
    spoken_employer,
    spoken_project,
    spoken_skill,
    spoken_title,
)
from runtime.roles.titles import title_of

SKILLS = 8
"""Most skills worth a question; résumés list dozens."""


def resume_facts(resume: ResumeExtraction) -> list[Fact]:
    """Everything worth a question, in the order of the document per kind."""
    return [
        *claim_facts(resume),
        *_projects(resume),
        *_gaps(resume),
        *_stays(resume),
        *_many_moves(resume),
        *_moves(resume),
        *_skills(resume.skills),
        *_employers(resume.work_history),
    ]


def _projects(resume: ResumeExtraction) -> Iterator[Fact]:
    for number, project in enumerate(resume.projects[:4]):
        name = spoken_project(project.name.text)
        if name is None:
            continue
        told = [project.name.text, *(point.text for point in project.points)]
        is_software = project.technologies is not None or speaks_of_code(" ".join(told))
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
            categories=("software",) if is_software else (),
        )


def _gaps(resume: ResumeExtraction) -> Iterator[Fact]:
    for gap in resume.gaps[:3]:
        before, after = spoken_employer(gap.after), spoken_employer(gap.before)
        if before is None or (gap.before and after is None) or before == after:
            continue
        time = spoken_months(gap.months)
        slots = {"ended_at": before, "open_time": time}
        if after is not None:
            slots = {"gap_from": before, "gap_to": after, "gap_time": time}
        yield make_fact(
            FactKind.gap,
            slots,
            source=RESUME,
            subject=f"after {before}",
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
        if name is None or is_measure(name):
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
        leads = [
            f"Think of your time at {place}.",
            f"For this one you can draw on {place}, or on anything else.",
            f"You may have an example from {place} for this.",
            f"An example from {place} is welcome, and so is any other.",
            f"If nothing better comes to mind, take something from {place}.",
        ]
        if title is not None:
            leads.append(f"As {title} at {place} you may have met this.")
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
