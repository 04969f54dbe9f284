"""`viva serve`: the server alone, in one process or in several behind one port."""

import asyncio
import shutil
import signal
import socket
from contextlib import suppress

import click
from prometheus_client import multiprocess

from server.cli.address import address_options, at_address
from server.cli.lifeline import hold_on
from server.cli.port import address_of, inherited_port, listening_on, open_ports
from server.cli.servers import with_servers
from server.cli.supervisor import Supervisor
from server.metrics import MULTIPROCESS_DIR
from server.observability import configure_logging
from server.settings import Settings, load_settings


@click.command()
@address_options
@click.option("--listen-fd", "listen_fds", type=int, multiple=True, hidden=True)
@click.option("--lifeline-fd", type=int, hidden=True)
def serve(
    host: str | None,
    port: int | None,
    workers: int,
    listen_fds: tuple[int, ...],
    lifeline_fd: int | None,
) -> None:
    """Start the server alone.

    It uses DATABASE_URL and REDIS_URL, or the servers of a running `viva up` with the same
    VIVA_HOME. The database must be up to date (`viva migrate`, `viva seed`).
    """
    if lifeline_fd is not None:
        hold_on(lifeline_fd)
    settings = load_settings()
    settings = with_servers(at_address(settings, host, port))
    if listen_fds:
        listeners = [inherited_port(descriptor) for descriptor in listen_fds]
    else:
        listeners = open_ports(settings.host, settings.port, workers)
        click.echo(f"Viva listens on {address_of(listeners[0])}")
    configure_logging(settings.log_level)
    if workers > 1:
        asyncio.run(_serve_many(settings, listeners, workers))
    else:
        from server.serving import run_server

        run_server(settings, listeners[0])


async def _serve_many(settings: Settings, listeners: list[socket.socket], workers: int) -> None:
    """Keep `workers` server processes on one address until SIGTERM or SIGINT."""
    shared = settings.home / "metrics"
    shutil.rmtree(shared, ignore_errors=True)
    shared.mkdir(parents=True)

    def forget(pid: int) -> None:
        multiprocess.mark_process_dead(pid, str(shared))  # type: ignore[no-untyped-call]

    supervisor = Supervisor(lambda line: click.echo(line, err=True), on_exit=forget)
    assert settings.database_url
    assert settings.redis_url
    environ = {
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        MULTIPROCESS_DIR: str(shared),
    }
    for number in range(workers):
        descriptor = listeners[number % len(listeners)].fileno()
        supervisor.add(
            f"server process {number + 1}",
            ["serve", *listening_on([descriptor])],
            pass_fds=[descriptor],
            environ=environ,
        )
    keeping = asyncio.create_task(supervisor.run())
    loop = asyncio.get_running_loop()
    for signal_number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(signal_number, keeping.cancel)
    with suppress(asyncio.CancelledError):
        await keeping
