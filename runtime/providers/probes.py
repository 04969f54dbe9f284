"""Small requests that show whether a provider works again."""

import numpy as np

from runtime.ports import SpeechToText, TextToSpeech
from runtime.providers.watch import closing

PROBE_TONE_S = 0.5
PROBE_TEXT = "Ready."


def tone(seconds: float) -> bytes:
    """A low tone, PCM16 mono 16 kHz."""
    moments = np.arange(int(seconds * 16_000)) / 16_000
    return (np.sin(2 * np.pi * 220 * moments) * 3_000).astype("<i2").tobytes()


async def probe_stt(part: SpeechToText) -> None:
    """A short tone, to see whether a recogniser answers. Raises ProviderFailed."""
    await part.transcribe(tone(PROBE_TONE_S), partial=False)


async def probe_tts(part: TextToSpeech) -> None:
    """A word, to see whether a voice sounds. Raises ProviderFailed."""
    async with closing(part.synthesize(PROBE_TEXT, language="en")) as chunks:
        async for _ in chunks:
            return
