"""Replies prepared while the candidate may still go on: ready in time, or taken back."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from itertools import pairwise

import pytest

from runtime.interview.actions import Directive, Intent
from runtime.interview.events import (
    SegmentHeard,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    UtteranceInterrupted,
)
from runtime.interview.openers import OPENED, openers, without_echo
from runtime.interview.plan import Mode
from runtime.ports import Worded
from runtime.recovery import fold
from runtime.registry import Registry
from runtime.session import InterviewSession
from runtime.speculation import MOST_ASKED, Speculating
from runtime.turn_events import TurnCompleted, TurnInterrupted, UserPartial
from runtime.utterances import HOLD_S, OPENER_AFTER_S
from storage.memory import MemoryEventLog, MemoryInterviews
from tests.clocks import ManualClock, settle
from tests.runtime.plans import plan, record
from tests.runtime.voices import PromptVoice, RecordingLink, voices

pytestmark = pytest.mark.unit

ANSWER = "I rewrote the retry code and failed payments dropped by ninety percent in two weeks."
MORE = "And then we moved it to a queue of its own."


class SlowModel:
    """Words after `takes_s`; keeps what it was asked."""

    def __init__(self, clock: ManualClock) -> None:
        self.takes_s = 0.0
        self.asked: list[str] = []
        self.given_up = 0
        self._clock = clock

    def told(self, tell: object) -> "SlowModel":
        return self

    async def reword(
        self,
        directive: Directive,
        *,
        mode: Mode,
        language: str,
        recent: Sequence[str],
        deadline_s: float,
    ) -> Worded:
        self.asked.append(recent[-1] if recent else "")
        if directive.intent not in OPENED or not directive.question:
            return Worded(text=directive.text)
        try:
            wait_s = min(self.takes_s, deadline_s)
            await self._clock.sleep_until(self._clock.monotonic() + wait_s)
        except asyncio.CancelledError:
            self.given_up += 1
            raise
        if self.takes_s > deadline_s:
            return Worded(text=directive.text, refused="late")
        return Worded(text=f"Okay, so you said a lot. {directive.question}", source="slow")


class Room:
    def __init__(self) -> None:
        self.clock = ManualClock()
        self.model = SlowModel(self.clock)
        self.log = MemoryEventLog(monotonic=self.clock.monotonic)
        self.interviews = MemoryInterviews()
        self.voices: list[PromptVoice] = []
        self.link = RecordingLink()
        self.session: InterviewSession
        self._number = 0

    async def open(self, *, model: bool, speculation: Speculating = Speculating.on) -> Registry:
        await self.interviews.create(record())
        registry = Registry(
            log=self.log,
            interviews=self.interviews,
            clock=self.clock,
            max_sessions=1,
            wording=self.model if model else None,
            speculation=speculation,
        )
        self.session = await registry.open("s1")
        await self.session.attach(
            self.link,
            voices(self.clock, self.voices),
            output_rate_hz=24_000,
            resume_from_seq=None,
        )
        await settle()
        return registry

    @property
    def voice(self) -> PromptVoice:
        return self.voices[0]

    @property
    def at(self) -> float:
        return self.session.session_seconds(self.clock.monotonic())

    async def hear(self, text: str) -> None:
        self._number += 1
        await self.clock.advance(3.0)
        at = self.at
        self.session.heard_event(SpeechStarted(at=at - 2.5))
        self.session.heard_event(SpeechStopped(at=at))
        self.session.heard_event(
            SegmentHeard(
                at=at,
                segment_id=f"g{self._number}",
                text=text,
                started_at=at - 2.5,
                ended_at=at,
                confidence=None,
            )
        )
        await settle()

    async def end_turn(self) -> None:
        self.session.heard_event(TurnEnded(at=self.at))
        await settle()


@pytest.fixture(params=[True])
async def room(request: pytest.FixtureRequest) -> AsyncIterator[Room]:
    room = Room()
    registry = await room.open(model=request.param)
    await room.clock.advance(1.0)
    yield room
    await registry.drain()


async def test_what_was_prepared_is_said_at_once(room: Room) -> None:
    room.model.takes_s = 0.8
    await room.hear(ANSWER)
    room.session.turn_may_end(ANSWER)
    await room.clock.advance(0.9)
    sound = room.voice.prepared[-1]
    asked = len(room.model.asked)
    assert ANSWER in room.model.asked[-1], "the model knows the answer before the turn is over"
    assert room.link.acknowledged() == {}, "nothing happened yet"
    await room.end_turn()
    assert room.voice.said[-1].text == sound
    assert len(room.model.asked) == asked, "it is not asked twice"
    assert ANSWER in room.link.acknowledged().values()


async def test_a_candidate_who_goes_on_takes_it_back_without_a_trace(room: Room) -> None:
    room.model.takes_s = 0.8
    await room.hear(ANSWER)
    before = len(await room.log.read("s1"))
    room.session.turn_may_end(ANSWER)
    await settle()
    assert len(await room.log.read("s1")) == before
    await room.hear(MORE)
    room.session.turn_may_end(f"{ANSWER} {MORE}")
    await room.clock.advance(0.9)
    assert MORE in room.model.asked[-1]
    await room.end_turn()
    assert room.voice.said[-1].text == room.voice.prepared[-1]
    assert list(room.link.acknowledged().values()) == [f"{ANSWER} {MORE}"]


async def test_a_preparation_that_missed_a_lot_is_made_again(room: Room) -> None:
    room.model.takes_s = 0.5
    await room.hear(ANSWER)
    room.session.turn_may_end(ANSWER)
    await settle()
    asked = len(room.model.asked)
    room.session.turn_may_end(f"{ANSWER[:-1]} and a half.")
    await settle()
    assert len(room.model.asked) == asked, "a few words more change nothing"
    room.session.turn_may_end(f"{ANSWER} {MORE}")
    await settle()
    assert len(room.model.asked) == asked + 1
    assert room.model.given_up == 1


async def test_an_expected_end_waits_for_no_model(room: Room) -> None:
    room.model.takes_s = 1.0
    begun = []
    for _ in range(4):
        await room.hear(ANSWER)
        room.session.turn_may_end(ANSWER)
        await room.clock.advance(0.3)
        await room.end_turn()
        await room.clock.advance(HOLD_S + 0.01)
        begun.append(room.voice.said[-1])
        assert len(room.voice.said) == len(begun) + 1, "the greeting, and a reply to each answer"
        assert begun[-1].text in room.voice.prepared, "its sound was there"
        await room.clock.advance(2.0)
    opened = [utterance for utterance in begun if utterance.more]
    planned = [utterance for utterance in begun if not utterance.more]
    assert opened, "some begin with an opener"
    assert planned, "others as they were planned"
    for utterance in opened:
        whole = room.voice.completed[utterance.utterance_id]
        assert whole.startswith(f"{utterance.text} So you said a lot."), "and wait for the model"
    assert all("a lot" not in utterance.text for utterance in planned)


async def test_a_turn_with_many_pauses_asks_a_model_seldom(room: Room) -> None:
    room.model.takes_s = 0.1
    asked, said = len(room.model.asked), []
    for _ in range(5):
        said.append(ANSWER)
        await room.hear(ANSWER)
        room.session.turn_may_end(" ".join(said))
        await room.clock.advance(0.3)
    assert len(room.model.asked) - asked <= MOST_ASKED[Speculating.on]
    await room.end_turn()
    assert len(room.model.asked) - asked <= MOST_ASKED[Speculating.on]
    assert list(room.link.acknowledged().values()) == [" ".join(said)]


async def test_an_earlier_wording_of_the_same_reply_stands_in_for_a_late_one(room: Room) -> None:
    await room.hear(ANSWER)
    room.model.takes_s = 0.1
    room.session.turn_may_end(ANSWER)
    await room.clock.advance(0.3)
    (*_, earlier) = room.voice.prepared
    room.model.takes_s = 5.0
    await room.hear(ANSWER)
    room.session.turn_may_end(f"{ANSWER} {ANSWER}")
    await settle()
    given_up = room.model.given_up
    await room.end_turn()
    assert room.voice.said[-1].text == earlier
    assert room.model.given_up == given_up + 1


async def test_words_that_are_not_final_are_enough_to_prepare(room: Room) -> None:
    room.model.takes_s = 0.5
    before = await room.log.read("s1")
    heard = ANSWER.rsplit(" ", 2)[0]
    room.session.turn_may_end(heard)
    await room.clock.advance(0.6)
    assert heard in room.model.asked[-1]
    assert await room.log.read("s1") == before, "what is not final leaves no trace"
    asked = len(room.model.asked)
    await room.hear(ANSWER)
    room.session.turn_may_end(ANSWER)
    await room.end_turn()
    assert room.voice.said[-1].text == room.voice.prepared[-1]
    assert len(room.model.asked) == asked
    assert list(room.link.acknowledged().values()) == [ANSWER]


@pytest.mark.parametrize("eager", [True, False])
async def test_only_an_eager_session_prepares_while_the_candidate_speaks(eager: bool) -> None:
    room = Room()
    registry = await room.open(
        model=False, speculation=Speculating.eager if eager else Speculating.on
    )
    await room.clock.advance(1.0)
    room.session.turn_event(UserPartial(text=ANSWER))
    await settle()
    assert bool(room.voice.prepared) is eager
    await registry.drain()


async def test_a_preparation_under_way_is_gone_on_with(room: Room) -> None:
    room.model.takes_s = 0.7
    await room.hear(ANSWER)
    room.session.turn_may_end(ANSWER)
    await room.clock.advance(0.68)
    said = len(room.voice.said)
    await room.end_turn()
    assert len(room.voice.said) == said
    await room.clock.advance(HOLD_S)
    assert room.voice.said[-1].text.startswith("Okay, so you said a lot.")
    assert not room.voice.said[-1].more


async def test_a_slow_model_is_bridged_and_the_record_holds_what_was_said(room: Room) -> None:
    room.model.takes_s = 1.5
    await room.hear(ANSWER)
    await room.end_turn()
    await room.clock.advance(OPENER_AFTER_S + 0.05)
    begun = room.voice.said[-1]
    assert begun.more
    assert begun.text in openers("en")
    await room.clock.advance(1.2)
    whole = room.voice.completed[begun.utterance_id]
    assert whole.startswith(f"{begun.text} So you said a lot.")
    await settle()
    kept = [turn.turn.text for turn in await room.interviews.turns("s1")]
    assert kept[-1] == whole
    _, turns, _ = fold(plan(), await room.interviews.events("s1"))
    assert [turn.text for turn in turns] == kept


async def test_a_model_that_never_comes_leaves_the_planned_question(room: Room) -> None:
    room.model.takes_s = 60.0
    await room.hear(ANSWER)
    await room.end_turn()
    await room.clock.advance(3.0)
    begun = room.voice.said[-1]
    whole = room.voice.completed[begun.utterance_id]
    assert whole.startswith(begun.text)
    assert whole.count("?") == 1
    assert "said a lot" not in whole


async def test_two_replies_running_are_not_both_opened(room: Room) -> None:
    room.model.takes_s = 1.0
    for _ in range(4):
        await room.hear(ANSWER)
        await room.end_turn()
        await room.clock.advance(2.0)
    opened = [utterance.more for utterance in room.voice.said[1:5]]
    assert True in opened
    assert all(not (one and two) for one, two in pairwise(opened))


async def test_a_candidate_who_talks_while_it_is_worded_is_not_spoken_into(room: Room) -> None:
    room.model.takes_s = 0.4
    await room.hear(ANSWER)
    await room.end_turn()
    said = len(room.voice.said)
    room.session.typed("One thing more: it was my idea.", "m1")
    await settle()
    assert room.model.given_up >= 1
    texts = [turn.turn.text for turn in await room.interviews.turns("s1")]
    assert "One thing more: it was my idea." in texts
    await room.clock.advance(2.0)
    assert len(room.voice.said) > said


async def test_an_interruption_while_an_opener_is_said_keeps_what_was_heard(room: Room) -> None:
    room.model.takes_s = 2.0
    await room.hear(ANSWER)
    await room.end_turn()
    await room.clock.advance(OPENER_AFTER_S + 0.05)
    begun = room.voice.said[-1]
    room.session.heard_event(
        UtteranceInterrupted(
            at=room.at, utterance_id=begun.utterance_id, heard_chars=len(begun.text)
        )
    )
    await settle()
    (told,) = room.link.told(TurnInterrupted)
    assert told.spoken_text == begun.text  # type: ignore[attr-defined]


async def test_a_lost_client_ends_what_is_prepared(room: Room) -> None:
    room.model.takes_s = 5.0
    await room.hear(ANSWER)
    room.session.turn_may_end(ANSWER)
    await settle()
    room.session.detach(room.link)
    await settle()
    assert room.model.given_up == 1


@pytest.mark.parametrize("room", [False], indirect=True)
async def test_without_a_model_the_sound_is_prepared(room: Room) -> None:
    await room.hear(ANSWER)
    room.session.turn_may_end(ANSWER)
    await settle()
    (sound,) = room.voice.prepared
    await room.end_turn()
    assert room.voice.said[-1].text == sound
    assert room.link.told(TurnCompleted)


async def test_nothing_is_prepared_where_speculation_is_off() -> None:
    room = Room()
    registry = await room.open(model=True, speculation=Speculating.off)
    await room.hear(ANSWER)
    asked, prepared = len(room.model.asked), len(room.voice.prepared)
    room.session.turn_may_end(ANSWER)
    await room.clock.advance(0.9)
    assert len(room.voice.prepared) == prepared
    assert len(room.model.asked) == asked
    await room.end_turn()
    await room.clock.advance(0.1)
    assert room.voice.said[-1].text.startswith("Okay, so you said a lot.")
    await registry.drain()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Okay, so you moved it.", "So you moved it."),
        ("I see. Thanks. What came then?", "What came then?"),
        ("Right, which one?", "Which one?"),
        ("Rightly or not, who decided?", "Rightly or not, who decided?"),
        ("Okay.", "Okay."),
        ("Thank you for telling me that. Who?", "Thank you for telling me that. Who?"),
        ("I see what you mean. Who?", "I see what you mean. Who?"),
    ],
)
def test_an_opener_is_not_said_twice(text: str, rest: str) -> None:
    assert without_echo(text) == rest


def test_openers_claim_and_judge_nothing() -> None:
    for language in ("en", "es"):
        for words in openers(language):
            assert "?" not in words
            assert words.endswith(".")
            assert len(words.split()) <= 2
            assert not {"good", "great", "interesting", "bien"} & set(words.lower().split())
    assert Intent.greet not in OPENED
