-- The durable record of interviews, and their reports.
-- `$n` parameters only; documents travel as jsonb.
-- A query is named by the line above it and ends where the next one begins.

-- name: create_session
-- $13: the owner. $14: a stored plan of theirs, or null for one of the session's own.
-- Returns nothing when there is no such plan.
with planned as (
    insert into interview_plans (plan_json, version, user_id)
    select $2::jsonb, $3::integer, $13::uuid
    where $14::uuid is null
    returning id
), chosen as (
    select id from planned
    union all
    select id from interview_plans where id = $14::uuid and user_id = $13::uuid
)
insert into interview_sessions (
    id, interview_plan_id, role_kit_id, rubric_id, status, audio_out, degraded, created_at,
    started_at, ended_at, end_reason, user_id, interview_config_id, job_posting_id,
    application_id, role_type, base_prompt_key, role_provenance, language, response_languages
)
select
    $1, chosen.id, $4, $5, $6, $7, $8, $9,
    $10, $11, $12, $13::uuid, $15::uuid, $16::uuid,
    $17::uuid, $18::text::role_type, $19, $20, $21, $22
from chosen
returning true

-- name: load_session
select
    session.id, session.status, plan.plan_json, session.role_kit_id, session.rubric_id,
    session.audio_out, session.degraded, session.created_at, session.started_at,
    session.ended_at, session.end_reason, session.user_id,
    case when plan.interview_config_id is not null then plan.id end as stored_plan_id,
    session.interview_config_id, session.job_posting_id, session.application_id,
    session.role_type::text, session.base_prompt_key, session.role_provenance,
    session.response_languages
from interview_sessions as session
join interview_plans as plan on plan.id = session.interview_plan_id
where session.id = $1

-- name: list_sessions
select
    session.id, session.status, session.role_kit_id, plan.plan_json ->> 'role_title' as role_title,
    session.created_at, session.updated_at, session.ended_at, session.end_reason
from interview_sessions as session
join interview_plans as plan on plan.id = session.interview_plan_id
where (not $2::boolean or session.status in ('created', 'waiting', 'running', 'paused'))
    and ($3::uuid is null or session.user_id = $3::uuid)
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
), mishaps as (
    insert into session_incidents (session_id, seq, at_s, part, code, message)
    select owned.id, told.seq, told.at_s, told.part, told.code, told.message
    from
        owned,
        jsonb_to_recordset($19::jsonb)
            as told (seq bigint, at_s double precision, part text, code text, message text)
    on conflict do nothing
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
), mishaps as (
    insert into session_incidents (session_id, seq, at_s, part, code, message)
    select $1, told.seq, told.at_s, told.part, told.code, told.message
    from
        jsonb_to_recordset($8::jsonb)
            as told (seq bigint, at_s double precision, part text, code text, message text)
    on conflict do nothing
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

-- name: session_incidents
select at_s, part, code, message
from session_incidents
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
