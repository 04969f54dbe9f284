-- Takes the column away again; the interviews and the postings stay.

drop view interviews;

alter table interview_sessions drop column job_posting_id;

create view interviews as
select
    session.id,
    session.user_id as candidate_id,
    coalesce(application.resume_id, config.resume_doc_id) as resume_id,
    session.role_type,
    case session.status when 'running' then 'in_progress' else session.status end as status,
    session.application_id,
    session.created_at,
    session.updated_at
from interview_sessions as session
left join interview_configs as config on config.id = session.interview_config_id
left join applications as application on application.id = session.application_id;
comment on view interviews is 'interview sessions by the names of the hiring side';
