"""The banks of candidates' sentences, and the weights that are fitted to two of them."""

import pytest

from load_tests.interviewer import fitting
from load_tests.interviewer.people import Bank, people, words
from runtime.interview.plan import Missing

pytestmark = pytest.mark.unit


def said(bank: Bank) -> set[str]:
    families = words(bank).pieces.values()
    return {one.text for pieces in families for listed in pieces.values() for one in listed}


def scene(holds: frozenset[Missing]) -> bool:
    return holds == {Missing.context}


@pytest.mark.parametrize("bank", list(Bank))
def test_every_family_of_a_bank_tells_every_piece(bank: Bank) -> None:
    assert {person.family for person in people()} == set(words(bank).pieces)
    for pieces in words(bank).pieces.values():
        assert set(pieces) == set(Missing)


def test_no_sentence_is_in_two_banks() -> None:
    tuning, held_out, fresh = (said(bank) for bank in Bank)
    assert not tuning & held_out
    assert not (tuning | held_out) & fresh


def test_nothing_is_fitted_to_the_bank_that_measures() -> None:
    assert Bank.fresh not in fitting.BANKS


def test_a_fit_finds_the_family_it_has_not_seen() -> None:
    """Fitted without one family, deeds of that family still weigh more than its scenes."""
    listed = fitting.examples(fitting.BANKS)
    action = fitting.fit([one for one in listed if one.family != "sales"], Missing.action)
    deeds = [
        one for one in listed if one.family == "sales" and Missing.action in one.sentence.holds
    ]
    scenes = [one for one in listed if one.family == "sales" and scene(one.sentence.holds)]
    assert sum(action.odds(one) > action.likely for one in deeds) >= 0.9 * len(deeds)
    assert sum(action.odds(one) > action.likely for one in scenes) <= 0.2 * len(scenes)
