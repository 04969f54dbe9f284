"""A recogniser that knows the recording tells the words of the part it got, and no others."""

import numpy as np
import pytest

from load_tests.vendors.known_speech import KnownSpeech

pytestmark = pytest.mark.unit

TEXT = "I called the customer and wrote down every problem"
OTHER = "We moved the date by a week"
RATE_HZ = 16_000


def recording(seed: int, seconds: float = 3.0) -> bytes:
    """Loud noise: like speech in that no part of it comes twice."""
    noise = np.random.default_rng(seed).standard_normal(int(seconds * RATE_HZ))
    return (noise * 3_000).astype("<i2").tobytes()


def room(seconds: float) -> bytes:
    noise = np.random.default_rng(99).standard_normal(int(seconds * RATE_HZ))
    return (noise * 3).astype("<i2").tobytes()


@pytest.fixture
def hear() -> KnownSpeech:
    known = KnownSpeech()
    known.learn(TEXT, [recording(1)])
    known.learn(OTHER, [recording(2)])
    return known


async def test_a_whole_recording_has_all_words(hear: KnownSpeech) -> None:
    assert await hear(room(0.5) + recording(1) + room(1.0), True) == TEXT
    assert await hear(recording(2), True) == OTHER


async def test_half_a_recording_has_half_the_words(hear: KnownSpeech) -> None:
    pcm = recording(1)
    first, second = pcm[: len(pcm) // 2], pcm[len(pcm) // 2 :]
    halves = f"{await hear(first, True)} {await hear(second, True)}"
    assert halves == TEXT


async def test_what_never_came_has_no_words(hear: KnownSpeech) -> None:
    pcm = recording(1)
    heard = await hear(pcm[: len(pcm) // 3 * 2] + b"", True)
    assert TEXT.startswith(heard)
    assert len(heard.split()) < len(TEXT.split())
    third = len(pcm) // 6 * 2
    holed = await hear(pcm[:third] + pcm[2 * third :], True)
    assert holed.split()[0] == "I"
    assert holed.split()[-1] == "problem"
    assert len(holed.split()) < len(TEXT.split())


async def test_a_room_or_a_stranger_says_nothing(hear: KnownSpeech) -> None:
    assert await hear(room(2.0), True) == ""
    assert await hear(bytes(64_000), True) == ""
    assert await hear(recording(3), True) == ""


async def test_a_breath_of_the_same_room_in_front_makes_no_other_recording() -> None:
    breath = recording(7, 0.02)
    known = KnownSpeech()
    known.learn(OTHER, [breath, recording(2)])
    known.learn(TEXT, [breath, recording(1)])
    assert await known(breath + recording(1), True) == TEXT
