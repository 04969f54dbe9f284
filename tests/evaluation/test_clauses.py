"""Cutting a candidate's words into clauses keeps every offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.clauses import clauses, composed, fold, stems, words

pytestmark = pytest.mark.unit


@given(st.text())
def test_folding_never_moves_a_character(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="ab ,.!?;:\n—-éİ’'1", max_size=80))
def test_a_clause_stands_where_it_says(text: str) -> None:
    end = 0
    for clause in clauses(text):
        assert clause.start >= end
        assert fold(text)[clause.start : clause.end] == clause.folded
        assert clause.folded == clause.folded.strip()
        end = clause.end


def test_sentences_are_clauses() -> None:
    text = "I built it. Then it broke! Why? Nobody knew; we looked."
    assert [text[c.start : c.end] for c in clauses(text)] == [
        "I built it",
        "Then it broke",
        "Why",
        "Nobody knew",
        "we looked",
    ]


def test_speech_without_full_stops_is_cut_at_its_connectives() -> None:
    text = (
        "so first i looked at the logs of the service and then i called the customer to ask when"
        " it began because the graph only showed the last hour and nobody had told us about it"
    )
    assert len(clauses(text)) >= 3


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("I, um, built it", "i built it"),
        ("I uh built it", "i built it"),
        ("You know, we sort of won", "we sort of won"),
        ("It was, like, done", "it was done"),
        ("the umbrella term", "the umbrella term"),
        ("I like ham", "i like ham"),
    ],
)
def test_filler_sounds_are_blanked_out_and_words_are_kept(said: str, read: str) -> None:
    assert fold(said).split() == read.split()


def test_decimal_points_percentages_and_joined_words_are_one_word() -> None:
    text = "p95 fell 12.5% on state-of-the-art boxes, don’t ask"
    assert [word.group() for word in words(text)] == [
        "p95",
        "fell",
        "12.5%",
        "on",
        "state-of-the-art",
        "boxes",
        "don’t",
        "ask",
    ]


def test_stems_join_the_forms_of_a_word_and_leave_out_what_carries_none() -> None:
    assert stems("I measured the measures") == stems("measuring") == {"measur"}


def test_composed_joins_a_letter_and_its_accent() -> None:
    assert composed("cafe\u0301") == "caf\u00e9"
