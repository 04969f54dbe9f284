"""The seed chooses, and chooses the same everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.interview.seed import mix, shuffled

pytestmark = pytest.mark.unit


def test_the_numbers_never_change() -> None:
    assert mix(0, "") == 17665956581633026203
    assert mix(7, "greeting") == 565999058620983015


@given(seed=st.integers(), items=st.lists(st.integers()))
def test_shuffling_keeps_every_item(seed: int, items: list[int]) -> None:
    assert sorted(shuffled(seed, "x", items)) == sorted(items)
    assert shuffled(seed, "x", items) == shuffled(seed, "x", items)


def test_seeds_and_names_give_different_orders() -> None:
    orders = {tuple(shuffled(seed, "x", range(6))) for seed in range(50)}
    assert len(orders) > 40
    assert shuffled(1, "x", range(20)) != shuffled(1, "y", range(20))


def test_every_item_comes_first_about_equally_often() -> None:
    first = [shuffled(seed, "x", range(4))[0] for seed in range(4000)]
    assert all(850 < first.count(item) < 1150 for item in range(4))
