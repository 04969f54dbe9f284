-- Users, what may be referred to, documents, stories and what is known of a user's skills.
-- `$n` parameters only; whole rows travel as jsonb, named as the structs of runtime.library are.
-- A query is named by the line above it and ends where the next one begins.

-- name: unknown_reference
-- The first of the things $2 (kinds) with the ids $3 that isn't there for the user $1.
select wanted.kind
from unnest($2::text[], $3::text[]) with ordinality as wanted (kind, id, position)
where not case wanted.kind
    when 'user' then exists (select from users where id = wanted.id::uuid)
    when 'document' then exists (
        select from user_documents where id = wanted.id::uuid and user_id = $1
    )
    when 'resume' then exists (
        select from user_documents
        where id = wanted.id::uuid and user_id = $1 and doc_type = 'resume'
    )
    when 'story' then exists (select from stories where id = wanted.id::uuid and user_id = $1)
    when 'saved_job' then exists (
        select from saved_jobs where id = wanted.id::uuid and user_id = $1
    )
    when 'posting' then exists (
        select from job_postings as posting
        join users as poster on poster.id = posting.user_id
        join users as reader on reader.tenant = poster.tenant
        where posting.id = wanted.id::uuid and reader.id = $1
    )
    when 'application' then exists (
        select from applications where id = wanted.id::uuid and user_id = $1
    )
    when 'config' then exists (
        select from interview_configs where id = wanted.id::uuid and user_id = $1
    )
    when 'session' then exists (
        select from interview_sessions where id = wanted.id and user_id = $1
    )
    when 'exercise_session' then exists (
        select from exercise_sessions where id = wanted.id::uuid and user_id = $1
    )
    when 'role_kit' then exists (select from role_kits where id = wanted.id)
    when 'pattern' then exists (select from question_patterns where id = wanted.id)
    when 'company' then exists (select from companies where id = wanted.id)
    when 'exercise' then exists (select from coding_exercises where id = wanted.id)
    when 'case' then exists (select from case_templates where id = wanted.id)
    else false
end
order by wanted.position
limit 1

-- name: add_user
insert into users (name, role, tenant) values ($1, $2, $3)
on conflict (name) do nothing

-- name: user
-- $1: an id, or null; $2: a name, or null
select jsonb_build_object(
    'user_id', id, 'name', name, 'role', role, 'tenant', tenant,
    'created_at', rfc3339(created_at)
)
from users
where id = $1::uuid or name = $2::text

-- name: delete_user
delete from users where id = $1 returning true

-- name: lock_user
-- One writer at a time numbers a user's documents.
select true from users where id = $1 for no key update

-- name: touch_document
-- The same bytes again: the document becomes the newest.
update user_documents
set file_name = $4, uploaded_at = now(), updated_at = now()
where user_id = $1 and doc_type = $2 and source_hash = $3
returning id

-- name: add_document
with numbered as (
    select gen_random_uuid() as id, coalesce(max(version), 0) + 1 as version
    from user_documents
    where user_id = $1 and doc_type = $2
), kept as (
    insert into user_documents (
        id, user_id, doc_type, source_hash, file_name, mime_type, file_size, s3_url, version,
        source, raw_text
    )
    select
        id, $1, $2, $3, $4, $5, length($7::bytea), 'postgres:document_files/' || id, version,
        $6, $8
    from numbered
    returning id
)
insert into document_files (document_id, content)
select id, $7::bytea from kept
returning document_id

-- name: documents
-- $2: one id, or null; $3: one type, or null; $4: whole, or without what is long
select jsonb_build_object(
    'document_id', id, 'user_id', user_id, 'doc_type', doc_type, 'file_name', file_name,
    'mime_type', mime_type, 'file_size_bytes', file_size, 's3_url', s3_url,
    'raw_text', case when $4::boolean then raw_text end,
    'resume', case when $4::boolean and doc_type = 'resume' then parsed_json end,
    'job', case when $4::boolean and doc_type = 'job_description' then parsed_json end,
    'source_hash', source_hash, 'version', version, 'source', source,
    'parsing_status', parsing_status, 'parsing_error', parsing_error,
    'created_at', rfc3339(created_at), 'updated_at', rfc3339(updated_at),
    'uploaded_at', rfc3339(uploaded_at)
)
from user_documents
where user_id = $1
    and ($2::uuid is null or id = $2::uuid)
    and ($3::text is null or doc_type = $3::text)
order by uploaded_at desc, version desc
limit $5

-- name: document_content
select file.content
from document_files as file
join user_documents as document on document.id = file.document_id
where document.user_id = $1 and document.id = $2

-- name: save_parsed
update user_documents
set raw_text = $3, parsed_json = $4, parsing_status = 'parsed', parsing_error = null,
    updated_at = now()
where user_id = $1 and id = $2
returning true

-- name: save_failed
update user_documents
set parsing_status = 'failed', parsing_error = $3, updated_at = now()
where user_id = $1 and id = $2
returning true

-- name: save_profile
-- From the user's newest parsed résumé; without one, no row stays.
with newest as (
    select id, parsed_json
    from user_documents
    where user_id = $1 and doc_type = 'resume' and parsing_status = 'parsed'
        and parsed_json is not null
    order by uploaded_at desc, version desc
    limit 1
), gone as (
    delete from user_profile_extracted
    where user_id = $1 and not exists (select from newest)
)
insert into user_profile_extracted (
    user_id, latest_resume_doc_id, headline, work_history, projects, skills_claimed, risk_flags
)
select
    $1, id, parsed_json -> 'headline' ->> 'text', parsed_json -> 'work_history',
    parsed_json -> 'projects', parsed_json -> 'skills', parsed_json -> 'risk_flags'
from newest
on conflict (user_id) do update set
    latest_resume_doc_id = excluded.latest_resume_doc_id,
    headline = excluded.headline,
    work_history = excluded.work_history,
    projects = excluded.projects,
    skills_claimed = excluded.skills_claimed,
    risk_flags = excluded.risk_flags,
    updated_at = now()

-- name: profile
select jsonb_build_object(
    'user_id', user_id, 'latest_resume_doc_id', latest_resume_doc_id, 'headline', headline,
    'work_history', work_history, 'projects', projects, 'skills_claimed', skills_claimed,
    'risk_flags', risk_flags, 'updated_at', rfc3339(updated_at)
)
from user_profile_extracted
where user_id = $1

-- name: delete_document
delete from user_documents where user_id = $1 and id = $2 returning true

-- name: add_story
insert into stories (user_id, title, situation, task, action, result, is_archived, source)
select user_id, title, situation, task, action, result, is_archived, source
from jsonb_to_record($1::jsonb) as given (
    user_id uuid, title text, situation text, task text, action text, result text,
    is_archived boolean, source text
)
returning id

-- name: stories
-- $2: one id, or null; $3: archived ones, too
select jsonb_build_object(
    'story_id', id, 'user_id', user_id, 'title', title, 'situation', situation, 'task', task,
    'action', action, 'result', result, 'is_archived', is_archived, 'source', source,
    'created_at', rfc3339(created_at), 'updated_at', rfc3339(updated_at)
)
from stories
where user_id = $1
    and ($2::uuid is null or id = $2::uuid)
    and ($3::boolean or not is_archived)
order by updated_at desc, id
limit $4

-- name: replace_story
update stories as kept
set title = given.title, situation = given.situation, task = given.task,
    action = given.action, result = given.result, is_archived = given.is_archived,
    source = given.source, updated_at = now()
from jsonb_to_record($3::jsonb) as given (
    title text, situation text, task text, action text, result text, is_archived boolean,
    source text
)
where kept.user_id = $1 and kept.id = $2
returning kept.id

-- name: delete_story
delete from stories where user_id = $1 and id = $2 returning true

-- name: skills_of
-- $2: one role category, or null
select jsonb_build_object(
    'user_id', user_id, 'role_category', role_category, 'dimension', dimension,
    'baseline_score', baseline_score, 'latest_score', latest_score, 'trend', trend,
    'common_issues', common_issues, 'updated_at', rfc3339(updated_at)
)
from user_skill_memory
where user_id = $1 and ($2::text is null or role_category = $2::text)
order by latest_score nulls last, role_category, dimension

-- name: keep_skills
insert into user_skill_memory (
    user_id, role_category, dimension, baseline_score, latest_score, trend, common_issues
)
select
    user_id, role_category, dimension, baseline_score, latest_score, trend, common_issues
from jsonb_to_recordset($1::jsonb) as given (
    user_id uuid, role_category text, dimension text, baseline_score numeric,
    latest_score numeric, trend jsonb, common_issues jsonb
)
on conflict (user_id, role_category, dimension) do update set
    baseline_score = excluded.baseline_score,
    latest_score = excluded.latest_score,
    trend = excluded.trend,
    common_issues = excluded.common_issues,
    updated_at = now()
