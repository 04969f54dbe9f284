"""The voices of the set: Flite's, at several speeds and pitches, and espeak-ng's where it is."""

import shutil
import subprocess
from functools import lru_cache

import msgspec
import numpy as np
import soxr

from load_tests.turns.sounds import RATE_HZ, Samples, levelled, trimmed
from runtime.errors import MissingPart

WAV_HEADER_BYTES = 44
_HUMMED = {"Mm-hm.": "pau m m hh m m m pau"}
"""As phones: Flite would spell it."""


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    program: str
    options: tuple[str, ...]


_FLITE = (
    ("slt", "slt", 1.0),
    ("rms", "rms", 1.0),
    ("awb", "awb", 1.0),
    ("kal16", "kal16", 1.0),
    ("slt-slow", "slt", 1.2),
    ("rms-quick", "rms", 0.9),
)
_ESPEAK = (("espeak-us", "en-us", 160), ("espeak-gb-f", "en-gb+f3", 150))


def speakers() -> tuple[Speaker, ...]:
    """Who can speak on this machine.

    Raises:
        MissingPart: there is no Flite.
    """
    if shutil.which("flite") is None:
        raise MissingPart("The candidates of the set speak with Flite: apt-get install flite")
    return tuple(
        Speaker(
            name=name,
            program="flite",
            options=("-voice", voice, "--setf", f"duration_stretch={stretch}"),
        )
        for name, voice, stretch in _FLITE
    )


def espeak() -> tuple[Speaker, ...]:
    """Two more where espeak-ng is installed; none otherwise."""
    if shutil.which("espeak-ng") is None:
        return ()
    return tuple(
        Speaker(name=name, program="espeak-ng", options=("-v", voice, "-s", str(speed)))
        for name, voice, speed in _ESPEAK
    )


@lru_cache(maxsize=4096)
def say(speaker: Speaker, text: str) -> Samples:
    """The text at 16 kHz and at the set's level, from its first sound to its last."""
    if speaker.program == "flite":
        words = ("-p", _HUMMED[text]) if text in _HUMMED else ("-t", text)
        command = ["flite", *speaker.options, "-o", "/dev/stdout", *words]
    else:
        command = ["espeak-ng", *speaker.options, "--stdout", text]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    # Both write a plain header, whose length field is wrong in a pipe.
    rate_hz = int.from_bytes(done.stdout[24:28], "little")
    pcm = np.frombuffer(done.stdout[WAV_HEADER_BYTES:], np.int16)
    resampled = soxr.resample(pcm.astype(np.float32), rate_hz, RATE_HZ)
    return levelled(trimmed(np.clip(resampled, -32_768, 32_767).astype(np.int16)))
