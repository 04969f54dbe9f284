"""The durable record of interviews in Postgres; fits `runtime.ports.InterviewRepository`."""

from collections.abc import Sequence

import msgspec

from runtime.errors import LeaseLost
from runtime.interview.events import AnyEvent
from runtime.library.handed_in import handed_in
from runtime.record import LIVE, CommittedTurn, LogEntry, SessionRecord, SessionStatus
from runtime.turn_events import Incident
from storage import evaluation_queue
from storage.encoding import to_jsonb, without_nul
from storage.incidents import incident_rows, load_incidents
from storage.interview_rows import (
    insert_session,
    load_record,
    load_turns,
    unknown_session,
    written,
    written_or_none,
)
from storage.postgres import Connection, Pool, connection, transaction
from storage.sql import queries

_event = msgspec.json.Decoder(AnyEvent)


class SessionSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A session as a list shows it."""

    session_id: str
    status: SessionStatus
    role_kit_id: str
    role_title: str
    created_at: str
    updated_at: str
    """RFC 3339, UTC, like all of these; the last write."""
    ended_at: str | None
    end_reason: str | None


class PostgresInterviews:
    """All methods raise StorageFailed when Postgres does not answer within seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def create(self, record: SessionRecord) -> None:
        """Keep a new session, with its plan unless it names a stored one.

        Raises:
            UnknownRole: the role kit or the rubric is not in the catalogue.
            UnknownUser, UnknownPlan, UnknownConfig, UnknownPosting, UnknownApplication: what
                it names is not there for its user.
        """
        async with transaction(self._pool) as taken:
            await insert_session(taken, record)

    async def load(self, session_id: str) -> SessionRecord:
        """Raises UnknownSession."""
        async with connection(self._pool) as taken:
            return await load_record(taken, session_id)

    async def list_sessions(
        self, *, limit: int = 100, live_only: bool = False, user_id: str | None = None
    ) -> list[SessionSummary]:
        """The newest sessions first; one user's, or everybody's."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["list_sessions"], limit, live_only, user_id)
        return [
            SessionSummary(
                session_id=row["id"],
                status=SessionStatus(row["status"]),
                role_kit_id=row["role_kit_id"],
                role_title=row["role_title"],
                created_at=written(row["created_at"]),
                updated_at=written(row["updated_at"]),
                ended_at=written_or_none(row["ended_at"]),
                end_reason=row["end_reason"],
            )
            for row in rows
        ]

    async def forsaken(self, *, away_s: float, quiet_s: float) -> list[str]:
        """Begun sessions whose client is away for `away_s` seconds, or of which nothing was
        written for `quiet_s`: their process died and could not tell."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["forsaken"], away_s, quiet_s)
        return [row["id"] for row in rows]

    async def set_status(self, session_id: str, status: SessionStatus) -> None:
        """Set a status; `running` for the first time is the start. A session that is over stays so.

        Raises UnknownSession.
        """
        async with connection(self._pool) as taken:
            if not await taken.fetchval(queries["set_status"], session_id, status):
                raise unknown_session(session_id)

    async def commit_turn(
        self, session_id: str, turn: CommittedTurn, entries: Sequence[LogEntry]
    ) -> None:
        """Write the turn with its core events and incidents in one transaction, idempotently.

        Raises:
            UnknownSession: there is no such session.
            LeaseLost: a newer owner has written already; nothing was written.
        """
        said = turn.turn
        async with connection(self._pool) as taken:
            row = await taken.fetchrow(
                queries["commit_turn"],
                session_id,
                *_columns(entries),
                said.turn_id,
                said.index,
                said.role,
                said.phase,
                without_nul(said.text),
                without_nul(said.unspoken_text),
                said.started_at,
                said.ended_at,
                said.question_id,
                said.probe_id,
                said.typed,
                to_jsonb(said),
                None if turn.latency is None else to_jsonb(turn.latency),
                incident_rows(entries),
            )
        if row is None or not row["known"]:
            raise unknown_session(session_id)
        if not row["owned"]:
            raise _lease_lost(session_id)

    async def events(self, session_id: str) -> list[LogEntry]:
        """Core-event entries kept durably, by seq; empty for an unknown session."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["session_events"], session_id)
        return [
            LogEntry(seq=row["seq"], epoch=row["epoch"], event=_event.decode(row["event"]))
            for row in rows
        ]

    async def incidents(self, session_id: str) -> list[Incident]:
        """What failed and was handled, in order; empty for an unknown session."""
        async with connection(self._pool) as taken:
            return await load_incidents(taken, session_id)

    async def turns(self, session_id: str) -> list[CommittedTurn]:
        """The transcript, in order; empty for an unknown session."""
        async with connection(self._pool) as taken:
            return await load_turns(taken, session_id)

    async def close(
        self, session_id: str, *, reason: str, status: SessionStatus, entries: Sequence[LogEntry]
    ) -> None:
        """End the session and enqueue its evaluation in one transaction.

        A session that is over already stays as it was ended first.

        Raises:
            UnknownSession: there is no such session.
            LeaseLost: a newer owner has written already; nothing was written.
        """
        newest, *columns = _columns(entries)
        async with transaction(self._pool) as taken:
            row = await taken.fetchrow(queries["lock_session"], session_id)
            if row is None:
                raise unknown_session(session_id)
            if SessionStatus(row["status"]) not in LIVE:
                return
            if newest is not None and newest < row["epoch"]:
                raise _lease_lost(session_id)
            await taken.execute(
                queries["close_session"],
                session_id,
                newest,
                *columns,
                status,
                reason,
                incident_rows(entries),
            )
            await _keep_submissions(taken, session_id)
            await evaluation_queue.enqueue(taken, session_id)


async def _keep_submissions(taken: Connection, session_id: str) -> None:
    """What was handed in for the tasks of the session, once, when it is closed."""
    plan = (await load_record(taken, session_id)).plan
    if not plan.tasks:
        return
    turns = [each.turn for each in await load_turns(taken, session_id)]
    for submission in handed_in(session_id, plan, turns):
        await taken.fetchval(queries["add_submission"], to_jsonb(submission))


def _columns(entries: Sequence[LogEntry]) -> tuple[int | None, list[int], list[int], list[str]]:
    """Core events as columns, behind the newest owner among them."""
    core = [entry for entry in entries if entry.event is not None]
    return (
        max((entry.epoch for entry in core), default=None),
        [entry.seq for entry in core],
        [entry.epoch for entry in core],
        [to_jsonb(entry.event) for entry in core],
    )


def _lease_lost(session_id: str) -> LeaseLost:
    return LeaseLost(f"Session {session_id} belongs to a newer owner.")
