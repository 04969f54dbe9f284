"""The queue of interviews to evaluate: nothing is lost, nothing is done for nothing."""
# ruff: noqa: ASYNC110, ASYNC220 - nothing else runs on this loop

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from textwrap import dedent

import pytest

from runtime.record import SessionStatus
from storage.catalogue import PostgresCatalogue
from storage.evaluation_queue import RETRIES_MAX, enqueue, failed_sessions, run_worker
from storage.interviews import PostgresInterviews
from storage.postgres import Pool, transaction
from tests.storage.samples import ROLE_KIT, RUBRIC, record

pytestmark = pytest.mark.integration

REPOSITORY = Path(__file__).parents[2]
DYING_WORKER = """
    import asyncio, sys
    from storage.evaluation_queue import run_worker
    from storage.postgres import open_pool

    async def evaluate(session_id):
        print(session_id, flush=True)
        await asyncio.sleep(600)

    async def main():
        pool = await open_pool(sys.argv[1])
        await run_worker(pool, evaluate, stopping=asyncio.Event(), heartbeat_s=1)

    asyncio.run(main())
"""


@pytest.fixture(autouse=True)
async def empty_queue(pool: Pool) -> None:
    await pool.execute("truncate pgqueuer, pgqueuer_log")


@asynccontextmanager
async def working(
    pool: Pool, evaluate: Callable[[str], Awaitable[None]], *, heartbeat_s: float = 10.0
) -> AsyncIterator[asyncio.Task[None]]:
    stopping = asyncio.Event()
    worker = asyncio.create_task(
        run_worker(pool, evaluate, stopping=stopping, retry_first_s=0.05, heartbeat_s=heartbeat_s)
    )
    try:
        yield worker
    finally:
        stopping.set()
        async with asyncio.timeout(10):
            await asyncio.gather(worker, return_exceptions=True)


async def until(holds: Callable[[], Awaitable[bool]], *, within_s: float = 15.0) -> None:
    async with asyncio.timeout(within_s):
        while not await holds():
            await asyncio.sleep(0.02)


async def jobs(pool: Pool) -> int:
    return int(await pool.fetchval("select count(*) from pgqueuer"))


async def put(pool: Pool, session_id: str) -> None:
    async with transaction(pool) as taken:
        await enqueue(taken, session_id)


async def test_a_job_is_done_once_and_gone(pool: Pool) -> None:
    done: list[str] = []

    async def evaluate(session_id: str) -> None:
        done.append(session_id)

    async def finished() -> bool:
        return await jobs(pool) == 0

    async with working(pool, evaluate):
        await put(pool, "s1")
        await put(pool, "s2")
        await until(finished)
    assert sorted(done) == ["s1", "s2"]


async def test_a_rolled_back_close_leaves_no_job(pool: Pool) -> None:
    async def close_and_fail() -> None:
        async with transaction(pool) as taken:
            await enqueue(taken, "s1")
            raise RuntimeError("rolled back")

    with pytest.raises(RuntimeError, match="rolled back"):
        await close_and_fail()
    assert await jobs(pool) == 0


async def test_closing_an_interview_twice_asks_for_one_evaluation(
    pool: Pool, session_id: str
) -> None:
    catalogue = PostgresCatalogue(pool)
    await catalogue.upsert_rubrics([RUBRIC])
    await catalogue.upsert_role_kits([ROLE_KIT])
    interviews = PostgresInterviews(pool)
    await interviews.create(record(session_id))
    await asyncio.gather(
        *(
            interviews.close(session_id, reason="completed", status=SessionStatus.ended, entries=[])
            for _ in range(4)
        )
    )
    payloads = [row["payload"] for row in await pool.fetch("select payload from pgqueuer")]
    assert payloads == [session_id.encode()]


async def test_a_waiting_job_is_not_doubled(pool: Pool) -> None:
    await put(pool, "s1")
    await put(pool, "s1")
    assert await jobs(pool) == 1


async def test_a_failing_evaluation_is_tried_again(pool: Pool) -> None:
    tries: list[str] = []

    async def evaluate(session_id: str) -> None:
        tries.append(session_id)
        if len(tries) < 3:
            raise ValueError("not yet")

    async def finished() -> bool:
        return await jobs(pool) == 0

    async with working(pool, evaluate):
        await put(pool, "s1")
        await until(finished)
    assert tries == ["s1"] * 3


async def test_an_evaluation_that_never_works_is_kept_without_the_candidates_words(
    pool: Pool,
) -> None:
    tries: list[str] = []

    async def evaluate(session_id: str) -> None:
        tries.append(session_id)
        raise ValueError("the candidate said: my secret")

    async def held() -> bool:
        return await failed_sessions(pool) == ["s1"]

    async with working(pool, evaluate):
        await put(pool, "s1")
        await until(held, within_s=60)
    assert len(tries) == RETRIES_MAX + 1
    rows = await pool.fetch("select traceback::text from pgqueuer_log where traceback is not null")
    assert rows
    assert not any("secret" in row["traceback"] for row in rows)


async def test_one_bad_evaluation_does_not_stop_the_others(pool: Pool) -> None:
    done: list[str] = []

    async def evaluate(session_id: str) -> None:
        if session_id == "bad":
            raise ValueError("bad")
        done.append(session_id)

    async def finished() -> bool:
        return len(done) == 5

    async with working(pool, evaluate):
        await put(pool, "bad")
        for number in range(5):
            await put(pool, f"s{number}")
        await until(finished)


async def test_a_stopping_worker_finishes_what_it_began(pool: Pool) -> None:
    began = asyncio.Event()
    done: list[str] = []

    async def evaluate(session_id: str) -> None:
        began.set()
        await asyncio.sleep(0.3)
        done.append(session_id)

    async with working(pool, evaluate):
        await put(pool, "s1")
        await began.wait()
    assert done == ["s1"]
    assert await jobs(pool) == 0


async def test_a_cancelled_worker_gives_its_job_back(pool: Pool) -> None:
    began = asyncio.Event()
    done: list[str] = []

    async def never_ends(_session_id: str) -> None:
        began.set()
        await asyncio.sleep(600)

    async def evaluate(session_id: str) -> None:
        done.append(session_id)

    async def finished() -> bool:
        return await jobs(pool) == 0

    async with working(pool, never_ends) as worker:
        await put(pool, "s1")
        await began.wait()
        worker.cancel()
        async with asyncio.timeout(60):
            await asyncio.wait([worker])
        assert worker.cancelled()
    async with working(pool, evaluate):
        await until(finished)
    assert done == ["s1"]


async def test_a_killed_workers_job_is_done_by_another(pool: Pool, database_url: str) -> None:
    await put(pool, "s1")
    dying = subprocess.Popen(
        [sys.executable, "-c", dedent(DYING_WORKER), database_url],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert dying.stdout is not None
    assert await asyncio.to_thread(dying.stdout.readline) == "s1\n"
    dying.kill()
    dying.communicate()
    done: list[str] = []

    async def evaluate(session_id: str) -> None:
        done.append(session_id)

    async def finished() -> bool:
        return done == ["s1"]

    async with working(pool, evaluate, heartbeat_s=1.0):
        await until(finished, within_s=20)


async def test_a_worker_outlives_lost_connections(pool: Pool) -> None:
    done: list[str] = []

    async def evaluate(session_id: str) -> None:
        done.append(session_id)

    async with working(pool, evaluate):
        await put(pool, "s1")

        async def first_done() -> bool:
            return done == ["s1"]

        await until(first_done)
        async with pool.acquire() as taken:
            await taken.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where datname = current_database() and pid <> pg_backend_pid()"
            )
        await put(pool, "s2")

        async def both_done() -> bool:
            return done == ["s1", "s2"]

        await until(both_done)
