"""Runs that collect posts about interviews, and the posts; for internal use only (R-249)."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Protocol

import msgspec


class RunStatus(StrEnum):
    running = "running"
    succeeded = "succeeded"
    failed = "failed"


class DataSourceRun(msgspec.Struct, frozen=True, kw_only=True):
    """One collection of posts (R-054)."""

    run_id: str = ""
    """A UUID; given by the store."""
    source: str
    """`apify_leetcode`, `glassdoor`, `reddit`, or another word (R-090)."""
    run_params: dict[str, Any] = {}
    """What was asked for; never a key."""
    status: RunStatus = RunStatus.running
    started_at: str = ""
    """RFC 3339, UTC, like all times; given by the store."""
    finished_at: str | None = None
    item_count: int = 0
    """Posts that were new."""
    storage_ref: str | None = None
    """The data set's id or address."""
    error: str | None = None


class ScrapedPost(msgspec.Struct, frozen=True, kw_only=True):
    """A post as somebody wrote it (R-055): raw, never shown, only drawn from."""

    post_id: str = ""
    """A UUID; given by the store."""
    source_run_id: str
    company_name: str | None = None
    tags: str | None = None
    created_at_source: str | None = None
    """When it was written."""
    upvotes: int | None = None
    raw_content: str
    extracted: dict[str, Any] | None = None
    """What the extractor drew (R-152); None until it did."""
    created_at: str = ""


class DataSourceRepository(Protocol):
    """Runs and posts; only admins get here.

    All methods raise StorageFailed when the database doesn't answer. Cancelling one that writes
    leaves all or nothing written.
    """

    async def start_run(self, run: DataSourceRun) -> DataSourceRun:
        """Keep a new run, running."""
        ...

    async def finish_run(
        self, run_id: str, *, status: RunStatus, error: str | None = None
    ) -> DataSourceRun:
        """Note how it ended; its items are counted here. Raises UnknownRun."""
        ...

    async def run(self, run_id: str) -> DataSourceRun:
        """Raises UnknownRun."""
        ...

    async def runs(self, *, limit: int = 100) -> list[DataSourceRun]:
        """The newest first."""
        ...

    async def add_posts(self, run_id: str, posts: Sequence[ScrapedPost]) -> list[ScrapedPost]:
        """Keep the posts whose text is not there yet, from any run; returns these.

        Raises UnknownRun.
        """
        ...

    async def posts(
        self, run_id: str, *, unread_only: bool = False, limit: int = 1000
    ) -> list[ScrapedPost]:
        """In the order they came; `unread_only`: those nothing was drawn from yet."""
        ...

    async def save_extracted(self, post_id: str, extracted: dict[str, Any]) -> None:
        """Keep what was drawn from a post; replaces. Raises UnknownRun."""
        ...
