"""What is handed in for tasks lands in its table when the interview is closed."""

import msgspec
import pytest

from evaluation.evaluate import evaluate
from evaluation.task_results import CaseResult
from runtime.interview.events import CodeSubmitted
from runtime.library.submissions import TaskType
from runtime.record import CommittedTurn, SessionStatus
from storage.evaluations import PostgresEvaluations
from tests.interview.bench import Bench
from tests.interview.task_plans import CASES, EXERCISES, Walk, at_task, plan_with
from tests.interview.test_cases import Good
from tests.storage.library import Library
from tests.storage.samples import record

pytestmark = pytest.mark.integration

CASE = CASES["growth_second_box"]
RETRY = EXERCISES["be_retry_gives_none"]


async def closed(library: Library, bench: Bench) -> str:
    """The bench's interview as a session of ann's, committed and closed."""
    session_id = f"session-{library.ann}"
    held = msgspec.structs.replace(record(session_id), user_id=library.ann, plan=bench.plan)
    await library.interviews.create(held)
    for turn in bench.turns:
        await library.interviews.commit_turn(session_id, CommittedTurn(turn=turn), [])
    for _ in range(2):
        await library.interviews.close(
            session_id, reason="completed", status=SessionStatus.ended, entries=[]
        )
    return session_id


async def test_a_case_is_kept_once_with_what_was_written(library: Library) -> None:
    walk = Walk(plan_with(CASE)).run(Good(CASE))
    session_id = await closed(library, walk.bench)
    (kept,) = await library.submissions.submissions(library.ann, session_id)
    assert kept.task_type is TaskType.case
    assert kept.task_id == CASE.case_id
    assert kept.prompt == CASE.prompt_statement
    assert "because that tells most about it" in kept.candidate_response_text
    assert set(kept.work) == {"outline", "recommendation"}


async def test_the_last_code_counts_and_earlier_ones_are_kept(library: Library) -> None:
    bench = at_task(plan_with(RETRY))
    for code in ("def a():\n    pass", RETRY.suggested_fix):
        bench.feed(
            CodeSubmitted(at=bench.now + 9, task_id=RETRY.exercise_id, language="python", code=code)
        )
        bench.hear_out()
    bench.run_out("I would rather move on to the next thing, please.")
    session_id = await closed(library, bench)
    (kept,) = await library.submissions.submissions(library.ann, session_id)
    assert kept.task_type is TaskType.coding
    assert kept.candidate_code == RETRY.suggested_fix.rstrip()
    assert kept.work["earlier_code"] == ["def a():\n    pass"]


async def test_the_evaluation_is_noted_beside_it(library: Library) -> None:
    walk = Walk(plan_with(CASE)).run(Good(CASE))
    session_id = await closed(library, walk.bench)
    evaluations = PostgresEvaluations(library.pool)
    interview = await evaluations.load_interview(session_id)
    report = evaluate(interview, created_at="2026-01-01T00:00:00Z")
    await evaluations.save_report(report)
    (kept,) = await library.submissions.submissions(library.ann, session_id)
    assert msgspec.convert(kept.evaluator_notes, CaseResult) == report.tasks[0]


async def test_an_interview_without_tasks_hands_nothing_in(library: Library) -> None:
    bench = Bench(plan_with(CASE))
    session_id = await closed(library, bench)
    assert await library.submissions.submissions(library.ann, session_id) == []
