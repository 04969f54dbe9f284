"""The worker keeps one report and tells the readers, however often a job is repeated."""

import asyncio

import pytest

from evaluation.ports import Interview
from evaluation.report import Report
from evaluation.worker import EvaluationWorker
from runtime.errors import StorageFailed, UnknownSession
from tests.evaluation.interviews import STRONG, interview

pytestmark = pytest.mark.unit


class Shelf:
    """A repository of one interview that can fail a number of times."""

    def __init__(self, *, failures: int = 0) -> None:
        self.reports: list[Report] = []
        self._failures = failures

    async def load_interview(self, session_id: str) -> Interview:
        if session_id != "s1":
            raise UnknownSession("no such session")
        return interview(STRONG)

    async def save_report(self, report: Report) -> bool:
        if self._failures:
            self._failures -= 1
            raise StorageFailed("not now")
        if any(kept.session_id == report.session_id for kept in self.reports):
            return False
        self.reports.append(report)
        return True

    async def load_report(self, session_id: str) -> Report | None:
        return next((kept for kept in self.reports if kept.session_id == session_id), None)


class Announcements:
    def __init__(self) -> None:
        self.made: list[str] = []

    async def __call__(self, session_id: str) -> None:
        self.made.append(session_id)


def worker(shelf: Shelf, announced: Announcements) -> EvaluationWorker:
    return EvaluationWorker(shelf, announced, now=lambda: "2026-01-01T10:00:00Z")


async def test_a_report_is_kept_and_then_announced() -> None:
    shelf, announced = Shelf(), Announcements()
    await worker(shelf, announced).evaluate_session("s1")
    assert [report.created_at for report in shelf.reports] == ["2026-01-01T10:00:00Z"]
    assert announced.made == ["s1"]


async def test_a_repeated_job_keeps_one_report_and_announces_again() -> None:
    shelf, announced = Shelf(), Announcements()
    evaluator = worker(shelf, announced)
    await asyncio.gather(*(evaluator.evaluate_session("s1") for _ in range(3)))
    assert len(shelf.reports) == 1
    assert announced.made == ["s1"] * 3


async def test_a_failed_save_reaches_the_queue_and_nothing_is_announced() -> None:
    shelf, announced = Shelf(failures=1), Announcements()
    evaluator = worker(shelf, announced)
    with pytest.raises(StorageFailed):
        await evaluator.evaluate_session("s1")
    assert announced.made == []
    await evaluator.evaluate_session("s1")
    assert announced.made == ["s1"]


async def test_an_unknown_session_is_an_error() -> None:
    with pytest.raises(UnknownSession):
        await worker(Shelf(), Announcements()).evaluate_session("other")
