"""The catalogue's promises, over Postgres and its twin."""

from uuid import uuid4

import msgspec
import pytest

from runtime.errors import Conflict, InvalidContent, UnknownCompany, UnknownRole, UnknownTask
from runtime.interview.catalogue import PatternType, Seniority
from runtime.interview.tasks import Activity
from runtime.roles.resolver import GENERAL_KIT
from seeds.catalogue import store
from seeds.load import load
from tests.storage.catalogue_samples import ARCHETYPE, blueprint, case, company, exercise
from tests.storage.conftest import Record
from tests.storage.samples import ROLE_KIT, RUBRIC, pattern

pytestmark = pytest.mark.contract

NOTHING: dict[str, list[str]] = {
    noun: [] for noun in ("role_kits", "patterns", "blueprints", "exercises", "cases")
}
"""What seed files that hold nothing keep."""


async def test_rows_come_back_as_they_were_written(kept: Record) -> None:
    assert await kept.catalogue.rubric(RUBRIC.rubric_id) == RUBRIC
    assert await kept.catalogue.role_kit(ROLE_KIT.role_kit_id) == ROLE_KIT


async def test_writing_again_replaces(kept: Record) -> None:
    renamed = msgspec.structs.replace(ROLE_KIT, name="Backend developer")
    await kept.catalogue.upsert_role_kits([renamed])
    assert await kept.catalogue.role_kit(ROLE_KIT.role_kit_id) == renamed
    rubric = msgspec.structs.replace(RUBRIC, dimensions=RUBRIC.dimensions[:1])
    await kept.catalogue.upsert_rubrics([rubric])
    assert await kept.catalogue.rubric(RUBRIC.rubric_id) == rubric


async def test_only_active_kits_are_listed(kept: Record) -> None:
    retired = msgspec.structs.replace(ROLE_KIT, role_kit_id="retired", is_active=False)
    await kept.catalogue.upsert_role_kits([retired])
    assert await kept.catalogue.list_role_kits() == [ROLE_KIT]
    assert await kept.catalogue.role_kit("retired") == retired


async def test_patterns_are_those_of_the_category_and_of_any(kept: Record) -> None:
    patterns = [
        pattern("p3", role_category="any"),
        pattern("p1"),
        pattern("p2", role_category="sales"),
    ]
    await kept.catalogue.upsert_patterns(patterns)
    assert await kept.catalogue.patterns_for("swe") == [patterns[1], patterns[0]]
    assert await kept.catalogue.patterns_for("support") == [patterns[0]]


async def test_unknown_ids_are_refused(kept: Record) -> None:
    with pytest.raises(UnknownRole):
        await kept.catalogue.role_kit("nobody")
    with pytest.raises(UnknownRole):
        await kept.catalogue.rubric("nothing")


async def test_writing_nothing_is_harmless(kept: Record) -> None:
    await kept.catalogue.upsert_rubrics([])
    await kept.catalogue.upsert_role_kits([])
    await kept.catalogue.upsert_patterns([])


async def test_patterns_are_found_by_every_filter(kept: Record) -> None:
    await kept.catalogue.retire_others(NOTHING)
    scraped = msgspec.structs.replace(
        pattern("p1"), source_type="scraped", pattern_type=PatternType.scenario
    )
    await kept.catalogue.upsert_patterns([pattern("p3", role_category="any"), scraped])

    async def found(**filters: str) -> list[str]:
        return [row.pattern_id for row in await kept.catalogue.patterns(**filters)]

    assert await found() == ["p1", "p3"]
    assert await found(role_category="swe") == ["p1"]
    assert await found(pattern_type="behavioral") == ["p3"]
    assert await found(interview_type="technical") == ["p1", "p3"]
    assert await found(interview_type="hr") == []
    assert await found(source_type="scraped", role_category="swe") == ["p1"]


async def test_an_added_pattern_outlives_the_next_loading(kept: Record) -> None:
    await kept.catalogue.upsert_patterns([pattern("seeded")])
    added = await kept.catalogue.add_pattern(pattern(f"added-{uuid4()}"), source_ref="run 1")
    with pytest.raises(Conflict):
        await kept.catalogue.add_pattern(added)
    with pytest.raises(Conflict):
        await kept.catalogue.add_pattern(pattern("seeded"))
    await kept.catalogue.retire_others(NOTHING)
    assert await kept.catalogue.patterns() == [added]
    await kept.catalogue.upsert_patterns([added])  # it became one of the seed files'
    await kept.catalogue.retire_others(NOTHING)
    assert await kept.catalogue.patterns() == []


async def test_companies_with_their_archetypes_and_blueprints(kept: Record) -> None:
    await kept.catalogue.upsert_archetypes([ARCHETYPE])
    acme, zenith = company("acme", "acme Corp"), company("zenith", "Zenith")
    await kept.catalogue.upsert_companies([zenith, acme])
    senior = blueprint("b1", "acme", Seniority.senior)
    mid = blueprint("b2", "acme")
    await kept.catalogue.upsert_blueprints([mid, senior])
    assert await kept.catalogue.companies() == [acme, zenith]
    assert await kept.catalogue.company("zenith") == zenith
    assert await kept.catalogue.company_named("  ACME   corp ") == acme
    assert await kept.catalogue.company_named("Nowhere\0") is None
    assert await kept.catalogue.archetype("startup") == ARCHETYPE
    assert await kept.catalogue.blueprint("acme", "swe", Seniority.mid) == mid
    assert await kept.catalogue.blueprint("acme", "swe", Seniority.entry) == senior
    assert await kept.catalogue.blueprint("acme", "sales", Seniority.mid) is None
    assert await kept.catalogue.blueprint("zenith", "swe", Seniority.mid) is None


async def test_exercises_and_cases(kept: Record) -> None:
    debug, modify = exercise("e2"), exercise("e1", activity=Activity.modify)
    await kept.catalogue.upsert_exercises([debug, modify])
    await kept.catalogue.upsert_cases([case("c1")])
    assert await kept.catalogue.exercises() == [modify, debug]
    assert await kept.catalogue.exercises(role_category="swe", activity=Activity.debug) == [debug]
    assert await kept.catalogue.exercises(role_category="sales") == []
    assert await kept.catalogue.cases(role_category="swe") == [case("c1")]
    assert await kept.catalogue.cases(role_category="sales") == []
    assert await kept.catalogue.case("c1") == case("c1")


async def test_what_is_gone_from_the_seed_files_is_out_of_use(kept: Record) -> None:
    await kept.catalogue.upsert_exercises([exercise("e1"), exercise("e2")])
    await kept.catalogue.upsert_cases([case("c1")])
    await kept.catalogue.upsert_patterns([pattern("p1"), pattern("p2")])
    await kept.catalogue.retire_others({**NOTHING, "exercises": ["e2"], "patterns": ["p2"]})
    assert [row.exercise_id for row in await kept.catalogue.exercises()] == ["e2"]
    assert [row.pattern_id for row in await kept.catalogue.patterns()] == ["p2"]
    assert await kept.catalogue.list_role_kits() == []
    assert not (await kept.catalogue.exercise("e1")).is_active
    assert not (await kept.catalogue.case("c1")).is_active
    assert not (await kept.catalogue.role_kit(ROLE_KIT.role_kit_id)).is_active


async def test_rows_that_refer_to_nothing_are_refused(kept: Record) -> None:
    stray = "no-such-kit"
    with pytest.raises(InvalidContent):
        await kept.catalogue.upsert_exercises(
            [msgspec.structs.replace(exercise("stray"), role_kit_id=stray)]
        )
    with pytest.raises(InvalidContent):
        await kept.catalogue.upsert_cases(
            [msgspec.structs.replace(case("stray"), role_kit_id=stray)]
        )
    with pytest.raises(InvalidContent):
        await kept.catalogue.upsert_companies(
            [msgspec.structs.replace(company("stray", "Stray"), archetype="no-such-archetype")]
        )
    with pytest.raises(InvalidContent):
        await kept.catalogue.upsert_blueprints([blueprint("stray", "no-such-company")])
    with pytest.raises(UnknownTask):
        await kept.catalogue.exercise("stray")


async def test_unknown_companies_and_tasks(kept: Record) -> None:
    for nobody in ("nobody", ""):
        with pytest.raises(UnknownCompany):
            await kept.catalogue.company(nobody)
        with pytest.raises(UnknownCompany):
            await kept.catalogue.archetype(nobody)
        with pytest.raises(UnknownTask):
            await kept.catalogue.exercise(nobody)
        with pytest.raises(UnknownTask):
            await kept.catalogue.case(nobody)


async def test_which_seed_files_were_loaded_is_remembered(kept: Record) -> None:
    await kept.catalogue.mark("one")
    assert await kept.catalogue.has("one")
    await kept.catalogue.mark("two")
    assert (await kept.catalogue.has("one"), await kept.catalogue.has("two")) == (False, True)


async def test_the_whole_catalogue_of_the_seed_files_twice_is_once(kept: Record) -> None:
    seeds = load()
    for _ in range(2):
        await store(seeds, kept.catalogue)
        assert await kept.catalogue.patterns() == list(seeds.patterns)
        assert await kept.catalogue.exercises() == list(seeds.exercises)
        assert await kept.catalogue.cases() == list(seeds.cases)
        kits = await kept.catalogue.list_role_kits()
        assert sorted(kits, key=lambda kit: kit.role_kit_id) == list(seeds.offered)
        assert await kept.catalogue.role_kit(GENERAL_KIT) in seeds.role_kits
        companies = {row.company_id: row for row in await kept.catalogue.companies()}
        assert [companies[row.company_id] for row in seeds.companies] == list(seeds.companies)
        for wanted in seeds.blueprints:
            found = await kept.catalogue.blueprint(
                wanted.company_id, wanted.role_category, wanted.seniority
            )
            assert found == wanted
        for archetype in seeds.archetypes:
            assert await kept.catalogue.archetype(archetype.archetype_id) == archetype
        for rubric in seeds.rubrics:
            assert await kept.catalogue.rubric(rubric.rubric_id) == rubric
