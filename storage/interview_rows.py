"""Rows of interviews, their plans and turns, written and read within somebody's transaction."""

from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import msgspec

from runtime.errors import UnknownRole, UnknownSession
from runtime.interview.actions import Turn
from runtime.interview.plan import InterviewPlan
from runtime.record import AudioOut, CommittedTurn, SessionRecord, SessionStatus
from runtime.roles.names import PromptKey, RoleType
from runtime.turn_events import TurnLatency
from storage.encoding import to_jsonb
from storage.postgres import Connection
from storage.references import id_of, require, unknown
from storage.sql import queries

_plan = msgspec.json.Decoder(InterviewPlan)
_turn = msgspec.json.Decoder(Turn)
_latency = msgspec.json.Decoder(TurnLatency)
_words = msgspec.json.Decoder(tuple[str, ...])
_provenance = msgspec.json.Decoder(dict[str, str])


async def insert_session(taken: Connection, record: SessionRecord) -> None:
    """Within the caller's transaction; raises as `PostgresInterviews.create`."""
    await require(
        taken,
        record.user_id,
        ("config", record.interview_config_id),
        ("posting", record.job_posting_id),
        ("application", record.application_id),
    )
    try:
        kept = await taken.fetchval(
            queries["create_session"],
            record.session_id,
            to_jsonb(record.plan),
            record.plan.plan_version,
            record.role_kit_id,
            record.rubric_id,
            record.status,
            record.audio_out,
            to_jsonb(record.degraded),
            _moment(record.created_at),
            _moment(record.started_at),
            _moment(record.ended_at),
            record.end_reason,
            record.user_id,
            None if record.plan_id is None else id_of("plan", record.plan_id),
            record.interview_config_id,
            record.job_posting_id,
            record.application_id,
            record.role_type,
            record.base_prompt_key,
            to_jsonb(record.role_provenance),
            record.plan.language,
            to_jsonb(record.response_languages),
        )
    except asyncpg.ForeignKeyViolationError:
        raise UnknownRole(
            f"Role kit {record.role_kit_id!r} with rubric {record.rubric_id!r} is not in the "
            "catalogue. `viva seed` fills it."
        ) from None
    if not kept:
        raise unknown("plan")


async def load_record(taken: Connection, session_id: str) -> SessionRecord:
    """Raises UnknownSession."""
    row = await taken.fetchrow(queries["load_session"], session_id)
    if row is None:
        raise unknown_session(session_id)
    return SessionRecord(
        session_id=row["id"],
        status=SessionStatus(row["status"]),
        plan=_plan.decode(row["plan_json"]),
        role_kit_id=row["role_kit_id"],
        rubric_id=row["rubric_id"],
        audio_out=AudioOut(row["audio_out"]),
        created_at=written(row["created_at"]),
        started_at=written_or_none(row["started_at"]),
        ended_at=written_or_none(row["ended_at"]),
        end_reason=row["end_reason"],
        degraded=_words.decode(row["degraded"]),
        user_id=str(row["user_id"]),
        plan_id=_id(row["stored_plan_id"]),
        interview_config_id=_id(row["interview_config_id"]),
        job_posting_id=_id(row["job_posting_id"]),
        application_id=_id(row["application_id"]),
        role_type=None if row["role_type"] is None else RoleType(row["role_type"]),
        base_prompt_key=(
            None if row["base_prompt_key"] is None else PromptKey(row["base_prompt_key"])
        ),
        role_provenance=_provenance.decode(row["role_provenance"]),
        response_languages=_words.decode(row["response_languages"]),
    )


async def load_turns(taken: Connection, session_id: str) -> list[CommittedTurn]:
    """The transcript, in order; empty for an unknown session."""
    rows = await taken.fetch(queries["session_turns"], session_id)
    return [
        CommittedTurn(
            turn=_turn.decode(row["turn"]),
            latency=None if row["latency"] is None else _latency.decode(row["latency"]),
        )
        for row in rows
    ]


def _id(found: UUID | None) -> str | None:
    return None if found is None else str(found)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else msgspec.convert(text, datetime)


def written(moment: datetime) -> str:
    """RFC 3339, UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def written_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else written(moment)


def unknown_session(session_id: str) -> UnknownSession:
    return UnknownSession(f"There is no session {session_id}.")
