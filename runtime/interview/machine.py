"""The interviewer: one step per event. Pure."""

from collections.abc import Iterable

from runtime.interview.actions import AnyAction
from runtime.interview.events import AnyEvent
from runtime.interview.plan import InterviewPlan, Patience
from runtime.interview.state import InterviewState


def start(plan: InterviewPlan) -> InterviewState:
    """The state before anything happened."""
    return InterviewState(phase=plan.phases[0].phase_id)


def step(
    plan: InterviewPlan, state: InterviewState, event: AnyEvent
) -> tuple[InterviewState, tuple[AnyAction, ...]]:
    """What the event makes of the interview, and what the shell must now do, in order.

    Raises:
        InvalidTransition: an event that only our own fault can explain; nothing changed.
    """
    raise NotImplementedError


def replay(plan: InterviewPlan, events: Iterable[AnyEvent]) -> InterviewState:
    """The state after these events: a session is the fold of its log."""
    state = start(plan)
    for event in events:
        state, _ = step(plan, state, event)
    return state


def next_deadline(plan: InterviewPlan, state: InterviewState) -> float | None:
    """The session second at which the shell must send `DeadlinePassed`; None: never."""
    return None


def patience(plan: InterviewPlan, state: InterviewState) -> Patience:
    """How long a pause the interviewer waits through now."""
    return state.ask.patience if state.ask else Patience.brief
