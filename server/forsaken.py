"""Ending the interviews that nobody came back to, with every word that was heard."""

from typing import Protocol

import structlog

from runtime.errors import VivaError
from runtime.ports import Clock
from runtime.registry import Registry

EVERY_S = 60.0
MARGIN_S = 600.0
"""On top of the grace where the record knows of no loss: a live interview writes a turn every few
minutes at least, so one that has not has lost its process."""

logger = structlog.get_logger()


class Interviews(Protocol):
    """A record that can tell which sessions are forsaken."""

    async def forsaken(self, *, away_s: float, quiet_s: float) -> list[str]: ...


async def end_forsaken(interviews: Interviews, registry: Registry, *, grace_s: float) -> int:
    """End the sessions whose client stayed away longer than the grace; returns how many.

    Raises StorageFailed.
    """
    forsaken = await interviews.forsaken(away_s=grace_s, quiet_s=grace_s + MARGIN_S)
    for session_id in forsaken:
        await registry.end(session_id, "abandoned")
        logger.info("nobody came back to this interview", session_id=session_id)
    return len(forsaken)


async def keep_ending_forsaken(
    interviews: Interviews, registry: Registry, clock: Clock, *, grace_s: float
) -> None:
    """Look every minute until cancelled; a failure is told and tried again."""
    while True:
        try:
            await end_forsaken(interviews, registry, grace_s=grace_s)
        except VivaError as failure:
            logger.warning("could not end a forsaken interview", reason=failure.code)
        await clock.sleep_until(clock.monotonic() + EVERY_S)
