"""Planner: role kit, question patterns and a request become an interview plan. Pure.

Minutes are the reference timing (R-148) scaled to any duration, with floors for the intro and
the close. Patterns are chosen for the role first, then for variety of topic and type, and the
seed decides between equals. Slots are filled here, so the interview itself never sees one.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec

from runtime.errors import InvalidContent
from runtime.interview.catalogue import (
    InterviewType,
    PatternType,
    ProbeTree,
    QuestionPattern,
    RoleKit,
    Seniority,
)
from runtime.interview.phases import normalised
from runtime.interview.plan import (
    Claim,
    DimensionId,
    InterviewPlan,
    Missing,
    Mode,
    Patience,
    Phase,
    PhaseId,
    Probe,
    ProbeId,
    ProbeTrigger,
    Question,
    QuestionId,
    Style,
)
from runtime.interview.seed import shuffled

MIN_DURATION_S = 60.0
MAX_DURATION_S = 7200.0
FLOOR_S = 60.0
"""Least time for intro and close each (C-28), in interviews that have six times as much."""
CEILING_S = 300.0
"""More than five minutes of small talk or of candidate's questions helps nobody."""
OPTIONAL_S = {PhaseId.resume_deep_dive: 75.0, PhaseId.exercise: 120.0}
"""Share below which these phases are left out: a case in half a minute is no case."""
LAST_QUESTION_S = 45.0
"""A shorter close has no question of the interviewer's own."""
SHORTEST_ANSWER_S = 20.0
"""Questions are planned for brisk candidates; time decides how many are really asked."""

WEIGHTS: dict[InterviewType, dict[PhaseId, float]] = {
    InterviewType.technical: {
        PhaseId.intro: 3, PhaseId.resume_deep_dive: 8, PhaseId.role_skills: 22,
        PhaseId.exercise: 10, PhaseId.behavioral: 10, PhaseId.close: 3,
    },
    InterviewType.hr: {
        PhaseId.intro: 4, PhaseId.resume_deep_dive: 10, PhaseId.role_skills: 10,
        PhaseId.exercise: 3, PhaseId.behavioral: 22, PhaseId.close: 4,
    },
    InterviewType.hiring_manager: {
        PhaseId.intro: 3, PhaseId.resume_deep_dive: 10, PhaseId.role_skills: 17,
        PhaseId.exercise: 5, PhaseId.behavioral: 16, PhaseId.close: 4,
    },
    InterviewType.panel: {
        PhaseId.intro: 3, PhaseId.resume_deep_dive: 8, PhaseId.role_skills: 16,
        PhaseId.exercise: 6, PhaseId.behavioral: 16, PhaseId.close: 4,
    },
}  # fmt: skip
"""Shares of the time, after the reference minutes 3+10+25+10+2 of R-148."""

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

DEFAULT_INTRO = QuestionPattern(
    pattern_id="intro_basic",
    pattern_type=PatternType.jd_requirement,
    role_category="any",
    interview_types=list(InterviewType),
    phase=PhaseId.intro,
    topic="your background",
    template="To begin with, what should I know about your background?",
    expected_signal="Relevant background and a reason for this role.",
    expects=[Missing.context],
    dimensions=[DimensionId.communication_clarity, DimensionId.role_fit],
    patience=Patience.open,
    seconds=45,
)
"""Asked when the catalogue has no opening question."""

_SLOT = re.compile(r"\{\{\s*([\w/ -]+?)\s*\}\}")


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
    company: str | None = None
    candidate_name: str | None = None
    target_role: str | None = None
    resume_claims: tuple[Claim, ...] = ()
    """Checkable statements of the CV, for the claim ledger."""


def make_plan(
    kit: RoleKit, patterns: Sequence[QuestionPattern], request: PlanRequest
) -> InterviewPlan:
    """A complete plan; the same arguments give the same plan.

    Raises:
        InvalidContent: duration or questions_target is out of range, or a pattern asks two
            questions at once.
    """
    if not MIN_DURATION_S <= request.duration_s <= MAX_DURATION_S:
        raise InvalidContent(f"duration_s must be {MIN_DURATION_S:g} to {MAX_DURATION_S:g} seconds")
    if not 1 <= request.questions_target <= 40:
        raise InvalidContent("questions_target must be 1 to 40")
    level = request.seniority or kit.level
    kind = request.interview_type or (kit.interview_types or [InterviewType.hiring_manager])[0]
    role = _plain(request.target_role) or kit.name
    slots = _Slots(kit, request, role, level)
    fitting = _fitting(kit, patterns, level=level, kind=kind)
    budgets = _budgets(request.duration_s, kind, {pattern.phase for pattern in fitting})
    chosen = _choose(fitting, budgets, request=request, slots=slots)
    phases = []
    number = 0
    for phase_id, budget_s in budgets.items():
        questions = []
        for pattern in chosen.get(phase_id, ()):
            number += 1
            questions.append(_question(f"q{number:02d}", pattern, slots))
        phases.append(
            Phase(
                phase_id=phase_id,
                budget_s=round(budget_s, 1),
                objective=OBJECTIVES[phase_id],
                questions=tuple(questions),
            )
        )
    return InterviewPlan(
        seed=request.seed,
        language=request.language,
        role_title=role,
        role_category=kit.role_category,
        company=_plain(request.company),
        candidate_name=_plain(request.candidate_name),
        seniority=level,
        interview_type=kind,
        style=request.style,
        mode=request.mode,
        duration_s=float(request.duration_s),
        questions_target=request.questions_target,
        wrap_up_s=round(budgets[PhaseId.close], 1),
        phases=tuple(phases),
        role_context=kit.role_context,
        candidate_faq=dict(kit.candidate_faq),
        resume_claims=request.resume_claims,
    )


def _plain(words: str | None) -> str | None:
    """A name as it can stand in a spoken sentence: nothing in it can ask or end one."""
    if words is None:
        return None
    kept = "".join(letter if letter.isalnum() or letter in " &'+-/#." else " " for letter in words)
    return " ".join(kept.split())[:80].strip(" .") or None


def _fitting(
    kit: RoleKit, patterns: Sequence[QuestionPattern], *, level: Seniority, kind: InterviewType
) -> list[QuestionPattern]:
    """Openers for the role; a phase without an exact match takes what is near."""
    role = [
        pattern
        for pattern in patterns
        if pattern.pattern_type is not PatternType.probe
        and pattern.role_category in (kit.role_category, "any")
    ]
    if not any(pattern.phase is PhaseId.intro for pattern in role):
        role.append(DEFAULT_INTRO)
    fitting: list[QuestionPattern] = []
    for phase_id in PhaseId:
        here = [pattern for pattern in role if pattern.phase is phase_id]
        at_level = [pattern for pattern in here if level in pattern.seniorities]
        exact = [pattern for pattern in at_level if kind in pattern.interview_types]
        fitting += exact or at_level or here
    return fitting


def _budgets(duration_s: float, kind: InterviewType, there: set[PhaseId]) -> dict[PhaseId, float]:
    """Seconds per phase in order; intro and close are kept within floor and ceiling."""
    weights = WEIGHTS[kind]
    everything = sum(weights.values())
    present = [
        phase_id
        for phase_id in PhaseId
        if phase_id in (PhaseId.intro, PhaseId.close)
        or (
            phase_id in there
            and duration_s * weights[phase_id] / everything >= OPTIONAL_S.get(phase_id, 0.0)
        )
    ]
    total = sum(weights[phase_id] for phase_id in present)
    edge = {
        phase_id: min(
            CEILING_S,
            max(min(FLOOR_S, duration_s / 6), duration_s * weights[phase_id] / total),
        )
        for phase_id in (PhaseId.intro, PhaseId.close)
    }
    middle = [phase_id for phase_id in present if phase_id not in edge]
    left = duration_s - sum(edge.values())
    middle_total = sum(weights[phase_id] for phase_id in middle)
    return {
        phase_id: edge[phase_id] if phase_id in edge else left * weights[phase_id] / middle_total
        for phase_id in present
    }


def _choose(
    fitting: Sequence[QuestionPattern],
    budgets: Mapping[PhaseId, float],
    *,
    request: PlanRequest,
    slots: "_Slots",
) -> dict[PhaseId, list[QuestionPattern]]:
    """Patterns per phase, at most `questions_target` in all, no topic and no text twice."""
    topics: set[str] = set()
    texts: set[str] = set()
    queues: dict[PhaseId, list[QuestionPattern]] = {}
    for phase_id in PhaseId:
        here = [pattern for pattern in fitting if pattern.phase is phase_id]
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
        if left > 0 and phase_id in budgets and take(phase_id):
            left -= 1
    if left > 0 and budgets[PhaseId.close] >= LAST_QUESTION_S and take(PhaseId.close):
        left -= 1
    while left > 0:
        open_phases = [
            phase_id
            for phase_id in WANTED_FIRST
            if phase_id in budgets
            and phase_id is not PhaseId.intro
            and queues[phase_id]
            and len(chosen.get(phase_id, ())) < budgets[phase_id] / SHORTEST_ANSWER_S
        ]
        if not open_phases:
            break
        # The phase with the most time per question already planned gets the next one.
        thinnest = max(
            open_phases,
            key=lambda phase_id: budgets[phase_id] / (len(chosen.get(phase_id, ())) + 1),
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


def _question(question_id: str, pattern: QuestionPattern, slots: "_Slots") -> Question:
    text = slots.filled(pattern.template, pattern.variables)
    if text is None:
        raise InvalidContent(f"pattern {pattern.pattern_id} has a slot without a value")
    return Question(
        question_id=QuestionId(question_id),
        pattern_id=pattern.pattern_id,
        topic=slots.filled(pattern.topic, pattern.variables) or "",
        text=_one_question(text, pattern.pattern_id),
        expected_signal=pattern.expected_signal,
        expects=tuple(pattern.expects),
        dimensions=tuple(pattern.dimensions),
        patience=pattern.patience,
        seconds=pattern.seconds,
        probes=_probes(question_id, pattern, slots),
        probe_depth=pattern.probe_tree.max_depth,
        keywords=tuple(pattern.keywords),
    )


def _probes(question_id: str, pattern: QuestionPattern, slots: "_Slots") -> tuple[Probe, ...]:
    """The probe tree as one list; a probe whose slot has no value is left out."""
    tree: ProbeTree = pattern.probe_tree
    listed: list[tuple[str, ProbeTrigger, Missing | None]] = [
        (text, ProbeTrigger.ordered, None) for text in tree.ordered
    ]
    for sought, texts in tree.if_missing.items():
        listed += [(text, ProbeTrigger.if_missing, sought) for text in texts]
    listed += [(text, ProbeTrigger.if_vague, None) for text in tree.if_vague]
    listed += [(text, ProbeTrigger.always, None) for text in tree.always]
    found: list[Probe] = []
    for template, trigger, piece in listed:
        text = slots.filled(template, pattern.variables)
        if text is not None:
            found.append(
                Probe(
                    probe_id=ProbeId(f"{question_id}p{len(found) + 1}"),
                    text=_one_question(text, pattern.pattern_id),
                    trigger=trigger,
                    seeks=piece,
                )
            )
    return tuple(found)


def _one_question(text: str, pattern_id: str) -> str:
    if text.count("?") > 1:
        raise InvalidContent(f"pattern {pattern_id} asks two questions at once")
    return text


class _Slots:
    """Values for `{{variables}}`: the request's first, then the pattern's, then the role kit's."""

    def __init__(self, kit: RoleKit, request: PlanRequest, role: str, level: Seniority) -> None:
        company, name = _plain(request.company), _plain(request.candidate_name)
        self._known: dict[str, str] = {"role": role, "role_title": role, "target_role": role}
        if company is not None:
            self._known |= {"company": company, "company_name": company}
        if name is not None:
            self._known |= {"candidate_name": name}
        self._fallback = {"seniority": str(level), "domain": kit.domain, "company": "the company"}
        if kit.skills_focus:
            skills = shuffled(request.seed, "skill", kit.skills_focus)
            self._fallback |= {"skill": skills[0], "skill_2": skills[-1]}
        if kit.competencies:
            self._fallback["competency"] = shuffled(request.seed, "competency", kit.competencies)[0]

    def filled(self, template: str, defaults: Mapping[str, str]) -> str | None:
        """The template with every slot filled, or None if one has no value anywhere."""
        values = {**self._fallback, **defaults, **self._known}
        names = _SLOT.findall(template)
        if any(not values.get(name) for name in names):
            return None
        text = _SLOT.sub(lambda slot: values[slot[1]], template)
        return " ".join(text.split())
