"""How far a task has come, and what the candidate left behind with it. Pure."""

from enum import StrEnum

import msgspec

from runtime.interview.tasks import Checkpoint


class ArtifactKind(StrEnum):
    """What a task leaves behind besides the answers themselves (R-232)."""

    notes = "notes"
    """The scratchpad, as the candidate wrote it."""
    outline = "outline"
    """The structure: the candidate's own, else the first words at each checkpoint."""
    recommendation = "recommendation"
    """The candidate's last recommendation, in their words."""
    late_code = "late_code"
    """Code that came after its task was over."""


class Artifact(msgspec.Struct, frozen=True, kw_only=True):
    """Something written; a later one of the same task and kind replaces it."""

    task_id: str
    kind: ArtifactKind
    text: str


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """Code as it was sent."""

    task_id: str
    language: str
    code: str


class CodingProgress(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="coding"):
    """A coding exercise on the table."""

    task_id: str
    question_id: str
    ends_at: float
    """Session second at which the exercise gives way."""
    signals: tuple[int, ...] = ()
    """Positions of the expected signals that were named."""
    spoken: tuple[str, ...] = ()
    """Telling words of all answers, each once."""
    edges: tuple[int, ...] = ()
    """Positions of the edge cases that were named."""
    edges_thought_of: bool = False
    """Some unusual input was named, on the author's list or not."""
    complexity: bool = False
    explained: bool = False
    """Something of substance was said, not only sent."""
    repair_told: bool = False
    """What to change was said in words."""
    code: str = ""
    """Last submission that differs from the snippet."""
    asked: tuple[str, ...] = ()
    """Follow-ups asked, by name."""
    listened: int = 0
    """Times the candidate was left to think aloud."""
    warned: bool = False
    """The end of its time was announced."""


class CaseProgress(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="case"):
    """A case on the table."""

    task_id: str
    question_id: str
    started_at: float
    ends_at: float
    """Session second at which the case gives way."""
    checkpoint: Checkpoint = Checkpoint.framing
    visited: tuple[Checkpoint, ...] = (Checkpoint.framing,)
    shown: dict[Checkpoint, tuple[str, ...]] = {}
    """Keywords of each checkpoint that answers held."""
    first_words: dict[Checkpoint, str] = {}
    """How the first answer at each checkpoint began."""
    revealed: tuple[str, ...] = ()
    """Ids of reveals, in the order they were told."""
    clarifications: int = 0
    """Clarifying questions so far."""
    asked_here: int = 0
    """Follow-ups asked at this checkpoint."""
    summing_up: bool = False
    """The last word on the recommendation was asked for."""
    recommendation: str = ""
    """What was said at that checkpoint."""


TaskProgress = CodingProgress | CaseProgress
