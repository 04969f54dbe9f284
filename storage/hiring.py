"""Job postings and applications in Postgres; fits `runtime.library.hiring.HiringRepository`."""

import asyncpg
import msgspec

from runtime.library.hiring import Application, Posting
from runtime.record import SessionRecord
from storage.encoding import to_jsonb
from storage.interview_rows import insert_session
from storage.postgres import Connection, Pool, connection, transaction
from storage.references import decoded, gone, id_of, require, unknown
from storage.sql import queries

_posting = msgspec.json.Decoder(Posting)
_application = msgspec.json.Decoder(Application)


class PostgresHiring:
    """All methods raise StorageFailed when Postgres does not answer within seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add_posting(self, posting: Posting) -> Posting:
        """Keep a new one. Raises UnknownUser."""
        async with transaction(self._pool) as taken:
            await require(taken, posting.user_id)
            posting_id = await taken.fetchval(queries["add_posting"], to_jsonb(posting))
            return await _load_posting(taken, posting.user_id, str(posting_id))

    async def posting(self, user_id: str, posting_id: str) -> Posting:
        """For any user of the tenant. Raises UnknownPosting."""
        async with connection(self._pool) as taken:
            return await _load_posting(taken, user_id, posting_id)

    async def postings(self, user_id: str, *, limit: int = 100) -> list[Posting]:
        """Those of the user's tenant, the newest first."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["postings"], user_id, None, limit)
        return [_posting.decode(row[0]) for row in rows]

    async def delete_posting(self, user_id: str, posting_id: str) -> None:
        """Erase one's own posting with its applications; interviews stay, without a posting.

        Raises UnknownPosting.
        """
        known_id = id_of("posting", posting_id)
        async with connection(self._pool) as taken:
            if not await taken.fetchval(queries["delete_posting"], user_id, known_id):
                raise unknown("posting")

    async def apply(
        self, application: Application, interview: SessionRecord | None = None
    ) -> Application:
        """Keep an application, and its interview in the same transaction.

        The interview gets the application's id, owner and posting.

        Raises:
            UnknownPosting: not in the candidate's tenant.
            UnknownDocument: the résumé is not the candidate's.
            UnknownRole: the interview's kit or rubric is not in the catalogue.
        """
        user_id = application.user_id
        try:
            async with transaction(self._pool) as taken:
                await require(
                    taken,
                    user_id,
                    ("posting", application.job_posting_id),
                    ("resume", application.resume_id),
                )
                new_id = str(
                    await taken.fetchval(
                        queries["add_application"],
                        user_id,
                        application.job_posting_id,
                        application.resume_id,
                        application.status,
                    )
                )
                if interview is not None:
                    await insert_session(
                        taken,
                        msgspec.structs.replace(
                            interview,
                            user_id=user_id,
                            job_posting_id=application.job_posting_id,
                            application_id=new_id,
                        ),
                    )
                return await _load_application(taken, user_id, new_id)
        except asyncpg.ForeignKeyViolationError as failure:
            raise gone(failure) from None

    async def application(self, user_id: str, application_id: str) -> Application:
        """Raises UnknownApplication."""
        async with connection(self._pool) as taken:
            return await _load_application(taken, user_id, application_id)

    async def applications(self, user_id: str, *, limit: int = 100) -> list[Application]:
        """The candidate's, the newest first."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["applications"], user_id, None, limit)
        return [_application.decode(row[0]) for row in rows]


async def _load_posting(taken: Connection, user_id: str, posting_id: str) -> Posting:
    known_id = id_of("posting", posting_id)
    document = await taken.fetchval(queries["postings"], user_id, known_id, 1)
    return decoded(document, _posting, "posting")


async def _load_application(taken: Connection, user_id: str, application_id: str) -> Application:
    known_id = id_of("application", application_id)
    document = await taken.fetchval(queries["applications"], user_id, known_id, 1)
    return decoded(document, _application, "application")
