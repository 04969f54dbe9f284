"""Finished interviews and their reports in Postgres; fits the port of `evaluation.ports`."""

import msgspec

from evaluation.ports import Interview
from evaluation.report import Report
from runtime.errors import UnknownSession
from runtime.record import failures
from storage.catalogue import load_rubric
from storage.encoding import to_jsonb
from storage.incidents import load_incidents
from storage.interview_rows import load_record, load_turns
from storage.postgres import Pool, connection, transaction
from storage.sql import queries

_report = msgspec.json.Decoder(Report)


class PostgresEvaluations:
    """All methods raise StorageFailed when Postgres does not answer within seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def load_interview(self, session_id: str) -> Interview:
        """Raises UnknownSession."""
        async with connection(self._pool) as taken:
            record = await load_record(taken, session_id)
            return Interview(
                record=record,
                turns=await load_turns(taken, session_id),
                rubric=await load_rubric(taken, record.rubric_id),
                degraded=(*record.degraded, *failures(await load_incidents(taken, session_id))),
            )

    async def save_report(self, report: Report) -> bool:
        """Keep the report and mark an ended session analyzed, in one transaction.

        Returns False, and keeps the first one, when this evaluator version has reported already.

        Raises:
            UnknownSession: the session is not there (any more).
        """
        async with transaction(self._pool) as taken:
            row = await taken.fetchrow(
                queries["save_report"],
                report.session_id,
                report.evaluator_version,
                to_jsonb(report),
            )
            if row is not None and row["kept"]:
                for task in report.tasks:
                    await taken.execute(
                        queries["note_submission"], report.session_id, task.task_id, to_jsonb(task)
                    )
        if row is None or not row["known"]:
            raise UnknownSession(f"There is no session {report.session_id}.")
        return bool(row["kept"])

    async def load_report(self, session_id: str) -> Report | None:
        """The newest report, or None while there is none or for an unknown session."""
        async with connection(self._pool) as taken:
            document = await taken.fetchval(queries["load_report"], session_id)
        return None if document is None else _report.decode(document)
