"""Interviews of a dead process whose client never returned either."""

import asyncio

import pytest

from runtime.clock import SystemClock
from runtime.record import SessionStatus
from runtime.registry import Registry
from server.forsaken import end_forsaken
from storage.catalogue import PostgresCatalogue
from storage.event_log import RedisEventLog
from storage.interviews import PostgresInterviews
from storage.postgres import Pool
from tests.storage.samples import ROLE_KIT, RUBRIC, record

pytestmark = pytest.mark.integration


NAMES = ("quiet", "away", "slow", "lively", "never-begun")


async def test_only_what_has_been_quiet_for_long_is_ended(pool: Pool, redis_url: str) -> None:
    interviews = PostgresInterviews(pool)
    catalogue = PostgresCatalogue(pool)
    await catalogue.upsert_rubrics([RUBRIC])
    await catalogue.upsert_role_kits([ROLE_KIT])
    for name in NAMES:
        await interviews.create(record(name))
    for name in ("quiet", "away", "slow", "lively"):
        await interviews.set_status(name, SessionStatus.running)
    await interviews.set_status("away", SessionStatus.paused)
    await pool.execute(
        "update interview_sessions set updated_at = now() - interval '20 minutes' "
        "where id <> 'lively'"
    )
    await pool.execute(
        "update interview_sessions set updated_at = now() - interval '3 hours' where id = 'quiet'"
    )
    log = RedisEventLog(redis_url)
    registry = Registry(log=log, interviews=interviews, clock=SystemClock(), max_sessions=4)
    assert await end_forsaken(interviews, registry, grace_s=900) == 2
    async with asyncio.timeout(10):
        while registry.live_count:  # noqa: ASYNC110 - the sessions end by themselves
            await asyncio.sleep(0.02)
    statuses = {name: (await interviews.load(name)).status for name in NAMES}
    assert statuses == {
        "quiet": SessionStatus.abandoned,
        "away": SessionStatus.abandoned,
        "slow": SessionStatus.running,
        "lively": SessionStatus.running,
        "never-begun": SessionStatus.created,
    }
    assert await end_forsaken(interviews, registry, grace_s=900) == 0
    await log.aclose()
