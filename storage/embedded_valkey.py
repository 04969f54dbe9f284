"""A private Valkey: the hot event log, on a unix socket, with its append-only file."""

import asyncio
import signal
import time
from pathlib import Path

from runtime.errors import StorageFailed
from storage.child import POLL_S, Child, outlast, rotate, spawn
from storage.programs import Programs
from storage.state_folder import StateFolder

SOCKET_NAME = "valkey.sock"
MEMORY_MAX = "512mb"
"""A full Valkey refuses writes instead of growing until the system kills something."""
START_S = 60.0
"""Longest wait for a large append-only file to load, seconds."""


def redis_url(sockets: Path) -> str:
    """The URL of the Valkey that listens in `sockets`."""
    return f"unix://{sockets / SOCKET_NAME}"


async def start_valkey(folder: StateFolder, programs: Programs) -> Child:
    """Start Valkey and wait until it answers; the caller stops the child.

    Cancelling stops it again.

    Raises:
        StorageFailed: it did not come up; the text has the end of its log.
    """
    alive = folder.home / "valkey.alive"
    await outlast(alive, "Valkey")
    log = folder.logs / "valkey.log"
    rotate(log)
    socket = folder.sockets / SOCKET_NAME
    socket.unlink(missing_ok=True)
    child = spawn(
        "Valkey",
        [
            *(programs.valkey, "--port", "0"),
            *("--unixsocket", str(socket), "--unixsocketperm", "700"),
            *("--dir", str(folder.valkey)),
            # A killed process loses nothing that it acknowledged, a killed machine a second.
            *("--appendonly", "yes", "--appendfsync", "everysec", "--save", ""),
            # Eviction would silently drop running sessions.
            *("--maxmemory", MEMORY_MAX, "--maxmemory-policy", "noeviction"),
        ],
        folder=folder.valkey,
        log=log,
        stop_signal=signal.SIGTERM,
        account=folder.account,
        environ={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
        alive=alive,
    )
    try:
        await _until_ready(child, socket)
    except BaseException:
        await child.stop()
        raise
    return child


async def _until_ready(child: Child, socket: Path) -> None:
    deadline = time.monotonic() + START_S
    while not await _answers(socket):
        if not child.running:
            raise StorageFailed(child.obituary())
        if time.monotonic() > deadline:
            raise StorageFailed(f"Valkey did not answer within {START_S:.0f} s; see {child.log}.")
        await asyncio.sleep(POLL_S / 4)


async def _answers(socket: Path) -> bool:
    try:
        reader, writer = await asyncio.open_unix_connection(str(socket))
    except OSError:
        return False
    try:
        writer.write(b"PING\r\n")
        return await asyncio.wait_for(reader.readline(), 2.0) == b"+PONG\r\n"
    except (OSError, TimeoutError):
        return False
    finally:
        writer.close()
