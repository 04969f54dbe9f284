-- The rest of the catalogue: companies with their archetypes and blueprints, exercises and cases.
-- `$n` parameters only; documents travel as jsonb.
-- A query is named by the line above it and ends where the next one begins.

-- name: upsert_archetypes
insert into company_archetypes (
    id, name, behaviour, stresses, fit_questions
)
select
    archetype_id, name, behaviour, stresses, fit_questions
from jsonb_to_recordset($1::jsonb) as given (
    archetype_id text, name text, behaviour text, stresses jsonb, fit_questions jsonb
)
on conflict (id) do update set
    name = excluded.name,
    behaviour = excluded.behaviour,
    stresses = excluded.stresses,
    fit_questions = excluded.fit_questions,
    updated_at = now()

-- name: archetypes
-- $1: one id, or null
select jsonb_build_object(
    'archetype_id', item.id, 'name', item.name, 'behaviour', item.behaviour,
    'stresses', item.stresses, 'fit_questions', item.fit_questions
)
from company_archetypes as item
where $1::text is null or item.id = $1::text
order by item.id

-- name: upsert_companies
insert into companies (
    id, name, country, tier, archetype, tags, known_for, is_addition
)
select
    company_id, name, country, tier, archetype, tags, known_for, is_addition
from jsonb_to_recordset($1::jsonb) as given (
    company_id text, name text, country text, tier text, archetype text, tags jsonb,
    known_for text, is_addition boolean
)
on conflict (id) do update set
    name = excluded.name,
    country = excluded.country,
    tier = excluded.tier,
    archetype = excluded.archetype,
    tags = excluded.tags,
    known_for = excluded.known_for,
    is_addition = excluded.is_addition,
    updated_at = now()

-- name: companies
-- $1: one id, or null; $2: one name in any case, or null
select jsonb_build_object(
    'company_id', item.id, 'name', item.name, 'country', item.country, 'tier', item.tier,
    'archetype', item.archetype, 'tags', item.tags, 'known_for', item.known_for,
    'is_addition', item.is_addition
)
from companies as item
where ($1::text is null or item.id = $1::text)
    and ($2::text is null or lower(item.name) = lower($2::text))
order by lower(item.name), item.id

-- name: upsert_blueprints
insert into company_role_blueprints (
    id, company_id, role_category, seniority, skill_focus, question_pattern_ids,
    rubric_overrides
)
select
    blueprint_id, company_id, role_category, seniority, skill_focus, question_pattern_ids,
    rubric_overrides
from jsonb_to_recordset($1::jsonb) as given (
    blueprint_id text, company_id text, role_category text, seniority text, skill_focus jsonb,
    question_pattern_ids jsonb, rubric_overrides jsonb
)
on conflict (id) do update set
    company_id = excluded.company_id,
    role_category = excluded.role_category,
    seniority = excluded.seniority,
    skill_focus = excluded.skill_focus,
    question_pattern_ids = excluded.question_pattern_ids,
    rubric_overrides = excluded.rubric_overrides,
    updated_at = now()

-- name: blueprint
-- The one of seniority $3, or else another of the company and the category.
select jsonb_build_object(
    'blueprint_id', item.id, 'company_id', item.company_id, 'role_category', item.role_category,
    'seniority', item.seniority, 'skill_focus', item.skill_focus,
    'question_pattern_ids', item.question_pattern_ids, 'rubric_overrides', coalesce(item.rubric_overrides, '{}')
)
from company_role_blueprints as item
where item.company_id = $1 and item.role_category = $2
order by item.seniority = $3 desc, item.id
limit 1

-- name: upsert_exercises
insert into coding_exercises (
    id, role_kit_id, name, activity_type, language, difficulty, task, code_snippet,
    bug_description, failing_test_case, fails_with, modification_requirement, expected_behavior,
    expected_signals, common_failure_modes, suggested_fix, edge_cases, complexity_expected,
    probing_questions, tags, is_active
)
select
    exercise_id, role_kit_id, name, activity_type, language, difficulty, task, code_snippet,
    bug_description, failing_test_case, fails_with, modification_requirement, expected_behavior,
    expected_signals, common_failure_modes, suggested_fix, edge_cases, complexity_expected,
    probing_questions, tags, is_active
from jsonb_to_recordset($1::jsonb) as given (
    exercise_id text, role_kit_id text, name text, activity_type text, language text,
    difficulty text, task text, code_snippet text, bug_description text, failing_test_case text, fails_with
    text, modification_requirement text, expected_behavior text, expected_signals jsonb,
    common_failure_modes jsonb, suggested_fix text, edge_cases jsonb, complexity_expected text,
    probing_questions jsonb, tags jsonb, is_active boolean
)
on conflict (id) do update set
    role_kit_id = excluded.role_kit_id,
    name = excluded.name,
    activity_type = excluded.activity_type,
    language = excluded.language,
    difficulty = excluded.difficulty,
    task = excluded.task,
    code_snippet = excluded.code_snippet,
    bug_description = excluded.bug_description,
    failing_test_case = excluded.failing_test_case,
    fails_with = excluded.fails_with,
    modification_requirement = excluded.modification_requirement,
    expected_behavior = excluded.expected_behavior,
    expected_signals = excluded.expected_signals,
    common_failure_modes = excluded.common_failure_modes,
    suggested_fix = excluded.suggested_fix,
    edge_cases = excluded.edge_cases,
    complexity_expected = excluded.complexity_expected,
    probing_questions = excluded.probing_questions,
    tags = excluded.tags,
    is_active = excluded.is_active,
    updated_at = now()

-- name: exercises
-- $1: one id, active or not, or null for the active ones; $2: role category; $3: activity
select jsonb_build_object(
    'exercise_id', item.id, 'role_kit_id', item.role_kit_id, 'name', item.name,
    'activity_type', item.activity_type, 'language', item.language,
    'difficulty', item.difficulty, 'task', item.task, 'code_snippet', item.code_snippet,
    'bug_description', item.bug_description, 'failing_test_case', item.failing_test_case,
    'fails_with', item.fails_with, 'modification_requirement', item.modification_requirement,
    'expected_behavior', item.expected_behavior, 'expected_signals', item.expected_signals,
    'common_failure_modes', item.common_failure_modes, 'suggested_fix', item.suggested_fix,
    'edge_cases', item.edge_cases, 'complexity_expected', item.complexity_expected,
    'probing_questions', item.probing_questions, 'tags', item.tags, 'is_active', item.is_active
)
from coding_exercises as item
join role_kits as kit on kit.id = item.role_kit_id
where ($1::text is not null or item.is_active)
    and ($1::text is null or item.id = $1::text)
    and ($2::text is null or kit.role_category = $2::text)
    and ($3::text is null or item.activity_type = $3::text)
order by item.id

-- name: upsert_cases
insert into case_templates (
    id, role_kit_id, name, case_type, difficulty, prompt_statement, context,
    clarifying_questions_allowed, revealable_data, evaluation_focus, probing_map, solution,
    worked, expected_duration_minutes, tags, is_active
)
select
    case_id, role_kit_id, name, case_type, difficulty, prompt_statement, context,
    clarifying_questions_allowed, revealable_data, evaluation_focus, probing_map, solution,
    worked, expected_duration_minutes, tags, is_active
from jsonb_to_recordset($1::jsonb) as given (
    case_id text, role_kit_id text, name text, case_type text, difficulty text,
    prompt_statement text, context text, clarifying_questions_allowed integer, revealable_data jsonb,
    evaluation_focus jsonb, probing_map jsonb, solution text, worked jsonb,
    expected_duration_minutes integer, tags jsonb, is_active boolean
)
on conflict (id) do update set
    role_kit_id = excluded.role_kit_id,
    name = excluded.name,
    case_type = excluded.case_type,
    difficulty = excluded.difficulty,
    prompt_statement = excluded.prompt_statement,
    context = excluded.context,
    clarifying_questions_allowed = excluded.clarifying_questions_allowed,
    revealable_data = excluded.revealable_data,
    evaluation_focus = excluded.evaluation_focus,
    probing_map = excluded.probing_map,
    solution = excluded.solution,
    worked = excluded.worked,
    expected_duration_minutes = excluded.expected_duration_minutes,
    tags = excluded.tags,
    is_active = excluded.is_active,
    updated_at = now()

-- name: cases
-- $1: one id, active or not, or null for the active ones; $2: role category
select jsonb_build_object(
    'case_id', item.id, 'role_kit_id', item.role_kit_id, 'name', item.name,
    'case_type', item.case_type, 'difficulty', item.difficulty,
    'prompt_statement', item.prompt_statement, 'context', item.context,
    'clarifying_questions_allowed', item.clarifying_questions_allowed,
    'revealable_data', item.revealable_data, 'evaluation_focus', item.evaluation_focus,
    'probing_map', item.probing_map, 'solution', item.solution, 'worked', item.worked,
    'expected_duration_minutes', item.expected_duration_minutes, 'tags', item.tags,
    'is_active', item.is_active
)
from case_templates as item
join role_kits as kit on kit.id = item.role_kit_id
where ($1::text is not null or item.is_active)
    and ($1::text is null or item.id = $1::text)
    and ($2::text is null or kit.role_category = $2::text)
order by item.id
