"""A late voice is overtaken: who sounds first speaks; the late one is heard out for its health."""

import asyncio

import pytest

from runtime.ports import AudioChunk, TextToSpeech
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.health import ENOUGH
from runtime.providers.voice_chain import TtsChain
from runtime.providers.voice_race import (
    HEDGE_FACTOR,
    LATEST_HEDGE_S,
    OVERTAKEN_IN_A_ROW,
    SOONEST_HEDGE_S,
    UNKNOWN_HEDGE_S,
    hedge_after_s,
)
from runtime.providers.watched import FIRST_SOUND_S, WatchedTts
from tests.clocks import ManualClock, settle
from tests.providers.vendor_doubles import Record, Speaker, sound

pytestmark = pytest.mark.unit

FOREVER = 1e9
SENTENCE = [sound("loud", 16_000)] * 2


async def spoken(voice: TextToSpeech, text: str = "How was it?") -> list[AudioChunk]:
    return [chunk async for chunk in voice.synthesize(text, language="en")]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.mark.parametrize(
    ("usual_s", "after_s"),
    [
        (None, UNKNOWN_HEDGE_S),
        (0.05, SOONEST_HEDGE_S),
        (0.33, HEDGE_FACTOR * 0.33),
        (0.4, HEDGE_FACTOR * 0.4),
        (0.9, LATEST_HEDGE_S),
    ],
)
def test_how_late_is_late_depends_on_what_is_usual(usual_s: float | None, after_s: float) -> None:
    assert hedge_after_s(usual_s) == pytest.approx(after_s)
    assert hedge_after_s(usual_s) <= FIRST_SOUND_S


async def test_the_next_voice_does_not_wait_until_the_late_one_counts_as_dead(
    clock: ManualClock,
) -> None:
    vendor, local = Speaker("vendor", clock, [FOREVER]), Speaker("local", clock)
    record = Record()
    chain = TtsChain([WatchedTts(vendor, clock), local], clock=clock)
    saying = asyncio.create_task(spoken(chain.told(record)))
    await clock.advance(UNKNOWN_HEDGE_S)
    assert saying.done()
    assert saying.result() == SENTENCE, "said once"
    assert record.codes == ["fallback"], "nobody knows yet whether it is slow or dead"
    await clock.advance(FIRST_SOUND_S - UNKNOWN_HEDGE_S)
    assert record.codes == ["fallback", Reason.late]
    assert await spoken(chain.told(record)) == SENTENCE
    assert len(vendor.spoken) == 1, "the next sentence does not ask it"
    await chain.aclose()


async def test_a_voice_with_a_pace_of_its_own_is_overtaken_sooner(clock: ManualClock) -> None:
    quick = [[0.1, "loud", "loud"]] * ENOUGH
    vendor = Speaker("vendor", clock, *quick, [FOREVER])
    chain = TtsChain([WatchedTts(vendor, clock), Speaker("local", clock)], clock=clock)
    for _ in range(ENOUGH):
        saying = asyncio.create_task(spoken(chain))
        await clock.advance(0.1)
        assert saying.done()
    saying = asyncio.create_task(spoken(chain))
    await clock.advance(SOONEST_HEDGE_S)
    assert saying.done()
    await chain.aclose()


async def test_a_voice_that_is_late_once_goes_on_speaking(clock: ManualClock) -> None:
    vendor = Speaker("vendor", clock, [1.1, "loud"], ["loud", "loud"])
    local = Speaker("local", clock)
    record = Record()
    chain = TtsChain([WatchedTts(vendor, clock), local], clock=clock)
    saying = asyncio.create_task(spoken(chain.told(record)))
    await clock.advance(2.0)
    assert saying.result() == SENTENCE
    assert await spoken(chain.told(record)) == SENTENCE
    assert (len(vendor.spoken), len(local.spoken)) == (2, 1)
    assert record.codes == ["fallback"]
    assert vendor.closed == 2, "what it said too late was let go"
    await chain.aclose()


async def test_a_voice_that_sounds_before_the_second_one_speaks(clock: ManualClock) -> None:
    vendor = Speaker("vendor", clock, [1.05, "loud", "loud"])
    local = Speaker("local", clock, [0.4, "loud"])
    record = Record()
    chain = TtsChain([WatchedTts(vendor, clock), local], clock=clock)
    saying = asyncio.create_task(spoken(chain.told(record)))
    await clock.advance(2.0)
    assert saying.result() == SENTENCE
    assert local.closed == 1
    assert record.codes == []
    await chain.aclose()


async def test_a_voice_that_is_always_late_rests(clock: ManualClock) -> None:
    vendor, local = Speaker("vendor", clock, [1.1, "loud"]), Speaker("local", clock)
    record = Record()
    chain = TtsChain([WatchedTts(vendor, clock), local], clock=clock)
    session = chain.told(record)
    for _ in range(OVERTAKEN_IN_A_ROW + 2):
        saying = asyncio.create_task(spoken(session))
        await clock.advance(2.0)
        assert saying.result() == SENTENCE
    assert len(vendor.spoken) == OVERTAKEN_IN_A_ROW
    assert record.codes == ["fallback", Reason.late]
    await chain.aclose()


async def test_a_sentence_that_waits_hears_that_another_one_found_it_dead(
    clock: ManualClock,
) -> None:
    refused = VendorFailed("vendor", Reason.overloaded)
    vendor = Speaker("vendor", clock, [FOREVER], [refused])
    chain = TtsChain([WatchedTts(vendor, clock), Speaker("local", clock)], clock=clock)
    waiting = asyncio.create_task(spoken(chain))
    await settle()
    assert await spoken(chain) == SENTENCE
    await settle()
    assert waiting.done(), "at once, without another second of silence"
    assert waiting.result() == SENTENCE
    await chain.aclose()


async def test_a_withdrawn_sentence_still_tells_that_the_voice_is_dead(clock: ManualClock) -> None:
    """Replies are prepared in every pause and mostly withdrawn: a dead voice would hide in that."""
    vendor, local = Speaker("vendor", clock, [FOREVER]), Speaker("local", clock)
    record = Record()
    chain = TtsChain([WatchedTts(vendor, clock), local], clock=clock)
    saying = asyncio.create_task(spoken(chain.told(record)))
    await clock.advance(0.3)
    saying.cancel()
    await asyncio.gather(saying, return_exceptions=True)
    assert record.codes == []
    await clock.advance(FIRST_SOUND_S)
    assert record.codes == [Reason.late]
    assert vendor.closed == 1
    assert local.spoken == []
    await chain.aclose()


async def test_a_withdrawn_sentence_that_sounds_is_let_go(clock: ManualClock) -> None:
    vendor = Speaker("vendor", clock, [0.5, "loud", FOREVER])
    record = Record()
    chain = TtsChain([WatchedTts(vendor, clock), Speaker("local", clock)], clock=clock)
    saying = asyncio.create_task(spoken(chain.told(record)))
    await clock.advance(0.3)
    saying.cancel()
    await asyncio.gather(saying, return_exceptions=True)
    await clock.advance(0.2)
    assert vendor.closed == 1
    assert record.codes == []


async def test_closing_a_chain_ends_those_that_are_heard_out(clock: ManualClock) -> None:
    vendor, local = Speaker("vendor", clock, [FOREVER]), Speaker("local", clock, [FOREVER])
    chain = TtsChain([WatchedTts(vendor, clock), local], clock=clock)
    saying = asyncio.create_task(spoken(chain))
    await clock.advance(UNKNOWN_HEDGE_S)
    saying.cancel()
    await asyncio.gather(saying, return_exceptions=True)
    assert (vendor.closed, local.closed) == (0, 1)
    await chain.aclose()
    assert vendor.closed == 1
