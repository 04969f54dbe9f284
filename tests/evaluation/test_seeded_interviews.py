"""Interviews that the real core held over the seed catalogue, evaluated by the seed rubrics."""

import pytest

from evaluation.criteria import CRITERIA
from evaluation.evaluate import evaluate
from evaluation.evidence import is_verbatim
from evaluation.exchanges import with_composed_text
from evaluation.ports import Interview
from evaluation.rubric import anchors
from runtime.interview import machine
from runtime.interview.actions import AnyAction, RecordTurn, Speak
from runtime.interview.catalogue import RoleKit, Seniority
from runtime.interview.events import (
    AnyEvent,
    DeadlinePassed,
    SessionStarted,
    TextTyped,
    UtteranceFinished,
    UtteranceStarted,
)
from runtime.interview.plan import DimensionId, InterviewPlan, Mode, Style
from runtime.interview.planner import PlanRequest, make_plan
from runtime.record import AudioOut, CommittedTurn, SessionRecord, SessionStatus
from seeds.load import load
from tests.evaluation.interviews import MIDDLING, STRONG, WEAK

pytestmark = pytest.mark.unit

CATALOGUE = load()
KITS = [kit for kit in CATALOGUE.role_kits if kit.role_category in {"swe", "sales", "support"}]
MORE_STRONG = (
    STRONG,
    "When I joined the team we had 400 open tickets. I sorted them by customer and by age, called"
    " the oldest ten myself, and I wrote a checklist so that nobody would be asked twice. In the"
    " end the backlog dropped by 60 percent in three weeks.",
    "I disagreed with our product lead about the date. I listened to his reasons, then I showed him"
    " two numbers from the pilot, and we agreed on a staged rollout. We kept the account.",
)
MORE_WEAK = (WEAK, "It went well, we worked hard and did various things.", "Maybe, it depends.")


def hold(plan: InterviewPlan, answers: tuple[str, ...]) -> list[CommittedTurn]:
    """Run the core with a candidate who types the answers in turn, 30 s after each question."""
    state = machine.start(plan)
    turns: list[CommittedTurn] = []
    waiting: list[AnyEvent] = [SessionStarted(at=0.0)]
    at, typed = 0.0, 0
    while state.finished is None:
        if waiting:
            event = waiting.pop(0)
        elif state.utterance is None and typed < 60:
            at += 30.0
            typed += 1
            event = TextTyped(at=at, message_id=f"m{typed}", text=answers[typed % len(answers)])
        else:
            deadline = machine.next_deadline(plan, state)
            assert deadline is not None
            event = DeadlinePassed(at=max(at, deadline))
        at = max(at, event.at)
        state, actions = machine.step(plan, state, event)
        for action in actions:
            at = _carry_out(action, at, waiting, turns)
    return turns


def _carry_out(
    action: AnyAction, at: float, waiting: list[AnyEvent], turns: list[CommittedTurn]
) -> float:
    if isinstance(action, RecordTurn):
        turns.append(CommittedTurn(turn=action.turn))
    if isinstance(action, Speak):
        waiting.append(UtteranceStarted(at=at, utterance_id=action.utterance_id))
        at += 4.0
        waiting.append(UtteranceFinished(at=at, utterance_id=action.utterance_id))
    return at


def held(kit: RoleKit, answers: tuple[str, ...]) -> Interview:
    request = PlanRequest(
        seed=7,
        seniority=kit.level,
        interview_type=kit.interview_types[0],
        style=Style.neutral,
        mode=Mode.assessment,
        duration_s=900.0,
        questions_target=8,
        language="en",
        company=None,
        candidate_name=None,
        target_role=None,
    )
    plan = make_plan(kit, CATALOGUE.patterns_for(kit.role_category), request)
    rubric = next(r for r in CATALOGUE.rubrics if r.rubric_id == kit.default_rubric_id)
    record = SessionRecord(
        session_id="s1",
        status=SessionStatus.ended,
        plan=plan,
        role_kit_id=kit.role_kit_id,
        rubric_id=rubric.rubric_id,
        audio_out=AudioOut.none,
        created_at="2026-01-01T10:00:00Z",
    )
    return Interview(record=record, turns=hold(plan, answers), rubric=rubric)


def test_every_dimension_of_the_seed_rubrics_can_be_judged_at_every_seniority() -> None:
    for rubric in CATALOGUE.rubrics:
        for dimension in rubric.dimensions:
            assert (
                dimension.dimension in CRITERIA
                or dimension.dimension is DimensionId.communication_hygiene
            )
            for seniority in Seniority:
                assert [a.score for a in anchors(dimension, seniority)] == [1, 3, 5]


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.role_kit_id)
def test_the_better_candidate_scores_higher_in_every_seeded_role(kit: RoleKit) -> None:
    scores = []
    for answers in (MORE_STRONG, (MIDDLING,), MORE_WEAK):
        told = held(kit, answers)
        report = evaluate(told, created_at="now")
        turns = {each.turn.turn_id: each.turn for each in with_composed_text(told.turns)}
        quotes = [quote for d in report.dimensions for quote in d.evidence]
        assert quotes
        assert all(is_verbatim(quote, turns) for quote in quotes)
        assert report.coverage.questions_answered >= 5
        assert report.overall.score100 is not None
        scores.append(report.overall.score100)
    assert scores[0] > scores[1] > scores[2]
