"""Opens and closes a task with its question, and shows what the page may show of it. Pure.

Nothing hidden leaves here: no flaw, no fix, no expected signal, no solution, no untold fact.
"""

from typing import assert_never

from runtime.interview import timing
from runtime.interview.actions import AnyAction, Fact, HideTask, ShowTask, Speak
from runtime.interview.floor import Floor, replace
from runtime.interview.plan import InterviewPlan, Question
from runtime.interview.progress import (
    Artifact,
    ArtifactKind,
    CaseProgress,
    CodingProgress,
    TaskProgress,
)
from runtime.interview.situations import Situation
from runtime.interview.tasks import Activity, CaseTask, CodingExercise, CodingTask, PlannedTask

CHANGED = (Activity.debug, Activity.modify)
"""Activities in which the code is edited and the failing test is shown."""

PLAIN_TITLE = {Activity.explain: "Code to explain", Activity.review: "Code to review"}
"""The author's name for an exercise often names what is to be found."""


def find(plan: InterviewPlan, task_id: str | None) -> PlannedTask | None:
    return next((task for task in plan.tasks if task.task_id == task_id), None)


def lead(floor: Floor, question: Question) -> str | None:
    """What is said before a task's question; None for a question without one."""
    match find(floor.plan, question.task_id):
        case None:
            return None
        case CodingTask(exercise=exercise):
            bridge = floor.phrase(Situation.to_coding)
            change = exercise.activity_type in CHANGED
            intro = Situation.code_to_change if change else Situation.code_to_read
            return f"{bridge} {floor.phrase(intro)}"
        case CaseTask():
            bridge = floor.phrase(Situation.to_case)
            return f"{bridge} {floor.phrase(Situation.case_intro)}"
        case task:
            assert_never(task)


def settle(floor: Floor, before: TaskProgress | None, *, again: bool = False) -> None:
    """After a step: close a task whose question has gone, open the one of the new question,
    show what has changed. `again`: the client is back and may have missed what was shown."""
    thread = floor.state.thread
    open_now = floor.state.task
    if open_now is not None and (
        thread is None
        or thread.question_id != open_now.question_id
        or floor.state.finished is not None
    ):
        _close(floor, open_now)
    question = floor.question
    if floor.state.task is None and question is not None and floor.state.finished is None:
        task = find(floor.plan, question.task_id)
        if task is not None and thread is not None:
            floor.change(task=_opened(floor, task, question, thread.started_at))
    task = find(floor.plan, floor.state.task.task_id) if floor.state.task is not None else None
    if task is not None and (again or _told(before) != _told(floor.state.task)):
        _before_speech(floor, panel(task, floor.state.task))


def panel(task: PlannedTask, progress: TaskProgress | None) -> ShowTask:
    """What the page shows of the task now."""
    match task:
        case CodingTask(exercise=exercise):
            return _coding_panel(task.task_id, exercise)
        case CaseTask(case=case):
            told = progress.revealed if isinstance(progress, CaseProgress) else ()
            known = {reveal.reveal_id: reveal for reveal in case.revealable_data}
            return ShowTask(
                task_id=task.task_id,
                kind="case",
                title=case.name,
                body=case.context,
                requirement=case.prompt_statement,
                facts=tuple(
                    Fact(text=known[each].say, rows=tuple(tuple(row) for row in known[each].show))
                    for each in told
                ),
            )
        case _:
            assert_never(task)


def keep(floor: Floor, artifact: Artifact) -> None:
    """The next recorded turn takes it along; of one kind the last one counts."""
    others = tuple(
        each
        for each in floor.state.artifacts
        if (each.task_id, each.kind) != (artifact.task_id, artifact.kind)
    )
    floor.change(artifacts=(*others, artifact))


def _coding_panel(task_id: str, exercise: CodingExercise) -> ShowTask:
    change = exercise.activity_type in CHANGED
    return ShowTask(
        task_id=task_id,
        kind="coding",
        title=exercise.name if change else PLAIN_TITLE[exercise.activity_type],
        body=exercise.expected_behavior,
        language=exercise.language,
        activity=exercise.activity_type,
        # Heard once is not kept in mind for minutes: what is to be done stands there, too.
        requirement=exercise.modification_requirement or exercise.task,
        code=exercise.code_snippet.strip("\n"),
        # To explain or review code that comes with its failing test would be no work.
        failing_test=exercise.failing_test_case.strip("\n") if change else "",
        editable=change,
    )


def _opened(floor: Floor, task: PlannedTask, question: Question, at: float) -> TaskProgress:
    ends_at = timing.task_ends_at(
        floor.plan, question, started_at=at, phase_ends_at=floor.state.phase_ends_at
    )
    match task:
        case CodingTask():
            return CodingProgress(
                task_id=task.task_id, question_id=question.question_id, ends_at=ends_at
            )
        case CaseTask():
            return CaseProgress(
                task_id=task.task_id,
                question_id=question.question_id,
                started_at=at,
                ends_at=ends_at,
            )
        case _:
            assert_never(task)


def _close(floor: Floor, progress: TaskProgress) -> None:
    if isinstance(progress, CaseProgress):
        if progress.recommendation:
            _keep_words(floor, ArtifactKind.recommendation, progress.recommendation)
        if progress.first_words and not _outlined(floor, progress.task_id):
            lines = (f"{each}: {text}" for each, text in progress.first_words.items())
            _keep_words(floor, ArtifactKind.outline, "\n".join(lines))
    floor.change(task=None)
    _before_speech(floor, HideTask(task_id=progress.task_id))


def _keep_words(floor: Floor, kind: ArtifactKind, text: str) -> None:
    if floor.state.task is not None:
        keep(floor, Artifact(task_id=floor.state.task.task_id, kind=kind, text=text))


def _outlined(floor: Floor, task_id: str) -> bool:
    """The candidate has written an outline of their own."""
    return task_id in floor.state.outlined


def _told(progress: TaskProgress | None) -> tuple[str, ...] | None:
    """What the panel depends on."""
    if progress is None:
        return None
    revealed = progress.revealed if isinstance(progress, CaseProgress) else ()
    return (progress.task_id, *revealed)


def _before_speech(floor: Floor, action: AnyAction) -> None:
    """The page shows it before the voice speaks of it."""
    at = next((i for i, each in enumerate(floor.actions) if isinstance(each, Speak)), None)
    floor.actions.insert(len(floor.actions) if at is None else at, action)


def with_progress(floor: Floor, **changes: object) -> None:
    if floor.state.task is not None:
        floor.change(task=replace(floor.state.task, **changes))
