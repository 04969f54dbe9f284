"""The plan as R-148 has it: shown, taken back, and refused when a limit is broken."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runtime.errors import InvalidContent
from runtime.interview.plan import InterviewPlan, PhaseId
from runtime.interview.planner import PlanRequest
from runtime.planning.generate import plan_within
from runtime.planning.preparation import Preparation
from runtime.planning.projection import ProjectedPlan, project, realise
from runtime.planning.setting import Setting, lay_out
from tests.planning.measure import faults, kit_of, library, questions
from tests.planning.test_generate import AGENT, ENGINEER, SELLER

pytestmark = pytest.mark.unit


def setting(
    kit_id: str = "backend_engineer",
    preparation: Preparation = ENGINEER,
    *,
    minutes: float = 30,
    seed: int = 1,
) -> Setting:
    kit = kit_of(kit_id)
    request = PlanRequest(seed=seed, duration_s=60.0 * minutes, questions_target=16)
    return lay_out(kit, library(kit), request, preparation)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(
    who=st.sampled_from(
        [
            ("backend_engineer", ENGINEER),
            ("account_executive", SELLER),
            ("customer_support_specialist", AGENT),
            ("product_manager", Preparation()),
        ]
    ),
    minutes=st.integers(1, 120),
    seed=st.integers(0, 1000),
)
def test_a_projection_taken_back_shows_the_same(
    who: tuple[str, Preparation], minutes: int, seed: int
) -> None:
    within = setting(*who, minutes=minutes, seed=seed)
    plan = plan_within(within)
    shown = project(plan)
    assert sum(phase.mins for phase in shown.phases) == pytest.approx(minutes)
    written = msgspec.json.encode(shown)
    again = realise(msgspec.json.decode(written, type=ProjectedPlan), within)
    assert project(again) == shown
    assert [q.pattern_id for q in questions(again)] == [q.pattern_id for q in questions(plan)]
    assert [q.trigger for q in questions(again)] == [q.trigger for q in questions(plan)]
    assert list(faults(again)) == []


def test_it_has_the_keys_of_the_contract_and_no_question() -> None:
    plan = plan_within(setting())
    shown = msgspec.json.decode(msgspec.json.encode(project(plan)))
    assert set(shown) == {"metadata", "phases", "globalRules"}
    assert set(shown["metadata"]) == {"roleCategory", "seniority", "interviewType", "company"}
    assert shown["globalRules"] == {
        "probeDepth": 3,
        "avoidRepeats": True,
        "beStrictOnVagueness": True,
    }
    first = shown["phases"][0]
    assert first["id"] == "intro"
    assert first["objective"] == ["rapport", "role-context"]
    coding = next(phase for phase in shown["phases"] if phase["id"] == "exercise")
    assert coding["exerciseMode"].startswith("coding_")
    assert "coding" in coding["objective"]
    told = msgspec.json.encode(shown).decode()
    assert not [q.text for q in questions(plan) if q.text in told]
    assert not [q.expected_signal for q in questions(plan) if q.expected_signal in told]


def test_only_ids_are_needed() -> None:
    """As a model writes it: whole minutes, pattern ids, ids of facts."""
    within = setting(minutes=6)
    plan = realise(
        msgspec.convert(
            {
                "metadata": {
                    "roleCategory": "swe",
                    "seniority": "mid",
                    "interviewType": "technical",
                },
                "phases": [
                    {"id": "intro", "mins": 1, "patterns": ["any_intro_from_here"]},
                    {
                        "id": "resume_deep_dive",
                        "mins": 2,
                        "patterns": ["any_fact_measured"],
                        "triggers": ["metric-1"],
                    },
                    {
                        "id": "role_skills",
                        "mins": 2,
                        "patterns": ["any_job_missing_closest", "swe_skill_old_code"],
                        "triggers": ["missing_skill-1"],
                    },
                    {"id": "close", "mins": 1, "patterns": []},
                ],
            },
            ProjectedPlan,
        ),
        within,
        source="a model",
        prompt="plan_generator_v1 v1 0123",
    )
    assert (plan.source, plan.prompt) == ("a model", "plan_generator_v1 v1 0123")
    assert [phase.budget_s for phase in plan.phases] == [60.0, 120.0, 120.0, 60.0]
    said = [question.text for question in questions(plan)]
    assert "Acme Payments" in said[0]
    assert "40 percent" in said[1]
    assert "Kubernetes" in said[2]
    assert list(faults(plan)) == []


def _phases(shown: ProjectedPlan, **changed: object) -> ProjectedPlan:
    first, *rest = shown.phases
    return msgspec.structs.replace(shown, phases=(msgspec.structs.replace(first, **changed), *rest))


def _twice(shown: ProjectedPlan) -> ProjectedPlan:
    return _phases(shown, patterns=shown.phases[0].patterns * 2)


def _another_kind(shown: ProjectedPlan) -> ProjectedPlan:
    other = msgspec.structs.replace(shown.metadata, role_category="sales")
    return msgspec.structs.replace(shown, metadata=other)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (lambda shown: _phases(shown, patterns=("no_such_pattern",)), "no_such_pattern"),
        (lambda shown: _phases(shown, patterns=("any_beh_mistake",)), "doesn't belong"),
        (lambda shown: _phases(shown, mins=9.0), "minutes"),
        (lambda shown: _phases(shown, mins=0.2), "minutes"),
        (_twice, "twice"),
        (_another_kind, "another role"),
        (
            lambda shown: msgspec.structs.replace(shown, phases=shown.phases[::-1]),
            "order",
        ),
        (lambda shown: msgspec.structs.replace(shown, phases=shown.phases[:-1]), "close"),
        (
            lambda shown: msgspec.structs.replace(
                shown,
                phases=tuple(msgspec.structs.replace(phase, patterns=()) for phase in shown.phases),
            ),
            "0 questions",
        ),
    ],
)
def test_a_broken_limit_is_refused(
    broken: Callable[[ProjectedPlan], ProjectedPlan], told: str
) -> None:
    within = setting()
    shown = project(plan_within(within))
    with pytest.raises(InvalidContent, match=told):
        realise(broken(shown), within)


def test_minutes_of_the_reference() -> None:
    """R-148 tells 3+10+25+10+2; role skills and exercise are its 25."""
    plan: InterviewPlan = plan_within(setting(minutes=50))
    minutes = {phase.id: phase.mins for phase in project(plan).phases}
    assert minutes[PhaseId.intro] == pytest.approx(3, abs=1)
    assert minutes[PhaseId.close] == pytest.approx(2, abs=1)
    assert minutes[PhaseId.role_skills] + minutes[PhaseId.exercise] == pytest.approx(25, abs=5)
