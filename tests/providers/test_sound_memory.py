"""Sentences that return are said from memory, in the voice that was asked for."""

from collections.abc import AsyncIterator

import pytest

from runtime.errors import ProviderFailed
from runtime.ports import AudioChunk
from runtime.providers.sound_memory import SoundMemory

pytestmark = pytest.mark.unit


class CountingTts:
    """Says each sentence in two pieces, in the voice it is asked for, and counts them."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.fails = False

    def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        return self.spoken("", text)

    def in_voice(self, kind: str) -> "OtherVoice":
        return OtherVoice(self, kind)

    async def spoken(self, kind: str, text: str) -> AsyncIterator[AudioChunk]:
        self.asked.append((kind, text))
        yield AudioChunk(pcm=f"{kind}{text}".encode() * 2, sample_rate_hz=16_000)
        if self.fails:
            raise ProviderFailed("gone")
        yield AudioChunk(pcm=b"\x01\x00", sample_rate_hz=16_000)


class OtherVoice:
    name = CountingTts.name

    def __init__(self, tts: CountingTts, kind: str) -> None:
        self._tts = tts
        self._kind = kind

    def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        return self._tts.spoken(self._kind, text)


async def said(memory: SoundMemory, text: str, voice: str = "") -> bytes:
    speaks = memory.in_voice(voice) if voice else memory
    return b"".join([chunk.pcm async for chunk in speaks.synthesize(text, language="en")])


async def test_a_sentence_that_returns_is_made_twice_and_then_remembered() -> None:
    tts = CountingTts()
    memory = SoundMemory(tts)
    assert memory.name == "counting"
    heard = [await said(memory, "I see.") for _ in range(5)]
    assert len(set(heard)) == 1
    assert len(tts.asked) == 2


async def test_each_voice_has_its_own_sound() -> None:
    tts = CountingTts()
    memory = SoundMemory(tts)
    usual = [await said(memory, "I see.") for _ in range(3)]
    other = [await said(memory, "I see.", "male") for _ in range(3)]
    assert usual[0] != other[0]
    assert len(set(usual)) == len(set(other)) == 1
    assert tts.asked == [("", "I see."), ("", "I see."), ("male", "I see."), ("male", "I see.")]


async def test_half_a_sentence_is_not_kept() -> None:
    tts = CountingTts()
    memory = SoundMemory(tts)
    whole = await said(memory, "I see.")
    tts.fails = True
    for _ in range(2):
        with pytest.raises(ProviderFailed):
            await said(memory, "I see.")
    tts.fails = False
    broken_off = memory.synthesize("I see.", language="en")
    await anext(broken_off)
    await broken_off.aclose()  # type: ignore[attr-defined]
    assert [await said(memory, "I see.") for _ in range(3)] == [whole] * 3
    assert len(tts.asked) == 5


async def test_it_holds_no_more_than_it_may() -> None:
    tts = CountingTts()
    memory = SoundMemory(tts, memory_bytes=40)
    for text in ("One.", "One.", "Two.", "Two.", "Three.", "Three.", "Four.", "Four."):
        await said(memory, text)
    before = len(tts.asked)
    await said(memory, "Four.")
    assert len(tts.asked) == before
    await said(memory, "One.")
    assert len(tts.asked) == before + 1
