"""The phase controller: order, shares of the time, jump to the close."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.interview import phases, timing
from runtime.interview.plan import InterviewPlan, PhaseId
from tests.interview.kits import plan

pytestmark = pytest.mark.unit

PLAN = plan(seed=2, duration_s=600.0, questions_target=12)


def following(made: InterviewPlan, **given_: object) -> phases.Next:
    arguments: dict[str, object] = {
        "phase_index": 0,
        "phase_ends_at": phases.ends_at(made, 0, 0.0),
        "asked": (),
        "said": (),
        "at": 0.0,
    }
    return phases.next_question(made, **{**arguments, **given_})  # type: ignore[arg-type]


def ids(phase_index: int) -> list[str]:
    return [question.question_id for question in PLAN.phases[phase_index].questions]


def test_the_first_question_is_the_intro() -> None:
    first = following(PLAN)
    assert first.question is not None
    assert first.question.question_id == "q01"
    assert first.phase_index == 0


def test_a_phase_goes_on_while_its_share_lasts() -> None:
    role = phases.ends_at(PLAN, 1, 60.0)
    asked = ("q01", ids(1)[0])
    more = following(PLAN, phase_index=1, phase_ends_at=role, asked=asked, at=100.0)
    assert more.phase_index == 1
    over = following(PLAN, phase_index=1, phase_ends_at=role, asked=asked, at=role - 10)
    assert over.phase_index == 2
    assert over.question is not None


def test_unused_time_flows_on() -> None:
    early, late = phases.ends_at(PLAN, 2, 200.0) - 200.0, phases.ends_at(PLAN, 2, 400.0) - 400.0
    assert early > late
    assert early == pytest.approx(timing.close_at(PLAN) - 200.0)


def test_time_overdrawn_is_shared_by_all_that_follow() -> None:
    on_time = phases.ends_at(PLAN, 1, 60.0) - 60.0
    delayed = phases.ends_at(PLAN, 1, 200.0) - 200.0
    left = timing.close_at(PLAN) - 200.0
    assert 0 < delayed < on_time
    assert delayed / left == pytest.approx(on_time / (timing.close_at(PLAN) - 60.0))


def test_short_of_time_it_goes_to_the_close_and_says_so() -> None:
    close = following(PLAN, at=PLAN.duration_s - 30, asked=("q01",))
    assert close.question is None
    assert close.phase_index == phases.close_index(PLAN)
    assert close.short_of_time


def test_with_all_questions_asked_it_goes_to_the_close_unhurried() -> None:
    every = [question.question_id for phase in PLAN.phases for question in phase.questions]
    close = following(PLAN, at=100.0, asked=every)
    assert close.question is None
    assert not close.short_of_time


def test_no_more_than_the_target() -> None:
    made = plan(questions_target=2, duration_s=3600.0)
    assert following(made, asked=("q01", "q02"), at=50.0).question is None


def test_a_text_that_was_said_is_not_said_again() -> None:
    first = PLAN.phases[0].questions[0]
    other = following(PLAN, said=(phases.normalised(first.text),))
    assert other.question is not None
    assert other.question.question_id != first.question_id


@given(at=st.floats(0, 700), index=st.integers(0, 3), asked=st.integers(0, 8))
def test_it_never_goes_back_and_never_asks_into_the_close(
    at: float, index: int, asked: int
) -> None:
    every = [question.question_id for phase in PLAN.phases for question in phase.questions]
    end = min(at + 50, timing.close_at(PLAN))
    found = following(PLAN, phase_index=index, asked=every[:asked], at=at, phase_ends_at=end)
    assert found.phase_index >= index
    if found.question is not None:
        assert found.question.question_id not in every[:asked]
        assert at < PLAN.duration_s
        in_close = PLAN.phases[found.phase_index].phase_id is PhaseId.close
        assert in_close or at <= timing.close_at(PLAN) or not asked


def test_normalised_texts_compare_as_they_sound() -> None:
    assert phases.normalised("What, then?") == phases.normalised("what then")
