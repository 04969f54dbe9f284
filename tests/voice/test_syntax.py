"""Ends of sentences as a table."""

import pytest

from runtime.voice.syntax import Tail, tail_of, words_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Tail.none),
        ("...", Tail.none),
        ("Yes.", Tail.short),
        ("No, thank you.", Tail.short),
        ("Yes, I do.", Tail.closed),
        ("I worked on the.", Tail.hanging),
        ("We had to choose between", Tail.hanging),
        ("and then, um", Tail.hanging),
        ("We moved it and -", Tail.hanging),
        ("Next time I would.", Tail.hanging),
        ("We went as fast as we could.", Tail.loose),
        ("They wanted", Tail.loose),
        ("First I looked at the logs,", Tail.loose),
        ("About twenty", Tail.loose),
        ("The release was in May.", Tail.closed),
        ("That is what I would do.", Tail.closed),
        ("We have had no problems so far.", Tail.closed),
        ("I had never seen anything like that.", Tail.closed),
        ("Let me see.", Tail.thinking),
        ("Okay, good question.", Tail.thinking),
        ("What do you mean by that?", Tail.asking),
        ("Sorry, could you repeat that?", Tail.asking),
        ("Give me a moment, please.", Tail.asking),
        ("Hmm, I need a minute to think about that.", Tail.asking),
        ("Please repeat the question.", Tail.asking),
        ("It restarts in a minute.", Tail.closed),
        ("We had no idea. What caused it?", Tail.closed),
    ],
)
def test_tails(text: str, expected: Tail) -> None:
    assert tail_of(text) is expected


def test_words_keep_their_apostrophes_and_numbers() -> None:
    assert words_of("I’ve cut 3.5% — really!") == ["i've", "cut", "3.5", "really"]
