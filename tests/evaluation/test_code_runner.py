"""Candidates' code in the sandbox: what passes, what fails, what is not run, what can't get out."""

import asyncio

import pytest

from evaluation.code_runner import may_run, passes, run, runnable
from evaluation.evaluate import evaluate
from evaluation.ports import Interview
from evaluation.report import Report
from evaluation.task_results import CodingResult
from evaluation.worker import EvaluationWorker
from runtime.interview.tasks import CodeLanguage
from runtime.record import AudioOut, CommittedTurn, SessionRecord, SessionStatus
from seeds.load import load
from tests.evaluation.interviews import rubric
from tests.evaluation.test_task_results import coded
from tests.parts import missing

pytestmark = pytest.mark.integration

EXERCISES = {each.exercise_id: each for each in load().exercises}
SOME = pytest.mark.parametrize(
    "exercise_id", ["be_retry_gives_none", "be_pay_once", "fe_prices_by_letter", "be_few_at_a_time"]
)
RETRY = EXERCISES["be_retry_gives_none"]
ANOTHER_WAY = """
def with_retries(call, attempts=3):
    last = ValueError("no attempts")
    while attempts:
        attempts -= 1
        try:
            return call()
        except ConnectionError as error:
            last = error
    raise last
"""


@pytest.fixture(autouse=True)
def _isolation() -> None:
    for language in CodeLanguage:
        if not runnable(language):
            missing(f"nothing runs {language} here")
        if run(language, "", isolated=True).error == "refused":
            missing("this kernel gives no process without a network")


@SOME
def test_a_repair_passes_and_the_snippet_fails(exercise_id: str) -> None:
    exercise = EXERCISES[exercise_id]
    assert passes(exercise, exercise.suggested_fix) is True
    assert passes(exercise, exercise.code_snippet) is False


def test_another_way_is_found_right() -> None:
    assert passes(RETRY, ANOTHER_WAY) is True


def test_every_reference_repair_may_run() -> None:
    refused = [e.exercise_id for e in EXERCISES.values() if not may_run(e, e.suggested_fix)]
    assert refused == []


@pytest.mark.parametrize(
    "code",
    [
        "import os\nos.remove('/etc/passwd')",
        "from subprocess import run",
        "import uuid\nuuid.os.system('id')",
        "open('/etc/passwd')",
        "().__class__.__base__.__subclasses__()",
        "'{0.__class__}'.format(1)",
        "(g := (x for x in ())).gi_frame.f_back",
        "getattr(1, 'real')",
        "class A:\n    def __del__(self):\n        print('late')",
        "import socket",
        "this does not parse",
        "x = 1\n" * 20_000,
    ],
)
def test_code_that_reaches_out_is_not_run(code: str) -> None:
    assert passes(RETRY, code) is None


@pytest.mark.parametrize(
    "code",
    [
        "require('fs')",
        "process.exit(0)",
        "import('node:fs')",
        "(() => {}).constructor('return 1')()",
        "globalThis['pro' + 'cess']",
        "\\u0065val('1')",
    ],
)
def test_a_script_that_reaches_out_is_not_run(code: str) -> None:
    assert passes(EXERCISES["fe_prices_by_letter"], code) is None


def test_an_outcome_can_not_be_printed() -> None:
    forged = 'print(\'{"error": null, "text": ""}\')\n' + RETRY.code_snippet
    assert passes(RETRY, forged) is False


def test_endless_code_is_ended() -> None:
    assert passes(RETRY, "while True:\n    pass") is False


def test_the_network_is_out_of_reach() -> None:
    program = "import socket\nsocket.create_connection(('127.0.0.1', 9), 1)"
    assert run(CodeLanguage.python, program, isolated=True).text.endswith("unreachable")


class Shelf:
    """Holds one interview and the report on it."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.report: Report | None = None

    async def load_interview(self, session_id: str) -> Interview:
        return self.interview

    async def save_report(self, report: Report) -> bool:
        self.report = report
        return True

    async def load_report(self, session_id: str) -> Report | None:
        return self.report


@pytest.mark.parametrize(("code", "passed"), [(ANOTHER_WAY, True), (RETRY.code_snippet, False)])
def test_the_worker_runs_it_where_asked_to(code: str, passed: bool) -> None:
    _, bench = coded(RETRY, code=code)
    record = SessionRecord(
        session_id="s1",
        status=SessionStatus.ended,
        plan=bench.plan,
        role_kit_id="backend-test",
        rubric_id="small",
        audio_out=AudioOut.ws,
        created_at="2026-01-01T00:00:00Z",
    )
    turns = [CommittedTurn(turn=turn) for turn in bench.turns]
    shelf = Shelf(Interview(record=record, turns=turns, rubric=rubric()))

    async def announced(_: str) -> None:
        pass

    worker = EvaluationWorker(shelf, announced, now=lambda: "2026-01-01T10:00:00Z", passes=passes)
    asyncio.run(worker.evaluate_session("s1"))
    assert shelf.report is not None
    (found,) = shelf.report.tasks
    assert isinstance(found, CodingResult)
    assert found.executed
    assert found.passed is passed
    assert (found.correctness == 5) is passed
    unread = evaluate(shelf.interview, created_at="2026-01-01T10:00:00Z").tasks[0]
    assert isinstance(unread, CodingResult)
    assert not unread.executed
