"""What must agree between the parts of a catalogue, or it can't be used. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from runtime.interview.catalogue import QuestionPattern, RoleKit, Rubric, Seniority
from seeds import company_faults, task_faults
from seeds.catalogue import ANY_ROLE, FACTS, SLOTS, Catalogue

SLOT = re.compile(r"\{\{\s*(.*?)\s*\}\}")

SCORES = (1, 3, 5)
RUBRIC_DIMENSIONS = range(8, 11)
"""A rubric picks 8 to 10 of the 13 dimensions (C-39)."""
SECONDS = range(20, 301)
"""Expected seconds of an answer with its probes."""


def faults(catalogue: Catalogue) -> list[str]:
    """One line per fault, with the id it belongs to; empty when all is well."""
    return [
        *_twice("role kit", (kit.role_kit_id for kit in catalogue.role_kits)),
        *_twice("pattern", (pattern.pattern_id for pattern in catalogue.patterns)),
        *_twice("rubric", (rubric.rubric_id for rubric in catalogue.rubrics)),
        *_twice("exercise", (exercise.exercise_id for exercise in catalogue.exercises)),
        *_twice("case", (case.case_id for case in catalogue.cases)),
        *_twice("archetype", (archetype.archetype_id for archetype in catalogue.archetypes)),
        *_twice("company", (company.company_id for company in catalogue.companies)),
        *_twice("company name", (company.name for company in catalogue.companies)),
        *_twice("blueprint", (blueprint.blueprint_id for blueprint in catalogue.blueprints)),
        *_default_rubric(catalogue.rubrics),
        *(f for rubric in catalogue.rubrics for f in _rubric(rubric)),
        *(f for kit in catalogue.role_kits for f in _role_kit(kit, catalogue)),
        *(f for pattern in catalogue.patterns for f in _pattern(pattern, catalogue)),
        *task_faults.faults(catalogue),
        *company_faults.faults(catalogue),
    ]


def probe_texts(pattern: QuestionPattern) -> list[str]:
    """All probes of a pattern as they are written, in the order of the probe tree."""
    tree = pattern.probe_tree
    missing = [text for texts in tree.if_missing.values() for text in texts]
    return [*missing, *tree.if_vague, *tree.always, *tree.ordered]


def filled(pattern: QuestionPattern, text: str) -> str:
    """The text with every slot's default wording, or the example of a fact: as it will sound."""
    wordings = {**FACTS, **pattern.variables}
    return SLOT.sub(lambda slot: wordings.get(slot[1], slot[0]), text)


def needs_facts(pattern: QuestionPattern) -> bool:
    """Whether it is asked only when a fact of the résumé or the job is known."""
    return any(slot in FACTS for slot in SLOT.findall(pattern.template))


def _twice(what: str, ids: Iterable[str]) -> Iterator[str]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield f"{what} '{name}': the id is used {count} times"


def _default_rubric(rubrics: Iterable[Rubric]) -> Iterator[str]:
    defaults = [rubric.rubric_id for rubric in rubrics if rubric.is_default]
    if len(defaults) != 1:
        yield f"exactly one rubric must have is_default, not {', '.join(defaults) or 'none'}"


def _rubric(rubric: Rubric) -> Iterator[str]:
    where = f"rubric {rubric.rubric_id!r}"
    if len(rubric.dimensions) not in RUBRIC_DIMENSIONS:
        yield f"{where}: has {len(rubric.dimensions)} dimensions; 8 to 10 are allowed"
    yield from _twice(f"{where}: dimension", (d.dimension for d in rubric.dimensions))
    for dimension in rubric.dimensions:
        here = f"{where}: dimension '{dimension.dimension}'"
        if dimension.weight <= 0:
            yield f"{here}: the weight must be above 0"
        for level in Seniority:
            anchors = dimension.anchors.get(level, [])
            if tuple(anchor.score for anchor in anchors) != SCORES:
                yield f"{here}: {level} needs anchors for 1, 3 and 5"
            if any(not anchor.behaviour.strip() for anchor in anchors):
                yield f"{here}: {level} has an empty anchor"


def _role_kit(kit: RoleKit, catalogue: Catalogue) -> Iterator[str]:
    where = f"role kit {kit.role_kit_id!r}"
    if kit.default_rubric_id not in {rubric.rubric_id for rubric in catalogue.rubrics}:
        yield f"{where}: there is no rubric {kit.default_rubric_id!r}"
    if not any(p.role_category == kit.role_category for p in catalogue.patterns):
        yield f"{where}: there are no patterns for {kit.role_category!r}"
    if not kit.interview_types:
        yield f"{where}: needs at least one interview type"


def _pattern(pattern: QuestionPattern, catalogue: Catalogue) -> Iterator[str]:
    where = f"pattern {pattern.pattern_id!r}"
    categories = {kit.role_category for kit in catalogue.role_kits} | {ANY_ROLE}
    if pattern.role_category not in categories:
        yield f"{where}: no role kit has the category {pattern.role_category!r}"
    if not pattern.interview_types or not pattern.seniorities or not pattern.dimensions:
        yield f"{where}: interview types, seniorities and dimensions can't be empty"
    if pattern.seconds not in SECONDS:
        yield f"{where}: seconds must lie between {SECONDS.start} and {SECONDS.stop - 1}"
    tree = pattern.probe_tree
    for piece in pattern.expects:
        if not tree.if_missing.get(piece):
            yield f"{where}: expects '{piece}' but has no if_missing probe for it"
    for piece in tree.if_missing:
        if piece not in pattern.expects:
            yield f"{where}: has a probe for '{piece}' but doesn't expect it"
    texts = [pattern.template, *probe_texts(pattern)]
    if any(not text.strip() for text in texts):
        yield f"{where}: has an empty text"
    yield from _slots(pattern, texts)


def _slots(pattern: QuestionPattern, texts: list[str]) -> Iterator[str]:
    where = f"pattern {pattern.pattern_id!r}"
    used = {slot for text in texts for slot in SLOT.findall(text)}
    for slot in sorted(used - set(pattern.variables) - set(FACTS)):
        yield f"{where}: slot {{{{{slot}}}}} has no default wording"
    for slot in sorted(set(pattern.variables) - used):
        yield f"{where}: default wording for {slot!r}, but no text has that slot"
    for slot in sorted(set(pattern.variables) & set(FACTS)):
        yield f"{where}: {slot!r} is a fact and takes no default wording"
    for slot in sorted(used - set(SLOTS) - set(FACTS)):
        yield f"{where}: nobody can fill {{{{{slot}}}}}; use one of {', '.join([*SLOTS, *FACTS])}"
    if any("{" in SLOT.sub("", text) or "}" in SLOT.sub("", text) for text in texts):
        yield f"{where}: a slot is not closed; write {{{{name}}}}"
