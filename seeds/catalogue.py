"""The catalogue that domain experts wrote, as one value, and how it gets into storage."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from runtime.interview.catalogue import QuestionPattern, RoleKit, Rubric
from runtime.interview.companies import Archetype, Blueprint, Company
from runtime.interview.tasks import CaseTemplate, CodingExercise

ANY_ROLE = "any"
"""The role category whose patterns fit every role."""

TECHNICAL = frozenset({"swe", "data", "devops", "qa"})
"""Role categories whose interviews may speak of code (R-217)."""

SLOTS = {
    "project_name": "a project of the candidate, as a noun phrase: `the Atlas rewrite`",
    "employer": "the candidate's present or last employer, bare: `Acme`",
    "company": "the hiring company, bare: `Acme`",
    "skill": "a skill from the job or the résumé, bare: `Python`",
    "tool": "a tool from the job or the résumé, bare: `Salesforce`",
    "claim": "a result the candidate claims, as a noun phrase: `the forty percent fewer calls`",
}
"""Slots with a default wording for when nothing is known, and the form of what is put there."""

FACTS = {
    "did": "at Acme you led the redesign of the catalogue",
    "told": "at Acme you looked after the catalogue",
    "moved": "at Acme you cut the waiting time by forty percent",
    "named_project": "your project Atlas",
    "gap_from": "Acme",
    "gap_to": "Globex",
    "gap_time": "seven months",
    "ended_at": "Acme",
    "open_time": "seven months",
    "stay_at": "Acme",
    "short_time": "five months",
    "long_time": "nine years",
    "field_from": "language teacher",
    "field_to": "graphic designer",
    "rank_from": "team lead",
    "rank_to": "specialist",
    "higher_rank": "team lead",
    "lower_rank": "specialist",
    "employed_as": "team lead",
    "joined_as": "specialist",
    "several_moves": "three new employers within three years",
    "listed_skill": "bookkeeping",
    "used_skill": "bookkeeping",
    "current_employer": "Acme",
    "last_employer": "Acme",
    "shared_skill": "negotiation",
    "shared_tool": "Salesforce",
    "missing_skill": "bookkeeping",
    "asked_skill": "negotiation",
    "duty": "planning the weekly deliveries",
    "story": "The Friday before the fair",
}
"""Slots without a default, each with an example: a text that has one is used only when the fact is
known. Together with `SLOTS` these are all that the planner can fill."""


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """Everything in the seed files, checked; ordered by id."""

    role_kits: tuple[RoleKit, ...]
    patterns: tuple[QuestionPattern, ...]
    rubrics: tuple[Rubric, ...]
    exercises: tuple[CodingExercise, ...] = ()
    cases: tuple[CaseTemplate, ...] = ()
    archetypes: tuple[Archetype, ...] = ()
    companies: tuple[Company, ...] = ()
    blueprints: tuple[Blueprint, ...] = ()

    @property
    def offered(self) -> tuple[RoleKit, ...]:
        """The kits one can choose from; the general one is taken where none of them fits."""
        return tuple(kit for kit in self.role_kits if kit.is_active)

    def category_of(self, role_kit_id: str) -> str:
        """The role category of a kit; `any` for one that isn't there."""
        kits = (kit for kit in self.role_kits if kit.role_kit_id == role_kit_id)
        return next((kit.role_category for kit in kits), ANY_ROLE)

    def patterns_for(self, role_category: str) -> tuple[QuestionPattern, ...]:
        """The patterns a role of that category may be asked: its own and those for any role."""
        return tuple(p for p in self.patterns if p.role_category in (role_category, ANY_ROLE))


class CatalogueWriter(Protocol):
    """Where a catalogue is kept; each upsert replaces what has the same id."""

    async def upsert_rubrics(self, rubrics: Sequence[Rubric]) -> None: ...

    async def upsert_role_kits(self, role_kits: Sequence[RoleKit]) -> None: ...

    async def upsert_patterns(self, patterns: Sequence[QuestionPattern]) -> None: ...

    async def upsert_archetypes(self, archetypes: Sequence[Archetype]) -> None: ...

    async def upsert_companies(self, companies: Sequence[Company]) -> None: ...

    async def upsert_blueprints(self, blueprints: Sequence[Blueprint]) -> None: ...

    async def upsert_exercises(self, exercises: Sequence[CodingExercise]) -> None: ...

    async def upsert_cases(self, cases: Sequence[CaseTemplate]) -> None: ...

    async def retire_others(self, kept: Mapping[str, Sequence[str]]) -> None:
        """Put out of use what isn't among these ids, given by noun."""
        ...


async def store(catalogue: Catalogue, writer: CatalogueWriter) -> None:
    """Write the whole catalogue, and retire what it no longer holds; twice is once.

    What others refer to goes first. Cancelled half way, a part is written; the next call writes
    the rest. What the writer raises is passed on.
    """
    await writer.upsert_rubrics(catalogue.rubrics)
    await writer.upsert_role_kits(catalogue.role_kits)
    await writer.upsert_patterns(catalogue.patterns)
    await writer.upsert_archetypes(catalogue.archetypes)
    await writer.upsert_companies(catalogue.companies)
    await writer.upsert_blueprints(catalogue.blueprints)
    await writer.upsert_exercises(catalogue.exercises)
    await writer.upsert_cases(catalogue.cases)
    await writer.retire_others(
        {
            "role_kits": [kit.role_kit_id for kit in catalogue.role_kits],
            "patterns": [pattern.pattern_id for pattern in catalogue.patterns],
            "blueprints": [blueprint.blueprint_id for blueprint in catalogue.blueprints],
            "exercises": [exercise.exercise_id for exercise in catalogue.exercises],
            "cases": [case.case_id for case in catalogue.cases],
        }
    )
