"""Time limits for vendors, so that one that accepts and never answers is found out in time.

The clock is injected, so tests need not wait. A limit that passes cancels the work.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar, cast

from runtime.ports import Clock

T = TypeVar("T")
_END = object()


async def in_time(
    work: Awaitable[T], *, clock: Clock, until: float, late: Callable[[], Exception]
) -> T:
    """The result of `work`, or `late()` raised once monotonic second `until` has come.

    Cancellation, and lateness, cancel the work and wait until it has let go.
    """
    task = asyncio.ensure_future(work)
    alarm = asyncio.ensure_future(clock.sleep_until(until))
    try:
        await asyncio.wait({task, alarm}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise late()
        return task.result()
    finally:
        for each in (task, alarm):
            each.cancel()
        await asyncio.gather(task, alarm, return_exceptions=True)


async def paced(
    source: AsyncIterator[T],
    *,
    clock: Clock,
    until: float,
    next_until: Callable[[T], float],
    late: Callable[[], Exception],
    stalled: Callable[[], Exception],
) -> AsyncIterator[T]:
    """Items of `source`: the first before `until`, each other one before `next_until(item)`.

    Raises what `late` (nothing came) or `stalled` (it came to a stop) makes. The source is closed
    in the end, whatever happens.
    """
    complaint = late
    async with closing(source):
        while True:
            item = await in_time(_next(source), clock=clock, until=until, late=complaint)
            if item is _END:
                return
            yield cast("T", item)
            # After the yield: what the consumer does meanwhile is not the vendor's delay.
            until, complaint = next_until(cast("T", item)), stalled


async def _next(source: AsyncIterator[T]) -> T | object:
    try:
        return await anext(source)
    except StopAsyncIteration:
        return _END


@asynccontextmanager
async def closing(source: AsyncIterator[T]) -> AsyncIterator[AsyncIterator[T]]:
    """Close a generator at the end of the block; other iterators have nothing to close."""
    try:
        yield source
    finally:
        if isinstance(source, AsyncGenerator):
            await source.aclose()


async def close(part: object) -> None:
    """Free what a provider holds; the ports don't ask for it, so some have nothing to free."""
    aclose: Callable[[], Awaitable[None]] | None = getattr(part, "aclose", None)
    if aclose is not None:
        await aclose()
