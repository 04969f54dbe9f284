"""What a report says of a task: a coding exercise or a case. Pure structs.

Scores are 1 to 5; None means that nothing was seen to rate, never a low mark.
"""

import msgspec

from evaluation.patches import Likeness
from evaluation.quotation import Evidence
from runtime.interview.tasks import Activity, CaseType, Checkpoint, CodeLanguage, Difficulty


class CodeLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of submitted code, checked by code: it stands there, character for character."""

    turn_id: str
    line: int
    """From 1."""
    text: str


class NamedPoint(msgspec.Struct, frozen=True, kw_only=True):
    """Something the author hoped for, and the words that name it."""

    point: str
    evidence: Evidence


class CodingResult(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="coding"):
    task_id: str
    question_id: str
    name: str
    activity: Activity
    language: CodeLanguage
    difficulty: Difficulty
    prompt: str
    submissions: int
    """Times code was sent."""
    code: str = ""
    """As it was sent last."""
    code_turn_id: str | None = None
    late: bool = False
    """It came after the exercise was over."""
    likeness: Likeness | None = None
    """None without code."""
    correctness: int | None = None
    correctness_rationale: str = ""
    changed: tuple[CodeLine, ...] = ()
    """Lines that the snippet doesn't have."""
    executed: bool = False
    """The code was run with the failing test (C-54); otherwise it was only read."""
    passed: bool | None = None
    """Whether the test passed; None when it wasn't run."""
    reasoning: int | None = None
    reasoning_rationale: str = ""
    named: tuple[NamedPoint, ...] = ()
    named_of: int = 0
    """Points the author hoped for."""
    edges: tuple[NamedPoint, ...] = ()
    edges_of: int = 0
    cost: Evidence | None = None
    """Where cost was spoken of."""


class CheckpointRating(msgspec.Struct, frozen=True, kw_only=True):
    """One stage of a case."""

    checkpoint: Checkpoint
    score: int | None
    rationale: str
    evidence: tuple[Evidence, ...] = ()


class CaseResult(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="case"):
    task_id: str
    question_id: str
    name: str
    case_type: CaseType
    difficulty: Difficulty
    prompt: str
    checkpoints: tuple[CheckpointRating, ...]
    clarifying_questions: int
    notes: str = ""
    outline: str = ""
    recommendation: str = ""


TaskResult = CodingResult | CaseResult
