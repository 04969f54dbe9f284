"""What small signs say together, where no pattern knows the words."""

import pytest

from runtime.interview import answers, pieces
from runtime.interview.actions import AnswerClass
from runtime.interview.english_weights import WEIGHTS
from runtime.interview.languages import ENGLISH, SPANISH
from runtime.interview.lexicon import flatten, sentences
from runtime.interview.plan import Missing
from runtime.interview.weighing import Weights, odds, signs, table

pytestmark = pytest.mark.unit

SMALL = Weights(
    base={Missing.action: -10, Missing.result: -20},
    told={Missing.action: 10, Missing.result: 10},
    signs=table({Missing.action: "i:10 i+-ed:15", Missing.result: "now:30 #:5 i:-10"}),
    past=frozenset({"wrote"}),
    numbers=frozenset({"nine"}),
)


def told(text: str) -> tuple[frozenset[Missing], frozenset[Missing]]:
    return pieces.told(flatten(text), ENGLISH, sentences(text))


def test_figures_past_forms_and_ing_forms_are_one_kind_each() -> None:
    found = signs("i wrote nine tests and 20 were passing before lunchtime", SMALL)
    assert {"^+i", "i", "i+-ed", "-ed", "-ed+#", "#", "-ing", "luncht"} <= found
    assert "wrote" not in found


def test_a_piece_is_told_by_the_statement_that_says_most_of_it() -> None:
    found = odds(["i wrote it", "now it is nine"], SMALL)
    assert found[Missing.action] == 15
    assert found[Missing.result] == 15


def test_without_a_statement_nothing_is_likely() -> None:
    assert max(odds([], WEIGHTS).values()) <= 0
    assert told("") == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("text", "held", "lacking"),
    [
        (
            "The bakery had four ovens and the oldest of them had been failing every morning.",
            {Missing.context},
            {Missing.action, Missing.own_role},
        ),
        (
            "I took the oven apart, cleaned the burners and swapped the thermostat.",
            {Missing.action, Missing.own_role},
            {Missing.metric, Missing.trade_off},
        ),
        (
            "The number of burnt trays went from thirty a week to four.",
            {Missing.metric, Missing.result},
            {Missing.action, Missing.trade_off},
        ),
        (
            "Since then nobody has complained, and the baker orders from us again.",
            {Missing.result},
            {Missing.metric, Missing.action},
        ),
    ],
)
def test_what_is_told_and_what_is_surely_missing(
    text: str, held: set[Missing], lacking: set[Missing]
) -> None:
    seen, likely = told(text)
    assert held <= seen
    assert not lacking & likely


def test_nobody_tells_their_own_part_without_a_word_of_themselves() -> None:
    text = "The others planned the rollout and then the vendor installed the new ovens."
    assert Missing.own_role not in told(text)[1]


def test_to_repeat_the_question_tells_no_more_than_patterns_see() -> None:
    question, text = (
        "Which of the old ovens was failing?",
        "So, about one of the old failing ovens.",
    )
    flat, parts = flatten(text), sentences(text)
    _, likely = pieces.told(flat, ENGLISH, parts, flatten(question))
    assert likely == pieces.pieces(flat, ENGLISH, parts)


def test_a_language_without_weights_believes_its_patterns() -> None:
    text = "Al final el cliente renovó el contrato."
    seen, likely = pieces.told(flatten(text), SPANISH, sentences(text))
    assert seen == likely == pieces.pieces(flatten(text), SPANISH, sentences(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'm bound by contract there, so I'd rather not say.", AnswerClass.declined),
        ("What a waste of time, you stupid machine.", AnswerClass.hostile),
        ("It went okay, we all did our jobs.", AnswerClass.vague),
    ],
)
def test_a_refusal_anger_or_few_words_tell_no_piece(text: str, kind: AnswerClass) -> None:
    expects = (Missing.context, Missing.own_role, Missing.result)
    assessment = answers.assess(text, answers.Listening(question="How was it?", expects=expects))
    assert assessment.answer_class is kind
    assert assessment.missing == expects
    assert assessment.doubtful == ()
