"""Synthesis by a program of this machine, Flite, espeak-ng or macOS's say: a process a sentence."""

import asyncio
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Sequence

import numpy as np
import numpy.typing as npt

from runtime.errors import ProviderFailed
from runtime.ports import AudioChunk

TIMEOUT_S = 15.0
"""A sentence takes 0.05 to 0.3 s; after this the program hangs."""
PROCESSES = 4
"""Sentences synthesised at once by one process; the machine has few cores."""
LONGEST_CHARS = 2_000
"""One sentence as an argument; longer ones are split by whoever calls."""

SILENT_BELOW = 200
"""-44 dBFS: what Flite puts around a sentence is far below."""
KEPT_S = 0.04
"""Silence kept at both ends, so that no soft consonant is cut."""
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f\s]+")

Command = Callable[[str, str], Sequence[str]]
"""(text, language) → program and arguments; the sound goes to standard output as WAV."""


class ProgramTts:
    """The `TextToSpeech` of one program. The text is an argument or standard input, never shell."""

    def __init__(
        self,
        name: str,
        command: Command,
        *,
        text_on_stdin: bool = False,
        trim: bool = False,
        languages: tuple[str, ...] | None = None,
    ) -> None:
        """`languages` are all it has voices for; None: whatever it is asked for."""
        self.name = name
        self.languages = languages
        self._command = command
        self._text_on_stdin = text_on_stdin
        self._trim = trim
        self._slots = asyncio.Semaphore(PROCESSES)

    async def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        spoken = _UNSPEAKABLE.sub(" ", text).strip()[:LONGEST_CHARS]
        if not any(char.isalnum() for char in spoken):
            return
        async with self._slots:
            wav = await self._run(spoken, language)
        samples, rate_hz = read_wav(wav)
        if self._trim:
            samples = trimmed(samples, rate_hz)
        if samples.size:
            yield AudioChunk(pcm=samples.tobytes(), sample_rate_hz=rate_hz)

    async def _run(self, text: str, language: str) -> bytes:
        # Started in a thread: uvloop forks the whole process on the loop, which costs a server
        # with its models loaded 20 ms; Python's own way (vfork) costs one.
        try:
            process = await asyncio.to_thread(self._start, self._command(text, language))
        except OSError as failure:
            raise ProviderFailed(f"{self.name} can't be started: {failure.strerror}.") from failure
        written = text.encode() if self._text_on_stdin else None
        try:
            wav, _ = await asyncio.to_thread(process.communicate, written, TIMEOUT_S)
        except subprocess.TimeoutExpired:
            raise ProviderFailed(f"{self.name} did not finish a sentence in time.") from None
        finally:
            # Timed out or cancelled; a thread that still reads from it ends with it.
            if process.poll() is None:
                process.kill()
        if process.returncode != 0 or not wav:
            raise ProviderFailed(f"{self.name} failed with status {process.returncode}.")
        return wav

    def _start(self, command: Sequence[str]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE if self._text_on_stdin else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )


def flite(voice: str) -> ProgramTts | None:
    """Flite with the voice `slt`, `rms` or `awb`; None if it is not installed."""
    program = shutil.which("flite")
    if program is None:
        return None

    def command(text: str, language: str) -> Sequence[str]:
        return (program, "-voice", voice, "-t", text, "-o", "/dev/stdout")

    return ProgramTts("flite", command, trim=True, languages=("en",))


def espeak(variant: str = "") -> ProgramTts | None:
    """espeak-ng, in one of its variants of a voice; None if it is not installed."""
    program = shutil.which("espeak-ng")
    if program is None:
        return None

    def command(text: str, language: str) -> Sequence[str]:
        voice = "en-us" if language.split("-")[0] == "en" else language
        voice = f"{voice}+{variant}" if variant else voice
        return (program, "-v", voice, "-s", "165", "--stdin", "--stdout")

    return ProgramTts("espeak", command, text_on_stdin=True, trim=True)


def say() -> ProgramTts | None:
    """The speech of macOS; None elsewhere."""
    program = shutil.which("say") if sys.platform == "darwin" else None
    if program is None:
        return None

    def command(text: str, language: str) -> Sequence[str]:
        return (
            program,
            "--file-format=WAVE",
            "--data-format=LEI16@22050",
            "-o",
            "/dev/stdout",
            "-f",
            "-",
        )

    return ProgramTts("say", command, text_on_stdin=True, trim=True)


def read_wav(wav: bytes) -> tuple[npt.NDArray[np.int16], int]:
    """Samples and rate of a mono PCM16 WAV, also one whose sizes a pipe left wrong. Pure.

    Raises:
        ProviderFailed: it is not such a WAV.
    """
    if len(wav) < 12 or wav[:4] != b"RIFF" or wav[8:12] != b"WAVE":
        raise ProviderFailed("The synthesiser did not answer with a WAV.")
    rate_hz, at = 0, 12
    while at + 8 <= len(wav):
        name, size = wav[at : at + 4], struct.unpack_from("<I", wav, at + 4)[0]
        at += 8
        if name == b"fmt ":
            kind, channels, rate_hz, _, _, bits = struct.unpack_from("<HHIIHH", wav, at)
            if (kind, channels, bits) != (1, 1, 16):
                raise ProviderFailed("The synthesiser did not answer with mono PCM16.")
        elif name == b"data":
            data = wav[at : at + size]
            return np.frombuffer(data[: len(data) // 2 * 2], dtype="<i2"), rate_hz
        at += size + size % 2
    raise ProviderFailed("The synthesiser answered with a WAV without sound.")


def trimmed(samples: npt.NDArray[np.int16], rate_hz: int) -> npt.NDArray[np.int16]:
    """`samples` without the silence around them, but for `KEPT_S`. Pure."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) >= SILENT_BELOW)
    if not loud.size:
        return samples[:0]
    kept = int(KEPT_S * rate_hz)
    return samples[max(0, int(loud[0]) - kept) : int(loud[-1]) + kept]
