"""Users' skills over time in Postgres; fits `runtime.library.skill_memory.SkillMemory`."""

from collections.abc import Sequence

import asyncpg
import msgspec

from runtime.library.skill_memory import SkillRecord
from storage.encoding import to_jsonb
from storage.postgres import Pool, connection
from storage.references import id_of, unknown
from storage.sql import queries

_record = msgspec.json.Decoder(SkillRecord)


class PostgresSkillMemory:
    """All methods raise StorageFailed when Postgres does not answer within seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def recall(self, user_id: str, *, role_category: str | None = None) -> list[SkillRecord]:
        """The weakest first, those without a score last."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["skills_of"], user_id, role_category)
        return [_record.decode(row[0]) for row in rows]

    async def keep(self, records: Sequence[SkillRecord]) -> None:
        """Write series, replacing those of the same user, category and dimension; all or none.

        Raises UnknownUser.
        """
        for record in records:
            id_of("user", record.user_id)
        try:
            async with connection(self._pool) as taken:
                await taken.execute(queries["keep_skills"], to_jsonb(records))
        except asyncpg.ForeignKeyViolationError:
            raise unknown("user") from None
