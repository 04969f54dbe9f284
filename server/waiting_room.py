"""Admission to a full server: in the order of arrival, with a position to show."""

import asyncio
from collections.abc import Callable

from runtime.errors import ServerFull
from runtime.ports import Clock
from runtime.registry import Registry
from runtime.session import InterviewSession

RETRY_S = 0.25
"""How often the first in line tries again."""


class WaitingRoom:
    """The line in front of one process's registry."""

    def __init__(
        self, registry: Registry, clock: Clock, *, on_count: Callable[[int], None]
    ) -> None:
        """`on_count` hears how many are waiting whenever that changes."""
        self._registry = registry
        self._clock = clock
        self._on_count = on_count
        self._line: list[object] = []
        self._moved = asyncio.Event()

    async def admit(self, session_id: str, tell: Callable[[int], None]) -> InterviewSession:
        """Open the session, at once or after those who came before; cancel to leave the line.

        `tell` hears the position, from 1, whenever it changes. A session that is already held
        here does not wait: its client comes back.

        Raises:
            UnknownSession, SessionOver, Interrupted, StorageFailed: it can't be opened.
        """
        if not self._line or self._registry.live(session_id) is not None:
            try:
                return await self._registry.open(session_id)
            except ServerFull:
                pass
        place = object()
        self._line.append(place)
        self._on_count(len(self._line))
        try:
            return await self._wait(session_id, place, tell)
        finally:
            self._line.remove(place)
            self._on_count(len(self._line))
            self._moved.set()
            self._moved = asyncio.Event()

    async def _wait(
        self, session_id: str, place: object, tell: Callable[[int], None]
    ) -> InterviewSession:
        told = 0
        while True:
            position = self._line.index(place) + 1
            if position == 1:
                try:
                    return await self._registry.open(session_id)
                except ServerFull:
                    pass
            if position != told:
                told = position
                tell(position)
            if position == 1:
                await self._clock.sleep_until(self._clock.monotonic() + RETRY_S)
            else:
                await self._moved.wait()
