"""How the candidate would act in a company of this kind: a question per archetype (R-207). Pure."""

from collections.abc import Sequence

from runtime.interview.catalogue import InterviewType, PatternType, ProbeTree, QuestionPattern
from runtime.interview.companies import Archetype, Blueprint, Company, HiringStyle
from runtime.interview.dimensions import DimensionId
from runtime.interview.plan import Missing, PhaseId
from runtime.interview.triggers import TriggerSource
from runtime.planning.facts import Fact, FactKind, make_fact
from runtime.planning.preparation import Library

KEYWORDS = [
    *("company", "team", "work", "custom", "decid", "time", "rule", "risk", "fast", "people"),
    *("plan", "learn", "change"),
]
"""Beginnings of words that show an answer is about how one works."""
PROBES = ProbeTree(
    max_depth=2,
    if_missing={
        Missing.action: ["What exactly is the first thing you'd do, or did, there?"],
        Missing.verification: ["By what would you notice that it was the right way?"],
    },
    if_vague=["Which occasion from your own work comes closest to that?"],
    always=["What would people who work in another way find odd about it?"],
)


def company_of(name: str | None, library: Library) -> Company | None:
    """The company of that name, however it is written."""
    wanted = _plain(name or "")
    return next((c for c in library.companies if wanted and _plain(c.name) == wanted), None)


def archetype_of(company: Company | None, library: Library) -> Archetype | None:
    if company is None:
        return None
    kinds = {kind.archetype_id: kind for kind in library.archetypes}
    return kinds.get(company.archetype)


def blueprint_of(company: Company | None, role_category: str, library: Library) -> Blueprint | None:
    if company is None:
        return None
    return next(
        (
            blueprint
            for blueprint in library.blueprints
            if blueprint.company_id == company.company_id
            and blueprint.role_category == role_category
        ),
        None,
    )


def fit_patterns(archetype: Archetype) -> list[QuestionPattern]:
    """One pattern per question of the archetype; at most one of them is asked."""
    dimensions = dict.fromkeys([DimensionId.role_fit, *archetype.stresses])
    return [
        QuestionPattern(
            pattern_id=f"fit_{archetype.archetype_id}_{number}",
            pattern_type=PatternType.behavioral,
            role_category="any",
            interview_types=list(InterviewType),
            phase=PhaseId.behavioral,
            topic="how you'd work here",
            template=question,
            expected_signal=f"Would work well where this holds: {archetype.behaviour}",
            expects=[Missing.action, Missing.verification],
            dimensions=list(dimensions),
            keywords=KEYWORDS,
            seconds=100,
            probe_tree=PROBES,
            tags=["fit"],
        )
        for number, question in enumerate(archetype.fit_questions, start=1)
    ]


def company_fact(company: Company, archetype: Archetype) -> Fact:
    """Brings the company up before a question of fit."""
    return make_fact(
        FactKind.company,
        {},
        source=TriggerSource.company,
        subject=company.name,
        quote=company.known_for,
        why=f"fit: {archetype.behaviour}",
        weight=0.8,
        about=f"company:{company.company_id}",
        leads=(f"I ask the next one with {company.name} in mind.",),
    )


_STYLES: dict[HiringStyle, tuple[DimensionId, ...]] = {
    HiringStyle.execution: (DimensionId.execution_detail, DimensionId.ownership_impact),
    HiringStyle.process: (DimensionId.structure, DimensionId.collaboration_conflict),
    HiringStyle.risk: (DimensionId.consistency_honesty, DimensionId.problem_solving),
    HiringStyle.growth: (DimensionId.ownership_impact, DimensionId.confidence_composure),
}


def stresses(company: Company | None, archetype: Archetype | None) -> frozenset[DimensionId]:
    """Dimensions that matter more there than elsewhere."""
    found: Sequence[DimensionId] = archetype.stresses if archetype is not None else ()
    style = _STYLES[company.tags.hiring_style] if company is not None else ()
    return frozenset([*found, *style])


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
