"""A stock Pipecat bot of one's own on a free loopback port."""

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx

from load_tests.server_process import free_port
from runtime.errors import MissingPart

READY_S = 60.0


class StockProcess:
    """The stock bot in a child process; a context manager."""

    def __init__(self, log_path: Path, **settings: str) -> None:
        """`settings` are environment variables: the vendors'. Raises MissingPart."""
        if importlib.util.find_spec("fastapi") is None:
            raise MissingPart(
                "The stock bot needs FastAPI: `make bench` installs it, or "
                "`pip install --require-hashes -r requirements-bench.lock`."
            )
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_path = log_path
        self._settings = settings

    def __enter__(self) -> Self:
        """Raises RuntimeError with the end of its log when it does not get ready."""
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "load_tests.baselines.stock_pipecat",
                    "--port",
                    str(self.port),
                ],
                env={**os.environ, **self._settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + READY_S
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).status_code == 200:
                    return self
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        self.__exit__()
        raise RuntimeError(f"The stock bot did not start:\n{self.log_path.read_text()[-3000:]}")

    def __exit__(self, *_exc: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
