"""Sound made ahead, and utterances whose end is not known when they begin."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from runtime.errors import ProviderFailed
from runtime.ports import AudioChunk, Utterance
from runtime.providers.scripted import MS_PER_CHAR, ToneTts
from runtime.voice.ahead import MOST, Ahead
from tests.clocks import settle
from tests.voice.speaking import RATE_HZ, speaking

pytestmark = pytest.mark.unit


class StepwiseTts:
    """Gives a chunk whenever it is let."""

    name = "stepwise"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.closed = 0
        self.steps: asyncio.Queue[AudioChunk | Exception | None] = asyncio.Queue()

    async def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        self.asked.append(text)
        try:
            while (step := await self.steps.get()) is not None:
                if isinstance(step, Exception):
                    raise step
                yield step
        finally:
            self.closed += 1


CHUNK = AudioChunk(pcm=b"\x01\x00" * 100, sample_rate_hz=RATE_HZ)


async def chunks(ahead: Ahead, text: str) -> list[AudioChunk]:
    return [chunk async for chunk in ahead.synthesize(text, language="en")]


async def test_what_was_begun_ahead_is_not_made_twice() -> None:
    tts = StepwiseTts()
    ahead = Ahead(tts)
    ahead.prepare("Hello.", language="en")
    tts.steps.put_nowait(CHUNK)
    await settle()
    heard = asyncio.create_task(chunks(ahead, "Hello."))
    await settle()
    tts.steps.put_nowait(CHUNK)
    tts.steps.put_nowait(None)
    assert await heard == [CHUNK, CHUNK]
    assert tts.asked == ["Hello."]


async def test_a_few_sentences_are_kept_and_the_oldest_gives_way() -> None:
    tts = StepwiseTts()
    ahead = Ahead(tts)
    texts = [f"Sentence {number}." for number in range(MOST)]
    first, *_ = [ahead.prepare(text, language="en") for text in texts]
    await settle()
    assert (tts.asked, tts.closed) == (texts, 0)
    assert ahead.prepare(texts[0], language="en") is first, "the latest again, not made again"
    ahead.prepare("One more.", language="en")
    await settle()
    assert (tts.asked, tts.closed) == ([*texts, "One more."], 1)
    await ahead.aclose()
    assert tts.closed == MOST + 1


async def test_it_is_known_when_a_sentence_sounds_or_never_will() -> None:
    tts = StepwiseTts()
    ahead = Ahead(tts)
    sounding = ahead.prepare("Hello.", language="en")
    await settle()
    assert not sounding.done()
    tts.steps.put_nowait(CHUNK)
    await settle()
    assert sounding.done()
    failing = ahead.prepare("Goodbye.", language="en")
    await settle()
    # The first sentence still waits for its second piece, so both take one.
    tts.steps.put_nowait(ProviderFailed("gone"))
    tts.steps.put_nowait(ProviderFailed("gone"))
    await settle()
    assert failing.done()
    dropped = ahead.prepare("Wait.", language="en")
    ahead.drop()
    assert dropped.done()
    await ahead.aclose()


class Panel:
    """Two people, each with a synthesiser."""

    name = "panel"

    def __init__(self) -> None:
        self.usual, self.other = ToneTts(rate_hz=RATE_HZ), ToneTts(rate_hz=RATE_HZ)

    def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        return self.usual.synthesize(text, language=language)

    def in_voice(self, kind: str) -> ToneTts:
        return self.other


async def test_a_sentence_is_made_ahead_in_the_voice_that_will_say_it() -> None:
    panel = Panel()
    async with speaking(panel) as spoken:
        spoken.mouth.prepare("And your part?", language="en", voice="male")
        await settle()
        assert (panel.usual.spoken, panel.other.spoken) == ([], ["And your part?"])
        spoken.mouth.say(
            Utterance(utterance_id="u1", turn_id="t1", text="And your part?", voice="male")
        )
        await settle()
        assert spoken.client.received_ms > 0
        assert panel.other.spoken == ["And your part?"], "not made twice"


async def test_a_failure_ahead_is_a_failure_when_it_is_spoken() -> None:
    tts = StepwiseTts()
    ahead = Ahead(tts)
    ahead.prepare("Hello.", language="en")
    tts.steps.put_nowait(CHUNK)
    tts.steps.put_nowait(ProviderFailed("gone"))
    await settle()
    with pytest.raises(ProviderFailed):
        await chunks(ahead, "Hello.")


async def test_a_prepared_sentence_is_heard_at_once() -> None:
    tts = ToneTts(rate_hz=RATE_HZ)
    async with speaking(tts) as spoken:
        spoken.mouth.prepare("What was yours? Tell me.", language="en")
        await settle()
        assert tts.spoken == ["What was yours?"]
        await spoken.say("What was yours? Tell me.")
        assert spoken.client.received_ms > 0
        assert tts.spoken == ["What was yours?", "Tell me."]


async def test_an_opener_is_followed_by_the_rest_without_a_break() -> None:
    async with speaking() as spoken:
        spoken.mouth.say(Utterance(utterance_id="u1", turn_id="t1", text="Mm, okay.", more=True))
        await spoken.play(0.1)
        assert spoken.told.names == ["begins"]
        spoken.mouth.go_on("u1", "Mm, okay. So who decided?")
        await settle()
        await spoken.play(3.0)
        assert spoken.told.events[-1] == ("finished", "u1")
        whole_ms = len("Mm, okay." + "So who decided?") * MS_PER_CHAR
        assert spoken.client.received_ms == pytest.approx(whole_ms, abs=2)
        assert [text for text, _, _ in spoken.told.sentences] == ["Mm, okay.", "So who decided?"]


async def test_an_opener_whose_rest_is_late_leaves_silence_and_then_goes_on() -> None:
    async with speaking() as spoken:
        spoken.mouth.say(Utterance(utterance_id="u1", turn_id="t1", text="Okay.", more=True))
        await spoken.play(2.0)
        assert "finished" not in spoken.told.names
        spoken.mouth.go_on("u1", "Okay. Who decided?")
        await settle()
        await spoken.play(2.0)
        assert spoken.told.events[-1] == ("finished", "u1")


async def test_an_opener_can_be_interrupted() -> None:
    async with speaking() as spoken:
        spoken.mouth.say(Utterance(utterance_id="u1", turn_id="t1", text="Mm, okay.", more=True))
        await spoken.play(1.5)
        await spoken.mouth.interrupt("u1")
        assert spoken.told.events[-1] == ("interrupted", "Mm, okay.")
        spoken.mouth.go_on("u1", "Mm, okay. Too late.")
        await spoken.say("Next one.", "u2")
        await spoken.play(2.0)
        assert spoken.told.events[-1] == ("finished", "u2")
