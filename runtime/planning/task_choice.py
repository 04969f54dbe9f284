"""Which exercise or case an interview holds, and whether there is time for one. Pure."""

from collections.abc import Collection, Mapping

from runtime.interview.catalogue import InterviewType, RoleKit, Seniority
from runtime.interview.plan import PhaseId
from runtime.interview.seed import shuffled
from runtime.interview.task_question import CODING_S, LEAST_CASE_S, LEAST_CODING_S
from runtime.interview.tasks import Activity, CaseTemplate, CodeLanguage, CodingExercise, Difficulty
from runtime.planning.preparation import Library
from runtime.roles.names import TECHNICAL_CATEGORIES

CASE_FROM_S = 1500.0
"""A shorter interview has more to learn from other questions than from a case."""
CODING_FROM_S = 840.0
MOST_SHARE = 0.3
"""Of the whole time; the rest belongs to the person and their work."""

_HARDNESS = {
    Seniority.entry: (Difficulty.easy, Difficulty.medium),
    Seniority.mid: (Difficulty.medium, Difficulty.easy, Difficulty.hard),
    Seniority.senior: (Difficulty.hard, Difficulty.medium),
}
_ACTIVITIES = {
    Seniority.entry: (Activity.debug, Activity.explain),
    Seniority.mid: (Activity.debug, Activity.modify),
    Seniority.senior: (Activity.review, Activity.modify),
}
_JAVASCRIPT = frozenset({"javascript", "typescript", "react", "node.js", "vue.js", "angular"})


def wants_task(kit: RoleKit, kind: InterviewType) -> bool:
    """Code belongs into technical and panel interviews of technical roles; cases to the others,
    but for talks with human resources."""
    if kit.role_category in TECHNICAL_CATEGORIES:
        return kind in (InterviewType.technical, InterviewType.panel)
    return kind is not InterviewType.hr


def choose_task(
    kit: RoleKit,
    library: Library,
    *,
    level: Seniority,
    kind: InterviewType,
    duration_s: float,
    skills: Collection[str],
    seed: int,
) -> CodingExercise | CaseTemplate | None:
    """The task that fits role, level and skills best; None when none belongs into the interview.

    `skills` are those of the job and the résumé, lower case; they decide the language of code.
    """
    if not wants_task(kit, kind):
        return None
    if kit.role_category in TECHNICAL_CATEGORIES:
        return _exercise(kit, library, level, duration_s, skills, seed)
    cases = [case for case in library.cases if case.is_active]
    own = [case for case in cases if case.role_kit_id == kit.role_kit_id]
    family = {k.role_kit_id for k in library.role_kits if k.role_category == kit.role_category}
    here = own or [case for case in cases if case.role_kit_id in family]
    if duration_s < CASE_FROM_S or not here:
        return None
    order = _HARDNESS[level]
    return min(
        shuffled(seed, "case", here),
        key=lambda case: order.index(case.difficulty) if case.difficulty in order else len(order),
    )


def _exercise(
    kit: RoleKit,
    library: Library,
    level: Seniority,
    duration_s: float,
    skills: Collection[str],
    seed: int,
) -> CodingExercise | None:
    here = [e for e in library.exercises if e.is_active and e.role_kit_id == kit.role_kit_id]
    if duration_s < CODING_FROM_S or not here:
        return None
    scripted = len(_JAVASCRIPT & set(skills))
    is_script = scripted > 0 and "python" not in skills
    wanted = CodeLanguage.javascript if is_script else CodeLanguage.python
    hardness, activities = _HARDNESS[level], _ACTIVITIES[level]

    def misfit(exercise: CodingExercise) -> float:
        odd = 2.0 * (exercise.language is not wanted)
        odd += _rank(exercise.difficulty, hardness) + 0.5 * _rank(
            exercise.activity_type, activities
        )
        return odd - 0.3 * len(set(exercise.tags) & set(skills))

    return min(shuffled(seed, "exercise", here), key=misfit)


def _rank(item: object, wanted: tuple[object, ...]) -> int:
    return wanted.index(item) if item in wanted else len(wanted)


def with_task(
    shares: Mapping[PhaseId, float], task: CodingExercise | CaseTemplate | None
) -> tuple[dict[PhaseId, float], int | None]:
    """Seconds per phase with room for the task, and its own seconds; None when it has no room.

    The other phases but intro and close give in proportion; the sum stays.
    """
    given = dict(shares)
    if task is None:
        return given, None
    total = sum(given.values())
    if isinstance(task, CaseTemplate):
        least, wanted = float(LEAST_CASE_S), float(task.expected_duration_minutes * 60)
    else:
        least, wanted = float(LEAST_CODING_S), float(CODING_S[task.difficulty])
    own = given.get(PhaseId.exercise, 0.0)
    needs = max(own, min(max(least, wanted), total * MOST_SHARE))
    if needs < least:
        return given, None
    edge = (PhaseId.intro, PhaseId.close, PhaseId.exercise)
    others = sum(seconds for phase_id, seconds in given.items() if phase_id not in edge)
    if others <= 0:
        return given, None
    shrink = (others + own - needs) / others
    changed = {
        phase_id: needs
        if phase_id is PhaseId.exercise
        else (given[phase_id] if phase_id in edge else given[phase_id] * shrink)
        for phase_id in PhaseId
        if phase_id in given or phase_id is PhaseId.exercise
    }
    return changed, int(min(max(least, wanted), needs))
