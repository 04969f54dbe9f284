"""Saved jobs in Postgres; fits `runtime.library.jobs.JobRepository`."""

import asyncpg
import msgspec

from runtime.library.jobs import InterviewRound, JobStatus, Opportunity, PracticeLink, SavedJob
from storage.encoding import to_jsonb
from storage.postgres import Connection, Pool, connection, transaction
from storage.references import decoded, gone, id_of, require, unknown
from storage.sql import queries

_job = msgspec.json.Decoder(SavedJob)
_link = msgspec.json.Decoder(PracticeLink)
_round = msgspec.json.Decoder(InterviewRound)
_opportunity = msgspec.json.Decoder(Opportunity)


class PostgresJobs:
    """All methods raise StorageFailed when Postgres does not answer within seconds.

    What is named and isn't there for the user raises its own Unknown… error.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, job: SavedJob) -> SavedJob:
        """Keep a new one."""
        try:
            async with transaction(self._pool) as taken:
                await _require_named(taken, job)
                job_id = await taken.fetchval(queries["add_saved_job"], to_jsonb(job))
                return await _load(taken, job.user_id, str(job_id))
        except asyncpg.ForeignKeyViolationError as failure:
            raise gone(failure) from None

    async def load(self, user_id: str, saved_job_id: str) -> SavedJob:
        """Raises UnknownJob."""
        async with connection(self._pool) as taken:
            return await _load(taken, user_id, saved_job_id)

    async def saved_jobs(
        self, user_id: str, *, status: JobStatus | None = None, limit: int = 100
    ) -> list[SavedJob]:
        """What comes next first: by the date of the next interview, then the last changed."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["saved_jobs"], user_id, None, status, limit)
        return [_job.decode(row[0]) for row in rows]

    async def replace(self, job: SavedJob) -> SavedJob:
        """Write all fields but the id, the owner and the times. Raises UnknownJob."""
        job_id = id_of("saved_job", job.saved_job_id)
        try:
            async with transaction(self._pool) as taken:
                await _require_named(taken, job)
                await taken.execute(
                    queries["replace_saved_job"], job.user_id, job_id, to_jsonb(job)
                )
                return await _load(taken, job.user_id, job_id)
        except asyncpg.ForeignKeyViolationError as failure:
            raise gone(failure) from None

    async def delete(self, user_id: str, saved_job_id: str) -> None:
        """With its rounds and links; the sessions stay. Raises UnknownJob."""
        job_id = id_of("saved_job", saved_job_id)
        async with connection(self._pool) as taken:
            if not await taken.fetchval(queries["delete_saved_job"], user_id, job_id):
                raise unknown("saved_job")

    async def link(self, user_id: str, link: PracticeLink) -> PracticeLink:
        """Note practice for a job; a second time with the session that came of it."""
        try:
            async with transaction(self._pool) as taken:
                await require(
                    taken,
                    user_id,
                    ("saved_job", link.saved_job_id),
                    ("config", link.interview_config_id),
                    ("session", link.interview_session_id),
                    ("exercise_session", link.exercise_session_id),
                )
                link_id = await taken.fetchval(
                    queries["link_practice"],
                    link.saved_job_id,
                    link.interview_config_id,
                    link.interview_session_id,
                    link.exercise_session_id,
                )
                document = await taken.fetchval(
                    queries["practice_links"], link.saved_job_id, link_id
                )
                return decoded(document, _link, "saved_job")
        except asyncpg.ForeignKeyViolationError as failure:
            raise gone(failure) from None

    async def links(self, user_id: str, saved_job_id: str) -> list[PracticeLink]:
        """The newest first. Raises UnknownJob."""
        async with connection(self._pool) as taken:
            await require(taken, user_id, ("saved_job", saved_job_id))
            rows = await taken.fetch(queries["practice_links"], saved_job_id, None)
        return [_link.decode(row[0]) for row in rows]

    async def add_round(self, interview_round: InterviewRound) -> InterviewRound:
        """Note a real interview. Raises UnknownJob."""
        job_id = interview_round.saved_job_id
        async with transaction(self._pool) as taken:
            await require(taken, interview_round.user_id, ("saved_job", job_id))
            round_id = await taken.fetchval(queries["add_round"], to_jsonb(interview_round))
            document = await taken.fetchval(queries["rounds"], job_id, round_id)
            return decoded(document, _round, "saved_job")

    async def rounds(self, user_id: str, saved_job_id: str) -> list[InterviewRound]:
        """By date, those without one last. Raises UnknownJob."""
        async with connection(self._pool) as taken:
            await require(taken, user_id, ("saved_job", saved_job_id))
            rows = await taken.fetch(queries["rounds"], saved_job_id, None)
        return [_round.decode(row[0]) for row in rows]

    async def opportunity(self, user_id: str, saved_job_id: str) -> Opportunity:
        """Raises UnknownJob."""
        job_id = id_of("saved_job", saved_job_id)
        async with connection(self._pool) as taken:
            document = await taken.fetchval(queries["opportunity"], user_id, job_id)
        return decoded(document, _opportunity, "saved_job")

    async def flag_questions(
        self, user_id: str, saved_job_id: str, pattern_ids: tuple[str, ...]
    ) -> None:
        """Replace the flagged questions, in this order; a repeated id counts once."""
        await self._choose("flag_questions", "pattern", user_id, saved_job_id, pattern_ids)

    async def curate_stories(
        self, user_id: str, saved_job_id: str, story_ids: tuple[str, ...]
    ) -> None:
        """Replace the chosen stories, in this order; a repeated id counts once."""
        await self._choose("curate_stories", "story", user_id, saved_job_id, story_ids)

    async def _choose(
        self, query: str, kind: str, user_id: str, saved_job_id: str, ids: tuple[str, ...]
    ) -> None:
        try:
            async with transaction(self._pool) as taken:
                wanted = ((kind, wanted_id) for wanted_id in ids)
                await require(taken, user_id, ("saved_job", saved_job_id), *wanted)
                known = [id_of(kind, wanted_id) for wanted_id in ids]
                await taken.execute(queries[query], saved_job_id, known)
        except asyncpg.ForeignKeyViolationError as failure:
            raise gone(failure) from None


async def _load(taken: Connection, user_id: str, saved_job_id: str) -> SavedJob:
    job_id = id_of("saved_job", saved_job_id)
    document = await taken.fetchval(queries["saved_jobs"], user_id, job_id, None, 1)
    return decoded(document, _job, "saved_job")


async def _require_named(taken: Connection, job: SavedJob) -> None:
    await require(
        taken,
        job.user_id,
        ("company", job.company_id),
        ("document", job.jd_document_id),
        ("posting", job.job_posting_id),
    )
