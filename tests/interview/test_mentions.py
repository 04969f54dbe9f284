"""Which expected things a text names."""

import pytest

from runtime.interview import mentions, reveals

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "expected", "held"),
    [
        ("The generator is used up after a single pass, that's why.",
         "says that a generator is exhausted after one pass", True),
        ("A default argument is evaluated only once, when the function is defined.",
         "says when a default value is evaluated", True),
        ("I would try an empty list.", "a list with nothing in it", True),
        ("What if the list is empty?", "an empty list", True),
        ("What about zero attempts?", "zero attempts", True),
        ("Two threads could do that at once.", "two threads at once", True),
        ("I like the colour of the screen.", "zero attempts", False),
        ("The loop runs three times.", "raises the last error itself, not a new vague one", False),
        ("The third attempt fails.", "zero attempts", False),
        ("It sorts them first.", "sees why sorting by start is enough", False),
    ],
)  # fmt: skip
def test_an_expectation_is_named(text: str, expected: str, held: bool) -> None:
    assert bool(mentions.named(text, [expected])) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("It's linear in the number of orders.", True),
        ("that's o of n squared", True),
        ("it's O(n log n) because of the sort", True),
        ("One pass over the list, constant memory.", True),
        ("It returns none in the end.", False),
    ],
)
def test_cost_is_named(text: str, held: bool) -> None:
    assert mentions.names_complexity(text) is held


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("How many customers come back?", 1),
        ("okay so what does it cost to acquire a customer", 1),
        ("I'd like to know how big the market is.", 1),
        ("Do we have any data on prices? And where do they live?", 2),
        ("What I would do first is compare the groups.", 0),
        ("When prices rise, people leave.", 0),
        ("I think the mix has changed, because friends come back more often.", 0),
        ("First I would stop the vouchers.", 0),
    ],
)
def test_questions_are_told_from_thoughts(text: str, questions: int) -> None:
    assert len(reveals.split(text)[0]) == questions
