-- Whose rows are whose, the documents that users upload, and the stories they tell.
-- Everything from before belongs to the user `local`.

create function rfc3339(moment timestamptz) returns text
    language sql stable parallel safe
    return to_char(moment at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
comment on function rfc3339 is 'a time as it stands in JSON: RFC 3339, UTC';

create table users (
    id uuid primary key default gen_random_uuid(),
    name text not null unique check (name <> ''),
    role text not null default 'candidate' check (role in ('candidate', 'recruiter', 'admin')),
    tenant text not null default 'local' check (tenant <> ''),
    created_at timestamptz not null default now()
);
comment on table users is 'candidates are users with that role; deleting one deletes what is theirs';
insert into users (id, name, role)
values ('00000000-0000-0000-0000-000000000001', 'local', 'admin');

create table user_documents (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    doc_type text not null
        check (doc_type in ('resume', 'job_description', 'company_notes', 'other')),
    file_name text not null,
    mime_type text not null,
    file_size integer not null check (file_size >= 0),
    s3_url text not null,
    raw_text text,
    parsed_json jsonb check (jsonb_typeof(parsed_json) = 'object'),
    source_hash text not null check (source_hash ~ '^[0-9a-f]{64}$'),
    version integer not null check (version > 0),
    source text not null check (source <> ''),
    parsing_status text not null default 'pending'
        check (parsing_status in ('pending', 'parsed', 'failed')),
    parsing_error text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    uploaded_at timestamptz not null default now(),
    unique (user_id, doc_type, source_hash),
    unique (user_id, doc_type, version),
    check (parsing_status <> 'parsed' or raw_text is not null),
    check ((parsing_status = 'failed') = (parsing_error is not null))
);
comment on column user_documents.s3_url is
    'storage key of the bytes; `postgres:document_files/<id>` when they are in document_files';
comment on column user_documents.source_hash is 'SHA-256 of the bytes';
comment on column user_documents.version is
    'counts the different documents of this user and type';
create index user_documents_newest on user_documents (user_id, doc_type, uploaded_at desc);

create table document_files (
    document_id uuid primary key references user_documents (id) on delete cascade,
    content bytea not null
);
comment on table document_files is
    'the bytes as uploaded: one place to back up, written with their row, the same for every server';
-- Documents are compressed already.
alter table document_files alter column content set storage external;

create view resumes as
select
    id, user_id as candidate_id, s3_url as file_url, file_name, file_size, parsing_status,
    created_at, updated_at
from user_documents
where doc_type = 'resume';

create table user_profile_extracted (
    user_id uuid primary key references users (id) on delete cascade,
    latest_resume_doc_id uuid references user_documents (id) on delete cascade,
    headline text,
    work_history jsonb not null default '[]' check (jsonb_typeof(work_history) = 'array'),
    projects jsonb not null default '[]' check (jsonb_typeof(projects) = 'array'),
    skills_claimed jsonb not null default '[]' check (jsonb_typeof(skills_claimed) = 'array'),
    risk_flags jsonb not null default '[]' check (jsonb_typeof(risk_flags) = 'array'),
    updated_at timestamptz not null default now()
);
create index user_profile_extracted_resume on user_profile_extracted (latest_resume_doc_id);

create table stories (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references users (id) on delete cascade,
    title text not null check (title <> ''),
    situation text not null default '',
    task text not null default '',
    action text not null default '',
    result text not null default '',
    is_archived boolean not null default false,
    source text not null default 'typed' check (source <> ''),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index stories_user on stories (user_id, updated_at desc);
