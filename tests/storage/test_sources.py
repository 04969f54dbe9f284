"""Runs that collect posts, and the posts."""

import msgspec
import pytest

from runtime.errors import UnknownRun
from runtime.library.sources import DataSourceRun, RunStatus, ScrapedPost
from storage.postgres import Pool
from storage.sources import PostgresDataSources
from tests.storage.library import NO_IDS

pytestmark = pytest.mark.integration

RUN = DataSourceRun(
    source="apify_leetcode", run_params={"company": "Acme", "maxToScrape": 20}, storage_ref="d1"
)


@pytest.fixture
async def sources(pool: Pool) -> PostgresDataSources:
    await pool.execute("truncate data_source_runs cascade")
    return PostgresDataSources(pool)


def post(run_id: str, text: str) -> ScrapedPost:
    return ScrapedPost(
        source_run_id=run_id,
        company_name="Acme",
        tags="onsite, sde2",
        created_at_source="2026-01-02T03:04:05Z",
        upvotes=7,
        raw_content=text,
    )


async def test_a_run_is_recorded_from_start_to_end(sources: PostgresDataSources) -> None:
    started = await sources.start_run(RUN)
    assert (started.status, started.finished_at, started.item_count) == ("running", None, 0)
    assert started.run_params == RUN.run_params
    await sources.add_posts(started.run_id, [post(started.run_id, text) for text in "ab"])
    ended = await sources.finish_run(started.run_id, status=RunStatus.succeeded)
    assert (ended.status, ended.item_count, ended.error) == ("succeeded", 2, None)
    assert ended.finished_at is not None
    failed = await sources.start_run(RUN)
    failed = await sources.finish_run(failed.run_id, status=RunStatus.failed, error="HTTP 500")
    assert (failed.status, failed.item_count, failed.error) == ("failed", 0, "HTTP 500")
    assert await sources.runs() == [failed, ended]
    assert await sources.run(ended.run_id) == ended


async def test_posts_come_back_in_order_and_are_kept_once(sources: PostgresDataSources) -> None:
    first = await sources.start_run(RUN)
    texts = ["They asked\0 about trees.", "Round two:  design.", "they asked about trees."]
    added = await sources.add_posts(first.run_id, [post(first.run_id, text) for text in texts])
    assert [kept.raw_content for kept in added] == [
        "They asked\ufffd about trees.",
        *texts[1:],
    ]
    assert (added[0].upvotes, added[0].tags) == (7, "onsite, sde2")
    assert added[0].created_at_source == "2026-01-02T03:04:05.000000Z"
    second = await sources.start_run(RUN)
    again = [post(second.run_id, text) for text in ("Round two: design. ", "new", "new")]
    assert [kept.raw_content for kept in await sources.add_posts(second.run_id, again)] == ["new"]
    assert await sources.posts(first.run_id) == added
    assert await sources.add_posts(second.run_id, again) == []


async def test_what_was_drawn_is_kept_with_the_post(sources: PostgresDataSources) -> None:
    run = await sources.start_run(RUN)
    added = await sources.add_posts(run.run_id, [post(run.run_id, text) for text in "abc"])
    drawn = {"company": "Acme", "rounds": [{"type": "onsite", "topics": ["trees"]}]}
    await sources.save_extracted(added[1].post_id, drawn)
    unread = await sources.posts(run.run_id, unread_only=True)
    assert [kept.raw_content for kept in unread] == ["a", "c"]
    assert (await sources.posts(run.run_id))[1] == msgspec.structs.replace(
        added[1], extracted=drawn
    )


@pytest.mark.parametrize("wrong_id", NO_IDS, ids=range(len(NO_IDS)))
async def test_nothing_has_such_an_id(sources: PostgresDataSources, wrong_id: str) -> None:
    with pytest.raises(UnknownRun):
        await sources.run(wrong_id)
    with pytest.raises(UnknownRun):
        await sources.finish_run(wrong_id, status=RunStatus.failed)
    with pytest.raises(UnknownRun):
        await sources.add_posts(wrong_id, [])
    with pytest.raises(UnknownRun):
        await sources.add_posts(wrong_id, [post(wrong_id, "text")])
    with pytest.raises(UnknownRun):
        await sources.save_extracted(wrong_id, {})
