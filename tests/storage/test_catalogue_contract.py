"""The catalogue's promises, over Postgres and its twin."""

import msgspec
import pytest

from runtime.errors import UnknownRole
from tests.storage.conftest import Record
from tests.storage.samples import ROLE_KIT, RUBRIC, pattern

pytestmark = pytest.mark.contract


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
