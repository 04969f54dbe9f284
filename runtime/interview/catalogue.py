"""What domain experts write: role kits, question patterns with probe trees, rubrics. Pure.

A pattern is never asked as it is: the planner fills its `{{variables}}` and picks from its
probe tree (R-213, C-55).
"""

from enum import StrEnum

import msgspec

from runtime.interview.plan import DimensionId, Missing, Patience, PhaseId


class PracticeType(StrEnum):
    """How much of an interview it is (C-30); whatever the interview's type."""

    quick = "quick"
    """Chosen questions in a row, no phases."""
    structured = "structured"


class InterviewType(StrEnum):
    hr = "hr"
    hiring_manager = "hiring_manager"
    technical = "technical"
    panel = "panel"


class Seniority(StrEnum):
    entry = "entry"
    mid = "mid"
    senior = "senior"


class PatternType(StrEnum):
    resume_claim = "resume_claim"
    jd_requirement = "jd_requirement"
    behavioral = "behavioral"
    scenario = "scenario"
    probe = "probe"


class ProbeTree(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Follow-ups of a pattern, each text a template (C-55)."""

    max_depth: int = 3
    """Most probes asked after one question."""
    if_missing: dict[Missing, list[str]] = {}
    """Asked when the answer lacked that piece; the first unasked one wins."""
    if_vague: list[str] = []
    """Asked when the answer as a whole stayed vague."""
    always: list[str] = []
    """Worth asking after any answer that was not declined."""
    ordered: list[str] = []
    """A fixed sequence, for scenarios that unfold."""


class Translation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What of a pattern is spoken or listened for, in another language."""

    topic: str
    template: str
    """With the same slots as the pattern's own."""
    variables: dict[str, str] = {}
    keywords: list[str] = []
    probe_tree: ProbeTree = msgspec.field(default_factory=ProbeTree)


class QuestionPattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question to be filled at planning time (R-052, R-153)."""

    pattern_id: str
    pattern_type: PatternType
    role_category: str
    """`swe`, `sales`, `support`, …, or `any`."""
    interview_types: list[InterviewType]
    phase: PhaseId
    topic: str
    """Two or three words that name the theme; two questions of one topic are not both asked."""
    template: str
    """Spoken text with `{{variable}}` slots; one question, at most two sentences."""
    variables: dict[str, str] = {}
    """Default wording for each slot, used when nothing more specific is known."""
    expected_signal: str
    """What a good answer shows; never told to the candidate."""
    expects: list[Missing]
    """Pieces a full answer to this question holds; only these are probed for."""
    dimensions: list[DimensionId]
    patience: Patience = Patience.open
    seniorities: tuple[Seniority, ...] = (Seniority.entry, Seniority.mid, Seniority.senior)
    seconds: int = 90
    """Expected length of a good answer with its probes, seconds."""
    keywords: list[str] = []
    """Words that show an answer is on topic; for the off-topic check."""
    probe_tree: ProbeTree = msgspec.field(default_factory=ProbeTree)
    tags: list[str] = []
    source_type: str = "curated"
    translations: dict[str, Translation] = {}
    """By language; without one the pattern is not asked in it."""


class RoleKit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role one can be interviewed for (R-057)."""

    role_kit_id: str
    name: str
    role_category: str
    level: Seniority
    domain: str
    description: str
    interview_types: list[InterviewType]
    default_rubric_id: str
    skills_focus: list[str]
    track_tags: list[str]
    estimated_minutes: int
    role_context: str
    """What the job is like, one or two sentences the interviewer may say."""
    competencies: list[str]
    candidate_faq: dict[str, str] = {}
    """Keyword → honest short answer to a candidate's question at the close."""
    is_active: bool = True


class Anchor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Observable behaviour that fixes one scale point."""

    score: int
    """1, 3 or 5."""
    behaviour: str


class RubricDimension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    dimension: DimensionId
    name: str
    definition: str
    weight: float = 1.0
    anchors: dict[Seniority, list[Anchor]]


class Rubric(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A set of dimensions with anchors per level (R-058)."""

    rubric_id: str
    name: str
    description: str
    dimensions: list[RubricDimension]
    is_default: bool = False
