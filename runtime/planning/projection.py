"""The plan as others read and write it: `interview_plan` of R-148, and back. Pure."""

import re
from collections.abc import Sequence
from typing import Annotated

import msgspec

from runtime.errors import InvalidContent
from runtime.interview.catalogue import InterviewType, Seniority
from runtime.interview.plan import InterviewPlan, Phase, PhaseId
from runtime.interview.tasks import CaseTask, PlannedTask
from runtime.planning.candidates import Candidate
from runtime.planning.facts import Fact, FactKind
from runtime.planning.generate import written
from runtime.planning.nearness import QUESTIONS_NEAR, by_words, near_pairs
from runtime.planning.preparation import Likeness
from runtime.planning.setting import Setting

OBJECTIVES = {
    PhaseId.intro: ("rapport", "role-context"),
    PhaseId.resume_deep_dive: ("validate-claims",),
    PhaseId.role_skills: ("role-context", "problem-solving"),
    PhaseId.exercise: ("problem-solving",),
    PhaseId.behavioral: ("values-fit",),
    PhaseId.close: ("questions-from-candidate",),
}
"""Tags of R-113; an exercise of code adds `coding`."""
_TRIGGER = re.compile(r"\s*(?P<fact>[\w-]+)(?:\s+for\s+(?P<pattern>\w+))?")
MINUTES_OFF = 0.6
"""The minutes of a plan may miss its duration by so much: they are whole or have one decimal."""


class PlanMetadata(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    role_category: str
    seniority: Seniority
    interview_type: InterviewType
    company: str | None = None


class PlanPhase(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    id: PhaseId
    mins: Annotated[float, msgspec.Meta(gt=0, le=120)]
    objective: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    """Pattern ids in the order in which they are asked; ids of exercises and cases, too."""
    triggers: tuple[str, ...] = ()
    """`metric-1 for any_fact_measured: cut the waiting time by 40 percent`; the first word is
    enough, then the first pattern of the phase that the fact fits is about it."""
    exercise_mode: str | None = None
    topics: tuple[str, ...] = ()


class GlobalRules(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """R-193."""

    probe_depth: int = 3
    avoid_repeats: bool = True
    be_strict_on_vagueness: bool = True


class ProjectedPlan(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """R-148."""

    metadata: PlanMetadata
    phases: tuple[PlanPhase, ...]
    global_rules: GlobalRules = GlobalRules()


def project(plan: InterviewPlan) -> ProjectedPlan:
    """What R-148 shows of a plan: no question, no probe, nothing that is never told."""
    tasks = {task.task_id: task for task in plan.tasks}
    return ProjectedPlan(
        metadata=PlanMetadata(
            role_category=plan.role_category,
            seniority=Seniority(plan.seniority),
            interview_type=InterviewType(plan.interview_type),
            company=plan.company,
        ),
        phases=tuple(
            _phase(phase, mins, tasks)
            for phase, mins in zip(plan.phases, _minutes(plan), strict=True)
        ),
    )


def _phase(phase: Phase, mins: float, tasks: dict[str, PlannedTask]) -> PlanPhase:
    mode = None
    objective = OBJECTIVES[phase.phase_id]
    for question in phase.questions:
        task = tasks.get(question.task_id or "")
        if isinstance(task, CaseTask):
            mode = "case"
        elif task is not None:
            mode = f"coding_{task.exercise.activity_type}"
            objective = (*objective, "coding")
    return PlanPhase(
        id=phase.phase_id,
        mins=mins,
        objective=objective,
        patterns=tuple(question.pattern_id for question in phase.questions),
        triggers=tuple(
            f"{question.trigger.trigger_id} for {question.pattern_id}: {question.trigger.subject}"
            for question in phase.questions
            if question.trigger is not None
        ),
        exercise_mode=mode,
        topics=tuple(question.topic for question in phase.questions),
    )


def _minutes(plan: InterviewPlan) -> list[float]:
    """Minutes with one decimal that add up to the duration: what rounding loses goes to the
    phases it took most from."""
    tenths = [phase.budget_s / 6 for phase in plan.phases]
    floors = [int(value) for value in tenths]
    left = round(plan.duration_s / 6) - sum(floors)
    order = sorted(range(len(tenths)), key=lambda at: floors[at] - tenths[at])
    for at in order[: max(0, left)]:
        floors[at] += 1
    return [value / 10 for value in floors]


def realise(
    projected: ProjectedPlan,
    setting: Setting,
    *,
    likeness: Likeness | None = None,
    source: str = "rules",
    prompt: str = "",
) -> InterviewPlan:
    """The plan that somebody else chose, within the limits of `setting`.

    Raises:
        InvalidContent: a limit is broken; the text says which, and never quotes a document.
    """
    shares = _checked_shares(projected, setting)
    chosen: dict[PhaseId, list[Candidate]] = {}
    used: set[str] = set()
    abouts: set[str] = set()
    risks = 0
    has_task = False
    for phase in projected.phases:
        triggers = _Triggers(phase.triggers)
        for pattern_id in phase.patterns:
            if pattern_id in used:
                raise InvalidContent(f"the pattern {_named(pattern_id)} stands twice in the plan")
            used.add(pattern_id)
            if pattern_id == setting.task_id:
                if phase.id is not PhaseId.exercise:
                    raise InvalidContent("the task belongs into the phase exercise")
                has_task = True
                continue
            candidate = _pick(setting, pattern_id, phase.id, triggers, abouts)
            if candidate.fact is not None and candidate.fact.kind is not FactKind.employer:
                abouts.add(candidate.fact.about)
            chosen.setdefault(phase.id, []).append(candidate)
            risks += candidate.fact is not None and candidate.fact.is_risk and not candidate.lead
    _check_questions(chosen, setting, risks=risks, has_task=has_task, likeness=likeness)
    plan = written(setting, chosen, likeness=likeness, shares=shares, with_its_task=has_task)
    return msgspec.structs.replace(plan, source=source, prompt=prompt)


def _checked_shares(projected: ProjectedPlan, setting: Setting) -> dict[PhaseId, float]:
    """Seconds per phase, exactly as long as the interview."""
    meta, terms = projected.metadata, setting.terms
    if (meta.role_category, meta.seniority, meta.interview_type) != (
        setting.kit.role_category,
        terms.level,
        terms.kind,
    ):
        raise InvalidContent("the plan is for another role, level or type of interview")
    ids = [phase.id for phase in projected.phases]
    if ids != [phase_id for phase_id in PhaseId if phase_id in ids] or len(set(ids)) != len(ids):
        raise InvalidContent(f"the phases must stand in this order: {', '.join(PhaseId)}")
    if not {PhaseId.intro, PhaseId.close} <= set(ids):
        raise InvalidContent("intro and close can't be left out")
    minutes = setting.request.duration_s / 60
    total = sum(phase.mins for phase in projected.phases)
    if abs(total - minutes) > MINUTES_OFF:
        raise InvalidContent(f"the phases have {total:g} minutes together, not {minutes:g}")
    least = min(1.0, minutes / 6)
    for phase in projected.phases:
        if phase.id in (PhaseId.intro, PhaseId.close) and phase.mins < least - 0.05:
            raise InvalidContent(f"{phase.id} needs at least {least:g} minutes")
    return {phase.id: phase.mins / total * setting.request.duration_s for phase in projected.phases}


def _pick(
    setting: Setting,
    pattern_id: str,
    phase_id: PhaseId,
    triggers: "_Triggers",
    abouts: set[str],
) -> Candidate:
    """The pattern with the first trigger that fits it and was not used yet."""
    here = [c for c in setting.pool if c.pattern.pattern_id == pattern_id]
    if not here:
        raise InvalidContent(f"there is no pattern {_named(pattern_id)} for this interview")
    if here[0].pattern.phase is not phase_id:
        raise InvalidContent(f"the pattern {pattern_id} doesn't belong into {phase_id}")
    free = [c for c in here if c.fact is None or c.lead or c.fact.about not in abouts]
    for candidate in free:
        if candidate.fact is not None and triggers.use(candidate.fact, pattern_id):
            return candidate
    plain = [candidate for candidate in free if candidate.fact is None]
    if plain or free:
        return (plain or sorted(free, key=_lightness))[0]
    raise InvalidContent(f"nothing is left that the pattern {pattern_id} could be about")


class _Triggers:
    """The triggers of a phase that no pattern has taken yet."""

    def __init__(self, written: Sequence[str]) -> None:
        self._left = [_TRIGGER.match(one) for one in written]

    def use(self, fact: Fact, pattern_id: str) -> bool:
        """Whether the fact was named, for this pattern or for any; then it is used up."""
        for number, one in enumerate(self._left):
            if one is None or one["fact"] != fact.trigger.trigger_id:
                continue
            if one["pattern"] in (None, pattern_id):
                self._left[number] = None
                return True
        return False


def _lightness(candidate: Candidate) -> float:
    return -candidate.fact.weight if candidate.fact is not None else 0.0


def _check_questions(
    chosen: dict[PhaseId, list[Candidate]],
    setting: Setting,
    *,
    risks: int,
    has_task: bool,
    likeness: Likeness | None,
) -> None:
    every = [candidate for group in chosen.values() for candidate in group]
    if not 1 <= len(every) + has_task <= setting.request.questions_target:
        raise InvalidContent(
            f"the plan has {len(every) + has_task} questions; "
            f"1 to {setting.request.questions_target} are wanted"
        )
    if risks > setting.leaning.most_risks:
        raise InvalidContent(f"{risks} questions touch uneasy facts; that is an interrogation")
    topics = [candidate.topic.lower() for candidate in every]
    if len(set(topics)) != len(topics):
        raise InvalidContent("two questions have the same topic")
    if near_pairs([c.text for c in every], likeness or by_words, QUESTIONS_NEAR):
        raise InvalidContent("two questions mean the same")


def _named(pattern_id: str) -> str:
    """An id that came from outside, as it may stand in an error."""
    return "".join(letter for letter in pattern_id if letter.isalnum() or letter == "_")[:60]
