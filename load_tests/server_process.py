"""A Viva of one's own on a free loopback port, started and stopped like a user would."""

import asyncio
import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Self

import httpx


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class ServerProcess:
    """`viva up` as a child process in a state folder of its own."""

    def __init__(self, home: Path, *, port: int | None = None, **settings: str) -> None:
        self.home = home
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_path = home.parent / f"{home.name}-up.log"
        self.ready_s = 0.0
        self._settings = settings

    async def __aenter__(self) -> Self:
        started_at = time.monotonic()
        environment = {
            **os.environ,
            "VIVA_HOME": str(self.home),
            "VIVA_PORT": str(self.port),
            **self._settings,
        }
        with self.log_path.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "server", "up", env=environment, stdout=log, stderr=log
            )
        await self.wait_ready()
        self.ready_s = time.monotonic() - started_at
        return self

    async def __aexit__(self, *_exc: object) -> None:
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGINT)
            try:
                await asyncio.wait_for(self.process.wait(), 20)
            except TimeoutError:
                self.process.kill()
                await self.process.wait()

    async def wait_ready(self, timeout_s: float = 60) -> None:
        """Return when `/readyz` says 200.

        Raises RuntimeError with the end of the log if the process died or never got ready.
        """
        deadline = time.monotonic() + timeout_s
        async with httpx.AsyncClient() as http:
            while time.monotonic() < deadline and self.process.returncode is None:
                try:
                    if (await http.get(f"{self.url}/readyz")).status_code == 200:
                        return
                except httpx.HTTPError:
                    pass
                await asyncio.sleep(0.05)
        raise RuntimeError(f"The server did not get ready:\n{self.log_path.read_text()[-2000:]}")
