-- Posts about interviews: collected in runs, kept raw, drawn from, never shown.

create table data_source_runs (
    id uuid primary key default gen_random_uuid(),
    source text not null check (source <> ''),
    run_params jsonb not null default '{}' check (jsonb_typeof(run_params) = 'object'),
    status text not null default 'running' check (status in ('running', 'succeeded', 'failed')),
    started_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    item_count integer not null default 0 check (item_count >= 0),
    storage_ref text,
    error text,
    check ((status = 'running') = (finished_at is null))
);
create index data_source_runs_started_at on data_source_runs (started_at desc);

create table scraped_interview_posts (
    id uuid primary key default gen_random_uuid(),
    ordinal bigint generated always as identity,
    source_run_id uuid not null references data_source_runs (id) on delete cascade,
    company_name text,
    tags text,
    created_at_source timestamptz,
    upvotes integer,
    raw_content text not null check (raw_content <> ''),
    content_hash text not null unique check (content_hash ~ '^[0-9a-f]{64}$'),
    extracted jsonb check (jsonb_typeof(extracted) = 'object'),
    created_at timestamptz not null default now()
);
comment on column scraped_interview_posts.raw_content is 'for internal use only; never shown';
create index scraped_interview_posts_run on scraped_interview_posts (source_run_id, ordinal);
