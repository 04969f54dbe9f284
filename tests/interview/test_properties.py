"""Whatever happens, in whatever order, the interview keeps its promises."""

import msgspec
import pytest
from hypothesis import HealthCheck, currently_in_test_context, given, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from runtime.interview import machine
from runtime.interview.actions import (
    AnswerClass,
    AnyAction,
    Assessment,
    Directive,
    Finish,
    Intent,
    RecordTurn,
    Speak,
    Speaker,
)
from runtime.interview.catalogue import InterviewType, RoleKit
from runtime.interview.events import (
    AnyEvent,
    AssessmentArrived,
    CodeSubmitted,
    ConnectionLost,
    ConnectionResumed,
    DeadlinePassed,
    EndRequested,
    RepeatRequested,
    SegmentHeard,
    SessionStarted,
    SpeechStarted,
    SpeechStopped,
    TextTyped,
    TimeRequested,
    TurnEnded,
    UtteranceFinished,
    UtteranceHeard,
    UtteranceInterrupted,
    UtteranceStarted,
)
from runtime.interview.phases import normalised
from runtime.interview.plan import InterviewPlan, Missing, Mode, Patience, PhaseId, Style
from runtime.interview.planner import PlanRequest, make_plan
from runtime.interview.seed import shuffled
from runtime.interview.state import InterviewState
from seeds.load import load
from tests.interview.conversation import Conversation, Reply, encoded
from tests.interview.kits import CASE, CLAIM, KIT, PATTERNS
from tests.interview.test_answers import LABELLED
from tests.interview.test_contradictions import CONSISTENT, RESUME
from tests.interview.test_spoken_answers import rows
from tests.interview.test_tact import near

pytestmark = pytest.mark.unit

NEW_QUESTION = (Intent.greet, Intent.ask, Intent.probe, Intent.move_on, Intent.interject)
"""Intents whose question must never have been asked before."""
ONE_TURN_S = 150.0 + 60.0
"""The longest turn (monologue cap) and an interviewer's turn with a failing mouth."""

SPOKEN = [text for part in ("dev", "held") for _, _, text in rows(part)]
texts = st.sampled_from([*(text for _, _, text in LABELLED), *SPOKEN, *CONSISTENT])
answers = st.one_of(texts, st.lists(texts, min_size=2, max_size=3).map(" ".join))
requests = st.builds(
    PlanRequest,
    seed=st.integers(0, 2**63),
    style=st.sampled_from(Style),
    mode=st.sampled_from(Mode),
    duration_s=st.one_of(st.sampled_from([60.0, 150.0, 360.0, 1800.0]), st.floats(60, 1800)),
    questions_target=st.integers(1, 40),
    company=st.sampled_from([None, "Acme", "What? Inc."]),
    candidate_name=st.sampled_from([None, "Maya Ortiz", "Łukasz"]),
    interview_type=st.sampled_from([None, *InterviewType]),
    language=st.sampled_from(["en", "en", "es"]),
    response_languages=st.sampled_from([(), ("es",), ("en", "es")]),
    resume_claims=st.sampled_from([(), RESUME]),
)


@st.composite
def plans(draw: st.DrawFn) -> InterviewPlan:
    """Any plan; some of its questions mean much the same."""
    plan = make_plan(KIT, [*PATTERNS, CASE, CLAIM], draw(requests))
    questions = [question for phase in plan.phases for question in phase.questions]
    pair = draw(st.lists(st.sampled_from(questions), min_size=2, max_size=2))
    return near(plan, pair[0].question_id, pair[1].question_id) if draw(st.booleans()) else plan


class Promises:
    """Checks every step of one interview against what was promised."""

    def __init__(self, plan: InterviewPlan) -> None:
        self.plan = plan
        self.asked: set[str] = set()
        self.probes: dict[str, int] = {}
        self.depths = {
            str(question.question_id): question.probe_depth
            for phase in plan.phases
            for question in phase.questions
        }
        self.near = {
            str(question.question_id): {str(name) for name in question.near}
            for phase in plan.phases
            for question in phase.questions
        }
        self.signals = [
            question.expected_signal
            for phase in plan.phases
            for question in phase.questions
            if question.expected_signal
        ]
        self.quoted: set[str] = set()
        self.open: str | None = None
        self.index = 0
        self.phase_index = 0
        self.last: Directive | None = None
        self.nudged = False
        self.reason: str | None = None
        self.ended_at = 0.0

    def check(self, event: AnyEvent, state: InterviewState, actions: tuple[AnyAction, ...]) -> None:
        if isinstance(event, TimeRequested | RepeatRequested | SegmentHeard | TextTyped):
            self.nudged = False
        if self.reason is not None:
            assert actions == (), "nothing follows Finish"
        for action in actions:
            match action:
                case Speak():
                    self._speaks(action)
                case RecordTurn(turn=turn):
                    assert turn.index == self.index
                    self.index += 1
                    assert turn.ended_at >= turn.started_at
                    if turn.role is Speaker.interviewer:
                        assert self.open == turn.turn_id, "one record for each utterance"
                        self.open = None
                    else:
                        assert turn.text.strip(), "no empty turn is recorded"
                case Finish(reason=reason):
                    assert self.open is None
                    self.reason, self.ended_at = reason, state.at
                case _:
                    pass
        assert state.phase_index >= self.phase_index, "phases come in order"
        self.phase_index = state.phase_index
        assert state.phase is self.plan.phases[state.phase_index].phase_id
        assert len(state.asked_questions) <= self.plan.questions_target
        for name in state.asked_questions:
            closed = {*state.asked_questions, *state.declined} - {name}
            assert not self.near[name] & closed, "nothing is asked twice in other words"
        assert not set(state.skipped) & set(state.asked_questions), "what was skipped is not asked"
        assert len(state.raised) == len(set(state.raised)), "no contradiction is raised twice"
        due = machine.next_deadline(self.plan, state)
        assert (due is None) is (
            state.finished is not None or not state.started or not state.connected
        ), "there is always a way on"

    @property
    def latest(self) -> float:
        return self.plan.duration_s + ONE_TURN_S

    def _speaks(self, speak: Speak) -> None:
        assert self.open is None, "at most one utterance"
        self.open = speak.turn_id
        directive = speak.directive
        if currently_in_test_context():
            note(f"{directive.intent}: {directive.text}")
        assert directive.text
        assert "{" not in directive.text
        assert directive.text.count("?") <= 1, "one question at a time"
        if directive.question is None:
            assert "?" not in directive.text
        else:
            assert directive.text.endswith(directive.question)
        assert not any(signal in directive.text for signal in self.signals), "no plan leaks"
        assert (directive.persona is not None) is bool(self.plan.personas)
        if directive.question is not None and directive.intent in NEW_QUESTION:
            text = normalised(directive.question)
            assert text not in self.asked, "no question twice"
            self.asked.add(text)
        if directive.intent is Intent.probe:
            key = directive.question_id or ""
            self.probes[key] = self.probes.get(key, 0) + 1
            assert self.probes[key] <= self.depths[key], "probe depth"
        if directive.intent is Intent.nudge:
            assert not self.nudged, "no nudge after a nudge that nothing came of"
        self.nudged = directive.intent is Intent.nudge
        self.last = directive


class AnyInterview(RuleBasedStateMachine):
    """Every event there is, in any order a broken world could send it."""

    @initialize(plan=plans())
    def begin(self, plan: InterviewPlan) -> None:
        self.plan = plan
        self.state = machine.start(plan)
        self.promises = Promises(plan)
        self.log: list[AnyEvent] = []
        self.now = 0.0
        self.segments = 0
        self.messages = 0
        self.feed(SessionStarted(at=0.0))

    def feed(self, event: AnyEvent) -> None:
        before = encoded(self.state)
        state, actions = machine.step(self.plan, self.state, event)
        assert encoded(self.state) == before, "the old state is left alone"
        if state is self.state:
            assert actions == ()
            return
        self.log.append(event)
        self.state = state
        self.promises.check(event, state, actions)

    def pass_time(self, seconds: float) -> None:
        """Session seconds pass only while the client is there; deadlines come on time."""
        if not self.state.connected:
            return
        until = self.now + seconds
        for _ in range(200):
            due = machine.next_deadline(self.plan, self.state)
            if due is None or due > until:
                break
            self.now = max(self.now, due)
            self.feed(DeadlinePassed(at=self.now))
        else:
            raise AssertionError("deadlines make no progress")
        self.now = until

    @property
    def uid(self) -> str | None:
        return self.state.utterance.utterance_id if self.state.utterance else None

    @rule(seconds=st.floats(0.05, 20))
    def wait(self, seconds: float) -> None:
        self.pass_time(seconds)

    @rule(seconds=st.floats(20, 200))
    def wait_long(self, seconds: float) -> None:
        self.pass_time(seconds)

    @precondition(lambda self: self.uid is not None)
    @rule(part=st.floats(0, 1))
    def mouth_starts_and_tells(self, part: float) -> None:
        assert self.state.utterance is not None
        uid, text = self.state.utterance.utterance_id, self.state.utterance.directive.text
        self.feed(UtteranceStarted(at=self.now, utterance_id=uid))
        self.pass_time(part * len(text.split()) / 2.6)
        self.feed(UtteranceHeard(at=self.now, utterance_id=uid, heard_chars=int(len(text) * part)))

    @precondition(lambda self: self.uid is not None)
    @rule()
    def mouth_finishes(self) -> None:
        assert self.state.utterance is not None
        uid = self.state.utterance.utterance_id
        self.pass_time(len(self.state.utterance.directive.text.split()) / 2.6)
        self.feed(UtteranceFinished(at=self.now, utterance_id=uid))

    @precondition(lambda self: self.uid is not None)
    @rule(part=st.floats(0, 1.1))
    def mouth_is_interrupted(self, part: float) -> None:
        assert self.state.utterance is not None
        uid, text = self.state.utterance.utterance_id, self.state.utterance.directive.text
        chars = int(len(text) * part)
        self.feed(UtteranceInterrupted(at=self.now, utterance_id=uid, heard_chars=chars))

    @precondition(lambda self: self.state.utterance_count > 1)
    @rule()
    def mouth_tells_of_the_past(self) -> None:
        before = self.state
        self.feed(UtteranceFinished(at=self.now, utterance_id="u0001"))
        if self.uid != "u0001":
            assert self.state is before

    @rule(text=answers, ends=st.booleans(), late=st.booleans())
    def candidate_speaks(self, text: str, ends: bool, late: bool) -> None:
        self.feed(SpeechStarted(at=self.now))
        began = self.now
        self.pass_time(min(30.0, len(text.split()) / 2.6))
        self.feed(SpeechStopped(at=self.now))
        if late and ends:
            self.feed(TurnEnded(at=self.now))
        self.segments += 1
        self.feed(
            SegmentHeard(
                at=self.now,
                segment_id=f"s{self.segments}",
                text=text,
                started_at=began,
                ended_at=self.now,
            )
        )
        if ends and not late:
            self.feed(TurnEnded(at=self.now))

    @rule()
    def noise(self) -> None:
        self.feed(SpeechStarted(at=self.now))
        self.pass_time(0.5)
        self.feed(SpeechStopped(at=self.now))
        self.feed(TurnEnded(at=self.now))

    @rule()
    def voice_without_end(self) -> None:
        self.feed(SpeechStarted(at=self.now))

    @rule()
    def turn_ends(self) -> None:
        self.feed(TurnEnded(at=self.now))

    @rule(text=answers, again=st.booleans())
    def candidate_types(self, text: str, again: bool) -> None:
        self.messages += 1
        typed = TextTyped(at=self.now, message_id=f"m{self.messages}", text=text)
        self.feed(typed)
        if again:
            before = self.state
            self.feed(typed)
            assert self.state is before, "the same message twice is one answer"

    @rule(which=st.sampled_from([TimeRequested, RepeatRequested]))
    def button(self, which: type[TimeRequested] | type[RepeatRequested]) -> None:
        self.feed(which(at=self.now))

    @rule()
    def code(self) -> None:
        self.feed(CodeSubmitted(at=self.now, task_id="x", language="python", code="print(1)"))

    @rule(turn=st.integers(0, 30), missing=st.sets(st.sampled_from(Missing)))
    def second_opinion(self, turn: int, missing: set[Missing]) -> None:
        opinion = Assessment(
            answer_class=AnswerClass.weak, missing=tuple(sorted(missing)), source="model"
        )
        self.feed(AssessmentArrived(at=self.now, turn_id=f"t{turn:04d}", assessment=opinion))

    @rule(lost_first=st.booleans())
    def reconnects(self, lost_first: bool) -> None:
        if lost_first:
            self.feed(ConnectionLost(at=self.now))
        self.feed(ConnectionResumed(at=self.now))

    @rule()
    def goes_away(self) -> None:
        self.feed(ConnectionLost(at=self.now))

    @precondition(lambda self: len(self.log) > 15)
    @rule(reason=st.sampled_from(["candidate", "operator", "abandoned", "failed"]))
    def someone_ends_it(self, reason: str) -> None:
        self.feed(EndRequested(at=self.now, reason=reason))

    @invariant()
    def a_finished_interview_has_closed_its_books(self) -> None:
        if hasattr(self, "state") and self.state.finished is not None:
            assert self.state.utterance is None
            assert self.state.answer is None

    def teardown(self) -> None:
        if not hasattr(self, "state"):
            return
        self.feed(ConnectionResumed(at=self.now))
        began = self.now
        for _ in range(400):
            if self.state.finished is not None:
                break
            if self.state.utterance is not None and self.state.utterance.stopping_at is None:
                self.mouth_finishes()
            else:
                due = machine.next_deadline(self.plan, self.state)
                assert due is not None
                self.now = max(self.now, due)
                self.feed(DeadlinePassed(at=self.now))
        assert self.state.finished is not None, "silence always reaches the end"
        assert self.state.at <= max(self.promises.latest, began + ONE_TURN_S)
        assert self.promises.reason == self.state.finished
        assert encoded(machine.replay(self.plan, self.log)) == encoded(self.state)
        again = msgspec.json.decode(encoded(self.state), type=InterviewState)
        assert again == self.state


TestAnyInterview = AnyInterview.TestCase
TestAnyInterview.settings = settings(
    max_examples=60,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

replies = st.builds(
    Reply,
    text=st.one_of(st.just(""), answers),
    after_s=st.floats(0.2, 9),
    typed=st.integers(0, 5).map(lambda n: n == 0),
    interrupts_at=st.one_of(st.none(), st.none(), st.none(), st.floats(0.05, 0.95)),
    button=st.sampled_from([None] * 8 + ["time", "repeat"]),
    leaves_s=st.one_of(st.none(), st.none(), st.none(), st.floats(0, 5)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=plans(), script=st.lists(replies, max_size=30), then=replies)
def test_plausible_interviews_reach_the_close_in_time(
    plan: InterviewPlan, script: list[Reply], then: Reply
) -> None:
    waiting = list(script)

    def candidate(directive: Directive) -> Reply:
        reply = waiting.pop(0) if waiting else then
        if directive.intent in (Intent.grant_time, Intent.resume) and reply.button:
            return Reply(text="Let me see. I wrote the tests and I fixed the parser.")
        if reply.leaves_s is not None and not waiting:
            return Reply()
        return reply

    talk = Conversation(plan, candidate)
    promises = Promises(plan)
    talk.run()
    state = machine.start(plan)
    for event in talk.log:
        state, actions = machine.step(plan, state, event)
        promises.check(event, state, actions)
    note(talk.transcript())
    assert talk.finished_at is not None
    assert talk.finished_at <= plan.duration_s + ONE_TURN_S
    assert state.phase is PhaseId.close
    assert promises.last is not None
    assert promises.last.intent is Intent.close
    said = " ".join(
        text
        for turn in talk.turns
        if turn.role is Speaker.candidate
        for _, _, text in turn.segments
    )
    heard = " ".join(event.text for event in talk.log if isinstance(event, SegmentHeard))
    assert sorted(said.split()) == sorted(heard.split()), "no word is lost"
    assert encoded(machine.replay(plan, talk.log)) == encoded(state)


CATALOGUE = load()


@pytest.mark.parametrize("duration_s", [60.0, 150.0, 360.0, 1800.0])
@pytest.mark.parametrize("kit", CATALOGUE.role_kits, ids=lambda kit: kit.role_kit_id)
def test_every_role_kit_that_ships_holds_an_interview(kit: RoleKit, duration_s: float) -> None:
    patterns = CATALOGUE.patterns_for(kit.role_category)
    for kind in kit.interview_types:
        for seed, style in enumerate(Style):
            request = PlanRequest(
                seed=seed, interview_type=kind, style=style, duration_s=duration_s, company="Acme"
            )
            plan = make_plan(kit, patterns, request)
            pool = shuffled(seed, "answers", [text for _, _, text in LABELLED])
            talk = Conversation(plan, lambda _, pool=pool: Reply(text=pool.pop())).run()
            promises, state = Promises(plan), machine.start(plan)
            for event in talk.log:
                state, actions = machine.step(plan, state, event)
                promises.check(event, state, actions)
            assert promises.reason in ("completed", "candidate", "time_up")
            assert state.at <= duration_s + ONE_TURN_S


def test_patience_is_known_at_every_moment() -> None:
    plan = make_plan(KIT, PATTERNS, PlanRequest(seed=1))
    assert machine.patience(plan, machine.start(plan)) is Patience.brief
