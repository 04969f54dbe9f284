"""Whether every interview that is offered has enough to ask, and something to rate. Pure."""

from collections.abc import Iterator

from runtime.interview.catalogue import InterviewType, QuestionPattern, RoleKit, Seniority
from runtime.interview.plan import DimensionId, PhaseId
from seeds.catalogue import Catalogue
from seeds.consistency import needs_facts

CORE_PHASES = (PhaseId.intro, PhaseId.role_skills, PhaseId.behavioral, PhaseId.close)
LEAST_QUESTIONS = 8
"""Different topics an interview needs over its core phases; `questions_target` is 8 (C-29)."""
LEAST_ELICITING = 2
"""Patterns that must speak to a rubric's dimension in one interview, or its score hangs on one
answer."""

HEARD_IN_EVERY_ANSWER = frozenset(
    {
        DimensionId.communication_clarity,
        DimensionId.structure,
        DimensionId.confidence_composure,
        DimensionId.communication_hygiene,
    }
)
"""Rated from how answers are given, whatever was asked."""


def fitting(
    catalogue: Catalogue, kit: RoleKit, interview_type: InterviewType, seniority: Seniority
) -> list[QuestionPattern]:
    """Patterns that may be asked in such an interview whoever comes, ordered by id."""
    return [
        pattern
        for pattern in catalogue.patterns_for(kit.role_category)
        if interview_type in pattern.interview_types
        and seniority in pattern.seniorities
        and not needs_facts(pattern)
    ]


def warnings(catalogue: Catalogue) -> list[str]:
    """One line per kit, interview type and seniority that lacks something."""
    return [
        warning
        for kit in catalogue.role_kits
        if kit.is_active
        for interview_type in kit.interview_types
        for seniority in Seniority
        for warning in _interview(catalogue, kit, interview_type, seniority)
    ]


def _interview(
    catalogue: Catalogue, kit: RoleKit, interview_type: InterviewType, seniority: Seniority
) -> Iterator[str]:
    where = f"role kit {kit.role_kit_id!r}: {interview_type} interview, {seniority}"
    patterns = fitting(catalogue, kit, interview_type, seniority)
    topics = {pattern.topic for pattern in patterns if pattern.phase in CORE_PHASES}
    if len(topics) < LEAST_QUESTIONS:
        yield f"{where}: only {len(topics)} topics over {', '.join(CORE_PHASES)}"
    for phase in CORE_PHASES:
        if not any(pattern.phase == phase for pattern in patterns):
            yield f"{where}: nothing to ask in {phase}"
    rubric = next(r for r in catalogue.rubrics if r.rubric_id == kit.default_rubric_id)
    for rated in rubric.dimensions:
        speaking = sum(rated.dimension in pattern.dimensions for pattern in patterns)
        if rated.dimension not in HEARD_IN_EVERY_ANSWER and speaking < LEAST_ELICITING:
            yield f"{where}: {speaking} patterns speak to {rated.dimension}"
