"""Quick practice (C-30): questions in a row, chosen or the weightiest, and no phases between."""

import msgspec
import pytest

from runtime.errors import InvalidContent
from runtime.interview.actions import Intent, Speaker
from runtime.interview.plan import InterviewPlan, PhaseId
from runtime.interview.planner import PlanRequest
from runtime.planning.generate import plan_within
from runtime.planning.preparation import Preparation
from runtime.planning.quick import is_quick, quick_plan
from runtime.planning.setting import Setting, lay_out
from tests.interview.conversation import Conversation, Reply, scripted
from tests.planning.measure import faults, is_personal, kit_of, library, questions
from tests.planning.people import resume

pytestmark = pytest.mark.unit

ANSWER = (
    "At my last company I rebuilt the import myself, because it lost orders. I wrote tests first, "
    "and in the end no order was lost for a year."
)


def setting(kit_id: str = "backend_engineer", *, with_resume: bool = False) -> Setting:
    kit = kit_of(kit_id)
    asked = {"seed": 3, "duration_s": 360.0, "questions_target": 5}
    known = Preparation(resume=resume("engineer")) if with_resume else Preparation()
    return lay_out(kit, library(kit), msgspec.convert(asked, PlanRequest), known)


def ids(plan: InterviewPlan) -> list[str]:
    return [question.pattern_id for question in questions(plan)]


def test_the_weightiest_questions_stand_in_one_phase() -> None:
    plan = quick_plan(setting(with_resume=True))
    assert [phase.phase_id for phase in plan.phases] == [PhaseId.role_skills, PhaseId.close]
    assert sum(phase.budget_s for phase in plan.phases) == 360.0
    assert len(ids(plan)) == 5
    assert not plan.tasks
    assert any(is_personal(question) for question in questions(plan))
    assert not list(faults(plan))
    assert is_quick(plan)
    assert not is_quick(plan_within(setting()))


def test_chosen_questions_are_asked_in_their_order() -> None:
    there = [one.pattern.pattern_id for one in setting().pool if one.fact is None]
    wanted = [there[7], there[2], there[7], there[4]]
    assert ids(quick_plan(setting(), pattern_ids=wanted)) == [there[7], there[2], there[4]]


def test_a_question_for_others_is_refused_by_name() -> None:
    for wanted in ("sales_skill_first_conversation", "no_such_pattern"):
        with pytest.raises(InvalidContent, match=wanted):
            quick_plan(setting(), pattern_ids=[wanted])


def test_it_is_held_to_its_end() -> None:
    plan = quick_plan(setting())
    talk = Conversation(plan, scripted(then=Reply(text=ANSWER)))
    talk.run()
    spoken = [turn for turn in talk.turns if turn.role is Speaker.interviewer]
    asked = list(dict.fromkeys(turn.question_id for turn in spoken if turn.question_id))
    wanted = [question.question_id for question in questions(plan)]
    assert asked
    assert asked == wanted[: len(asked)]
    assert spoken[-1].intent is Intent.close
    assert talk.finished_at is not None
    assert talk.finished_at <= plan.duration_s + 30
