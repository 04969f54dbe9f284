"""Connections to Redis or Valkey: the client, and its failures as our own."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeAlias, TypeVar

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import (
    AuthenticationError,
    BusyLoadingError,
    ClusterDownError,
    ConnectionError,
    OutOfMemoryError,
    ReadOnlyError,
    TimeoutError,
    TryAgainError,
)

from runtime.errors import StorageFailed

T = TypeVar("T")
Client: TypeAlias = Redis

ANSWER_S = 1.5
"""Longest wait for one answer and for one connection, seconds."""
GIVE_UP_S = 2.0
"""A command is repeated while Redis restarts, but not for longer than this, seconds."""
REPEAT_S = 0.05
CONNECTIONS_MAX = 10_000
"""Every reader that follows a log holds one; redis-py's own limit is 100."""
FOLLOW_BLOCK_MS = 5_000
"""How long a follower's read waits at the server; a dead connection shows after this."""
UNAVAILABLE = (
    OSError,
    AuthenticationError,
    BusyLoadingError,
    ClusterDownError,
    ConnectionError,
    OutOfMemoryError,
    ReadOnlyError,
    TimeoutError,
    TryAgainError,
)
"""Trouble of the server or the way to it."""


def open_client(redis_url: str, *, answer_s: float = ANSWER_S) -> Client:
    """A client that connects when first used and reconnects by itself.

    Raises:
        StorageFailed: the URL can't be understood.
    """
    try:
        # Its own retries are off: only `answered` knows whether repeating is harmless.
        return Redis.from_url(
            redis_url,
            protocol=2,
            max_connections=CONNECTIONS_MAX,
            socket_timeout=answer_s,
            socket_connect_timeout=ANSWER_S,
            retry=Retry(NoBackoff(), 0),
        )
    except ValueError as failure:
        raise StorageFailed(f"REDIS_URL can't be understood: {failure}") from failure


async def answered(ask: Callable[[], Awaitable[T]]) -> T:
    """The answer to `ask`, which is repeated while Redis is away; it must be idempotent.

    Raises:
        StorageFailed: Redis did not answer within about `GIVE_UP_S`.
    """
    give_up_at = time.monotonic() + GIVE_UP_S
    while True:
        try:
            async with asyncio.timeout(max(give_up_at - time.monotonic(), REPEAT_S)):
                return await ask()
        except UNAVAILABLE as failure:
            if time.monotonic() + REPEAT_S > give_up_at:
                raise StorageFailed(
                    f"Redis did not answer ({type(failure).__name__})."
                ) from failure
        await asyncio.sleep(REPEAT_S)


async def answers(client: Client) -> bool:
    """Whether Redis answers now; for readiness."""
    try:
        async with asyncio.timeout(ANSWER_S):
            return bool(await client.ping())
    except UNAVAILABLE:
        return False
