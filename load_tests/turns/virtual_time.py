"""An event loop whose time passes as fast as its work is done; nothing in it waits in vain.

Timers fire in their order, at exactly their moments; while a thread works for the loop, time
stands still. So models cost no virtual time, and the outcome depends on the audio alone.
"""

import asyncio
import selectors
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from unittest import mock

Result = TypeVar("Result")
THREAD_POLL_S = 0.05


class _Selector(selectors.DefaultSelector):
    """Moves the loop's time on instead of sleeping."""

    loop: "VirtualLoop"

    def select(self, timeout: float | None = None) -> Any:
        found = super().select(0)
        if found or timeout == 0:
            return found
        if self.loop.busy or timeout is None:
            return super().select(THREAD_POLL_S)
        self.loop.now += max(0.0, timeout)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.now = 1_000.0
        self.busy = 0
        """Calls of other threads that are under way; wrap those the loop can't see itself."""
        selector = _Selector()
        selector.loop = self
        super().__init__(selector)

    def time(self) -> float:
        return self.now

    def run_in_executor(  # type: ignore[override]
        self, executor: Any, func: Callable[..., Any], *args: Any
    ) -> Any:
        self.busy += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._thread_done)
        return future

    def _thread_done(self, _: object) -> None:
        self.busy -= 1

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Time stands still meanwhile."""
        self.busy += 1
        try:
            yield
        finally:
            self.busy -= 1


class VirtualClock:
    """Fits `runtime.ports.Clock`."""

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()

    async def sleep_until(self, when: float) -> None:
        await asyncio.sleep(max(0.0, when - self.monotonic()))


def run(work: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """Run it in virtual time, for whoever asks the loop or the `time` module."""
    loop = VirtualLoop()
    with (
        mock.patch.object(time, "monotonic", loop.time),
        mock.patch.object(time, "time", loop.time),
        asyncio.Runner(loop_factory=lambda: loop) as runner,
    ):
        return runner.run(work())
