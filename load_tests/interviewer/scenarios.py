"""Which interviews are held: every family, manner, length, type and style, mixed by a seed."""

from itertools import product
from random import Random

import msgspec

from load_tests.interviewer.candidate import Candidate, Manner
from load_tests.interviewer.people import Bank, Person, people, words
from load_tests.interviewer.stage import Performance, Stage
from runtime.documents.claims import resume_claims
from runtime.documents.dates import YearMonth
from runtime.documents.job import JobExtraction, read_job
from runtime.documents.resume import ResumeExtraction, read_resume
from runtime.interview.catalogue import InterviewType, RoleKit
from runtime.interview.plan import InterviewPlan, Style
from runtime.interview.planner import PlanRequest
from runtime.interview.tasks import CaseTemplate, CodingExercise
from runtime.planning.generate import generate_plan
from runtime.planning.preparation import Library, Likeness, Preparation
from seeds.catalogue import Catalogue

MINUTES = (6, 15, 30, 50)
AS_OF = YearMonth(year=2026, month=11)
"""The made-up people are as old as this file, whatever today is."""
QUESTIONS_A_MINUTE = 0.45


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """One interview to be held."""

    number: int
    person: Person
    kit: RoleKit
    manner: Manner
    minutes: int
    interview_type: InterviewType
    style: Style
    seed: int

    @property
    def name(self) -> str:
        return (
            f"#{self.number} {self.kit.role_kit_id} {self.manner} {self.minutes} min "
            f"{self.interview_type} {self.style} seed {self.seed}"
        )


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """An interview that was held."""

    scenario: Scenario
    plan: InterviewPlan
    performance: Performance
    planted: tuple[str, ...]
    resume: ResumeExtraction
    job: JobExtraction


def scenarios(catalogue: Catalogue, *, count: int, seed: int) -> list[Scenario]:
    """`count` different interviews; families, manners and lengths come up equally often."""
    kits = {kit.role_kit_id: kit for kit in catalogue.role_kits}
    random = Random(seed)
    pairs = [(person, kits[kit]) for person in people() for kit in person.kits]
    mixed = list(product(Manner, pairs, MINUTES))
    random.shuffle(mixed)
    found: list[Scenario] = []
    per_manner: dict[Manner, int] = dict.fromkeys(Manner, 0)
    # Round after round, so that what was passed over in one has its turn in the next.
    for manner, (person, kit), minutes in mixed * (2 + 2 * count // len(mixed)):
        if len(found) == count:
            break
        if per_manner[manner] > min(per_manner.values()):
            continue  # The same share of each manner, whatever the count.
        per_manner[manner] += 1
        found.append(
            Scenario(
                number=len(found) + 1,
                person=person,
                kit=kit,
                manner=manner,
                minutes=minutes,
                interview_type=random.choice([*kit.interview_types]),
                style=random.choice(list(Style)),
                seed=random.randrange(1_000_000),
            )
        )
    return found


def hold(
    scenario: Scenario,
    catalogue: Catalogue,
    likeness: Likeness | None,
    *,
    bank: Bank = Bank.fresh,
) -> Held:
    """Plan and play one interview."""
    resume = read_resume(scenario.person.resume, as_of=AS_OF)
    job = read_job(scenario.person.job)
    plan = _plan(scenario, catalogue, resume, job, likeness)
    tasks: dict[str, CodingExercise | CaseTemplate] = {
        **{exercise.exercise_id: exercise for exercise in catalogue.exercises},
        **{case.case_id: case for case in catalogue.cases},
    }
    task = tasks[plan.tasks[0].task_id] if plan.tasks else None
    candidate = Candidate(scenario.person, scenario.manner, plan, words(bank), task, scenario.seed)
    performance = Stage(plan, candidate).play()
    return Held(
        scenario=scenario,
        plan=plan,
        performance=performance,
        planted=tuple(candidate.planted),
        resume=resume,
        job=job,
    )


def _plan(
    scenario: Scenario,
    catalogue: Catalogue,
    resume: ResumeExtraction,
    job: JobExtraction,
    likeness: Likeness | None,
) -> InterviewPlan:
    kit = scenario.kit
    library = Library(
        patterns=tuple(
            pattern
            for pattern in catalogue.patterns
            if pattern.role_category in (kit.role_category, "any")
        ),
        role_kits=tuple(catalogue.role_kits),
        exercises=tuple(catalogue.exercises),
        cases=tuple(catalogue.cases),
        archetypes=tuple(catalogue.archetypes),
        companies=tuple(catalogue.companies),
        blueprints=tuple(catalogue.blueprints),
    )
    request = PlanRequest(
        seed=scenario.seed,
        interview_type=scenario.interview_type,
        style=scenario.style,
        duration_s=scenario.minutes * 60.0,
        questions_target=max(4, min(24, round(scenario.minutes * QUESTIONS_A_MINUTE))),
        company=scenario.person.company,
        candidate_name=scenario.person.name,
        resume_claims=resume_claims(resume, as_of=AS_OF),
    )
    return generate_plan(
        kit, library, request, Preparation(resume=resume, job=job), likeness=likeness
    )
