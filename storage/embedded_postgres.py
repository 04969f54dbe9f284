"""A private Postgres 18 with pgvector: the durable record, on a unix socket, never as root."""

import asyncio
import os
import secrets
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import asyncpg

from runtime.errors import StorageFailed
from storage.child import POLL_S, Child, outlast, rotate, spawn
from storage.programs import POSTGRES_MAJOR, Programs
from storage.state_folder import StateFolder

ROLE = "viva"
DATABASE = "viva"
START_S = 300.0
"""Longest wait; after a power cut Postgres first replays its log, which takes what it takes."""
SETTINGS = {
    # Only the unix socket: no port, so no port that is taken and nothing to reach from outside.
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # The promise of the record: a commit that was answered survives any crash.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # A small, private server on the machine that also does the speech.
    "max_connections": "60",
    "shared_buffers": "48MB",
    "work_mem": "4MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "io_method": "sync",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    # Candidates' words must not get into the log: no statements, no row contents.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_timezone": "UTC",
    "timezone": "UTC",
}
SOCKET_NAME = ".s.PGSQL.5432"
"""Postgres's own name for the socket of its usual port."""
ENVIRON = {"LC_ALL": "C", "PATH": "/usr/bin:/bin", "TZ": "UTC"}


def database_url(sockets: Path, password: str) -> str:
    """The URL of the Postgres that listens in `sockets`."""
    return (
        f"postgresql://{ROLE}:{quote(password, safe='')}@/{DATABASE}"
        f"?host={quote(str(sockets), safe='')}"
    )


def read_password(postgres: Path) -> str:
    """The generated password of the database in the state folder's `postgres`."""
    return (postgres / "password").read_text()


async def start_postgres(
    folder: StateFolder, programs: Programs, *, progress: Callable[[str], None]
) -> Child:
    """Make the database if there is none, start it, and wait until it takes connections.

    Cancelling stops it again; a half-made database is made anew at the next start.

    Raises:
        StorageFailed: it did not come up; the text says why.
    """
    alive = folder.home / "postgres.alive"
    await outlast(alive, "Postgres")
    log = folder.logs / "postgres.log"
    rotate(log)
    data = folder.postgres / "data"
    if not data.exists():
        progress("Making the database (once) ...")
        await _make_database(folder, programs, log, alive)
    _check_version(data)
    # Nobody holds `alive`, so whoever this file names is gone; its pid may belong to a stranger.
    (data / "postmaster.pid").unlink(missing_ok=True)
    settings = SETTINGS | {"unix_socket_directories": str(folder.sockets)}
    child = spawn(
        "Postgres",
        [programs.postgres, "-D", data, *(f"--{name}={value}" for name, value in settings.items())],
        folder=folder.postgres,
        log=log,
        stop_signal=signal.SIGINT,  # "fast": ends transactions, writes everything out
        account=folder.account,
        environ=ENVIRON,
        alive=alive,
    )
    try:
        await _until_ready(child, folder, progress)
    except BaseException:
        await child.stop()
        raise
    return child


async def _make_database(folder: StateFolder, programs: Programs, log: Path, alive: Path) -> None:
    """`initdb` beside the final place, then a rename: a database exists whole or not at all."""
    unfinished = folder.postgres / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    password = _make_password(folder)
    initdb = spawn(
        "initdb",
        [
            *(programs.initdb, "-D", unfinished, "-U", ROLE, "--pwfile", password),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"),
            # The same sorting and case rules on every machine, whatever its locale.
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            # Stretching guards passwords people choose; 256 random bits need none of it.
            *("--set", "scram_iterations=1"),
            # One sync of the file system, not one of each of a thousand files: 1.5 s, not 5.
            *(["--sync-method=syncfs"] if sys.platform == "linux" else []),
        ],
        folder=folder.postgres,
        log=log,
        stop_signal=signal.SIGTERM,
        account=folder.account,
        environ=ENVIRON,
        alive=alive,  # its own children may write for a moment after it is killed
    )
    try:
        code = await initdb.wait()
    except BaseException:
        await initdb.stop()
        raise
    if code != 0:
        raise StorageFailed(f"The database can't be made. {initdb.obituary()}")
    unfinished.rename(folder.postgres / "data")


def _make_password(folder: StateFolder) -> Path:
    """A new password file of the servers' user; `O_EXCL` follows no link laid in its folder."""
    password = folder.postgres / "password"
    password.unlink(missing_ok=True)
    with open(os.open(password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        folder.give(file.fileno())
        file.write(secrets.token_urlsafe(32))
    return password


def _check_version(data: Path) -> None:
    try:
        found = (data / "PG_VERSION").read_text().strip()
    except OSError as failure:
        raise StorageFailed(
            f"{data} is not a database ({failure.strerror}). Move it away to start with a new one."
        ) from failure
    if found != POSTGRES_MAJOR:
        raise StorageFailed(
            f"The database in {data} was made by Postgres {found}, and this is {POSTGRES_MAJOR}. "
            "Move the folder away to start with a new database, or set DATABASE_URL to a "
            f"Postgres {found} with pgvector that serves it."
        )


async def _until_ready(child: Child, folder: StateFolder, progress: Callable[[str], None]) -> None:
    started = time.monotonic()
    told = False
    while True:
        if await _takes_connections(folder):
            return
        waited_s = time.monotonic() - started
        if not child.running:
            raise StorageFailed(child.obituary())
        if waited_s > START_S:
            raise StorageFailed(f"Postgres did not start within {START_S:.0f} s; see {child.log}.")
        if waited_s > 3.0 and not told:
            told = True
            progress("Postgres is replaying its log after a crash ...")
        await asyncio.sleep(POLL_S / 4)


async def _takes_connections(folder: StateFolder) -> bool:
    url = database_url(folder.sockets, read_password(folder.postgres))
    try:
        connection = await asyncpg.connect(url, timeout=10)
    except asyncpg.InvalidCatalogNameError:
        connection = await asyncpg.connect(url, database="postgres", timeout=10)
        try:
            await connection.execute(f"create database {DATABASE}")
        finally:
            await connection.close()
        return True
    except (OSError, asyncpg.CannotConnectNowError, TimeoutError):
        return False
    except asyncpg.InvalidPasswordError as failure:
        raise StorageFailed(
            f"The password in {folder.postgres / 'password'} is not the database's own. "
            "Restore that file."
        ) from failure
    await connection.close()
    return True
