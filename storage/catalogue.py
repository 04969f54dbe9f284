"""Role kits, question patterns and rubrics in Postgres."""

from collections.abc import Sequence

import asyncpg
import msgspec

from runtime.errors import InvalidContent, UnknownRole
from runtime.interview.catalogue import QuestionPattern, RoleKit, Rubric
from storage.encoding import to_jsonb
from storage.postgres import Connection, Pool, connection
from storage.sql import queries

_role_kit = msgspec.json.Decoder(RoleKit)
_pattern = msgspec.json.Decoder(QuestionPattern)
_rubric = msgspec.json.Decoder(Rubric)


class PostgresCatalogue:
    """All methods raise StorageFailed when Postgres does not answer within seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def list_role_kits(self) -> list[RoleKit]:
        """The active kits, by name."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["role_kits"], None)
        return [_role_kit.decode(row[0]) for row in rows]

    async def role_kit(self, role_kit_id: str) -> RoleKit:
        """One kit, active or not. Raises UnknownRole."""
        async with connection(self._pool) as taken:
            document = await taken.fetchval(queries["role_kits"], role_kit_id)
        if document is None:
            raise UnknownRole(f"There is no role kit {role_kit_id!r}.")
        return _role_kit.decode(document)

    async def patterns_for(self, role_category: str) -> list[QuestionPattern]:
        """Patterns of the category and those for `any`, by id."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["patterns_for"], role_category)
        return [_pattern.decode(row[0]) for row in rows]

    async def rubric(self, rubric_id: str) -> Rubric:
        """Raises UnknownRole: a role without its rubric can't be interviewed for."""
        async with connection(self._pool) as taken:
            return await load_rubric(taken, rubric_id)

    async def upsert_rubrics(self, rubrics: Sequence[Rubric]) -> None:
        """Write rubrics, replacing those of the same id; all or none."""
        documents = [
            {
                "id": rubric.rubric_id,
                "name": rubric.name,
                "description": rubric.description,
                "dimensions": [
                    {
                        "dimension": rated.dimension,
                        "name": rated.name,
                        "definition": rated.definition,
                        "weight": rated.weight,
                    }
                    for rated in rubric.dimensions
                ],
                "scoring_guide": {rated.dimension: rated.anchors for rated in rubric.dimensions},
                "is_default": rubric.is_default,
            }
            for rubric in rubrics
        ]
        await self._upsert("upsert_rubrics", documents)

    async def upsert_role_kits(self, role_kits: Sequence[RoleKit]) -> None:
        """Write role kits, replacing those of the same id; all or none.

        Raises:
            InvalidContent: a kit names a rubric that is not there; write rubrics first.
        """
        await self._upsert("upsert_role_kits", role_kits)

    async def upsert_patterns(self, patterns: Sequence[QuestionPattern]) -> None:
        """Write patterns, replacing those of the same id; all or none."""
        await self._upsert("upsert_patterns", patterns)

    async def _upsert(self, query: str, documents: Sequence[object]) -> None:
        try:
            async with connection(self._pool) as taken:
                await taken.execute(queries[query], to_jsonb(documents))
        except asyncpg.IntegrityConstraintViolationError as failure:
            raise InvalidContent(
                f"The catalogue refuses a row ({failure.constraint_name})."
            ) from None
        except asyncpg.CardinalityViolationError:
            raise InvalidContent("Two rows of the catalogue have the same id.") from None


async def load_rubric(taken: Connection, rubric_id: str) -> Rubric:
    """Raises UnknownRole."""
    document = await taken.fetchval(queries["rubric"], rubric_id)
    if document is None:
        raise UnknownRole(f"There is no rubric {rubric_id!r}.")
    return _rubric.decode(document)
