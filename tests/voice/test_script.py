"""Sentences of an utterance, and which characters were heard at a moment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.voice.script import LONGEST_CHARS, Timeline, heard_chars, sentences_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Hello there. How are you?", ["Hello there.", "How are you?"]),
        ("Thank you", ["Thank you"]),
        ("You cut costs by 3.5 percent. How?", ["You cut costs by 3.5 percent.", "How?"]),
        ("Meet Dr. Smith. He leads.", ["Meet Dr. Smith.", "He leads."]),
        ("Use a queue, e.g. Kafka. Why?", ["Use a queue, e.g. Kafka.", "Why?"]),
        ("J. Doe said so.", ["J. Doe said so."]),
        ("So did I. And you?", ["So did I.", "And you?"]),
        ("We met at 5 p.m. Then we left.", ["We met at 5 p.m.", "Then we left."]),
        ("No. 5 is free.", ["No. 5 is free."]),
        ("No. I mean yes.", ["No.", "I mean yes."]),
        ('She said "Go." Then she left.', ['She said "Go."', "Then she left."]),
        ("Well... maybe.", ["Well...", "maybe."]),
        ("Really?! Yes!", ["Really?!", "Yes!"]),
        ("  spaces   around.  And  ", ["spaces   around.", "And"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_splitting(text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in sentences_of(text)] == sentences


@given(st.text(alphabet=st.sampled_from("ab .?!,\n1é\"'"), max_size=600))
def test_sentences_are_the_text_and_short_enough(text: str) -> None:
    sentences = sentences_of(text)
    assert "".join(s.text for s in sentences).split() == text.split() or "".join(
        "".join(s.text.split()) for s in sentences
    ) == "".join(text.split())
    for sentence in sentences:
        assert text[sentence.begins : sentence.ends] == sentence.text
        assert 0 < len(sentence.text) <= LONGEST_CHARS


@pytest.mark.parametrize(
    ("share", "heard"),
    [
        (0.0, ""),
        (0.05, ""),
        (0.15, "Hello"),
        (0.5, "Hello there"),
        (0.55, "Hello there"),
        (0.999, "Hello there my friend."),
        (1.0, "Hello there my friend."),
    ],
)
def test_heard_text_ends_at_a_word(share: float, heard: str) -> None:
    [sentence] = sentences_of("Hello there my friend.")
    assert sentence.text[: heard_chars(sentence, share)] == heard


def timeline(text: str, *durations_ms: float) -> Timeline:
    made = Timeline(sentences_of(text))
    for duration_ms in durations_ms:
        made.add(duration_ms)
    return made


def test_positions_run_over_sentences() -> None:
    text = "Hello there. How are you?"
    made = timeline(text, 1000, 1500)
    heard = [text[: made.heard_chars(at)] for at in (0, 500, 1000, 1100, 1800, 2500, 9000)]
    assert heard == [
        "",
        "Hello",
        "Hello there.",
        "Hello there.",
        "Hello there. How are",
        text,
        text,
    ]


def test_a_sentence_still_in_synthesis_is_estimated() -> None:
    text = "Hello there. How are you doing today my dear friend?"
    made = timeline(text, 1000)
    assert made.heard_chars(1000) == len("Hello there.")
    assert len("Hello there.") < made.heard_chars(2500) < len(text)


@given(st.lists(st.floats(1, 5000), min_size=3, max_size=3), st.lists(st.floats(0, 20_000)))
def test_heard_text_only_grows(durations_ms: list[float], moments: list[float]) -> None:
    text = "First we talk. Then, after a while, we think about it! Shall we?"
    made = timeline(text, *durations_ms)
    heard = [made.heard_chars(at) for at in sorted(moments)]
    assert heard == sorted(heard)
    assert all(0 <= chars <= len(text) for chars in heard)
