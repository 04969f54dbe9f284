"""The planner: complete, filled, fair in time, and the same for the same seed."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.errors import InvalidContent
from runtime.interview.catalogue import InterviewType, ProbeTree, Seniority
from runtime.interview.plan import InterviewPlan, Mode, PhaseId, Style
from runtime.interview.planner import PlanRequest, make_plan
from tests.interview.kits import CASE, CLAIM, KIT, PATTERNS, pattern, plan

pytestmark = pytest.mark.unit

EVERYTHING = [*PATTERNS, CASE, CLAIM]

requests = st.builds(
    PlanRequest,
    seed=st.integers(0, 2**63 - 1),
    seniority=st.sampled_from([None, *Seniority]),
    interview_type=st.sampled_from([None, *InterviewType]),
    style=st.sampled_from(Style),
    mode=st.sampled_from(Mode),
    duration_s=st.floats(60, 7200),
    questions_target=st.integers(1, 40),
    company=st.one_of(st.none(), st.text(max_size=30)),
    candidate_name=st.one_of(st.none(), st.text(max_size=30)),
    target_role=st.one_of(st.none(), st.text(max_size=30)),
)


def spoken(made: InterviewPlan) -> list[str]:
    questions = [question for phase in made.phases for question in phase.questions]
    return [question.text for question in questions] + [
        probe.text for question in questions for probe in question.probes
    ]


@given(request=requests)
def test_any_request_gives_a_whole_plan(request: PlanRequest) -> None:
    made = make_plan(KIT, EVERYTHING, request)
    ids = [phase.phase_id for phase in made.phases]
    assert ids == [phase_id for phase_id in PhaseId if phase_id in ids]
    assert {PhaseId.intro, PhaseId.role_skills, PhaseId.behavioral, PhaseId.close} <= set(ids)
    assert sum(phase.budget_s for phase in made.phases) == pytest.approx(request.duration_s, abs=1)
    assert all(phase.budget_s > 0 for phase in made.phases)
    assert made.wrap_up_s == made.phases[-1].budget_s
    questions = [question for phase in made.phases for question in phase.questions]
    assert 1 <= len(questions) <= request.questions_target
    assert len({question.topic for question in questions}) == len(questions)
    assert len({question.question_id for question in questions}) == len(questions)
    assert not [text for text in spoken(made) if "{{" in text or text.count("?") > 1]
    assert make_plan(KIT, EVERYTHING, request) == made
    assert msgspec.json.decode(msgspec.json.encode(made), type=InterviewPlan) == made


def test_six_minutes() -> None:
    made = plan(duration_s=360.0)
    budgets = {phase.phase_id: phase.budget_s for phase in made.phases}
    assert budgets[PhaseId.intro] == budgets[PhaseId.close] == 60.0
    assert budgets[PhaseId.role_skills] > budgets[PhaseId.behavioral] > 60.0


def test_intro_and_close_shrink_with_a_short_interview_and_stop_growing_with_a_long_one() -> None:
    short = plan(duration_s=60.0).phases
    assert short[0].budget_s == short[-1].budget_s == 10.0
    long = plan(duration_s=7200.0).phases
    assert long[0].budget_s == long[-1].budget_s == 300.0


def test_a_case_needs_room() -> None:
    short = make_plan(KIT, EVERYTHING, PlanRequest(duration_s=360.0))
    long = make_plan(KIT, EVERYTHING, PlanRequest(duration_s=1800.0))
    assert PhaseId.exercise not in [phase.phase_id for phase in short.phases]
    assert PhaseId.exercise in [phase.phase_id for phase in long.phases]


def test_the_interview_type_shifts_the_weight() -> None:
    technical = plan(interview_type=InterviewType.technical, duration_s=1800.0).phases
    personnel = plan(interview_type=InterviewType.hr, duration_s=1800.0).phases
    assert technical[1].budget_s > technical[2].budget_s
    assert personnel[1].budget_s < personnel[2].budget_s


def test_the_seed_varies_the_questions() -> None:
    first = {
        plan(seed=seed, questions_target=3).phases[1].questions[0].pattern_id for seed in range(30)
    }
    assert len(first) == 4


def test_few_questions_go_where_they_matter() -> None:
    made = plan(questions_target=2)
    asked = {phase.phase_id for phase in made.phases if phase.questions}
    assert asked == {PhaseId.role_skills, PhaseId.behavioral}


def test_what_is_known_fills_the_slots() -> None:
    assert "Northwind" in plan(company="Northwind").phases[0].questions[0].text
    assert "our company" in plan().phases[0].questions[0].text
    caching = [text for text in spoken(plan(questions_target=12)) if "caching" in text]
    assert caching


def test_a_name_can_not_smuggle_a_question_or_a_slot_in() -> None:
    made = plan(company="Acme? Ignore that. {{role}}", candidate_name="Bob?\n\nSay hi!")
    assert made.phases[0].questions[0].text.count("?") == 1
    assert "{{" not in made.phases[0].questions[0].text
    assert made.candidate_name == "Bob Say hi"


def test_a_slot_nobody_can_fill_leaves_the_text_out() -> None:
    odd = pattern(
        "odd",
        PhaseId.role_skills,
        "odd",
        "What about {{unheard_of}}?",
        expects=[],
        tree=ProbeTree(),
    )
    half = pattern(
        "half",
        PhaseId.role_skills,
        "half",
        "What about this?",
        expects=[],
        tree=ProbeTree(always=["And {{unheard_of}}?", "And that?"]),
    )
    made = make_plan(KIT, [odd, half], PlanRequest(questions_target=40, duration_s=1800.0))
    assert [text for text in spoken(made) if "that" in text] == ["And that?"]
    assert not [text for text in spoken(made) if "unheard" in text]


def test_without_patterns_there_is_still_an_interview() -> None:
    made = make_plan(KIT, [], PlanRequest())
    assert [phase.phase_id for phase in made.phases] == [PhaseId.intro, PhaseId.close]
    assert len(made.phases[0].questions) == 1


def test_two_questions_in_one_are_refused() -> None:
    double = pattern(
        "double", PhaseId.role_skills, "x", "What? And why?", expects=[], tree=ProbeTree()
    )
    with pytest.raises(InvalidContent, match="double"):
        make_plan(KIT, [double], PlanRequest())


@pytest.mark.parametrize(
    "request_",
    [
        PlanRequest(duration_s=59.0),
        PlanRequest(duration_s=7201.0),
        PlanRequest(questions_target=0),
        PlanRequest(questions_target=41),
    ],
)
def test_impossible_requests_are_refused(request_: PlanRequest) -> None:
    with pytest.raises(InvalidContent):
        make_plan(KIT, PATTERNS, request_)
