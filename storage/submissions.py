"""Submissions, artifacts and single exercises in Postgres; fits `SubmissionRepository`."""

from typing import Any

import asyncpg
import msgspec

from runtime.library.submissions import Artifact, ExerciseSession, TaskSubmission
from storage.encoding import to_jsonb
from storage.postgres import Connection, Pool, connection, transaction
from storage.references import decoded, gone, id_of, require, unknown
from storage.sql import queries

_submission = msgspec.json.Decoder(TaskSubmission)
_artifact = msgspec.json.Decoder(Artifact)
_exercise = msgspec.json.Decoder(ExerciseSession)


class PostgresSubmissions:
    """All methods raise StorageFailed when Postgres does not answer within seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def submit(self, user_id: str, submission: TaskSubmission) -> TaskSubmission:
        """Keep what was handed in; handing in again adds another. Raises UnknownSession."""
        session_id = submission.session_id
        async with transaction(self._pool) as taken:
            await require(taken, user_id, ("session", session_id))
            new_id = await taken.fetchval(queries["add_submission"], to_jsonb(submission))
            document = await taken.fetchval(queries["submissions"], session_id, new_id)
            return decoded(document, _submission, "submission")

    async def submissions(self, user_id: str, session_id: str) -> list[TaskSubmission]:
        """In the order they came. Raises UnknownSession."""
        async with connection(self._pool) as taken:
            await require(taken, user_id, ("session", session_id))
            rows = await taken.fetch(queries["submissions"], session_id, None)
        return [_submission.decode(row[0]) for row in rows]

    async def annotate(self, user_id: str, submission_id: str, notes: dict[str, Any]) -> None:
        """Replace the evaluator's notes. Raises UnknownTask."""
        known_id = id_of("submission", submission_id)
        async with connection(self._pool) as taken:
            if not await taken.fetchval(
                queries["annotate_submission"], user_id, known_id, to_jsonb(notes)
            ):
                raise unknown("submission")

    async def add_artifact(self, user_id: str, artifact: Artifact) -> Artifact:
        """Raises UnknownSession."""
        session_id = artifact.session_id
        async with transaction(self._pool) as taken:
            await require(taken, user_id, ("session", session_id))
            new_id = await taken.fetchval(
                queries["add_artifact"],
                session_id,
                artifact.artifact_type,
                to_jsonb(artifact.artifact_json),
            )
            document = await taken.fetchval(queries["artifacts"], session_id, new_id)
            return decoded(document, _artifact, "session")

    async def artifacts(self, user_id: str, session_id: str) -> list[Artifact]:
        """In the order they came. Raises UnknownSession."""
        async with connection(self._pool) as taken:
            await require(taken, user_id, ("session", session_id))
            rows = await taken.fetch(queries["artifacts"], session_id, None)
        return [_artifact.decode(row[0]) for row in rows]

    async def start_exercise(self, exercise: ExerciseSession) -> ExerciseSession:
        """Raises UnknownTask when the exercise or the case is not in the catalogue, or when not
        exactly one of both is named."""
        user_id = exercise.user_id
        if (exercise.coding_exercise_id is None) == (exercise.case_template_id is None):
            raise unknown("exercise")
        try:
            async with transaction(self._pool) as taken:
                await require(
                    taken,
                    user_id,
                    ("exercise", exercise.coding_exercise_id),
                    ("case", exercise.case_template_id),
                )
                new_id = await taken.fetchval(queries["add_exercise_session"], to_jsonb(exercise))
                return await _load_exercise(taken, user_id, str(new_id))
        except asyncpg.ForeignKeyViolationError as failure:
            raise gone(failure) from None

    async def exercise(self, user_id: str, exercise_session_id: str) -> ExerciseSession:
        """Raises UnknownTask."""
        async with connection(self._pool) as taken:
            return await _load_exercise(taken, user_id, exercise_session_id)

    async def exercises(self, user_id: str, *, limit: int = 100) -> list[ExerciseSession]:
        """The last changed first."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["exercise_sessions"], user_id, None, limit)
        return [_exercise.decode(row[0]) for row in rows]

    async def replace_exercise(self, exercise: ExerciseSession) -> ExerciseSession:
        """Write status, answer, work and analysis. Raises UnknownTask."""
        known_id = id_of("exercise_session", exercise.exercise_session_id)
        async with transaction(self._pool) as taken:
            await taken.execute(
                queries["replace_exercise_session"],
                exercise.user_id,
                known_id,
                to_jsonb(exercise),
            )
            return await _load_exercise(taken, exercise.user_id, known_id)


async def _load_exercise(taken: Connection, user_id: str, exercise_id: str) -> ExerciseSession:
    known_id = id_of("exercise_session", exercise_id)
    document = await taken.fetchval(queries["exercise_sessions"], user_id, known_id, 1)
    return decoded(document, _exercise, "exercise_session")
