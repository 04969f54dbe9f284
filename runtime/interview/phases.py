"""Phase controller: which main question comes next, and when a phase or the time is over. Pure.

Phases come in the plan's order and none is visited twice. On entering a phase it gets its share
of the time that is left, in proportion to the budgets: unused time flows on, and time that was
overdrawn is shared by all that follow. Its first question is asked whenever there is time for an
answer before the wrap-up; further ones only within its share. The close has a last question of
its own only when the interview is ahead of its time.
"""

from collections.abc import Collection

import msgspec

from runtime.interview import timing
from runtime.interview.plan import InterviewPlan, PhaseId, Question


class Next(msgspec.Struct, frozen=True, kw_only=True):
    """Where the interview goes; without a question it goes to the close."""

    phase_index: int
    phase_ends_at: float
    question: Question | None = None
    short_of_time: bool = False
    """The close comes because the time is used up."""


def close_index(plan: InterviewPlan) -> int:
    """Position of the close; every plan ends with one."""
    return len(plan.phases) - 1


def is_closing(plan: InterviewPlan, phase_index: int) -> bool:
    return plan.phases[phase_index].phase_id is PhaseId.close


def ends_at(plan: InterviewPlan, phase_index: int, at: float) -> float:
    """When a phase entered at `at` is over."""
    if is_closing(plan, phase_index):
        return plan.duration_s
    left = [phase.budget_s for phase in plan.phases[phase_index : close_index(plan)]]
    share = plan.phases[phase_index].budget_s / (sum(left) or 1.0)
    return at + max(0.0, timing.close_at(plan) - at) * share


def next_question(
    plan: InterviewPlan,
    *,
    phase_index: int,
    phase_ends_at: float,
    asked: Collection[str],
    said: Collection[str],
    at: float,
    barred: Collection[str] = (),
) -> Next:
    """The next main question, or the close.

    `asked` and `barred` hold question ids (asked ones count for the target), `said` the
    normalised texts that must not come again.
    """
    closing = close_index(plan)
    short = False
    for index in range(phase_index, closing):
        if len(asked) >= plan.questions_target:
            break
        entering = index != phase_index
        end = ends_at(plan, index, at) if entering else phase_ends_at
        for question in plan.phases[index].questions:
            if question.question_id in asked or question.question_id in barred:
                continue
            if normalised(question.text) in said:
                continue
            needs = timing.question_needs_s(plan, question)
            fits = (
                at + 0.5 * needs <= timing.close_at(plan)
                if entering or not asked
                else at + needs <= end
            )
            if fits:
                return Next(phase_index=index, phase_ends_at=end, question=question)
            short = True
            break
    if not short and len(asked) < plan.questions_target:
        for question in plan.phases[closing].questions:
            invite_at = timing.invite_at(plan)
            fits = at + timing.question_needs_s(plan, question) <= invite_at
            if question.question_id not in (*asked, *barred) and fits:
                return Next(phase_index=closing, phase_ends_at=invite_at, question=question)
    return Next(phase_index=closing, phase_ends_at=plan.duration_s, short_of_time=short)


def normalised(text: str) -> str:
    """Text as it is compared: two texts that sound the same are the same."""
    kept = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return " ".join(kept.split())
