"""`viva up`: everything on this machine, from one command, stopped by one Ctrl-C."""

import asyncio
import os
import signal
import socket
import sys
import time
from urllib.parse import urlsplit

import click
import msgspec

from runtime.errors import MissingPart, StorageFailed, VivaError
from server.cli.address import address_options, at_address
from server.cli.database import bring_up_to_date
from server.cli.exits import FAILED
from server.cli.port import PortTaken, address_of, listening_on, open_ports
from server.cli.supervisor import Supervisor
from server.settings import Settings, load_settings
from storage.embedded import EmbeddedServers
from storage.state_folder import lock_holder

READY_S = 60.0
"""How long the server may take to answer; loading the speech models takes one or two."""


@click.command()
@address_options
def up(host: str | None, port: int | None, workers: int) -> None:
    """Start everything on this machine, and stop it with Ctrl-C.

    Starts Postgres and Valkey with all state in VIVA_HOME, but not the one that DATABASE_URL or
    REDIS_URL stands for. Brings the database up to date, starts the server and the evaluation
    worker, and prints the address. A server or worker that dies is started again.
    """
    settings = at_address(load_settings(), host, port)
    try:
        listeners = open_ports(settings.host, settings.port, workers)
    except PortTaken:
        if (pid := lock_holder(settings.home)) is None:
            raise
        raise PortTaken(
            f"Viva already runs on port {settings.port} (process {pid}): open the address in a "
            f"browser, or stop it with Ctrl-C or `kill {pid}`."
        ) from None
    launch = Launch(settings, listeners, workers)
    sys.exit(asyncio.run(launch.run()))


class Launch:
    """One run of `viva up`."""

    def __init__(self, settings: Settings, listeners: list[socket.socket], workers: int) -> None:
        self._settings = settings
        self._listeners = listeners
        self._workers = workers
        self._began = time.monotonic()
        self._stop = asyncio.Event()
        self._signals = 0

    async def run(self) -> int:
        """Run until a signal or a failure; returns the exit code."""
        loop = asyncio.get_running_loop()
        for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(signal_number, self._on_signal)
        running = asyncio.create_task(self._hold())
        stopping = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait([running, stopping], return_when=asyncio.FIRST_COMPLETED)
            if not running.done():
                _say("Stopping ...")
                running.cancel()
            await running
        except asyncio.CancelledError:
            _say("Stopped; everything is saved.")
            return 0
        except VivaError as failure:
            click.echo(f"viva: {failure}", err=True)
            return FAILED
        finally:
            stopping.cancel()
            for listener in self._listeners:
                listener.close()
        return FAILED

    def _on_signal(self) -> None:
        self._signals += 1
        if self._signals == 3:
            # Somebody is in a hurry: our children notice that we are gone and end themselves.
            os._exit(FAILED)
        self._stop.set()

    async def _hold(self) -> None:
        """Start everything in order and keep it until cancelled; then stop it in reverse order.

        Raises:
            VivaError: a part could not be started, or a database server died.
        """
        settings = self._settings
        _say(f"Viva keeps its state in {settings.home}")
        embedded = None
        if not (settings.database_url and settings.redis_url):
            embedded = EmbeddedServers()
            await embedded.start(
                settings.home,
                progress=self._progress,
                postgres=not settings.database_url,
                valkey=not settings.redis_url,
            )
        try:
            if embedded is not None:
                names = sorted(embedded.pids)
                self._progress(f"{' and '.join(names)} {'answer' if names[1:] else 'answers'}.")
                settings = msgspec.structs.replace(
                    settings,
                    database_url=settings.database_url or embedded.database_url,
                    redis_url=settings.redis_url or embedded.redis_url,
                )
            self._progress(await bring_up_to_date(settings))
            await self._serve(settings, embedded)
        finally:
            if embedded is not None:
                await embedded.stop()

    async def _serve(self, settings: Settings, embedded: EmbeddedServers | None) -> None:
        supervisor = Supervisor(_say)
        assert settings.database_url
        assert settings.redis_url
        environ = {"DATABASE_URL": settings.database_url, "REDIS_URL": settings.redis_url}
        descriptors = [listener.fileno() for listener in self._listeners]
        arguments = ["serve", "--workers", str(self._workers), *listening_on(descriptors)]
        supervisor.add("server", arguments, pass_fds=descriptors, environ=environ)
        supervisor.add("evaluation worker", ["worker"], environ=environ)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(supervisor.run())
                if embedded is not None:
                    tasks.create_task(_watch(embedded))
                await self._until_ready(supervisor)
        except* VivaError as failures:
            raise failures.exceptions[0] from None

    async def _until_ready(self, supervisor: Supervisor) -> None:
        address = address_of(self._listeners[0])
        deadline = time.monotonic() + READY_S
        while not await _answers(address):
            if supervisor.restarts:
                raise MissingPart("The server did not start; the lines above say why.")
            if time.monotonic() > deadline:
                raise MissingPart(f"The server did not answer within {READY_S:.0f} s.")
        took_s = time.monotonic() - self._began
        _say("")
        _say(click.style(f"  Viva is ready after {took_s:.1f} s:  {address}", bold=True))
        _say("  Open this address in a browser. Ctrl-C stops everything.")
        _say("")

    def _progress(self, sentence: str) -> None:
        _say(f"{time.monotonic() - self._began:5.1f} s  {sentence}")


async def _watch(embedded: EmbeddedServers) -> None:
    """Raises StorageFailed when an embedded server ends by itself."""
    raise StorageFailed(await embedded.wait_any())


async def _answers(address: str) -> bool:
    """Whether the server answers; waits up to a second for it.

    A connection is accepted by our own socket at once and answered when a server is there.
    """
    where = urlsplit(address)
    try:
        async with asyncio.timeout(1.0):
            reader, writer = await asyncio.open_connection(where.hostname, where.port)
            try:
                writer.write(
                    b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                )
                return b" 200 " in await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return False


def _say(line: str) -> None:
    click.echo(line)
    sys.stdout.flush()
