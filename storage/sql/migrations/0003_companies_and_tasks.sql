-- The rest of the catalogue that experts write: companies, exercises and cases.
-- Ids are the slugs their authors chose, as in the first migration.

create table company_archetypes (
    id text primary key check (id <> ''),
    name text not null,
    behaviour text not null,
    stresses jsonb not null check (jsonb_typeof(stresses) = 'array'),
    fit_questions jsonb not null check (jsonb_typeof(fit_questions) = 'array'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table companies (
    id text primary key check (id <> ''),
    name text not null unique,
    country text not null,
    tier text not null check (tier in ('top50', 'top200', 'other')),
    archetype text not null references company_archetypes (id),
    tags jsonb not null check (jsonb_typeof(tags) = 'object'),
    known_for text not null,
    is_addition boolean not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on column companies.tags is 'size, sector, regulated, hiring_style';
create index companies_archetype on companies (archetype);

create table company_role_blueprints (
    id text primary key check (id <> ''),
    company_id text not null references companies (id) on delete cascade,
    role_category text not null,
    seniority text not null check (seniority in ('entry', 'mid', 'senior')),
    skill_focus jsonb not null check (jsonb_typeof(skill_focus) = 'array'),
    question_pattern_ids jsonb not null check (jsonb_typeof(question_pattern_ids) = 'array'),
    rubric_overrides jsonb check (jsonb_typeof(rubric_overrides) = 'object'),
    updated_at timestamptz not null default now(),
    unique (company_id, role_category, seniority)
);

create table coding_exercises (
    id text primary key check (id <> ''),
    role_kit_id text not null references role_kits (id),
    name text not null,
    activity_type text not null check (activity_type in ('explain', 'debug', 'modify', 'review')),
    language text not null,
    difficulty text not null check (difficulty in ('easy', 'medium', 'hard')),
    task text not null,
    code_snippet text not null,
    bug_description text not null,
    failing_test_case text not null,
    fails_with text not null,
    modification_requirement text not null,
    expected_behavior text not null,
    expected_signals jsonb not null check (jsonb_typeof(expected_signals) = 'array'),
    common_failure_modes jsonb not null check (jsonb_typeof(common_failure_modes) = 'array'),
    suggested_fix text not null,
    edge_cases jsonb not null check (jsonb_typeof(edge_cases) = 'array'),
    complexity_expected text not null,
    probing_questions jsonb not null check (jsonb_typeof(probing_questions) = 'array'),
    tags jsonb not null check (jsonb_typeof(tags) = 'array'),
    is_active boolean not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index coding_exercises_role_kit on coding_exercises (role_kit_id);

create table case_templates (
    id text primary key check (id <> ''),
    role_kit_id text not null references role_kits (id),
    name text not null,
    case_type text not null,
    difficulty text not null check (difficulty in ('easy', 'medium', 'hard')),
    prompt_statement text not null,
    context text not null,
    clarifying_questions_allowed integer not null check (clarifying_questions_allowed >= 0),
    revealable_data jsonb not null check (jsonb_typeof(revealable_data) = 'array'),
    evaluation_focus jsonb not null check (jsonb_typeof(evaluation_focus) = 'array'),
    probing_map jsonb not null check (jsonb_typeof(probing_map) = 'object'),
    solution text not null,
    worked jsonb not null check (jsonb_typeof(worked) = 'array'),
    expected_duration_minutes integer not null check (expected_duration_minutes > 0),
    tags jsonb not null check (jsonb_typeof(tags) = 'array'),
    is_active boolean not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index case_templates_role_kit on case_templates (role_kit_id);

alter table question_patterns
    add column is_seed boolean not null default true,
    add constraint question_patterns_source_type
        check (source_type in ('curated', 'generated', 'scraped'));
comment on column question_patterns.is_seed is
    'it comes from the seed files, and goes when it is no longer in them';

create table catalogue_state (
    only_row boolean primary key default true check (only_row),
    fingerprint text not null,
    loaded_at timestamptz not null default now()
);
comment on table catalogue_state is 'which seed files were loaded last, so that a start need not';
