-- What candidates hand in and what is made of it; posts about interviews and the runs they come in.
-- `$n` parameters only; whole rows travel as jsonb, named as the structs of runtime.library are.
-- A query is named by the line above it and ends where the next one begins.

-- name: add_submission
insert into interview_task_submissions (
    interview_session_id, task_type, task_id, prompt, candidate_response_text, candidate_code,
    work, evaluator_notes
)
select
    session_id, task_type, task_id, prompt, candidate_response_text, candidate_code, work,
    evaluator_notes
from jsonb_to_record($1::jsonb) as given (
    session_id text, task_type text, task_id text, prompt text, candidate_response_text text,
    candidate_code text, work jsonb, evaluator_notes jsonb
)
returning id

-- name: submissions
-- $2: one id, or null
select jsonb_build_object(
    'submission_id', id, 'session_id', interview_session_id, 'task_type', task_type,
    'task_id', task_id, 'prompt', prompt, 'candidate_response_text', candidate_response_text,
    'candidate_code', candidate_code, 'work', work, 'evaluator_notes', evaluator_notes,
    'created_at', rfc3339(created_at)
)
from interview_task_submissions
where interview_session_id = $1 and ($2::uuid is null or id = $2::uuid)
order by created_at, id

-- name: annotate_submission
update interview_task_submissions as submission
set evaluator_notes = $3
from interview_sessions as session
where submission.id = $2 and session.id = submission.interview_session_id
    and session.user_id = $1
returning true

-- name: note_submission
-- What the evaluation says of a task; the session's own, so no user is asked for.
update interview_task_submissions set evaluator_notes = $3
where interview_session_id = $1 and task_id = $2

-- name: add_artifact
insert into interview_artifacts (interview_session_id, artifact_type, artifact_json)
values ($1, $2, $3)
returning id

-- name: artifacts
-- $2: one id, or null
select jsonb_build_object(
    'artifact_id', id, 'session_id', interview_session_id, 'artifact_type', artifact_type,
    'artifact_json', artifact_json, 'created_at', rfc3339(created_at)
)
from interview_artifacts
where interview_session_id = $1 and ($2::uuid is null or id = $2::uuid)
order by created_at, id

-- name: add_exercise_session
insert into exercise_sessions (
    user_id, coding_exercise_id, case_template_id, status, candidate_response_text,
    candidate_code, work, analysis
)
select
    user_id, coding_exercise_id, case_template_id, status, candidate_response_text,
    candidate_code, work, analysis
from jsonb_to_record($1::jsonb) as given (
    user_id uuid, coding_exercise_id text, case_template_id text, status text,
    candidate_response_text text, candidate_code text, work jsonb, analysis jsonb
)
returning id

-- name: exercise_sessions
-- $2: one id, or null
select jsonb_build_object(
    'exercise_session_id', id, 'user_id', user_id, 'coding_exercise_id', coding_exercise_id,
    'case_template_id', case_template_id, 'status', status,
    'candidate_response_text', candidate_response_text, 'candidate_code', candidate_code,
    'work', work, 'analysis', analysis, 'created_at', rfc3339(created_at),
    'updated_at', rfc3339(updated_at)
)
from exercise_sessions
where user_id = $1 and ($2::uuid is null or id = $2::uuid)
order by updated_at desc, id
limit $3

-- name: replace_exercise_session
update exercise_sessions as kept
set status = given.status, candidate_response_text = given.candidate_response_text,
    candidate_code = given.candidate_code, work = given.work,
    analysis = given.analysis, updated_at = now()
from jsonb_to_record($3::jsonb) as given (
    status text, candidate_response_text text, candidate_code text, work jsonb, analysis jsonb
)
where kept.user_id = $1 and kept.id = $2
returning true

-- name: start_run
insert into data_source_runs (source, run_params, storage_ref)
values ($1, $2, $3)
returning id

-- name: finish_run
update data_source_runs
set status = $2, error = $3, finished_at = clock_timestamp(),
    item_count = (select count(*) from scraped_interview_posts where source_run_id = $1)
where id = $1
returning true

-- name: runs
-- $1: one id, or null
select jsonb_build_object(
    'run_id', id, 'source', source, 'run_params', run_params, 'status', status,
    'started_at', rfc3339(started_at), 'finished_at', rfc3339(finished_at),
    'item_count', item_count, 'storage_ref', storage_ref, 'error', error
)
from data_source_runs
where $1::uuid is null or id = $1::uuid
order by started_at desc, id
limit $2

-- name: add_posts
-- $2: posts as JSON, each with its content_hash; a text that is there is left alone.
insert into scraped_interview_posts (
    source_run_id, company_name, tags, created_at_source, upvotes, raw_content, content_hash
)
select
    $1, given.company_name, given.tags, given.created_at_source, given.upvotes,
    given.raw_content, given.content_hash
from jsonb_array_elements($2::jsonb) with ordinality as listed (post, position),
    jsonb_to_record(listed.post) as given (
        company_name text, tags text, created_at_source timestamptz, upvotes integer,
        raw_content text, content_hash text
    )
order by listed.position
on conflict (content_hash) do nothing
returning id

-- name: posts
-- $2: ids, or null for all of the run; $3: only those nothing was drawn from yet
select jsonb_build_object(
    'post_id', id, 'source_run_id', source_run_id, 'company_name', company_name, 'tags', tags,
    'created_at_source', rfc3339(created_at_source), 'upvotes', upvotes,
    'raw_content', raw_content, 'extracted', extracted, 'created_at', rfc3339(created_at)
)
from scraped_interview_posts
where source_run_id = $1
    and ($2::uuid[] is null or id = any ($2::uuid[]))
    and (not $3::boolean or extracted is null)
order by ordinal
limit $4

-- name: save_extracted
update scraped_interview_posts set extracted = $2 where id = $1 returning true

-- name: keep_prompts
insert into prompt_templates (name, version, hash, system_text, user_text)
select name, version, hash, "system", "user"
from jsonb_to_recordset($1::jsonb) as given (
    name text, version text, hash text, "system" text, "user" text
)
on conflict (name, hash) do nothing

-- name: prompt_by_hash
select jsonb_build_object(
    'name', name, 'version', version, 'hash', hash, 'system', system_text, 'user', user_text
)
from prompt_templates
where name = $1 and hash = $2
