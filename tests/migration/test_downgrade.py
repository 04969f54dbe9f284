"""Going back: the job posting of an interview, and everything that can go wrong on the way."""

import asyncpg
import pytest

from runtime.errors import StorageFailed
from storage.migrate import Migration, bundled_migrations, downgrade, migrate

pytestmark = pytest.mark.integration

COLUMN = next(m for m in bundled_migrations() if m.name == "job_posting_of_interview")
UP_TO_IT = [m for m in bundled_migrations() if m.version <= COLUMN.version]

ROWS = """
insert into interview_rubrics (id, name, description, dimensions, scoring_guide, is_default)
values ('r', 'R', 'd', '[]', '{}', true);
insert into role_kits (
    id, name, role_category, level, domain, description, default_interview_types,
    default_rubric_id, skills_focus, track_tags, estimated_duration, role_context,
    core_competencies, candidate_faq, is_active
) values ('k', 'K', 'swe', 'mid', 'd', 'd', '[]', 'r', '[]', '[]', 30, 'c', '[]', '{}', true);
insert into job_postings (
    id, user_id, title, company, description, role_category, employment_type, work_setup,
    location, experience_level
) values (
    '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', 'Engineer',
    'Acme', 'd', 'swe', 'full_time', 'remote', 'Berlin', 'mid'
);
with planned as (insert into interview_plans (plan_json) values ('{}') returning id)
insert into interview_sessions (
    id, interview_plan_id, role_kit_id, rubric_id, status, audio_out, created_at, role_type
)
select name, planned.id, 'k', 'r', 'created', 'ws', now(), 'python'
from planned, unnest(array['with', 'without']) as name;
"""
LINK = """
update interview_sessions set job_posting_id = '00000000-0000-0000-0000-00000000000a'
where id = 'with'
"""
BACK = Migration(version=2, name="second", sql="create table two (id int);", down="drop table two;")
FIRST = Migration(version=1, name="first", sql="create table one (id int);")


async def columns(connection: asyncpg.Connection, table: str) -> set[str]:
    rows = await connection.fetch(
        "select column_name from information_schema.columns where table_name = $1", table
    )
    return {row["column_name"] for row in rows}


async def test_the_job_posting_column_comes_goes_and_comes_with_all_rows_intact(
    empty_url: str,
) -> None:
    await migrate(empty_url, migrations=UP_TO_IT)
    connection = await asyncpg.connect(empty_url)
    await connection.execute(ROWS)
    await connection.execute(LINK)
    before = await connection.fetch(
        "select to_jsonb(session) - 'job_posting_id' from interview_sessions as session order by id"
    )

    assert await downgrade(empty_url, to=COLUMN.version - 1, migrations=UP_TO_IT) == 1
    assert "job_posting_id" not in await columns(connection, "interview_sessions")
    assert "job_posting_id" not in await columns(connection, "interviews")
    after = await connection.fetch(
        "select to_jsonb(session) from interview_sessions as session order by id"
    )
    assert [row[0] for row in after] == [row[0] for row in before]
    assert await connection.fetchval("select count(*) from job_postings") == 1
    assert await connection.fetchval("select count(*) from interviews") == 2
    assert COLUMN.version - 1 == await connection.fetchval(
        "select max(version) from schema_migrations"
    )

    assert await migrate(empty_url, migrations=UP_TO_IT) == 1
    again = await connection.fetch("select id, job_posting_id from interviews order by id")
    assert [tuple(row) for row in again] == [("with", None), ("without", None)]
    await connection.execute(LINK)
    await connection.execute("delete from job_postings")
    assert await connection.fetchval("select count(*) from interview_sessions") == 2
    assert not await connection.fetchval(
        "select count(*) from interview_sessions where job_posting_id is not null"
    )
    await connection.close()


async def test_the_role_type_keeps_its_four_values(empty_url: str) -> None:
    await migrate(empty_url)
    connection = await asyncpg.connect(empty_url)
    await connection.execute(ROWS)
    values = await connection.fetchval("select enum_range(null::role_type)::text[]")
    with pytest.raises(asyncpg.InvalidTextRepresentationError):
        await connection.execute("update interview_sessions set role_type = 'typescript'")
    await connection.close()
    assert values == ["react", "python", "javascript", "fullstack"]


async def test_the_column_is_indexed_and_may_be_null(empty_url: str) -> None:
    await migrate(empty_url)
    connection = await asyncpg.connect(empty_url)
    index = await connection.fetchval(
        "select indexdef from pg_indexes where indexname = 'interview_sessions_job_posting'"
    )
    nullable = await connection.fetchval(
        "select is_nullable from information_schema.columns "
        "where table_name = 'interview_sessions' and column_name = 'job_posting_id'"
    )
    await connection.close()
    assert index is not None
    assert nullable == "YES"


async def test_going_back_twice_is_once(empty_url: str) -> None:
    await migrate(empty_url, migrations=[FIRST, BACK])
    assert await downgrade(empty_url, to=1, migrations=[FIRST, BACK]) == 1
    assert await downgrade(empty_url, to=1, migrations=[FIRST, BACK]) == 0
    assert await migrate(empty_url, migrations=[FIRST, BACK]) == 1


async def test_one_without_a_way_back_stops_all_of_them(empty_url: str) -> None:
    await migrate(empty_url, migrations=[FIRST, BACK])
    with pytest.raises(StorageFailed, match=r"no way back from 0001_first.*Nothing was changed"):
        await downgrade(empty_url, to=0, migrations=[FIRST, BACK])
    assert await migrate(empty_url, migrations=[FIRST, BACK]) == 0


async def test_a_failing_way_back_changes_nothing(empty_url: str) -> None:
    third = Migration(
        version=3, name="third", sql="create table three (id int);", down="drop table three;"
    )
    broken = Migration(version=2, name="second", sql=BACK.sql, down="drop table no_such;")
    await migrate(empty_url, migrations=[FIRST, broken, third])
    with pytest.raises(StorageFailed, match="Taking back migration 0002_second failed"):
        await downgrade(empty_url, to=1, migrations=[FIRST, broken, third])
    connection = await asyncpg.connect(empty_url)
    assert await connection.fetchval("select to_regclass('three')") == "three"
    await connection.close()
    assert await migrate(empty_url, migrations=[FIRST, broken, third]) == 0


async def test_migrating_up_to_a_version_stops_there(empty_url: str) -> None:
    assert await migrate(empty_url, migrations=[FIRST, BACK], to=1) == 1
    assert await migrate(empty_url, migrations=[FIRST, BACK]) == 1
