"""Text from outside keeps every alphabet and loses what could not be stored or would mislead."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.text import clean_text

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "Ich führte das Team",
        "私はチームを率いました",
        "أنا قدت الفريق",
        "ความเร็ว",
        "👩🏽‍💻 wrote it",
        "a\tb\nc",
    ],
)
def test_every_alphabet_passes(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\0b", "ab"),
        ("\x1b[31mred\x07", "[31mred"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\u202eevil\u2066", "evil"),
        ("cafe\u0301", "café"),
        ("  \n ", ""),
        ("\ud800", ""),
    ],
)
def test_controls_and_odd_forms_are_cleaned(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@given(st.text(st.characters()))
def test_cleaned_text_can_be_stored_and_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode()
    assert "\0" not in cleaned
    assert clean_text(cleaned) == cleaned
