"""Small valid rows of the catalogue: companies, exercises and cases."""

from runtime.interview.catalogue import Seniority
from runtime.interview.companies import (
    Archetype,
    Blueprint,
    Company,
    CompanyTags,
    HiringStyle,
    Size,
    Tier,
)
from runtime.interview.plan import DimensionId
from runtime.interview.tasks import (
    Activity,
    CaseTemplate,
    CaseType,
    Checkpoint,
    CheckpointGuide,
    CodeLanguage,
    CodingExercise,
    Difficulty,
    Reveal,
)
from tests.storage.samples import ROLE_KIT


def exercise(exercise_id: str, *, activity: Activity = Activity.debug) -> CodingExercise:
    return CodingExercise(
        exercise_id=exercise_id,
        role_kit_id=ROLE_KIT.role_kit_id,
        name="The last item",
        activity_type=activity,
        language=CodeLanguage.python,
        difficulty=Difficulty.easy,
        task="Find out why the last item is missing.",
        code_snippet="def last(items):\n    return items[-2]\n",
        bug_description="It takes the one before.",
        failing_test_case="assert last([1, 2]) == 2",
        expected_behavior="It gives the last item.",
        expected_signals=["the index"],
        common_failure_modes=["guessing"],
        suggested_fix="def last(items):\n    return items[-1]\n",
        edge_cases=["an empty list"],
        complexity_expected="O(1)",
        probing_questions=["What about an empty list?"],
        tags=["lists"],
    )


def case(case_id: str) -> CaseTemplate:
    guide = CheckpointGuide(good="Asks first.", keywords=["segment"], if_missing=["Who buys?"])
    return CaseTemplate(
        case_id=case_id,
        role_kit_id=ROLE_KIT.role_kit_id,
        name="The empty shop",
        case_type=CaseType.pricing,
        difficulty=Difficulty.medium,
        prompt_statement="A shop sells less than last year. What would you do?",
        context="A shop in a small town.",
        clarifying_questions_allowed=3,
        revealable_data=[
            Reveal(
                reveal_id="prices",
                triggers=["price", "how much"],
                say="Prices rose by a tenth.",
                show=[["year", "price"], ["2025", "11"]],
                volunteer_at=Checkpoint.analysis,
            )
        ],
        evaluation_focus=[DimensionId.problem_solving],
        probing_map=dict.fromkeys(Checkpoint, guide),
        solution="Lower the price.",
        worked=["10 * 1.1 == 11"],
        expected_duration_minutes=15,
    )


ARCHETYPE = Archetype(
    archetype_id="startup",
    name="Startup",
    behaviour="Few people do everything.",
    stresses=[DimensionId.problem_solving],
    fit_questions=["What would you do in your first week?"],
)


def company(company_id: str, name: str = "Acme") -> Company:
    return Company(
        company_id=company_id,
        name=name,
        country="Germany",
        tier=Tier.other,
        archetype=ARCHETYPE.archetype_id,
        tags=CompanyTags(size=Size.startup, sector="retail", hiring_style=HiringStyle.execution),
        known_for="Anvils.",
        is_addition=True,
    )


def blueprint(
    blueprint_id: str, company_id: str, seniority: Seniority = Seniority.mid
) -> Blueprint:
    return Blueprint(
        blueprint_id=blueprint_id,
        company_id=company_id,
        role_category="swe",
        seniority=seniority,
        skill_focus=["testing"],
        question_pattern_ids=["p1"],
        rubric_overrides={DimensionId.structure: 2.0},
    )
