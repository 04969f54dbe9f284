"""What only the real record promises: the catalogue's ids are checked, sessions are listed."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from runtime.errors import InvalidContent, UnknownRole
from runtime.record import SessionStatus
from storage.catalogue import PostgresCatalogue
from storage.interviews import PostgresInterviews
from storage.postgres import Pool, answers
from tests.storage.samples import ROLE_KIT, RUBRIC, pattern, record

pytestmark = pytest.mark.integration


@pytest.fixture
async def interviews(pool: Pool) -> PostgresInterviews:
    await pool.execute("truncate interview_sessions cascade")
    catalogue = PostgresCatalogue(pool)
    await catalogue.upsert_rubrics([RUBRIC])
    await catalogue.upsert_role_kits([ROLE_KIT])
    return PostgresInterviews(pool)


async def test_a_role_that_is_not_in_the_catalogue_is_refused(
    interviews: PostgresInterviews,
) -> None:
    with pytest.raises(UnknownRole, match="viva seed"):
        await interviews.create(msgspec.structs.replace(record("s1"), role_kit_id="nobody"))


async def test_sessions_are_listed_newest_first(interviews: PostgresInterviews) -> None:
    for minutes in range(4):
        at = datetime(2026, 3, 1, 12, minutes, tzinfo=UTC).isoformat()
        await interviews.create(msgspec.structs.replace(record(f"s{minutes}"), created_at=at))
    await interviews.close("s2", reason="completed", status=SessionStatus.ended, entries=[])
    listed = await interviews.list_sessions(limit=3)
    assert [summary.session_id for summary in listed] == ["s3", "s2", "s1"]
    assert (listed[1].status, listed[1].end_reason) == (SessionStatus.ended, "completed")
    assert listed[0].role_title == "Backend engineer"
    assert listed[0].created_at == "2026-03-01T12:03:00Z"
    live = await interviews.list_sessions(live_only=True)
    assert [summary.session_id for summary in live] == ["s3", "s1", "s0"]


async def test_times_are_those_of_the_database(interviews: PostgresInterviews) -> None:
    await interviews.create(record("s1"))
    await interviews.set_status("s1", SessionStatus.running)
    started_at = (await interviews.load("s1")).started_at
    assert started_at is not None
    assert abs(datetime.now(UTC) - datetime.fromisoformat(started_at)) < timedelta(minutes=1)


async def test_the_catalogue_refuses_rows_that_contradict_each_other(pool: Pool) -> None:
    catalogue = PostgresCatalogue(pool)
    await catalogue.upsert_rubrics([RUBRIC])
    with pytest.raises(InvalidContent, match="default_rubric_id"):
        await catalogue.upsert_role_kits(
            [msgspec.structs.replace(ROLE_KIT, default_rubric_id="nothing")]
        )
    with pytest.raises(InvalidContent, match="same id"):
        await catalogue.upsert_patterns([pattern("p1"), pattern("p1")])
    assert await catalogue.patterns_for("swe") == []


async def test_a_database_that_answers_says_so(pool: Pool) -> None:
    assert await answers(pool)
