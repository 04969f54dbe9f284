"""Local neural voices, Piper and Kokoro, where their packages and their files are present."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from importlib import import_module, util
from pathlib import Path
from typing import Any

import numpy as np

from runtime.errors import ProviderFailed
from runtime.ports import AudioChunk

THREADS = 1
"""Sentences synthesised at once; a neural voice takes a whole core."""
KOKORO_VOICE = "af_heart"
_END = object()

Speak = Callable[[str, str], Iterator[AudioChunk]]
"""(text, language) → audio, blocking."""


class NeuralTts:
    """The `TextToSpeech` of a model in this process; its blocking generator runs in a thread."""

    def __init__(
        self, name: str, speak: Speak, *, languages: tuple[str, ...] | None = None
    ) -> None:
        """`languages` are all it speaks; None: whatever it is asked for."""
        self.name = name
        self.languages = languages
        self._speak = speak
        self._slots = asyncio.Semaphore(THREADS)

    async def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        async with self._slots:
            try:
                chunks = self._speak(text, language)
                while True:
                    chunk = await asyncio.to_thread(next, chunks, _END)
                    if not isinstance(chunk, AudioChunk):
                        return
                    yield chunk
            except (RuntimeError, ValueError, OSError) as failure:
                raise ProviderFailed(f"{self.name} failed: {type(failure).__name__}.") from failure


def piper(home: Path) -> NeuralTts | None:
    """Piper with the first `*.onnx` voice in VIVA_HOME/models/piper; None without either."""
    voices = sorted((home / "models" / "piper").glob("*.onnx"))
    if not voices or util.find_spec("piper") is None:
        return None
    voice: Any = import_module("piper").PiperVoice.load(voices[0])

    def speak(text: str, language: str) -> Iterator[AudioChunk]:
        for chunk in voice.synthesize(text):
            yield AudioChunk(pcm=chunk.audio_int16_bytes, sample_rate_hz=chunk.sample_rate)

    # Voices are named after their language: `en_US-lessac-medium.onnx`.
    return NeuralTts("piper", speak, languages=(voices[0].name[:2],))


def kokoro(home: Path) -> NeuralTts | None:
    """Kokoro with the two files in VIVA_HOME/models/kokoro; None without them or kokoro-onnx."""
    folder = home / "models" / "kokoro"
    model, voices = folder / "kokoro-v1.0.onnx", folder / "voices-v1.0.bin"
    if not (model.is_file() and voices.is_file()) or util.find_spec("kokoro_onnx") is None:
        return None
    loaded: Any = import_module("kokoro_onnx").Kokoro(str(model), str(voices))

    def speak(text: str, language: str) -> Iterator[AudioChunk]:
        tongue = "en-us" if language.split("-")[0] == "en" else language
        waveform, rate_hz = loaded.create(text, voice=KOKORO_VOICE, speed=1.0, lang=tongue)
        pcm = (np.clip(waveform, -1.0, 1.0) * 32_767).astype("<i2").tobytes()
        yield AudioChunk(pcm=pcm, sample_rate_hz=int(rate_hz))

    return NeuralTts("kokoro", speak)
