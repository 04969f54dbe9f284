"""Voices: programs that speak, what a hostile text can't do, and who takes over when one fails."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from runtime.errors import MissingPart, ProviderFailed
from runtime.ports import AudioChunk, TextToSpeech
from runtime.providers import neural, program, tts
from runtime.providers.scripted import MS_PER_CHAR, ScriptedStt, ToneTts
from tests.clocks import ManualClock

pytestmark = pytest.mark.integration


async def seconds(voice: TextToSpeech, text: str) -> float:
    return sum(
        [
            len(chunk.pcm) / 2 / chunk.sample_rate_hz
            async for chunk in voice.synthesize(text, language="en")
        ]
    )


def present(voice: TextToSpeech | None) -> TextToSpeech:
    assert voice is not None, "these tests need Debian's flite and espeak-ng"
    return voice


@pytest.fixture(params=["slt", "rms", "espeak"])
def voice(request: pytest.FixtureRequest) -> TextToSpeech:
    if request.param == "espeak":
        return present(program.espeak())
    return present(program.flite(request.param))


async def test_a_sentence_is_spoken_without_silence_around_it(voice: TextToSpeech) -> None:
    [chunk] = [
        chunk async for chunk in voice.synthesize("Tell me about your project.", language="en")
    ]
    samples = np.frombuffer(chunk.pcm, dtype=np.int16)
    assert 1.0 < samples.size / chunk.sample_rate_hz < 3.0
    edge = chunk.sample_rate_hz // 10
    assert np.abs(samples[:edge].astype(int)).max() > 200
    assert np.abs(samples[-edge:].astype(int)).max() > 200


@pytest.mark.parametrize(
    "text",
    [
        "-voice kal",
        "--help",
        "-o never",
        "$(touch never) `touch never`; touch never",
        "a\nb\0c\td",
        "\"quoted\" 'text' \\ & | > <",
        "Grüße aus Köln, 你好, привет",
    ],
)
async def test_any_text_is_only_spoken(
    voice: TextToSpeech, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert await seconds(voice, text) > 0.1
    assert os.listdir() == []


@pytest.mark.parametrize("text", ["", "   ", "...", "\n"])
async def test_nothing_to_say_is_no_audio(voice: TextToSpeech, text: str) -> None:
    assert await seconds(voice, text) == 0


async def test_a_program_that_fails_or_is_gone_is_reported() -> None:
    failing = program.ProgramTts("failing", lambda text, language: ("false",))
    gone = program.ProgramTts("gone", lambda text, language: ("/nonexistent/program",))
    garbage = program.ProgramTts("garbage", lambda text, language: ("echo", "no sound"))
    for broken in (failing, gone, garbage):
        with pytest.raises(ProviderFailed):
            await seconds(broken, "Hello.")


async def test_the_next_voice_takes_over_and_the_broken_one_rests() -> None:
    clock = ManualClock()
    broken, good = ToneTts(fails=lambda text: True), ToneTts()
    broken.name, good.name = "broken", "good"  # type: ignore[misc]
    chain = tts.SpeechChain([broken, good], clock)
    assert await seconds(chain, "Hello.") == pytest.approx(6 * MS_PER_CHAR / 1000)
    assert chain.name == "good"
    broken._fails = lambda text: False
    await seconds(chain, "Still resting.")
    assert broken.spoken == []
    await clock.advance(tts.REST_S + 1)
    await seconds(chain, "Rested.")
    assert broken.spoken == ["Rested."]


async def test_a_chain_of_broken_voices_fails_and_is_tried_again() -> None:
    broken = ToneTts(fails=lambda text: True)
    chain = tts.SpeechChain([broken], ManualClock())
    with pytest.raises(ProviderFailed):
        await seconds(chain, "Hello.")
    broken._fails = lambda text: False
    assert await seconds(chain, "Hello.") > 0


async def test_a_sentence_does_not_change_its_voice_half_way() -> None:
    class Torn(ToneTts):
        async def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
            async for chunk in super().synthesize(text, language=language):
                yield chunk
                raise ProviderFailed("torn")

    other = ToneTts()
    chain = tts.SpeechChain([Torn(), other], ManualClock())
    with pytest.raises(ProviderFailed, match="torn"):
        await seconds(chain, "Hello, how are you?")
    assert other.spoken == []


async def test_a_sentence_said_before_is_not_synthesised_again() -> None:
    tone = ToneTts()
    chain = tts.SpeechChain([tone], ManualClock())
    first, again = await seconds(chain, "Thank you."), await seconds(chain, "Thank you.")
    assert first == again
    assert tone.spoken == ["Thank you."]


def test_auto_takes_the_best_voice_present(tmp_path: Path) -> None:
    assert tts.load_tts("auto", tmp_path, ManualClock()).name == "flite"
    assert tts.load_tts("espeak", tmp_path, ManualClock()).name == "espeak"


@pytest.mark.parametrize("kind", ["kokoro", "piper"])
def test_a_voice_that_is_not_there_says_what_to_do(kind: str, tmp_path: Path) -> None:
    with pytest.raises(MissingPart, match="apt-get install"):
        tts.load_tts(kind, tmp_path, ManualClock())
    with pytest.raises(MissingPart, match="VIVA_TTS"):
        tts.load_tts("parrot", tmp_path, ManualClock())


async def test_a_blocking_voice_speaks_from_a_thread() -> None:
    def speak(text: str, language: str):  # type: ignore[no-untyped-def]
        yield AudioChunk(pcm=bytes(3_200), sample_rate_hz=16_000)
        if text == "bad":
            raise RuntimeError("no")
        yield AudioChunk(pcm=bytes(3_200), sample_rate_hz=16_000)

    voice = neural.NeuralTts("local", speak)
    assert await seconds(voice, "good") == pytest.approx(0.2)
    with pytest.raises(ProviderFailed, match="RuntimeError"):
        await seconds(voice, "bad")


async def test_the_scripted_recogniser_follows_its_script() -> None:
    loud = bytes([1]) * 64_000
    stt = ScriptedStt(["One two three.", "Four."])
    partial = await stt.transcribe(loud, partial=True)
    texts = [await stt.transcribe(pcm, partial=False) for pcm in (loud, bytes(640), loud, loud)]
    assert partial is not None
    assert partial.text == "One two three."
    assert [found.text for found in texts if found] == ["One two three.", "", "Four.", ""]
