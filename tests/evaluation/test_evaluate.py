"""A finished interview in, a report out: what a reader may rely on."""

import json
import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.evaluate import BY_RULES, LIMITS, evaluate
from evaluation.evidence import is_verbatim
from evaluation.exchanges import exchanges, with_composed_text
from evaluation.ports import Interview
from evaluation.report import FINDINGS_MAX, Confidence, HireSignal, Report
from runtime.interview.actions import AnswerClass, Intent
from runtime.interview.plan import DimensionId
from runtime.record import CommittedTurn
from tests.evaluation.interviews import (
    EMPTY,
    MIDDLING,
    STRONG,
    WEAK,
    answer,
    asked,
    interview,
)

pytestmark = pytest.mark.unit

GOLDEN = Path(__file__).parent / "golden" / "report.json"
CREATED_AT = "2026-01-01T10:20:00.000Z"
FEELINGS = (
    "nervous",
    "confident person",
    "anxious",
    "enthusias",
    "passion",
    "friendly",
    "stressed",
)
BUZZWORDS = ("leverage", "synerg", "world-class", "rockstar", "impactful", "robust", "holistic")


def report_of(*answers: str | None, **how: object) -> Report:
    return evaluate(interview(*answers, **how), created_at=CREATED_AT)  # type: ignore[arg-type]


def assert_quotes_hold(report: Report, told: Interview) -> None:
    turns = {each.turn.turn_id: each.turn for each in with_composed_text(told.turns)}
    shown = {turn.turn_id: turn.text for turn in report.turns}
    quotes = [
        *(quote for dimension in report.dimensions for quote in dimension.evidence),
        *(q for d in report.dimensions for verdict in d.verdicts for q in verdict.evidence),
        *(finding.evidence for finding in (*report.strengths, *report.risks)),
    ]
    for quote in quotes:
        assert is_verbatim(quote, turns)
        assert shown[quote.turn_id][quote.start_char : quote.end_char] == quote.quote


def test_a_good_interview_scores_above_a_poor_one() -> None:
    good, fair, poor = (report_of(text, text, text) for text in (STRONG, MIDDLING, WEAK))
    scores = [report.overall.score100 for report in (good, fair, poor)]
    assert all(score is not None for score in scores)
    assert scores == sorted(scores, key=lambda score: -(score or 0))
    assert good.strengths
    assert poor.risks


def test_every_score_has_a_quote_an_anchor_and_something_to_do() -> None:
    told = interview(STRONG, MIDDLING, WEAK)
    report = evaluate(told, created_at=CREATED_AT)
    assert_quotes_hold(report, told)
    for dimension in report.dimensions:
        assert dimension.rationale
        if dimension.score is None:
            assert (dimension.mean, dimension.score100, dimension.anchor) == (None, None, "")
            assert dimension.evidence == ()
        else:
            assert 1 <= len(dimension.evidence) <= 3
            assert dimension.anchor.startswith(f"{dimension.dimension.value} mid")
            assert dimension.score == 5 or dimension.improvement


@pytest.mark.parametrize(
    "told",
    [
        interview(),
        interview(None, None),
        interview("", "   "),
        interview(EMPTY, EMPTY),
        interview("日本語の答えです。", "اختبار"),
        interview(STRONG, answer_classes=[AnswerClass.declined]),
        interview("I don't know.", answer_classes=[AnswerClass.dont_know]),
        interview("Can you repeat that?", answer_classes=[AnswerClass.asks_repeat]),
    ],
    ids=["no turns", "silence", "blank", "empty", "alphabets", "declined", "unknown", "request"],
)
def test_nothing_observed_is_no_score_at_all(told: Interview) -> None:
    overall = evaluate(told, created_at=CREATED_AT).overall
    assert (overall.score100, overall.recommendation, overall.hire_signal) == (None, None, None)
    assert overall.readiness is None
    assert overall.confidence is Confidence.low
    assert "no score" in overall.summary


def test_a_declined_question_leaves_the_score_of_the_others() -> None:
    plain = report_of(STRONG, MIDDLING)
    with_refusal = report_of(
        STRONG, MIDDLING, "I'd rather not.", answer_classes=[None, None, AnswerClass.declined]
    )
    assert with_refusal.overall.score100 == plain.overall.score100
    assert with_refusal.coverage.declined == 1
    assert with_refusal.coverage.questions_answered == 2


def test_little_evidence_forbids_a_strong_word() -> None:
    overall = report_of(STRONG).overall
    assert overall.confidence is Confidence.low
    assert overall.hire_signal not in {HireSignal.strong_hire, HireSignal.no_hire, None}


def test_rules_alone_are_never_highly_confident() -> None:
    overall = report_of(*[f"{STRONG} Case {n}." for n in range(9)]).overall
    assert overall.confidence is Confidence.medium


def test_strengths_and_risks_are_few_and_quoted() -> None:
    report = report_of(STRONG, WEAK, MIDDLING, WEAK, STRONG)
    for findings in (report.strengths, report.risks):
        assert len(findings) <= FINDINGS_MAX
        assert all(finding.evidence.quote and finding.text for finding in findings)
    assert 1 <= len(report.next_steps) <= 5


def test_the_words_are_plain() -> None:
    for texts in ((STRONG, MIDDLING, WEAK), (WEAK, WEAK), (EMPTY,)):
        report = report_of(*texts)
        ours = [
            report.overall.summary,
            *(finding.text for finding in (*report.strengths, *report.risks)),
            *(step.text for step in report.next_steps),
            *(text for d in report.dimensions for text in (d.rationale, d.improvement)),
        ]
        for text in ours:
            assert not any(word in text.lower() for word in (*FEELINGS, *BUZZWORDS))


def test_what_ran_degraded_and_what_it_cannot_judge_is_said() -> None:
    report = report_of(STRONG, degraded=("The voice is a simple one.",))
    assert report.degraded == ("The voice is a simple one.", BY_RULES)
    assert report.limits == LIMITS


def test_the_anchor_is_that_of_the_seniority() -> None:
    rated = [d for d in report_of(STRONG, seniority="senior").dimensions if d.score]
    assert all(" senior " in d.anchor for d in rated)


def test_a_typed_interview_is_scored_and_has_no_delivery() -> None:
    report = report_of(STRONG, MIDDLING, typed=True)
    assert report.overall.score100 is not None
    assert report.delivery.speaking_rate_wpm is None
    hygiene = next(d for d in report.dimensions if d.dimension is DimensionId.communication_hygiene)
    assert hygiene.score is None


def test_pace_and_pauses_change_no_score() -> None:
    told = interview(STRONG, MIDDLING)
    slow = [
        msgspec.structs.replace(
            each,
            turn=msgspec.structs.replace(
                each.turn,
                segments=tuple((s * 9, e * 9, text) for s, e, text in each.turn.segments),
            ),
        )
        for each in told.turns
    ]
    slowly = evaluate(msgspec.structs.replace(told, turns=slow), created_at=CREATED_AT)
    plainly = evaluate(told, created_at=CREATED_AT)
    assert slowly.delivery != plainly.delivery
    assert slowly.dimensions == plainly.dimensions


def test_decomposed_letters_are_quoted_as_they_are_shown() -> None:
    told = interview("At the cafe\u0301 I rewrote the menu, and I tested it with 20 guests.")
    report = evaluate(told, created_at=CREATED_AT)
    assert_quotes_hold(report, told)
    assert "café" in report.turns[1].text


def test_turns_out_of_order_are_put_in_order() -> None:
    told = interview(STRONG, MIDDLING)
    shuffled = msgspec.structs.replace(told, turns=told.turns[::-1])
    assert evaluate(shuffled, created_at="now") == evaluate(told, created_at="now")


def test_an_answer_after_a_probe_belongs_to_the_question() -> None:
    told = interview("I rewrote it.")
    probe = asked(
        "How did you check?",
        turn_id="i9",
        index=8,
        question_id="q0",
        at=60,
        until=62,
        intent=Intent.probe,
        probe_id="p",
    )
    reply = answer("I compared 40 requests with the baseline.", turn_id="a9", index=9)
    turns = [*told.turns, CommittedTurn(turn=probe), CommittedTurn(turn=reply)]
    (found,) = exchanges(told.record.plan, [each.turn for each in turns])
    assert [turn.turn_id for turn in found.answers] == ["a0", "a9"]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(max_size=120) | st.sampled_from([STRONG, WEAK, MIDDLING]), max_size=4))
def test_any_words_give_a_sound_report(texts: list[str]) -> None:
    told = interview(*texts)
    report = evaluate(told, created_at=CREATED_AT)
    assert_quotes_hold(report, told)
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report
    for dimension in report.dimensions:
        assert dimension.score in {None, 1, 2, 3, 4, 5}
        assert (dimension.score is None) == (dimension.evidence == ())


def test_the_report_is_the_same_byte_for_byte() -> None:
    """Set VIVA_WRITE_GOLDEN=1 to accept a wanted change, and raise EVALUATOR_VERSION with it."""
    report = report_of(STRONG, MIDDLING, WEAK, None, EMPTY)
    text = json.dumps(msgspec.to_builtins(report), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("VIVA_WRITE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text)
    assert text.encode() == GOLDEN.read_bytes()
