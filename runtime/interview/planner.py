"""Planner: role kit, question patterns and a request become an interview plan. Pure.

Minutes are the reference timing (R-148) scaled to any duration, with floors for the intro and
the close. Patterns are chosen for the role first, then for variety of topic and type, and the
seed decides between equals. Slots are filled here, so the interview itself never sees one.
"""

from collections.abc import Mapping, Sequence

import msgspec

from runtime.errors import InvalidContent
from runtime.interview import panel
from runtime.interview.budgets import budgets
from runtime.interview.catalogue import (
    InterviewType,
    PatternType,
    QuestionPattern,
    RoleKit,
    Seniority,
)
from runtime.interview.filling import Slots, fill_question, plain_name
from runtime.interview.languages import primary, response_languages
from runtime.interview.opening import DEFAULT_INTRO
from runtime.interview.phases import normalised
from runtime.interview.plan import Claim, InterviewPlan, Mode, Phase, PhaseId, Question, Style
from runtime.interview.seed import shuffled
from runtime.interview.tasks import PlannedTask
from runtime.interview.translations import in_language

MIN_DURATION_S = 60.0
MAX_DURATION_S = 7200.0
MAX_QUESTIONS = 40
LAST_QUESTION_S = 45.0
"""A shorter close has no question of the interviewer's own."""
SHORTEST_ANSWER_S = 20.0
"""Questions are planned for brisk candidates; time decides how many are really asked."""

OBJECTIVES = {
    PhaseId.intro: "rapport and background",
    PhaseId.resume_deep_dive: "validate claims from the CV",
    PhaseId.role_skills: "depth in the skills of the role",
    PhaseId.exercise: "problem solving on a case",
    PhaseId.behavioral: "behaviour in real situations",
    PhaseId.close: "the candidate's questions and next steps",
}
WANTED_FIRST = (
    PhaseId.role_skills,
    PhaseId.behavioral,
    PhaseId.intro,
    PhaseId.resume_deep_dive,
    PhaseId.exercise,
)
"""Which phase gets a question first when there are fewer questions than phases."""


class PlanRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What the person or system that starts the interview decides; None means the role kit's."""

    seed: int = 0
    seniority: Seniority | None = None
    interview_type: InterviewType | None = None
    style: Style = Style.neutral
    mode: Mode = Mode.assessment
    duration_s: float = 360.0
    """60 to 7200 seconds."""
    questions_target: int = 8
    """1 to 40 main questions."""
    language: str = "en"
    response_languages: tuple[str, ...] = ()
    """Languages in which answers are welcome besides it; a bilingual role adds its own (C-57)."""
    company: str | None = None
    candidate_name: str | None = None
    target_role: str | None = None
    resume_claims: tuple[Claim, ...] = ()
    """Checkable statements of the CV, for the claim ledger."""


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What the request and the role kit agree on."""

    role: str
    """As it is spoken."""
    level: Seniority
    kind: InterviewType


def agree(kit: RoleKit, request: PlanRequest) -> Terms:
    """The request's wishes, and the kit's where it has none.

    Raises:
        InvalidContent: duration or questions_target is out of range.
    """
    if not MIN_DURATION_S <= request.duration_s <= MAX_DURATION_S:
        raise InvalidContent(f"duration_s must be {MIN_DURATION_S:g} to {MAX_DURATION_S:g} seconds")
    if not 1 <= request.questions_target <= MAX_QUESTIONS:
        raise InvalidContent(f"questions_target must be 1 to {MAX_QUESTIONS}")
    kinds = kit.interview_types or [InterviewType.hiring_manager]
    return Terms(
        role=plain_name(request.target_role) or kit.name,
        level=request.seniority or kit.level,
        kind=request.interview_type or kinds[0],
    )


def make_plan(
    kit: RoleKit, patterns: Sequence[QuestionPattern], request: PlanRequest
) -> InterviewPlan:
    """A complete plan for the role, whoever comes; the same arguments give the same plan.

    Raises:
        InvalidContent: duration or questions_target is out of range, or a pattern asks two
            questions at once.
    """
    terms = agree(kit, request)
    slots = role_slots(kit, request, terms)
    usable = fitting(
        kit,
        [
            pattern
            for pattern in in_language(patterns, request.language)
            if slots.filled(pattern.template, pattern.variables) is not None
        ],
        terms,
        language=request.language,
    )
    shares = budgets(request.duration_s, terms.kind, {pattern.phase for pattern in usable})
    chosen = _choose(usable, shares, request=request, slots=slots)
    numbered: dict[PhaseId, list[Question]] = {}
    number = 0
    for phase_id in shares:
        for pattern in chosen.get(phase_id, ()):
            number += 1
            question = fill_question(f"q{number:02d}", pattern, slots)
            numbered.setdefault(phase_id, []).append(question)
    return assemble(kit, request, terms, shares, numbered)


def assemble(
    kit: RoleKit,
    request: PlanRequest,
    terms: Terms,
    shares: Mapping[PhaseId, float],
    questions: Mapping[PhaseId, Sequence[Question]],
    *,
    tasks: Sequence[PlannedTask] = (),
) -> InterviewPlan:
    """The plan of these questions; `shares` are seconds per phase, in order."""
    return InterviewPlan(
        seed=request.seed,
        language=request.language,
        response_languages=response_languages(
            request.language, request.response_languages, f"{terms.role} {kit.name}"
        ),
        personas=panel.seats(
            category=kit.role_category, language=primary(request.language), leader="Vera"
        )
        if terms.kind is InterviewType.panel
        else (),
        role_title=terms.role,
        role_category=kit.role_category,
        company=plain_name(request.company),
        candidate_name=plain_name(request.candidate_name),
        seniority=terms.level,
        interview_type=terms.kind,
        style=request.style,
        mode=request.mode,
        duration_s=float(request.duration_s),
        questions_target=request.questions_target,
        wrap_up_s=round(shares[PhaseId.close], 1),
        phases=tuple(
            Phase(
                phase_id=phase_id,
                budget_s=round(budget_s, 1),
                objective=OBJECTIVES[phase_id],
                questions=tuple(questions.get(phase_id, ())),
            )
            for phase_id, budget_s in shares.items()
        ),
        role_context=kit.role_context,
        # Answers are written in English; in another language the hiring team is named instead.
        candidate_faq=dict(kit.candidate_faq) if primary(request.language) == "en" else {},
        resume_claims=request.resume_claims,
        tasks=tuple(tasks),
    )


def role_slots(kit: RoleKit, request: PlanRequest, terms: Terms) -> Slots:
    """What the request and the kit can put into slots."""
    company, name = plain_name(request.company), plain_name(request.candidate_name)
    known = {"role": terms.role, "role_title": terms.role, "target_role": terms.role}
    if company is not None:
        known |= {"company": company, "company_name": company}
    if name is not None:
        known |= {"candidate_name": name}
    fallback = {"seniority": str(terms.level), "domain": kit.domain, "company": "the company"}
    if kit.skills_focus:
        skills = shuffled(request.seed, "skill", kit.skills_focus)
        fallback |= {"skill": skills[0], "skill_2": skills[-1]}
    if kit.competencies:
        fallback["competency"] = shuffled(request.seed, "competency", kit.competencies)[0]
    return Slots(known=known, fallback=fallback)


def fitting(
    kit: RoleKit, patterns: Sequence[QuestionPattern], terms: Terms, *, language: str = "en"
) -> list[QuestionPattern]:
    """Openers for the role among patterns that can be filled; a phase without an exact match
    takes what is near."""
    role = [
        pattern
        for pattern in patterns
        if pattern.pattern_type is not PatternType.probe
        and pattern.role_category in (kit.role_category, "any")
    ]
    if not any(pattern.phase is PhaseId.intro for pattern in role):
        role += in_language([DEFAULT_INTRO], language)
    usable: list[QuestionPattern] = []
    for phase_id in PhaseId:
        here = [pattern for pattern in role if pattern.phase is phase_id]
        at_level = [pattern for pattern in here if terms.level in pattern.seniorities]
        exact = [pattern for pattern in at_level if terms.kind in pattern.interview_types]
        usable += exact or at_level or here
    return usable


def _choose(
    usable: Sequence[QuestionPattern],
    shares: Mapping[PhaseId, float],
    *,
    request: PlanRequest,
    slots: Slots,
) -> dict[PhaseId, list[QuestionPattern]]:
    """Patterns per phase, at most `questions_target` in all, no topic and no text twice."""
    topics: set[str] = set()
    texts: set[str] = set()
    queues: dict[PhaseId, list[QuestionPattern]] = {}
    for phase_id in PhaseId:
        here = [pattern for pattern in usable if pattern.phase is phase_id]
        queues[phase_id] = _varied(shuffled(request.seed, f"patterns/{phase_id}", here))
    chosen: dict[PhaseId, list[QuestionPattern]] = {}

    def take(phase_id: PhaseId) -> bool:
        queue = queues[phase_id]
        while queue:
            pattern = queue.pop(0)
            text = slots.filled(pattern.template, pattern.variables)
            if text is None or pattern.topic.lower() in topics or normalised(text) in texts:
                continue
            topics.add(pattern.topic.lower())
            texts.add(normalised(text))
            chosen.setdefault(phase_id, []).append(pattern)
            return True
        return False

    left = request.questions_target
    for phase_id in WANTED_FIRST:
        if left > 0 and phase_id in shares and take(phase_id):
            left -= 1
    if left > 0 and shares[PhaseId.close] >= LAST_QUESTION_S and take(PhaseId.close):
        left -= 1
    while left > 0:
        open_phases = [
            phase_id
            for phase_id in WANTED_FIRST
            if phase_id in shares
            and phase_id is not PhaseId.intro
            and queues[phase_id]
            and len(chosen.get(phase_id, ())) < shares[phase_id] / SHORTEST_ANSWER_S
        ]
        if not open_phases:
            break
        # The phase with the most time per question already planned gets the next one.
        thinnest = max(
            open_phases,
            key=lambda phase_id: shares[phase_id] / (len(chosen.get(phase_id, ())) + 1),
        )
        if take(thinnest):
            left -= 1
    return chosen


def _varied(patterns: Sequence[QuestionPattern]) -> list[QuestionPattern]:
    """The role's own patterns before general ones, and types taken in turns."""
    ordered: list[QuestionPattern] = []
    waiting = sorted(patterns, key=lambda pattern: pattern.role_category == "any")
    while waiting:
        last = ordered[-1].pattern_type if ordered else None
        general = waiting[0].role_category == "any"
        same_group = [pattern for pattern in waiting if (pattern.role_category == "any") is general]
        other = [pattern for pattern in same_group if pattern.pattern_type is not last]
        following = (other or same_group)[0]
        waiting.remove(following)
        ordered.append(following)
    return ordered
