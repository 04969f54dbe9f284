"""The plan generator (R-172): role, documents, company and earlier sessions become a plan. Pure.

The phases and their minutes are the planner's; what is asked in them comes from the facts first.
The same arguments give the same plan: the seed decides between equals.
"""

from collections.abc import Sequence

import msgspec

from runtime.documents.job import JobExtraction
from runtime.interview.budgets import budgets
from runtime.interview.catalogue import QuestionPattern, RoleKit
from runtime.interview.filling import Slots, fill_question
from runtime.interview.plan import InterviewPlan, PhaseId, Question
from runtime.interview.planner import (
    LAST_QUESTION_S,
    SHORTEST_ANSWER_S,
    WANTED_FIRST,
    PlanRequest,
    agree,
    assemble,
    fitting,
    role_slots,
)
from runtime.interview.task_question import task_question
from runtime.interview.tasks import PlannedTask
from runtime.interview.triggers import TriggerSource
from runtime.planning.candidates import Candidate, candidates
from runtime.planning.choice import Choice, Leaning, in_order
from runtime.planning.facts import Fact, FactKind, make_fact
from runtime.planning.fit import (
    archetype_of,
    blueprint_of,
    company_fact,
    company_of,
    fit_patterns,
    stresses,
)
from runtime.planning.job_facts import job_facts, job_of
from runtime.planning.leads import skill_leads
from runtime.planning.nearness import QUESTIONS_NEAR, by_words, near_pairs, with_near
from runtime.planning.preparation import Library, Likeness, Preparation
from runtime.planning.resume_facts import resume_facts
from runtime.planning.task_choice import choose_task, with_task
from runtime.roles.names import TECHNICAL_CATEGORIES

FIT_FROM_S = 480.0
"""A shorter interview has no time for a question of fit."""
MINUTES_A_RISK = 7.0
MOST_RISKS = 4
TASK_REST_S = 90.0
"""Time of the exercise phase beside the task from which another question fits in."""
STORY_WORDS = range(2, 9)


def generate_plan(
    kit: RoleKit,
    library: Library,
    request: PlanRequest,
    preparation: Preparation,
    *,
    likeness: Likeness | None = None,
) -> InterviewPlan:
    """The plan of an interview of this person for this job.

    `likeness` measures meaning; without it common words decide.

    Raises:
        InvalidContent: duration or questions_target is out of range, or a pattern can't be used.
    """
    terms = agree(kit, request)
    job = job_of(preparation.job, preparation.posting)
    known = _known(request, preparation)
    facts = find_facts(kit, preparation, job)
    slots = role_slots(kit, known, terms)
    patterns = fitting(kit, _fillable(library.patterns, facts, slots), terms)
    company = company_of(known.company, library)
    archetype = archetype_of(company, library)
    if archetype is not None and company is not None and request.duration_s >= FIT_FROM_S:
        patterns += fit_patterns(archetype)
    leads = skill_leads(patterns, facts)
    if archetype is not None and company is not None:
        about = company_fact(company, archetype)
        leads |= {p.pattern_id: [about] for p in patterns if p.pattern_id.startswith("fit_")}
    shares = budgets(request.duration_s, terms.kind, {pattern.phase for pattern in patterns})
    task = choose_task(
        kit,
        library,
        level=terms.level,
        kind=terms.kind,
        duration_s=request.duration_s,
        skills=_skills(preparation, job),
        seed=request.seed,
    )
    shares, task_s = with_task(shares, task)
    blueprint = blueprint_of(company, kit.role_category, library)
    leaning = Leaning(
        pattern_ids=frozenset(blueprint.question_pattern_ids if blueprint else ()),
        skill_focus=tuple(blueprint.skill_focus if blueprint else ()),
        stresses=stresses(company, archetype),
        weak_areas=preparation.weak_areas,
        most_risks=min(MOST_RISKS, 1 + int(request.duration_s / 60 / MINUTES_A_RISK)),
    )
    pool = list(
        candidates(patterns, facts, slots=slots, role_category=kit.role_category, fits=leads)
    )
    choice = Choice(pool, leaning, seed=request.seed)
    open_s = dict(shares)
    has_task = task is not None and task_s is not None
    if task_s is not None:
        rest = shares[PhaseId.exercise] - task_s
        open_s[PhaseId.exercise] = rest if rest >= TASK_REST_S else 0.0
    wanted = request.questions_target - has_task
    _choose(choice, open_s, wanted, likeness or by_words)
    questions: dict[PhaseId, list[Question]] = {}
    tasks: list[PlannedTask] = []
    number = 0
    chosen = in_order(choice.taken)
    for phase_id in shares:
        for candidate in chosen.get(phase_id, ()):
            number += 1
            questions.setdefault(phase_id, []).append(_question(f"q{number:02d}", candidate))
        if phase_id is PhaseId.exercise and task is not None and task_s is not None:
            number += 1
            opening, planned = task_question(task, question_id=f"q{number:02d}", seconds=task_s)
            questions.setdefault(phase_id, []).insert(0, opening)
            tasks.append(planned)
    marked = _with_near(questions, likeness or by_words)
    return assemble(kit, known, terms, shares, marked, tasks=tasks)


def find_facts(kit: RoleKit, preparation: Preparation, job: JobExtraction | None) -> list[Fact]:
    """Everything there is to ask this person about; nothing of code for other trades (R-217)."""
    facts: list[Fact] = []
    if preparation.resume is not None:
        facts += resume_facts(preparation.resume)
    if job is not None:
        facts += job_facts(job, preparation.resume)
    facts += _stories(preparation)
    technical = kit.role_category in TECHNICAL_CATEGORIES
    return [
        fact for fact in facts if not fact.is_sensitive and (technical or not fact.is_technical)
    ]


def _known(request: PlanRequest, preparation: Preparation) -> PlanRequest:
    """The request, with what the posting says where it is silent."""
    posting = preparation.posting
    if posting is None:
        return request
    return msgspec.structs.replace(
        request,
        company=request.company or posting.company,
        target_role=request.target_role or posting.title,
    )


def _stories(preparation: Preparation) -> list[Fact]:
    found = []
    for number, story in enumerate(preparation.stories[:8]):
        title = " ".join(story.title.split()).strip(" .!?\"'")
        if len(title.split()) not in STORY_WORDS or any(sign in title for sign in "?!{}<>|\n:;"):
            continue
        found.append(
            make_fact(
                FactKind.story,
                {"story": title},
                source=TriggerSource.story,
                subject=title,
                quote=story.situation or title,
                why="a story of the candidate's own: what was at stake, what they did",
                weight=0.5 - 0.02 * number,
            )
        )
    return found


def _fillable(
    patterns: Sequence[QuestionPattern], facts: Sequence[Fact], slots: Slots
) -> list[QuestionPattern]:
    wordings = [slots, *(slots.with_facts(fact.slots) for fact in facts)]
    return [
        pattern
        for pattern in patterns
        if any(one.filled(pattern.template, pattern.variables) is not None for one in wordings)
    ]


def _skills(preparation: Preparation, job: JobExtraction | None) -> set[str]:
    """Of the job; of the résumé where the job names none."""
    asked = {keyword.name.lower() for keyword in job.keywords} if job else set()
    if asked or preparation.resume is None:
        return asked
    return {skill.name.lower() for skill in preparation.resume.skills}


def _choose(choice: Choice, shares: dict[PhaseId, float], wanted: int, likeness: Likeness) -> None:
    """Fill the phases, and replace what turns out to mean the same as something else."""
    _fill(choice, shares, wanted)
    for _ in range(4):
        chosen = [c for taken in choice.taken.values() for c in taken]
        pairs = near_pairs([candidate.text for candidate in chosen], likeness, QUESTIONS_NEAR)
        if not pairs:
            return
        for number in sorted({other for _, other in pairs}):
            choice.give_back(chosen[number])
        _fill(choice, shares, wanted)


def _fill(choice: Choice, shares: dict[PhaseId, float], wanted: int) -> None:
    def count(phase_id: PhaseId) -> int:
        return len(choice.taken.get(phase_id, ()))

    def left() -> int:
        return wanted - sum(map(len, choice.taken.values()))

    open_phases = [phase_id for phase_id in WANTED_FIRST if shares.get(phase_id, 0.0) > 0]
    for phase_id in open_phases:
        if left() > 0 and not count(phase_id):
            choice.take(phase_id)
    if left() > 0 and shares[PhaseId.close] >= LAST_QUESTION_S and not count(PhaseId.close):
        choice.take(PhaseId.close)
    if PhaseId.behavioral in open_phases and left() > 0:
        _take_fit(choice)
    while left() > 0:
        having = [
            phase_id
            for phase_id in open_phases
            if phase_id is not PhaseId.intro
            and count(phase_id) < shares[phase_id] / SHORTEST_ANSWER_S
            and choice.has(phase_id)
        ]
        if not having:
            return
        # The phase with the most time per question already planned gets the next one.
        choice.take(max(having, key=lambda phase_id: shares[phase_id] / (count(phase_id) + 1)))


def _take_fit(choice: Choice) -> None:
    """One question of fit, where there is an archetype."""
    chosen = choice.taken.get(PhaseId.behavioral, [])
    if not any("fit" in candidate.pattern.tags for candidate in chosen):
        choice.take(PhaseId.behavioral, only=lambda candidate: "fit" in candidate.pattern.tags)


def _question(question_id: str, candidate: Candidate) -> Question:
    question = fill_question(question_id, candidate.pattern, candidate.slots)
    trigger = candidate.fact.trigger if candidate.fact is not None else None
    return msgspec.structs.replace(question, text=candidate.text, trigger=trigger)


def _with_near(
    questions: dict[PhaseId, list[Question]], likeness: Likeness
) -> dict[PhaseId, list[Question]]:
    flat = [question for group in questions.values() for question in group]
    marked = {question.question_id: question for question in with_near(flat, likeness)}
    return {
        phase_id: [marked[question.question_id] for question in group]
        for phase_id, group in questions.items()
    }
