"""A second opinion in a live session: it comes beside the interview and never holds it up."""

from collections.abc import AsyncIterator

import pytest

from runtime.interview.actions import AnswerClass, AssessAnswer, Assessment
from runtime.interview.events import AssessmentArrived
from runtime.interview.machine import replay
from runtime.registry import Registry
from storage.memory import MemoryEventLog, MemoryInterviews
from tests.clocks import ManualClock, settle
from tests.runtime.plans import plan, record
from tests.runtime.voices import PromptVoice, RecordingLink, voices

pytestmark = pytest.mark.unit

ANSWER = "I rewrote the retry code and failed payments dropped by ninety percent in two weeks."


class Listener:
    """Gives its opinion after so many seconds."""

    def __init__(self, clock: ManualClock, after_s: float, opinion: Assessment | None) -> None:
        self.asked: list[AssessAnswer] = []
        self.cancelled = 0
        self._clock, self._after_s, self._opinion = clock, after_s, opinion

    def told(self, tell: object) -> "Listener":
        return self

    async def assess(self, asked: AssessAnswer, *, deadline_s: float) -> Assessment | None:
        self.asked.append(asked)
        try:
            await self._clock.sleep_until(self._clock.monotonic() + self._after_s)
        except BaseException:
            self.cancelled += 1
            raise
        return self._opinion


class House:
    def __init__(self) -> None:
        self.clock = ManualClock()
        self.log = MemoryEventLog(monotonic=self.clock.monotonic)
        self.interviews = MemoryInterviews()
        self.voices: list[PromptVoice] = []
        self.registry: Registry | None = None

    async def hold(self, after_s: float, opinion: Assessment | None) -> Listener:
        """One answer in an interview with that listener."""
        await self.interviews.create(record())
        listener = Listener(self.clock, after_s, opinion)
        self.registry = Registry(
            log=self.log,
            interviews=self.interviews,
            clock=self.clock,
            max_sessions=1,
            opinion=listener,
        )
        self.session = await self.registry.open("s1")
        await self.session.attach(
            RecordingLink(),
            voices(self.clock, self.voices),
            output_rate_hz=24_000,
            resume_from_seq=None,
        )
        await settle()
        # The first question is small talk that expects nothing; the next one does.
        for text in ("I like payments and I want to work on them.", ANSWER):
            self.session.typed(text, None)
            await settle()
        return listener

    async def arrived(self) -> list[AssessmentArrived]:
        entries = await self.log.read("s1")
        return [e.event for e in entries if isinstance(e.event, AssessmentArrived)]


@pytest.fixture
async def house() -> AsyncIterator[House]:
    house = House()
    yield house
    if house.registry is not None:
        await house.registry.drain()


OPINION = Assessment(answer_class=AnswerClass.strong, missing=(), source="model")


async def test_an_opinion_is_an_event_of_the_log(house: House) -> None:
    listener = await house.hold(1.0, OPINION)
    (asked,) = listener.asked
    assert asked.answer == ANSWER
    spoken = len(house.voices[0].said)
    assert spoken == 3, "the reply did not wait for the opinion"
    assert await house.arrived() == []
    await house.clock.advance(1.5)
    (event,) = await house.arrived()
    assert event.turn_id == asked.turn_id
    assert event.assessment == OPINION
    events = [e.event for e in await house.log.read("s1") if e.event is not None]
    thread = replay(plan(), events).thread
    assert thread is not None
    assert set(thread.covered) == set(asked.expects), "it can be replayed"


@pytest.mark.parametrize("opinion", [None, OPINION])
async def test_a_late_or_unreadable_opinion_changes_nothing(
    house: House, opinion: Assessment | None
) -> None:
    listener = await house.hold(1.0 if opinion is None else 9.0, opinion)
    assert len(listener.asked) == 1
    await house.clock.advance(11.0)
    assert await house.arrived() == []


async def test_a_session_that_ends_drops_its_opinions(house: House) -> None:
    listener = await house.hold(3600.0, OPINION)
    assert house.registry is not None
    await house.registry.drain()
    await settle()
    assert listener.cancelled == 1
