"""Claims that rule each other out count against honesty, with the words they were said in."""

import pytest

from evaluation.contradictions import contradictions
from evaluation.evaluate import evaluate
from evaluation.judge_by_rules import judge
from evaluation.report import Report
from runtime.interview.actions import AnswerClass
from runtime.interview.plan import Claim, DimensionId
from tests.evaluation.interviews import answer, exchange, interview

pytestmark = pytest.mark.unit

ON_RESUME = Claim(subject="tool:kafka", value="8 years", quote="Kafka, 8 years", source="resume")
SAID = "I have never used kafka at work."
NOW = Claim(subject="tool:kafka", value="never", quote="never used kafka", source="a0")


def test_a_claim_that_the_resume_rules_out_is_found_in_its_place() -> None:
    turn = answer(SAID, claims=[NOW])
    (clash,) = contradictions([ON_RESUME], [turn])
    assert SAID[clash.start : clash.end] == "never used kafka"
    assert contradictions([], [turn]) == []


def test_words_that_are_not_in_the_turn_are_passed_over() -> None:
    assert contradictions([ON_RESUME], [answer("Something else.", claims=[NOW])]) == []


def test_it_counts_against_honesty_with_its_quote() -> None:
    clash = contradictions([ON_RESUME], [answer(SAID, claims=[NOW])])
    verdict = judge(DimensionId.consistency_honesty, exchange(SAID), contradictions=clash)
    assert verdict.score is not None
    assert verdict.score <= 2
    assert "never used kafka" in [quote.quote for quote in verdict.evidence]


def test_an_interview_whose_claims_agree_has_none() -> None:
    report: Report = evaluate(
        interview(SAID, answer_classes=[AnswerClass.strong], resume_claims=[ON_RESUME]),
        created_at="now",
    )
    assert "differs" not in " ".join(d.rationale for d in report.dimensions)
