"""Posts about interviews: fetched or uploaded, kept raw for internal use, read later (R-249)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import structlog

from runtime.errors import VivaError
from runtime.experience.ingestion import Ingestion, IngestionSummary
from runtime.library.sources import DataSourceRepository, DataSourceRun, RunStatus, ScrapedPost
from server.text import clean_text

logger = structlog.get_logger()

TEXT_FIELDS = ("content", "text", "body", "raw_content", "postContent", "description")
COMPANY_FIELDS = ("company", "companyName", "company_name")
TITLE_FIELDS = ("title", "postTitle")
MOMENT_FIELDS = ("createdAt", "created_at", "creationDate", "date", "publishedAt")
UPVOTE_FIELDS = ("upvotes", "upvoteCount", "voteCount", "score")
TAG_FIELDS = ("tags", "topicTags")
"""Names that scrapers use for the same things; the first that is there counts."""
POST_MAX_CHARS = 50_000
TAGS_MAX_CHARS = 500
REFUSED_SHOWN = 20


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Items of a data set that can be kept, and why others can't."""

    posts: tuple[ScrapedPost, ...]
    refused: tuple[str, ...]


def posts_of(items: Sequence[dict[str, Any]], *, run_id: str, company: str | None = None) -> Batch:
    """The posts in a data set; `company` is that of items that name none. Pure."""
    posts: list[ScrapedPost] = []
    refused: list[str] = []
    for number, item in enumerate(items, start=1):
        text = clean_text(str(_first(item, TEXT_FIELDS) or ""))
        title = clean_text(str(_first(item, TITLE_FIELDS) or ""))
        if not text:
            refused.append(f"item {number}: no text; name it one of {', '.join(TEXT_FIELDS)}")
            continue
        if len(text) > POST_MAX_CHARS:
            refused.append(f"item {number}: longer than {POST_MAX_CHARS} characters")
            continue
        posts.append(
            ScrapedPost(
                source_run_id=run_id,
                company_name=_line(_first(item, COMPANY_FIELDS)) or company,
                tags=_tags(_first(item, TAG_FIELDS)),
                created_at_source=_moment(_first(item, MOMENT_FIELDS)),
                upvotes=_count(_first(item, UPVOTE_FIELDS)),
                raw_content=f"{title}\n\n{text}" if title else text,
            )
        )
    return Batch(posts=tuple(posts), refused=tuple(refused[:REFUSED_SHOWN]))


class Intake:
    """Keeps runs and posts, and has posts read for what can be used."""

    def __init__(self, sources: DataSourceRepository, ingestion: Ingestion) -> None:
        self._sources = sources
        self._ingestion = ingestion

    @property
    def asks_model(self) -> bool:
        """Reading takes seconds a post."""
        return self._ingestion.asks_model

    async def start(
        self, source: str, params: dict[str, Any], *, storage_ref: str | None = None
    ) -> DataSourceRun:
        return await self._sources.start_run(
            DataSourceRun(source=source, run_params=params, storage_ref=storage_ref)
        )

    async def keep(
        self, run_id: str, items: Sequence[dict[str, Any]], *, company: str | None = None
    ) -> tuple[DataSourceRun, Batch, int]:
        """Keep the posts of a data set and end the run; says how many were new.

        Raises UnknownRun, StorageFailed.
        """
        batch = posts_of(items, run_id=run_id, company=company)
        added = await self._sources.add_posts(run_id, batch.posts)
        usable = bool(batch.posts)
        run = await self._sources.finish_run(
            run_id,
            status=RunStatus.succeeded if usable else RunStatus.failed,
            error=None if usable else "none of the items has a text",
        )
        logger.info("posts kept", run_id=run_id, received=len(items), added=len(added))
        return run, batch, len(added)

    async def fail(self, run_id: str, reason: str) -> DataSourceRun:
        return await self._sources.finish_run(run_id, status=RunStatus.failed, error=reason)

    async def draw(self, run_id: str) -> IngestionSummary | None:
        """Read the run's posts into patterns and signals; None when that fails, and it is logged.

        The posts are kept in any case, and can be read again.
        """
        try:
            return await self._ingestion.run(run_id)
        except VivaError as failure:
            logger.warning("posts not read", run_id=run_id, reason=failure.code)
            return None


def _first(item: dict[str, Any], names: Sequence[str]) -> Any:
    return next((item[name] for name in names if item.get(name) not in (None, "")), None)


def _line(value: Any) -> str | None:
    return (" ".join(clean_text(value).split())[:200] or None) if isinstance(value, str) else None


def _tags(value: Any) -> str | None:
    if isinstance(value, list):
        names = [tag.get("name", "") if isinstance(tag, dict) else tag for tag in value]
        value = ", ".join(name for name in names if isinstance(name, str) and name)
    return (_line(value) or "")[:TAGS_MAX_CHARS] or None


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _moment(value: Any) -> str | None:
    """RFC 3339 of a date, a time, or seconds or milliseconds since 1970; None for the rest."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            seconds = value / 1000 if value > 1e11 else value
            return datetime.fromtimestamp(seconds, UTC).isoformat()
        if isinstance(value, str):
            found = datetime.fromisoformat(value.strip())
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()
    except (ValueError, OverflowError, OSError):
        return None
    return None
