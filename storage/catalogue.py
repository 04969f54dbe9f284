"""The catalogue in Postgres; fits `CatalogueRepository` for readers and `CatalogueWriter` of
`seeds.catalogue` for whoever loads it."""

import hashlib
from collections.abc import Mapping, Sequence

import asyncpg
import msgspec

from runtime.errors import Conflict, InvalidContent, UnknownRole
from runtime.interview.catalogue import QuestionPattern, RoleKit, Rubric, Seniority
from runtime.interview.companies import Archetype, Blueprint, Company
from runtime.interview.tasks import Activity, CaseTemplate, CodingExercise
from storage.encoding import to_jsonb, without_nul
from storage.postgres import Connection, Pool, connection, transaction
from storage.references import decoded, id_of
from storage.sql import queries

_role_kit = msgspec.json.Decoder(RoleKit)
_pattern = msgspec.json.Decoder(QuestionPattern)
_rubric = msgspec.json.Decoder(Rubric)
_archetype = msgspec.json.Decoder(Archetype)
_company = msgspec.json.Decoder(Company)
_blueprint = msgspec.json.Decoder(Blueprint)
_exercise = msgspec.json.Decoder(CodingExercise)
_case = msgspec.json.Decoder(CaseTemplate)

RETIRED = ("role_kits", "patterns", "blueprints", "exercises", "cases")
"""Nouns of the catalogue that don't outlive their entry in the seed files."""


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
        return await self._patterns([role_category, "any"])

    async def patterns(
        self,
        *,
        role_category: str | None = None,
        pattern_type: str | None = None,
        interview_type: str | None = None,
        source_type: str | None = None,
    ) -> list[QuestionPattern]:
        """All that fit every filter that is given, by id."""
        categories = None if role_category is None else [role_category]
        return await self._patterns(categories, pattern_type, interview_type, source_type)

    async def add_pattern(
        self, pattern: QuestionPattern, *, source_ref: str | None = None
    ) -> QuestionPattern:
        """Keep a new pattern that is in no seed file. Raises Conflict, InvalidContent."""
        try:
            async with connection(self._pool) as taken:
                added = await taken.fetchval(
                    queries["add_pattern"],
                    to_jsonb(pattern),
                    None if source_ref is None else without_nul(source_ref),
                )
        except asyncpg.IntegrityConstraintViolationError as failure:
            raise _refused(failure) from None
        if not added:
            raise Conflict("There is a question pattern with this id. Choose another id.")
        return pattern

    async def rubric(self, rubric_id: str) -> Rubric:
        """Raises UnknownRole: a role without its rubric can't be interviewed for."""
        async with connection(self._pool) as taken:
            return await load_rubric(taken, rubric_id)

    async def companies(self) -> list[Company]:
        """By name."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["companies"], None, None)
        return [_company.decode(row[0]) for row in rows]

    async def company(self, company_id: str) -> Company:
        """Raises UnknownCompany."""
        known_id = id_of("company", company_id)
        async with connection(self._pool) as taken:
            return decoded(
                await taken.fetchval(queries["companies"], known_id, None), _company, "company"
            )

    async def company_named(self, name: str) -> Company | None:
        """By its name, in any case and spacing; None when it is not in the catalogue."""
        plain = " ".join(without_nul(name).split())
        async with connection(self._pool) as taken:
            document = await taken.fetchval(queries["companies"], None, plain)
        return None if document is None else _company.decode(document)

    async def archetype(self, archetype_id: str) -> Archetype:
        """Raises UnknownCompany."""
        known_id = id_of("company", archetype_id)
        async with connection(self._pool) as taken:
            return decoded(
                await taken.fetchval(queries["archetypes"], known_id), _archetype, "company"
            )

    async def blueprint(
        self, company_id: str, role_category: str, seniority: Seniority
    ) -> Blueprint | None:
        """What fits the company and the category, of this seniority if there is one."""
        async with connection(self._pool) as taken:
            document = await taken.fetchval(
                queries["blueprint"], company_id, role_category, seniority
            )
        return None if document is None else _blueprint.decode(document)

    async def exercises(
        self, *, role_category: str | None = None, activity: Activity | None = None
    ) -> list[CodingExercise]:
        """The active ones, of kits of that category, by id."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["exercises"], None, role_category, activity)
        return [_exercise.decode(row[0]) for row in rows]

    async def exercise(self, exercise_id: str) -> CodingExercise:
        """Active or not. Raises UnknownTask."""
        known_id = id_of("exercise", exercise_id)
        async with connection(self._pool) as taken:
            document = await taken.fetchval(queries["exercises"], known_id, None, None)
        return decoded(document, _exercise, "exercise")

    async def cases(self, *, role_category: str | None = None) -> list[CaseTemplate]:
        """The active ones, of kits of that category, by id."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["cases"], None, role_category)
        return [_case.decode(row[0]) for row in rows]

    async def case(self, case_id: str) -> CaseTemplate:
        """Active or not. Raises UnknownTask."""
        known_id = id_of("case", case_id)
        async with connection(self._pool) as taken:
            document = await taken.fetchval(queries["cases"], known_id, None)
        return decoded(document, _case, "case")

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

    async def upsert_archetypes(self, archetypes: Sequence[Archetype]) -> None:
        """Write archetypes, replacing those of the same id; all or none."""
        await self._upsert("upsert_archetypes", archetypes)

    async def upsert_companies(self, companies: Sequence[Company]) -> None:
        """Write companies, replacing those of the same id; all or none.

        Raises:
            InvalidContent: one names an archetype that is not there; write archetypes first.
        """
        await self._upsert("upsert_companies", companies)

    async def upsert_blueprints(self, blueprints: Sequence[Blueprint]) -> None:
        """Write blueprints, replacing those of the same id; all or none.

        Raises:
            InvalidContent: one names a company that is not there; write companies first.
        """
        await self._upsert("upsert_blueprints", blueprints)

    async def upsert_exercises(self, exercises: Sequence[CodingExercise]) -> None:
        """Write exercises, replacing those of the same id; all or none.

        Raises:
            InvalidContent: one names a role kit that is not there; write role kits first.
        """
        await self._upsert("upsert_exercises", exercises)

    async def upsert_cases(self, cases: Sequence[CaseTemplate]) -> None:
        """Write cases, replacing those of the same id; all or none.

        Raises:
            InvalidContent: one names a role kit that is not there; write role kits first.
        """
        await self._upsert("upsert_cases", cases)

    async def retire_others(self, kept: Mapping[str, Sequence[str]]) -> None:
        """Put out of use what the seed files no longer hold: ids to keep by noun (`RETIRED`).

        What interviews may refer to stays, inactive; patterns and blueprints go. Patterns that
        admins added stay.
        """
        async with transaction(self._pool) as taken:
            for noun in RETIRED:
                await taken.execute(queries[f"retire_{noun}"], list(kept[noun]))

    async def has(self, fingerprint: str) -> bool:
        """Whether these seed files were loaded last, by the same writing queries as these."""
        async with connection(self._pool) as taken:
            return bool(
                await taken.fetchval(queries["catalogue_fingerprint"]) == _stamp(fingerprint)
            )

    async def mark(self, fingerprint: str) -> None:
        """Note that these seed files were loaded, all of them."""
        async with connection(self._pool) as taken:
            await taken.execute(queries["mark_catalogue"], _stamp(fingerprint))

    async def _patterns(
        self, categories: Sequence[str] | None, *filters: str | None
    ) -> list[QuestionPattern]:
        pattern_type, interview_type, source_type = filters or (None, None, None)
        async with connection(self._pool) as taken:
            rows = await taken.fetch(
                queries["patterns"], categories, pattern_type, interview_type, source_type
            )
        return [_pattern.decode(row[0]) for row in rows]

    async def _upsert(self, query: str, documents: Sequence[object]) -> None:
        try:
            async with connection(self._pool) as taken:
                await taken.execute(queries[query], to_jsonb(documents))
        except asyncpg.IntegrityConstraintViolationError as failure:
            raise _refused(failure) from None
        except asyncpg.CardinalityViolationError:
            raise InvalidContent("Two rows of the catalogue have the same id.") from None


def _refused(failure: asyncpg.IntegrityConstraintViolationError) -> InvalidContent:
    return InvalidContent(f"The catalogue refuses a row ({failure.constraint_name}).")


def _stamp(fingerprint: str) -> str:
    """The seed files and how they are written: a release that writes more loads them again."""
    writing = [queries[name] for name in sorted(queries) if name.startswith(("upsert_", "retire_"))]
    return hashlib.sha256("\n".join([fingerprint, *writing]).encode()).hexdigest()


async def load_rubric(taken: Connection, rubric_id: str) -> Rubric:
    """Raises UnknownRole."""
    document = await taken.fetchval(queries["rubric"], rubric_id)
    if document is None:
        raise UnknownRole(f"There is no rubric {rubric_id!r}.")
    return _rubric.decode(document)
