"""Claims in a résumé that deserve a question, each with what to ask about. Pure."""

import re
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from runtime.documents.employment import WorkEntry
from runtime.documents.metrics import Metric, MetricKind
from runtime.documents.projects import Project
from runtime.documents.risks import SHORT_TENURE_MONTHS
from runtime.documents.skills import Skill
from runtime.documents.spans import Quoted, Span
from runtime.documents.timeline import Gap, Stay, Transition, TransitionKind, tenure_months

MAX_PER_KIND = 8
LONG_TENURE_MONTHS = 84


class TriggerKind(StrEnum):
    """The kinds of R-146."""

    project = "project"
    skill = "skill"
    tenure = "tenure"
    impact_metric = "impact_metric"
    gap = "gap"
    transition = "transition"


class ClaimTrigger(msgspec.Struct, frozen=True, kw_only=True):
    """Something to ask about."""

    kind: TriggerKind
    subject: str
    """Short enough to be spoken inside a question: "Kafka", "the 40% at Acme Corp"."""
    reason: str
    """Why it is worth asking, in our words; never told to the candidate."""
    weight: float
    """0 to 1: what to ask first."""
    quote: str
    """The statement, in one line."""
    span: Span


_OWNERSHIP = re.compile(
    r"(?i)\b(?:led|owned|founded|architected|designed|built|created|launched|drove|headed|spearheaded|"
    r"established|directed|pioneered|invented|single-handedly|from scratch|end-to-end)\b"
)
_GRAND = re.compile(
    r"(?i)\b(?:cutting-edge|state-of-the-art|world-class|revolutionary|novel|first-ever|transformed|"
    r"significantly|dramatically|award\w*|patent\w*)\b"
)


def claim_triggers(
    *,
    work: Sequence[WorkEntry],
    projects: Sequence[Project],
    skills: Sequence[Skill],
    metrics: Sequence[Metric],
    gaps: Sequence[Gap],
    transitions: Sequence[Transition],
    ordered: Sequence[Stay],
) -> list[ClaimTrigger]:
    """The weightiest triggers of each kind, the weightiest first."""
    groups = (
        _from_metrics(metrics),
        _from_projects(projects) + _from_work(work),
        _from_skills(skills),
        _from_tenures(ordered),
        _from_gaps(gaps),
        _from_transitions(transitions),
    )
    found = [
        trigger
        for group in groups
        for trigger in sorted(group, key=lambda t: -t.weight)[:MAX_PER_KIND]
    ]
    return sorted(found, key=lambda trigger: (-trigger.weight, trigger.span.start))


def _from_metrics(metrics: Sequence[Metric]) -> list[ClaimTrigger]:
    found: list[ClaimTrigger] = []
    for metric in metrics:
        if metric.kind is MetricKind.duration:
            continue
        weight = 0.7 if metric.kind is not MetricKind.count else 0.5
        weight += 0.15 if _OWNERSHIP.search(metric.claim.text) else 0.0
        weight += 0.1 if _GRAND.search(metric.claim.text) else 0.0
        place = f" at {metric.about}" if metric.about else ""
        found.append(
            ClaimTrigger(
                kind=TriggerKind.impact_metric,
                subject=f"{_clause(metric)}{place}",
                reason="a figure: how was it measured, against what, and what was their part",
                weight=round(weight, 2),
                quote=metric.claim.text,
                span=metric.span,
            )
        )
    return found


_LEFT = re.compile(r"[,;:(]\s*|\s(?:that|which|and|while|thereby)\s")
_RIGHT = re.compile(r"[,;.)(](?=\s|$)|\s(?:and|while|using|through|by|via|with|for)\s")
MAX_CLAUSE_WORDS = 12


def _clause(metric: Metric) -> str:
    """The part of the statement around the figure: "cut onboarding time by 45%"."""
    text, value = metric.claim.text, metric.value
    at = max(text.find(value), 0)
    begin = max((match.end() for match in _LEFT.finditer(text, 0, at)), default=0)
    stop = _RIGHT.search(text, at + len(value))
    words = text[begin : stop.start() if stop else len(text)].split()
    if len(words) < 3 or len(words) > MAX_CLAUSE_WORDS:
        return f"the {value}{' ' + metric.unit if metric.unit else ''}"
    said = " ".join(words)
    return said[:1].lower() + said[1:] if said[1:2].islower() else said


def _from_projects(projects: Sequence[Project]) -> list[ClaimTrigger]:
    found: list[ClaimTrigger] = []
    for number, project in enumerate(projects):
        told = " ".join(point.text for point in project.points)
        weight = 0.6 - 0.03 * min(number, 6)
        weight += 0.15 if _OWNERSHIP.search(told) else 0.0
        quote = project.points[0].text if project.points else project.name.text
        found.append(
            ClaimTrigger(
                kind=TriggerKind.project,
                subject=project.name.text,
                reason="a project: their own part, the hardest decision, what came of it",
                weight=round(weight, 2),
                quote=quote,
                span=project.name.span,
            )
        )
    return found


def _from_work(work: Sequence[WorkEntry]) -> list[ClaimTrigger]:
    """Points that claim ownership of something at a job: as good as a project to ask about."""
    found: list[ClaimTrigger] = []
    for number, entry in enumerate(work):
        owned = [point for point in entry.points if _OWNERSHIP.search(point.text)]
        for point in owned[:2]:
            where = f" at {entry.employer.text}" if entry.employer else ""
            weight = 0.7 - 0.08 * min(number, 5) + (0.1 if _GRAND.search(point.text) else 0.0)
            found.append(
                ClaimTrigger(
                    kind=TriggerKind.project,
                    subject=f"{_short(point)}{where}",
                    reason="claims ownership: what exactly was theirs, and how it was done",
                    weight=round(weight, 2),
                    quote=point.text,
                    span=point.span,
                )
            )
    return found


_CLAUSE_END = re.compile(r"[,;:.(]|\s(?:using|with|by|to|for|which|that|resulting|including|and)\s")
MAX_SUBJECT_WORDS = 9


def _short(point: Quoted) -> str:
    """The statement up to its first clause: "led the transformation of our visual language"."""
    text = point.text
    match = _CLAUSE_END.search(text, 12)
    words = (text[: match.start()] if match else text).split()[:MAX_SUBJECT_WORDS]
    said = " ".join(words)
    return said[:1].lower() + said[1:] if said[1:2].islower() else said


def _from_skills(skills: Sequence[Skill]) -> list[ClaimTrigger]:
    found: list[ClaimTrigger] = []
    for number, skill in enumerate(skills):
        if skill.category == "soft" or not (skill.is_listed or skill.uses):
            continue
        first = max(0.0, 0.1 - 0.01 * number)
        if skill.uses:
            reason = "used in work or a project: how deep does it go"
            weight = 0.4 + min(0.15, 0.05 * len(skill.uses)) + first
        else:
            reason = "listed, but no work or project shows it"
            weight = 0.45 + first
        found.append(
            ClaimTrigger(
                kind=TriggerKind.skill,
                subject=skill.name,
                reason=reason,
                weight=round(weight, 2),
                quote=skill.span.text,
                span=skill.span,
            )
        )
    return found


def _from_tenures(ordered: Sequence[Stay]) -> list[ClaimTrigger]:
    found: list[ClaimTrigger] = []
    for stay in ordered:
        if stay.entry is None:
            continue
        least, most = tenure_months(stay)
        if most < SHORT_TENURE_MONTHS and not stay.entry.is_current:
            reason, weight = f"{most} months only: why it ended", 0.5
        elif least >= LONG_TENURE_MONTHS:
            reason, weight = f"{least // 12} years: how the role grew, what changed", 0.5
        else:
            continue
        found.append(
            ClaimTrigger(
                kind=TriggerKind.tenure,
                subject=f"the time at {stay.label}",
                reason=reason,
                weight=weight,
                quote=stay.span.text,
                span=stay.span,
            )
        )
    return found


def _from_gaps(gaps: Sequence[Gap]) -> list[ClaimTrigger]:
    return [
        ClaimTrigger(
            kind=TriggerKind.gap,
            subject=f"the time after {gap.after}",
            reason=f"{gap.months} months without work or study told",
            weight=0.65 if gap.months >= 12 else 0.55,
            quote=gap.span.text,
            span=gap.span,
        )
        for gap in gaps
    ]


_TOLD = {
    TransitionKind.promotion: ("a promotion: what earned it", 0.45),
    TransitionKind.new_field: ("a change of trade: why, and what carried over", 0.6),
    TransitionKind.step_down: ("a lower rank than before: why", 0.5),
    TransitionKind.step_up: ("a step up: what made it possible", 0.4),
    TransitionKind.to_self_employment: ("went independent: why, and how it went", 0.45),
    TransitionKind.from_self_employment: ("came back from independence: why", 0.45),
}


def _from_transitions(transitions: Sequence[Transition]) -> list[ClaimTrigger]:
    found: list[ClaimTrigger] = []
    for move in transitions:
        told = _TOLD.get(move.kind)
        if told is None:
            continue
        origin = move.from_title or move.from_employer
        goal = move.to_title or move.to_employer
        found.append(
            ClaimTrigger(
                kind=TriggerKind.transition,
                subject=f"the move from {origin} to {goal}",
                reason=told[0],
                weight=told[1],
                quote=" ".join(move.span.text.split()),
                span=move.span,
            )
        )
    return found
