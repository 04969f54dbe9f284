"""Embeds many texts in a process of its own, which gives way to everything else.

Run as a program it reads a JSON list of texts and writes their vectors.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from runtime.errors import MissingPart
from runtime.providers.embeddings import WIDTH, Floats, MiniLm

NICEST = 19
"""The system's lowest priority: live audio on this machine comes first."""
_ROOT = Path(__file__).parents[2]


async def embed_aside(texts: Sequence[str]) -> Floats:
    """One row per text, as `MiniLm.embed`; about 5 ms each, more where the cores are taken.

    Cancelling kills the process; nothing is left running when this returns or raises.

    Raises:
        MissingPart: the model isn't there, or the process was ended.
    """
    process = _start()
    talk = asyncio.get_running_loop().run_in_executor(
        None, process.communicate, msgspec.json.encode(list(texts))
    )
    try:
        data, _ = await asyncio.shield(talk)
    finally:
        process.kill()
        await asyncio.wait([talk])
    if process.returncode != 0 or len(data) != len(texts) * WIDTH * 4:
        raise MissingPart(f"texts could not be embedded: exit code {process.returncode}")
    return np.frombuffer(data, dtype="<f4").reshape(-1, WIDTH)


def _start() -> subprocess.Popen[bytes]:
    # -P: a folder named like one of ours, where the server was started, is not imported.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"},
        start_new_session=True,
    )


def _main() -> None:
    os.nice(NICEST)
    texts = msgspec.json.decode(sys.stdin.buffer.read(), type=list[str])
    sys.stdout.buffer.write(MiniLm.load().embed(texts).astype("<f4").tobytes())


if __name__ == "__main__":
    _main()
