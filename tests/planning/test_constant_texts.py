"""What is computed beforehand is what plans consist of, to the letter."""

from collections.abc import Sequence

import msgspec
import pytest

from runtime.documents.job import read_job
from runtime.interview.planner import PlanRequest
from runtime.planning.constant_texts import constant_texts
from runtime.planning.generate import generate_plan
from runtime.planning.nearness import by_words
from runtime.planning.preparation import Library, Preparation
from tests.planning.jobs import JOBS
from tests.planning.measure import catalogue, kit_of, library
from tests.planning.people import resume

pytestmark = pytest.mark.unit

EVERYTHING = msgspec.structs.replace(
    library(kit_of("software_engineer")), patterns=tuple(catalogue().patterns)
)
MOST_NEW = 20
"""Questions that a fact fills and their own probes; such a plan has some 55 texts."""


def compared(kit_id: str, preparation: Preparation, **wishes: object) -> set[str]:
    """All texts that the making of a plan asks to be compared."""
    asked: set[str] = set()

    def likeness(texts: Sequence[str]) -> list[list[float]]:
        asked.update(texts)
        return by_words(texts)

    request = msgspec.convert({"seed": 3, "duration_s": 1800.0, **wishes}, PlanRequest)
    kit = kit_of(kit_id)
    generate_plan(kit, library(kit), request, preparation, likeness=likeness)
    return asked


@pytest.mark.parametrize("kit_id", [kit.role_kit_id for kit in catalogue().role_kits])
def test_few_texts_of_a_plan_are_new(kit_id: str) -> None:
    known = set(constant_texts(EVERYTHING, ("en",)))
    preparation = Preparation(resume=resume("engineer"), job=read_job(JOBS["swe"]))
    texts = compared(kit_id, preparation)
    assert len(texts) > 2 * MOST_NEW
    assert len(texts - known) <= MOST_NEW


def test_spanish_texts_are_among_them() -> None:
    english, both = (set(constant_texts(EVERYTHING, names)) for names in (("en",), ("en", "es")))
    known = both - english
    texts = compared("bilingual_support_agent", Preparation(), language="es")
    assert known & texts
    assert not english & texts


def test_no_slot_is_left_open_and_no_text_comes_twice() -> None:
    texts = constant_texts(EVERYTHING, ("en", "es"))
    assert len(texts) == len(set(texts)) > 1000
    assert not [text for text in texts if "{{" in text or "}}" in text]


def test_an_empty_library_has_none() -> None:
    assert constant_texts(Library(), ("en", "es")) == []
