"""The plan generator (R-172): role, documents, company and earlier sessions become a plan. Pure.

The phases and their minutes are the planner's; what is asked in them comes from the facts first.
The same arguments give the same plan: the seed decides between equals.
"""

from collections.abc import Mapping, Sequence

import msgspec

from runtime.interview.catalogue import RoleKit
from runtime.interview.filling import fill_question
from runtime.interview.plan import InterviewPlan, PhaseId, Question
from runtime.interview.planner import (
    LAST_QUESTION_S,
    SHORTEST_ANSWER_S,
    WANTED_FIRST,
    PlanRequest,
    assemble,
)
from runtime.interview.task_question import task_question
from runtime.interview.tasks import PlannedTask
from runtime.planning.candidates import ANYWHERE, Candidate
from runtime.planning.choice import Choice, in_order
from runtime.planning.nearness import QUESTIONS_NEAR, by_words, near_pairs, with_near
from runtime.planning.preparation import Library, Likeness, Preparation
from runtime.planning.setting import Setting, lay_out

TRADE_SHARE = 3
"""One in so many questions of the role is about its craft, whoever is asked; at least one."""
TASK_REST_S = 90.0
"""Time of the exercise phase beside the task from which another question fits in."""


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
    return plan_within(lay_out(kit, library, request, preparation), likeness=likeness)


def plan_within(setting: Setting, *, likeness: Likeness | None = None) -> InterviewPlan:
    """The rules' plan."""
    choice = Choice(setting.pool, setting.leaning, seed=setting.request.seed)
    open_s = dict(setting.shares)
    wanted = setting.request.questions_target
    if setting.task_s is not None:
        rest = open_s[PhaseId.exercise] - setting.task_s
        open_s[PhaseId.exercise] = rest if rest >= TASK_REST_S else 0.0
        wanted -= 1
    choose_questions(choice, open_s, wanted, likeness or by_words)
    return written(setting, in_order(choice.taken), likeness=likeness)


def written(
    setting: Setting,
    chosen: Mapping[PhaseId, Sequence[Candidate]],
    *,
    likeness: Likeness | None = None,
    shares: Mapping[PhaseId, float] | None = None,
    with_its_task: bool = True,
) -> InterviewPlan:
    """The plan of these questions, numbered in their order."""
    shares = shares or setting.shares
    questions: dict[PhaseId, list[Question]] = {}
    tasks: list[PlannedTask] = []
    number = 0
    for phase_id in shares:
        here = questions.setdefault(phase_id, [])
        if phase_id is PhaseId.exercise and setting.task is not None and with_its_task:
            number += 1
            opening, planned = task_question(
                setting.task, question_id=f"q{number:02d}", seconds=setting.task_s
            )
            here.append(opening)
            tasks.append(planned)
        for candidate in chosen.get(phase_id, ()):
            number += 1
            here.append(_question(f"q{number:02d}", candidate))
    marked = _with_near(questions, likeness or by_words)
    return assemble(setting.kit, setting.request, setting.terms, shares, marked, tasks=tasks)


def choose_questions(
    choice: Choice, shares: dict[PhaseId, float], wanted: int, likeness: Likeness
) -> None:
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
    if (
        left() > 0
        and shares.get(PhaseId.close, 0.0) >= LAST_QUESTION_S
        and not count(PhaseId.close)
    ):
        choice.take(PhaseId.close)
    if PhaseId.behavioral in open_phases and left() > 0:
        _take_fit(choice)
    if shares.get(PhaseId.role_skills, 0.0) >= 2 * SHORTEST_ANSWER_S and left() > 0:
        _take_trade(choice)
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
        phase_id = max(having, key=lambda phase_id: shares[phase_id] / (count(phase_id) + 1))
        due = count(phase_id) // TRADE_SHARE if phase_id is PhaseId.role_skills else 0
        if not (_of_trade(choice) < due and _take_trade(choice)):
            choice.take(phase_id)


def _take_fit(choice: Choice) -> None:
    """One question of fit, where there is an archetype."""
    chosen = choice.taken.get(PhaseId.behavioral, [])
    if not any("fit" in candidate.pattern.tags for candidate in chosen):
        choice.take(PhaseId.behavioral, only=lambda candidate: "fit" in candidate.pattern.tags)


def _take_trade(choice: Choice) -> bool:
    """One question of the role's own trade: facts alone would leave the craft unasked."""
    return choice.take(
        PhaseId.role_skills, only=lambda candidate: candidate.pattern.role_category != ANYWHERE
    )


def _of_trade(choice: Choice) -> int:
    taken = choice.taken.get(PhaseId.role_skills, [])
    return sum(candidate.pattern.role_category != ANYWHERE for candidate in taken)


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
