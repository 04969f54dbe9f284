-- Job postings and applications, configurations and the versions of their plans.
-- `$n` parameters only; whole rows travel as jsonb, named as the structs of runtime.library are.
-- A query is named by the line above it and ends where the next one begins.

-- name: add_posting
insert into job_postings (
    user_id, title, company, description, required_skills, tech_stack, role_category,
    employment_type, work_setup, location, experience_level
)
select
    user_id, title, company, description, required_skills, tech_stack, role_category,
    employment_type, work_setup, location, experience_level
from jsonb_to_record($1::jsonb) as given (
    user_id uuid, title text, company text, description text, required_skills jsonb,
    tech_stack jsonb, role_category text, employment_type text, work_setup text,
    location text, experience_level text
)
returning id

-- name: postings
-- Those that the user $1 sees: of their tenant. $2: one id, or null
select jsonb_build_object(
    'posting_id', posting.id, 'user_id', posting.user_id, 'title', posting.title,
    'company', posting.company, 'description', posting.description,
    'required_skills', posting.required_skills, 'tech_stack', posting.tech_stack,
    'role_category', posting.role_category, 'employment_type', posting.employment_type,
    'work_setup', posting.work_setup, 'location', posting.location,
    'experience_level', posting.experience_level,
    'created_at', rfc3339(posting.created_at), 'updated_at', rfc3339(posting.updated_at)
)
from job_postings as posting
join users as poster on poster.id = posting.user_id
join users as reader on reader.tenant = poster.tenant
where reader.id = $1 and ($2::uuid is null or posting.id = $2::uuid)
order by posting.created_at desc, posting.id
limit $3

-- name: delete_posting
delete from job_postings where user_id = $1 and id = $2 returning true

-- name: add_application
insert into applications (user_id, job_posting_id, resume_id, status)
values ($1, $2, $3, $4)
returning id

-- name: applications
-- $2: one id, or null
select jsonb_build_object(
    'application_id', application.id, 'user_id', application.user_id,
    'job_posting_id', application.job_posting_id, 'resume_id', application.resume_id,
    'status', application.status,
    'session_ids', to_jsonb(array(
        select id from interview_sessions
        where application_id = application.id
        order by created_at, id
    )),
    'created_at', rfc3339(application.created_at),
    'updated_at', rfc3339(application.updated_at)
)
from applications as application
where application.user_id = $1 and ($2::uuid is null or application.id = $2::uuid)
order by application.created_at desc, application.id
limit $3

-- name: add_config
insert into interview_configs (
    user_id, role_kit_id, resume_doc_id, jd_doc_id, company_notes_doc_id, interview_type, style,
    seniority, mode, duration_s, questions_target, language, response_languages, target_role,
    company_id, company_name, saved_job_id, job_posting_id
)
select
    user_id, role_kit_id, resume_doc_id, jd_doc_id, company_notes_doc_id, interview_type, style,
    seniority, mode, duration_s, questions_target, language, response_languages, target_role,
    company_id, company_name, saved_job_id, job_posting_id
from jsonb_to_record($1::jsonb) as given (
    user_id uuid, role_kit_id text, resume_doc_id uuid, jd_doc_id uuid,
    company_notes_doc_id uuid, interview_type text, style text, seniority text, mode text,
    duration_s double precision, questions_target integer, language text,
    response_languages jsonb, target_role text, company_id text, company_name text,
    saved_job_id uuid, job_posting_id uuid
)
returning id

-- name: configs
-- $2: one id, or null
select jsonb_build_object(
    'config_id', id, 'user_id', user_id, 'role_kit_id', role_kit_id,
    'resume_doc_id', resume_doc_id, 'jd_doc_id', jd_doc_id,
    'company_notes_doc_id', company_notes_doc_id, 'interview_type', interview_type,
    'style', style, 'seniority', seniority, 'mode', mode, 'duration_s', duration_s,
    'questions_target', questions_target, 'language', language,
    'response_languages', response_languages, 'target_role', target_role,
    'company_id', company_id, 'company_name', company_name, 'saved_job_id', saved_job_id,
    'job_posting_id', job_posting_id, 'created_at', rfc3339(created_at)
)
from interview_configs
where user_id = $1 and ($2::uuid is null or id = $2::uuid)
order by created_at desc, id
limit $3

-- name: lock_config
-- One writer at a time numbers a configuration's plans.
select true from interview_configs where user_id = $1 and id = $2 for no key update

-- name: next_plan_version
select coalesce(max(version), 0) + 1 from interview_plans where interview_config_id = $1

-- name: add_plan
insert into interview_plans (
    user_id, interview_config_id, version, plan_json, interview_plan, provenance
)
values ($1, $2, $3, $4, $5, $6)
returning id

-- name: plans
-- $2: one id, or null; $3: one configuration, or null
select jsonb_build_object(
    'plan_id', id, 'config_id', interview_config_id, 'version', version, 'plan', plan_json,
    'interview_plan', interview_plan, 'provenance', provenance,
    'created_at', rfc3339(created_at)
)
from interview_plans
where user_id = $1
    and ($2::uuid is null or id = $2::uuid)
    and ($3::uuid is null or interview_config_id = $3::uuid)
order by version desc, created_at desc
limit $4
