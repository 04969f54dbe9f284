"""What a reader sees after an interview: scores with quotes, delivery facts, transcript. Pure.

Nothing in here is a judgement without words to point at: a score that has no verified quote is
None, and None means "not observed", never "bad". Scales: a judged score is an integer 1 to 5
(C-01), `score100` is `round((mean - 1) * 25)`. Times are session seconds unless named `_ms`.
"""

from enum import StrEnum

import msgspec

from evaluation.quotation import Evidence as Evidence
from evaluation.task_results import CodeLine, TaskResult
from runtime.interview.actions import Intent, Speaker
from runtime.interview.plan import DimensionId, Mode, PhaseId, Style
from runtime.turn_events import TurnLatency

QUOTE_MAX_WORDS = 20
"""Longest quote (C-19)."""
QUOTES_PER_DIMENSION = 3
"""Most quotes shown for a dimension (C-19)."""
FINDINGS_MAX = 5
"""Most strengths, and most risks."""


class HireSignal(StrEnum):
    """Internal five-level ordinal, best first (C-02)."""

    strong_hire = "strong_hire"
    hire = "hire"
    lean_hire = "lean_hire"
    lean_no_hire = "lean_no_hire"
    no_hire = "no_hire"


class Recommendation(StrEnum):
    """The same five levels in the words a reader sees (C-02)."""

    strong_yes = "Strong Yes"
    yes = "Yes"
    lean_yes = "Lean Yes"
    lean_no = "Lean No"
    no = "No"


class Readiness(StrEnum):
    not_ready = "not_ready"
    borderline = "borderline"
    ready = "ready"


class Confidence(StrEnum):
    """How much was observed; says nothing about the candidate (C-03)."""

    high = "High"
    medium = "Med"
    low = "Low"


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The rating of one dimension on one question."""

    question_id: str
    score: int | None
    """1 to 5; None when the answer shows nothing about the dimension."""
    rationale: str
    evidence: tuple[Evidence, ...] = ()
    found: tuple[str, ...] = ()
    """Names of the signals the score rests on."""
    missing: tuple[str, ...] = ()
    """Names of the signals the next level would need."""
    code: tuple[CodeLine, ...] = ()
    """Lines of submitted code that it rests on."""


class DimensionScore(msgspec.Struct, frozen=True, kw_only=True):
    """One dimension over the whole interview."""

    dimension: DimensionId
    name: str
    weight: float
    score: int | None
    """1 to 5: the mean, rounded half up; None when never observed."""
    mean: float | None
    """Mean of the verdicts that are not None, 1.0 to 5.0."""
    score100: int | None
    anchor: str
    """The rubric's words for the anchor at or just below the score (1, 3 or 5); empty when not
    observed."""
    rationale: str
    improvement: str
    """One concrete thing to do differently; empty when not observed."""
    evidence: tuple[Evidence, ...]
    """At most three, of different questions where possible."""
    verdicts: tuple[Verdict, ...]


class Overall(msgspec.Struct, frozen=True, kw_only=True):
    """All None but `confidence` and `summary` when nothing was observed."""

    score100: int | None
    recommendation: Recommendation | None
    hire_signal: HireSignal | None
    readiness: Readiness | None
    confidence: Confidence
    summary: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A strength or a risk, always with the words it rests on."""

    dimension: DimensionId
    text: str
    evidence: Evidence


class NextStep(msgspec.Struct, frozen=True, kw_only=True):
    dimension: DimensionId | None
    """None for advice that belongs to no dimension, such as delivery."""
    text: str


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """A distribution in five numbers."""

    count: int
    shortest: float
    median: float
    mean: float
    longest: float


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """How the spoken answers were delivered; typed answers are left out.

    A field is None where it can't be observed, so all but the counts are None in a typed
    interview. Nothing in here enters a score, and thinking time is shown, never held against
    anyone.
    """

    spoken_answers: int
    typed_answers: int
    words: int
    """Words recognised in spoken answers."""
    speech_s: float | None
    """Seconds of speech, pauses between segments left out."""
    speaking_rate_wpm: float | None
    """Words per minute from the first to the last sound of each answer, pauses included."""
    articulation_rate_wpm: float | None
    """Words per minute of speech, pauses between segments left out."""
    fillers_per_100_words: float | None
    """Um, uh and their like; recognition leaves many out, so it is a lower bound."""
    lexical_fillers_per_100_words: float | None
    """"You know", "I mean", "sort of" and their like."""
    filler_count: int | None
    lexical_filler_count: int | None
    long_pauses: int | None
    """Pauses inside answers longer than 2.5 s."""
    longest_pause_s: float | None
    """Inside an answer; 0 when there was none."""
    pause_ratio: float | None
    """Share of answering time that was silent, 0 to 1, counting pauses of 0.25 s and longer."""
    thinking_time_s: Spread | None
    """End of the question to first word; the server's own delay is not in it."""
    answer_words: Spread | None
    answer_s: Spread | None
    """First to last sound of each answer, seconds."""
    candidate_talk_ratio: float | None
    """Candidate's share of all speech, 0 to 1."""


class InterviewerConduct(msgspec.Struct, frozen=True, kw_only=True):
    """The same meter held against the interviewer."""

    talk_ratio: float | None
    """Interviewer's share of all speech, 0 to 1."""
    questions_asked: int
    """Main questions."""
    probes_asked: int
    most_probes_on_one_question: int
    double_questions: int
    """Turns with more than one question mark."""
    cut_in: int
    """Times the interviewer began while the candidate was still speaking."""
    was_interrupted: int
    """Times the candidate spoke over the interviewer; allowed, only counted."""
    words_per_turn: float | None
    voice_to_voice_p50_ms: float | None
    """End of the candidate's speech to the first audio of the reply."""
    voice_to_voice_p95_ms: float | None
    replies_measured: int


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """How much there was to judge."""

    dimensions_total: int
    dimensions_observed: int
    questions_planned: int
    questions_asked: int
    questions_answered: int
    """Questions with at least one answer that was neither empty nor declined."""
    declined: int
    candidate_words: int
    """Spoken and typed."""
    candidate_speech_s: float
    phases_reached: tuple[PhaseId, ...]


class ReportTurn(msgspec.Struct, frozen=True, kw_only=True):
    """One turn of the transcript."""

    turn_id: str
    index: int
    role: Speaker
    phase: PhaseId
    text: str
    unspoken_text: str = ""
    """Interviewer: what was cut off."""
    at: float
    """Session seconds when it began."""
    ended_at: float
    intent: Intent | None = None
    question_id: str | None = None
    probe_id: str | None = None
    is_question: bool = False
    """A main question of the plan."""
    is_probe: bool = False
    typed: bool = False
    latency: TurnLatency | None = None
    code: str = ""
    """Sent with the answer; no part of `text`."""


class RoleSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What interview it was."""

    role_kit_id: str
    role_title: str
    company: str | None
    candidate_name: str | None
    seniority: str
    interview_type: str
    style: Style
    mode: Mode
    language: str
    planned_s: float
    lasted_s: float
    """Session seconds of the last turn's end."""
    end_reason: str | None
    rubric_id: str
    rubric_name: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    session_id: str
    evaluator_version: str
    created_at: str
    """RFC 3339, UTC."""
    role: RoleSummary
    overall: Overall
    dimensions: tuple[DimensionScore, ...]
    """In the rubric's order; the ones not observed are there too."""
    strengths: tuple[Finding, ...]
    risks: tuple[Finding, ...]
    next_steps: tuple[NextStep, ...]
    delivery: Delivery
    interviewer_conduct: InterviewerConduct
    coverage: Coverage
    tasks: tuple[TaskResult, ...] = ()
    """Coding exercises and cases that were opened."""
    turns: tuple[ReportTurn, ...]
    degraded: tuple[str, ...]
    """Parts that ran on a fallback, in words a person understands."""
    limits: tuple[str, ...]
    """What this evaluation can't judge, in plain words."""
