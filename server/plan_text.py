"""A plan as a person reads it. Pure."""

import textwrap
from collections.abc import Iterator

from runtime.interview.plan import InterviewPlan, Phase, Probe, ProbeTrigger, Question
from runtime.interview.tasks import CaseTask
from runtime.interview.triggers import Trigger, TriggerSource

WIDTH = 96
_SOURCES = {
    TriggerSource.resume: "résumé",
    TriggerSource.job: "job",
    TriggerSource.company: "company",
    TriggerSource.story: "story bank",
    TriggerSource.memory: "earlier sessions",
}


def plan_text(plan: InterviewPlan) -> str:
    """Phases with their minutes, each question with what made it worth asking and its probes."""
    at = f" at {plan.company}" if plan.company else ""
    lines = [
        f"{plan.role_title}{at}: {plan.interview_type.replace('_', ' ')} interview, "
        f"level {plan.seniority}, {plan.duration_s / 60:g} minutes, {plan.style}",
        f"Chosen by {plan.source}{f' ({plan.prompt})' if plan.prompt else ''}, seed {plan.seed}. "
        f"{_tailored(plan)}",
    ]
    for phase in plan.phases:
        lines += ["", *_phase(phase, plan)]
    return "\n".join(lines)


def _tailored(plan: InterviewPlan) -> str:
    questions = [question for phase in plan.phases for question in phase.questions]
    about = sum(question.trigger is not None for question in questions)
    probes = sum(len(question.probes) for question in questions)
    return (
        f"{len(questions)} questions, {about} of them about this person or this job; "
        f"{probes} probes at hand."
    )


def _phase(phase: Phase, plan: InterviewPlan) -> Iterator[str]:
    name = phase.phase_id.replace("_", " ").upper()
    yield f"{name}  {clock(phase.budget_s)}  {phase.objective}"
    for question in phase.questions:
        yield from _question(question, plan)
    if not phase.questions:
        yield "  (the candidate's turn)" if phase is plan.phases[-1] else "  (no question)"


def _question(question: Question, plan: InterviewPlan) -> Iterator[str]:
    yield from _wrapped(f"{question.question_id}  ", question.text, indent=2)
    task = next((t for t in plan.tasks if t.task_id == question.task_id), None)
    if isinstance(task, CaseTask):
        yield from _wrapped("case: ", f"{task.case.name}, {task.case.difficulty}", indent=7)
    elif task is not None:
        told = task.exercise
        what = f"{told.name}, {told.activity_type}, {told.language}, {told.difficulty}"
        yield from _wrapped("code: ", what, indent=7)
    yield from _wrapped("why: ", _why(question.trigger), indent=7)
    for probe in question.probes:
        yield from _wrapped("– ", f"{probe.text}  [{_when(probe)}]", indent=7)


def _why(trigger: Trigger | None) -> str:
    if trigger is None:
        return "asked of everybody for this role"
    quoted = f" “{trigger.quote}”" if trigger.quote else ""
    return f"{trigger.why} ({_SOURCES[trigger.source]}){quoted}"


def _when(probe: Probe) -> str:
    match probe.trigger:
        case ProbeTrigger.if_missing:
            return f"without {str(probe.seeks).replace('_', ' ')}"
        case ProbeTrigger.if_vague:
            return "when vague"
        case ProbeTrigger.always:
            return "to go deeper"
        case ProbeTrigger.ordered:
            return "in order"


def _wrapped(mark: str, text: str, *, indent: int) -> list[str]:
    space = " " * indent
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=space + mark,
        subsequent_indent=space + " " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )


def clock(seconds: float) -> str:
    """ "2:30"."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
