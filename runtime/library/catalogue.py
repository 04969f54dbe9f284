"""What experts wrote, as everything above storage reads it."""

from typing import Protocol

from runtime.interview.catalogue import QuestionPattern, RoleKit, Rubric, Seniority
from runtime.interview.companies import Archetype, Blueprint, Company
from runtime.interview.tasks import Activity, CaseTemplate, CodingExercise


class CatalogueRepository(Protocol):
    """Role kits, patterns, rubrics, companies and tasks; the same for every user.

    Lists are ordered by id where nothing else is said. All methods raise StorageFailed when the
    database doesn't answer.
    """

    async def list_role_kits(self) -> list[RoleKit]:
        """The active kits, by name."""
        ...

    async def role_kit(self, role_kit_id: str) -> RoleKit:
        """Active or not. Raises UnknownRole."""
        ...

    async def rubric(self, rubric_id: str) -> Rubric:
        """Raises UnknownRole."""
        ...

    async def patterns_for(self, role_category: str) -> list[QuestionPattern]:
        """Those of the category and those for `any`."""
        ...

    async def patterns(
        self,
        *,
        role_category: str | None = None,
        pattern_type: str | None = None,
        interview_type: str | None = None,
        source_type: str | None = None,
    ) -> list[QuestionPattern]:
        """All that fit every filter that is given; `role_category` is taken literally."""
        ...

    async def add_pattern(
        self, pattern: QuestionPattern, *, source_ref: str | None = None
    ) -> QuestionPattern:
        """Keep a new pattern, not one of the seed files'.

        `source_ref` is the run or address it was drawn from. Loading the seed files leaves it
        alone.

        Raises:
            Conflict: there is a pattern with this id.
        """
        ...

    async def companies(self) -> list[Company]:
        """By name."""
        ...

    async def company(self, company_id: str) -> Company:
        """Raises UnknownCompany."""
        ...

    async def company_named(self, name: str) -> Company | None:
        """By its name, in any case and spacing; None when it is not in the catalogue."""
        ...

    async def archetype(self, archetype_id: str) -> Archetype:
        """Raises UnknownCompany."""
        ...

    async def blueprint(
        self, company_id: str, role_category: str, seniority: Seniority
    ) -> Blueprint | None:
        """What fits the company and the category, of this seniority if there is one."""
        ...

    async def exercises(
        self, *, role_category: str | None = None, activity: Activity | None = None
    ) -> list[CodingExercise]:
        """The active ones, of kits of that category."""
        ...

    async def exercise(self, exercise_id: str) -> CodingExercise:
        """Active or not. Raises UnknownTask."""
        ...

    async def cases(self, *, role_category: str | None = None) -> list[CaseTemplate]:
        """The active ones, of kits of that category."""
        ...

    async def case(self, case_id: str) -> CaseTemplate:
        """Active or not. Raises UnknownTask."""
        ...
