"""A whole voice with vendors in front: real pipeline, time and SDKs, with stand-ins behind."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from load_tests.speech import silence
from load_tests.speech import spoken as candidate_says
from load_tests.vendors.content import ANSWERS
from load_tests.vendors.faults import Fault
from load_tests.vendors.stand_ins import StandIns
from runtime.errors import MissingPart, VivaError
from runtime.interview.events import AnyEvent, SegmentHeard, UtteranceFinished
from runtime.ports import Utterance, Voice
from runtime.providers.accounts import Accounts
from runtime.turn_events import AnyTurnEvent, Incident
from runtime.voice.kit import VoiceKit
from tests.providers.vendor_stand_ins import accounts_of, running

pytestmark = pytest.mark.integration

RATE_HZ = 16_000
NOWHERE = Path("/nonexistent")


class Call:
    """One client and its session, as far as a voice sees them."""

    def __init__(self) -> None:
        self.events: list[AnyEvent] = []
        self.turn_events: list[AnyTurnEvent] = []
        self.audio_bytes = 0
        self._origin = time.monotonic()

    # ClientLink

    def send(self, message: object) -> None:
        """Messages don't matter here."""

    def send_audio(self, pcm: bytes) -> None:
        self.audio_bytes += len(pcm)

    def close(self, error: VivaError | None) -> None:
        """Never called."""

    # VoiceEvents

    def heard_event(self, event: AnyEvent) -> None:
        self.events.append(event)

    def turn_event(self, event: AnyTurnEvent) -> None:
        self.turn_events.append(event)

    def mark(self, name: str, at_monotonic: float) -> None:
        """Latency doesn't matter here."""

    def session_seconds(self, at_monotonic: float) -> float:
        return at_monotonic - self._origin

    # The test's own

    @property
    def incidents(self) -> list[str]:
        return [event.code for event in self.turn_events if isinstance(event, Incident)]

    def of(self, kind: type[AnyEvent]) -> list[AnyEvent]:
        return [event for event in self.events if isinstance(event, kind)]

    async def until(self, true: Callable[[], bool], within_s: float = 20.0) -> None:
        async with asyncio.timeout(within_s):
            while not true():  # noqa: ASYNC110  (it happens in real time)
                await asyncio.sleep(0.02)


@pytest.fixture
async def stand_ins() -> AsyncIterator[StandIns]:
    async with running() as started:
        yield started


@pytest.fixture
async def kit(stand_ins: StandIns) -> AsyncIterator[VoiceKit]:
    loaded = await VoiceKit.load(
        stt="auto", tts="auto", home=NOWHERE, accounts=accounts_of(stand_ins)
    )
    yield loaded
    await loaded.aclose()


@asynccontextmanager
async def voice_of(kit: VoiceKit, call: Call) -> AsyncIterator[Voice]:
    opened = kit.on_link(call, input_rate_hz=RATE_HZ, output_rate_hz=24_000)
    voice = await opened(call)
    try:
        yield voice
    finally:
        await voice.aclose()


async def say(voice: Voice, call: Call, number: int) -> None:
    await voice.say(
        Utterance(utterance_id=f"u{number:04}", turn_id=f"t{number:04}", text="Hello there.")
    )
    await call.until(lambda: len(call.of(UtteranceFinished)) == number)


async def test_with_keys_the_vendors_speak_and_hear(kit: VoiceKit, stand_ins: StandIns) -> None:
    call = Call()
    async with voice_of(kit, call) as voice:
        await say(voice, call, 1)
        assert stand_ins.speaking.spoken == ["Hello there."]
        assert call.audio_bytes / 2 / 24_000 == pytest.approx(12 * 0.06, abs=0.1)
        await talk(voice, call)
        (segment,) = call.of(SegmentHeard)
        assert isinstance(segment, SegmentHeard)
        assert segment.text == ANSWERS[0]
        assert len(stand_ins.hearing.asked) == 1, "partials were recognised on this machine"
        assert call.incidents == []
        assert kit.degraded == ()


async def test_when_both_vendors_fall_silent_the_interview_goes_on(
    kit: VoiceKit, stand_ins: StandIns
) -> None:
    """Each is found out, replaced by this machine's own, and noted in the session's record."""
    stand_ins.elevenlabs.fail(Fault.mute)
    stand_ins.deepgram.fail(Fault.hang)
    call = Call()
    async with voice_of(kit, call) as voice:
        await say(voice, call, 1)
        # The voice was overtaken; what is wrong with it turns out a moment later.
        await call.until(lambda: len(call.incidents) == 2)
        assert sorted(call.incidents) == ["fallback", "late"]
        assert call.audio_bytes > 0
        await talk(voice, call)
        (segment,) = call.of(SegmentHeard)
        assert isinstance(segment, SegmentHeard)
        assert "database" in segment.text.lower(), "really recognised"
        assert sorted(call.incidents) == ["fallback"] * 2 + ["late"] * 2
        began = time.monotonic()
        await say(voice, call, 2)
        assert time.monotonic() - began < 4.0, "the second sentence waits for nobody"
        assert stand_ins.elevenlabs.requests == 1
        assert any("speech recognition" in words for words in kit.degraded)
        assert any("speech synthesis" in words for words in kit.degraded)


async def talk(voice: Voice, call: Call) -> None:
    """Say a sentence at the speed of speech, then be quiet until it is recognised."""
    audio = (await candidate_says("I moved the billing service to a new database.")).tobytes()
    audio = silence(0.3).tobytes() + audio + silence(1.0).tobytes()
    step = RATE_HZ // 50 * 2
    due = time.monotonic()
    for at in range(0, len(audio), step):
        voice.feed(audio[at : at + step])
        due += 0.02
        await asyncio.sleep(max(0.0, due - time.monotonic()))
    await call.until(lambda: bool(call.of(SegmentHeard)))


async def test_a_named_vendor_without_a_key_is_missing() -> None:
    for stt, tts in (("deepgram", "scripted"), ("scripted", "elevenlabs")):
        with pytest.raises(MissingPart, match="API_KEY"):
            await VoiceKit.load(stt=stt, tts=tts, home=NOWHERE, accounts=Accounts())


async def test_naming_a_local_engine_leaves_the_vendor_out(stand_ins: StandIns) -> None:
    kit = await VoiceKit.load(
        stt="scripted", tts="scripted", home=NOWHERE, accounts=accounts_of(stand_ins)
    )
    call = Call()
    async with voice_of(kit, call) as voice:
        await say(voice, call, 1)
        assert stand_ins.speaking.spoken == []
    await kit.aclose()
