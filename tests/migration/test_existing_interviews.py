"""Interviews from before any of the new migrations go on as they were."""

import asyncpg
import msgspec
import pytest

from runtime.library.users import LOCAL_USER_ID
from runtime.record import SessionStatus
from storage.catalogue import PostgresCatalogue
from storage.evaluations import PostgresEvaluations
from storage.interviews import PostgresInterviews
from storage.migrate import bundled_migrations, migrate
from storage.postgres import open_pool
from tests.storage.samples import PLAN, RUBRIC, heard, turn

pytestmark = pytest.mark.integration

OLD = [migration for migration in bundled_migrations() if migration.version == 1]

PLAN_JSON = msgspec.json.encode(PLAN).decode()
WRITE = """
insert into interview_rubrics (id, name, description, dimensions, scoring_guide, is_default)
values ('general', 'General', 'd', '[]', '{}', true);
insert into role_kits (
    id, name, role_category, level, domain, description, default_interview_types,
    default_rubric_id, skills_focus, track_tags, estimated_duration, role_context,
    core_competencies, candidate_faq, is_active
) values (
    'backend-engineer', 'Backend engineer', 'swe', 'mid', 'd', 'd', '["technical"]', 'general',
    '[]', '[]', 30, 'c', '[]', '{}', true
);
"""
OLD_CREATE = """
with planned as (
    insert into interview_plans (plan_json, version) values ($2, 1) returning id
)
insert into interview_sessions (
    id, interview_plan_id, role_kit_id, rubric_id, status, audio_out, created_at
)
select $1, planned.id, 'backend-engineer', 'general', 'running', 'ws', now() from planned
"""


async def old_database(url: str, session_id: str) -> None:
    """A database as the first release left it, with one interview under way."""
    await migrate(url, migrations=OLD)
    connection = await asyncpg.connect(url)
    await connection.execute(WRITE)
    await connection.execute(OLD_CREATE, session_id, PLAN_JSON)
    await connection.close()


async def test_an_interview_under_way_goes_on_and_is_evaluated(empty_url: str) -> None:
    await old_database(empty_url, "old-1")
    await migrate(empty_url)
    pool = await open_pool(empty_url)
    await PostgresCatalogue(pool).upsert_rubrics([RUBRIC])  # as every start does
    interviews = PostgresInterviews(pool)
    record = await interviews.load("old-1")
    assert record.plan == PLAN
    assert (record.user_id, record.plan_id, record.job_posting_id) == (LOCAL_USER_ID, None, None)
    assert (record.role_type, record.base_prompt_key) == (None, None)
    await interviews.commit_turn("old-1", turn(0), [heard(1)])
    await interviews.close("old-1", reason="completed", status=SessionStatus.ended, entries=[])
    loaded = await PostgresEvaluations(pool).load_interview("old-1")
    assert [told.turn.turn_id for told in loaded.turns] == ["t0"]
    await pool.close()


async def test_a_server_of_the_first_release_can_still_write_beside(empty_url: str) -> None:
    """During a rolling update both releases write to the new schema."""
    await old_database(empty_url, "old-1")
    await migrate(empty_url)
    connection = await asyncpg.connect(empty_url)
    await connection.execute(OLD_CREATE, "old-2", PLAN_JSON)
    owners = await connection.fetch("select distinct user_id::text from interview_sessions")
    await connection.close()
    assert [row["user_id"] for row in owners] == [LOCAL_USER_ID]


async def test_they_are_seen_by_the_names_of_the_hiring_side(empty_url: str) -> None:
    await old_database(empty_url, "old-1")
    await migrate(empty_url)
    connection = await asyncpg.connect(empty_url)
    row = await connection.fetchrow("select * from interviews")
    await connection.close()
    assert row is not None
    assert (row["id"], str(row["candidate_id"])) == ("old-1", LOCAL_USER_ID)
    assert row["status"] == "in_progress"
    assert (row["job_posting_id"], row["resume_id"], row["role_type"]) == (None, None, None)
