"""The yardstick of recognition must itself be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from load_tests.wer import word_errors, words

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("said", "recognised", "errors", "count"),
    [
        ("I led the team", "I led the team.", 0, 4),
        ("It dropped by forty percent", "it dropped by 40%", 0, 5),
        ("one two three", "one three", 1, 3),
        ("one two", "one and two", 1, 2),
        ("I led it", "you let it", 2, 3),
        ("", "noise", 1, 0),
        ("gone", "", 1, 1),
    ],
)
def test_word_errors(said: str, recognised: str, errors: int, count: int) -> None:
    assert word_errors(said, recognised) == (errors, count)


@given(st.text(), st.text())
def test_errors_are_bounded_and_zero_for_the_same(said: str, recognised: str) -> None:
    assert word_errors(said, said)[0] == 0
    errors, _ = word_errors(said, recognised)
    assert errors <= max(len(words(said)), len(words(recognised)))
