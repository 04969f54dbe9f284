"""A panel of interviewers: who sits on it, and who speaks in which phase. Pure."""

from runtime.interview.plan import InterviewPlan, Persona, PhaseId

ENGINEERING = ("swe", "data", "devops", "qa")
"""Role families whose panel has an engineer; others have somebody of the same trade."""
_WORK = (PhaseId.role_skills, PhaseId.exercise)
_TITLES = {
    "en": ("the hiring manager", "an engineer of the team", "a colleague of the team", "from HR"),
    "es": ("la gerente del puesto", "ingeniero del equipo", "colega del equipo", "de personal"),
}
_AND = {"en": " and ", "es": " y "}


def seats(*, category: str, language: str, leader: str) -> tuple[Persona, ...]:
    """Three personas: the hiring manager leads, a specialist asks about the work, HR about people.

    `leader` is the interviewer's name; `category` the role's.
    """
    manager, engineer, colleague, people = _TITLES.get(language, _TITLES["en"])
    names = [name for name in ("Daniel", "Owen", "Adrian") if name != leader]
    specialist = engineer if category in ENGINEERING else colleague
    return (
        Persona(persona_id="p1", name=leader, title=manager),
        Persona(persona_id="p2", name=names[0], title=specialist, voice="male", phases=_WORK),
        Persona(
            persona_id="p3",
            name=names[1],
            title=people,
            voice="second_male",
            phases=(PhaseId.behavioral,),
        ),
    )


def speaker(plan: InterviewPlan, phase: PhaseId) -> Persona | None:
    """Who of the panel speaks in a phase; None without a panel."""
    for persona in plan.personas:
        if phase in persona.phases:
            return persona
    return plan.personas[0] if plan.personas else None


def hands_over(plan: InterviewPlan, before: PhaseId, after: PhaseId) -> bool:
    """The next phase is somebody else's."""
    return speaker(plan, before) != speaker(plan, after)


def find(plan: InterviewPlan, persona_id: str | None) -> Persona | None:
    return next((one for one in plan.personas if one.persona_id == persona_id), None)


def others(plan: InterviewPlan, language: str) -> str:
    """The rest of the panel with their titles, as the leader introduces them."""
    shown = [f"{persona.name}, {persona.title}" for persona in plan.personas[1:]]
    return _AND.get(language, " and ").join(shown)
