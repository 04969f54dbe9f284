"""How the interviewer reacts while a task is on the table. Pure."""

from typing import assert_never

from runtime.interview import cases, coding, questions, task_panel
from runtime.interview.actions import AnswerClass, Assessment, Intent
from runtime.interview.floor import Floor
from runtime.interview.progress import Artifact, ArtifactKind, CodingProgress, Submission
from runtime.interview.situations import Situation
from runtime.interview.tasks import CaseTask, CodingTask

OURS = frozenset(
    {
        AnswerClass.strong,
        AnswerClass.weak,
        AnswerClass.vague,
        AnswerClass.evasive,
        AnswerClass.off_topic,
        AnswerClass.dont_know,
        AnswerClass.candidate_question,
        AnswerClass.asks_clarification,
        AnswerClass.asks_time,
    }
)
"""Kinds of answer that mean something else at a task; all others are dealt with as anywhere."""


def react(floor: Floor, assessment: Assessment, text: str, submission: Submission | None) -> bool:
    """React to an answer at a task; False: there is none, or the general rules apply."""
    progress = floor.state.task
    if progress is None or assessment.answer_class not in OURS:
        return False
    match task_panel.find(floor.plan, progress.task_id):
        case None:
            return False
        case CodingTask(exercise=exercise):
            return coding.react(floor, exercise, assessment, text, submission)
        case CaseTask(case=case):
            return cases.react(floor, case, assessment, text)
        case task:
            assert_never(task)


def after_silence(floor: Floor) -> bool:
    """React to silence that a gentle word did not end; False: there is no task."""
    progress = floor.state.task
    match task_panel.find(floor.plan, progress.task_id) if progress is not None else None:
        case None:
            return False
        case CodingTask(exercise=exercise):
            coding.after_silence(floor, exercise)
        case CaseTask(case=case):
            cases.after_silence(floor, case)
        case task:
            assert_never(task)
    return True


def time_used_up(floor: Floor) -> None:
    """The task's time is over, or nearly: say so once, then go on."""
    progress = floor.state.task
    if isinstance(progress, CodingProgress) and not progress.warned:
        floor.change_task(warned=True)
        floor.speak(Intent.nudge, floor.phrase(Situation.task_minute))
    else:
        questions.go_on(floor, floor.phrase(Situation.task_over), intent=Intent.move_on)


def keep(floor: Floor, task_id: str, kind: ArtifactKind, text: str) -> None:
    """Something written beside a task."""
    task_panel.keep(floor, Artifact(task_id=task_id, kind=kind, text=text))
    if kind is ArtifactKind.outline and task_id not in floor.state.outlined:
        floor.change(outlined=(*floor.state.outlined, task_id))
