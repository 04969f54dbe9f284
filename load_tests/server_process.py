"""A Viva of one's own on a free loopback port, started and stopped as a user would."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx
import psutil


def free_port() -> int:
    """A TCP port on loopback that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class ServerProcess:
    """`viva up` as a child process with a state folder of its own."""

    def __init__(self, home: Path, *, port: int | None = None, **settings: str) -> None:
        """`settings` are environment variables beside `VIVA_HOME` and `VIVA_PORT`."""
        self.home = home
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_path = home.parent / f"{home.name}-up.log"
        self.workers = 1
        """Processes that serve; to be set before the start."""
        self.ready_s = 0.0
        """How long it took from the start to the first 200 of `/readyz`."""
        self._settings = settings

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self.stop()

    def start(self) -> None:
        """Raises RuntimeError with the end of its log when it does not get ready."""
        started_at = time.monotonic()
        environment = {
            **os.environ,
            "VIVA_HOME": str(self.home),
            "VIVA_PORT": str(self.port),
            **self._settings,
        }
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server", "up", "--workers", str(self.workers)],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.wait_ready()
        self.ready_s = time.monotonic() - started_at

    @property
    def pids(self) -> list[int]:
        """The server's own processes, without the launcher, the databases and the worker."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        serving = [child for child in children if "serve" in child.cmdline()]
        # With several workers the first one only supervises the others; it costs nothing.
        return [child.pid for child in serving]

    def stop(self) -> int:
        """Ctrl-C; returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def wait_ready(self, timeout_s: float = 60) -> None:
        """Return when `/readyz` says 200; raises RuntimeError when it never does."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.05)
        raise RuntimeError(f"The server did not get ready:\n{self.log_path.read_text()[-3000:]}")
