"""What a résumé claims was done, as it can be said to the one who wrote it. Pure."""

import re
from collections.abc import Iterator

from runtime.documents.metrics import Metric, MetricKind
from runtime.documents.resume import ResumeExtraction
from runtime.documents.spans import Quoted
from runtime.interview.triggers import TriggerSource
from runtime.planning.clauses import told_to_you
from runtime.planning.facts import Fact, FactKind, make_fact, speaks_of_code
from runtime.planning.names import spoken_employer, spoken_project

RESUME = TriggerSource.resume
WORDS_WITH_PLACE = 17
"""Of a clause with the employer behind it; beyond that the place is left unsaid."""
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
_FROM_TO = re.compile(r"\bfrom\b[^,]*?\d[^,]*\bto\b[^,]*\d")


def claim_facts(resume: ResumeExtraction) -> Iterator[Fact]:
    """One fact per statement that can be said, figures among them."""
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
        told = " ".join([project.name.text, *(point.text for point in project.points)])
        is_software = project.technologies is not None or speaks_of_code(told)
        for point in project.points[:2]:
            fact = _claim(
                point, figures, place, recency=1, is_project=True, is_software=is_software
            )
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
    is_software: bool = False,
) -> Fact | None:
    clause = told_to_you(point.text, is_current=is_current)
    if clause is None:
        return None
    metric = next((m for at, m in figures.items() if point.span.start <= at < point.span.end), None)
    known = place is not None and place.lower() in clause.lower()
    words = len(clause.split()) + len((place or "").split()) + 1
    located = clause
    if place and not known and words <= WORDS_WITH_PLACE:
        # In front, so that it belongs to all of the statement: "against competitors at Acme".
        located = f"{'in' if is_project else 'at'} {place} {clause}"
    weight = 0.62 - 0.06 * recency
    weight += 0.12 if _OWNED.search(clause) else 0.0
    weight -= 0.2 if _MEEK.search(clause) else 0.0
    weight -= 0.1 if len(clause.split()) < 6 else 0.0
    # A duty was nobody's decision and has no share of others in it: it has fewer questions.
    is_duty = not (_OWNED.search(clause) or _MOVED.search(clause))
    slots = {"told": located} if is_duty else {"told": located, "did": located}
    kind = FactKind.claim
    why = "a claim: what exactly was theirs, and how it was done"
    from_to = _FROM_TO.search(clause) is not None
    if metric is not None and (from_to or metric.kind is not MetricKind.duration):
        weight += 0.08
        is_change = metric.kind in (MetricKind.percent, MetricKind.multiple, MetricKind.money)
        if _MOVED.search(clause) and (from_to or (is_change and _is_said(metric, clause))):
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
        categories=("software",) if is_software else (),
    )


def _is_said(metric: Metric, clause: str) -> bool:
    """Whether the figure is still in the clause, which may have been cut before it."""
    said = set(re.findall(r"\d+", clause))
    return said.issuperset(re.findall(r"\d+", metric.value))
