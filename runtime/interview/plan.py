"""What an interview intends to ask: phases, questions, probes, time budgets. Pure."""

from enum import StrEnum
from typing import NewType

import msgspec

from runtime.interview.dimensions import DimensionId as DimensionId
from runtime.interview.tasks import PlannedTask
from runtime.interview.triggers import Trigger

SessionId = NewType("SessionId", str)
QuestionId = NewType("QuestionId", str)
ProbeId = NewType("ProbeId", str)


class PhaseId(StrEnum):
    """Canonical phases in their order (C-04)."""

    intro = "intro"
    resume_deep_dive = "resume_deep_dive"
    role_skills = "role_skills"
    exercise = "exercise"
    behavioral = "behavioral"
    close = "close"


class Style(StrEnum):
    friendly = "friendly"
    neutral = "neutral"
    stress = "stress"


class Mode(StrEnum):
    assessment = "assessment"
    """No feedback while the interview runs (C-24)."""
    coached = "coached"


class Missing(StrEnum):
    """A piece of evidence an answer can lack; what probes ask for."""

    context = "context"
    own_role = "own_role"
    action = "action"
    result = "result"
    metric = "metric"
    trade_off = "trade_off"
    verification = "verification"


class Patience(StrEnum):
    """How long a pause the interviewer waits through; endpointing obeys it."""

    brief = "brief"
    """Small talk, yes or no, candidate's questions."""
    open = "open"
    """An open question: thinking pauses are welcome."""
    long = "long"
    """A task, or the candidate asked for a moment."""


class ProbeTrigger(StrEnum):
    if_missing = "if_missing"
    if_vague = "if_vague"
    always = "always"
    ordered = "ordered"


class Probe(msgspec.Struct, frozen=True, kw_only=True):
    """A follow-up, already filled."""

    probe_id: ProbeId
    text: str
    trigger: ProbeTrigger
    seeks: Missing | None = None
    """The piece it asks for; set for `if_missing`."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A planned opener with its probe tree, already filled: no `{{` is left."""

    question_id: QuestionId
    pattern_id: str
    topic: str
    text: str
    expected_signal: str
    """Never told to the candidate."""
    expects: tuple[Missing, ...]
    dimensions: tuple[DimensionId, ...]
    patience: Patience
    seconds: int
    """Expected time for the answer and its probes, seconds."""
    probes: tuple[Probe, ...] = ()
    probe_depth: int = 3
    keywords: tuple[str, ...] = ()
    near: tuple[QuestionId, ...] = ()
    """Questions of the plan that mean much the same; only one of them is asked."""
    trigger: Trigger | None = None
    """What makes it worth asking of this person; None for a question of the role alone."""
    task_id: str | None = None
    """The task of the plan that this question opens; None for a question without one."""


class Phase(msgspec.Struct, frozen=True, kw_only=True):
    phase_id: PhaseId
    budget_s: float
    """Seconds this phase may use."""
    objective: str
    questions: tuple[Question, ...]


class Persona(msgspec.Struct, frozen=True, kw_only=True):
    """One interviewer of a panel."""

    persona_id: str
    """`p1`, `p2`, …; the first one leads the panel."""
    name: str
    """First name, as it is spoken."""
    title: str
    """What they are, as it is spoken: "the hiring manager"."""
    voice: str = ""
    """Kind of voice, `male` or `second_male`; empty is the usual one. A synthesiser with one voice
    ignores it."""
    phases: tuple[PhaseId, ...] = ()
    """Phases this one leads; the first persona has all others."""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A checkable statement, from the résumé or from an answer."""

    subject: str
    """What it is about, lower case: `employer:acme`, `tool:kafka`, `metric:latency`."""
    value: str
    quote: str
    """The words it was taken from."""
    source: str
    """`resume`, `job`, or the turn id of the answer."""


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """Two claims that can't both be true."""

    before: Claim
    now: Claim


class InterviewPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything decided before the interview starts; it never changes while it runs."""

    plan_version: int = 1
    seed: int
    """Chooses between wordings; nothing else is random."""
    language: str = "en"
    """The interviewer's own language."""
    response_languages: tuple[str, ...] = ()
    """Languages in which answers are welcome besides the interviewer's (C-57)."""
    role_title: str
    role_category: str
    company: str | None = None
    candidate_name: str | None = None
    interviewer_name: str = "Vera"
    seniority: str
    interview_type: str
    style: Style
    mode: Mode
    duration_s: float
    """Time budget of the whole interview, seconds."""
    questions_target: int
    """Main questions to ask at most; probes are not counted (C-29)."""
    wrap_up_s: float
    """Seconds reserved for the close."""
    phases: tuple[Phase, ...]
    role_context: str = ""
    candidate_faq: dict[str, str] = {}
    """Keyword → answer to a candidate's question at the close."""
    resume_claims: tuple[Claim, ...] = ()
    personas: tuple[Persona, ...] = ()
    """The panel; empty for a single interviewer."""
    source: str = "rules"
    """Who made it: `rules`, or the name of the model whose choice was verified."""
    prompt: str = ""
    """Name, version and hash of the prompt that the model answered; empty for the rules."""
    tasks: tuple[PlannedTask, ...] = ()
    """Exercises and cases, each opened by the question that names it; their hidden parts are for
    the interviewer and the evaluation only."""
