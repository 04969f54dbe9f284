-- Which job posting an interview is for. Existing interviews have none, and stay as they are.

alter table interview_sessions
    add column job_posting_id uuid null references job_postings (id) on delete set null;
create index interview_sessions_job_posting on interview_sessions (job_posting_id);

create or replace view interviews as
select
    session.id,
    session.user_id as candidate_id,
    coalesce(application.resume_id, config.resume_doc_id) as resume_id,
    session.role_type,
    case session.status when 'running' then 'in_progress' else session.status end as status,
    session.application_id,
    session.created_at,
    session.updated_at,
    session.job_posting_id
from interview_sessions as session
left join interview_configs as config on config.id = session.interview_config_id
left join applications as application on application.id = session.application_id;
