"""The time manager: how long to wait, what still fits, when it is over."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.interview import machine, timing
from runtime.interview.events import SessionStarted
from runtime.interview.plan import Patience, PhaseId
from runtime.interview.state import InterviewState, OpenAnswer, Stage
from tests.interview.bench import Bench
from tests.interview.kits import plan

pytestmark = pytest.mark.unit

SIX_MINUTES = plan(duration_s=360.0)
ONE_MINUTE = plan(duration_s=60.0)
durations = st.floats(60, 7200)


def listening(made: object = None) -> InterviewState:
    bench = Bench(SIX_MINUTES)
    bench.start()
    return bench.hear_out().state


@pytest.mark.parametrize(
    ("patience", "seconds"), [(Patience.brief, 8), (Patience.open, 12), (Patience.long, 30)]
)
def test_nudges_wait_as_the_moment_asks(patience: Patience, seconds: float) -> None:
    at = timing.nudge_at(SIX_MINUTES, quiet_since=100.0, patience=patience)
    assert at == pytest.approx(100.0 + seconds)


def test_waiting_is_shorter_in_a_short_interview() -> None:
    at = timing.nudge_at(ONE_MINUTE, quiet_since=0.0, patience=Patience.open)
    assert at == pytest.approx(12 * 0.4)


@given(duration_s=durations)
def test_the_moments_of_the_end_come_in_order(duration_s: float) -> None:
    made = plan(duration_s=duration_s)
    moments = (timing.close_at(made), timing.invite_at(made), timing.farewell_at(made), duration_s)
    assert list(moments) == sorted(moments)
    assert moments[0] > 0


@given(duration_s=durations, began=st.floats(0, 7200))
def test_an_answer_is_never_stopped_before_it_had_a_chance(duration_s: float, began: float) -> None:
    made = plan(duration_s=duration_s)
    for stage, phase in (
        (Stage.asking, PhaseId.role_skills),
        (Stage.asking, PhaseId.close),
        (Stage.inviting, PhaseId.close),
    ):
        state = InterviewState(phase=phase, stage=stage)
        stopped = timing.interject_at(made, state, turn_started_at=began)
        assert stopped >= began + min(15.0, 0.25 * made.wrap_up_s)
        assert stopped <= began + 150.0


def test_a_monologue_is_stopped_after_150_s_or_a_third_of_a_short_interview() -> None:
    hour = plan(duration_s=3600.0)
    state = InterviewState(phase=PhaseId.role_skills)
    assert timing.interject_at(hour, state, turn_started_at=100.0) == 250.0
    assert timing.interject_at(SIX_MINUTES, state, turn_started_at=100.0) == pytest.approx(208.0)


def test_who_is_silent_is_never_asked_to_stop() -> None:
    state = listening()
    due = timing.next_due(SIX_MINUTES, state)
    assert due is not None
    assert due[1] is timing.Due.nudge
    speaking = msgspec.structs.replace(
        state, speaking=True, answer=OpenAnswer(turn_id="t", started_at=state.at)
    )
    due = timing.next_due(SIX_MINUTES, speaking)
    assert due is not None
    assert due[1] is timing.Due.interject


def test_no_deadline_before_the_start_while_away_or_after_the_end() -> None:
    fresh = machine.start(SIX_MINUTES)
    assert timing.next_due(SIX_MINUTES, fresh) is None
    state, _ = machine.step(SIX_MINUTES, fresh, SessionStarted(at=0.0))
    assert timing.next_due(SIX_MINUTES, state) is not None
    away = msgspec.structs.replace(state, connected=False)
    assert timing.next_due(SIX_MINUTES, away) is None
    over = msgspec.structs.replace(state, finished="completed")
    assert timing.next_due(SIX_MINUTES, over) is None


def test_a_failed_mouth_is_given_the_time_a_slow_one_needs() -> None:
    assert timing.mouth_failed_at("one two three four", spoken_at=10.0) == 32.0


def test_fewer_unanswered_questions_end_a_short_interview() -> None:
    assert timing.silence_limit(SIX_MINUTES) == 3
    assert timing.silence_limit(ONE_MINUTE) == 2
