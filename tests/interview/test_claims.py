"""The claim ledger: what is read, and which pairs can't both be true."""

import pytest

from runtime.interview import claims, quantities
from runtime.interview.contradictions import contradiction
from runtime.interview.plan import Claim, Question
from tests.interview.kits import plan

pytestmark = pytest.mark.unit

ROLE_SKILLS = plan(seed=1).phases[1].questions
HERE, THERE = ROLE_SKILLS[0], ROLE_SKILLS[1]


def said(text: str, turn: str, question: Question = HERE) -> tuple[Claim, ...]:
    return claims.extract(text, turn_id=turn, question=question)


@pytest.mark.parametrize(
    ("text", "subject", "value", "quote"),
    [
        (
            "I have five years of Python, mostly.",
            "tool:python",
            "60 months",
            "five years of Python",
        ),
        (
            "i used kafka for about 18 months",
            "tool:kafka",
            "18 months",
            "kafka for about 18 months",
        ),
        ("I've never really used Redis.", "tool:redis", "never", "I've never really used Redis"),
        (
            "We reduced latency by 40%.",
            "metric:latency@{q}",
            "40 percent",
            "reduced latency by 40%",
        ),
        (
            "errors dropped by ninety percent",
            "metric:error@{q}",
            "90 percent",
            "errors dropped by ninety percent",
        ),
        ("I led the migration.", "role@{q}", "led", "I led the migration"),
        ("I just helped out.", "role@{q}", "helped", "I just helped out"),
        ("It was a team of twelve.", "team@{q}", "12 people", "team of twelve"),
    ],
)
def test_claims_are_read_with_the_candidates_words(
    text: str, subject: str, value: str, quote: str
) -> None:
    found = said(text, "t0002")
    expected = Claim(
        subject=subject.format(q=HERE.question_id), value=value, quote=quote, source="t0002"
    )
    assert expected in found
    assert quote in text


@pytest.mark.parametrize(
    "text",
    [
        "I spent two years at a bank.",
        "I used Python for two years at my last company.",
        "We had one idea and three doubts.",
        "It took five months of work.",
        "They never used it.",
    ],
)
def test_what_could_be_meant_otherwise_is_not_a_claim(text: str) -> None:
    assert [claim for claim in said(text, "t0002") if claim.value != "used"] == []


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("I have six years of Python.", "With my two years of Python I could not."),
        (
            "I have used it for three years with Kafka. I have 3 years of Kafka",
            "I have never used Kafka.",
        ),
        ("I led the migration.", "I only helped, my manager did the plan."),
        ("We reduced costs by 60%.", "We reduced costs by 20 percent."),
        ("It was a team of four.", "We were twelve people."),
    ],
)
def test_statements_that_exclude_each_other_are_found(before: str, now: str) -> None:
    found = contradiction(said(now, "t0004"), said(before, "t0002"), ())
    assert found is not None
    assert found.before.source == "t0002"
    assert found.now.source == "t0004"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("I have five years of Python.", "I have six years of Python."),
        ("I have five years of Python.", "I have two years of Java."),
        ("We reduced latency by 40%.", "We reduced costs by 10%."),
        ("I led the migration.", "I led the rollout."),
        ("It was a team of six.", "We were eight people."),
    ],
)
def test_rounding_and_other_subjects_are_no_contradiction(before: str, now: str) -> None:
    assert contradiction(said(now, "t0004"), said(before, "t0002"), ()) is None


def test_another_project_may_have_another_team() -> None:
    before = said("It was a team of four and I led the project.", "t0002", HERE)
    now = said("We were twelve people and I only helped.", "t0004", THERE)
    assert contradiction(now, before, ()) is None


def test_who_corrects_themselves_in_one_breath_is_left_alone() -> None:
    before = said("I have six years of Python.", "t0002")
    now = said("I have two years of Python, no, six years of Python.", "t0004")
    assert contradiction(now, before, ()) is None


def test_the_resume_is_one_side_too() -> None:
    resume = [
        Claim(subject="tool:kafka", value="4 years", quote="Kafka (4 years)", source="resume"),
        Claim(subject="employer:acme", value="5 years", quote="Acme, 2015-2020", source="resume"),
        Claim(subject="metric:latency", value="80 percent", quote="-80 % latency", source="resume"),
    ]
    for text in (
        "I have one year of Kafka.",
        "I was two years at Acme.",
        "We reduced latency by 20%.",
    ):
        now = claims.extract(text, turn_id="t0002", question=HERE, resume=resume)
        found = contradiction(now, resume, ())
        assert found is not None, text
        assert found.before.source == "resume"


def test_a_subject_is_raised_once() -> None:
    before, now = said("I have six years of Python.", "t1"), said("one year of Python", "t2")
    assert contradiction(now, before, ("tool:python",)) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twenty five", 25),
        ("two hundred thousand", 200_000),
        ("1,200", 1200),
        ("3.5", 3.5),
        ("a", 0),
        ("one hundred and twenty", 120),
    ],
)
def test_number_words_are_understood(words: str, number: float) -> None:
    assert quantities.number_of(words) == number
