"""Pipecat services that are kept connected and lent to one sentence or answer at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from runtime.providers.pipecat_service import RunningService, ServiceFactory

IDLE = 4
"""So many stay connected without work."""


class Use:
    """A service that is lent; one that was not done with its work is not lent again."""

    def __init__(self, service: RunningService) -> None:
        self.service = service
        self.complete = False

    def done(self) -> None:
        """All that was asked of it has come."""
        self.complete = True


class ServicePool:
    """Services of one configuration."""

    def __init__(self, factory: ServiceFactory) -> None:
        self._factory = factory
        self._idle: list[RunningService] = []
        self._closing: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def use(self) -> AsyncIterator[Use]:
        """A connected service, a new one where none is idle. Raises VendorFailed."""
        service = self._idle.pop() if self._idle else await self._factory.open()
        service.forget()
        use = Use(service)
        try:
            yield use
        finally:
            if use.complete and len(self._idle) < IDLE:
                self._idle.append(service)
            else:
                # Its rest would come into the next sentence; letting go takes its time.
                closing = asyncio.create_task(service.aclose())
                self._closing.add(closing)
                closing.add_done_callback(self._closing.discard)

    async def aclose(self) -> None:
        idle, self._idle = self._idle, []
        await asyncio.gather(
            *(service.aclose() for service in idle), *self._closing, return_exceptions=True
        )
