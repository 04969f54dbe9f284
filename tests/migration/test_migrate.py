"""Bringing databases to the newest schema."""

import asyncio

import asyncpg
import pytest

from runtime.errors import StorageFailed
from storage.migrate import Migration, bundled_migrations, migrate

pytestmark = pytest.mark.integration

FIRST = Migration(version=1, name="first", sql="create table one (id int);")
SECOND = Migration(version=2, name="second", sql="create table two (id int);")


async def tables(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    rows = await connection.fetch("select tablename from pg_tables where schemaname = 'public'")
    await connection.close()
    return {row["tablename"] for row in rows}


def test_bundled_migrations_are_numbered_from_one_without_gaps() -> None:
    numbers = [migration.version for migration in bundled_migrations()]
    assert numbers == list(range(1, len(numbers) + 1))


async def test_a_new_database_gets_everything_and_a_second_run_nothing(empty_url: str) -> None:
    assert await migrate(empty_url) == len(bundled_migrations())
    made = await tables(empty_url)
    assert {
        "role_kits",
        "interview_rubrics",
        "question_patterns",
        "interview_plans",
        "interview_sessions",
        "session_events",
        "session_incidents",
        "interview_turns",
        "interview_analysis",
        "users",
        "user_documents",
        "user_profile_extracted",
        "stories",
        "companies",
        "company_role_blueprints",
        "coding_exercises",
        "case_templates",
        "job_postings",
        "applications",
        "saved_jobs",
        "opportunity_questions",
        "opportunity_stories",
        "interview_rounds",
        "interview_configs",
        "interview_artifacts",
        "interview_task_submissions",
        "exercise_sessions",
        "job_practice_links",
        "user_skill_memory",
        "embeddings",
        "prompt_templates",
        "data_source_runs",
        "scraped_interview_posts",
        "pgqueuer",
    } <= made
    assert await migrate(empty_url) == 0
    assert await tables(empty_url) == made


async def test_only_the_extension_vector_is_needed(empty_url: str) -> None:
    await migrate(empty_url)
    connection = await asyncpg.connect(empty_url)
    rows = await connection.fetch("select extname from pg_extension")
    await connection.close()
    assert {row["extname"] for row in rows} == {"plpgsql", "vector"}


async def test_many_processes_at_once_migrate_once(empty_url: str) -> None:
    assert sorted(await asyncio.gather(*(migrate(empty_url) for _ in range(4)))) == [
        0,
        0,
        0,
        len(bundled_migrations()),
    ]


async def test_new_migrations_come_on_top(empty_url: str) -> None:
    assert await migrate(empty_url, migrations=[FIRST]) == 1
    assert await migrate(empty_url, migrations=[FIRST, SECOND]) == 1
    assert {"one", "two"} <= await tables(empty_url)


async def test_an_edited_migration_is_refused(empty_url: str) -> None:
    await migrate(empty_url, migrations=[FIRST])
    edited = Migration(version=1, name="first", sql=FIRST.sql + " ")
    with pytest.raises(StorageFailed, match="0001_first was changed after it was applied"):
        await migrate(empty_url, migrations=[edited, SECOND])
    assert "two" not in await tables(empty_url)


async def test_an_older_release_does_not_touch_a_newer_database(empty_url: str) -> None:
    await migrate(empty_url, migrations=[FIRST, SECOND])
    with pytest.raises(StorageFailed, match="newer Viva: it has migration 0002_second"):
        await migrate(empty_url, migrations=[FIRST])


async def test_a_migration_put_in_between_is_refused(empty_url: str) -> None:
    await migrate(empty_url, migrations=[SECOND])
    with pytest.raises(StorageFailed, match="0001_first comes before"):
        await migrate(empty_url, migrations=[FIRST, SECOND])


async def test_a_failing_migration_leaves_no_trace_of_itself(empty_url: str) -> None:
    broken = Migration(version=2, name="broken", sql=SECOND.sql + " select 1 / 0;")
    with pytest.raises(StorageFailed, match="0002_broken failed: division by zero"):
        await migrate(empty_url, migrations=[FIRST, broken])
    assert "one" in await tables(empty_url)
    assert "two" not in await tables(empty_url)
    assert await migrate(empty_url, migrations=[FIRST, SECOND]) == 1


async def test_a_postgres_without_pgvector_is_told_what_it_lacks(empty_url: str) -> None:
    needs = Migration(version=1, name="needs", sql="create extension no_such_extension;")
    with pytest.raises(StorageFailed, match="pgvector"):
        await migrate(empty_url, migrations=[needs])


async def test_an_unreachable_postgres_is_a_planned_outcome() -> None:
    with pytest.raises(StorageFailed, match="did not answer"):
        await migrate("postgresql://viva@/viva?host=/nowhere")
    with pytest.raises(StorageFailed):
        await migrate("this is no url")
