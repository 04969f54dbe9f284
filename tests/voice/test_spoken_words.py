"""What was heard of a sentence, by the times of its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.ports import Word
from runtime.voice.script import Timeline, sentences_of
from runtime.voice.spoken_words import SpokenWords

pytestmark = pytest.mark.unit

TEXT = "Well, how did it go?"
WORDS = (
    Word(text="Well,", start_ms=0, end_ms=300),
    Word(text="how", start_ms=900, end_ms=1000),
    Word(text="did", start_ms=1000, end_ms=1100),
)
"""A long pause behind the first word: spread evenly, "how did" would have been heard in it."""


@pytest.mark.parametrize(
    ("position_ms", "heard"),
    [
        (0, ""),
        (149, ""),
        (151, "Well,"),
        (890, "Well,"),
        (960, "Well, how"),
        (1100, "Well, how did"),
        (1250, "Well, how did it"),
        (1400, TEXT),
    ],
)
def test_a_sentence_is_cut_by_word(position_ms: float, heard: str) -> None:
    spoken = SpokenWords(TEXT)
    spoken.add(WORDS)
    assert TEXT[: spoken.heard_chars(position_ms, 1400)] == heard


def test_words_that_are_not_in_the_text_are_passed_over() -> None:
    spoken = SpokenWords("It grew by 40 percent.")
    spoken.add(
        [
            Word(text="It", start_ms=0, end_ms=100),
            Word(text="grew", start_ms=100, end_ms=200),
            Word(text="by", start_ms=200, end_ms=300),
            Word(text="forty", start_ms=300, end_ms=500),
            Word(text="percent.", start_ms=500, end_ms=800),
        ]
    )
    assert spoken.heard_chars(450, 800) == len("It grew by")
    assert spoken.heard_chars(700, 800) == len("It grew by 40 percent.")


def test_a_timeline_uses_the_words_of_each_sentence() -> None:
    timeline = Timeline(sentences_of(f"Thank you. {TEXT}"))
    timeline.add(600)
    timeline.tell_words(1, WORDS)
    timeline.add(1400)
    heard = timeline.heard_chars(600 + 890)
    assert f"Thank you. {TEXT}"[:heard] == "Thank you. Well,"


@given(st.lists(st.floats(0, 2000), min_size=2, max_size=20))
def test_heard_text_only_grows(moments: list[float]) -> None:
    spoken = SpokenWords(TEXT)
    spoken.add(WORDS)
    heard = [spoken.heard_chars(moment, 1400) for moment in sorted(moments)]
    assert heard == sorted(heard)
    assert all(0 <= chars <= len(TEXT) for chars in heard)
