"""The launcher of the embedded Postgres and Valkey."""

import asyncio
import contextlib
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from storage.child import POLL_S, Child, watch_over
from storage.embedded_postgres import SOCKET_NAME as POSTGRES_SOCKET
from storage.embedded_postgres import database_url, read_password, start_postgres
from storage.embedded_valkey import SOCKET_NAME as VALKEY_SOCKET
from storage.embedded_valkey import redis_url, start_valkey
from storage.programs import programs_for
from storage.state_folder import StateFolder, lock_holder, socket_folder


class Addresses(msgspec.Struct, frozen=True, kw_only=True):
    """How to reach the embedded servers; `database_url` holds the password.

    None for a server that was not launched, because its user brought their own.
    """

    database_url: str | None
    redis_url: str | None


class EmbeddedServers:
    """Postgres and Valkey as children of this process, with all state in one folder.

    They end with this process, even if it is killed with -9. Start it on the main thread.
    """

    def __init__(self) -> None:
        self._folder: StateFolder | None = None
        self._children: list[Child] = []
        self._call_off: Callable[[], None] | None = None

    async def start(
        self,
        home: Path,
        *,
        progress: Callable[[str], None],
        postgres: bool = True,
        valkey: bool = True,
    ) -> None:
        """Start both servers, or the one that is wanted, and wait until they answer.

        `progress` gets sentences for a person.

        Raises:
            MissingPart: a program is not installed.
            StorageFailed: the folder can't be used or a server did not come up; the text says
                why and what to do. Nothing is left running then, nor after a cancellation.
        """
        folder = StateFolder.open(home)
        self._folder = folder
        try:
            programs = programs_for(folder.account, folder.programs)
            if folder.account is not None:
                progress(f"Postgres and Valkey run as the system user {folder.account.name!r}.")
            for wanted, name in ((postgres, POSTGRES_SOCKET), (valkey, VALKEY_SOCKET)):
                if not wanted:
                    # Left by one that was killed; it would look as if it were there.
                    (folder.sockets / name).unlink(missing_ok=True)
            try:
                # A group cancels each start once, so the stop of a half-started server completes.
                async with asyncio.TaskGroup() as group:
                    if postgres:
                        group.create_task(
                            self._add(start_postgres(folder, programs, progress=progress))
                        )
                    if valkey:
                        group.create_task(self._add(start_valkey(folder, programs)))
            except BaseExceptionGroup as failures:
                raise failures.exceptions[0] from failures
            if sys.platform != "linux":
                self._call_off = watch_over(self._children)
        except BaseException:
            await self.stop()
            raise

    @property
    def pids(self) -> dict[str, int]:
        """Process ids by server name."""
        return {child.name: child.pid for child in self._children}

    @property
    def database_url(self) -> str:
        """Of the Postgres that was started here."""
        found = self._addresses().database_url
        assert found is not None, "no Postgres was started"
        return found

    @property
    def redis_url(self) -> str:
        """Of the Valkey that was started here."""
        found = self._addresses().redis_url
        assert found is not None, "no Valkey was started"
        return found

    async def wait_any(self) -> str:
        """Wait until a server has ended by itself; says which, how, and the end of its log."""
        while True:
            for child in self._children:
                if not child.running:
                    return child.obituary()
            await asyncio.sleep(POLL_S * 10)

    async def stop(self) -> None:
        """Stop them cleanly and release the folder; stopping twice is stopping once.

        Cancelling makes them end at once.
        """
        try:
            async with asyncio.TaskGroup() as group:
                for child in self._children:
                    group.create_task(child.stop())
        finally:
            self._children.clear()
            if self._call_off is not None:
                self._call_off()
                self._call_off = None
            if self._folder is not None:
                self._folder.close()
                self._folder = None

    async def _add(self, starting: Awaitable[Child]) -> None:
        self._children.append(await starting)

    def _addresses(self) -> Addresses:
        if self._folder is None:
            raise RuntimeError("The embedded servers are not started.")
        return _addresses_in(self._folder.home)


def running(home: Path) -> Addresses | None:
    """How to reach the servers that another process launched with this state folder, if any."""
    if lock_holder(home) is None:
        return None
    with contextlib.suppress(OSError):
        return _addresses_in(home)
    return None


def _addresses_in(home: Path) -> Addresses:
    sockets = socket_folder(home)
    has_postgres = (sockets / POSTGRES_SOCKET).exists()
    has_valkey = (sockets / VALKEY_SOCKET).exists()
    return Addresses(
        database_url=(
            database_url(sockets, read_password(home / "postgres")) if has_postgres else None
        ),
        redis_url=redis_url(sockets) if has_valkey else None,
    )
