-- Role kits, question patterns and rubrics; the rest of the catalogue is in tasks.sql.
-- `$n` parameters only; documents travel as jsonb.
-- A query is named by the line above it and ends where the next one begins.

-- name: upsert_rubrics
insert into interview_rubrics as kept (
    id, name, description, dimensions, scoring_guide, is_default
)
select id, name, description, dimensions, scoring_guide, is_default
from jsonb_to_recordset($1::jsonb) as given (
    id text, name text, description text, dimensions jsonb, scoring_guide jsonb,
    is_default boolean
)
on conflict (id) do update set
    name = excluded.name,
    description = excluded.description,
    dimensions = excluded.dimensions,
    scoring_guide = excluded.scoring_guide,
    is_default = excluded.is_default,
    updated_at = now()

-- name: rubric
select jsonb_build_object(
    'rubric_id', id,
    'name', name,
    'description', description,
    'dimensions', (
        select jsonb_agg(
            dimension || jsonb_build_object('anchors', scoring_guide -> (dimension ->> 'dimension'))
            order by position
        )
        from jsonb_array_elements(dimensions) with ordinality as listed (dimension, position)
    ),
    'is_default', is_default
)
from interview_rubrics
where id = $1

-- name: upsert_role_kits
insert into role_kits as kept (
    id, name, role_category, level, domain, description, default_interview_types,
    default_rubric_id, skills_focus, track_tags, estimated_duration, role_context,
    core_competencies, candidate_faq, is_active
)
select
    role_kit_id, name, role_category, level, domain, description, interview_types,
    default_rubric_id, skills_focus, track_tags, estimated_minutes, role_context,
    competencies, candidate_faq, is_active
from jsonb_to_recordset($1::jsonb) as given (
    role_kit_id text, name text, role_category text, level text, domain text, description text,
    interview_types jsonb, default_rubric_id text, skills_focus jsonb, track_tags jsonb,
    estimated_minutes integer, role_context text, competencies jsonb, candidate_faq jsonb,
    is_active boolean
)
on conflict (id) do update set
    name = excluded.name,
    role_category = excluded.role_category,
    level = excluded.level,
    domain = excluded.domain,
    description = excluded.description,
    default_interview_types = excluded.default_interview_types,
    default_rubric_id = excluded.default_rubric_id,
    skills_focus = excluded.skills_focus,
    track_tags = excluded.track_tags,
    estimated_duration = excluded.estimated_duration,
    role_context = excluded.role_context,
    core_competencies = excluded.core_competencies,
    candidate_faq = excluded.candidate_faq,
    is_active = excluded.is_active,
    updated_at = now()

-- name: role_kits
-- $1: one id, or null for every active kit
select jsonb_build_object(
    'role_kit_id', id, 'name', name, 'role_category', role_category, 'level', level,
    'domain', domain, 'description', description, 'interview_types', default_interview_types,
    'default_rubric_id', default_rubric_id, 'skills_focus', skills_focus,
    'track_tags', track_tags, 'estimated_minutes', estimated_duration,
    'role_context', role_context, 'competencies', core_competencies,
    'candidate_faq', candidate_faq, 'is_active', is_active
)
from role_kits
where id = $1 or ($1::text is null and is_active)
order by name, id

-- name: upsert_patterns
insert into question_patterns as kept (
    id, pattern_type, role_category, interview_types, phase, topic, template, variables,
    expected_signal, expects, dimensions, patience, seniorities, seconds, keywords,
    probe_tree, tags, source_type, translations, is_seed
)
select
    pattern_id, pattern_type, role_category, interview_types, phase, topic, template, variables,
    expected_signal, expects, dimensions, patience, seniorities, seconds, keywords,
    probe_tree, tags, source_type, coalesce(translations, '{}'), true
from jsonb_to_recordset($1::jsonb) as given (
    pattern_id text, pattern_type text, role_category text, interview_types jsonb, phase text,
    topic text, template text, variables jsonb, expected_signal text, expects jsonb,
    dimensions jsonb, patience text, seniorities jsonb, seconds integer, keywords jsonb,
    probe_tree jsonb, tags jsonb, source_type text, translations jsonb
)
on conflict (id) do update set
    pattern_type = excluded.pattern_type,
    role_category = excluded.role_category,
    interview_types = excluded.interview_types,
    phase = excluded.phase,
    topic = excluded.topic,
    template = excluded.template,
    variables = excluded.variables,
    expected_signal = excluded.expected_signal,
    expects = excluded.expects,
    dimensions = excluded.dimensions,
    patience = excluded.patience,
    seniorities = excluded.seniorities,
    seconds = excluded.seconds,
    keywords = excluded.keywords,
    probe_tree = excluded.probe_tree,
    tags = excluded.tags,
    source_type = excluded.source_type,
    translations = excluded.translations,
    is_seed = true,
    updated_at = now()

-- name: add_pattern
-- One that is in no seed file. $2: where it was drawn from, or null
insert into question_patterns (
    id, pattern_type, role_category, interview_types, phase, topic, template, variables,
    expected_signal, expects, dimensions, patience, seniorities, seconds, keywords,
    probe_tree, tags, source_type, translations, source_ref, is_seed
)
select
    pattern_id, pattern_type, role_category, interview_types, phase, topic, template, variables,
    expected_signal, expects, dimensions, patience, seniorities, seconds, keywords,
    probe_tree, tags, source_type, coalesce(translations, '{}'), $2, false
from jsonb_to_record($1::jsonb) as given (
    pattern_id text, pattern_type text, role_category text, interview_types jsonb, phase text,
    topic text, template text, variables jsonb, expected_signal text, expects jsonb,
    dimensions jsonb, patience text, seniorities jsonb, seconds integer, keywords jsonb,
    probe_tree jsonb, tags jsonb, source_type text, translations jsonb
)
on conflict (id) do nothing
returning true

-- name: patterns
-- Each filter is a value, or null for all; $1: role categories
select jsonb_build_object(
    'pattern_id', id, 'pattern_type', pattern_type, 'role_category', role_category,
    'interview_types', interview_types, 'phase', phase, 'topic', topic, 'template', template,
    'variables', variables, 'expected_signal', expected_signal, 'expects', expects,
    'dimensions', dimensions, 'patience', patience, 'seniorities', seniorities,
    'seconds', seconds, 'keywords', keywords, 'probe_tree', probe_tree, 'tags', tags,
    'source_type', source_type, 'translations', translations
)
from question_patterns
where ($1::text[] is null or role_category = any ($1::text[]))
    and ($2::text is null or pattern_type = $2::text)
    and ($3::text is null or interview_types ? $3::text)
    and ($4::text is null or source_type = $4::text)
order by id

-- name: catalogue_fingerprint
select fingerprint from catalogue_state

-- name: mark_catalogue
insert into catalogue_state (fingerprint) values ($1)
on conflict (only_row) do update set fingerprint = excluded.fingerprint, loaded_at = now()

-- name: retire_role_kits
update role_kits set is_active = false, updated_at = now()
where is_active and id <> all ($1::text[])

-- name: retire_patterns
delete from question_patterns where is_seed and id <> all ($1::text[])

-- name: retire_blueprints
delete from company_role_blueprints where id <> all ($1::text[])

-- name: retire_exercises
update coding_exercises set is_active = false, updated_at = now()
where is_active and id <> all ($1::text[])

-- name: retire_cases
update case_templates set is_active = false, updated_at = now()
where is_active and id <> all ($1::text[])
