"""Finds the tasks of an interview and has each judged by its kind. Pure."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from evaluation import casework, coding
from evaluation.exchanges import Exchange
from evaluation.report import Verdict
from evaluation.task_results import CaseResult, CodingResult, TaskResult
from runtime.interview.actions import Turn
from runtime.interview.plan import DimensionId, InterviewPlan
from runtime.interview.tasks import CaseTask, CodingTask


def task_results(
    plan: InterviewPlan,
    asked: Sequence[Exchange],
    turns: Sequence[Turn],
    *,
    passed: Mapping[str, bool] | None = None,
) -> tuple[TaskResult, ...]:
    """A result for each task that was opened, in the plan's order.

    `passed` tells, by task id, how the last submission did in the tests where it was run.
    """
    planned = {task.task_id: task for task in plan.tasks}
    found: list[TaskResult] = []
    for exchange in asked:
        task = planned.get(exchange.question.task_id or "")
        match task:
            case None:
                pass
            case CodingTask(exercise=exercise, task_id=task_id):
                outcome = (passed or {}).get(task_id)
                found.append(coding.result(exchange, exercise, turns, passed=outcome))
            case CaseTask(case=case):
                found.append(casework.result(exchange, case, turns))
            case _:
                assert_never(task)
    return tuple(found)


def task_verdict(dimension: DimensionId, found: TaskResult) -> Verdict | None:
    """The task's say on a dimension; None when the general rules are to judge it."""
    match found:
        case CodingResult():
            return coding.verdict(dimension, found)
        case CaseResult():
            return casework.verdict(dimension, found)
        case _:
            assert_never(found)
