"""A whole voice: pipecat's pipeline between ear and mouth, as the session sees it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from runtime.interview.events import (
    AnyEvent,
    SegmentHeard,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    UtteranceFinished,
    UtteranceHeard,
    UtteranceInterrupted,
    UtteranceStarted,
)
from runtime.media import AudioFlush, AudioStart
from runtime.ports import SpeechToText, Utterance, Voice
from runtime.providers.scripted import ScriptedStt, ToneTts
from runtime.turn_events import (
    AnyTurnEvent,
    Incident,
    TurnSentence,
    UserFinal,
    UserPartial,
    UserSpeechStarted,
    UserSpeechStopped,
)
from runtime.voice.audio import EAR_RATE_HZ, Samples
from runtime.voice.kit import VoiceKit
from tests.clocks import ManualClock, settle
from tests.voice.hearing import joined, quiet, silero, spoken
from tests.voice.speaking import RATE_HZ, TEXT, Client

pytestmark = pytest.mark.integration

ANSWER = "I led the migration of our billing service to a new database and it took two months."
SPEECH = "We moved the billing service to a new database."


class Session:
    """Fits `VoiceEvents`, and plays the candidate's stream."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.client = Client(self.clock)
        self.origin = self.clock.monotonic()
        self.events: list[AnyEvent] = []
        self.turn_events: list[AnyTurnEvent] = []
        self.marks: dict[str, float] = {}
        self.voice: Voice

    def heard_event(self, event: AnyEvent) -> None:
        self.events.append(event)

    def turn_event(self, event: AnyTurnEvent) -> None:
        self.turn_events.append(event)

    def mark(self, name: str, at_monotonic: float) -> None:
        self.marks[name] = at_monotonic

    def session_seconds(self, at_monotonic: float) -> float:
        return at_monotonic - self.origin

    @property
    def kinds(self) -> list[type[AnyEvent]]:
        return [type(event) for event in self.events]

    async def hear(self, samples: Samples) -> None:
        chunk = EAR_RATE_HZ // 50
        for at in range(0, samples.size, chunk):
            await self.clock.advance(0.02)
            self.voice.feed(samples[at : at + chunk].tobytes())
            await settle(10)

    async def say(self, text: str = TEXT) -> None:
        await self.voice.say(Utterance(utterance_id="u1", turn_id="t1", text=text))
        await settle()


@asynccontextmanager
async def session(stt: SpeechToText, tts: ToneTts | None = None) -> AsyncIterator[Session]:
    made = Session()
    kit = VoiceKit(
        vad=silero(),
        smart_turn=None,
        stt=stt,
        tts=tts or ToneTts(rate_hz=RATE_HZ),
        clock=made.clock,
    )
    opened = kit.on_link(made.client, input_rate_hz=EAR_RATE_HZ, output_rate_hz=RATE_HZ)
    made.voice = await opened(made)
    await settle()
    try:
        yield made
    finally:
        await made.voice.aclose()


async def test_a_question_and_its_answer() -> None:
    async with session(ScriptedStt([ANSWER])) as held:
        await held.say("How are you?")
        await held.hear(quiet(1.5))
        assert held.kinds == [UtteranceStarted, UtteranceFinished]
        await held.hear(joined(spoken(SPEECH), quiet(4)))
        assert held.kinds[2:] == [SpeechStarted, SpeechStopped, SegmentHeard, TurnEnded]
        segment = held.events[4]
        assert isinstance(segment, SegmentHeard)
        assert segment.text == ANSWER
        assert segment.started_at < segment.ended_at <= segment.at
        assert [event.at for event in held.events] == sorted(event.at for event in held.events)
        told = [type(event) for event in held.turn_events if not isinstance(event, UserPartial)]
        assert told == [TurnSentence, UserSpeechStarted, UserSpeechStopped, UserFinal]
        assert any(isinstance(event, UserPartial) for event in held.turn_events)
        marks = ["speech_ended", "stt_final", "turn_ended"]
        assert sorted(marks, key=lambda name: held.marks[name]) == marks


async def test_a_barge_in_ends_the_utterance_before_its_words_are_told() -> None:
    said = "Actually I would like to say something about that."
    async with session(ScriptedStt([said])) as held:
        await held.say()
        await held.hear(joined(quiet(1), spoken(said), quiet(4)))
        kinds = held.kinds
        assert kinds.index(UtteranceInterrupted) < kinds.index(SegmentHeard)
        [interrupted] = [e for e in held.events if isinstance(e, UtteranceInterrupted)]
        assert TEXT[: interrupted.heard_chars] in ("Thank you. What", "Thank you. What was")
        assert len(held.client.of(AudioFlush)) == 1
        assert kinds[-1] is TurnEnded


async def test_a_backchannel_only_holds_the_voice_for_a_moment() -> None:
    async with session(ScriptedStt(["Mm-hmm."])) as held:
        await held.say()
        await held.hear(joined(quiet(1), spoken("Okay."), quiet(6)))
        assert UtteranceInterrupted not in held.kinds
        assert SegmentHeard not in held.kinds
        assert TurnEnded not in held.kinds
        assert held.kinds[-1] is UtteranceFinished
        first, second = held.client.of(AudioStart)
        assert first.offset_ms == 0
        assert 800 < second.offset_ms < 1_500


async def test_hush_stops_an_utterance_and_tells_what_was_heard() -> None:
    async with session(ScriptedStt([])) as held:
        await held.say()
        await held.hear(quiet(1))
        await held.voice.hush("other")
        await held.voice.hush("u1")
        await settle()
        interrupted = held.events[-1]
        assert isinstance(interrupted, UtteranceInterrupted)
        assert TEXT[: interrupted.heard_chars] == "Thank you. What was"


async def test_closing_reports_what_was_heard_and_then_nothing() -> None:
    async with session(ScriptedStt([ANSWER])) as held:
        await held.say()
        await held.hear(quiet(1))
        await held.voice.aclose()
        last = held.events[-1]
        assert isinstance(last, UtteranceHeard)
        assert TEXT[: last.heard_chars] == "Thank you. What was"
        count = len(held.events), len(held.turn_events)
        held.voice.feed(bytes(640))
        await held.voice.say(Utterance(utterance_id="u2", turn_id="t2", text="More."))
        await held.clock.advance(5)
        assert (len(held.events), len(held.turn_events)) == count
        await held.voice.aclose()


async def test_a_broken_synthesiser_is_an_incident_and_the_text_still_goes_out() -> None:
    async with session(ScriptedStt([]), ToneTts(fails=lambda text: True)) as held:
        await held.say("How are you?")
        await held.hear(quiet(2))
        assert held.kinds == [UtteranceStarted, UtteranceFinished]
        [incident] = [e for e in held.turn_events if isinstance(e, Incident)]
        assert (incident.part, incident.code) == ("synthesis", "provider_failed")
        assert [e.text for e in held.turn_events if isinstance(e, TurnSentence)] == ["How are you?"]


async def test_closing_leaves_no_task_behind() -> None:
    before = asyncio.all_tasks()
    async with session(ScriptedStt([ANSWER])) as held:
        await held.say()
        await held.hear(quiet(0.5))
    await settle()
    assert asyncio.all_tasks() == before
