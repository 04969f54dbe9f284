"""Twin of the catalogue in plain memory: the same promises, as long as the process lives."""

from collections.abc import Mapping, Sequence

import msgspec

from runtime.errors import Conflict, InvalidContent, UnknownRole
from runtime.interview.catalogue import QuestionPattern, RoleKit, Rubric, Seniority
from runtime.interview.companies import Archetype, Blueprint, Company
from runtime.interview.tasks import Activity, CaseTemplate, CodingExercise
from storage.references import unknown


class MemoryCatalogue:
    """Twin of `PostgresCatalogue`."""

    def __init__(self) -> None:
        self._role_kits: dict[str, RoleKit] = {}
        self._patterns: dict[str, QuestionPattern] = {}
        self._added: set[str] = set()
        self._rubrics: dict[str, Rubric] = {}
        self._archetypes: dict[str, Archetype] = {}
        self._companies: dict[str, Company] = {}
        self._blueprints: dict[str, Blueprint] = {}
        self._exercises: dict[str, CodingExercise] = {}
        self._cases: dict[str, CaseTemplate] = {}
        self._fingerprint: str | None = None

    async def list_role_kits(self) -> list[RoleKit]:
        kits = [kit for kit in self._role_kits.values() if kit.is_active]
        return sorted(kits, key=lambda kit: (kit.name, kit.role_kit_id))

    async def role_kit(self, role_kit_id: str) -> RoleKit:
        if role_kit_id not in self._role_kits:
            raise UnknownRole(f"There is no role kit {role_kit_id!r}.")
        return self._role_kits[role_kit_id]

    async def patterns_for(self, role_category: str) -> list[QuestionPattern]:
        wanted = (role_category, "any")
        return [pattern for pattern in await self.patterns() if pattern.role_category in wanted]

    async def patterns(
        self,
        *,
        role_category: str | None = None,
        pattern_type: str | None = None,
        interview_type: str | None = None,
        source_type: str | None = None,
    ) -> list[QuestionPattern]:
        return [
            pattern
            for _, pattern in sorted(self._patterns.items())
            if role_category in (None, pattern.role_category)
            and pattern_type in (None, pattern.pattern_type)
            and interview_type in (None, *pattern.interview_types)
            and source_type in (None, pattern.source_type)
        ]

    async def add_pattern(
        self, pattern: QuestionPattern, *, source_ref: str | None = None
    ) -> QuestionPattern:
        if pattern.pattern_id in self._patterns:
            raise Conflict("There is a question pattern with this id. Choose another id.")
        self._patterns[pattern.pattern_id] = pattern
        self._added.add(pattern.pattern_id)
        return pattern

    async def rubric(self, rubric_id: str) -> Rubric:
        if rubric_id not in self._rubrics:
            raise UnknownRole(f"There is no rubric {rubric_id!r}.")
        return self._rubrics[rubric_id]

    async def companies(self) -> list[Company]:
        return sorted(self._companies.values(), key=lambda company: company.name.lower())

    async def company(self, company_id: str) -> Company:
        if company_id not in self._companies:
            raise unknown("company")
        return self._companies[company_id]

    async def company_named(self, name: str) -> Company | None:
        wanted = " ".join(name.split()).lower()
        found = (kept for kept in self._companies.values() if kept.name.lower() == wanted)
        return next(found, None)

    async def archetype(self, archetype_id: str) -> Archetype:
        if archetype_id not in self._archetypes:
            raise unknown("company")
        return self._archetypes[archetype_id]

    async def blueprint(
        self, company_id: str, role_category: str, seniority: Seniority
    ) -> Blueprint | None:
        fitting = [
            kept
            for _, kept in sorted(self._blueprints.items())
            if (kept.company_id, kept.role_category) == (company_id, role_category)
        ]
        exact = [kept for kept in fitting if kept.seniority is seniority]
        return next(iter(exact or fitting), None)

    async def exercises(
        self, *, role_category: str | None = None, activity: Activity | None = None
    ) -> list[CodingExercise]:
        return [
            exercise
            for _, exercise in sorted(self._exercises.items())
            if exercise.is_active
            and self._of(role_category, exercise.role_kit_id)
            and activity in (None, exercise.activity_type)
        ]

    async def exercise(self, exercise_id: str) -> CodingExercise:
        if exercise_id not in self._exercises:
            raise unknown("exercise")
        return self._exercises[exercise_id]

    async def cases(self, *, role_category: str | None = None) -> list[CaseTemplate]:
        return [
            case
            for _, case in sorted(self._cases.items())
            if case.is_active and self._of(role_category, case.role_kit_id)
        ]

    async def case(self, case_id: str) -> CaseTemplate:
        if case_id not in self._cases:
            raise unknown("case")
        return self._cases[case_id]

    async def upsert_rubrics(self, rubrics: Sequence[Rubric]) -> None:
        self._rubrics.update({rubric.rubric_id: rubric for rubric in rubrics})

    async def upsert_role_kits(self, role_kits: Sequence[RoleKit]) -> None:
        _refuse({kit.default_rubric_id for kit in role_kits} - self._rubrics.keys())
        self._role_kits.update({kit.role_kit_id: kit for kit in role_kits})

    async def upsert_patterns(self, patterns: Sequence[QuestionPattern]) -> None:
        self._patterns.update({pattern.pattern_id: pattern for pattern in patterns})
        self._added -= {pattern.pattern_id for pattern in patterns}

    async def upsert_archetypes(self, archetypes: Sequence[Archetype]) -> None:
        self._archetypes.update({archetype.archetype_id: archetype for archetype in archetypes})

    async def upsert_companies(self, companies: Sequence[Company]) -> None:
        _refuse({company.archetype for company in companies} - self._archetypes.keys())
        self._companies.update({company.company_id: company for company in companies})

    async def upsert_blueprints(self, blueprints: Sequence[Blueprint]) -> None:
        _refuse({blueprint.company_id for blueprint in blueprints} - self._companies.keys())
        self._blueprints.update({blueprint.blueprint_id: blueprint for blueprint in blueprints})

    async def upsert_exercises(self, exercises: Sequence[CodingExercise]) -> None:
        _refuse({exercise.role_kit_id for exercise in exercises} - self._role_kits.keys())
        self._exercises.update({exercise.exercise_id: exercise for exercise in exercises})

    async def upsert_cases(self, cases: Sequence[CaseTemplate]) -> None:
        _refuse({case.role_kit_id for case in cases} - self._role_kits.keys())
        self._cases.update({case.case_id: case for case in cases})

    async def retire_others(self, kept: Mapping[str, Sequence[str]]) -> None:
        staying = {*kept["patterns"], *self._added}
        self._patterns = {key: row for key, row in self._patterns.items() if key in staying}
        self._blueprints = {
            key: row for key, row in self._blueprints.items() if key in kept["blueprints"]
        }
        for key, kit in self._role_kits.items():
            if key not in kept["role_kits"]:
                self._role_kits[key] = msgspec.structs.replace(kit, is_active=False)
        for key, exercise in self._exercises.items():
            if key not in kept["exercises"]:
                self._exercises[key] = msgspec.structs.replace(exercise, is_active=False)
        for key, case in self._cases.items():
            if key not in kept["cases"]:
                self._cases[key] = msgspec.structs.replace(case, is_active=False)

    async def has(self, fingerprint: str) -> bool:
        return self._fingerprint == fingerprint

    async def mark(self, fingerprint: str) -> None:
        self._fingerprint = fingerprint

    def _of(self, role_category: str | None, role_kit_id: str) -> bool:
        return role_category in (None, self._role_kits[role_kit_id].role_category)


def _refuse(missing: set[str]) -> None:
    if missing:
        raise InvalidContent(f"The catalogue refuses a row: {min(missing)!r} is not there.")
