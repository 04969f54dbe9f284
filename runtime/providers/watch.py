"""Time limits for vendors, so that one that accepts and never answers is found out in time.

The clock is injected, so tests need not wait. A limit that passes cancels the work.
"""

import asyncio
import math
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from typing import Any, TypeVar, cast

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


async def first_done(
    works: Collection[asyncio.Task[Any]],
    *,
    clock: Clock,
    until: float,
    sign: asyncio.Event | None = None,
) -> None:
    """Return when one of `works` is done, monotonic second `until` has come, or `sign` is set.

    Nothing of `works` is cancelled, whatever happens.
    """
    others = {asyncio.ensure_future(clock.sleep_until(until))}
    if sign is not None:
        others.add(asyncio.ensure_future(_set(sign)))
    try:
        await asyncio.wait({*works, *others}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in others:
            each.cancel()
        await asyncio.gather(*others, return_exceptions=True)


async def _set(sign: asyncio.Event) -> None:
    await sign.wait()


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
    limit = _Limit(clock)
    try:
        async with closing(source):
            while True:
                try:
                    item = await limit.keep(anext(source, _END), until)
                except _LimitPassed:
                    raise complaint() from None
                if item is _END:
                    return
                yield cast("T", item)
                # After the yield: what the consumer does meanwhile is not the vendor's delay.
                until, complaint = next_until(cast("T", item)), stalled
    finally:
        await limit.aclose()


class _LimitPassed(Exception):
    """The moment came before the work was done; the work was cancelled."""


class _Limit:
    """`in_time` for one wait after the other: one alarm for all of them, because a model's answer
    comes in a hundred pieces and a task for each costs more than all the rest."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until = math.inf
        self._waiting: asyncio.Timeout | None = None
        self._wanted = asyncio.Event()
        """Somebody waits."""
        self._alarm: asyncio.Task[None] | None = None
        self._set_for = math.inf
        """What the alarm sleeps for."""

    async def keep(self, work: Awaitable[T], until: float) -> T:
        """The result of `work`. Raises _LimitPassed at monotonic second `until`."""
        self._until = until
        if self._alarm is None or until < self._set_for:
            await self.aclose()
            self._set_for = until
            self._alarm = asyncio.create_task(self._ring())
        waiting = asyncio.timeout(None)
        try:
            async with waiting:
                self._waiting = waiting
                self._wanted.set()
                return await work
        except TimeoutError:
            if waiting.expired():
                raise _LimitPassed from None
            raise
        finally:
            self._waiting = None
            self._wanted.clear()

    async def aclose(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            await asyncio.gather(self._alarm, return_exceptions=True)

    async def _ring(self) -> None:
        while True:
            self._set_for = self._until
            await self._clock.sleep_until(self._set_for)
            await self._wanted.wait()
            if self._waiting is not None and self._until <= self._set_for:
                # The work may still be done before this is heard, and another wait begin.
                self._wanted.clear()
                self._waiting.reschedule(asyncio.get_running_loop().time())


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
