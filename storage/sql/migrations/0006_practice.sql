-- What candidates hand in, what is made of their sessions, and how they do over time.

create table interview_artifacts (
    id uuid primary key default gen_random_uuid(),
    interview_session_id text not null references interview_sessions (id) on delete cascade,
    artifact_type text not null
        check (artifact_type in ('improved_answers', 'question_list', 'action_plan')),
    artifact_json jsonb not null check (jsonb_typeof(artifact_json) = 'object'),
    created_at timestamptz not null default clock_timestamp()
);
create index interview_artifacts_session on interview_artifacts (interview_session_id);

create table interview_task_submissions (
    id uuid primary key default gen_random_uuid(),
    interview_session_id text not null references interview_sessions (id) on delete cascade,
    task_type text not null check (task_type in ('coding', 'system_design', 'case')),
    task_id text,
    prompt text not null,
    candidate_response_text text not null default '',
    candidate_code text not null default '',
    work jsonb not null default '{}' check (jsonb_typeof(work) = 'object'),
    evaluator_notes jsonb not null default '{}'
        check (jsonb_typeof(evaluator_notes) = 'object'),
    created_at timestamptz not null default clock_timestamp()
);
create index interview_task_submissions_session
    on interview_task_submissions (interview_session_id);

create table exercise_sessions (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    coding_exercise_id text references coding_exercises (id),
    case_template_id text references case_templates (id),
    status text not null default 'running' check (status in ('running', 'ended', 'analyzed')),
    candidate_response_text text not null default '',
    candidate_code text not null default '',
    work jsonb not null default '{}' check (jsonb_typeof(work) = 'object'),
    analysis jsonb check (jsonb_typeof(analysis) = 'object'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check (num_nonnulls(coding_exercise_id, case_template_id) = 1)
);
create index exercise_sessions_user on exercise_sessions (user_id, updated_at desc);
create index exercise_sessions_exercise on exercise_sessions (coding_exercise_id);
create index exercise_sessions_case on exercise_sessions (case_template_id);

create table job_practice_links (
    id uuid primary key default gen_random_uuid(),
    saved_job_id uuid not null references saved_jobs (id) on delete cascade,
    interview_config_id uuid references interview_configs (id) on delete cascade,
    interview_session_id text references interview_sessions (id) on delete cascade,
    exercise_session_id uuid references exercise_sessions (id) on delete cascade,
    created_at timestamptz not null default clock_timestamp(),
    check (num_nonnulls(interview_config_id, interview_session_id, exercise_session_id) > 0)
);
create index job_practice_links_saved_job on job_practice_links (saved_job_id);
create index job_practice_links_config on job_practice_links (interview_config_id);
create index job_practice_links_session on job_practice_links (interview_session_id);
create index job_practice_links_exercise on job_practice_links (exercise_session_id);

create table user_skill_memory (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    role_category text not null,
    dimension text not null,
    baseline_score numeric check (baseline_score between 1 and 5),
    latest_score numeric check (latest_score between 1 and 5),
    trend jsonb not null default '[]' check (jsonb_typeof(trend) = 'array'),
    common_issues jsonb not null default '[]' check (jsonb_typeof(common_issues) = 'array'),
    updated_at timestamptz not null default now(),
    unique (user_id, role_category, dimension)
);

create table embeddings (
    id uuid primary key default gen_random_uuid(),
    entity_type varchar(50) not null check (entity_type in ('story', 'question', 'feedback')),
    entity_id uuid not null,
    embedding_model varchar(100) not null,
    embedding vector(1536),
    content_hash varchar(64),
    created_at timestamptz not null default now(),
    unique (entity_type, entity_id, embedding_model)
);
comment on column embeddings.embedding is
    'shorter vectors are filled up with zeros; only those of one model can be compared';
create index idx_embeddings_entity on embeddings (entity_type, entity_id);
-- HNSW, not IVFFlat: it needs no rows to learn from, so it is right from the first story on.
create index idx_embeddings_vector on embeddings using hnsw (embedding vector_cosine_ops);

create table prompt_templates (
    name text not null check (name <> ''),
    version text not null check (version <> ''),
    hash text not null check (hash <> ''),
    system_text text not null,
    user_text text not null,
    created_at timestamptz not null default now(),
    primary key (name, hash)
);
comment on table prompt_templates is
    'the words behind the name, version and hash that results name; an arm of a trial is a name';

create function forget_story() returns trigger
    language plpgsql
as $$
begin
    delete from embeddings where entity_type = 'story' and entity_id = old.id;
    return null;
end
$$;
comment on function forget_story is 'what a story meant goes with the story';
create trigger forget_story after delete on stories for each row execute function forget_story();
