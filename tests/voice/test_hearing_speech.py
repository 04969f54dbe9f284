"""Real speech through Silero and Moonshine: the words are right, and turns end where they end."""

import re
import wave
from pathlib import Path

import numpy as np
import pytest
import soxr

from runtime.interview.plan import Patience
from runtime.providers.stt import MoonshineStt
from runtime.voice.smart_turn import SmartTurn
from tests.voice.hearing import cough, hearing, joined, quiet, spoken, word_errors

pytestmark = pytest.mark.integration

LJSPEECH = Path(__file__).parents[3] / "shared" / "audio" / "ljspeech"
SENTENCES = (
    "I was responsible for the billing service, and I worked with a team of engineers.",
    "Our customers complained about wrong invoices every single month.",
    "I decided to compare the old and the new system side by side for several weeks.",
    "The error rate went down, and the support team received far fewer calls.",
    "I would test it earlier next time, because we found the worst problem very late.",
)
OUTCOME = (
    "I compared the old and the new system for several weeks and rewrote the worst part. "
    "After that the error rate went down by half."
)


@pytest.mark.parametrize("voice", ["rms", "slt"])
async def test_synthetic_answers_are_recognised(moonshine: MoonshineStt, voice: str) -> None:
    errors = words = 0
    async with hearing(moonshine, patience=Patience.brief, partials=False) as heard:
        for sentence in SENTENCES:
            before = heard.count("segment")
            await heard.hear(joined(spoken(sentence, voice), quiet(2.5)))
            recognised = " ".join(segment.text for segment in heard.of("segment")[before:])
            wrong, said = word_errors(sentence, recognised)
            errors, words = errors + wrong, words + said
        assert heard.count("ended") == len(SENTENCES)
    print(f"word error rate of {voice}: {errors / words:.1%}")
    assert errors / words < 0.2


@pytest.mark.skipif(not LJSPEECH.is_dir(), reason="the recordings are not on this machine")
async def test_human_speech_is_recognised(moonshine: MoonshineStt) -> None:
    lines = (LJSPEECH / "metadata.csv").read_text(encoding="utf-8").splitlines()
    said = dict(re.split(r"[|,]", line, maxsplit=1) for line in lines if line.startswith("LJ"))
    errors = words = 0
    for path in sorted(LJSPEECH.glob("*.wav"))[:5]:
        with wave.open(str(path)) as wav:
            samples = np.frombuffer(wav.readframes(wav.getnframes()), dtype=np.int16)
            samples = soxr.resample(samples, wav.getframerate(), 16_000)
        async with hearing(moonshine, partials=False) as heard:
            await heard.hear(joined(quiet(0.3), samples, quiet(3)))
            wrong, count = word_errors(said[path.stem].split("|")[-1], heard.text)
            errors, words = errors + wrong, words + count
    print(f"word error rate of a human voice: {errors / words:.1%}")
    assert errors / words < 0.2


@pytest.mark.parametrize("voice", ["rms", "slt"])
async def test_a_thinking_pause_is_waited_through_and_an_end_is_not(
    moonshine: MoonshineStt, smart_turn: SmartTurn, voice: str
) -> None:
    async with hearing(moonshine, smart_turn=smart_turn, partials=False) as heard:
        await heard.hear(joined(quiet(0.5), spoken("We changed the whole design because", voice)))
        await heard.hear(quiet(1.2))
        assert heard.count("ended") == 0
        await heard.hear(spoken(SENTENCES[1], voice))
        await heard.hear(quiet(1.2))
        assert heard.count("ended") == 0, "the account has not arrived anywhere yet"
        await heard.hear(spoken(OUTCOME, voice))
        await heard.hear(quiet(1.6))
        assert heard.count("ended") == 1
        assert heard.names[-1] == "ended"


async def test_a_short_answer_to_a_short_question_is_taken_at_once(moonshine: MoonshineStt) -> None:
    async with hearing(moonshine, patience=Patience.brief) as heard:
        await heard.hear(joined(quiet(0.5), spoken("Yes, I am ready to start.", "slt"), quiet(1.2)))
        assert heard.count("ended") == 1
        assert heard.of("ended")[0] < 0.9


async def test_coughs_and_noise_are_no_turn(moonshine: MoonshineStt) -> None:
    noise = (np.random.default_rng(5).standard_normal(32_000) * 2_000).astype(np.int16)
    async with hearing(moonshine) as heard:
        await heard.hear(joined(quiet(0.5), cough(), quiet(1), cough(0.5, seed=4), quiet(1)))
        await heard.hear(joined(noise, quiet(2)))
        assert not {"segment", "ended"} & set(heard.names)


async def test_partials_approach_the_final_text(moonshine: MoonshineStt) -> None:
    async with hearing(moonshine) as heard:
        await heard.hear(joined(quiet(0.3), spoken(SENTENCES[0], "slt"), quiet(2)))
        partials = heard.of("partial")
        assert len(partials) >= 3
        wrong, words = word_errors(
            " ".join(heard.text.split()[: len(partials[-1].split())]), partials[-1]
        )
        assert wrong <= words * 0.4
