"""A model may choose the plan, within the limits of the rules and in time."""

import asyncio
import re
from typing import Any

import msgspec
import pytest

from prompts.experiments import PromptLibrary
from runtime.interview.plan import InterviewPlan
from runtime.planning.generate import plan_within
from runtime.planning.projection import project
from runtime.ports import LanguageModel
from runtime.providers.health import Members
from runtime.providers.plan_writing import DEADLINE_S, PlanWriting
from tests.clocks import ManualClock
from tests.planning.measure import faults, questions
from tests.planning.test_generate import ENGINEER
from tests.planning.test_projection import setting
from tests.providers.vendor_doubles import Step, Writer, down

pytestmark = pytest.mark.contract

WITHIN = setting(minutes=15)
CHOSEN: dict[str, Any] = {
    "metadata": {"roleCategory": "swe", "seniority": "mid", "interviewType": "technical"},
    "phases": [
        {"id": "intro", "mins": 2, "objective": ["rapport"], "patterns": ["any_intro_from_here"]},
        {
            "id": "resume_deep_dive",
            "mins": 5,
            "patterns": ["any_fact_before", "any_fact_own_share"],
            "triggers": ["metric-1", "claim-1"],
        },
        {
            "id": "role_skills",
            "mins": 6,
            "patterns": ["any_job_missing_learn", "any_job_shared_hardest"],
            "triggers": ["missing_skill-1"],
        },
        {"id": "close", "mins": 2, "patterns": ["any_close_not_asked"]},
    ],
}


async def unused(_part: LanguageModel) -> None:
    raise AssertionError("no model rests for so long here")


async def choose(*script: Step) -> tuple[InterviewPlan | None, Writer]:
    clock = ManualClock()
    writer = Writer("model-x", clock, script)
    members: Members[LanguageModel] = Members("wording", [writer], clock=clock, probe=unused)
    writing = PlanWriting(PromptLibrary.read(), members, clock)
    task = asyncio.create_task(writing.choose(WITHIN, ENGINEER))
    while not task.done():
        await clock.advance(1.0)
    await members.aclose()
    return await task, writer


def written(chosen: dict[str, Any]) -> str:
    return msgspec.json.encode(chosen).decode()


async def test_its_choice_is_filled_by_us_and_says_where_it_came_from() -> None:
    plan, _ = await choose(f"Here you are:\n```json\n{written(CHOSEN)}\n```")
    assert plan is not None
    assert plan.source == "model-x"
    assert re.fullmatch(r"plan_generator_v1 v1 [0-9a-f]{12}", plan.prompt)
    said = [question.text for question in questions(plan)]
    assert "you reduced p95 latency of the checkout by 40 percent" in said[1]
    assert "Kubernetes" in said[3]
    assert [phase.budget_s for phase in plan.phases] == [120.0, 300.0, 360.0, 120.0]
    assert list(faults(plan)) == []


async def test_the_rules_own_plan_would_be_taken() -> None:
    own = project(plan_within(WITHIN))
    plan, _ = await choose(msgspec.json.encode(own).decode())
    assert plan is not None
    assert project(plan) == own


async def test_it_sees_the_facts_the_patterns_and_the_limits() -> None:
    _, writer = await choose(written(CHOSEN))
    ((system, user),) = writer.prompts
    assert "you never write questions yourself" in system
    assert 'minutes="15"' in user
    for told in ("metric-1: ", "missing_skill-1: ", "any_fact_measured | resume_deep_dive |"):
        assert told in user


def changed(**phase: object) -> str:
    first, *rest = CHOSEN["phases"]
    return written({**CHOSEN, "phases": [{**first, **phase}, *rest]})


@pytest.mark.parametrize(
    "script",
    [
        (down(),),
        (DEADLINE_S + 5.0, written(CHOSEN)),
        ("no JSON at all",),
        ('{"phases": 3}',),
        (written(CHOSEN)[:-20],),
        (changed(patterns=["any_question_of_my_own"]),),
        (changed(patterns=["any_beh_mistake"]),),
        (changed(mins=30),),
        (written({**CHOSEN, "phases": CHOSEN["phases"][::-1]}),),
    ],
    ids=["down", "late", "prose", "shape", "broken", "unknown", "phase", "minutes", "order"],
)
async def test_otherwise_the_rules_stand(script: tuple[Step, ...]) -> None:
    plan, _ = await choose(*script)
    assert plan is None


async def test_a_resting_model_is_not_asked() -> None:
    clock = ManualClock()
    members: Members[LanguageModel] = Members("wording", [], clock=clock, probe=unused)
    writing = PlanWriting(PromptLibrary.read(), members, clock)
    assert await writing.choose(WITHIN, ENGINEER) is None
