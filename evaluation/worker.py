"""Takes one evaluation job: load, evaluate off the loop, save once, tell the session's readers."""

import asyncio
from collections.abc import Awaitable, Callable

from evaluation.evaluate import evaluate
from evaluation.ports import EvaluationRepository, Interview
from evaluation.report import Report
from runtime.interview.tasks import CodingExercise, CodingTask
from runtime.library.handed_in import handed_in


class EvaluationWorker:
    """Evaluates sessions one call at a time; safe to call for many sessions at once.

    Args:
        repository: where interviews come from and reports go.
        announce: tells the readers of a session's turn stream that its report is there; it is
            called again when a job is repeated, so it must bear that.
        now: the time as RFC 3339, UTC, for the report's `created_at`.
        passes: runs code that was handed in, in a sandbox, and tells whether its exercise's test
            passed, None where it didn't run; it blocks. None: code is read, never run (C-54).
    """

    def __init__(
        self,
        repository: EvaluationRepository,
        announce: Callable[[str], Awaitable[None]],
        *,
        now: Callable[[], str],
        passes: Callable[[CodingExercise, str], bool | None] | None = None,
    ) -> None:
        self._repository = repository
        self._announce = announce
        self._now = now
        self._passes = passes

    async def evaluate_session(self, session_id: str) -> None:
        """Return when the report is kept and announced; doing it twice leaves one report.

        Announcing follows saving even if the report was there already: the process may have died
        between the two the last time. Cancellation leaves nothing half done; the job can simply
        be repeated.

        Raises:
            UnknownSession: there is no such session; repeating won't help.
            StorageFailed: Postgres or Redis did not answer; the queue should try again.
            InvalidContent: the rubric is broken; repeating won't help.
        """
        interview = await self._repository.load_interview(session_id)
        # A long transcript takes tens of milliseconds: too long for a loop that may carry audio.
        report = await asyncio.to_thread(self._report, interview)
        await self._repository.save_report(report)
        await self._announce(session_id)

    def _report(self, interview: Interview) -> Report:
        created_at = self._now()
        if self._passes is None:
            return evaluate(interview, created_at=created_at)
        plan = interview.record.plan
        passed: dict[str, bool] = {}
        exercises = {
            task.task_id: task.exercise for task in plan.tasks if isinstance(task, CodingTask)
        }
        turns = [each.turn for each in interview.turns]
        for kept in handed_in(interview.record.session_id, plan, turns):
            if kept.task_id in exercises and kept.candidate_code:
                outcome = self._passes(exercises[kept.task_id], kept.candidate_code)
                if outcome is not None:
                    passed[kept.task_id] = outcome
        return evaluate(interview, created_at=created_at, passed=passed)
