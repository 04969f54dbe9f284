-- Saved jobs, and what hangs on them.
-- `$n` parameters only; whole rows travel as jsonb, named as the structs of runtime.library are.
-- A query is named by the line above it and ends where the next one begins.

-- name: add_saved_job
insert into saved_jobs (
    user_id, company_id, company_name, role_title, role_category, job_url, jd_text,
    jd_document_id, job_posting_id, status, next_interview_at, notes, company_research,
    company_values
)
select
    user_id, company_id, company_name, role_title, role_category, job_url, jd_text,
    jd_document_id, job_posting_id, status, next_interview_at, notes, company_research,
    company_values
from jsonb_to_record($1::jsonb) as given (
    user_id uuid, company_id text, company_name text, role_title text, role_category text,
    job_url text, jd_text text, jd_document_id uuid, job_posting_id uuid, status text,
    next_interview_at timestamptz, notes text, company_research text, company_values jsonb
)
returning id

-- name: saved_jobs
-- $2: one id, or null; $3: one status, or null
select jsonb_build_object(
    'saved_job_id', id, 'user_id', user_id, 'company_id', company_id,
    'company_name', company_name, 'role_title', role_title, 'role_category', role_category,
    'job_url', job_url, 'jd_text', jd_text, 'jd_document_id', jd_document_id,
    'job_posting_id', job_posting_id, 'status', status,
    'next_interview_at', rfc3339(next_interview_at), 'notes', notes,
    'company_research', company_research, 'company_values', company_values,
    'created_at', rfc3339(created_at), 'updated_at', rfc3339(updated_at)
)
from saved_jobs
where user_id = $1
    and ($2::uuid is null or id = $2::uuid)
    and ($3::text is null or status = $3::text)
order by
    case when next_interview_at >= now() then next_interview_at end nulls last,
    updated_at desc, id
limit $4

-- name: replace_saved_job
update saved_jobs as kept
set company_id = given.company_id, company_name = given.company_name,
    role_title = given.role_title, role_category = given.role_category,
    job_url = given.job_url, jd_text = given.jd_text, jd_document_id = given.jd_document_id,
    job_posting_id = given.job_posting_id, status = given.status,
    next_interview_at = given.next_interview_at, notes = given.notes,
    company_research = given.company_research, company_values = given.company_values,
    updated_at = now()
from jsonb_to_record($3::jsonb) as given (
    company_id text, company_name text, role_title text, role_category text, job_url text,
    jd_text text, jd_document_id uuid, job_posting_id uuid, status text,
    next_interview_at timestamptz, notes text, company_research text, company_values jsonb
)
where kept.user_id = $1 and kept.id = $2
returning kept.id

-- name: delete_saved_job
delete from saved_jobs where user_id = $1 and id = $2 returning true

-- name: link_practice
-- A link that has only the configuration so far gets the session that came of it.
with filled as (
    update job_practice_links
    set interview_session_id = $3
    where id = (
        select id from job_practice_links
        where saved_job_id = $1 and interview_config_id = $2 and interview_session_id is null
            and exercise_session_id is null and $3::text is not null and $4::uuid is null
        order by created_at
        limit 1
        for update
    )
    returning id
), added as (
    insert into job_practice_links (
        saved_job_id, interview_config_id, interview_session_id, exercise_session_id
    )
    select $1, $2, $3, $4
    where not exists (select from filled)
    returning id
)
select id from filled
union all
select id from added

-- name: practice_links
-- $2: one id, or null
select jsonb_build_object(
    'link_id', id, 'saved_job_id', saved_job_id, 'interview_config_id', interview_config_id,
    'interview_session_id', interview_session_id, 'exercise_session_id', exercise_session_id,
    'created_at', rfc3339(created_at)
)
from job_practice_links
where saved_job_id = $1 and ($2::uuid is null or id = $2::uuid)
order by created_at desc, id

-- name: add_round
insert into interview_rounds (user_id, saved_job_id, type, interviewers, scheduled_at)
select user_id, saved_job_id, type, interviewers, scheduled_at
from jsonb_to_record($1::jsonb) as given (
    user_id uuid, saved_job_id uuid, type text, interviewers text, scheduled_at timestamptz
)
returning id

-- name: rounds
-- $2: one id, or null
select jsonb_build_object(
    'round_id', id, 'user_id', user_id, 'saved_job_id', saved_job_id, 'type', type,
    'interviewers', interviewers, 'scheduled_at', rfc3339(scheduled_at),
    'created_at', rfc3339(created_at)
)
from interview_rounds
where saved_job_id = $1 and ($2::uuid is null or id = $2::uuid)
order by scheduled_at nulls last, created_at, id

-- name: opportunity
select jsonb_build_object(
    'saved_job_id', id, 'user_id', user_id, 'job_description', job_description,
    'company_research', company_research, 'company_values', company_values,
    'flagged_question_ids', flagged_question_ids, 'curated_story_ids', curated_story_ids
)
from opportunities
where user_id = $1 and id = $2

-- name: flag_questions
with others as (
    delete from opportunity_questions
    where saved_job_id = $1 and question_pattern_id <> all ($2::text[])
)
insert into opportunity_questions (saved_job_id, question_pattern_id, position)
select $1, wanted.id, min(wanted.position)
from unnest($2::text[]) with ordinality as wanted (id, position)
group by wanted.id
on conflict (saved_job_id, question_pattern_id) do update set position = excluded.position

-- name: curate_stories
with others as (
    delete from opportunity_stories
    where saved_job_id = $1 and story_id <> all ($2::uuid[])
)
insert into opportunity_stories (saved_job_id, story_id, position)
select $1, wanted.id, min(wanted.position)
from unnest($2::uuid[]) with ordinality as wanted (id, position)
group by wanted.id
on conflict (saved_job_id, story_id) do update set position = excluded.position
