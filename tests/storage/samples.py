"""Small valid rows for tests of the stores."""

from collections.abc import Sequence

from evaluation.report import (
    Confidence,
    Coverage,
    Delivery,
    InterviewerConduct,
    Overall,
    Report,
    RoleSummary,
)
from runtime.interview.actions import Intent, Speaker, Turn
from runtime.interview.catalogue import (
    Anchor,
    InterviewType,
    PatternType,
    ProbeTree,
    QuestionPattern,
    RoleKit,
    Rubric,
    RubricDimension,
    Seniority,
)
from runtime.interview.events import SegmentHeard, TurnEnded
from runtime.interview.plan import (
    DimensionId,
    InterviewPlan,
    Missing,
    Mode,
    Patience,
    Phase,
    PhaseId,
    Style,
)
from runtime.record import AudioOut, CommittedTurn, LogEntry, SessionRecord, SessionStatus
from runtime.turn_events import Incident, TurnLatency

RUBRIC = Rubric(
    rubric_id="general",
    name="General",
    description="For every role.",
    dimensions=[
        RubricDimension(
            dimension=dimension,
            name=dimension.value,
            definition="What it means.",
            weight=weight,
            anchors={
                level: [Anchor(score=score, behaviour=f"Does {score}.") for score in (1, 3, 5)]
                for level in Seniority
            },
        )
        for dimension, weight in ((DimensionId.structure, 1.0), (DimensionId.role_fit, 0.5))
    ],
    is_default=True,
)

ROLE_KIT = RoleKit(
    role_kit_id="backend-engineer",
    name="Backend engineer",
    role_category="swe",
    level=Seniority.mid,
    domain="software",
    description="Builds services.",
    interview_types=[InterviewType.technical, InterviewType.hr],
    default_rubric_id=RUBRIC.rubric_id,
    skills_focus=["databases"],
    track_tags=["Backend"],
    estimated_minutes=30,
    role_context="The team owns the billing services.",
    competencies=["design"],
    candidate_faq={"remote": "Two days a week."},
)

PLAN = InterviewPlan(
    seed=7,
    role_title="Backend engineer",
    role_category="swe",
    seniority="mid",
    interview_type="technical",
    style=Style.neutral,
    mode=Mode.assessment,
    duration_s=360,
    questions_target=4,
    wrap_up_s=60,
    phases=(Phase(phase_id=PhaseId.intro, budget_s=60, objective="Begin.", questions=()),),
)

LATENCY = TurnLatency(endpointing_ms=600.0, voice_to_voice_ms=712.5)


def pattern(pattern_id: str, *, role_category: str = "swe") -> QuestionPattern:
    return QuestionPattern(
        pattern_id=pattern_id,
        pattern_type=PatternType.behavioral,
        role_category=role_category,
        interview_types=[InterviewType.technical],
        phase=PhaseId.behavioral,
        topic="a hard bug",
        template="Tell me about a bug in {{system}}.",
        variables={"system": "production"},
        expected_signal="Finds causes.",
        expects=[Missing.action, Missing.result],
        dimensions=[DimensionId.problem_solving],
        patience=Patience.long,
        probe_tree=ProbeTree(if_missing={Missing.result: ["How did it end?"]}),
    )


def record(session_id: str) -> SessionRecord:
    return SessionRecord(
        session_id=session_id,
        status=SessionStatus.created,
        plan=PLAN,
        role_kit_id=ROLE_KIT.role_kit_id,
        rubric_id=RUBRIC.rubric_id,
        audio_out=AudioOut.ws,
        created_at="2026-03-01T10:00:00.500000Z",
        degraded=("Synthesis by Flite.",),
    )


def heard(seq: int, text: str = "I rewrote it.", *, epoch: int = 1) -> LogEntry:
    event = SegmentHeard(
        at=float(seq), segment_id=f"s{seq}", text=text, started_at=seq - 0.5, ended_at=seq + 0.1
    )
    return LogEntry(seq=seq, epoch=epoch, event=event)


def ended(seq: int, *, epoch: int = 1) -> LogEntry:
    return LogEntry(seq=seq, epoch=epoch, event=TurnEnded(at=float(seq)))


def failed(seq: int, code: str, *, epoch: int = 1) -> LogEntry:
    part = "speech synthesis"
    told = Incident(at_s=64.5, seq=seq, part=part, code=code, message=f"{part}: {code}")
    return LogEntry(seq=seq, epoch=epoch, turn_event=told)


def turn(
    index: int, text: str = "I rewrote it.", *, role: Speaker = Speaker.candidate
) -> CommittedTurn:
    return CommittedTurn(
        turn=Turn(
            turn_id=f"t{index}",
            index=index,
            role=role,
            phase=PhaseId.intro,
            text=text,
            started_at=1.25 * index,
            ended_at=1.25 * index + 1,
            question_id="q1",
            intent=Intent.ask if role is Speaker.interviewer else None,
            segments=((0.1, 0.9, text),),
        ),
        latency=LATENCY if role is Speaker.interviewer else None,
    )


def report(session_id: str, *, version: str = "rules-1", limits: Sequence[str] = ()) -> Report:
    return Report(
        session_id=session_id,
        evaluator_version=version,
        created_at="2026-03-01T11:00:00Z",
        role=RoleSummary(
            role_kit_id=ROLE_KIT.role_kit_id,
            role_title="Backend engineer",
            company=None,
            candidate_name=None,
            seniority="mid",
            interview_type="technical",
            style=Style.neutral,
            mode=Mode.assessment,
            language="en",
            planned_s=360,
            lasted_s=300.5,
            end_reason="completed",
            rubric_id=RUBRIC.rubric_id,
            rubric_name=RUBRIC.name,
        ),
        overall=Overall(
            score100=None,
            recommendation=None,
            hire_signal=None,
            readiness=None,
            confidence=Confidence.low,
            summary="Nothing was observed.",
        ),
        dimensions=(),
        strengths=(),
        risks=(),
        next_steps=(),
        delivery=Delivery(
            spoken_answers=0,
            typed_answers=0,
            words=0,
            speech_s=None,
            speaking_rate_wpm=None,
            articulation_rate_wpm=None,
            fillers_per_100_words=None,
            lexical_fillers_per_100_words=None,
            filler_count=None,
            lexical_filler_count=None,
            long_pauses=None,
            longest_pause_s=None,
            pause_ratio=None,
            thinking_time_s=None,
            answer_words=None,
            answer_s=None,
            candidate_talk_ratio=None,
        ),
        interviewer_conduct=InterviewerConduct(
            talk_ratio=None,
            questions_asked=0,
            probes_asked=0,
            most_probes_on_one_question=0,
            double_questions=0,
            cut_in=0,
            was_interrupted=0,
            words_per_turn=None,
            voice_to_voice_p50_ms=None,
            voice_to_voice_p95_ms=None,
            replies_measured=0,
        ),
        coverage=Coverage(
            dimensions_total=2,
            dimensions_observed=0,
            questions_planned=0,
            questions_asked=0,
            questions_answered=0,
            declined=0,
            candidate_words=0,
            candidate_speech_s=0.0,
            phases_reached=(),
        ),
        turns=(),
        degraded=(),
        limits=tuple(limits),
    )
