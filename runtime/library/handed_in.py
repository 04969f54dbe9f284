"""What a candidate handed in for the tasks of an interview, as rows to keep. Pure."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from runtime.interview.actions import Speaker, Turn
from runtime.interview.plan import InterviewPlan
from runtime.interview.progress import ArtifactKind
from runtime.interview.tasks import CaseTask, CodingTask
from runtime.library.submissions import TaskSubmission, TaskType

NAMES = {
    ArtifactKind.notes: "scratchpad",
    ArtifactKind.outline: "outline",
    ArtifactKind.recommendation: "recommendation",
}
"""What `TaskSubmission.work` calls each."""


def handed_in(session_id: str, plan: InterviewPlan, turns: Iterable[Turn]) -> list[TaskSubmission]:
    """One submission for each task that was answered, in the plan's order.

    Its text is all that was said at the task, its code the last that was sent; `work` holds every
    earlier version of the code, or the scratchpad, outline and recommendation of a case.
    """
    told = sorted(turns, key=lambda turn: turn.index)
    found = []
    for task in plan.tasks:
        said = [
            turn for turn in told if turn.role is Speaker.candidate and turn.task_id == task.task_id
        ]
        kept = _kept(task.task_id, told)
        if not said and not kept:
            continue
        match task:
            case CodingTask(exercise=exercise):
                kind, prompt = TaskType.coding, exercise.task
            case CaseTask(case=case):
                kind, prompt = TaskType.case, case.prompt_statement
            case _:
                assert_never(task)
        codes = [turn.submission.code for turn in said if turn.submission is not None]
        if ArtifactKind.late_code in kept:
            codes.append(kept.pop(ArtifactKind.late_code))
        work: dict[str, object] = {NAMES[each]: text for each, text in kept.items()}
        if len(codes) > 1:
            work["earlier_code"] = codes[:-1]
        found.append(
            TaskSubmission(
                session_id=session_id,
                task_type=kind,
                task_id=task.task_id,
                prompt=prompt,
                candidate_response_text="\n".join(turn.text for turn in said if turn.text),
                candidate_code=codes[-1] if codes else "",
                work=work,
            )
        )
    return found


def _kept(task_id: str, turns: Sequence[Turn]) -> dict[ArtifactKind, str]:
    """The last artifact of each kind."""
    return {
        each.kind: each.text
        for turn in turns
        for each in turn.artifacts
        if each.task_id == task_id and each.text
    }
