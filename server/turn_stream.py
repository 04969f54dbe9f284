"""The text of a session as it happens, from the event log; the same for every transport."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator

from runtime.ports import EventLog
from runtime.record import LogEntry
from runtime.turn_events import AnyTurnEvent, ReportReady


async def turn_events(
    log: EventLog,
    session_id: str,
    *,
    after: int,
    stopping: asyncio.Event,
    quiet_s: float,
) -> AsyncGenerator[AnyTurnEvent | None, None]:
    """Turn events with `seq` > `after`, then new ones; None after each `quiet_s` of silence.

    Ends after `report.ready`, when nothing more will come, or when `stopping` is set. Close it
    to stop earlier.

    Raises:
        StorageFailed: Redis did not answer.
    """
    entries = log.follow(session_id, after=after)
    stop = asyncio.create_task(stopping.wait())
    coming = _next(entries)
    try:
        while True:
            await asyncio.wait({coming, stop}, timeout=quiet_s, return_when=asyncio.FIRST_COMPLETED)
            if stop.done():
                return
            if not coming.done():
                yield None
                continue
            entry = coming.result()
            if entry is None:
                return
            if entry.turn_event is not None:
                yield entry.turn_event
                if isinstance(entry.turn_event, ReportReady):
                    return
            coming = _next(entries)
    finally:
        stop.cancel()
        coming.cancel()
        await asyncio.wait({coming})
        if isinstance(entries, AsyncGenerator):
            await entries.aclose()


def _next(entries: AsyncIterator[LogEntry]) -> asyncio.Task[LogEntry | None]:
    """The next entry, or None at the end."""

    async def one() -> LogEntry | None:
        return await anext(entries, None)

    return asyncio.create_task(one())
