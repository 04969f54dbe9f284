"""How a user does over time, per role category and dimension."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from runtime.interview.plan import DimensionId


class TrendPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One session's score."""

    session_id: str
    score: float
    """1 to 5."""
    at: str
    """RFC 3339, UTC."""


class SkillRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One series (R-056, C-17)."""

    user_id: str
    role_category: str
    dimension: DimensionId
    baseline_score: float | None = None
    """The first one, 1 to 5."""
    latest_score: float | None = None
    trend: tuple[TrendPoint, ...] = ()
    """The last sessions, oldest first."""
    common_issues: tuple[str, ...] = ()
    updated_at: str = ""
    """Given by the store."""


class SkillMemory(Protocol):
    """Every series of every user. Methods raise StorageFailed when the database doesn't answer."""

    async def recall(self, user_id: str, *, role_category: str | None = None) -> list[SkillRecord]:
        """The weakest first, those without a score last."""
        ...

    async def keep(self, records: Sequence[SkillRecord]) -> None:
        """Write series, replacing those of the same user, category and dimension; all or none.

        Raises UnknownUser.
        """
        ...
