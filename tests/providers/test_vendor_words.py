"""The times of words, from the vendor's characters to a sentence that two voices share."""

import pytest

from runtime.ports import AudioChunk, Word
from runtime.providers.alignment import Alignment
from runtime.providers.voice_chain import TtsChain
from tests.clocks import ManualClock
from tests.providers.vendor_doubles import Record, Speaker, down, sound

pytestmark = pytest.mark.unit


def test_words_are_gathered_across_pieces_whose_times_begin_anew() -> None:
    alignment = Alignment()
    first = alignment.piece(list(" Hel"), [0, 10, 20, 30], [10, 10, 10, 10])
    second = alignment.piece(list("lo you"), [0, 10, 20, 30, 40, 50], [10] * 6)
    assert first == ()
    assert second == (Word(text="Hello", start_ms=10, end_ms=60),)
    assert alignment.rest() == (Word(text="you", start_ms=70, end_ms=100),)
    assert alignment.rest() == ()


def test_lists_of_unequal_length_are_survived() -> None:
    alignment = Alignment()
    assert alignment.piece(["a", "b"], [0], [10, 10]) == ()
    assert alignment.rest() == (Word(text="a", start_ms=0, end_ms=10),)


class TimedSpeaker(Speaker):
    """Each word takes 200 ms; after so many words it fails."""

    def __init__(self, name: str, clock: ManualClock, *, words: int) -> None:
        super().__init__(name, clock)
        self._words = words

    async def synthesize(self, text: str, *, language: str):  # type: ignore[no-untyped-def]
        self.spoken.append(text)
        for index, word in enumerate(text.split()):
            if index == self._words:
                raise down()
            yield AudioChunk(
                pcm=sound("loud", self.rate_hz).pcm,
                sample_rate_hz=self.rate_hz,
                words=(Word(text=word, start_ms=index * 200, end_ms=(index + 1) * 200),),
            )


async def test_the_next_voice_goes_on_where_the_first_one_broke_off() -> None:
    clock, record = ManualClock(), Record()
    first = TimedSpeaker("first", clock, words=3)
    second = TimedSpeaker("second", clock, words=99)
    chain = TtsChain([first, second], clock=clock).told(record)
    chunks = [
        chunk async for chunk in chain.synthesize("How did you do that, then?", language="en")
    ]
    await chain.aclose()
    assert second.spoken == ["do that, then?"]
    words = [word for chunk in chunks for word in chunk.words]
    assert " ".join(word.text for word in words) == "How did you do that, then?"
    # Three words of 200 ms, the pause, and the others behind it.
    assert [word.start_ms for word in words] == [0, 200, 400, 850, 1050, 1250]
    assert record.codes[0] == "provider_failed"


async def test_without_times_the_sentence_is_said_again() -> None:
    clock = ManualClock()
    first = Speaker("first", clock, ["loud", down()])
    second = Speaker("second", clock)
    chain = TtsChain([first, second], clock=clock)
    async for _ in chain.synthesize("How did you do that?", language="en"):
        pass
    await chain.aclose()
    assert second.spoken == ["How did you do that?"]


async def test_a_voice_that_fails_after_its_last_word_is_not_repeated() -> None:
    clock = ManualClock()
    first = TimedSpeaker("first", clock, words=2)
    second = Speaker("second", clock)
    chain = TtsChain([first, second], clock=clock)

    class Tail(TimedSpeaker):
        async def synthesize(self, text: str, *, language: str):  # type: ignore[no-untyped-def]
            async for chunk in super().synthesize(text, language=language):
                yield chunk
            raise down()

    tail = Tail("tail", clock, words=99)
    chain = TtsChain([tail, second], clock=clock)
    async for _ in chain.synthesize("All said.", language="en"):
        pass
    await chain.aclose()
    assert second.spoken == []
