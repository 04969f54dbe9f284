"""The schema as it is promised: names, allowed values, and what can't be written."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from storage.migrate import migrate
from storage.postgres import Pool

pytestmark = pytest.mark.integration

COLUMNS = {
    "users": "id name role tenant created_at",
    "user_documents": "id user_id doc_type file_name mime_type s3_url raw_text parsed_json "
    "source_hash created_at updated_at",
    "resumes": "candidate_id file_url file_name file_size parsing_status",
    "user_profile_extracted": "user_id latest_resume_doc_id headline work_history projects "
    "skills_claimed risk_flags updated_at",
    "stories": "id user_id title situation task action result is_archived",
    "companies": "id name country tier archetype tags created_at",
    "company_role_blueprints": "id company_id role_category seniority skill_focus "
    "question_pattern_ids rubric_overrides updated_at",
    "saved_jobs": "id user_id company_id company_name role_title role_category job_url jd_text "
    "jd_document_id status next_interview_at notes created_at updated_at company_research "
    "company_values job_posting_id",
    "job_practice_links": "id saved_job_id interview_config_id interview_session_id "
    "exercise_session_id created_at",
    "question_patterns": "id pattern_type role_category template probe_tree tags source_type "
    "source_ref created_at",
    "data_source_runs": "id source run_params status started_at finished_at item_count storage_ref",
    "scraped_interview_posts": "id source_run_id company_name tags created_at_source upvotes "
    "raw_content extracted created_at",
    "user_skill_memory": "id user_id role_category dimension baseline_score latest_score trend "
    "common_issues updated_at",
    "role_kits": "id name level domain description default_interview_types default_rubric_id "
    "skills_focus estimated_duration track_tags is_active role_context core_competencies "
    "typical_questions created_at updated_at",
    "interview_configs": "id user_id role_kit_id resume_doc_id jd_doc_id company_notes_doc_id "
    "interview_type style seniority created_at",
    "interview_plans": "id interview_config_id plan_json version created_at",
    "interview_sessions": "id interview_config_id interview_plan_id rubric_id status user_id "
    "job_posting_id application_id role_type base_prompt_key language created_at updated_at",
    "interviews": "id candidate_id resume_id role_type status job_posting_id",
    "interview_artifacts": "id interview_session_id artifact_type artifact_json created_at",
    "interview_task_submissions": "id interview_session_id task_type prompt "
    "candidate_response_text candidate_code evaluator_notes created_at",
    "coding_exercises": "id role_kit_id name activity_type language difficulty code_snippet "
    "bug_description failing_test_case modification_requirement expected_behavior "
    "expected_signals common_failure_modes suggested_fix edge_cases complexity_expected "
    "probing_questions tags is_active created_at updated_at",
    "case_templates": "id role_kit_id name case_type difficulty prompt_statement context "
    "clarifying_questions_allowed revealable_data evaluation_focus probing_map "
    "expected_duration_minutes tags is_active created_at updated_at",
    "job_postings": "id title company description required_skills tech_stack role_category "
    "employment_type work_setup location experience_level",
    "opportunities": "id user_id job_description company_research company_values "
    "flagged_question_ids curated_story_ids",
    "embeddings": "id entity_type entity_id embedding_model embedding content_hash created_at",
}
NOT_NULL = ("role_category", "employment_type", "work_setup", "location", "experience_level")

LOCAL = "'00000000-0000-0000-0000-000000000001'"
DOCUMENT = (
    "insert into user_documents (user_id, doc_type, file_name, mime_type, file_size, s3_url, "
    f"source_hash, version, source) values ({LOCAL}, %s, 'f', 'm', 1, 's', %s, 1, 'upload')"
)
JOB = (
    "insert into saved_jobs (user_id, company_name, role_title, role_category, status) "
    f"values ({LOCAL}, %s, 'r', 'swe', %s)"
)
HASH = f"'{'a' * 64}'"
REFUSED = {
    "a type of document": DOCUMENT % ("'diploma'", HASH),
    "a hash that is none": DOCUMENT % ("'resume'", "'xyz'"),
    "a status of a saved job": JOB % ("'Acme'", "'hired'"),
    "a saved job without a company": JOB % ("''", "'saved'"),
    "a role of a user": "insert into users (name, role) values ('x', 'owner')",
    "a second user of a name": "insert into users (name) values ('local')",
    "a run without an end": "insert into data_source_runs (source, status) values ('x', 'failed')",
    "a post without a run": "insert into scraped_interview_posts (source_run_id, raw_content, "
    f"content_hash) values (gen_random_uuid(), 'x', {HASH})",
    "a kind of thing to embed": "insert into embeddings (entity_type, entity_id, "
    "embedding_model) values ('song', gen_random_uuid(), 'm')",
    "a source of a pattern": "insert into question_patterns (id, pattern_type, role_category, "
    "interview_types, phase, topic, template, variables, expected_signal, expects, dimensions, "
    "patience, seniorities, seconds, keywords, probe_tree, tags, source_type) values ('x', "
    "'probe', 'any', '[]', 'intro', 't', 't', '{}', 's', '[]', '[]', 'brief', '[]', 1, '[]', "
    "'{}', '[]', 'stolen')",
    "a score beyond the scale": "insert into user_skill_memory (user_id, role_category, "
    f"dimension, latest_score) values ({LOCAL}, 'swe', 'structure', 6)",
    "a link to nothing": "insert into job_practice_links (saved_job_id) values (gen_random_uuid())",
    "an exercise session on nothing": f"insert into exercise_sessions (user_id) values ({LOCAL})",
}


@pytest.fixture
async def schema(pool: Pool) -> AsyncIterator[asyncpg.Connection]:
    async with pool.acquire() as connection:
        yield connection


@pytest.mark.parametrize("table", COLUMNS)
async def test_columns_have_the_names_that_were_agreed(
    schema: asyncpg.Connection, table: str
) -> None:
    rows = await schema.fetch(
        "select column_name from information_schema.columns where table_name = $1", table
    )
    assert set(COLUMNS[table].split()) <= {row["column_name"] for row in rows}


@pytest.mark.parametrize("what", REFUSED)
async def test_nonsense_is_refused_by_the_database_itself(
    schema: asyncpg.Connection, what: str
) -> None:
    with pytest.raises(asyncpg.IntegrityConstraintViolationError):
        await schema.execute(REFUSED[what])


@pytest.mark.parametrize("column", NOT_NULL)
async def test_a_posting_is_whole(schema: asyncpg.Connection, column: str) -> None:
    values = ", ".join("null" if name == column else "'x'" for name in NOT_NULL)
    with pytest.raises(asyncpg.NotNullViolationError):
        await schema.execute(
            "insert into job_postings (user_id, title, company, description, "
            f"{', '.join(NOT_NULL)}) values ({LOCAL}, 't', 'c', 'd', {values})"
        )


async def test_every_foreign_key_has_an_index(schema: asyncpg.Connection) -> None:
    """Deleting a row else reads whole tables."""
    rows = await schema.fetch(
        """
        select key.conrelid::regclass::text as table_name, key.conname as name
        from pg_constraint as key
        where key.contype = 'f' and key.connamespace = 'public'::regnamespace
            and not exists (
                select from pg_index as index
                where index.indrelid = key.conrelid
                    and index.indkey[0] = key.conkey[1]
            )
        """
    )
    assert [tuple(row) for row in rows] == []


async def test_the_nearest_story_is_found_by_cosine(schema: asyncpg.Connection) -> None:
    axes = {"east": (1.0, 0.0), "north": (0.0, 1.0), "north-east": (0.7, 0.7)}
    for name, (x, y) in axes.items():
        vector = f"[{x},{y}{',0' * 1534}]"
        await schema.execute(
            "insert into embeddings (entity_type, entity_id, embedding_model, embedding, "
            "content_hash) values ('story', gen_random_uuid(), 'm', $1::text::vector, $2)",
            vector,
            name,
        )
    rows = await schema.fetch(
        "select content_hash from embeddings where entity_type = 'story' "
        "order by embedding <=> $1::text::vector",
        f"[0.9,0.1{',0' * 1534}]",
    )
    index = await schema.fetchval(
        "select indexdef from pg_indexes where indexname = 'idx_embeddings_vector'"
    )
    assert [row["content_hash"] for row in rows] == ["east", "north-east", "north"]
    assert "hnsw" in index
    assert "vector_cosine_ops" in index


async def test_a_filled_database_can_be_migrated_again(empty_url: str) -> None:
    await migrate(empty_url)
    connection = await asyncpg.connect(empty_url)
    await connection.execute(DOCUMENT % ("'resume'", HASH))
    await connection.close()
    assert await migrate(empty_url) == 0
