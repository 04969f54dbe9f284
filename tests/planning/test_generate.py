"""Plans for made-up people and jobs: whole, personal, respectful, the same for the same seed."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runtime.documents.job import JobExtraction, read_job
from runtime.documents.resume import read_resume
from runtime.errors import InvalidContent
from runtime.interview.catalogue import InterviewType, Seniority
from runtime.interview.companies import Blueprint
from runtime.interview.dimensions import DimensionId
from runtime.interview.plan import InterviewPlan, PhaseId, Style
from runtime.interview.planner import PlanRequest
from runtime.interview.tasks import CaseTask, CodingTask
from runtime.planning.facts import RISKS, FactKind
from runtime.planning.generate import generate_plan
from runtime.planning.preparation import Library, Preparation, Story
from runtime.planning.setting import find_facts
from runtime.roles.job_posting import JobPosting
from tests.planning.jobs import JOBS
from tests.planning.measure import (
    catalogue,
    faults,
    is_personal,
    kit_of,
    library,
    questions,
    texts,
)
from tests.planning.people import AS_OF, PEOPLE, resume

pytestmark = pytest.mark.unit


def job(family: str) -> JobExtraction:
    return read_job(JOBS[family])


def made(
    kit_id: str,
    preparation: Preparation,
    *,
    minutes: float = 15,
    shelf: Library | None = None,
    **wishes: object,
) -> InterviewPlan:
    kit = kit_of(kit_id)
    asked = {"seed": 1, "duration_s": 60.0 * minutes, "questions_target": 10, **wishes}
    return generate_plan(
        kit, shelf or library(kit), msgspec.convert(asked, PlanRequest), preparation
    )


ENGINEER = Preparation(resume=resume("engineer"), job=job("swe"))
SELLER = Preparation(resume=resume("seller"), job=job("sales"))
AGENT = Preparation(resume=resume("agent"), job=job("support"))

kit_ids = st.sampled_from([kit.role_kit_id for kit in catalogue().role_kits])
preparations = st.builds(
    Preparation,
    resume=st.one_of(
        st.none(),
        st.sampled_from(sorted(PEOPLE)).map(resume),
        st.text(max_size=400).map(lambda text: read_resume(text, as_of=AS_OF)),
    ),
    job=st.one_of(
        st.none(), st.sampled_from(sorted(JOBS)).map(job), st.text(max_size=300).map(read_job)
    ),
    stories=st.lists(st.builds(Story, title=st.text(max_size=60)), max_size=3).map(tuple),
    weak_areas=st.lists(st.sampled_from(DimensionId), max_size=3, unique=True).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    kit_id=kit_ids,
    preparation=preparations,
    seed=st.integers(0, 2**31),
    duration_s=st.floats(60, 7200),
    target=st.integers(1, 40),
    level=st.sampled_from([None, *Seniority]),
    kind=st.sampled_from([None, *InterviewType]),
    company=st.sampled_from([None, "Google", "Zomato", "Nobody Ltd", "?? {{x}}"]),
)
def test_any_preparation_gives_a_whole_plan(
    kit_id: str,
    preparation: Preparation,
    seed: int,
    duration_s: float,
    target: int,
    level: Seniority | None,
    kind: InterviewType | None,
    company: str | None,
) -> None:
    kit = kit_of(kit_id)
    request = PlanRequest(
        seed=seed,
        duration_s=duration_s,
        questions_target=target,
        seniority=level,
        interview_type=kind,
        company=company,
    )
    plan = generate_plan(kit, library(kit), request, preparation)
    assert list(faults(plan)) == []
    ids = [phase.phase_id for phase in plan.phases]
    assert ids == [phase_id for phase_id in PhaseId if phase_id in ids]
    assert ids[0] is PhaseId.intro
    assert ids[-1] is PhaseId.close
    assert all(phase.budget_s > 0 for phase in plan.phases)
    assert {q.task_id for q in questions(plan)} - {None} == {task.task_id for task in plan.tasks}
    numbers = [question.question_id for question in questions(plan)]
    assert numbers == [f"q{number:02d}" for number in range(1, len(numbers) + 1)]
    assert 1 <= len(numbers) <= target
    assert generate_plan(kit, library(kit), request, preparation) == plan
    assert msgspec.json.decode(msgspec.json.encode(plan), type=InterviewPlan) == plan


@pytest.mark.parametrize("minutes", [6, 15, 30, 50])
@pytest.mark.parametrize(
    ("kit_id", "preparation"),
    [
        ("backend_engineer", ENGINEER),
        ("account_executive", SELLER),
        ("customer_support_specialist", AGENT),
    ],
)
def test_most_questions_name_something_of_the_person_or_the_job(
    kit_id: str, preparation: Preparation, minutes: int
) -> None:
    plan = made(kit_id, preparation, minutes=minutes, questions_target=max(8, round(minutes / 1.5)))
    asked = questions(plan)
    # 33 questions are more than one page of a CV has matter for; the rest asks about the craft.
    least = 0.5 if minutes == 50 else 0.6
    assert sum(map(is_personal, asked)) / len(asked) >= least


def test_a_figure_of_the_resume_is_asked_about() -> None:
    said = " ".join(texts(made("backend_engineer", ENGINEER, minutes=30, questions_target=20)))
    assert "at Acme Payments you reduced p95 latency of the checkout by 40 percent" in said


def test_what_the_job_asks_for_and_the_resume_lacks_is_asked_respectfully() -> None:
    found = [
        question.text
        for seed in range(6)
        for question in questions(
            made("backend_engineer", ENGINEER, minutes=30, questions_target=20, seed=seed)
        )
        if "Kubernetes" in question.text
    ]
    assert found
    assert all("closest thing" in text or "get up to speed" in text for text in found)


def test_uneasy_facts_are_few_and_never_open_a_phase() -> None:
    for seed in range(12):
        for minutes, most in ((6, 1), (15, 3), (50, 4)):
            plan = made("customer_support_specialist", AGENT, minutes=minutes, seed=seed)
            uneasy = [q for q in questions(plan) if q.trigger and q.trigger.kind in RISKS]
            assert len(uneasy) <= most
            for phase in plan.phases:
                kinds = [q.trigger.kind if q.trigger else "" for q in phase.questions]
                if any(kind not in RISKS for kind in kinds):
                    assert kinds[0] not in RISKS


def test_nobody_is_asked_about_family_or_illness() -> None:
    for seed in range(12):
        plan = made(
            "customer_support_specialist", AGENT, minutes=50, questions_target=30, seed=seed
        )
        said = " ".join(texts(plan))
        assert "family" not in said
        assert "illness" not in said


def test_other_trades_are_not_asked_about_code() -> None:
    """The seller lists Python."""
    for seed in range(8):
        plan = made("account_executive", SELLER, minutes=50, questions_target=30, seed=seed)
        assert "Python" not in " ".join(texts(plan))


@pytest.mark.parametrize(
    ("kit_id", "kind", "minutes", "tag"),
    [
        ("backend_engineer", "technical", 30, "coding"),
        ("backend_engineer", "technical", 6, None),
        ("backend_engineer", "hr", 50, None),
        ("account_executive", "hiring_manager", 30, "case"),
        ("account_executive", "hiring_manager", 15, None),
        ("account_executive", "hr", 50, None),
        ("bilingual_support_agent", "hiring_manager", 50, "case"),
    ],
)
def test_a_task_where_it_belongs_and_fits(
    kit_id: str, kind: str, minutes: int, tag: str | None
) -> None:
    plan = made(kit_id, Preparation(), minutes=minutes, interview_type=kind)
    wanted = {"coding": CodingTask, "case": CaseTask, None: type(None)}[tag]
    assert [type(task) for task in plan.tasks] == ([] if tag is None else [wanted])
    assert sum(phase.budget_s for phase in plan.phases) == pytest.approx(60 * minutes, abs=0.5)
    for task in plan.tasks:
        opening = next(q for q in questions(plan) if q.task_id == task.task_id)
        exercise = next(p for p in plan.phases if p.phase_id is PhaseId.exercise)
        assert opening == exercise.questions[0]
        assert opening.seconds <= exercise.budget_s


def test_code_is_in_the_language_of_the_job() -> None:
    script = Preparation(job=read_job("Requirements\n- React\n- TypeScript and JavaScript"))
    plan = made("backend_engineer", script, minutes=30, interview_type="technical")
    (task,) = plan.tasks
    assert isinstance(task, CodingTask)
    assert task.exercise.language == "javascript"


def test_a_known_company_gets_a_question_of_fit_and_its_blueprint() -> None:
    plan = made("backend_engineer", ENGINEER, minutes=30, questions_target=20, company="google")
    fits = [q for q in questions(plan) if q.pattern_id.startswith("fit_")]
    assert len(fits) == 1
    assert "Google" in fits[0].text
    blueprint: Blueprint = next(b for b in catalogue().blueprints if b.blueprint_id == "google_swe")
    asked = {question.pattern_id for question in questions(plan)}
    other = {
        question.pattern_id
        for question in questions(
            made("backend_engineer", ENGINEER, minutes=30, questions_target=20)
        )
    }
    named = set(blueprint.question_pattern_ids)
    assert len(asked & named) > len(other & named)


def test_weak_areas_draw_questions() -> None:
    weak = msgspec.structs.replace(ENGINEER, weak_areas=(DimensionId.collaboration_conflict,))

    def share(preparation: Preparation) -> int:
        return sum(
            DimensionId.collaboration_conflict in question.dimensions
            for seed in range(8)
            for question in questions(made("backend_engineer", preparation, seed=seed))
        )

    assert share(weak) > share(ENGINEER)


def test_a_story_of_the_bank_can_be_asked_for() -> None:
    stories = (Story(title="The night the warehouse flooded", situation="Water everywhere."),)
    said = [
        question.text
        for seed in range(12)
        for question in questions(
            made("backend_engineer", Preparation(stories=stories), minutes=30, seed=seed)
        )
    ]
    assert any("The night the warehouse flooded" in text for text in said)


def test_a_posting_alone_is_a_job() -> None:
    posting = JobPosting(
        title="Support Hero",
        company="Nordlicht",
        required_skills=("Zendesk", "French"),
        description="You will answer customers by phone.",
    )
    plan = made("customer_support_specialist", Preparation(posting=posting), questions_target=20)
    assert plan.company == "Nordlicht"
    assert plan.role_title == "Support Hero"
    said = " ".join(question.text for question in questions(plan))
    assert "answering customers by phone" in said
    assert "Zendesk" in said or "French" in said


def test_an_empty_preparation_follows_the_role() -> None:
    plan = made("backend_engineer", Preparation())
    assert all(question.trigger is None for question in questions(plan))
    assert len(questions(plan)) == 10


def test_a_resume_of_nothing_is_no_obstacle() -> None:
    assert len(questions(made("product_manager", Preparation(resume=resume("thin"))))) == 10


def test_the_seed_varies_what_is_asked() -> None:
    plans = {
        tuple(q.pattern_id for q in questions(made("backend_engineer", ENGINEER, seed=seed)))
        for seed in range(8)
    }
    assert len(plans) >= 6


def test_the_style_is_kept() -> None:
    assert made("backend_engineer", ENGINEER, style="stress").style is Style.stress


@pytest.mark.parametrize("wishes", [{"minutes": 0.5}, {"minutes": 121}, {"questions_target": 0}])
def test_impossible_wishes_are_refused(wishes: dict[str, float]) -> None:
    with pytest.raises(InvalidContent):
        made("backend_engineer", ENGINEER, **wishes)  # type: ignore[arg-type]


def test_texts_that_mean_the_same_are_not_both_asked() -> None:
    """A measure that takes everything with the word "hard" for one."""

    def hard(said: list[str]) -> list[list[float]]:
        return [[1.0 if "hard" in a and "hard" in b else 0.0 for b in said] for a in said]

    kit = kit_of("backend_engineer")
    for seed in range(6):
        plan = generate_plan(
            kit,
            library(kit),
            PlanRequest(seed=seed, duration_s=1800.0, questions_target=20),
            ENGINEER,
            likeness=hard,  # type: ignore[arg-type]
        )
        assert sum("hard" in text for text in texts(plan)) <= 1


def test_a_spanish_interview_has_no_english_in_it() -> None:
    """Facts and tasks are worded in English; of facts only names go into translated patterns."""
    plan = made(
        "bilingual_support_agent", AGENT, minutes=50, language="es", interview_type="hiring_manager"
    )
    assert questions(plan)
    assert plan.tasks == ()
    assert any("TeleUno" in question.text for question in questions(plan))
    english = {"the", "you", "your", "this", "what", "how"}
    assert not [text for text in texts(plan) if english & set(text.lower().split())]


def test_nobody_is_told_that_a_skill_is_missing_that_another_shows() -> None:
    wanted = read_job("Support Agent\nRequirements\n- 2 years in customer service\n- Salesforce\n")
    facts = find_facts(
        kit_of("customer_support_specialist"), Preparation(resume=resume("agent")), wanted
    )
    missing = [fact.trigger.subject for fact in facts if fact.kind is FactKind.missing_skill]
    assert missing == ["Salesforce"]


def test_joining_a_team_is_no_duty() -> None:
    wanted = read_job("Engineer\nWhat you'll do\n- You'll join the ledger team\n- Run the ledger\n")
    facts = find_facts(kit_of("backend_engineer"), Preparation(), wanted)
    duties = [fact.trigger.subject for fact in facts if fact.kind is FactKind.duty]
    assert duties == ["running the ledger"]
