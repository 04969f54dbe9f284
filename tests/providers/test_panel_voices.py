"""A panel sounds like several people where this machine has several voices."""

from pathlib import Path

import pytest

from runtime.clock import SystemClock
from runtime.errors import ProviderFailed
from runtime.ports import ManyVoices, TextToSpeech
from runtime.providers.program import flite
from runtime.providers.tts import SpeechChain, load_tts

pytestmark = pytest.mark.integration

LINE = "Let me ask you about the work itself."


def present() -> TextToSpeech:
    voice = flite("slt")
    assert voice is not None, "these tests need Debian's flite"
    return voice


async def pcm(voice: TextToSpeech, language: str = "en") -> bytes:
    return b"".join([chunk.pcm async for chunk in voice.synthesize(LINE, language=language)])


@pytest.fixture
def chain(tmp_path: Path) -> SpeechChain:
    present()
    return load_tts("flite", tmp_path, SystemClock())


async def test_each_kind_of_voice_sounds_different(chain: SpeechChain) -> None:
    assert isinstance(chain, ManyVoices)
    voices = [chain, chain.in_voice("male"), chain.in_voice("second_male")]
    sounds = [await pcm(voice) for voice in voices]
    assert all(len(sound) > 10_000 for sound in sounds)
    assert len(set(sounds)) == 3


async def test_an_unknown_kind_is_the_usual_voice(chain: SpeechChain) -> None:
    assert chain.in_voice("alto") is chain


async def test_a_language_nobody_speaks_is_said_and_costs_nobody_a_rest() -> None:
    chain = SpeechChain([present()], SystemClock())
    assert not chain.speaks("es")
    with pytest.raises(ProviderFailed, match="es"):
        await pcm(chain, "es-MX")
    assert chain.speaks("en-GB")
    assert len(await pcm(chain)) > 10_000
