"""Recognition on this machine: words right, finals first, nothing invented, everything closed."""

import asyncio
import re
from pathlib import Path

import numpy as np
import pytest

from runtime.errors import MissingPart, ProviderFailed
from runtime.ports import Recognition
from runtime.providers import moonshine
from runtime.providers.stt import MoonshineStt, load_stt, without_inventions
from tests.voice.hearing import spoken, word_errors

pytestmark = pytest.mark.integration

SENTENCE = "I was responsible for the billing service, and I worked with a team of engineers."


@pytest.mark.parametrize(
    ("text", "duration_s", "expected"),
    [
        ("  Hello,\n there. ", 1.0, "Hello, there."),
        ("You", 0.8, ""),
        ("You.", 0.8, ""),
        ("Thank you.", 0.8, ""),
        ("Thank you.", 2.5, "Thank you."),
        ("Yes.", 0.5, "Yes."),
        ("...", 1.0, ""),
        ("We use a billing system, bim, bim, bim, b", 4.0, "We use a billing system, bim,"),
        (
            "please repeat that again repeat that again repeat that a",
            4.0,
            "please repeat that again",
        ),
        ("It was very, very good.", 2.0, "It was very, very good."),
        ("No, no, no.", 2.0, "No, no, no."),
    ],
)
def test_what_models_invent_is_dropped(text: str, duration_s: float, expected: str) -> None:
    assert without_inventions(text, duration_s) == expected


async def test_speech_becomes_words(recogniser: MoonshineStt) -> None:
    recognition = await recogniser.transcribe(spoken(SENTENCE, "slt").tobytes(), partial=False)
    assert isinstance(recognition, Recognition)
    errors, words = word_errors(SENTENCE, recognition.text)
    assert errors / words < 0.2
    assert recognition.text == re.sub(r"\s+", " ", recognition.text).strip()


@pytest.mark.parametrize("level", [0, 3, 15, 300, 3_000])
async def test_silence_and_noise_are_no_words(recogniser: MoonshineStt, level: int) -> None:
    noise = (np.random.default_rng(7).standard_normal(16_000) * level).astype(np.int16)
    for pcm in (noise.tobytes(), noise[:800].tobytes(), b""):
        recognition = await recogniser.transcribe(pcm, partial=False)
        assert recognition is not None
        assert recognition.text == ""


async def test_a_partial_is_dropped_while_the_recogniser_is_busy(recogniser: MoonshineStt) -> None:
    pcm = spoken(SENTENCE).tobytes()
    final = asyncio.create_task(recogniser.transcribe(pcm, partial=False))
    await asyncio.sleep(0.01)
    assert await recogniser.transcribe(pcm[:32_000], partial=True) is None
    assert (await final) is not None
    partial = await recogniser.transcribe(pcm[:64_000], partial=True)
    assert partial is not None
    assert partial.text


async def test_the_loop_stays_free_while_recognising(recogniser: MoonshineStt) -> None:
    pcm = np.tile(spoken(SENTENCE), 5)[: 16_000 * 20].tobytes()
    loop = asyncio.get_running_loop()
    final = asyncio.create_task(recogniser.transcribe(pcm, partial=False))
    turns = 0
    started = loop.time()
    while not final.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert turns > 20 * (loop.time() - started)


async def test_cancelling_abandons_the_result_and_harms_nobody(recogniser: MoonshineStt) -> None:
    pcm = spoken(SENTENCE).tobytes()
    first = asyncio.create_task(recogniser.transcribe(pcm, partial=False))
    waiting = asyncio.create_task(recogniser.transcribe(pcm, partial=False))
    await asyncio.sleep(0.01)
    first.cancel()
    waiting.cancel()
    await asyncio.wait([first, waiting])
    assert (await recogniser.transcribe(pcm, partial=False)) is not None


async def test_a_closed_recogniser_says_so() -> None:
    stt = load_stt("auto", Path("/nonexistent"))
    await stt.aclose()
    with pytest.raises(ProviderFailed):
        await stt.transcribe(spoken(SENTENCE).tobytes(), partial=False)


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingPart, match=r"encoder_model\.ort"):
        moonshine.MoonshineModel(tmp_path)
    with pytest.raises(MissingPart, match="VIVA_STT"):
        load_stt("telepathy", tmp_path)


def test_the_users_own_model_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "models" / "moonshine-tiny-en"
    own.mkdir(parents=True)
    assert moonshine.model_folder(tmp_path) != own
    for name in moonshine.MODEL_FILES:
        (own / name).write_bytes(b"x")
    assert moonshine.model_folder(tmp_path) == own
