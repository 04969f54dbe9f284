"""What a candidate works on in an interview: coding exercises and cases with staged reveals. Pure.

Domain experts write them; seeds/README.md says how.
"""

from enum import StrEnum

import msgspec

from runtime.interview.dimensions import DimensionId


class Difficulty(StrEnum):
    """Of one item (C-06)."""

    easy = "easy"
    medium = "medium"
    hard = "hard"


class Activity(StrEnum):
    """What the candidate does with a piece of code (R-112)."""

    explain = "explain"
    debug = "debug"
    modify = "modify"
    review = "review"


class CodeLanguage(StrEnum):
    python = "python"
    javascript = "javascript"


class CodingExercise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A short piece of code with a real flaw (R-067).

    The snippet followed by the failing test fails with `fails_with`; the suggested fix followed
    by the same test passes. `python -m seeds.proof` runs both.
    """

    exercise_id: str
    role_kit_id: str
    name: str
    activity_type: Activity
    language: CodeLanguage
    difficulty: Difficulty
    task: str
    """Spoken when the code is shown; doesn't give the flaw away."""
    code_snippet: str
    bug_description: str
    """What is wrong, or for `modify` what is not there yet; never told."""
    failing_test_case: str
    fails_with: str = "AssertionError"
    """Class of the error that the failing test ends with."""
    modification_requirement: str = ""
    """What is to change; for `modify` only, shown with the code."""
    expected_behavior: str
    """What the code should do; shown with the code."""
    expected_signals: list[str]
    """What a good answer mentions; never told."""
    common_failure_modes: list[str]
    """How answers usually go wrong; never told."""
    suggested_fix: str
    """The whole snippet again, repaired; never told."""
    edge_cases: list[str]
    complexity_expected: str
    probing_questions: list[str]
    """Spoken follow-ups."""
    tags: list[str] = []
    is_active: bool = True


class CaseType(StrEnum):
    market_sizing = "market_sizing"
    pricing = "pricing"
    growth_experiment = "growth_experiment"
    marketing = "marketing"
    sales_objection = "sales_objection"
    ops_process = "ops_process"
    support = "support"


class Checkpoint(StrEnum):
    """Stages of a case in their order; each is judged by itself (R-111, R-232)."""

    framing = "framing"
    hypotheses = "hypotheses"
    analysis = "analysis"
    recommendation = "recommendation"
    risks = "risks"


class Reveal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fact that a fitting clarifying question unlocks."""

    reveal_id: str
    triggers: list[str]
    """Each entry is one or more beginnings of words that must all occur in the question; one
    fulfilled entry is enough."""
    say: str
    """Spoken when it is unlocked."""
    show: list[list[str]] = []
    """A small table for the page, its first row the head."""
    needs: list[str] = []
    """Reveals that must come first: asking for a detail before the whole unlocks the whole."""
    volunteer_at: Checkpoint | None = None
    """Told without being asked once this stage begins, because the case can't go on without."""


class CheckpointGuide(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a stage of a case should bring, and what is asked when it doesn't."""

    good: str
    """What a strong answer does here; never told."""
    keywords: list[str]
    """Beginnings of words that show that the stage was reached."""
    if_missing: list[str]
    """Spoken when the stage stays empty or vague; the first unasked one wins."""
    push: list[str] = []
    """Spoken to test an answer that seems complete."""


class CaseTemplate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A business problem that unfolds in conversation (R-068)."""

    case_id: str
    role_kit_id: str
    name: str
    case_type: CaseType
    difficulty: Difficulty
    prompt_statement: str
    """Spoken to open the case."""
    context: str
    """Background that stays on the page while the case runs."""
    clarifying_questions_allowed: int
    """So many before the interviewer asks for a first structure."""
    revealable_data: list[Reveal]
    evaluation_focus: list[DimensionId]
    probing_map: dict[Checkpoint, CheckpointGuide]
    solution: str
    """A sound way through, for whoever judges the answer; never told."""
    worked: list[str] = []
    """The solution's arithmetic as equations such as `40000 * 0.25 == 10000`; checked at load."""
    expected_duration_minutes: int
    tags: list[str] = []
    is_active: bool = True


class CodingTask(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="coding"):
    """A coding exercise in a plan."""

    task_id: str
    exercise: CodingExercise


class CaseTask(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="case"):
    """A case in a plan."""

    task_id: str
    case: CaseTemplate


PlannedTask = CodingTask | CaseTask
