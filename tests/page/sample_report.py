"""A report as the evaluation writes them, for the page to show."""

from evaluation.report import (
    Confidence,
    Coverage,
    Delivery,
    DimensionScore,
    Evidence,
    Finding,
    HireSignal,
    InterviewerConduct,
    NextStep,
    Overall,
    Readiness,
    Recommendation,
    Report,
    ReportTurn,
    RoleSummary,
    Spread,
    Verdict,
)
from runtime.interview.actions import Intent, Speaker
from runtime.interview.plan import DimensionId, Mode, PhaseId, Style
from runtime.turn_events import TurnLatency

ANSWER = (
    "The checkout failed for about two percent of our customers, and nobody knew why. I wrote a "
    "small replay of the failed orders, found that a retry ran twice, and made it idempotent. "
    "Failures went from two percent to almost nothing within a week."
)
STORY = (
    "Our designer wanted to ship on Friday and I did not. I asked her what she would lose by "
    "waiting, and we agreed on Tuesday with a test group first."
)


def evidence(turn_id: str, text: str, quote: str, shows: str) -> Evidence:
    start = text.index(quote)
    return Evidence(
        quote=quote, turn_id=turn_id, start_char=start, end_char=start + len(quote), shows=shows
    )


REPLAY = evidence("t2", ANSWER, "found that a retry ran twice", "says what they did themselves")
NUMBERS = evidence("t2", ANSWER, "from two percent to almost nothing", "a result with a number")
AGREED = evidence("t5", STORY, "we agreed on Tuesday with a test group", "how it was settled")


def dimension(
    which: DimensionId, name: str, mean: float | None, anchor: str, *found: Evidence
) -> DimensionScore:
    score = None if mean is None else int(mean + 0.5)
    return DimensionScore(
        dimension=which,
        name=name,
        weight=1.0,
        score=score,
        mean=mean,
        score100=None if mean is None else round((mean - 1) * 25),
        anchor=anchor,
        rationale="" if score is None else "Two of three answers named the step and its result.",
        improvement="" if score is None else "Say what you considered and turned down.",
        evidence=found,
        verdicts=(
            Verdict(question_id="q1", score=score, rationale="", evidence=found),
            Verdict(question_id="q2", score=None, rationale=""),
        ),
    )


def latency(wait: float, decision: float, wording: float, voice: float, out: float) -> TurnLatency:
    return TurnLatency(
        endpointing_ms=wait,
        stt_final_ms=wait * 0.6,
        decision_ms=decision,
        first_sentence_ms=wording,
        tts_first_byte_ms=voice,
        first_audio_out_ms=out,
        voice_to_voice_ms=wait + decision + wording + voice + out,
    )


def turn(index: int, role: Speaker, text: str, at: float, **more: object) -> ReportTurn:
    fields: dict[str, object] = {"phase": PhaseId.intro, "ended_at": at + 8.0} | more
    return ReportTurn(turn_id=f"t{index}", index=index, role=role, text=text, at=at, **fields)  # type: ignore[arg-type]


TURNS = (
    turn(
        0,
        Speaker.interviewer,
        "Hello, I'm Vera. Tell me briefly what you work on at the moment.",
        0.0,
        intent=Intent.greet,
    ),
    turn(
        1,
        Speaker.interviewer,
        "Which problem in production taught you the most?",
        22.0,
        phase=PhaseId.role_skills,
        is_question=True,
        latency=latency(640, 22, 3, 90, 14),
    ),
    turn(2, Speaker.candidate, ANSWER, 31.0, phase=PhaseId.role_skills),
    turn(
        3,
        Speaker.interviewer,
        "How did you make sure that it stayed fixed?",
        62.0,
        phase=PhaseId.role_skills,
        is_probe=True,
        latency=latency(820, 31, 4, 110, 12),
        unspoken_text="And who watched it afterwards?",
    ),
    turn(
        4,
        Speaker.interviewer,
        "When did you last disagree with someone about a date?",
        88.0,
        phase=PhaseId.behavioral,
        is_question=True,
        latency=latency(1180, 26, 3, 95, 16),
    ),
    turn(5, Speaker.candidate, STORY, 97.0, phase=PhaseId.behavioral, typed=True),
)


def sample_report(session_id: str) -> Report:
    return Report(
        session_id=session_id,
        evaluator_version="rules-1",
        created_at="2026-11-21T10:20:00.000Z",
        role=RoleSummary(
            role_kit_id="software_engineer",
            role_title="Software Engineer",
            company=None,
            candidate_name="Ada",
            seniority="entry",
            interview_type="technical",
            style=Style.neutral,
            mode=Mode.assessment,
            language="en",
            planned_s=360.0,
            lasted_s=318.0,
            end_reason="completed",
            rubric_id="technical",
            rubric_name="Technical",
        ),
        overall=Overall(
            score100=66,
            recommendation=Recommendation.lean_yes,
            hire_signal=HireSignal.lean_hire,
            readiness=Readiness.borderline,
            confidence=Confidence.medium,
            summary="Clear about what was done and what came of it. Says little about the choices "
            "that were turned down, so depth stays unproven.",
        ),
        dimensions=(
            dimension(
                DimensionId.communication_clarity,
                "Clarity",
                3.6,
                "Answers can be followed the first time; most terms are explained.",
                AGREED,
            ),
            dimension(
                DimensionId.problem_solving,
                "Problem solving",
                4.2,
                "Narrows a problem down by steps and checks the result.",
                REPLAY,
            ),
            dimension(
                DimensionId.ownership_impact,
                "Ownership and impact",
                3.0,
                "Names own part and a result.",
                NUMBERS,
            ),
            dimension(
                DimensionId.technical_depth,
                "Technical depth",
                2.3,
                "Names tools and what they do.",
                REPLAY,
            ),
            dimension(DimensionId.role_fit, "Role fit", None, ""),
            dimension(DimensionId.learning_growth, "Learning and growth", None, ""),
        ),
        strengths=(
            Finding(
                dimension=DimensionId.problem_solving,
                text="Finds the cause step by step before changing anything.",
                evidence=REPLAY,
            ),
            Finding(
                dimension=DimensionId.ownership_impact,
                text="Gives results as numbers.",
                evidence=NUMBERS,
            ),
        ),
        risks=(
            Finding(
                dimension=DimensionId.technical_depth,
                text="Alternatives and their cost stay unsaid.",
                evidence=AGREED,
            ),
        ),
        next_steps=(
            NextStep(
                dimension=DimensionId.technical_depth,
                text="For each story, prepare one sentence about the option you turned down, and "
                "why.",
            ),
            NextStep(dimension=None, text="Pause before the last sentence: say the result there."),
        ),
        delivery=Delivery(
            spoken_answers=6,
            typed_answers=1,
            words=512,
            speech_s=214.0,
            speaking_rate_wpm=138.0,
            articulation_rate_wpm=151.0,
            fillers_per_100_words=2.4,
            lexical_fillers_per_100_words=0.8,
            filler_count=12,
            lexical_filler_count=4,
            long_pauses=2,
            longest_pause_s=3.4,
            pause_ratio=0.18,
            thinking_time_s=Spread(count=6, shortest=0.6, median=1.4, mean=1.7, longest=4.0),
            answer_words=Spread(count=6, shortest=12, median=74, mean=85.0, longest=160),
            answer_s=Spread(count=6, shortest=5.0, median=33.0, mean=36.0, longest=70.0),
            candidate_talk_ratio=0.71,
        ),
        interviewer_conduct=InterviewerConduct(
            talk_ratio=0.29,
            questions_asked=4,
            probes_asked=3,
            most_probes_on_one_question=2,
            double_questions=0,
            cut_in=0,
            was_interrupted=1,
            words_per_turn=15.0,
            voice_to_voice_p50_ms=977.0,
            voice_to_voice_p95_ms=1320.0,
            replies_measured=3,
        ),
        coverage=Coverage(
            dimensions_total=6,
            dimensions_observed=4,
            questions_planned=5,
            questions_asked=4,
            questions_answered=4,
            declined=0,
            candidate_words=512,
            candidate_speech_s=214.0,
            phases_reached=(PhaseId.intro, PhaseId.role_skills, PhaseId.behavioral),
        ),
        turns=TURNS,
        degraded=("The report was scored by rules; no language model gave a second opinion.",),
        limits=("Tone of voice and body language are not judged.",),
    )
