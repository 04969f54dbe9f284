"""A thin call into Moonshine's C library: PCM in, text out, nothing copied back."""

import ctypes
import os
import sys
from importlib import util
from pathlib import Path

import numpy as np
import numpy.typing as npt

from runtime.errors import MissingPart, ProviderFailed

HEADER_VERSION = 20_000
"""Of the C header this module follows (moonshine-voice 0.0.69)."""
TINY = 0
"""Model architecture `tiny`."""
RATE_HZ = 16_000
LIBRARY = "libmoonshine.dylib" if sys.platform == "darwin" else "libmoonshine.so"
MODEL_FILES = ("encoder_model.ort", "decoder_model_merged.ort", "tokenizer.bin")
OPTIONS = {
    "return_audio_data": "false",
    "identify_speakers": "false",
    # Off: our own ear has found the speech already. The inner detector splits sentences in odd
    # places (measured: more errors and half as much time again).
    "vad_threshold": "0",
}


class _Option(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("value", ctypes.c_char_p)]


class _Line(ctypes.Structure):
    """`transcript_line_t`; only `text` is read, the rest gives the right stride."""

    _fields_ = [
        ("text", ctypes.c_char_p),
        ("audio_data", ctypes.c_void_p),
        ("audio_data_count", ctypes.c_size_t),
        ("start_time", ctypes.c_float),
        ("duration", ctypes.c_float),
        ("id", ctypes.c_uint64),
        ("flags", ctypes.c_int8 * 5),
        ("speaker_spans", ctypes.c_void_p),
        ("speaker_span_count", ctypes.c_uint64),
        ("latency_ms", ctypes.c_uint32),
        ("words", ctypes.c_void_p),
        ("word_count", ctypes.c_uint64),
    ]


class _Transcript(ctypes.Structure):
    _fields_ = [("lines", ctypes.POINTER(_Line)), ("line_count", ctypes.c_uint64)]


class MoonshineModel:
    """One loaded model. `decode` blocks and releases the GIL; call it from one thread at a time."""

    def __init__(self, model: Path) -> None:
        """Load the model folder; about 0.4 s.

        Raises:
            MissingPart: the package or the model's files are not there, or can't be loaded.
        """
        package = package_folder()
        if package is None:
            raise MissingPart(
                "Speech recognition needs the package moonshine-voice; install it, or type answers."
            )
        missing = [name for name in MODEL_FILES if not (model / name).is_file()]
        if missing:
            raise MissingPart(
                "Speech recognition needs the model files "
                f"{', '.join(missing)} in {model.name}; see the README, or type answers."
            )
        # One thread per decode: two take 60 % more CPU to be 20 % quicker, and several sessions
        # decode side by side anyway. The library reads this when it loads the model.
        os.environ.setdefault("MOONSHINE_ORT_SINGLE_THREAD", "1")
        try:
            self._library = ctypes.CDLL(str(package / LIBRARY))
        except OSError as failure:
            raise MissingPart(f"Moonshine's library can't be loaded: {failure}") from failure
        self._declare()
        options = (_Option * len(OPTIONS))(
            *(_Option(name.encode(), value.encode()) for name, value in OPTIONS.items())
        )
        self._handle: int = self._library.moonshine_load_transcriber_from_files(
            str(model).encode(), TINY, options, len(OPTIONS), HEADER_VERSION
        )
        if self._handle < 0:
            raise MissingPart(f"Moonshine can't load its model (error {self._handle}).")

    def decode(self, samples: npt.NDArray[np.int16]) -> str:
        """Text of 16 kHz samples.

        Raises:
            ProviderFailed: the library reports an error.
        """
        waveform = np.ascontiguousarray(samples, dtype=np.float32)
        waveform *= np.float32(1 / 32_768)
        transcript = ctypes.POINTER(_Transcript)()
        error = self._library.moonshine_transcribe_without_streaming(
            self._handle,
            waveform.ctypes.data,
            waveform.size,
            RATE_HZ,
            0,
            ctypes.byref(transcript),
        )
        if error:
            raise ProviderFailed(f"Moonshine could not recognise the audio (error {error}).")
        found = transcript.contents
        lines = (found.lines[n].text for n in range(found.line_count))
        return " ".join(line.decode("utf-8", errors="replace") for line in lines if line)

    def close(self) -> None:
        if self._handle >= 0:
            self._library.moonshine_free_transcriber(self._handle)
            self._handle = -1

    def _declare(self) -> None:
        library = self._library
        library.moonshine_load_transcriber_from_files.restype = ctypes.c_int32
        library.moonshine_load_transcriber_from_files.argtypes = [
            ctypes.c_char_p,
            ctypes.c_uint32,
            ctypes.POINTER(_Option),
            ctypes.c_uint64,
            ctypes.c_int32,
        ]
        library.moonshine_transcribe_without_streaming.restype = ctypes.c_int32
        library.moonshine_transcribe_without_streaming.argtypes = [
            ctypes.c_int32,
            ctypes.c_void_p,
            ctypes.c_uint64,
            ctypes.c_int32,
            ctypes.c_uint32,
            ctypes.POINTER(ctypes.POINTER(_Transcript)),
        ]
        library.moonshine_free_transcriber.restype = None
        library.moonshine_free_transcriber.argtypes = [ctypes.c_int32]


def package_folder() -> Path | None:
    """Where the package lies, without importing it: its import drags in far more than we use."""
    spec = util.find_spec("moonshine_voice")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent


def model_folder(home: Path) -> Path | None:
    """The tiny English model: the user's own under `home`, else the one in the wheel, if any."""
    package = package_folder()
    places = [home / "models" / "moonshine-tiny-en"]
    if package is not None:
        places.append(package / "assets" / "tiny-en")
    for place in places:
        if all((place / name).is_file() for name in MODEL_FILES):
            return place
    return None
