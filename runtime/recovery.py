"""Rebuilding a session from its record, on any process."""

import msgspec

from runtime.errors import SessionOver
from runtime.interview import machine
from runtime.interview.actions import Finish, RecordTurn, Turn
from runtime.interview.plan import InterviewPlan
from runtime.interview.state import InterviewState
from runtime.ports import EventLog, InterviewRepository
from runtime.record import LIVE, LogEntry, SessionRecord
from runtime.turn_events import TurnCompleted, TurnInterrupted


class Recovered(msgspec.Struct, frozen=True, kw_only=True):
    """A session as its record tells it, and what its last owner had not finished."""

    record: SessionRecord
    epoch: int
    state: InterviewState
    last_seq: int
    uncommitted: tuple[LogEntry, ...]
    """Durable entries that are in the log but not in Postgres; incidents perhaps are there."""
    unsaved: tuple[Turn, ...]
    """Turns the core recorded that never reached Postgres."""
    unacknowledged: tuple[Turn, ...]
    """Turns that were recorded but whose acknowledgement is not in the log."""
    finish: Finish | None
    """The core had finished; the record still has to be closed."""


def fold(
    plan: InterviewPlan, entries: list[LogEntry]
) -> tuple[InterviewState, list[Turn], Finish | None]:
    """State, recorded turns and the end of an interview, from its log."""
    state = machine.start(plan)
    turns: list[Turn] = []
    finish: Finish | None = None
    for entry in entries:
        if entry.event is None:
            continue
        state, actions = machine.step(plan, state, entry.event)
        for action in actions:
            if isinstance(action, RecordTurn):
                turns.append(action.turn)
            elif isinstance(action, Finish):
                finish = action
    return state, turns, finish


async def recover(session_id: str, *, log: EventLog, interviews: InterviewRepository) -> Recovered:
    """Take a session over: a new epoch, and its state from the log.

    Raises:
        UnknownSession: there is no such session.
        SessionOver: it has ended.
        StorageFailed: Redis or Postgres did not answer.
    """
    record = await interviews.load(session_id)
    if record.status not in LIVE:
        raise SessionOver("This session has ended. Its report is on the session's report page.")
    epoch = await log.acquire(session_id)
    entries = await log.read(session_id)
    durable = await interviews.events(session_id)
    if durable and (not entries or entries[-1].seq < durable[-1].seq):
        # Redis lost the log: Postgres has it up to the last committed turn.
        await log.restore(session_id, durable)
        entries = await log.read(session_id)
    state, turns, finish = fold(record.plan, entries)
    saved = {committed.turn.turn_id for committed in await interviews.turns(session_id)}
    acknowledged = {
        entry.turn_event.turn_id
        for entry in entries
        if isinstance(entry.turn_event, TurnCompleted | TurnInterrupted)
    }
    durable_seqs = {entry.seq for entry in durable}
    return Recovered(
        record=record,
        epoch=epoch,
        state=state,
        last_seq=entries[-1].seq if entries else 0,
        uncommitted=tuple(
            entry for entry in entries if entry.durable and entry.seq not in durable_seqs
        ),
        unsaved=tuple(turn for turn in turns if turn.turn_id not in saved),
        unacknowledged=tuple(turn for turn in turns if turn.turn_id not in acknowledged),
        finish=finish,
    )
