"""The launcher of the embedded servers, as the person who starts Viva meets it."""
# ruff: noqa: ASYNC110, ASYNC221, ASYNC240 - nothing else runs on this loop

import asyncio
import os
import pwd
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from textwrap import dedent

import asyncpg
import psutil
import pytest

from runtime.errors import StorageFailed
from runtime.interview.events import SessionStarted
from storage.child import Account
from storage.embedded import EmbeddedServers, running
from storage.embedded_postgres import start_postgres
from storage.event_log import RedisEventLog
from storage.postgres import UNAVAILABLE
from storage.programs import copied_programs
from storage.state_folder import StateFolder, socket_folder
from tests.parts import short_folder

pytestmark = pytest.mark.integration

REPOSITORY = Path(__file__).parents[2]
LAUNCHER = """
    import asyncio, sys
    from pathlib import Path
    from storage.embedded import EmbeddedServers

    async def main():
        servers = EmbeddedServers()
        await servers.start(Path(sys.argv[1]), progress=lambda line: None)
        print(servers.database_url, servers.redis_url, *servers.pids.values(), flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        await servers.stop()

    asyncio.run(main())
"""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="root only")


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="viva-", dir=short_folder()) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "state"


@pytest.fixture
async def servers(home: Path) -> AsyncIterator[EmbeddedServers]:
    launched = EmbeddedServers()
    await launched.start(home, progress=lambda _line: None)
    yield launched
    await launched.stop()


async def start(home: Path) -> float:
    """Start and stop; seconds until ready."""
    servers = EmbeddedServers()
    began = time.perf_counter()
    await servers.start(home, progress=lambda _line: None)
    took_s = time.perf_counter() - began
    await servers.stop()
    return took_s


async def refusal(home: Path) -> str:
    """What a person is told who can't start there; nothing may be left running."""
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    with pytest.raises(StorageFailed) as refused:
        await start(home)
    assert {child.pid for child in psutil.Process().children(recursive=True)} <= before
    return str(refused.value)


async def gone(pids: list[int]) -> None:
    async with asyncio.timeout(20):
        while any(psutil.pid_exists(pid) for pid in pids):
            await asyncio.sleep(0.02)


def launch(
    home: Path, *, python: str = sys.executable, user: str | None = None
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [python, "-c", dedent(LAUNCHER), str(home)],
        cwd=REPOSITORY,
        env={
            "PYTHONPATH": os.pathsep.join([str(REPOSITORY), *sys.path]),
            "PATH": os.environ["PATH"],
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        user=user,
        group=None if user is None else pwd.getpwnam(user).pw_gid,
        extra_groups=None if user is None else [],
    )


async def test_both_are_ready_at_once_and_stop_cleanly(home: Path) -> None:
    cold_s = await start(home)
    warm_s = min([await start(home) for _ in range(3)])
    print(f"cold start {cold_s:.2f} s, warm start {warm_s:.2f} s")
    # The promise is 2 s and 0.3 s on a quiet machine; this one also runs other tests.
    assert cold_s < 10
    assert warm_s < 2
    assert "database system is shut down" in (home / "logs" / "postgres.log").read_text()
    assert not any(home.glob("run/*"))


async def test_what_is_written_is_there_at_the_next_start(home: Path) -> None:
    for rows in range(3):
        servers = EmbeddedServers()
        await servers.start(home, progress=lambda _line: None)
        connection = await asyncpg.connect(servers.database_url)
        await connection.execute("create table if not exists kept (id int)")
        assert await connection.fetchval("select count(*) from kept") == rows
        await connection.execute("insert into kept values (1)")
        await connection.close()
        await servers.stop()


async def test_the_servers_keep_the_promises_of_the_record(servers: EmbeddedServers) -> None:
    connection = await asyncpg.connect(servers.database_url)
    for name, value in (
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("listen_addresses", ""),
        ("server_encoding", "UTF8"),
        ("data_checksums", "on"),
    ):
        assert await connection.fetchval(f"show {name}") == value
    assert (await connection.fetchval("show server_version")).startswith("18.")
    await connection.execute("create extension vector")
    assert await connection.fetchval("select '[1,0]'::vector <=> '[0,1]'::vector") == 1.0
    await connection.close()
    log = RedisEventLog(servers.redis_url)
    settings = await log._client.config_get("append*", "maxmemory-policy")
    await log.aclose()
    assert settings["appendonly"] == "yes"
    assert settings["appendfsync"] == "everysec"
    assert settings["maxmemory-policy"] == "noeviction"


async def test_nobody_gets_in_without_the_password(servers: EmbeddedServers) -> None:
    name, _, rest = servers.database_url.partition("viva:")
    wrong = f"{name}viva:wrong@{rest.partition('@')[2]}"
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(wrong)


async def test_the_state_is_private(servers: EmbeddedServers, home: Path) -> None:
    for folder in ("postgres", "valkey", "run", "logs"):
        assert stat.S_IMODE((home / folder).stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "postgres" / "password").stat().st_mode) == 0o600


async def test_other_processes_find_the_running_servers(
    servers: EmbeddedServers, home: Path
) -> None:
    found = running(home)
    assert found is not None
    assert (found.database_url, found.redis_url) == (servers.database_url, servers.redis_url)
    await servers.stop()
    assert running(home) is None


async def test_a_second_launcher_is_told_who_is_there(servers: EmbeddedServers, home: Path) -> None:
    told = await refusal(home)
    assert str(os.getpid()) in told
    assert str(home) in told
    assert "VIVA_HOME" in told
    connection = await asyncpg.connect(servers.database_url)
    await connection.close()


async def test_a_killed_launcher_leaves_nothing_running_and_loses_nothing(home: Path) -> None:
    launcher = await asyncio.to_thread(launch, home)
    assert launcher.stdout is not None
    line = await asyncio.to_thread(launcher.stdout.readline)
    database_url, redis_url, *pids = line.split()
    connection = await asyncpg.connect(database_url)
    log = RedisEventLog(redis_url)
    await connection.execute("create table kept (id int)")
    epoch = await log.acquire("s1")

    async def write() -> int:
        """Write until the servers go; how many were answered."""
        done = 0
        try:
            while True:
                await connection.execute("insert into kept values ($1)", done)
                await log.append("s1", epoch, event=SessionStarted(at=float(done)))
                done += 1
        except (*UNAVAILABLE, StorageFailed):
            return done

    writing = asyncio.create_task(write())
    await asyncio.sleep(0.5)
    launcher.kill()
    await asyncio.to_thread(launcher.communicate)
    await gone([int(pid) for pid in pids])
    done = await writing
    await log.aclose()
    connection.terminate()
    assert done > 10

    servers = EmbeddedServers()
    await servers.start(home, progress=lambda _line: None)
    connection = await asyncpg.connect(servers.database_url)
    log = RedisEventLog(servers.redis_url)
    rows = await connection.fetchval("select count(*) from kept")
    entries = await log.read("s1")
    await connection.close()
    await log.aclose()
    await servers.stop()
    # The write in flight may be there or not; every answered one must be.
    assert rows in (done, done + 1)
    assert len(entries) in (done, done + 1)


async def test_killed_servers_are_reported_and_start_again(home: Path) -> None:
    for name in ("Postgres", "Valkey"):
        servers = EmbeddedServers()
        await servers.start(home, progress=lambda _line: None)
        waiting = asyncio.create_task(servers.wait_any())
        os.kill(servers.pids[name], signal.SIGKILL)
        async with asyncio.timeout(5):
            told = await waiting
        assert told.startswith(f"{name} ended by SIGKILL")
        await servers.stop()
    await start(home)


@pytest.mark.parametrize(("wanted", "name"), [("postgres", "Postgres"), ("valkey", "Valkey")])
async def test_only_the_one_that_is_wanted_is_started(home: Path, wanted: str, name: str) -> None:
    await start(home)
    for socket in ("valkey.sock", ".s.PGSQL.5432"):
        (socket_folder(home) / socket).touch()  # as one that was killed leaves it
    one = EmbeddedServers()
    await one.start(
        home,
        progress=lambda _line: None,
        postgres=wanted == "postgres",
        valkey=wanted == "valkey",
    )
    found = running(home)
    names = set(one.pids)
    await one.stop()
    assert names == {name}
    assert found is not None
    assert (found.database_url is None, found.redis_url is None) == (
        wanted == "valkey",
        wanted == "postgres",
    )
    assert running(home) is None


async def test_a_pid_file_that_names_a_stranger_is_no_obstacle(home: Path) -> None:
    await start(home)
    stale = home / "postgres" / "data" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{stale.parent}\n")
    await start(home)


async def test_a_start_that_was_cancelled_leaves_nothing_and_can_be_repeated(home: Path) -> None:
    before = set(psutil.Process().children())
    for after_s in (0.05, 0.2, 0.35):
        starting = asyncio.create_task(start(home))
        await asyncio.sleep(after_s)
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
        assert set(psutil.Process().children()) == before
    await start(home)


async def test_a_half_made_database_is_made_anew(home: Path) -> None:
    unfinished = home / "postgres" / "unfinished"
    await start(home)
    (home / "postgres" / "data").rename(unfinished)
    (unfinished / "PG_VERSION").unlink()
    await start(home)
    assert not unfinished.exists()


async def test_a_database_of_another_version_is_left_alone(home: Path) -> None:
    await start(home)
    version = home / "postgres" / "data" / "PG_VERSION"
    version.write_text("17\n")
    told = await refusal(home)
    assert "Postgres 17" in told
    assert version.read_text() == "17\n"


async def test_a_path_too_long_for_a_socket_is_no_obstacle(home: Path) -> None:
    deep = home / ("a" * 60) / ("b" * 60)
    servers = EmbeddedServers()
    await servers.start(deep, progress=lambda _line: None)
    connection = await asyncpg.connect(servers.database_url)
    await connection.close()
    sockets = StateFolder(deep, None, -1).sockets
    assert len(str(sockets)) < 40
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    await servers.stop()
    assert not sockets.exists()


async def test_a_folder_laid_in_the_way_of_the_sockets_is_refused(home: Path) -> None:
    deep = home / ("a" * 60) / ("b" * 60)
    sockets = StateFolder(deep, None, -1).sockets
    sockets.symlink_to("/etc")
    try:
        told = await refusal(deep)
    finally:
        sockets.unlink()
    assert str(sockets) in told


async def test_a_file_in_the_way_is_named(home: Path) -> None:
    home.write_text("in the way")
    assert "not a folder" in await refusal(home)
    assert "VIVA_HOME" in await refusal(home / "below")


async def test_a_large_log_is_put_aside(home: Path) -> None:
    await start(home)
    log = home / "logs" / "postgres.log"
    with log.open("ab") as file:
        file.truncate(11_000_000)
    await start(home)
    assert log.stat().st_size < 100_000
    assert log.with_name("postgres.log.1").stat().st_size == 11_000_000


async def test_a_server_that_can_not_start_says_why(home: Path) -> None:
    await start(home)
    (home / "postgres" / "data" / "postgresql.conf").write_text("no_such_setting = 1\n")
    told = await refusal(home)
    assert "Postgres ended" in told
    assert "no_such_setting" in told


@as_root
async def test_a_full_disk_is_told(home: Path) -> None:
    home.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=20m,mode=755", "tmpfs", home], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        told = await refusal(home)
    finally:
        subprocess.run(["umount", home], check=True)
    assert "is full" in told
    assert "VIVA_HOME" in told


@as_root
async def test_as_root_the_servers_run_as_somebody_else(
    servers: EmbeddedServers, home: Path
) -> None:
    for pid in servers.pids.values():
        for process in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
            assert 0 not in process.uids()
            assert 0 not in process.gids()
    owner = pwd.getpwuid((home / "postgres" / "data").stat().st_uid)
    assert owner.pw_shell in ("/usr/sbin/nologin", "/sbin/nologin", "/bin/false")


@as_root
async def test_as_root_no_foreign_folder_is_opened(home: Path) -> None:
    parent = home.parent / "private"
    parent.mkdir(mode=0o700)
    (parent / "state").mkdir(mode=0o750)
    told = await refusal(parent / "state")
    assert f"may not enter {parent}." in told
    assert "VIVA_HOME" in told
    assert stat.S_IMODE(parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((parent / "state").stat().st_mode) == 0o750


@as_root
async def test_as_root_an_existing_folder_keeps_its_permissions(home: Path) -> None:
    home.mkdir()
    home.chmod(0o775)
    await start(home)
    assert stat.S_IMODE(home.stat().st_mode) == 0o775
    assert home.stat().st_uid == 0


@as_root
async def test_copied_programs_serve_a_user_who_can_not_read_the_installed_ones(
    home: Path,
) -> None:
    folder = StateFolder.open(home)
    programs = copied_programs(folder.programs)
    assert programs.postgres.is_relative_to(home)
    assert copied_programs(folder.programs) == programs
    child = await start_postgres(folder, programs, progress=lambda _line: None)
    found = running(home)
    assert found is not None
    connection = await asyncpg.connect(found.database_url)
    await connection.execute("create extension vector")
    await connection.close()
    await child.stop()
    folder.close()


@as_root
async def test_a_plain_user_can_start_it(home: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    home.mkdir(mode=0o700)
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            launcher = await asyncio.to_thread(launch, home, python=python, user="nobody")
        except PermissionError:
            continue
        assert launcher.stdout is not None
        line = await asyncio.to_thread(launcher.stdout.readline)
        if line:
            break
        _, told = await asyncio.to_thread(launcher.communicate)
        if "ModuleNotFoundError" not in told and "ImportError" not in told:
            pytest.fail(told)
    else:
        pytest.skip("no Python here that a plain user can run with our packages")
    pids = [int(pid) for pid in line.split()[2:]]
    assert {psutil.Process(pid).username() for pid in pids} == {"nobody"}
    await asyncio.to_thread(launcher.communicate, "")
    assert launcher.returncode == 0
    assert not any(psutil.pid_exists(pid) for pid in pids)


@as_root
async def test_a_plain_user_is_told_of_a_folder_of_somebody_else(home: Path) -> None:
    await start(home)
    folder = StateFolder.open(home)
    folder.account = Account(name="nobody", uid=pwd.getpwnam("nobody").pw_uid, gid=0)
    with pytest.raises(StorageFailed, match="belongs to"):
        folder._prepare()
    folder.close()
