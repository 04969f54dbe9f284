"""Whether a sentence is whole, by the shape of its last words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.voice.completeness import LIMIT, completeness, features

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("begun", "whole"),
    [
        ("The neighbours asked for a.", "The neighbours asked for a meeting."),
        ("I moved the cables and the", "I moved the cables and the printer."),
        ("She drove to the office because the", "She drove to the office because it was late."),
        ("The farmers did not.", "The farmers did not trust it."),
        ("I live near", "I live near Bristol."),
        ("We had about four thousand", "We had about four thousand visitors a day."),
    ],
)
def test_a_begun_sentence_is_told_from_a_whole_one(begun: str, whole: str) -> None:
    assert completeness([begun]) < 0.0
    assert completeness([begun]) < completeness([whole]) - 1.0


def test_what_follows_a_pause_inside_a_sentence_completes_it() -> None:
    """Alone, the last segment is no sentence; the recogniser makes it look like one."""
    joined = completeness(["The old team had left without.", "Any notes."])
    assert joined > completeness(["Any notes."])
    assert joined > completeness(["The old team had left without."])


@given(st.lists(st.text(max_size=200), max_size=6))
def test_any_text_has_bounded_odds(segments: list[str]) -> None:
    assert -LIMIT <= completeness(segments) <= LIMIT


def test_nothing_said_tells_nothing() -> None:
    assert completeness([]) == completeness([""]) == 0.0
    assert features("...") == set()
