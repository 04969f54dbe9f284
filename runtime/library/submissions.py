"""What candidates wrote in a session: answers to tasks; and what was made of the session."""

from enum import StrEnum
from typing import Any, Protocol

import msgspec


class TaskType(StrEnum):
    """R-097."""

    coding = "coding"
    system_design = "system_design"
    case = "case"


class TaskSubmission(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to a task, as it stood when it was handed in (R-065)."""

    submission_id: str = ""
    """A UUID; given by the store."""
    session_id: str
    task_type: TaskType
    task_id: str | None = None
    """Of the plan: the exercise's or the case's id."""
    prompt: str
    """What the candidate was asked."""
    candidate_response_text: str = ""
    candidate_code: str = ""
    work: dict[str, Any] = {}
    """Scratchpad, outline and recommendation of a case (R-232)."""
    evaluator_notes: dict[str, Any] = {}
    created_at: str = ""
    """RFC 3339, UTC; given by the store."""


class ArtifactType(StrEnum):
    """R-096."""

    improved_answers = "improved_answers"
    question_list = "question_list"
    action_plan = "action_plan"


class Artifact(msgspec.Struct, frozen=True, kw_only=True):
    """Something made from a session for its candidate (R-064)."""

    artifact_id: str = ""
    """A UUID; given by the store."""
    session_id: str
    artifact_type: ArtifactType
    artifact_json: dict[str, Any]
    created_at: str = ""


class ExerciseStatus(StrEnum):
    running = "running"
    ended = "ended"
    analyzed = "analyzed"


class ExerciseSession(msgspec.Struct, frozen=True, kw_only=True):
    """Work on one exercise or one case by itself, outside of an interview (R-069).

    Exactly one of `coding_exercise_id` and `case_template_id` is set.
    """

    exercise_session_id: str = ""
    """A UUID; given by the store."""
    user_id: str
    coding_exercise_id: str | None = None
    case_template_id: str | None = None
    status: ExerciseStatus = ExerciseStatus.running
    candidate_response_text: str = ""
    candidate_code: str = ""
    work: dict[str, Any] = {}
    """Scratchpad, outline, recommendation, what was revealed."""
    analysis: dict[str, Any] | None = None
    created_at: str = ""
    updated_at: str = ""


class SubmissionRepository(Protocol):
    """What belongs to a session or to a single exercise.

    A session of another user is unknown: UnknownSession; a single exercise, a submission or an
    artifact of another user: UnknownTask. All methods raise StorageFailed when the database
    doesn't answer. Cancelling one that writes leaves all or nothing written.
    """

    async def submit(self, user_id: str, submission: TaskSubmission) -> TaskSubmission:
        """Keep what was handed in; handing in again adds another. Raises UnknownSession."""
        ...

    async def submissions(self, user_id: str, session_id: str) -> list[TaskSubmission]:
        """In the order they came. Raises UnknownSession."""
        ...

    async def annotate(self, user_id: str, submission_id: str, notes: dict[str, Any]) -> None:
        """Replace the evaluator's notes. Raises UnknownTask."""
        ...

    async def add_artifact(self, user_id: str, artifact: Artifact) -> Artifact:
        """Raises UnknownSession."""
        ...

    async def artifacts(self, user_id: str, session_id: str) -> list[Artifact]:
        """In the order they came. Raises UnknownSession."""
        ...

    async def start_exercise(self, exercise: ExerciseSession) -> ExerciseSession:
        """Raises UnknownTask when the exercise or the case is not in the catalogue."""
        ...

    async def exercise(self, user_id: str, exercise_session_id: str) -> ExerciseSession:
        """Raises UnknownTask."""
        ...

    async def exercises(self, user_id: str, *, limit: int = 100) -> list[ExerciseSession]:
        """The last changed first."""
        ...

    async def replace_exercise(self, exercise: ExerciseSession) -> ExerciseSession:
        """Write status, answer, work and analysis. Raises UnknownTask."""
        ...
