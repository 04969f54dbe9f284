-- Every query of the repositories. `$n` parameters only; documents travel as jsonb.
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
    probe_tree, tags, source_type
)
select
    pattern_id, pattern_type, role_category, interview_types, phase, topic, template, variables,
    expected_signal, expects, dimensions, patience, seniorities, seconds, keywords,
    probe_tree, tags, source_type
from jsonb_to_recordset($1::jsonb) as given (
    pattern_id text, pattern_type text, role_category text, interview_types jsonb, phase text,
    topic text, template text, variables jsonb, expected_signal text, expects jsonb,
    dimensions jsonb, patience text, seniorities jsonb, seconds integer, keywords jsonb,
    probe_tree jsonb, tags jsonb, source_type text
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
    updated_at = now()

-- name: patterns_for
select jsonb_build_object(
    'pattern_id', id, 'pattern_type', pattern_type, 'role_category', role_category,
    'interview_types', interview_types, 'phase', phase, 'topic', topic, 'template', template,
    'variables', variables, 'expected_signal', expected_signal, 'expects', expects,
    'dimensions', dimensions, 'patience', patience, 'seniorities', seniorities,
    'seconds', seconds, 'keywords', keywords, 'probe_tree', probe_tree, 'tags', tags,
    'source_type', source_type
)
from question_patterns
where role_category in ($1, 'any')
order by id

-- name: create_session
with planned as (
    insert into interview_plans (plan_json, version) values ($2, $3) returning id
)
insert into interview_sessions (
    id, interview_plan_id, role_kit_id, rubric_id, status, audio_out, degraded, created_at,
    started_at, ended_at, end_reason
)
select $1, planned.id, $4, $5, $6, $7, $8, $9, $10, $11, $12
from planned

-- name: load_session
select
    session.id, session.status, plan.plan_json, session.role_kit_id, session.rubric_id,
    session.audio_out, session.degraded, session.created_at, session.started_at,
    session.ended_at, session.end_reason
from interview_sessions as session
join interview_plans as plan on plan.id = session.interview_plan_id
where session.id = $1

-- name: list_sessions
select
    session.id, session.status, session.role_kit_id, plan.plan_json ->> 'role_title' as role_title,
    session.created_at, session.updated_at, session.ended_at, session.end_reason
from interview_sessions as session
join interview_plans as plan on plan.id = session.interview_plan_id
where not $2::boolean or session.status in ('created', 'waiting', 'running', 'paused')
order by session.created_at desc, session.id
limit $1

-- name: forsaken
-- Begun, not over, and quiet for longer than $1 seconds while the client is away, or $2 seconds
-- while it is there as far as the record knows.
select id from interview_sessions
where (status = 'paused' and updated_at < now() - make_interval(secs => $1))
    or (status in ('waiting', 'running') and updated_at < now() - make_interval(secs => $2))
order by updated_at

-- name: set_status
-- A session that is over stays as it is. Returns nothing when there is no such session.
with changed as (
    update interview_sessions
    set
        status = $2::text,
        updated_at = now(),
        started_at = case when $2::text = 'running' then coalesce(started_at, now()) else started_at end
    where id = $1 and status in ('created', 'waiting', 'running', 'paused')
)
select true from interview_sessions where id = $1

-- name: commit_turn
-- $2: the newest owner among the entries, or null when there are none.
-- One statement is one transaction and one round trip.
with owned as (
    update interview_sessions
    set epoch = greatest(epoch, coalesce($2::bigint, 0)), updated_at = now()
    where id = $1 and ($2::bigint is null or epoch <= $2::bigint)
    returning id
), kept as (
    insert into session_events (session_id, seq, epoch, event)
    select owned.id, entry.seq, entry.epoch, entry.event
    from owned, unnest($3::bigint[], $4::bigint[], $5::jsonb[]) as entry (seq, epoch, event)
    on conflict do nothing
), said as (
    insert into interview_turns (
        session_id, turn_id, turn_index, role, phase, text, unspoken_text, started_at, ended_at,
        question_id, probe_id, typed, turn, latency
    )
    select owned.id, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
    from owned
    on conflict (session_id, turn_id) do nothing
)
select
    exists (select from interview_sessions where id = $1) as known,
    exists (select from owned) as owned

-- name: lock_session
select status, epoch
from interview_sessions
where id = $1
for no key update

-- name: close_session
-- In one transaction with lock_session before it and the evaluation's job after it.
with closed as (
    update interview_sessions
    set
        epoch = greatest(epoch, coalesce($2::bigint, 0)),
        status = $6,
        end_reason = $7,
        ended_at = now(),
        updated_at = now()
    where id = $1
)
insert into session_events (session_id, seq, epoch, event)
select $1, entry.seq, entry.epoch, entry.event
from unnest($3::bigint[], $4::bigint[], $5::jsonb[]) as entry (seq, epoch, event)
on conflict do nothing

-- name: session_events
select seq, epoch, event
from session_events
where session_id = $1
order by seq

-- name: session_turns
select turn, latency
from interview_turns
where session_id = $1
order by turn_index

-- name: save_report
with kept as (
    insert into interview_analysis (session_id, evaluator_version, report)
    select id, $2, $3 from interview_sessions where id = $1
    on conflict do nothing
    returning session_id
), marked as (
    update interview_sessions
    set status = 'analyzed', updated_at = now()
    from kept
    where id = kept.session_id and status in ('ended', 'failed', 'abandoned')
)
select
    exists (select from interview_sessions where id = $1) as known,
    exists (select from kept) as kept

-- name: load_report
select report
from interview_analysis
where session_id = $1
order by created_at desc, evaluator_version desc
limit 1
