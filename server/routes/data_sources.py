"""Data sources: collecting posts about interviews, for admins."""

import asyncio
from typing import Any

import structlog
from litestar import get, post

from runtime.errors import Conflict, VivaError
from runtime.experience.ingestion import IngestionSummary
from runtime.library.sources import DataSourceRun, RunStatus
from runtime.library.users import UserRole
from server.apify import scrape
from server.deps import Parts
from server.either_case import EitherCase
from server.errors import problems
from server.identity import Caller
from server.requests import IngestPosts, RunSource
from server.views import Ingested

logger = structlog.get_logger()

READ_AT_ONCE = 500
"""Posts that rules read while the request waits, about a second; more are read afterwards."""
INGEST_BODY_MAX_BYTES = 20 << 20
"""A data set of some thousand posts."""


@post(
    ["/api/v1/data-sources/apify/run", "/api/data-sources/apify/run"],
    status_code=202,
    responses=problems(403, 503),
    summary="Collect posts by a scraper",
    request_class=EitherCase,
)
async def run_source(parts: Parts, caller: Caller, data: RunSource) -> DataSourceRun:
    """Start the scraper at Apify; its posts are kept when it ends. Needs APIFY_TOKEN.

    The run tells how it went: `GET /api/v1/data-sources/runs/{id}`.
    """
    caller.must_be(UserRole.admin)
    parts.settings.apify.check()
    wanted = {
        name: value
        for name, value in (
            ("company", data.company),
            ("maxToScrape", data.max_to_scrape),
            ("startDate", data.start_date),
        )
        if value is not None
    }
    run = await parts.intake.start(data.source, wanted)
    task = asyncio.create_task(_scrape(parts, run, wanted, data.company), name="scraper")
    parts.background.add(task)
    task.add_done_callback(parts.background.discard)
    return run


@post(
    ["/api/v1/data-sources/apify/ingest", "/api/data-sources/apify/ingest"],
    status_code=200,
    responses=problems(403, 404, 409, 413, 503),
    summary="Keep the posts of a data set",
    request_class=EitherCase,
    request_max_body_size=INGEST_BODY_MAX_BYTES,
)
async def ingest_posts(parts: Parts, caller: Caller, data: IngestPosts) -> Ingested:
    """Keep an uploaded data set's posts, once each, raw and for internal use only."""
    caller.must_be(UserRole.admin)
    if data.run_id is None:
        run = await parts.intake.start(
            data.source, {"ingested": len(data.items)}, storage_ref=data.storage_ref
        )
    else:
        run = await parts.sources.run(data.run_id)
        if run.status is not RunStatus.running:
            raise Conflict(
                f"This run has ended ({run.status}); leave run_id out to note another one."
            )
    run, batch, added = await parts.intake.keep(run.run_id, data.items, company=data.company)
    drawn = await _drawn(parts, run.run_id, posts=len(batch.posts))
    return Ingested(
        run=await parts.sources.run(run.run_id),
        received=len(data.items),
        added=added,
        already_there=len(batch.posts) - added,
        refused=batch.refused,
        drawn=drawn,
    )


@get(
    ["/api/v1/data-sources/runs", "/api/data-sources/runs"],
    responses=problems(403, 503),
    summary="List the runs",
)
async def list_runs(parts: Parts, caller: Caller) -> list[DataSourceRun]:
    """The newest first; for admins."""
    caller.must_be(UserRole.admin)
    return await parts.sources.runs()


@get(
    ["/api/v1/data-sources/runs/{run_id:str}", "/api/data-sources/runs/{run_id:str}"],
    responses=problems(403, 404, 503),
    summary="Look at a run",
)
async def read_run(parts: Parts, caller: Caller, run_id: str) -> DataSourceRun:
    """How a run went; for admins."""
    caller.must_be(UserRole.admin)
    return await parts.sources.run(run_id)


async def _drawn(parts: Parts, run_id: str, *, posts: int) -> IngestionSummary | None:
    """What the posts tell; None while they are still being read, which then goes on by itself."""
    if posts and posts <= READ_AT_ONCE and not parts.intake.asks_model:
        return await parts.intake.draw(run_id)

    async def later() -> None:
        await parts.intake.draw(run_id)

    task = asyncio.create_task(later(), name="posts")
    parts.background.add(task)
    task.add_done_callback(parts.background.discard)
    return None


async def _scrape(
    parts: Parts, run: DataSourceRun, wanted: dict[str, Any], company: str | None
) -> None:
    try:
        dataset, items = await scrape(parts.settings.apify, wanted)
        await parts.intake.keep(run.run_id, items, company=company)
        await parts.intake.draw(run.run_id)
        logger.info("scraper ended", run_id=run.run_id, items=len(items), dataset=dataset)
    except asyncio.CancelledError:
        await parts.intake.fail(run.run_id, "the server stopped while the scraper ran")
        raise
    except VivaError as failure:
        logger.warning("scraper failed", run_id=run.run_id, reason=failure.code)
        await parts.intake.fail(run.run_id, str(failure))
