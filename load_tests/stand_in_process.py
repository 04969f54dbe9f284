"""The vendors' stand-ins in a process of their own, so that their work is not the server's."""

import asyncio
import contextlib
import json
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import click
import httpx
import numpy as np

from load_tests.bridges import bridges
from load_tests.vendors.content import obedient, steady
from load_tests.vendors.faults import Fault
from load_tests.vendors.latency import PROFILES
from load_tests.vendors.stand_in import CONTROL
from load_tests.vendors.stand_ins import StandIns
from load_tests.vendors.tokens import count
from runtime.errors import MissingPart

MS_PER_CHAR = 25
"""A brisk voice: a question of 100 characters lasts 2.5 s, so that half a minute has replies
enough. It is the same for every server under test."""
TONE_HZ = 220
LEVEL = 6_000
REPLY = (
    "Thank you, that is clear. Can you tell me what you did yourself, and how the others in the "
    "team noticed that it had worked?"
)
"""What the model says to a bot that gives it no question: as long as Viva's questions are."""


async def brisk_tone(text: str, rate_hz: int) -> bytes:
    """A tone as long as a brisk voice takes to say the text."""
    moments = np.arange(len(text) * MS_PER_CHAR * rate_hz // 1000) / rate_hz
    return (np.sin(2 * np.pi * TONE_HZ * moments) * LEVEL).astype("<i2").tobytes()


_BRIDGES = bridges()


def interviewer(system: str, user: str) -> str:
    """Viva's prompt gets an obedient answer, any other a question of usual length."""
    return REPLY if obedient(system, user) == "Okay." else next(_BRIDGES)


class StandInProcess:
    """All stand-ins in a child process; a context manager."""

    def __init__(self, *, profile: str, seed: int = 1, prompts: Path | None = None) -> None:
        """`profile` names the latencies (`zero`, `fixed`, `published`); `prompts` is a file to
        which the size of each prompt is written, in tokens, one a line."""
        self._command = [
            sys.executable, "-m", "load_tests.stand_in_process",
            "--profile", profile, "--seed", str(seed),
        ]  # fmt: skip
        if prompts is not None:
            self._command += ["--prompts", str(prompts)]
        self.environment: dict[str, str] = {}
        """What points a server at them."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise MissingPart("The vendors' stand-ins did not start; the lines above say why.")
        self.environment = json.loads(line)
        return self

    def __exit__(self, *_exc: object) -> None:
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def controls(self) -> dict[str, str]:
        """Address of each vendor's fault plan."""
        return {
            vendor: self.environment[f"{vendor.upper()}_BASE_URL"].removesuffix("/v1") + CONTROL
            for vendor in ("deepgram", "elevenlabs", "anthropic", "openai")
        }


def spent(controls: Mapping[str, str]) -> Counter[str]:
    """What the stand-ins were asked to do so far: `model_calls`, `spoken_chars`. Raises
    httpx.HTTPError."""
    total: Counter[str] = Counter()
    for url in controls.values():
        total.update(httpx.get(url, timeout=5).raise_for_status().json()["spent"])
    return total


async def set_fault(control_url: str, fault: Fault | None, **plan: Any) -> None:
    """Let a stand-in fail from now on, or work again. Raises httpx.HTTPError."""
    async with httpx.AsyncClient(timeout=5) as http:
        answer = await http.put(control_url, json={"fault": fault, **plan})
        answer.raise_for_status()


@click.command()
@click.option("--profile", type=click.Choice(list(PROFILES)), default="fixed")
@click.option("--seed", default=1)
@click.option("--prompts", type=click.Path(dir_okay=False, path_type=Path))
def main(profile: str, seed: int, prompts: Path | None) -> None:
    """Start the stand-ins, print what to set as one line of JSON, and serve until a signal."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(profile, seed, prompts))


async def _serve(profile: str, seed: int, prompts: Path | None) -> None:
    def write(system: str, user: str) -> str:
        if prompts is not None:
            with prompts.open("a") as file:
                file.write(f"{count(system + user)}\n")
        return interviewer(system, user)

    stand_ins = StandIns(
        hear=steady(), say=brisk_tone, write=write, profile=PROFILES[profile], seed=seed
    )
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    await stand_ins.start()
    click.echo(json.dumps(stand_ins.environment()))
    await stopping.wait()
    await stand_ins.aclose()


if __name__ == "__main__":
    main()
