"""The one alarm of a session."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from runtime.ports import Clock

Item = TypeVar("Item")


class Timer(Generic[Item]):
    """Puts one item into the session's inbox at one moment; setting it again replaces it."""

    def __init__(
        self, clock: Clock, tasks: asyncio.TaskGroup, ring: Callable[[Item], None]
    ) -> None:
        self._clock = clock
        self._tasks = tasks
        self._ring = ring
        self._when: float | None = None
        self._task: asyncio.Task[None] | None = None

    def set(self, when: float, item: Item) -> None:
        """Ring with `item` at monotonic second `when`."""
        if self._task is not None and not self._task.done() and when == self._when:
            return
        self.stop()
        self._when = when
        self._task = self._tasks.create_task(self._wait(when, item))

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = None
        self._when = None

    async def _wait(self, when: float, item: Item) -> None:
        await self._clock.sleep_until(when)
        self._ring(item)
