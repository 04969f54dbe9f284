"""The shipped catalogue: enough of it, fit to be spoken, fair to candidates."""

import json
from collections import Counter

import msgspec
import pytest

from runtime.interview.catalogue import Seniority
from runtime.interview.plan import DimensionId, Patience, PhaseId
from runtime.roles.resolver import GENERAL_KIT
from seeds import coverage, spoken
from seeds.catalogue import TECHNICAL, Catalogue, store
from seeds.consistency import SCORES, filled, probe_texts
from storage.memory_catalogue import MemoryCatalogue

pytestmark = pytest.mark.unit

NAMED_ROLES = {"software_engineer", "sales_executive", "customer_support_specialist"}
REQUIRED_KITS = NAMED_ROLES | {"data_analyst", "marketing_associate"}
"""R-260."""


def test_has_the_demanded_quantities(catalogue: Catalogue) -> None:
    assert 18 <= len(catalogue.offered) <= 20
    assert {kit.role_kit_id for kit in catalogue.role_kits} >= REQUIRED_KITS
    assert [kit.role_kit_id for kit in catalogue.role_kits if not kit.is_active] == [GENERAL_KIT]
    assert len(catalogue.patterns) >= 120
    assert len(catalogue.rubrics) >= 4


@pytest.mark.parametrize("role_kit_id", sorted(NAMED_ROLES))
def test_a_named_role_has_its_own_questions(catalogue: Catalogue, role_kit_id: str) -> None:
    kit = next(kit for kit in catalogue.role_kits if kit.role_kit_id == role_kit_id)
    own = [p for p in catalogue.patterns if p.role_category == kit.role_category]
    assert len(own) >= 20
    assert {pattern.phase for pattern in own} == set(PhaseId)


def test_every_text_can_be_spoken(catalogue: Catalogue) -> None:
    assert spoken.warnings(catalogue) == []


def test_every_offered_interview_has_enough_to_ask_and_to_rate(catalogue: Catalogue) -> None:
    assert coverage.warnings(catalogue) == []


def test_every_question_has_a_full_probe_tree(catalogue: Catalogue) -> None:
    for pattern in catalogue.patterns:
        tree = pattern.probe_tree
        assert set(tree.if_missing) == set(pattern.expects), pattern.pattern_id
        assert len(tree.if_vague) >= 2, pattern.pattern_id
        assert 1 <= len(tree.always) <= 2, pattern.pattern_id
        assert tree.max_depth > len(tree.ordered), pattern.pattern_id


def test_no_two_texts_are_the_same(catalogue: Catalogue) -> None:
    texts = Counter(
        " ".join(spoken.words(filled(pattern, text)))
        for pattern in catalogue.patterns
        for text in (pattern.template, *probe_texts(pattern))
    )
    assert [text for text, count in texts.items() if count > 1] == []


def test_keywords_are_beginnings_of_spoken_words(catalogue: Catalogue) -> None:
    for pattern in catalogue.patterns:
        for keyword in pattern.keywords:
            assert spoken.words(keyword) == [keyword], (pattern.pattern_id, keyword)
        assert len(set(pattern.keywords)) == len(pattern.keywords), pattern.pattern_id
        assert sum(len(keyword) >= 4 for keyword in pattern.keywords) >= 8, pattern.pattern_id


def test_patience_fits_the_moment(catalogue: Catalogue) -> None:
    for pattern in catalogue.patterns:
        brief = pattern.phase in (PhaseId.intro, PhaseId.close)
        assert (pattern.patience is Patience.brief) is brief, pattern.pattern_id
        if pattern.phase is PhaseId.exercise:
            assert pattern.patience is Patience.long, pattern.pattern_id


def test_rubrics_tell_the_levels_apart(catalogue: Catalogue) -> None:
    for rubric in catalogue.rubrics:
        assert 8 <= len(rubric.dimensions) <= 10
        behaviours = Counter(
            anchor.behaviour
            for dimension in rubric.dimensions
            for level in Seniority
            for anchor in dimension.anchors[level]
        )
        assert len(behaviours) == len(rubric.dimensions) * len(Seniority) * len(SCORES)


def test_every_dimension_a_question_is_for_exists_in_some_rubric(catalogue: Catalogue) -> None:
    rated = {dimension.dimension for rubric in catalogue.rubrics for dimension in rubric.dimensions}
    asked = {dimension for pattern in catalogue.patterns for dimension in pattern.dimensions}
    assert asked <= rated <= set(DimensionId)


def test_only_technical_roles_offer_technical_interviews(catalogue: Catalogue) -> None:
    for kit in catalogue.role_kits:
        assert ("technical" in kit.interview_types) is (kit.role_category in TECHNICAL)


def test_answers_to_candidates_ask_nothing_and_promise_no_facts(catalogue: Catalogue) -> None:
    for kit in catalogue.role_kits:
        assert any("salary" in keywords for keywords in kit.candidate_faq)
        for answer in kit.candidate_faq.values():
            assert "?" not in answer
            assert not spoken.UNSPEAKABLE.search(answer), answer
            assert len(spoken.words(answer)) <= 45, answer


def test_survives_the_way_into_the_database(catalogue: Catalogue) -> None:
    again = msgspec.json.decode(msgspec.json.encode(catalogue), type=Catalogue)
    assert again == catalogue
    json.loads(msgspec.json.encode(catalogue))


async def test_storing_twice_is_storing_once(catalogue: Catalogue) -> None:
    stored = MemoryCatalogue()
    await store(catalogue, stored)
    await store(catalogue, stored)
    assert len(await stored.list_role_kits()) == len(catalogue.offered)
    assert await stored.rubric("sales") in catalogue.rubrics
    sales = await stored.patterns_for("sales")
    assert {p.pattern_id for p in sales} == {p.pattern_id for p in catalogue.patterns_for("sales")}
