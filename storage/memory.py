"""Twins of the live stores in plain memory: the same promises, as long as the process lives."""

import asyncio
import secrets
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial

import msgspec

from evaluation.ports import Interview
from evaluation.report import Report
from runtime.errors import LeaseLost, TicketRefused, UnknownSession
from runtime.interview.events import AnyEvent
from runtime.record import (
    LIVE,
    CommittedTurn,
    LogEntry,
    SessionRecord,
    SessionStatus,
    failures,
)
from runtime.turn_events import AnyTurnEvent, Incident
from storage.memory_catalogue import MemoryCatalogue
from storage.tickets import REFUSED, TICKET_S


class MemoryEventLog:
    """Twin of `RedisEventLog`."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._epochs: defaultdict[str, int] = defaultdict(int)
        self._entries: defaultdict[str, list[LogEntry]] = defaultdict(list)
        self._expires_at: dict[str, float] = {}
        self._grown = asyncio.Condition()

    async def acquire(self, session_id: str) -> int:
        self._expire(session_id)
        self._epochs[session_id] += 1
        return self._epochs[session_id]

    async def append(
        self,
        session_id: str,
        epoch: int,
        *,
        event: AnyEvent | None = None,
        turn_events: Sequence[AnyTurnEvent] = (),
    ) -> list[LogEntry]:
        self._expire(session_id)
        if epoch < self._epochs[session_id]:
            raise LeaseLost(f"Session {session_id} belongs to a newer owner.")
        self._epochs[session_id] = epoch
        log = self._entries[session_id]
        seq = log[-1].seq if log else 0
        added = []
        if event is not None:
            seq += 1
            added.append(LogEntry(seq=seq, epoch=epoch, event=event))
        for told in turn_events:
            seq += 1
            told = msgspec.structs.replace(told, seq=seq, session_id=session_id)
            added.append(LogEntry(seq=seq, epoch=epoch, turn_event=told))
        log.extend(added)
        async with self._grown:
            self._grown.notify_all()
        return added

    async def read(
        self, session_id: str, *, after: int = 0, limit: int | None = None
    ) -> list[LogEntry]:
        self._expire(session_id)
        return [entry for entry in self._entries[session_id] if entry.seq > after][:limit]

    async def follow(self, session_id: str, *, after: int = 0) -> AsyncIterator[LogEntry]:
        while True:
            for entry in await self.read(session_id, after=after):
                after = entry.seq
                yield entry
            async with self._grown:
                await self._grown.wait_for(partial(self._has_newer, session_id, after))

    async def restore(self, session_id: str, entries: Sequence[LogEntry]) -> None:
        log = self._entries[session_id]
        for entry in sorted(entries, key=lambda entry: entry.seq):
            if not log or entry.seq > log[-1].seq:
                log.append(entry)
                self._epochs[session_id] = max(self._epochs[session_id], entry.epoch)
        async with self._grown:
            self._grown.notify_all()

    async def trim(self, session_id: str, *, keep_s: float) -> None:
        self._expires_at[session_id] = self._monotonic() + keep_s

    def lose(self, session_id: str) -> None:
        """Forget a log and its owner, as a Redis without its disk would."""
        self._entries.pop(session_id, None)
        self._epochs.pop(session_id, None)

    def _expire(self, session_id: str) -> None:
        expires_at = self._expires_at.get(session_id)
        if expires_at is not None and self._monotonic() >= expires_at:
            del self._expires_at[session_id]
            self.lose(session_id)

    def _has_newer(self, session_id: str, after: int) -> bool:
        log = self._entries[session_id]
        return bool(log) and log[-1].seq > after


class MemoryTickets:
    """Twin of `RedisTickets`."""

    def __init__(
        self, *, valid_s: float = TICKET_S, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._valid_s = valid_s
        self._monotonic = monotonic
        self._issued: dict[str, tuple[str, float]] = {}

    async def issue(self, session_id: str) -> str:
        ticket = secrets.token_urlsafe()
        self._issued[ticket] = (session_id, self._monotonic() + self._valid_s)
        return ticket

    async def redeem(self, ticket: str, session_id: str) -> None:
        owner, expires_at = self._issued.pop(ticket, ("", 0.0))
        if owner != session_id or self._monotonic() >= expires_at:
            raise TicketRefused(REFUSED)


class MemoryInterviews:
    """Twin of `PostgresInterviews`; `due` holds the sessions whose evaluation was enqueued."""

    def __init__(self, *, now: Callable[[], str] = lambda: "2026-01-01T00:00:00Z") -> None:
        """`now` gives RFC 3339, UTC."""
        self._now = now
        self._records: dict[str, SessionRecord] = {}
        self._turns: defaultdict[str, dict[str, CommittedTurn]] = defaultdict(dict)
        self._events: defaultdict[str, dict[int, LogEntry]] = defaultdict(dict)
        self._incidents: defaultdict[str, dict[int, Incident]] = defaultdict(dict)
        self._epochs: defaultdict[str, int] = defaultdict(int)
        self.due: list[str] = []

    async def create(self, record: SessionRecord) -> None:
        self._records[record.session_id] = record

    async def load(self, session_id: str) -> SessionRecord:
        if session_id not in self._records:
            raise UnknownSession(f"There is no session {session_id}.")
        return self._records[session_id]

    async def set_status(self, session_id: str, status: SessionStatus) -> None:
        record = await self.load(session_id)
        if record.status not in LIVE:
            return
        started_at = record.started_at
        if status is SessionStatus.running and started_at is None:
            started_at = self._now()
        self._records[session_id] = msgspec.structs.replace(
            record, status=status, started_at=started_at
        )

    async def commit_turn(
        self, session_id: str, turn: CommittedTurn, entries: Sequence[LogEntry]
    ) -> None:
        await self.load(session_id)
        self._keep(session_id, entries)
        self._turns[session_id].setdefault(turn.turn.turn_id, turn)

    async def events(self, session_id: str) -> list[LogEntry]:
        return [entry for _, entry in sorted(self._events[session_id].items())]

    async def incidents(self, session_id: str) -> list[Incident]:
        return [incident for _, incident in sorted(self._incidents[session_id].items())]

    async def turns(self, session_id: str) -> list[CommittedTurn]:
        return sorted(self._turns[session_id].values(), key=lambda turn: turn.turn.index)

    async def close(
        self, session_id: str, *, reason: str, status: SessionStatus, entries: Sequence[LogEntry]
    ) -> None:
        record = await self.load(session_id)
        if record.status not in LIVE:
            return
        self._keep(session_id, entries)
        self._records[session_id] = msgspec.structs.replace(
            record, status=status, end_reason=reason, ended_at=self._now()
        )
        self.due.append(session_id)

    def mark_analyzed(self, session_id: str) -> None:
        """What saving a report does to a session that is over."""
        record = self._records[session_id]
        if record.status not in LIVE:
            self._records[session_id] = msgspec.structs.replace(
                record, status=SessionStatus.analyzed
            )

    def _keep(self, session_id: str, entries: Sequence[LogEntry]) -> None:
        core = [entry for entry in entries if entry.event is not None]
        epoch = max((entry.epoch for entry in core), default=self._epochs[session_id])
        if epoch < self._epochs[session_id]:
            raise LeaseLost(f"Session {session_id} belongs to a newer owner.")
        self._epochs[session_id] = epoch
        for entry in core:
            self._events[session_id].setdefault(entry.seq, entry)
        for entry in entries:
            if isinstance(told := entry.turn_event, Incident):
                bare = Incident(
                    at_s=told.at_s, part=told.part, code=told.code, message=told.message
                )
                self._incidents[session_id].setdefault(entry.seq, bare)


class MemoryEvaluations:
    """Twin of `PostgresEvaluations`, over the twins of what it reads."""

    def __init__(self, interviews: MemoryInterviews, catalogue: MemoryCatalogue) -> None:
        self._interviews = interviews
        self._catalogue = catalogue
        self._reports: defaultdict[str, dict[str, Report]] = defaultdict(dict)

    async def load_interview(self, session_id: str) -> Interview:
        record = await self._interviews.load(session_id)
        return Interview(
            record=record,
            turns=await self._interviews.turns(session_id),
            rubric=await self._catalogue.rubric(record.rubric_id),
            degraded=(
                *record.degraded,
                *failures(await self._interviews.incidents(session_id)),
            ),
        )

    async def save_report(self, report: Report) -> bool:
        await self._interviews.load(report.session_id)
        reports = self._reports[report.session_id]
        if report.evaluator_version in reports:
            return False
        reports[report.evaluator_version] = report
        self._interviews.mark_analyzed(report.session_id)
        return True

    async def load_report(self, session_id: str) -> Report | None:
        reports = list(self._reports[session_id].values())
        return reports[-1] if reports else None
