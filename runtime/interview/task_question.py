"""Makes a planned question of an exercise or a case, and the task that it opens. Pure."""

from runtime.errors import InvalidContent
from runtime.interview.dimensions import DimensionId
from runtime.interview.plan import Patience, Probe, ProbeId, ProbeTrigger, Question, QuestionId
from runtime.interview.tasks import (
    CaseTask,
    CaseTemplate,
    CodingExercise,
    CodingTask,
    Difficulty,
    PlannedTask,
)

CODING_S = {Difficulty.easy: 240, Difficulty.medium: 330, Difficulty.hard: 420}
"""Expected time for a short piece of code and what is asked about it, seconds."""
LEAST_CODING_S = 150
"""With less time than this nobody reads code, thinks and answers."""
LEAST_CASE_S = 300
"""One minute for each checkpoint; below that a case is no case."""
CODING_DEPTH = 5
CASE_DEPTH = 16
"""Follow-ups at most: a case is a conversation, its time share ends it, not this number."""
CODING_DIMENSIONS = (
    DimensionId.problem_solving,
    DimensionId.technical_depth,
    DimensionId.execution_detail,
)


def task_question(
    item: CodingExercise | CaseTemplate, *, question_id: str, seconds: int | None = None
) -> tuple[Question, PlannedTask]:
    """The question that opens the task, and the task for `InterviewPlan.tasks`.

    The task's id is the exercise's or the case's id. Put the question into the phase `exercise`
    (or `role_skills`); one task per plan is what an hour can hold.

    Args:
        seconds: time the whole task may take; None takes what its author expects.

    Raises:
        InvalidContent: `seconds` is below `LEAST_CODING_S` or `LEAST_CASE_S`.
    """
    if isinstance(item, CaseTemplate):
        seconds = item.expected_duration_minutes * 60 if seconds is None else seconds
        _check(item.case_id, seconds, LEAST_CASE_S)
        case_dimensions = dict.fromkeys(
            (*item.evaluation_focus, DimensionId.problem_solving, DimensionId.structure)
        )
        question = Question(
            question_id=QuestionId(question_id),
            pattern_id=item.case_id,
            topic="the case",
            text=item.prompt_statement,
            expected_signal=item.solution,
            expects=(),
            dimensions=tuple(case_dimensions),
            patience=Patience.long,
            seconds=seconds,
            probe_depth=CASE_DEPTH,
            keywords=tuple(item.tags),
            task_id=item.case_id,
        )
        return question, CaseTask(task_id=item.case_id, case=item)
    seconds = CODING_S[item.difficulty] if seconds is None else seconds
    _check(item.exercise_id, seconds, LEAST_CODING_S)
    question = Question(
        question_id=QuestionId(question_id),
        pattern_id=item.exercise_id,
        topic="the code on your screen",
        text=item.task,
        expected_signal="; ".join(item.expected_signals),
        expects=(),
        dimensions=CODING_DIMENSIONS,
        patience=Patience.long,
        seconds=seconds,
        probes=tuple(
            Probe(
                probe_id=ProbeId(f"{question_id}p{number}"), text=text, trigger=ProbeTrigger.always
            )
            for number, text in enumerate(item.probing_questions, start=1)
        ),
        probe_depth=CODING_DEPTH,
        keywords=tuple(item.tags),
        task_id=item.exercise_id,
    )
    return question, CodingTask(task_id=item.exercise_id, exercise=item)


def _check(task_id: str, seconds: int, least: int) -> None:
    if seconds < least:
        raise InvalidContent(f"task {task_id} needs at least {least} seconds, not {seconds}")
