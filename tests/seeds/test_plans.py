"""Every interview the catalogue offers can be planned, in every length."""

import itertools

import msgspec
import pytest

from runtime.interview.catalogue import InterviewType, Seniority
from runtime.interview.plan import InterviewPlan, PhaseId
from runtime.interview.planner import PlanRequest, make_plan
from seeds.catalogue import Catalogue
from seeds.coverage import fitting

pytestmark = pytest.mark.unit

DURATIONS_S = (150, 360, 900, 1800, 3000)


def plans(catalogue: Catalogue, *, seed: int = 7, **fixed: object) -> list[InterviewPlan]:
    return [
        make_plan(
            kit,
            catalogue.patterns_for(kit.role_category),
            msgspec.convert(
                {
                    "seed": seed,
                    "seniority": seniority,
                    "interview_type": interview_type,
                    "duration_s": duration_s,
                    "questions_target": max(4, duration_s // 120),
                    **fixed,
                },
                PlanRequest,
            ),
        )
        for kit in catalogue.offered
        for interview_type, seniority, duration_s in itertools.product(
            kit.interview_types, Seniority, DURATIONS_S
        )
    ]


def test_every_plan_is_complete_and_repeats_nothing(catalogue: Catalogue) -> None:
    for plan in plans(catalogue):
        where = (plan.role_title, plan.interview_type, plan.seniority, plan.duration_s)
        questions = [question for phase in plan.phases for question in phase.questions]
        texts = [question.text for question in questions]
        texts += [probe.text for question in questions for probe in question.probes]
        topics = [question.topic for question in questions]
        phases = [phase.phase_id for phase in plan.phases]
        assert "{" not in "".join(texts), where
        assert len(set(texts)) == len(texts), where
        assert len(set(topics)) == len(topics), where
        assert {PhaseId.intro, PhaseId.role_skills, PhaseId.behavioral} <= set(phases), where
        assert phases[-1] is PhaseId.close, where
        assert questions[0].pattern_id.split("_")[1] == "intro", where


def test_no_interview_borrows_from_another_type_or_level(catalogue: Catalogue) -> None:
    """The planner takes what is near when nothing fits; a full catalogue leaves it no need to."""
    for kit in catalogue.offered:
        for interview_type, seniority in itertools.product(kit.interview_types, Seniority):
            fits = {p.pattern_id for p in fitting(catalogue, kit, interview_type, seniority)}
            plan = make_plan(
                kit,
                catalogue.patterns_for(kit.role_category),
                PlanRequest(
                    seed=3,
                    seniority=seniority,
                    interview_type=interview_type,
                    duration_s=3000.0,
                    questions_target=20,
                ),
            )
            asked = {question.pattern_id for phase in plan.phases for question in phase.questions}
            assert asked <= fits, (kit.role_kit_id, interview_type, seniority, asked - fits)


def test_a_known_company_is_named_naturally(catalogue: Catalogue) -> None:
    kit = next(kit for kit in catalogue.offered if kit.role_kit_id == "data_analyst")
    patterns = catalogue.patterns_for(kit.role_category)
    requests = [
        PlanRequest(seed=seed, interview_type=InterviewType.hr, company="Acme")
        for seed in range(12)
    ]
    openers = {make_plan(kit, patterns, r).phases[0].questions[0].text for r in requests}
    assert "What caught your eye about this role at Acme?" in openers


def test_another_seed_is_another_interview(catalogue: Catalogue) -> None:
    kit = next(kit for kit in catalogue.offered if kit.role_kit_id == "software_engineer")
    patterns = catalogue.patterns_for(kit.role_category)
    asked = {
        tuple(q.pattern_id for phase in plan.phases for q in phase.questions)
        for plan in (
            make_plan(kit, patterns, PlanRequest(seed=seed, duration_s=900.0)) for seed in range(8)
        )
    }
    assert len(asked) >= 6
