"""A chain finds a failing vendor out in time, goes on with the next, and takes it back later."""

import asyncio

import pytest

from runtime.errors import ProviderFailed
from runtime.ports import AudioChunk, TextToSpeech
from runtime.providers.chain import SttChain
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.health import NEEDS_A_PERSON_S, REST_S
from runtime.providers.voice_chain import REPEAT_PAUSE_S, TtsChain
from runtime.providers.watched import WatchedStt, WatchedTts
from tests.clocks import ManualClock, settle
from tests.providers.vendor_doubles import Listener, Record, Speaker, down, sound, speech

pytestmark = pytest.mark.unit

DETECTED_S = 2.0
"""A vendor that fails must be found out, and the next one asked, within this time."""
FOREVER = 1e9


async def spoken(voice: TextToSpeech, text: str = "How was it?") -> list[AudioChunk]:
    return [chunk async for chunk in voice.synthesize(text, language="en")]


async def resting() -> list[str]:
    """Names of the tasks that wait for a provider to come back."""
    await settle()
    return [name for task in asyncio.all_tasks() if "rests" in (name := task.get_name())]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


# Hearing -----------------------------------------------------------------------------------------


async def test_a_recogniser_that_never_answers_is_replaced_in_time(clock: ManualClock) -> None:
    vendor, local = Listener("vendor", clock, [FOREVER]), Listener("local", clock)
    record = Record()
    chain = SttChain([WatchedStt(vendor, clock), local], clock=clock)
    for seconds in (1.0, 30.0):
        heard = asyncio.create_task(chain.told(record).transcribe(speech(seconds), partial=False))
        await clock.advance(DETECTED_S)
        assert heard.done()
        recognition = heard.result()
        assert recognition is not None
        assert recognition.text == "heard by local"
    assert len(vendor.calls) == 1, "while it rests nobody waits for it again"
    assert record.codes == ["late", "fallback", "fallback"]
    await chain.aclose()


async def test_a_failing_recogniser_loses_no_words(clock: ManualClock) -> None:
    vendor, local = Listener("vendor", clock, [down()]), Listener("local", clock)
    chain = SttChain([vendor, local], clock=clock)
    recognition = await chain.transcribe(speech(1.0), partial=False)
    assert recognition is not None
    assert recognition.text == "heard by local"
    assert chain.name == "local"
    await chain.aclose()


async def test_a_lost_connection_is_tried_once_more_before_anyone_rests(
    clock: ManualClock,
) -> None:
    """A connection kept warm may have been closed by the other side meanwhile."""
    cold = VendorFailed("vendor", Reason.cut)
    vendor, local = Listener("vendor", clock, [cold], ["warm again"]), Listener("local", clock)
    record = Record()
    chain = SttChain([vendor, local], clock=clock).told(record)
    recognition = await chain.transcribe(speech(1.0), partial=False)
    assert recognition is not None
    assert recognition.text == "warm again"
    assert record.codes == []


async def test_partials_stay_on_this_machine(clock: ManualClock) -> None:
    vendor, local = Listener("vendor", clock), Listener("local", clock)
    chain = SttChain([vendor, local], clock=clock, partials=local)
    await chain.transcribe(speech(1.0), partial=True)
    await chain.transcribe(speech(1.0), partial=False)
    assert (vendor.calls, local.calls) == ([False], [True])


async def test_without_a_local_recogniser_a_failed_partial_is_only_a_missing_one(
    clock: ManualClock,
) -> None:
    chain = SttChain([Listener("vendor", clock, [down()])], clock=clock)
    assert await chain.transcribe(speech(1.0), partial=True) is None
    await chain.aclose()


async def test_a_recogniser_that_hears_nothing_in_clear_speech_is_found_out(
    clock: ManualClock,
) -> None:
    vendor = Listener("vendor", clock, [""])
    local = Listener("local", clock, ["we moved the whole service"])
    record = Record()
    chain = SttChain([vendor, local], clock=clock)
    session = chain.told(record)
    for _ in range(3):
        recognition = await session.transcribe(speech(2.0), partial=False)
        assert recognition is not None
        assert recognition.text == "we moved the whole service"
    assert len(vendor.calls) == 2
    assert record.codes == ["silent", "fallback"]
    await chain.aclose()


async def test_a_cough_is_nothing_for_either_recogniser(clock: ManualClock) -> None:
    vendor, local = Listener("vendor", clock, [""]), Listener("local", clock, ["you"])
    record = Record()
    chain = SttChain([vendor, local], clock=clock).told(record)
    for seconds in (0.3, 2.0, 2.0, 2.0):
        recognition = await chain.transcribe(speech(seconds), partial=False)
        assert recognition is not None
        assert recognition.text == ""
    assert record.codes == []


async def test_when_all_recognisers_fail_the_last_failure_is_told(clock: ManualClock) -> None:
    chain = SttChain(
        [Listener("a", clock, [down("a")]), Listener("b", clock, [down("b")])], clock=clock
    )
    with pytest.raises(ProviderFailed, match="b"):
        await chain.transcribe(speech(1.0), partial=False)
    await chain.aclose()


# Speaking ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ([FOREVER], Reason.late),
        (["silent"] * 6, Reason.silent),
        (["silent", FOREVER], Reason.stalled),
        ([], Reason.silent),
        ([VendorFailed("vendor", Reason.overloaded, status=529)], Reason.overloaded),
    ],
)
async def test_a_voice_without_sound_is_replaced_before_anything_was_heard(
    clock: ManualClock, script: list[str | float | Exception], reason: Reason
) -> None:
    vendor, local = Speaker("vendor", clock, script), Speaker("local", clock)
    record = Record()
    chain = TtsChain([WatchedTts(vendor, clock), local], clock=clock)
    saying = asyncio.create_task(spoken(chain.told(record)))
    await clock.advance(DETECTED_S)
    assert saying.done()
    assert saying.result() == [sound("loud", 16_000)] * 2, "the sentence, once"
    assert sorted(record.codes) == sorted([reason, "fallback"])
    assert vendor.closed == 1
    await chain.aclose()


@pytest.mark.parametrize(
    ("break_off", "reason"),
    [([FOREVER], Reason.stalled), ([VendorFailed("vendor", Reason.cut)], Reason.cut)],
)
async def test_half_a_sentence_is_said_again_as_a_whole(
    clock: ManualClock, break_off: list[str | float | Exception], reason: Reason
) -> None:
    vendor = Speaker("vendor", clock, ["loud", *break_off], rate_hz=24_000)
    local = Speaker("local", clock, rate_hz=16_000)
    record = Record()
    chain = TtsChain([WatchedTts(vendor, clock), local], clock=clock)
    saying = asyncio.create_task(spoken(chain.told(record)))
    await clock.advance(DETECTED_S)
    assert saying.done()
    chunks = saying.result()
    assert {chunk.sample_rate_hz for chunk in chunks} == {24_000}
    first, pause, *again = chunks
    assert first == sound("loud", 24_000)
    assert not any(pause.pcm)
    assert len(pause.pcm) / 2 / 24_000 == pytest.approx(REPEAT_PAUSE_S)
    repeated_s = sum(len(chunk.pcm) for chunk in again) / 2 / 24_000
    assert repeated_s == pytest.approx(0.4, abs=0.01)
    assert local.spoken == ["How was it?"]
    assert record.codes == [reason, "fallback"]
    await chain.aclose()


async def test_a_voice_that_dribbles_is_replaced_once_the_listener_runs_dry(
    clock: ManualClock,
) -> None:
    """0.2 s of sound every 0.7 s: each piece is in time, but the sentence falls apart."""
    dribble: list[str | float | Exception] = ["loud", 0.7] * 20
    vendor, local = Speaker("vendor", clock, dribble), Speaker("local", clock)
    record = Record()
    chain = TtsChain([WatchedTts(vendor, clock), local], clock=clock)
    saying = asyncio.create_task(spoken(chain.told(record)))
    await clock.advance(DETECTED_S)
    assert saying.done()
    assert record.codes == [Reason.stalled, "fallback"]
    await chain.aclose()


async def test_a_quick_voice_may_pause_while_the_listener_still_hears(
    clock: ManualClock,
) -> None:
    vendor = Speaker("vendor", clock, ["loud"] * 10 + [1.4] + ["loud"] * 2)
    chain = TtsChain([WatchedTts(vendor, clock), Speaker("local", clock)], clock=clock)
    saying = asyncio.create_task(spoken(chain))
    await clock.advance(5.0)
    assert len(saying.result()) == 12
    assert chain.name == "vendor"


async def test_time_that_the_listener_takes_is_not_the_voice_s(clock: ManualClock) -> None:
    """A paused mouth takes its next piece late; the vendor has had it ready all along."""
    watched = WatchedTts(Speaker("vendor", clock, ["loud"] * 3), clock)
    pieces = watched.synthesize("How was it?", language="en")
    taken = 0
    async for _ in pieces:
        taken += 1
        await asyncio.gather(clock.advance(60.0))
    assert taken == 3


async def test_text_without_a_sound_may_be_silent(clock: ManualClock) -> None:
    watched = WatchedTts(Speaker("vendor", clock, []), clock)
    assert await spoken(watched, "…") == []


async def test_closing_the_sentence_stops_the_voice(clock: ManualClock) -> None:
    vendor = Speaker("vendor", clock, ["loud", FOREVER])
    chain = TtsChain([WatchedTts(vendor, clock)], clock=clock)
    saying = asyncio.create_task(spoken(chain))
    await clock.advance(0.1)
    saying.cancel()
    await asyncio.gather(saying, return_exceptions=True)
    assert vendor.closed == 1


# Health ------------------------------------------------------------------------------------------


async def test_a_vendor_comes_back_after_a_probe_and_nobody_waited_for_it(
    clock: ManualClock,
) -> None:
    vendor = Speaker("vendor", clock, [down()], [down()], ["loud"])
    log, record = Record(), Record()
    chain = TtsChain([vendor, Speaker("local", clock)], clock=clock, tell=log)
    session = chain.told(record)
    await spoken(session)
    await clock.advance(REST_S)
    assert chain.name == "local", "the first probe fails, so it rests twice as long"
    await clock.advance(2 * REST_S - 1)
    assert len(vendor.spoken) == 2
    await clock.advance(1)
    assert chain.name == "vendor"
    await spoken(session)
    assert record.codes == ["provider_failed", "fallback", "restored"]
    assert log.codes == ["provider_failed", "restored"]
    await chain.aclose()


async def test_a_vendor_that_only_passes_its_probes_rests_longer_each_time(
    clock: ManualClock,
) -> None:
    vendor = Speaker("vendor", clock, [down()], ["loud"], [down()], ["loud"])
    chain = TtsChain([vendor, Speaker("local", clock)], clock=clock)
    await spoken(chain)
    await clock.advance(REST_S)
    assert chain.name == "vendor"
    await spoken(chain)
    await clock.advance(REST_S)
    assert chain.name == "local"
    await clock.advance(REST_S)
    assert chain.name == "vendor"
    await chain.aclose()


async def test_a_refused_key_rests_longer(clock: ManualClock) -> None:
    vendor = Speaker("vendor", clock, [VendorFailed("vendor", Reason.key_refused)], ["loud"])
    chain = TtsChain([vendor, Speaker("local", clock)], clock=clock)
    await spoken(chain)
    await clock.advance(NEEDS_A_PERSON_S - 1)
    assert len(vendor.spoken) == 1
    await clock.advance(1)
    assert chain.name == "vendor"


async def test_a_probe_that_hangs_does_not_bring_a_vendor_back(clock: ManualClock) -> None:
    vendor = Speaker("vendor", clock, [down()], [FOREVER])
    chain = TtsChain([vendor, Speaker("local", clock)], clock=clock)
    await spoken(chain)
    await clock.advance(REST_S + 10)
    assert chain.name == "local"
    await chain.aclose()


async def test_when_everyone_rests_they_are_asked_again(clock: ManualClock) -> None:
    only = Speaker("only", clock, [down()], ["loud"])
    chain = TtsChain([only], clock=clock)
    with pytest.raises(ProviderFailed):
        await spoken(chain)
    assert await spoken(chain) == [sound("loud", 16_000)]
    assert await resting() == []


async def test_a_session_that_starts_during_an_outage_is_told_so(clock: ManualClock) -> None:
    chain = TtsChain([Speaker("vendor", clock, [down()]), Speaker("local", clock)], clock=clock)
    await spoken(chain.told(Record()))
    later = Record()
    await spoken(chain.told(later))
    assert later.codes == ["fallback"]
    assert "local" in later.incidents[0].message
    await chain.aclose()


async def test_closing_a_chain_ends_its_probes_and_closes_its_vendors(clock: ManualClock) -> None:
    class Closing(Speaker):
        async def aclose(self) -> None:
            self.closed += 100

    vendor = Closing("vendor", clock, [down()])
    chain = TtsChain([WatchedTts(vendor, clock), Speaker("local", clock)], clock=clock)
    await spoken(chain)
    await chain.aclose()
    assert vendor.closed == 101
    assert await resting() == []
