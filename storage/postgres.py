"""Connections to Postgres: the pool, and its failures as our own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeAlias

import asyncpg

from runtime.errors import StorageFailed

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    Pool: TypeAlias = asyncpg.Pool[asyncpg.Record]
    Connection: TypeAlias = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]
else:
    Pool = Connection = object

ANSWER_S = 5.0
"""Longest wait for a free connection and for one statement, seconds."""
UNAVAILABLE = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.TransactionRollbackError,
    asyncpg.PostgresSystemError,
    asyncpg.ReadOnlySQLTransactionError,
)
"""Trouble of the server or the way to it; anything else asyncpg raises is our own fault."""


async def open_pool(database_url: str, *, size: int = 10, answer_s: float = ANSWER_S) -> Pool:
    """A pool of up to `size` connections; opened lazily, reconnecting by itself.

    A statement that takes longer than `answer_s` seconds is given up.

    Raises:
        StorageFailed: Postgres can't be reached, or refuses us.
    """
    try:
        return await asyncpg.create_pool(
            database_url,
            min_size=1,
            max_size=size,
            timeout=ANSWER_S,
            command_timeout=answer_s,
            server_settings={"application_name": "viva", "synchronous_commit": "on"},
        )
    except (*UNAVAILABLE, ValueError, asyncpg.PostgresError) as failure:
        raise unavailable(failure) from failure


@asynccontextmanager
async def connection(pool: Pool) -> AsyncIterator[Connection]:
    """A connection of the pool.

    Raises:
        StorageFailed: Postgres did not answer in time or went away; the statement may or may
            not have happened, so callers write idempotently.
    """
    try:
        async with pool.acquire(timeout=ANSWER_S) as taken:
            yield taken
    except UNAVAILABLE as failure:
        raise unavailable(failure) from failure


@asynccontextmanager
async def transaction(pool: Pool) -> AsyncIterator[Connection]:
    """A connection inside a transaction; raises as `connection`."""
    async with connection(pool) as taken, taken.transaction():
        yield taken


async def answers(pool: Pool) -> bool:
    """Whether Postgres answers now; for readiness."""
    try:
        async with connection(pool) as taken:
            await taken.fetchval("select 1")
    except StorageFailed:
        return False
    return True


def unavailable(failure: BaseException) -> StorageFailed:
    """Our error for `failure`, by its kind only: a driver's text can hold row contents."""
    return StorageFailed(f"Postgres did not answer ({type(failure).__name__}).")
