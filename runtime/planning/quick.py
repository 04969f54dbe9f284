"""Quick practice (C-30): chosen questions in a row, without the phases of an interview. Pure.

The core needs somewhere to be: all questions stand in one phase, before the close.
"""

from collections.abc import Sequence

import msgspec

from runtime.errors import InvalidContent
from runtime.interview.catalogue import InterviewType, QuestionPattern, Seniority
from runtime.interview.plan import InterviewPlan, PhaseId
from runtime.planning.candidates import Candidate
from runtime.planning.choice import Choice
from runtime.planning.generate import choose_questions, written
from runtime.planning.nearness import by_words
from runtime.planning.preparation import Likeness
from runtime.planning.setting import Setting

CLOSE_S = 45.0
CLOSE_SHARE = 0.15
"""Of a practice shorter than five minutes."""
ASKED_IN = (PhaseId.resume_deep_dive, PhaseId.role_skills, PhaseId.behavioral)
"""What is chosen from, in the order in which it is asked."""


def quick_plan(
    setting: Setting,
    *,
    pattern_ids: Sequence[str] = (),
    likeness: Likeness | None = None,
) -> InterviewPlan:
    """A plan of these patterns in this order; without any, of what is worth asking most.

    Raises:
        InvalidContent: a pattern is unknown, is not for this role, or lacks a fact to be about.
    """
    chosen = _named(setting, pattern_ids) if pattern_ids else _weightiest(setting, likeness)
    close_s = min(CLOSE_S, CLOSE_SHARE * setting.request.duration_s)
    shares = {
        PhaseId.role_skills: setting.request.duration_s - close_s,
        PhaseId.close: close_s,
    }
    return written(
        setting,
        {PhaseId.role_skills: chosen},
        likeness=likeness,
        shares=shares,
        with_its_task=False,
    )


def chosen_patterns(
    patterns: Sequence[QuestionPattern], pattern_ids: Sequence[str]
) -> tuple[QuestionPattern, ...]:
    """Those patterns, for every type and level: who names a question wants it asked."""
    return tuple(
        msgspec.structs.replace(
            pattern, interview_types=list(InterviewType), seniorities=tuple(Seniority)
        )
        for pattern in patterns
        if pattern.pattern_id in pattern_ids
    )


def _named(setting: Setting, pattern_ids: Sequence[str]) -> list[Candidate]:
    choice = Choice(setting.pool, setting.leaning, seed=setting.request.seed)
    found: list[Candidate] = []
    for pattern_id in dict.fromkeys(pattern_ids):
        best = choice.best_of(pattern_id)
        if best is None:
            raise InvalidContent(
                f"Question pattern {pattern_id!r} can't be asked in this interview: the role "
                "has none of this id, or nothing is known that it could be about."
            )
        found.append(best)
    return found[: setting.request.questions_target]


def _weightiest(setting: Setting, likeness: Likeness | None) -> list[Candidate]:
    choice = Choice(setting.pool, setting.leaning, seed=setting.request.seed)
    even = dict.fromkeys(ASKED_IN, setting.request.duration_s)
    choose_questions(choice, even, setting.request.questions_target, likeness or by_words)
    return [candidate for phase_id in ASKED_IN for candidate in choice.taken.get(phase_id, ())]


def is_quick(plan: InterviewPlan) -> bool:
    """Whether a plan is quick practice: it has no introduction."""
    return all(phase.phase_id is not PhaseId.intro for phase in plan.phases)
