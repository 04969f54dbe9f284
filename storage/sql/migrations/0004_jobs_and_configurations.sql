-- Job postings and applications, the jobs users aim at, and what interviews are to be like.

create table job_postings (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    title text not null check (title <> ''),
    company text not null check (company <> ''),
    description text not null,
    required_skills jsonb not null default '[]' check (jsonb_typeof(required_skills) = 'array'),
    tech_stack jsonb not null default '[]' check (jsonb_typeof(tech_stack) = 'array'),
    role_category text not null,
    employment_type text not null,
    work_setup text not null,
    location text not null,
    experience_level text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on column job_postings.user_id is 'who posted it; users of the same tenant see it';
create index job_postings_user on job_postings (user_id, created_at desc);

create table applications (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    job_posting_id uuid not null references job_postings (id) on delete cascade,
    resume_id uuid references user_documents (id) on delete set null,
    status text not null default 'submitted'
        check (status in ('submitted', 'withdrawn', 'rejected', 'accepted')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index applications_user on applications (user_id, created_at desc);
create index applications_job_posting on applications (job_posting_id);
create index applications_resume on applications (resume_id);

create table saved_jobs (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    company_id text references companies (id) on delete set null,
    company_name text not null check (company_name <> ''),
    role_title text not null check (role_title <> ''),
    role_category text not null,
    job_url text,
    jd_text text,
    jd_document_id uuid references user_documents (id) on delete set null,
    job_posting_id uuid references job_postings (id) on delete set null,
    status text not null default 'saved'
        check (status in ('saved', 'applied', 'interviewing', 'offer', 'rejected')),
    next_interview_at timestamptz,
    notes text,
    company_research text,
    company_values jsonb not null default '[]' check (jsonb_typeof(company_values) = 'array'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index saved_jobs_user on saved_jobs (user_id, updated_at desc);
create index saved_jobs_company on saved_jobs (company_id);
create index saved_jobs_jd_document on saved_jobs (jd_document_id);
create index saved_jobs_job_posting on saved_jobs (job_posting_id);

create table opportunity_questions (
    saved_job_id uuid not null references saved_jobs (id) on delete cascade,
    question_pattern_id text not null references question_patterns (id) on delete cascade,
    position integer not null,
    created_at timestamptz not null default now(),
    primary key (saved_job_id, question_pattern_id)
);
create index opportunity_questions_pattern on opportunity_questions (question_pattern_id);

create table opportunity_stories (
    saved_job_id uuid not null references saved_jobs (id) on delete cascade,
    story_id uuid not null references stories (id) on delete cascade,
    position integer not null,
    created_at timestamptz not null default now(),
    primary key (saved_job_id, story_id)
);
create index opportunity_stories_story on opportunity_stories (story_id);

create view opportunities as
select
    job.id,
    job.user_id,
    job.company_name,
    job.role_title,
    coalesce(
        nullif(job.jd_text, ''),
        (select raw_text from user_documents where id = job.jd_document_id),
        (select description from job_postings where id = job.job_posting_id)
    ) as job_description,
    job.company_research,
    job.company_values,
    array(
        select question_pattern_id from opportunity_questions
        where saved_job_id = job.id
        order by position
    ) as flagged_question_ids,
    array(
        select story_id from opportunity_stories
        where saved_job_id = job.id
        order by position
    ) as curated_story_ids,
    job.created_at,
    job.updated_at
from saved_jobs as job;

create table interview_rounds (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    saved_job_id uuid not null references saved_jobs (id) on delete cascade,
    type text not null check (type <> ''),
    interviewers text not null default '',
    scheduled_at timestamptz,
    created_at timestamptz not null default now()
);
comment on table interview_rounds is 'real interviews at a company that a user prepares for';
create index interview_rounds_user on interview_rounds (user_id);
create index interview_rounds_saved_job on interview_rounds (saved_job_id);

create table interview_configs (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    role_kit_id text not null references role_kits (id),
    resume_doc_id uuid references user_documents (id) on delete set null,
    jd_doc_id uuid references user_documents (id) on delete set null,
    company_notes_doc_id uuid references user_documents (id) on delete set null,
    interview_type text not null
        check (interview_type in ('hr', 'hiring_manager', 'technical', 'panel')),
    style text not null check (style in ('friendly', 'neutral', 'stress')),
    seniority text not null check (seniority in ('entry', 'mid', 'senior')),
    mode text not null check (mode in ('assessment', 'coached')),
    duration_s double precision not null check (duration_s > 0),
    questions_target integer check (questions_target > 0),
    language text not null,
    response_languages jsonb not null default '[]'
        check (jsonb_typeof(response_languages) = 'array'),
    target_role text,
    company_id text references companies (id) on delete set null,
    company_name text,
    saved_job_id uuid references saved_jobs (id) on delete set null,
    job_posting_id uuid references job_postings (id) on delete set null,
    created_at timestamptz not null default now()
);
comment on column interview_configs.duration_s is 'seconds';
create index interview_configs_user on interview_configs (user_id, created_at desc);
create index interview_configs_role_kit on interview_configs (role_kit_id);
create index interview_configs_company on interview_configs (company_id);
create index interview_configs_resume on interview_configs (resume_doc_id);
create index interview_configs_jd on interview_configs (jd_doc_id);
create index interview_configs_company_notes on interview_configs (company_notes_doc_id);
create index interview_configs_saved_job on interview_configs (saved_job_id);
create index interview_configs_job_posting on interview_configs (job_posting_id);

alter table interview_plans
    add column user_id uuid not null default '00000000-0000-0000-0000-000000000001'
        references users (id) on delete cascade,
    add column interview_config_id uuid references interview_configs (id) on delete cascade,
    add column interview_plan jsonb not null default '{}'
        check (jsonb_typeof(interview_plan) = 'object'),
    add column provenance jsonb not null default '{}'
        check (jsonb_typeof(provenance) = 'object'),
    add unique (interview_config_id, version);
comment on column interview_plans.plan_json is 'what the core follows';
comment on column interview_plans.interview_plan is 'the same as readers get it';
create index interview_plans_user on interview_plans (user_id);
