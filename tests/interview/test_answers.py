"""The answer classifier on answers as a recogniser writes them, with and without punctuation."""

from pathlib import Path

import pytest

from runtime.interview import answers, pieces
from runtime.interview.actions import AnswerClass as A
from runtime.interview.answers import Listening
from runtime.interview.lexicon import flatten
from runtime.interview.plan import Missing

pytestmark = pytest.mark.unit

STORY = Listening(
    question="Tell me about a time you disagreed with a colleague about a technical decision.",
    topic="disagreement",
    keywords=("disagree", "colleague", "decision", "argue"),
    expects=(Missing.own_role, Missing.action, Missing.result, Missing.metric),
)
BUG = Listening(
    question="Tell me about the hardest bug you have tracked down.",
    topic="debugging",
    keywords=("bug", "crash", "error", "log", "race"),
    expects=(Missing.own_role, Missing.action, Missing.verification, Missing.result),
)
SALES = Listening(
    question="Walk me through a deal that you nearly lost and then won.",
    topic="saving a deal",
    keywords=("deal", "customer", "price", "close"),
    expects=(Missing.context, Missing.own_role, Missing.action, Missing.result, Missing.metric),
)
SUPPORT = Listening(
    question="How would you handle a caller who is angry because nobody called back?",
    topic="angry callers",
    keywords=("angry", "calm", "listen", "apolog"),
    expects=(Missing.action, Missing.verification),
)
METRIC = Listening(
    question="What did it change in numbers?",
    topic="caching",
    expects=(Missing.context, Missing.trade_off, Missing.metric),
    covered=(Missing.context, Missing.trade_off),
    seeks=Missing.metric,
)
ROLE = Listening(
    question="What was your own part in it?",
    topic="ownership",
    expects=(Missing.own_role, Missing.action),
    covered=(Missing.action,),
    seeks=Missing.own_role,
)
INTRO = Listening(question="What made you apply for this role?", topic="motivation", brief=True)
CLOSE = Listening(question="What would you like to ask me?", invites=True, brief=True)

QUESTIONS = {
    "story": STORY,
    "bug": BUG,
    "sales": SALES,
    "support": SUPPORT,
    "metric": METRIC,
    "role": ROLE,
    "intro": INTRO,
    "close": CLOSE,
}


def labelled() -> list[tuple[str, Listening, str]]:
    """(label, question, answer) of each line of the file beside this one."""
    lines = (Path(__file__).parent / "labelled_answers.txt").read_text().splitlines()
    rows = [line.split(" | ", 2) for line in lines if line and not line.startswith("#")]
    return [(label, QUESTIONS[question], text) for label, question, text in rows]


LABELLED = [(A(label), asked, text) for label, asked, text in labelled() if label != "content"]
CONTENT = [(asked, text) for label, asked, text in labelled() if label == "content"]


@pytest.mark.parametrize(("expected", "listening", "text"), LABELLED)
def test_answer_is_classed(expected: A, listening: Listening, text: str) -> None:
    assert answers.assess(text, listening).answer_class is expected


@pytest.mark.parametrize(("listening", "text"), CONTENT)
def test_words_of_a_request_inside_an_answer_do_not_make_it_one(
    listening: Listening, text: str
) -> None:
    assert answers.assess(text, listening).answer_class in (A.strong, A.weak)


def test_there_are_examples_of_every_class() -> None:
    assert {expected for expected, _, _ in LABELLED} == set(A)
    assert len(LABELLED) >= 60


def test_class_does_not_depend_on_punctuation_or_capitals() -> None:
    for expected, listening, text in LABELLED:
        bare = "".join(c for c in text.lower() if c.isalnum() or c in " '")
        if expected in (A.candidate_question, A.empty) or not bare.strip():
            continue
        assert answers.assess(bare, listening).answer_class is expected, text


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("At my last company we had a nightly import", {Missing.context}),
        ("I was responsible for the rollout", {Missing.own_role}),
        (
            "I profiled it, found the slow loop and rewrote it",
            {Missing.own_role, Missing.action, Missing.verification},
        ),
        ("in the end the customer renewed", {Missing.result}),
        ("it was down to 3 seconds", {Missing.metric}),
        (
            "we chose the slower one over the risky one because downtime was worse",
            {Missing.trade_off},
        ),
        ("then we measured it again on the dashboard", {Missing.verification}),
    ],
)
def test_pieces_are_found(text: str, held: set[Missing]) -> None:
    assert held <= pieces.pieces(flatten(text))


def test_we_alone_is_not_an_own_role() -> None:
    text = "We built the importer and we tested it and we rolled it out to all our customers"
    assert Missing.own_role not in pieces.pieces(flatten(text))


def test_earlier_answers_count() -> None:
    first = answers.assess("I argued with a colleague and I wrote a document", STORY)
    assert Missing.result in first.missing
    again = Listening(question="How did it end?", expects=STORY.expects, covered=(Missing.result,))
    assert Missing.result not in answers.assess("I told you", again).missing


def test_numbers_and_tools_are_kept_as_said() -> None:
    found = answers.assess("We cut it from 900 to 200 ms with Redis and postgres, by 78%.", STORY)
    assert found.tools == ("redis", "postgres")
    assert found.numbers == ("900", "200 ms", "78 percent")


def test_a_pronoun_is_not_a_number() -> None:
    assert pieces.numbers("that was one of them") == ()
