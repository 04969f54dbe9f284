-- The catalogue that experts write, and the durable record of interviews.
-- Ids of catalogue rows are the slugs their authors chose; text everywhere, never varchar(n).
-- All of these tables are new and empty, so indexes and foreign keys lock nobody out.

create extension if not exists vector;

create table interview_rubrics (
    id text primary key check (id <> ''),
    name text not null,
    description text not null,
    dimensions jsonb not null check (jsonb_typeof(dimensions) = 'array'),
    scoring_guide jsonb not null check (jsonb_typeof(scoring_guide) = 'object'),
    is_default boolean not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on column interview_rubrics.scoring_guide is
    'dimension -> seniority -> anchors: what 1, 3 and 5 look like';

create table role_kits (
    id text primary key check (id <> ''),
    name text not null,
    role_category text not null,
    level text not null check (level in ('entry', 'mid', 'senior')),
    domain text not null,
    description text not null,
    default_interview_types jsonb not null
        check (jsonb_typeof(default_interview_types) = 'array'),
    default_rubric_id text not null references interview_rubrics (id),
    skills_focus jsonb not null check (jsonb_typeof(skills_focus) = 'array'),
    track_tags jsonb not null check (jsonb_typeof(track_tags) = 'array'),
    estimated_duration integer not null check (estimated_duration > 0),
    role_context text not null,
    core_competencies jsonb not null check (jsonb_typeof(core_competencies) = 'array'),
    candidate_faq jsonb not null check (jsonb_typeof(candidate_faq) = 'object'),
    typical_questions jsonb not null default '[]'
        check (jsonb_typeof(typical_questions) = 'array'),
    is_active boolean not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on column role_kits.estimated_duration is 'minutes';
create index role_kits_default_rubric_id on role_kits (default_rubric_id);

create table question_patterns (
    id text primary key check (id <> ''),
    pattern_type text not null check (
        pattern_type in ('resume_claim', 'jd_requirement', 'behavioral', 'scenario', 'probe')
    ),
    role_category text not null,
    interview_types jsonb not null check (jsonb_typeof(interview_types) = 'array'),
    phase text not null check (
        phase in (
            'intro', 'resume_deep_dive', 'role_skills', 'exercise', 'behavioral', 'close'
        )
    ),
    topic text not null,
    template text not null,
    variables jsonb not null check (jsonb_typeof(variables) = 'object'),
    expected_signal text not null,
    expects jsonb not null check (jsonb_typeof(expects) = 'array'),
    dimensions jsonb not null check (jsonb_typeof(dimensions) = 'array'),
    patience text not null check (patience in ('brief', 'open', 'long')),
    seniorities jsonb not null check (jsonb_typeof(seniorities) = 'array'),
    seconds integer not null check (seconds > 0),
    keywords jsonb not null check (jsonb_typeof(keywords) = 'array'),
    probe_tree jsonb not null check (jsonb_typeof(probe_tree) = 'object'),
    tags jsonb not null check (jsonb_typeof(tags) = 'array'),
    source_type text not null,
    source_ref text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index question_patterns_role_category on question_patterns (role_category);

create table interview_plans (
    id uuid primary key default gen_random_uuid(),
    plan_json jsonb not null check (jsonb_typeof(plan_json) = 'object'),
    version integer not null default 1 check (version > 0),
    created_at timestamptz not null default now()
);

create table interview_sessions (
    id text primary key check (id <> '' and length(id) <= 100),
    interview_plan_id uuid not null references interview_plans (id),
    role_kit_id text not null references role_kits (id),
    rubric_id text not null references interview_rubrics (id),
    status text not null check (
        status in (
            'created', 'waiting', 'running', 'paused', 'ended', 'analyzed', 'failed', 'abandoned'
        )
    ),
    audio_out text not null check (audio_out in ('ws', 'webrtc', 'avatar', 'none')),
    degraded jsonb not null default '[]' check (jsonb_typeof(degraded) = 'array'),
    epoch bigint not null default 0 check (epoch >= 0),
    created_at timestamptz not null,
    updated_at timestamptz not null default now(),
    started_at timestamptz,
    ended_at timestamptz,
    end_reason text,
    check (
        (status in ('ended', 'analyzed', 'failed', 'abandoned'))
        = (ended_at is not null and end_reason is not null)
    )
);
comment on column interview_sessions.epoch is
    'highest owner that has written; an older one is refused';
create index interview_sessions_created_at on interview_sessions (created_at desc);
create index interview_sessions_live on interview_sessions (updated_at)
    where status in ('created', 'waiting', 'running', 'paused');
create index interview_sessions_plan on interview_sessions (interview_plan_id);
create index interview_sessions_role_kit on interview_sessions (role_kit_id);
create index interview_sessions_rubric on interview_sessions (rubric_id);

create table session_events (
    session_id text not null references interview_sessions (id) on delete cascade,
    seq bigint not null check (seq > 0),
    epoch bigint not null,
    event jsonb not null check (jsonb_typeof(event) = 'object'),
    recorded_at timestamptz not null default now(),
    primary key (session_id, seq)
);
comment on table session_events is 'core events, append-only; the session is their fold';

create table interview_turns (
    session_id text not null references interview_sessions (id) on delete cascade,
    turn_id text not null check (turn_id <> ''),
    turn_index integer not null check (turn_index >= 0),
    role text not null check (role in ('interviewer', 'candidate')),
    phase text not null check (
        phase in (
            'intro', 'resume_deep_dive', 'role_skills', 'exercise', 'behavioral', 'close'
        )
    ),
    text text not null,
    unspoken_text text not null,
    started_at double precision not null,
    ended_at double precision not null,
    question_id text,
    probe_id text,
    typed boolean not null,
    turn jsonb not null check (jsonb_typeof(turn) = 'object'),
    latency jsonb check (jsonb_typeof(latency) = 'object'),
    recorded_at timestamptz not null default now(),
    primary key (session_id, turn_id),
    unique (session_id, turn_index)
);
comment on column interview_turns.started_at is 'session seconds';
comment on column interview_turns.ended_at is 'session seconds';
comment on column interview_turns.turn is 'the whole turn; the other columns are its projections';

create table interview_analysis (
    session_id text not null references interview_sessions (id) on delete cascade,
    evaluator_version text not null check (evaluator_version <> ''),
    report jsonb not null check (jsonb_typeof(report) = 'object'),
    created_at timestamptz not null default now(),
    primary key (session_id, evaluator_version)
);
