"""What must agree between companies, blueprints and the rest, or it can't be used. Pure."""

from collections.abc import Iterator

from runtime.interview.companies import Archetype, Blueprint, Company, HiringStyle
from seeds.catalogue import ANY_ROLE, Catalogue

LEAST_PATTERNS = 6
"""Of a blueprint; the planner fills up with others."""
WEIGHTS = (0.25, 3.0)


def faults(catalogue: Catalogue) -> list[str]:
    """One line per fault, with the id it belongs to; empty when all is well."""
    return [
        *(f for archetype in catalogue.archetypes for f in _archetype(archetype)),
        *(f for company in catalogue.companies for f in _company(company, catalogue)),
        *(f for blueprint in catalogue.blueprints for f in _blueprint(blueprint, catalogue)),
    ]


def _archetype(archetype: Archetype) -> Iterator[str]:
    where = f"archetype {archetype.archetype_id!r}"
    if not archetype.stresses or not archetype.fit_questions:
        yield f"{where}: needs what it stresses and at least one fit question"


def _company(company: Company, catalogue: Catalogue) -> Iterator[str]:
    where = f"company {company.company_id!r}"
    if company.archetype not in {archetype.archetype_id for archetype in catalogue.archetypes}:
        yield f"{where}: there is no archetype {company.archetype!r}"
    if company.tags.hiring_style is HiringStyle.risk and not company.tags.regulated:
        yield f"{where}: hires for risk, so it should be tagged as regulated"
    if company.archetype == "regulated" and not company.tags.regulated:
        yield f"{where}: is of the archetype `regulated` but isn't tagged so"


def _blueprint(blueprint: Blueprint, catalogue: Catalogue) -> Iterator[str]:
    where = f"blueprint {blueprint.blueprint_id!r}"
    if blueprint.company_id not in {company.company_id for company in catalogue.companies}:
        yield f"{where}: there is no company {blueprint.company_id!r}"
    kits = [kit for kit in catalogue.role_kits if kit.role_category == blueprint.role_category]
    if not kits:
        yield f"{where}: no role kit has the category {blueprint.role_category!r}"
    if not blueprint.skill_focus:
        yield f"{where}: needs a skill_focus"
    ids = blueprint.question_pattern_ids
    if len(ids) < LEAST_PATTERNS or len(set(ids)) < len(ids):
        yield f"{where}: needs at least {LEAST_PATTERNS} different patterns"
    patterns = {pattern.pattern_id: pattern for pattern in catalogue.patterns}
    for pattern_id in ids:
        pattern = patterns.get(pattern_id)
        if pattern is None:
            yield f"{where}: there is no pattern {pattern_id!r}"
        elif pattern.role_category not in (blueprint.role_category, ANY_ROLE):
            yield f"{where}: {pattern_id!r} is for {pattern.role_category!r}"
        elif blueprint.seniority not in pattern.seniorities:
            yield f"{where}: {pattern_id!r} isn't for {blueprint.seniority}"
    used = {kit.default_rubric_id for kit in kits}
    rated = {
        dimension.dimension
        for rubric in catalogue.rubrics
        if rubric.rubric_id in used
        for dimension in rubric.dimensions
    }
    for dimension, weight in blueprint.rubric_overrides.items():
        if dimension not in rated:
            yield f"{where}: overrides {dimension}, which that role's rubric doesn't rate"
        if not WEIGHTS[0] <= weight <= WEIGHTS[1]:
            yield f"{where}: the weight of {dimension} must lie in {WEIGHTS[0]} to {WEIGHTS[1]}"
