"""The record of one live session: its event log first, its committed turns in Postgres after.

Storage that fails for a moment is waited for, so that neither a hiccup of Redis nor one of
Postgres costs a word. Nothing is acknowledged before it is durable.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from runtime.errors import StorageFailed
from runtime.interview.actions import Turn
from runtime.interview.events import AnyEvent
from runtime.ports import Clock, EventLog, InterviewRepository
from runtime.record import CommittedTurn, LogEntry, SessionStatus
from runtime.turn_events import AnyTurnEvent, Incident, TurnLatency

T = TypeVar("T")

RETRY_DELAYS_S = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 2.0, 2.0, 3.0, 4.0)
"""About 15 s in all: a restart of Redis or Postgres takes one or two; a client waits that long."""


class Journal:
    """Writes of one owner. Every method raises LeaseLost once a newer owner exists."""

    def __init__(
        self,
        *,
        session_id: str,
        epoch: int,
        last_seq: int,
        uncommitted: Sequence[LogEntry],
        log: EventLog,
        interviews: InterviewRepository,
        clock: Clock,
        publish: Callable[[AnyTurnEvent], None],
    ) -> None:
        """`uncommitted` are durable entries not yet in Postgres; `publish` sees each turn event
        once it is in the log."""
        self.session_id = session_id
        self.epoch = epoch
        self.last_seq = last_seq
        self._uncommitted = list(uncommitted)
        self._log = log
        self._interviews = interviews
        self._clock = clock
        self._publish = publish

    async def append(
        self, event: AnyEvent | None = None, turn_events: Sequence[AnyTurnEvent] = ()
    ) -> None:
        """Append a core event and what subscribers are told of it, atomically.

        Raises:
            LeaseLost: another process owns the session now.
            StorageFailed: Redis stayed away for longer than the retries.
        """

        async def attempt(again: bool) -> list[LogEntry]:
            if again:
                await self._refill()
                if written := await self._written_before_the_failure():
                    return written
            return await self._log.append(
                self.session_id, self.epoch, event=event, turn_events=turn_events
            )

        entries, hiccup = await self._persist(attempt)
        self._note(entries)
        if hiccup:
            await self.append(turn_events=[hiccup])

    async def commit(self, turn: Turn, latency: TurnLatency | None) -> None:
        """Make a turn durable, together with the core events that led to it.

        Raises:
            StorageFailed: Postgres stayed away for longer than the retries.
        """
        committed = CommittedTurn(turn=turn, latency=latency)

        async def attempt(_again: bool) -> None:
            await self._interviews.commit_turn(self.session_id, committed, self._uncommitted)

        _, hiccup = await self._persist(attempt)
        self._uncommitted.clear()
        if hiccup:
            await self.append(turn_events=[hiccup])

    async def close(self, *, reason: str, status: SessionStatus) -> None:
        """End the durable record and enqueue its evaluation; doing it twice is doing it once."""

        async def attempt(_again: bool) -> None:
            await self._interviews.close(
                self.session_id, reason=reason, status=status, entries=self._uncommitted
            )

        await self._persist(attempt)
        self._uncommitted.clear()

    def _note(self, entries: Sequence[LogEntry]) -> None:
        for entry in entries:
            self.last_seq = max(self.last_seq, entry.seq)
            if entry.durable:
                self._uncommitted.append(entry)
            if entry.turn_event is not None:
                self._publish(entry.turn_event)

    async def _refill(self) -> None:
        """Give Redis back what it lost, if it lost anything."""
        durable = await self._interviews.events(self.session_id)
        await self._log.restore(self.session_id, [*durable, *self._uncommitted])

    async def _written_before_the_failure(self) -> list[LogEntry]:
        """Entries of ours that Redis took although its answer never came."""
        newer = await self._log.read(self.session_id, after=self.last_seq)
        return [entry for entry in newer if entry.epoch == self.epoch]

    async def _persist(self, attempt: Callable[[bool], Awaitable[T]]) -> tuple[T, Incident | None]:
        """Run `attempt(again)` until it works; the incident tells that it had to be repeated."""
        for tries, delay_s in enumerate(RETRY_DELAYS_S):
            try:
                result = await attempt(tries > 0)
            except StorageFailed as failure:
                incident = Incident(
                    part="storage",
                    code=failure.code,
                    message="The record could not be written at once; it was written later.",
                )
                await self._clock.sleep_until(self._clock.monotonic() + delay_s)
            else:
                return result, incident if tries else None
        return await attempt(True), incident
