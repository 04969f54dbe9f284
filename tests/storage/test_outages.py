"""Servers that are killed, freeze or lose everything: planned outcomes, and nothing doubled."""
# ruff: noqa: ASYNC240 - nothing else runs on this loop

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Any, cast

import pytest

from runtime.errors import LeaseLost, StorageFailed
from runtime.interview.events import SessionStarted
from runtime.record import LogEntry, SessionStatus
from runtime.turn_events import UserPartial
from storage import postgres, redis
from storage.catalogue import PostgresCatalogue
from storage.child import Child
from storage.embedded_postgres import database_url, read_password, start_postgres
from storage.embedded_valkey import redis_url, start_valkey
from storage.event_log import RedisEventLog
from storage.interviews import PostgresInterviews
from storage.migrate import migrate
from storage.postgres import Pool, open_pool
from storage.programs import programs_for
from storage.redis import open_client
from storage.state_folder import StateFolder
from storage.tickets import RedisTickets
from tests.parts import short_folder
from tests.storage.samples import ROLE_KIT, RUBRIC, ended, heard, record, turn

pytestmark = pytest.mark.integration

PATIENT_S = 5.0
"""An outage of Redis is told after about 2 s; this leaves room for a busy machine."""


class Server:
    """One server of this test's own, to be killed and started again."""

    def __init__(self, folder: StateFolder, name: str) -> None:
        self.folder = folder
        self._name = name
        self._child: Child | None = None

    async def start(self) -> None:
        programs = programs_for(self.folder.account, self.folder.programs)
        if self._name == "valkey":
            self._child = await start_valkey(self.folder, programs)
        else:
            self._child = await start_postgres(self.folder, programs, progress=lambda _line: None)

    async def kill(self) -> None:
        assert self._child is not None
        self.signal(signal.SIGKILL)
        await self._child.wait()

    def signal(self, number: signal.Signals) -> None:
        assert self._child is not None
        os.kill(self._child.pid, number)

    async def stop(self) -> None:
        if self._child is not None:
            await self._child.stop()


@asynccontextmanager
async def serving(name: str) -> AsyncIterator[Server]:
    with tempfile.TemporaryDirectory(prefix="viva-", dir=short_folder()) as home:
        Path(home).chmod(0o711)
        folder = StateFolder.open(Path(home))
        server = Server(folder, name)
        try:
            await server.start()
            yield server
        finally:
            await server.stop()
            folder.close()


@pytest.fixture
async def valkey() -> AsyncIterator[Server]:
    async with serving("valkey") as server:
        yield server


@pytest.fixture
async def log(valkey: Server) -> AsyncIterator[RedisEventLog]:
    opened = RedisEventLog(redis_url(valkey.folder.sockets))
    yield opened
    await opened.aclose()


async def lose_everything(log: RedisEventLog) -> None:
    await log._client.flushall()


async def test_killing_valkey_loses_no_acknowledged_entry(
    valkey: Server, log: RedisEventLog
) -> None:
    epoch = await log.acquire("s1")
    written = [
        entry
        for at in range(300)
        for entry in await log.append("s1", epoch, event=SessionStarted(at=float(at)))
    ]
    await valkey.kill()
    await valkey.start()
    assert await log.read("s1") == written
    with_more = await log.append("s1", epoch, event=SessionStarted(at=300.0))
    assert with_more[0].seq == 301


async def test_a_reader_misses_and_doubles_nothing_while_valkey_restarts(
    valkey: Server, log: RedisEventLog
) -> None:
    seen: list[LogEntry] = []

    async def read() -> None:
        async with aclosing(cast(Any, log.follow("s1"))) as entries:
            async for entry in entries:
                seen.append(entry)
                if entry.seq == 9:
                    return

    reading = asyncio.create_task(read())
    epoch = await log.acquire("s1")
    written = []
    for _ in range(3):
        written += await log.append("s1", epoch, turn_events=[UserPartial(text="a")] * 3)
        await asyncio.sleep(0.05)
        await valkey.kill()
        await asyncio.sleep(0.1)
        await valkey.start()
    async with asyncio.timeout(15):
        await reading
    assert seen == written


async def test_a_short_outage_is_waited_through(valkey: Server, log: RedisEventLog) -> None:
    epoch = await log.acquire("s1")
    await valkey.kill()
    appending = asyncio.create_task(log.append("s1", epoch, event=SessionStarted(at=0.0)))
    await asyncio.sleep(0.3)
    await valkey.start()
    assert [entry.seq for entry in await appending] == [1]
    assert len(await log.read("s1")) == 1


@pytest.mark.parametrize("outage", [signal.SIGKILL, signal.SIGSTOP])
async def test_a_long_outage_is_told_in_time_and_ends_by_itself(
    valkey: Server, log: RedisEventLog, outage: signal.Signals
) -> None:
    tickets = RedisTickets(redis_url(valkey.folder.sockets))
    epoch = await log.acquire("s1")
    valkey.signal(outage)
    began = time.monotonic()
    outcomes = await asyncio.gather(
        log.append("s1", epoch, event=SessionStarted(at=0.0)),
        log.read("s1"),
        log.acquire("s2"),
        tickets.issue("s1"),
        tickets.redeem("made-up", "s1"),
        return_exceptions=True,
    )
    assert time.monotonic() - began < PATIENT_S
    assert {type(outcome) for outcome in outcomes} == {StorageFailed}
    assert not await redis.answers(log._client)
    if outage is signal.SIGSTOP:
        valkey.signal(signal.SIGCONT)
    else:
        await valkey.kill()
        await valkey.start()
    assert await redis.answers(log._client)
    assert await log.append("s1", await log.acquire("s1"), event=SessionStarted(at=1.0))
    await tickets.aclose()


async def test_an_answer_lost_on_the_way_doubles_nothing(valkey: Server) -> None:
    upstream = valkey.folder.sockets / "valkey.sock"
    between = valkey.folder.sockets / "lossy.sock"
    lost = 0

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass requests on, but hang up instead of passing on the first answers to appends."""
        nonlocal lost
        server_reader, server_writer = await asyncio.open_unix_connection(str(upstream))
        try:
            while request := await reader.read(65536):
                server_writer.write(request)
                answer = await server_reader.read(65536)
                if b"EVALSHA" in request and lost < 3:
                    lost += 1
                    return
                writer.write(answer)
        finally:
            server_writer.close()
            writer.close()

    proxy = await asyncio.start_unix_server(carry, str(between))
    direct = RedisEventLog(f"unix://{upstream}")
    epoch = await direct.acquire("s1")
    await direct.append("s1", epoch, event=SessionStarted(at=0.0))
    lossy = RedisEventLog(f"unix://{between}")
    entries = await lossy.append(
        "s1", epoch, event=SessionStarted(at=1.0), turn_events=[UserPartial(text="a")]
    )
    assert lost == 3
    assert [entry.seq for entry in entries] == [2, 3]
    assert len(await direct.read("s1")) == 3
    await lossy.aclose()
    await direct.aclose()
    proxy.close()


async def test_a_log_that_lost_entries_takes_no_more_until_it_is_restored(
    log: RedisEventLog,
) -> None:
    epoch = await log.acquire("s1")
    core = await log.append("s1", epoch, event=SessionStarted(at=0.0))
    await log.append("s1", epoch, turn_events=[UserPartial(text="a")] * 4)
    await lose_everything(log)
    with pytest.raises(StorageFailed, match="restore"):
        await log.append("s1", epoch, event=SessionStarted(at=1.0))
    assert await log.read("s1") == []
    await log.restore("s1", core)
    # Readers have seen up to 5, so the next one is 6, although 2 to 5 are gone.
    (entry,) = await log.append("s1", epoch, event=SessionStarted(at=1.0))
    assert entry.seq == 6
    assert [kept.seq for kept in await log.read("s1")] == [1, 6]


async def test_an_old_owner_stays_out_after_everything_was_lost(log: RedisEventLog) -> None:
    old = await log.acquire("s1")
    await asyncio.sleep(0.005)
    await lose_everything(log)
    new = await log.acquire("s1")
    assert new > old
    with pytest.raises(LeaseLost):
        await log.append("s1", old, event=SessionStarted(at=0.0))


async def test_a_lost_log_is_rebuilt_from_postgres(
    valkey: Server, log: RedisEventLog, pool: Pool
) -> None:
    catalogue = PostgresCatalogue(pool)
    await catalogue.upsert_rubrics([RUBRIC])
    await catalogue.upsert_role_kits([ROLE_KIT])
    interviews = PostgresInterviews(pool)
    await interviews.create(record("s1"))
    epoch = await log.acquire("s1")
    core: list[LogEntry] = []
    for index in range(3):
        for event in (heard(1).event, ended(2).event):
            (entry, *_) = await log.append(
                "s1", epoch, event=event, turn_events=[UserPartial(text="a")]
            )
            core.append(entry)
        await interviews.commit_turn("s1", turn(index), core[-2:])
    await lose_everything(log)

    restarted = RedisEventLog(redis_url(valkey.folder.sockets))
    new_epoch = await restarted.acquire("s1")
    durable = await interviews.events("s1")
    await restarted.restore("s1", durable)
    assert await restarted.read("s1") == core == durable
    (entry,) = await restarted.append("s1", new_epoch, event=SessionStarted(at=9.0))
    assert entry.seq == core[-1].seq + 1
    await interviews.commit_turn("s1", turn(3), [entry])
    with pytest.raises(LeaseLost):
        await interviews.commit_turn("s1", turn(4), [heard(99, epoch=epoch)])
    await restarted.aclose()


async def commit_until_refused(interviews: PostgresInterviews, acknowledged: int) -> int:
    """Commit turns until Postgres is gone; the number of all that were acknowledged."""
    while True:
        try:
            await interviews.commit_turn("s1", turn(acknowledged), [heard(acknowledged + 1)])
        except StorageFailed:
            return acknowledged
        acknowledged += 1


async def test_a_url_that_is_none_is_told() -> None:
    with pytest.raises(StorageFailed, match="REDIS_URL"):
        open_client("this is no url")


async def test_postgres_that_dies_is_told_and_nothing_committed_is_lost() -> None:
    async with serving("postgres") as server:
        sockets = server.folder.sockets
        url = database_url(sockets, read_password(server.folder.postgres))
        await migrate(url)
        pool = await open_pool(url, size=3, answer_s=0.5)
        catalogue = PostgresCatalogue(pool)
        await catalogue.upsert_rubrics([RUBRIC])
        await catalogue.upsert_role_kits([ROLE_KIT])
        interviews = PostgresInterviews(pool)
        await interviews.create(record("s1"))
        acknowledged = 0
        for _ in range(3):
            await server.kill()
            began = time.monotonic()
            # The connection's own process may live a moment longer and still commit.
            acknowledged = await commit_until_refused(interviews, acknowledged)
            assert time.monotonic() - began < 2 * postgres.ANSWER_S
            await server.start()
            assert len(await interviews.turns("s1")) in (acknowledged, acknowledged + 1)
            await interviews.commit_turn("s1", turn(acknowledged), [heard(acknowledged + 1)])
            acknowledged += 1
        await interviews.close(
            "s1", reason="completed", status=SessionStatus.ended, entries=[ended(10_000)]
        )
        pool.terminate()
        assert not await postgres.answers(pool)
        with pytest.raises(StorageFailed):
            await interviews.load("s1")
