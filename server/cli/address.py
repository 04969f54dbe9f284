"""Where a server listens, as the command line says it."""

from collections.abc import Callable
from typing import TypeVar

import click
import msgspec

from server.settings import Settings

Command = TypeVar("Command", bound=Callable[..., object])


def address_options(command: Command) -> Command:
    """Gives a command `--host`, `--port` and `--workers`."""
    for option in (
        click.option(
            "--workers",
            type=click.IntRange(1, 64),
            default=1,
            show_default=True,
            help="Server processes behind the port; one per core at most.",
        ),
        click.option("--port", type=click.IntRange(0, 65535), help="Default VIVA_PORT or 8000."),
        click.option("--host", help="Address to listen on; default VIVA_HOST or 127.0.0.1."),
    ):
        command = option(command)
    return command


def at_address(settings: Settings, host: str | None, port: int | None) -> Settings:
    """The settings with what the command line says; None leaves what they say."""
    return msgspec.structs.replace(
        settings,
        host=settings.host if host is None else host,
        port=settings.port if port is None else port,
    )
