"""A source that falls silent is found out at the moment that was set, whichever way it moves."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from runtime.providers.watch import paced
from tests.clocks import ManualClock, settle

pytestmark = pytest.mark.unit


class Late(Exception):
    pass


class Stalled(Exception):
    pass


class Source:
    """Gives what is put in, and knows whether it was closed."""

    def __init__(self) -> None:
        self.items: asyncio.Queue[int] = asyncio.Queue()
        self.closed = False

    async def __call__(self) -> AsyncIterator[int]:
        try:
            while (item := await self.items.get()) >= 0:
                yield item
        finally:
            self.closed = True


class Listener:
    """Takes what comes until it ends."""

    def __init__(self, source: Source, clock: ManualClock, next_until: Callable[[int], float]):
        self.got: list[int] = []
        self.went_on = asyncio.Event()
        self.went_on.set()
        self._pieces = paced(
            source(), clock=clock, until=2.0, next_until=next_until, late=Late, stalled=Stalled
        )
        self.task = asyncio.create_task(self._take())

    async def _take(self) -> None:
        async for item in self._pieces:
            self.got.append(item)
            await self.went_on.wait()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(0.0)


async def test_nothing_came(clock: ManualClock) -> None:
    source = Source()
    listener = Listener(source, clock, lambda item: 9.0)
    await settle()
    await clock.advance(1.9)
    assert not listener.task.done()
    await clock.advance(0.2)
    with pytest.raises(Late):
        await listener.task
    assert source.closed


@pytest.mark.parametrize("limit_s", [1.0, 1.5, 3.0], ids=["sooner", "a little sooner", "later"])
async def test_it_came_to_a_stop(clock: ManualClock, limit_s: float) -> None:
    """The next limit may lie before the one that was waited for, or after it."""
    source = Source()
    listener = Listener(source, clock, lambda item: limit_s)
    source.items.put_nowait(1)
    await settle()
    await clock.advance(limit_s - 0.1)
    assert not listener.task.done()
    await clock.advance(0.2)
    with pytest.raises(Stalled):
        await listener.task
    assert listener.got == [1]
    assert source.closed


async def test_each_piece_moves_the_limit_on(clock: ManualClock) -> None:
    source = Source()
    listener = Listener(source, clock, lambda item: clock.monotonic() + 1.0)
    for number in range(10):
        source.items.put_nowait(number)
        await settle()
        await clock.advance(0.9)
    source.items.put_nowait(-1)
    await listener.task
    assert listener.got == list(range(10))
    assert source.closed


async def test_what_the_listener_does_meanwhile_is_not_the_sources_delay(
    clock: ManualClock,
) -> None:
    source = Source()
    listener = Listener(source, clock, lambda item: clock.monotonic() + 1.0)
    listener.went_on.clear()
    source.items.put_nowait(1)
    await settle()
    await clock.advance(5.0)
    source.items.put_nowait(2)
    source.items.put_nowait(-1)
    listener.went_on.set()
    await settle()
    assert listener.got == [1, 2]
    await listener.task


async def test_cancellation_closes_the_source(clock: ManualClock) -> None:
    source = Source()
    listener = Listener(source, clock, lambda item: 3.0)
    await settle()
    listener.task.cancel()
    await asyncio.wait([listener.task])
    assert listener.task.cancelled()
    assert source.closed
