-- Whose an interview is and what it was made from. Rows from before belong to the user `local`.

create type role_type as enum ('react', 'python', 'javascript', 'fullstack');
comment on type role_type is 'fixed for good: finer names are in base_prompt_key';

alter table interview_sessions
    add column user_id uuid not null default '00000000-0000-0000-0000-000000000001'
        references users (id) on delete cascade,
    add column interview_config_id uuid references interview_configs (id) on delete set null,
    add column application_id uuid references applications (id) on delete set null,
    add column role_type role_type,
    add column base_prompt_key text,
    add column role_provenance jsonb not null default '{}'
        check (jsonb_typeof(role_provenance) = 'object'),
    add column language text not null default 'en',
    add column response_languages jsonb not null default '[]'
        check (jsonb_typeof(response_languages) = 'array');
create index interview_sessions_user on interview_sessions (user_id, created_at desc);
create index interview_sessions_config on interview_sessions (interview_config_id);
create index interview_sessions_application on interview_sessions (application_id);

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
