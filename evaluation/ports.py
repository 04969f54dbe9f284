"""What evaluation needs of the outside: the finished interview in, the report out."""

from typing import Protocol

import msgspec

from evaluation.report import Report
from runtime.interview.catalogue import Rubric
from runtime.record import CommittedTurn, SessionRecord


class Interview(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one evaluation reads."""

    record: SessionRecord
    turns: list[CommittedTurn]
    rubric: Rubric
    degraded: tuple[str, ...] = ()
    """Parts of the session that ran on a fallback, as `session.started` told them."""


class EvaluationRepository(Protocol):
    async def load_interview(self, session_id: str) -> Interview:
        """Raises UnknownSession."""
        ...

    async def save_report(self, report: Report) -> bool:
        """Keep the report and mark the session analyzed, in one transaction.

        Idempotent by session and evaluator version: False when it was there already.
        """
        ...

    async def load_report(self, session_id: str) -> Report | None:
        """The newest report, or None while there is none."""
        ...
