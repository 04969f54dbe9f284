"""Keeps child processes of ours running: starts, restarts, stops."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from server.cli.lifeline import Lifeline

BACKOFF_S = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Waits before one restart after another."""
STEADY_S = 30.0
"""A child that ran for so long starts again without delay."""
STOP_S = 15.0
"""How long children may take to end after SIGTERM."""


class Supervisor:
    """`python -m server …` children that live exactly as long as this object's `run`."""

    def __init__(
        self, say: Callable[[str], None], *, on_exit: Callable[[int], None] = lambda _pid: None
    ) -> None:
        """`say` shows a line to the user; `on_exit` hears the pid of each child that ended."""
        self._say = say
        self._on_exit = on_exit
        self._lifeline = Lifeline()
        self._wanted: list[tuple[str, list[str], tuple[int, ...], dict[str, str]]] = []
        self.restarts = 0

    def add(
        self,
        name: str,
        arguments: Sequence[str],
        *,
        pass_fds: Sequence[int] = (),
        environ: Mapping[str, str] | None = None,
    ) -> None:
        """Want a child `python -m server <arguments>`, with `environ` added to our own."""
        child_end = self._lifeline.child_end
        self._wanted.append(
            (
                name,
                [sys.executable, "-m", "server", *arguments, "--lifeline-fd", str(child_end)],
                (*pass_fds, child_end),
                {**os.environ, **(environ or {})},
            )
        )

    async def run(self) -> None:
        """Keep all children running until cancelled; then stop them and return when they ended."""
        try:
            async with asyncio.TaskGroup() as tasks:
                for name, argv, pass_fds, environ in self._wanted:
                    tasks.create_task(self._keep(name, argv, pass_fds, environ), name=name)
        finally:
            self._lifeline.cut()

    async def _keep(
        self, name: str, argv: list[str], pass_fds: tuple[int, ...], environ: dict[str, str]
    ) -> None:
        failures = 0
        while True:
            started = time.monotonic()
            process = await asyncio.create_subprocess_exec(
                *argv,
                stdin=asyncio.subprocess.DEVNULL,
                pass_fds=pass_fds,
                env=environ,
                # Its own session: Ctrl-C reaches us alone, and we stop things in order.
                start_new_session=True,
            )
            try:
                code = await process.wait()
            except asyncio.CancelledError:
                await _stop(process)
                raise
            finally:
                self._on_exit(process.pid)
            failures = 0 if time.monotonic() - started > STEADY_S else failures + 1
            self.restarts += 1
            delay_s = BACKOFF_S[min(failures, len(BACKOFF_S)) - 1] if failures else 0.0
            self._say(f"The {name} ended {_manner(code)}; starting it again in {delay_s:g} s.")
            await asyncio.sleep(delay_s)


async def _stop(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_S)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _manner(code: int) -> str:
    if code < 0:
        return f"by {signal.Signals(-code).name}"
    return f"with exit code {code}"
