"""The one alarm of a session."""

import asyncio
from collections.abc import Callable

from runtime.interview.events import AnyEvent
from runtime.ports import Clock


class Timer:
    """Puts one event into the session's inbox at one moment; setting it again replaces it."""

    def __init__(
        self, clock: Clock, tasks: asyncio.TaskGroup, ring: Callable[[AnyEvent], None]
    ) -> None:
        self._clock = clock
        self._tasks = tasks
        self._ring = ring
        self._when: float | None = None
        self._task: asyncio.Task[None] | None = None

    def set(self, when: float, event: AnyEvent) -> None:
        """Ring with `event` at monotonic second `when`."""
        if self._task is not None and not self._task.done() and when == self._when:
            return
        self.stop()
        self._when = when
        self._task = self._tasks.create_task(self._wait(when, event))

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = None
        self._when = None

    async def _wait(self, when: float, event: AnyEvent) -> None:
        await self._clock.sleep_until(when)
        self._ring(event)
