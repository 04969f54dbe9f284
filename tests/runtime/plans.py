"""A small plan for tests of the session."""

from runtime.interview.plan import (
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
from runtime.record import AudioOut, SessionRecord, SessionStatus


def question(name: str, text: str) -> Question:
    return Question(
        question_id=QuestionId(name),
        pattern_id=name,
        topic=name,
        text=text,
        expected_signal="",
        expects=(Missing.action, Missing.metric),
        dimensions=(DimensionId.depth_evidence,),
        patience=Patience.open,
        seconds=60,
        probes=(
            Probe(
                probe_id=ProbeId(f"{name}-metric"),
                text=f"What number moved in {name}?",
                trigger=ProbeTrigger.if_missing,
                seeks=Missing.metric,
            ),
        ),
    )


def plan() -> InterviewPlan:
    return InterviewPlan(
        seed=7,
        role_title="Software Engineer",
        role_category="swe",
        seniority="mid",
        interview_type="technical",
        style=Style.neutral,
        mode=Mode.assessment,
        duration_s=600,
        questions_target=4,
        wrap_up_s=60,
        phases=(
            Phase(
                phase_id=PhaseId.intro,
                budget_s=90,
                objective="rapport",
                questions=(question("start", "What brought you to engineering?"),),
            ),
            Phase(
                phase_id=PhaseId.role_skills,
                budget_s=390,
                objective="skills",
                questions=(
                    question("bug", "Which bug was the hardest you have fixed?"),
                    question("design", "Which system did you design from nothing?"),
                ),
            ),
            Phase(phase_id=PhaseId.close, budget_s=120, objective="close", questions=()),
        ),
    )


def record(session_id: str = "s1") -> SessionRecord:
    return SessionRecord(
        session_id=session_id,
        status=SessionStatus.created,
        plan=plan(),
        role_kit_id="swe",
        rubric_id="swe",
        audio_out=AudioOut.none,
        created_at="2026-01-01T00:00:00Z",
    )
