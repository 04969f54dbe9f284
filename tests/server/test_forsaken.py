"""Interviews of a dead process whose client never returned either."""

import pytest

from runtime.record import SessionStatus
from server.forsaken import end_forsaken
from storage.catalogue import PostgresCatalogue
from storage.interviews import PostgresInterviews
from storage.postgres import Pool
from tests.storage.samples import ROLE_KIT, RUBRIC, record

pytestmark = pytest.mark.integration


async def test_only_what_has_been_quiet_for_long_is_ended(pool: Pool) -> None:
    interviews = PostgresInterviews(pool)
    catalogue = PostgresCatalogue(pool)
    await catalogue.upsert_rubrics([RUBRIC])
    await catalogue.upsert_role_kits([ROLE_KIT])
    for name in ("quiet", "lively", "never-begun"):
        await interviews.create(record(name))
    for name in ("quiet", "lively"):
        await interviews.set_status(name, SessionStatus.running)
    await pool.execute(
        "update interview_sessions set updated_at = now() - interval '3 hours' where id <> 'lively'"
    )
    assert await end_forsaken(interviews, grace_s=900) == 1
    statuses = {name: (await interviews.load(name)).status for name in ("quiet", "lively")}
    assert statuses == {"quiet": SessionStatus.abandoned, "lively": SessionStatus.running}
    assert (await interviews.load("never-begun")).status is SessionStatus.created
    assert await end_forsaken(interviews, grace_s=900) == 0
