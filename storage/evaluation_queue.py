"""The queue of interviews to evaluate, in Postgres by pgqueuer, which only this module imports.

A job holds the session's id and nothing else. It runs at least once: a job whose worker died
is taken up by another, so its handler must be idempotent.
"""

import asyncio
import contextlib
import functools
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from pgqueuer import (
    AsyncpgDriver,
    AsyncpgPoolDriver,
    DatabaseRetryEntrypointExecutor,
    Job,
    Queries,
    QueueManager,
    RetryRequested,
)
from pgqueuer.errors import FailingListenerError

from storage.postgres import UNAVAILABLE, Connection, Pool

ENTRYPOINT = "evaluate"
RETRIES_MAX = 5
"""After so many an evaluation is kept as failed."""
RETRY_FIRST_S = 2.0
"""Doubles with each attempt, up to `RETRY_LONGEST_S`."""
RETRY_LONGEST_S = 300.0
HEARTBEAT_S = 10.0
"""A job whose worker has been silent for so long is taken up by another."""
POLL_S = 2.0
"""How often the queue is looked at when no notification comes, seconds."""
RESTART_S = 1.0
"""Pause before a worker that lost Postgres tries again, seconds."""
CONCURRENT_MAX = 4
"""Evaluations at once in all workers together; a report takes CPU that live audio needs."""

logger = structlog.get_logger()


class EvaluationFailed(Exception):
    """An evaluation raised; only the kind of error is kept, for its text can quote a candidate."""


async def install(connection: Connection) -> None:
    """Create the queue's tables, or bring them up to date."""
    queue = _queue_on(connection)
    if await queue.schema_is_installed():
        await queue.apply_upgrade()
    else:
        await queue.install()


async def enqueue(connection: Connection, session_id: str) -> None:
    """Ask for an evaluation, inside the caller's transaction; a waiting one is not doubled."""
    await _queue_on(connection).enqueue(
        ENTRYPOINT, session_id.encode(), dedupe_key=f"{ENTRYPOINT}:{session_id}", on_conflict="skip"
    )


async def run_worker(
    pool: Pool,
    evaluate: Callable[[str], Awaitable[None]],
    *,
    stopping: asyncio.Event,
    retry_first_s: float = RETRY_FIRST_S,
    heartbeat_s: float = HEARTBEAT_S,
) -> None:
    """Evaluate queued sessions until `stopping` is set; the running ones are finished first.

    A failed evaluation is tried again with growing pauses and kept as failed after the last
    one. While Postgres is away the worker waits for it. Cancelling gives the running jobs
    back to the queue.

    Args:
        pool: of at least three connections.
        evaluate: called with a session id; must be idempotent, and must not block the loop.
    """
    while not stopping.is_set():
        worker = Worker(pool, evaluate, retry_first_s=retry_first_s)
        try:
            await worker.run(stopping, heartbeat_s=heartbeat_s)
        except (FailingListenerError, *UNAVAILABLE) as failure:
            logger.warning("evaluation worker lost Postgres", error=type(failure).__name__)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), RESTART_S)


async def failed_sessions(pool: Pool) -> list[str]:
    """Sessions whose evaluation failed for good and waits for an operator."""
    rows = await pool.fetch(
        "select payload from pgqueuer where entrypoint = $1 and status = 'failed' order by id",
        ENTRYPOINT,
    )
    return [row["payload"].decode() for row in rows]


def _queue_on(connection: Connection) -> Queries:
    return Queries(AsyncpgDriver(connection))


class Worker:
    """One run of pgqueuer's queue manager, for as long as Postgres stays."""

    def __init__(
        self, pool: Pool, evaluate: Callable[[str], Awaitable[None]], *, retry_first_s: float
    ) -> None:
        self._evaluate = evaluate
        self._evaluations: set[asyncio.Future[None]] = set()
        self._manager = QueueManager(Queries(AsyncpgPoolDriver(pool)))
        self._manager.entrypoint(
            ENTRYPOINT,
            concurrency_limit=CONCURRENT_MAX,
            on_failure="hold",
            executor_factory=functools.partial(
                DatabaseRetryEntrypointExecutor,
                max_attempts=RETRIES_MAX,
                initial_delay=timedelta(seconds=retry_first_s),
                max_delay=timedelta(seconds=RETRY_LONGEST_S),
            ),
        )(self._handle)

    async def run(self, stopping: asyncio.Event, *, heartbeat_s: float) -> None:
        """Work until `stopping` is set or Postgres goes away; raises as pgqueuer does.

        Cancelling gives the running jobs back to the queue.
        """
        managing = asyncio.create_task(
            self._manager.run(
                dequeue_timeout=timedelta(seconds=POLL_S),
                batch_size=1,
                heartbeat_timeout=timedelta(seconds=heartbeat_s),
                shutdown_on_listener_failure=True,
            )
        )
        stop = asyncio.create_task(stopping.wait())
        try:
            await asyncio.wait([managing, stop], return_when=asyncio.FIRST_COMPLETED)
            self._manager.shutdown.set()
            await asyncio.wait([managing])
        finally:
            # Cancelled: pgqueuer would wait for its jobs, so they are ended first.
            self._manager.shutdown.set()
            stop.cancel()
            for evaluation in self._evaluations:
                evaluation.cancel()
            await asyncio.gather(managing, return_exceptions=True)
        managing.result()

    async def _handle(self, job: Job) -> None:
        session_id = (job.payload or b"").decode()
        evaluation = asyncio.ensure_future(self._evaluate(session_id))
        self._evaluations.add(evaluation)
        try:
            await evaluation
        except asyncio.CancelledError:
            # pgqueuer would drop a cancelled job; this one goes back to the queue.
            raise RetryRequested(reason="worker stopped") from None
        except Exception as failure:
            logger.warning(
                "evaluation failed",
                session_id=session_id,
                attempt=job.attempts,
                error=type(failure).__name__,
            )
            raise EvaluationFailed(type(failure).__name__) from None
        finally:
            self._evaluations.discard(evaluation)
