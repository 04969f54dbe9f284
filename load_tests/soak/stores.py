"""Real stores for a session in virtual time: while they work, its time stands still."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar, cast

import msgspec

from load_tests.turns.virtual_time import VirtualLoop
from runtime.library.hiring import HiringRepository
from runtime.ports import EventLog, InterviewRepository
from storage.event_log import RedisEventLog
from storage.hiring import PostgresHiring
from storage.interviews import PostgresInterviews
from storage.postgres import Pool, open_pool

Store = TypeVar("Store")


class Stores(msgspec.Struct, frozen=True, kw_only=True):
    """As a server has them, with connections of their own."""

    log: EventLog
    interviews: InterviewRepository
    hiring: HiringRepository
    pool: Pool

    async def reports(self, session_id: str) -> int:
        """How many reports the record has of a session."""
        with outside():
            found = await self.pool.fetchval(
                "select count(*) from interview_analysis where session_id = $1", session_id
            )
        return int(found)


@asynccontextmanager
async def open_stores(database_url: str, redis_url: str) -> AsyncIterator[Stores]:
    """Call it inside virtual time. Raises StorageFailed."""
    with outside():
        pool = await open_pool(database_url)
    log = RedisEventLog(redis_url)
    try:
        yield Stores(
            log=standing_still(log),
            interviews=standing_still(PostgresInterviews(pool)),
            hiring=standing_still(PostgresHiring(pool)),
            pool=pool,
        )
    finally:
        with outside():
            await log.aclose()
            await pool.close()


def standing_still(part: Store) -> Store:
    """The same part for virtual time, which stands still while one of its coroutines runs."""
    return cast(Store, _StandingStill(part))


def outside() -> Any:
    """Time stands still meanwhile."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    return loop.outside()


class _StandingStill:
    def __init__(self, part: object) -> None:
        self._part = part

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._part, name)
        return self._still(found) if asyncio.iscoroutinefunction(found) else found

    def _still(self, method: Callable[..., Any]) -> Callable[..., Any]:
        async def called(*arguments: Any, **named: Any) -> Any:
            with outside():
                return await method(*arguments, **named)

        return called
