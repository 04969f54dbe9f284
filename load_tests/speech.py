"""A candidate's voice: sentences spoken by Flite, as 16 kHz PCM."""

import asyncio
import io
import shutil
import subprocess
import wave
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import soxr

from runtime.errors import MissingPart

RATE_HZ = 16_000
Samples = npt.NDArray[np.int16]


def silence(seconds: float, *, noise: float = 3.0, seed: int = 1) -> Samples:
    """A quiet room: faint noise, because a real microphone never sends zeros."""
    generator = np.random.default_rng(seed)
    return (generator.standard_normal(int(seconds * RATE_HZ)) * noise).astype(np.int16)


@lru_cache(maxsize=256)
def _spoken(text: str, voice: str) -> Samples:
    flite = shutil.which("flite")
    if flite is None:
        raise MissingPart("The simulated candidate speaks with Flite: apt-get install flite")
    done = subprocess.run(
        [flite, "-voice", voice, "-o", "/dev/stdout", "-t", text],
        capture_output=True,
        check=True,
        timeout=30,
    )
    with wave.open(io.BytesIO(_with_true_length(done.stdout))) as wav:
        pcm = np.frombuffer(wav.readframes(wav.getnframes()), np.int16)
        rate_hz = wav.getframerate()
    resampled = soxr.resample(pcm.astype(np.float32), rate_hz, RATE_HZ)
    samples: Samples = np.clip(resampled, -32768, 32767).astype(np.int16)
    return samples


def _with_true_length(wav: bytes) -> bytes:
    """Flite can't seek back in a pipe, so its header may hold a wrong length."""
    data_bytes = len(wav) - 44
    return (
        wav[:4]
        + (36 + data_bytes).to_bytes(4, "little")
        + wav[8:40]
        + data_bytes.to_bytes(4, "little")
        + wav[44:]
    )


async def spoken(text: str, voice: str = "rms") -> Samples:
    """One stretch of speech, synthesised off the event loop; repeated texts come from a cache.

    Raises MissingPart without Flite.
    """
    return await asyncio.to_thread(_spoken, text, voice)


def write_wav(path: str, samples: Samples) -> None:
    """For a browser's fake microphone, or for listening."""
    with wave.open(path, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE_HZ)
        wav.writeframes(samples.tobytes())
