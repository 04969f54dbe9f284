"""Creating, reading and ending sessions over REST."""

from collections.abc import AsyncIterator
from typing import Any

import msgspec
from litestar import Request, get, post
from litestar.response import Stream

from runtime.errors import SessionOver
from runtime.interview.catalogue import PracticeType
from runtime.planning.quick import is_quick
from runtime.record import LIVE, SessionRecord
from server.deps import Parts
from server.either_case import EitherCase
from server.errors import problems
from server.identity import Caller
from server.interviews import admitted, interview_for, link_practice, now
from server.wire import (
    CreateSession,
    Heartbeat,
    PhaseSummary,
    SessionCreated,
    SessionView,
    TicketIssued,
    TranscriptTurn,
    TranscriptView,
)

EVENTS_PAGE = 1000
"""Log entries read at a time for `…/events`."""


@post(
    "/sessions",
    responses=problems(403, 404, 422, 503),
    summary="Create a session",
    request_class=EitherCase,
)
async def create_session(
    request: Request[Any, Any, Any], parts: Parts, caller: Caller, data: CreateSession
) -> SessionCreated:
    """Plan an interview and admit its candidate.

    With `config_id` the interview is the one that was configured; with `application_id` or
    `job_posting_id` it is for that job; without any of them it follows the role alone.
    Nothing starts until a client connects with the ticket.
    """
    record = await interview_for(parts, caller, data)
    await parts.interviews.create(record)
    await link_practice(parts, caller, record)
    return await admitted(request, parts, record.session_id)


@get("/sessions/{session_id:str}", responses=problems(404, 503), summary="Look at a session")
async def read_session(parts: Parts, caller: Caller, session_id: str) -> SessionView:
    """Status, times and the outline of a session; never its questions."""
    return _view(await parts.record(session_id, caller))


@get(
    "/sessions/{session_id:str}/transcript",
    responses=problems(404, 503),
    summary="Read the transcript",
)
async def read_transcript(parts: Parts, caller: Caller, session_id: str) -> TranscriptView:
    """The committed turns so far, in order; one of which nothing was heard is left out."""
    record = await parts.record(session_id, caller)
    turns = await parts.interviews.turns(session_id)
    return TranscriptView(
        session_id=session_id,
        status=record.status,
        turns=tuple(
            TranscriptTurn(
                turn_id=committed.turn.turn_id,
                index=committed.turn.index,
                role=committed.turn.role,
                phase=committed.turn.phase,
                text=committed.turn.text,
                unspoken_text=committed.turn.unspoken_text,
                started_at=committed.turn.started_at,
                ended_at=committed.turn.ended_at,
                intent=committed.turn.intent,
                typed=committed.turn.typed,
                latency=committed.latency,
            )
            for committed in turns
            if committed.turn.text
        ),
    )


@get(
    "/sessions/{session_id:str}/events",
    responses=problems(404, 503),
    summary="Read the event log",
    media_type="application/x-ndjson",
)
async def read_events(parts: Parts, caller: Caller, session_id: str, after: int = 0) -> Stream:
    """The event log as JSON lines: core events and turn events by `seq`.

    A log that Redis no longer has comes from Postgres, with core events alone.
    """
    await parts.record(session_id, caller)

    async def lines() -> AsyncIterator[bytes]:
        encoder = msgspec.json.Encoder()
        last = after
        while entries := await parts.log.read(session_id, after=last, limit=EVENTS_PAGE):
            last = entries[-1].seq
            yield encoder.encode_lines(entries)
        if last == after:
            durable = await parts.interviews.events(session_id)
            yield encoder.encode_lines([entry for entry in durable if entry.seq > after])

    return Stream(lines(), media_type="application/x-ndjson")


@post(
    "/sessions/{session_id:str}/tickets",
    responses=problems(403, 404, 409, 503),
    summary="Issue another ticket",
)
async def issue_ticket(parts: Parts, caller: Caller, session_id: str) -> TicketIssued:
    """A fresh ticket, to connect again or from another device."""
    record = await parts.record(session_id, caller)
    if record.status not in LIVE:
        raise SessionOver("This interview has ended; there is nothing to join.")
    return TicketIssued(ticket=await parts.tickets.issue(session_id))


@post(
    "/sessions/{session_id:str}/end",
    status_code=202,
    responses=problems(403, 404, 503),
    summary="End the interview",
)
async def end_session(parts: Parts, caller: Caller, session_id: str) -> SessionView:
    """Ask for the end, whoever holds the session; ending twice is ending once.

    The interviewer says goodbye where a client listens, so the status may still be `running`.
    """
    await parts.record(session_id, caller)
    await parts.registry.end(session_id, "operator")
    return _view(await parts.record(session_id, caller))


@post(
    "/sessions/{session_id:str}/heartbeat",
    status_code=200,
    responses=problems(403, 404, 503),
    summary="Ask whether the session is alive",
)
async def heartbeat(parts: Parts, caller: Caller, session_id: str) -> Heartbeat:
    """Status for clients that keep no socket open."""
    record = await parts.record(session_id, caller)
    return Heartbeat(session_id=session_id, status=record.status, at=now())


def _view(record: SessionRecord) -> SessionView:
    plan = record.plan
    return SessionView(
        session_id=record.session_id,
        status=record.status,
        role_kit_id=record.role_kit_id,
        role_title=plan.role_title,
        interview_type=plan.interview_type,
        practice_type=PracticeType.quick if is_quick(plan) else PracticeType.structured,
        seniority=plan.seniority,
        style=plan.style,
        mode=plan.mode,
        language=plan.language,
        response_languages=record.response_languages,
        interview_config_id=record.interview_config_id,
        job_posting_id=record.job_posting_id,
        application_id=record.application_id,
        role_type=record.role_type,
        base_prompt_key=record.base_prompt_key,
        audio_out=record.audio_out,
        duration_s=plan.duration_s,
        questions_target=plan.questions_target,
        phases=tuple(
            PhaseSummary(phase=phase.phase_id, budget_s=phase.budget_s) for phase in plan.phases
        ),
        created_at=record.created_at,
        started_at=record.started_at,
        ended_at=record.ended_at,
        end_reason=record.end_reason,
    )
