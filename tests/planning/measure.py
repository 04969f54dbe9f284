"""Measures plans over real résumés, role kits and durations: what a plan must never have, and how
much of it is about this person and this job.

`python -m tests.planning.measure [--model]` prints the table; with `--model` meanings are compared
by embeddings.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from runtime.documents.job import JobExtraction, read_job
from runtime.documents.resume import ResumeExtraction, read_resume
from runtime.interview.catalogue import RoleKit
from runtime.interview.plan import InterviewPlan, Question
from runtime.interview.planner import PlanRequest
from runtime.interview.triggers import TriggerSource
from runtime.planning.generate import generate_plan
from runtime.planning.nearness import QUESTIONS_NEAR, by_words, near_pairs
from runtime.planning.preparation import Library, Likeness, Preparation
from runtime.roles.names import TECHNICAL_CATEGORIES
from seeds import spoken
from seeds.catalogue import Catalogue
from seeds.load import load
from tests.documents.measure import AS_OF, RESUMES
from tests.planning.jobs import JOBS

MINUTES = (6, 15, 30, 50)
PERSONAL = frozenset({TriggerSource.resume, TriggerSource.job})


@cache
def catalogue() -> Catalogue:
    return load()


def library(kit: RoleKit) -> Library:
    every = catalogue()
    return Library(
        patterns=every.patterns_for(kit.role_category),
        role_kits=every.role_kits,
        exercises=every.exercises,
        cases=every.cases,
        archetypes=every.archetypes,
        companies=every.companies,
        blueprints=every.blueprints,
    )


def kit_of(role_kit_id: str) -> RoleKit:
    return next(kit for kit in catalogue().role_kits if kit.role_kit_id == role_kit_id)


def resumes() -> dict[str, ResumeExtraction]:
    found = {}
    with RESUMES.open(encoding="utf-8") as file:
        for line in file:
            one = json.loads(line)
            found[one["id"]] = read_resume(one["text"], as_of=AS_OF)
    return found


def questions(plan: InterviewPlan) -> list[Question]:
    return [question for phase in plan.phases for question in phase.questions]


def texts(plan: InterviewPlan) -> list[str]:
    asked = questions(plan)
    return [q.text for q in asked] + [probe.text for q in asked for probe in q.probes]


def is_personal(question: Question) -> bool:
    """Whether it names something of the résumé or the job, and says so aloud."""
    return question.trigger is not None and question.trigger.source in PERSONAL


def faults(plan: InterviewPlan, likeness: Likeness = by_words) -> Iterator[str]:
    """Everything a plan must never have."""
    asked = questions(plan)
    for question in asked:
        if question.task_id is None:
            yield from _opener(question.text)
        trigger = question.trigger
        if trigger is not None and not _names(question.text, trigger.subject):
            yield f"doesn't name {trigger.subject}: {question.text}"
    for text in texts(plan):
        if "{" in text or "}" in text:
            yield f"unfilled: {text}"
        if text.count("?") > 1:
            yield f"double: {text}"
    for one, other in near_pairs([q.text for q in asked], likeness, QUESTIONS_NEAR):
        yield f"near: {asked[one].text} / {asked[other].text}"
    for question in asked:
        if question.near:
            yield f"near: {question.text}"
    said = Counter(" ".join(text.lower().split()) for text in texts(plan))
    yield from (f"twice: {text}" for text, count in said.items() if count > 1)
    if abs(sum(phase.budget_s for phase in plan.phases) - plan.duration_s) > 0.5:
        yield "budgets don't add up"
    if len(asked) > plan.questions_target:
        yield "more questions than wanted"
    if plan.role_category not in TECHNICAL_CATEGORIES:
        told = [question.text for question in asked] + texts(plan)
        yield from (f"code: {text}" for text in told if spoken.CODING.search(text))
        if any(task.__struct_config__.tag == "coding" for task in plan.tasks):
            yield "a coding exercise"


def _opener(text: str) -> Iterator[str]:
    if len(re.findall(r"[.?!](?=\s+[A-Z]|$)", text)) > 2:
        yield f"more than two sentences: {text}"
    if len(text.split()) > 45:
        yield f"too long: {text}"
    if not text[0].isupper() and not text[0].isdigit():
        yield f"begins small: {text}"
    if re.search(r"[|•→<>{}\[\]()_*\"“”]|\s[,.;?]|\s\s|\.\.|, ?\?|\b([a-z]+) \1\b", text):
        yield f"untidy: {text}"


def _names(text: str, subject: str) -> bool:
    """Whether a question names what it is said to be about, by most of its words."""
    words = re.findall(r"\w{3,}", subject.lower())
    here = text.lower()
    return not words or sum(word[:5] in here for word in words) >= len(words) / 3


def plans(
    people: Mapping[str, ResumeExtraction],
    *,
    minutes: Sequence[int] = MINUTES,
    with_job: bool = True,
    likeness: Likeness | None = None,
) -> Iterator[tuple[str, InterviewPlan]]:
    """Every person for every kit in every length, each with another seed."""
    jobs: dict[str, JobExtraction] = {name: read_job(text) for name, text in JOBS.items()}
    for number, (name, resume) in enumerate(sorted(people.items())):
        for kit in catalogue().offered:
            for length in minutes:
                kinds = kit.interview_types
                request = PlanRequest(
                    seed=1000 * number + length,
                    interview_type=kinds[(number + length) % len(kinds)],
                    duration_s=60.0 * length,
                    questions_target=max(8, round(60 * length / 90)),
                )
                job = jobs[kit.role_category] if with_job else None
                preparation = Preparation(resume=resume, job=job)
                made = generate_plan(kit, library(kit), request, preparation, likeness=likeness)
                yield f"{name}/{kit.role_kit_id}/{length}", made


def main(arguments: Sequence[str]) -> int:
    likeness: Likeness | None = None
    if "--model" in arguments:
        from runtime.providers.embeddings import MiniLm
        from server.likeness import _Vectors

        likeness = _Vectors().of(MiniLm.load())
    people = resumes()
    bad: Counter[str] = Counter()
    for with_job in (True, False):
        shares: dict[int, list[float]] = {}
        for where, plan in plans(people, with_job=with_job, likeness=likeness):
            for fault in faults(plan, likeness or by_words):
                bad[fault.partition(":")[0]] += 1
                if bad[fault.partition(":")[0]] <= 12:
                    print(f"{where}: {fault}")
            asked = questions(plan)
            length = round(plan.duration_s / 60)
            shares.setdefault(length, []).append(sum(map(is_personal, asked)) / len(asked))
        for length, values in shares.items():
            print(
                f"{'with' if with_job else 'without'} job, {length} min: {len(values)} plans, "
                f"{sum(values) / len(values):.1%} of the questions name something of the person or "
                f"the job, least {min(values):.0%}"
            )
    print("faults:", dict(bad) or "none")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
