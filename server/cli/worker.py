"""`viva worker`: the evaluation worker alone."""

import asyncio
import signal
from datetime import UTC, datetime

import click
import structlog

from evaluation import code_runner
from evaluation.worker import EvaluationWorker
from runtime.clock import SystemClock
from server.announce import ReportAnnouncer
from server.cli.lifeline import hold_on
from server.cli.servers import with_servers
from server.observability import configure_logging
from server.settings import RunCode, Settings, load_settings
from storage.evaluation_queue import run_worker
from storage.evaluations import PostgresEvaluations
from storage.event_log import RedisEventLog
from storage.postgres import open_pool

logger = structlog.get_logger()

POOL_SIZE = 6
"""Four evaluations at once, the queue's listener and its heartbeat."""
FINISH_S = 10.0
"""How long a running evaluation may take once the worker stops."""


@click.command()
@click.option("--lifeline-fd", type=int, hidden=True)
def worker(lifeline_fd: int | None) -> None:
    """Start the evaluation worker alone.

    It evaluates interviews that have ended, one report each, however many workers there are.
    Uses DATABASE_URL and REDIS_URL, or the servers of a running `viva up` with the same
    VIVA_HOME. SIGTERM lets it finish what it has begun.
    """
    if lifeline_fd is not None:
        hold_on(lifeline_fd)
    settings = with_servers(load_settings())
    configure_logging(settings.log_level)
    asyncio.run(_work_until_signal(settings))


async def _work_until_signal(settings: Settings) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(signal_number, stopping.set)
    await work(settings, stopping)


async def work(settings: Settings, stopping: asyncio.Event) -> None:
    """Evaluate what is queued until `stopping` is set; what has begun is finished.

    Raises:
        StorageFailed: Postgres could not be reached at the start.
    """
    assert settings.database_url
    assert settings.redis_url
    pool = await open_pool(settings.database_url, size=POOL_SIZE)
    log = RedisEventLog(settings.redis_url)
    try:
        evaluator = EvaluationWorker(
            PostgresEvaluations(pool),
            ReportAnnouncer(log, SystemClock()).announce,
            now=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"),  # noqa: TID251
            passes=code_runner.passes if settings.run_code is RunCode.sandbox else None,
        )
        working = asyncio.create_task(
            run_worker(pool, evaluator.evaluate_session, stopping=stopping)
        )
        logger.info("the evaluation worker waits for interviews")
        stop = asyncio.create_task(stopping.wait())
        await asyncio.wait({working, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        await asyncio.wait({working}, timeout=FINISH_S)
        if working.done():
            working.result()  # An error of ours ends the process, and it is started again.
        working.cancel()
        await asyncio.wait({working})
    finally:
        await log.aclose()
        await pool.close()
