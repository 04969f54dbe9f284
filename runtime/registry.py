"""The sessions that this process serves."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from runtime.errors import Interrupted, ServerFull, SessionOver
from runtime.interview.plan import InterviewPlan
from runtime.ports import Clock, EventLog, InterviewRepository, SecondOpinion, Wording
from runtime.record import SessionRecord, SessionStatus
from runtime.recovery import recover
from runtime.session import InterviewSession
from runtime.speculation import Speculating

logger = structlog.get_logger()

Brief = Callable[[SessionRecord, Wording], Awaitable[Wording]]
"""Tells the models what one session is for; asked once, when the session is opened."""


class Registry:
    """Opens sessions, keeps at most `max_sessions` of them, and lets go of them on a drain."""

    def __init__(
        self,
        *,
        log: EventLog,
        interviews: InterviewRepository,
        clock: Clock,
        max_sessions: int,
        degraded: tuple[str, ...] = (),
        lacks: Callable[[InterviewPlan], tuple[str, ...]] = lambda _plan: (),
        wording: Wording | None = None,
        opinion: SecondOpinion | None = None,
        brief: Brief | None = None,
        speculation: Speculating = Speculating.on,
        on_count: Callable[[int], None] = lambda _count: None,
    ) -> None:
        """`brief` makes the wording of one session out of that of all; `speculation` is said at
        `InterviewSession`."""
        self._log = log
        self._interviews = interviews
        self._clock = clock
        self._max_sessions = max_sessions
        self._degraded = degraded
        self._lacks = lacks
        self._wording = wording
        self._opinion = opinion
        self._brief = brief
        self._speculation = speculation
        self._on_count = on_count
        self._sessions: dict[str, InterviewSession] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._opening: dict[str, asyncio.Lock] = {}
        self._draining = False

    @property
    def live_count(self) -> int:
        return len(self._sessions)

    @property
    def has_room(self) -> bool:
        return not self._draining and self.live_count < self._max_sessions

    def live(self, session_id: str) -> InterviewSession | None:
        """The session if this process serves it."""
        return self._sessions.get(session_id)

    async def open(self, session_id: str) -> InterviewSession:
        """The session, served by this process from now on, rebuilt from its log if need be.

        Raises:
            UnknownSession, SessionOver: there is nothing to open.
            ServerFull: no place is free; try again.
            Interrupted: this process is shutting down.
            StorageFailed: Redis or Postgres did not answer.
        """
        lock = self._opening.setdefault(session_id, asyncio.Lock())
        try:
            async with lock:
                session = self._sessions.get(session_id)
                if session is not None and not session.over:
                    return session
                if self._draining:
                    raise Interrupted("This server is shutting down; connect again.")
                if not self.has_room:
                    raise ServerFull("Every place on this server is taken; you are in line.")
                return await self._start(session_id)
        finally:
            if not lock.locked():
                self._opening.pop(session_id, None)

    async def end(self, session_id: str, reason: str) -> None:
        """End a session, whether or not any process serves it; ending twice is ending once.

        Raises UnknownSession.
        """
        session = self.live(session_id)
        if session is None:
            record = await self._interviews.load(session_id)
            if record.status is SessionStatus.created:
                await self._interviews.close(
                    session_id, reason=reason, status=SessionStatus.abandoned, entries=()
                )
                return
            try:
                session = await self.open(session_id)
            except SessionOver:
                return
        session.end(reason)

    async def drain(self) -> None:
        """Let go of every session; clients are told to connect again, nothing is lost."""
        self._draining = True
        for session in list(self._sessions.values()):
            session.release()
        tasks = list(self._tasks.values())
        if tasks:
            await asyncio.wait(tasks, timeout=10)
        for task in tasks:
            task.cancel()

    async def _start(self, session_id: str) -> InterviewSession:
        recovered = await recover(session_id, log=self._log, interviews=self._interviews)
        wording = self._wording
        if wording is not None and self._brief is not None:
            wording = await self._brief(recovered.record, wording)
        session = InterviewSession(
            recovered,
            log=self._log,
            interviews=self._interviews,
            clock=self._clock,
            degraded=(*self._degraded, *self._lacks(recovered.record.plan)),
            wording=wording,
            opinion=self._opinion,
            speculation=self._speculation,
        )
        self._sessions[session_id] = session
        self._on_count(self.live_count)
        task = asyncio.create_task(session.run(), name=f"session {session_id}")
        self._tasks[session_id] = task
        task.add_done_callback(lambda done: self._forget(session_id, session, done))
        return session

    def _forget(self, session_id: str, session: InterviewSession, task: asyncio.Task[None]) -> None:
        if self._sessions.get(session_id) is session:
            del self._sessions[session_id]
            del self._tasks[session_id]
            self._on_count(self.live_count)
        if not task.cancelled() and (failure := task.exception()) is not None:
            # Only the type: an exception's text could hold what a candidate said.
            logger.error("session failed", session_id=session_id, error=_names(failure))


def _names(failure: BaseException) -> str:
    if isinstance(failure, BaseExceptionGroup):
        return ", ".join(_names(part) for part in failure.exceptions)
    return type(failure).__name__
