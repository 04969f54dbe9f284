"""The session shell over in-memory stores: acknowledgement, reconnects, takeover, failure."""

from collections.abc import AsyncIterator, Sequence

import pytest

from runtime.errors import Interrupted, SessionOver, StorageFailed, Superseded
from runtime.interview.actions import Directive
from runtime.interview.events import SegmentHeard, TextTyped, UtteranceInterrupted
from runtime.interview.plan import Mode, Patience
from runtime.media import Welcome
from runtime.ports import Voice, VoiceEvents, Worded
from runtime.record import SessionStatus
from runtime.recovery import fold
from runtime.registry import Registry
from runtime.session import InterviewSession
from runtime.turn_events import (
    Incident,
    SessionEnded,
    SessionPaused,
    SessionStartedEvent,
    TurnCompleted,
    TurnStarted,
)
from storage.memory import MemoryEventLog, MemoryInterviews
from tests.clocks import ManualClock, settle
from tests.runtime.plans import plan, record
from tests.runtime.voices import PromptVoice, RecordingLink, voices

pytestmark = pytest.mark.unit

ANSWER = "I rewrote the retry code and failed payments dropped by ninety percent in two weeks."


class Echo:
    """A model that words every probe and question with one more sentence."""

    def told(self, tell: object) -> "Echo":
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
        self.recent = list(recent)
        return Worded(text=f"Let me see. {directive.text}", source="echo", first_token_ms=5.0)


class House:
    """Stores, a clock and a registry; a second registry stands for a second process."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.log = MemoryEventLog(monotonic=self.clock.monotonic)
        self.interviews = MemoryInterviews()
        self.registries: list[Registry] = []
        self.voices: list[PromptVoice] = []

    def registry(self, wording: Echo | None = None) -> Registry:
        registry = Registry(
            log=self.log,
            interviews=self.interviews,
            clock=self.clock,
            max_sessions=2,
            wording=wording,
        )
        self.registries.append(registry)
        return registry

    async def join(
        self, registry: Registry, *, after: int | None = None, hold: bool = False
    ) -> tuple[InterviewSession, RecordingLink]:
        session = await registry.open("s1")
        link = RecordingLink()
        await session.attach(
            link,
            voices(self.clock, self.voices, hold=hold),
            output_rate_hz=24_000,
            resume_from_seq=after,
        )
        await settle()
        return session, link


@pytest.fixture
async def house() -> AsyncIterator[House]:
    house = House()
    await house.interviews.create(record())
    yield house
    for registry in house.registries:
        await registry.drain()


async def test_the_first_client_is_welcomed_and_greeted(house: House) -> None:
    _, link = await house.join(house.registry())
    assert isinstance(link.sent[0], Welcome)
    assert not link.sent[0].resumed
    assert isinstance(link.sent[1], SessionStartedEvent)
    assert len(house.voices[0].said) == 1
    assert house.voices[0].patience is not None
    assert (await house.interviews.load("s1")).status is SessionStatus.running


async def test_a_typed_answer_is_durable_before_it_is_acknowledged(house: House) -> None:
    session, link = await house.join(house.registry())
    session.typed(ANSWER, "m1")
    await settle()
    assert link.acknowledged() == {"m1": ANSWER}
    durable = [t.turn.text for t in await house.interviews.turns("s1")]
    assert ANSWER in durable
    state, turns, _ = fold(plan(), await house.interviews.events("s1"))
    assert [turn.text for turn in turns] == durable
    assert state.answers == 1


async def test_a_typed_answer_that_cuts_the_interviewer_short_is_acknowledged_by_its_id(
    house: House,
) -> None:
    session, link = await house.join(house.registry(), hold=True)
    session.typed(ANSWER, "m1")
    await settle()
    voice = house.voices[0]
    assert voice.hushed == ["u0001"]
    session.heard_event(UtteranceInterrupted(at=1.0, utterance_id="u0001", heard_chars=40))
    await settle()
    assert link.acknowledged() == {"m1": ANSWER}
    started = [m.role for m in link.told(TurnStarted)]  # type: ignore[attr-defined]
    assert started == ["interviewer", "candidate", "interviewer"]


async def test_the_same_message_twice_is_one_answer(house: House) -> None:
    session, link = await house.join(house.registry())
    session.typed(ANSWER, "m1")
    session.typed(ANSWER, "m1")
    await settle()
    texts = [t.turn.text for t in await house.interviews.turns("s1")]
    assert texts.count(ANSWER) == 1
    assert list(link.acknowledged()) == ["m1"]


async def test_nothing_is_acknowledged_while_postgres_is_away(house: House) -> None:
    session, link = await house.join(house.registry())
    commit = house.interviews.commit_turn
    failures = iter([StorageFailed("away")] * 3)

    async def failing(*arguments: object) -> None:
        for failure in failures:
            raise failure
        await commit(*arguments)  # type: ignore[arg-type]

    house.interviews.commit_turn = failing  # type: ignore[method-assign]
    session.typed(ANSWER, "m1")
    await settle()
    assert link.acknowledged() == {}
    await house.clock.advance(2)
    assert link.acknowledged() == {"m1": ANSWER}
    assert [i.code for i in link.told(Incident)] == ["storage_failed"]  # type: ignore[attr-defined]


async def test_a_log_that_redis_lost_is_refilled_from_postgres(house: House) -> None:
    first = house.registry()
    session, link = await house.join(first)
    session.typed(ANSWER, "m1")
    await settle()
    await first.drain()
    before = await house.interviews.turns("s1")
    house.log.lose("s1")
    session, link = await house.join(house.registry(), after=0)
    session.typed("Then I designed a queue and measured it for a month.", "m2")
    await settle()
    assert "m2" in link.acknowledged()
    after = await house.interviews.turns("s1")
    assert after[: len(before)] == before
    assert [turn.turn.index for turn in after] == list(range(len(after)))


async def test_a_client_that_comes_back_gets_what_it_missed_once(house: House) -> None:
    session, link = await house.join(house.registry())
    seen = max(getattr(message, "seq", 0) for message in link.sent)
    session.detach(link)
    await settle()
    assert house.voices[0].closed
    assert (await house.interviews.load("s1")).status is SessionStatus.paused
    _, again = await house.join(house.registries[0], after=seen)
    assert isinstance(again.sent[0], Welcome)
    assert again.sent[0].resumed
    missed = [e.turn_event for e in await house.log.read("s1", after=seen) if e.turn_event]
    assert again.sent[1:] == missed
    assert len(again.told(SessionPaused)) == 1
    assert house.voices[1].said, "the interviewer goes on"


async def test_what_was_not_heard_is_said_again(house: House) -> None:
    session, link = await house.join(house.registry(), hold=True)
    first = house.voices[0].said[0].text
    house.voices[0].hear(5)
    await settle()
    session.detach(link)
    await house.join(house.registries[0])
    resumed = house.voices[1].said[0].text
    question = first.rsplit(". ", maxsplit=1)[-1]
    assert question in resumed


async def test_session_seconds_stand_still_while_the_client_is_away(house: House) -> None:
    session, link = await house.join(house.registry())
    await house.clock.advance(3)
    session.detach(link)
    await settle()
    left_at = session.session_seconds(house.clock.monotonic())
    await house.clock.advance(300)
    assert session.session_seconds(house.clock.monotonic()) == left_at
    session, _ = await house.join(house.registries[0])
    assert session.session_seconds(house.clock.monotonic()) == left_at


async def test_a_second_window_takes_over(house: House) -> None:
    registry = house.registry()
    _, link = await house.join(registry)
    await house.join(registry)
    assert link.closed
    assert isinstance(link.error, Superseded)


async def test_another_process_takes_over_and_the_first_can_write_no_more(house: House) -> None:
    session, link = await house.join(house.registry())
    session.typed(ANSWER, "m1")
    await settle()
    taken, other = await house.join(house.registry(), after=0)
    assert taken.epoch > session.epoch
    session.typed("words of a ghost", "m2")
    await settle()
    assert isinstance(link.error, Superseded)
    taken.typed("I checked it with a load test.", "m3")
    await settle()
    assert set(other.acknowledged()) == {"m1", "m3"}
    assert "words of a ghost" not in [t.turn.text for t in await house.interviews.turns("s1")]


async def test_a_turn_the_dead_process_logged_but_never_committed_is_kept(house: House) -> None:
    session, _ = await house.join(house.registry())
    typed = TextTyped(at=1.0, message_id="m1", text=ANSWER)
    await house.log.append("s1", session.epoch, event=typed)  # and killed before the commit
    _, link = await house.join(house.registry(), after=0)
    assert ANSWER in [t.turn.text for t in await house.interviews.turns("s1")]
    assert ANSWER in link.acknowledged().values()


async def test_a_client_that_stays_away_frees_its_place_but_may_come_back(house: House) -> None:
    registry = house.registry()
    session, link = await house.join(registry)
    session.typed(ANSWER, "m1")
    await settle()
    session.detach(link)
    await house.clock.advance(61)
    assert registry.live_count == 0
    assert (await house.interviews.load("s1")).status is SessionStatus.paused
    _, again = await house.join(registry, after=0)
    assert again.acknowledged() == {"m1": ANSWER}
    assert house.voices[-1].said


@pytest.mark.parametrize("reason", ["abandoned", "operator"])
async def test_an_interview_ends_without_a_client_and_keeps_every_word(
    house: House, reason: str
) -> None:
    session, _ = await house.join(house.registry())
    session.heard_event(
        SegmentHeard(at=1.0, segment_id="a", text="I had begun to", started_at=0.2, ended_at=0.9)
    )
    await settle()
    await house.registries[0].drain()  # stands for a process that is gone
    await house.registry().end("s1", reason)
    await settle()
    await house.clock.advance(5)
    record = await house.interviews.load("s1")
    assert record.end_reason == reason
    assert house.interviews.due == ["s1"]
    assert "I had begun to" in [t.turn.text for t in await house.interviews.turns("s1")]
    with pytest.raises(SessionOver):
        await house.registries[-1].open("s1")


async def test_the_end_is_recorded_and_told(house: House) -> None:
    session, link = await house.join(house.registry())
    session.end("candidate")
    await house.clock.advance(1)
    assert [m.reason for m in link.told(SessionEnded)] == ["candidate"]  # type: ignore[attr-defined]
    assert link.closed
    assert link.error is None
    assert house.interviews.due == ["s1"]
    assert house.registries[0].live_count == 0


async def test_draining_lets_go_without_ending(house: House) -> None:
    registry = house.registry()
    _, link = await house.join(registry)
    await registry.drain()
    assert isinstance(link.error, Interrupted)
    assert (await house.interviews.load("s1")).status in (
        SessionStatus.running,
        SessionStatus.paused,
    )
    _, again = await house.join(house.registry(), after=0)
    assert again.told(TurnStarted)


async def test_silence_moves_the_interview_on_by_the_clock_alone(house: House) -> None:
    _, link = await house.join(house.registry())
    await house.clock.advance(700)
    ended = link.told(SessionEnded)
    assert ended, "an interview without a word ends by itself"
    interviewer = [m for m in link.told(TurnCompleted) if m.role == "interviewer"]  # type: ignore[attr-defined]
    assert len(interviewer) >= 3


async def test_what_a_model_worded_is_what_the_record_holds(house: House) -> None:
    model = Echo()
    session, link = await house.join(house.registry(model))
    session.typed(ANSWER, "m1")
    await settle()
    said = [utterance.text for utterance in house.voices[0].said]
    assert all(text.startswith("Let me see. ") for text in said)
    kept = [t.turn.text for t in await house.interviews.turns("s1") if t.turn.role == "interviewer"]
    assert kept == said[: len(kept)]
    assert model.recent[-1].endswith(ANSWER)
    _, turns, _ = fold(plan(), await house.interviews.events("s1"))
    assert turns[0].text == said[0], "the log alone tells the worded text, too"
    assert link.told(TurnCompleted)[0].text == said[0]  # type: ignore[attr-defined]


async def test_patience_of_the_moment_reaches_the_ear(house: House) -> None:
    session, _ = await house.join(house.registry())
    session.need_time()
    await settle()
    assert house.voices[0].patience is Patience.long


async def test_a_voice_that_cannot_open_leaves_the_session_usable(house: House) -> None:
    registry = house.registry()
    session = await registry.open("s1")

    async def broken(_report: VoiceEvents) -> Voice:
        raise StorageFailed("stands for any failure")

    link = RecordingLink()
    with pytest.raises(StorageFailed):
        await session.attach(link, broken, output_rate_hz=24_000, resume_from_seq=None)
    await settle()
    _, again = await house.join(registry)
    assert again.told(SessionStartedEvent)


async def test_an_answer_typed_over_the_interviewer_survives_a_kill(house: House) -> None:
    session, _ = await house.join(house.registry(), hold=True)
    session.typed(ANSWER, "m1")  # and killed before the voice could report its silence
    await settle()
    _, link = await house.join(house.registry(), after=0)
    assert link.acknowledged() == {"m1": ANSWER}
    assert ANSWER in [t.turn.text for t in await house.interviews.turns("s1")]
