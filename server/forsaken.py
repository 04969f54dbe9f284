"""Ending the interviews that nobody will come back to.

A process ends its own sessions when their client stays away too long. This is for the sessions
of a process that died, and whose client never returned either.
"""

from typing import Protocol

import structlog

from runtime.errors import StorageFailed
from runtime.ports import Clock, InterviewRepository
from runtime.record import SessionStatus

EVERY_S = 60.0
MARGIN_S = 600.0
"""On top of the grace: a live interview writes a turn every few minutes at least."""

logger = structlog.get_logger()


class Interviews(InterviewRepository, Protocol):
    """A repository that can also tell which sessions are forsaken."""

    async def forsaken(self, *, quiet_s: float) -> list[str]: ...


async def end_forsaken(interviews: Interviews, *, grace_s: float) -> int:
    """End what has been quiet for longer than the grace; returns how many there were.

    Raises StorageFailed.
    """
    forsaken = await interviews.forsaken(quiet_s=grace_s + MARGIN_S)
    for session_id in forsaken:
        await interviews.close(
            session_id, reason="abandoned", status=SessionStatus.abandoned, entries=()
        )
        logger.info("nobody came back to this interview", session_id=session_id)
    return len(forsaken)


async def keep_ending_forsaken(interviews: Interviews, clock: Clock, *, grace_s: float) -> None:
    """Look every minute until cancelled; an outage of Postgres is waited through."""
    while True:
        try:
            await end_forsaken(interviews, grace_s=grace_s)
        except StorageFailed as failure:
            logger.warning("could not look for forsaken interviews", code=failure.code)
        await clock.sleep_until(clock.monotonic() + EVERY_S)
