"""The example interviews: what stands in the documents, and whose answers are written."""

import re
from pathlib import Path

import pytest

from load_tests.interviewer.examples.person import (
    PEOPLE,
    UnwrittenAnswer,
    WrittenCandidate,
    person,
)
from runtime.interview.actions import Directive, Intent
from runtime.interview.plan import Style
from tests.roles.test_interview_engine_job_context import CODING

pytestmark = pytest.mark.unit

FOLDER = Path(__file__).parents[2] / "docs" / "examples"
_TURN = re.compile(r"^\*\*(\w+)\*\* `(\d+):(\d\d)` (.+)$", re.MULTILINE)
NON_TECHNICAL = ("sales", "support")


def turns(name: str) -> list[tuple[str, int, str]]:
    """(who, session second, words) of the document's transcript."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    return [
        (who, 60 * int(minutes) + int(seconds), said)
        for who, minutes, seconds, said in _TURN.findall(text)
    ]


@pytest.mark.parametrize("name", PEOPLE)
def test_the_transcript_is_whole(name: str) -> None:
    told = turns(name)
    assert len(told) > 30
    assert [at for _, at, _ in told] == sorted(at for _, at, _ in told)
    assert told[-1][0] == "Vera"
    assert "Goodbye" in told[-1][2]
    assert told[-1][1] < 60 * person(name).minutes


@pytest.mark.parametrize("name", PEOPLE)
def test_the_interviewer_asks_one_thing_at_a_time_and_nothing_twice(name: str) -> None:
    said = [words for who, _, words in turns(name) if who == "Vera"]
    assert all(words.count("?") <= 1 for words in said)
    assert not [words for words in said if "{{" in words or "None" in words]
    asked = [re.split(r"(?<=[.!?])\s", words.partition(" *(")[0])[-1] for words in said]
    questions = [one for one in asked if one.endswith("?")]
    assert len(questions) == len(set(questions))


@pytest.mark.parametrize("name", NON_TECHNICAL)
def test_nobody_in_sales_or_support_is_asked_about_code(name: str) -> None:
    said = " ".join(words for who, _, words in turns(name) if who == "Vera")
    assert CODING.findall(said) == []


@pytest.mark.parametrize("name", PEOPLE)
def test_the_answers_are_the_written_ones(name: str) -> None:
    someone = person(name)
    written = {" ".join(answer.says.split()) for answer in someone.answers}
    first = someone.name.split()[0]
    said = [words for who, _, words in turns(name) if who == first]
    assert said
    assert set(said) <= written


@pytest.mark.parametrize("name", PEOPLE)
def test_strengths_and_risks_quote_the_candidate(name: str) -> None:
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    report = text[text.index("## The report") :]
    quotes = re.findall(r"^- .+“(.+)”$", report, re.MULTILINE)
    said = " ".join(words for who, _, words in turns(name) if who != "Vera")
    assert quotes
    assert all(quote in said for quote in quotes)


def directive(text: str, intent: Intent = Intent.ask) -> Directive:
    return Directive(intent=intent, text=text, question=text, style=Style.neutral)


def test_each_answer_is_given_once_and_to_its_question() -> None:
    candidate = WrittenCandidate(person("support").answers)
    asked = directive("Think of it. Tell me about a time you let a customer down.")
    assert "refund for his mother's flight" in candidate.answer(asked).text
    with pytest.raises(UnwrittenAnswer, match="let a customer down"):
        candidate.answer(asked)
    assert candidate.answer(directive("Goodbye.", Intent.close)).text == ""
