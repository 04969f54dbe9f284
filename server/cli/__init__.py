"""The `viva` command."""

import importlib
import os
from typing import Any

import click

from runtime.errors import VivaError
from server.cli.exits import FAILED, WRONG_USE
from server.settings import BadSetting

COMMANDS = {
    "up": ("server.cli.up", "Start everything on this machine."),
    "serve": ("server.cli.serve", "Start the server alone."),
    "worker": ("server.cli.worker", "Start the evaluation worker alone."),
    "migrate": ("server.cli.database", "Bring the database to the newest schema."),
    "seed": ("server.cli.database", "Load the catalogue into the database."),
    "token": ("server.cli.token", "Make a token that says who somebody is."),
    "plan": ("server.cli.plan", "Plan an interview from a résumé and a job description."),
    "sessions": ("server.cli.sessions", "List the stored interviews."),
    "bench": ("server.cli.bench", "Load a server with simulated candidates and measure."),
    "replay": ("server.cli.replay", "Fold a stored interview again, turn by turn."),
}
"""Module and summary of each command; imported when used, so that `viva --help` is quick."""


class Commands(click.Group):
    """Finds commands by name and turns our own errors into one line on stderr."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BadSetting as fault:
            click.echo(f"viva: {fault}", err=True)
            ctx.exit(WRONG_USE)
        except VivaError as fault:
            click.echo(f"viva: {fault}", err=True)
            ctx.exit(FAILED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="viva", message="Viva %(version)s")
def cli() -> None:
    """Viva holds spoken interviews.

    `viva up` starts everything on this machine. The other commands are its parts, for those who
    run their own Postgres and Redis. Settings come from the environment; the README lists them.

    Exit codes: 0 all well, 1 something failed, 2 wrong use or a bad setting.
    """


def main() -> None:
    """Entry point of the `viva` script."""
    # Before numpy is imported. Its threads wait for each other by spinning: where other work has
    # the cores, as live audio has, a sentence's meaning cost ten times the CPU with two of them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    cli(prog_name="viva")
