"""One dimension, one question: which answers get which score, and which get none."""

import pytest

from evaluation.criteria import CRITERIA
from evaluation.evidence import is_verbatim
from evaluation.exchanges import Exchange
from evaluation.fillers import judge_fillers
from evaluation.judge_by_rules import dimensions_of, judge, topics_of
from evaluation.kinds import Kind
from evaluation.phrases import SHOWS
from evaluation.report import QUOTES_PER_DIMENSION
from runtime.interview.plan import DimensionId, Missing, Patience, PhaseId
from tests.evaluation import interviews
from tests.evaluation.interviews import EMPTY, MIDDLING, STRONG, WEAK, exchange

pytestmark = pytest.mark.unit

JUDGED = tuple(CRITERIA)
CRAFT = (
    DimensionId.problem_solving,
    DimensionId.technical_depth,
    DimensionId.execution_detail,
    DimensionId.depth_evidence,
)


def score(dimension: DimensionId, *answers: str) -> int | None:
    return judge(dimension, exchange(*answers)).score


def test_there_is_a_rule_for_every_dimension() -> None:
    assert set(CRITERIA) | {DimensionId.communication_hygiene} == set(DimensionId)


@pytest.mark.parametrize("dimension", CRAFT)
def test_better_practice_scores_higher(dimension: DimensionId) -> None:
    strong, middling, weak = (score(dimension, text) for text in (STRONG, MIDDLING, WEAK))
    assert strong == 5
    assert middling in {2, 3}
    assert weak == 1


@pytest.mark.parametrize(
    ("dimension", "good", "poor"),
    [
        (
            DimensionId.ownership_impact,
            "I decided to stop the release and I raised it with the lead. It saved two weeks.",
            "They handled it, it was my manager's fault and I did various things.",
        ),
        (
            DimensionId.collaboration_conflict,
            "The customer was upset. I listened, asked the sales team and we agreed on a new date.",
            "It was their fault, they didn't listen, they were useless.",
        ),
        (
            DimensionId.learning_growth,
            "I was wrong. I learned to measure first, and since then I test earlier.",
            "It was my boss's fault and I'd rather not say more.",
        ),
        (
            DimensionId.role_fit,
            "I want to work with customers, it is similar to what I do. I enjoy hard calls.",
            "I do various things and stuff, it really depends.",
        ),
        (
            DimensionId.communication_clarity,
            "First I called them because the order was late. Then I wrote down the steps."
            " For example the spring order arrived on time.",
            "Maybe it was various things, I guess, kind of hard to say, and so on.",
        ),
        (
            DimensionId.structure,
            "In my last job we had a problem with returns. First I counted them, then I changed the"
            " form. In the end returns dropped by a third.",
            "I'd rather not say, various things and stuff.",
        ),
        (
            DimensionId.confidence_composure,
            "I decided to call him because it was my responsibility. I explained the delay.",
            "I guess maybe it was the network, probably, I'm not sure, no comment.",
        ),
        (
            DimensionId.consistency_honesty,
            "I don't know that tool, and I was wrong about the first estimate. I told 2 customers.",
            "I'd rather not say. Next question.",
        ),
    ],
)
def test_each_dimension_tells_good_from_poor(dimension: DimensionId, good: str, poor: str) -> None:
    better, worse = score(dimension, good), score(dimension, poor)
    assert better is not None
    assert worse is not None
    assert better >= 4
    assert worse <= 2


@pytest.mark.parametrize("dimension", JUDGED)
@pytest.mark.parametrize("answers", [(), ("",), (EMPTY,), ("日本語の答えです。",), ("Yes.",)])
def test_what_shows_nothing_is_none_and_never_one(
    dimension: DimensionId, answers: tuple[str, ...]
) -> None:
    verdict = judge(dimension, exchange(*answers))
    assert verdict.score is None
    assert verdict.evidence == ()
    assert verdict.rationale


def test_a_declined_question_is_not_rated() -> None:
    declined = Exchange(
        phase=exchange().phase, question=exchange().question, answers=(), declined=1
    )
    for dimension in JUDGED:
        verdict = judge(dimension, declined)
        assert verdict.score is None
        assert "Declined" in verdict.rationale


def test_a_five_needs_two_places_in_the_answer() -> None:
    one_place = "I defined the criteria, verified the rollback, tested it and documented the spec"
    assert score(DimensionId.technical_depth, one_place) == 4
    assert score(DimensionId.technical_depth, one_place, "I compared 40 requests.") == 5


@pytest.mark.parametrize("dimension", JUDGED)
@pytest.mark.parametrize("text", [STRONG, MIDDLING, WEAK])
def test_every_score_rests_on_quotes_of_the_answer(dimension: DimensionId, text: str) -> None:
    told = exchange(text)
    verdict = judge(dimension, told)
    turns = {turn.turn_id: turn for turn in told.answers}
    assert (verdict.score is None) == (not verdict.evidence)
    assert len(verdict.evidence) <= QUOTES_PER_DIMENSION
    assert all(is_verbatim(quote, turns) for quote in verdict.evidence)
    assert len({quote.quote for quote in verdict.evidence}) == len(verdict.evidence)


def test_a_low_score_quotes_what_speaks_against() -> None:
    verdict = judge(DimensionId.technical_depth, exchange(WEAK))
    assert verdict.evidence[0].shows == SHOWS[Kind.improvised]


def test_the_answer_to_a_probe_adds_to_the_answer() -> None:
    first = judge(DimensionId.depth_evidence, exchange("I rewrote the import for the shop"))
    both = judge(
        DimensionId.depth_evidence,
        exchange(
            "I rewrote the import for the shop", "As a result it took 3 minutes, not 2 hours."
        ),
    )
    assert both.score is not None
    assert (first.score or 0) < both.score


def test_what_the_question_expects_is_named_as_missing_first() -> None:
    verdict = judge(
        DimensionId.technical_depth,
        exchange("I rewrote the query and I removed the cache.", expects=[Missing.metric]),
    )
    assert verdict.missing[0] == Kind.number.value
    assert "a number" in verdict.rationale


def test_topics_are_the_keywords_that_the_question_does_not_hand_over() -> None:
    asked = interviews.question(0, keywords=["work", "Listen", "api", "listen"])
    assert topics_of(asked) == ("listen",)


def test_a_fine_story_beside_the_point_gets_no_more_than_a_three() -> None:
    about_it = exchange(STRONG, keywords=["checkout", "query", "cache"])
    beside_it = exchange(STRONG, keywords=["invoice", "tax", "auditor"])
    assert judge(DimensionId.technical_depth, about_it).score == 5
    verdict = judge(DimensionId.technical_depth, beside_it)
    assert verdict.score == 3
    assert "little about what was asked" in verdict.rationale


def test_repeating_the_question_does_not_bring_a_story_to_the_point() -> None:
    echo = "You asked about the invoice, the tax and the auditor. "
    told = exchange(echo + STRONG, keywords=["invoice", "tax", "auditor"])
    assert judge(DimensionId.technical_depth, told).score == 3


def test_small_talk_and_the_close_show_only_what_they_were_asked_for() -> None:
    rubric = list(DimensionId)
    for told in (
        exchange("Hi", patience=Patience.brief),
        exchange("Hi", phase_id=PhaseId.close),
    ):
        asked = interviews.question(0, dimensions=[DimensionId.role_fit])
        narrow = Exchange(phase=told.phase, question=asked, answers=told.answers)
        if told.question.patience is Patience.brief:
            asked = interviews.question(
                0, dimensions=[DimensionId.role_fit], patience=Patience.brief
            )
            narrow = Exchange(phase=told.phase, question=asked, answers=told.answers)
        assert dimensions_of(narrow, rubric) == [DimensionId.role_fit]
    open_question = Exchange(
        phase=exchange().phase,
        question=interviews.question(0, dimensions=[DimensionId.role_fit]),
        answers=(),
    )
    assert DimensionId.structure in dimensions_of(open_question, rubric)
    assert DimensionId.technical_depth not in dimensions_of(open_question, rubric)


class TestFillers:
    CLEAN = "In the spring we moved the shop to a new server and I wrote the plan for it. " * 3

    def test_ordinary_speech_is_a_three_and_clean_speech_never_a_five(self) -> None:
        some = self.CLEAN + "Um, it was, uh, fine."
        assert judge_fillers(exchange(self.CLEAN)).score == 4
        assert judge_fillers(exchange(some)).score == 3

    def test_many_fillers_score_low_and_are_quoted(self) -> None:
        told = exchange(self.CLEAN + "um you know uh I mean um uh you know er um " * 2)
        verdict = judge_fillers(told)
        turns = {turn.turn_id: turn for turn in told.answers}
        assert verdict.score == 1
        assert verdict.evidence
        assert all(is_verbatim(quote, turns) for quote in verdict.evidence)

    def test_typed_and_short_answers_are_not_rated(self) -> None:
        typed = interviews.answer(self.CLEAN, typed=True)
        told = Exchange(phase=exchange().phase, question=exchange().question, answers=(typed,))
        assert judge_fillers(told).score is None
        assert judge_fillers(exchange("Um, yes.")).score is None

    def test_the_verb_like_is_no_filler(self) -> None:
        assert judge_fillers(exchange(self.CLEAN + "I like it. " * 5)).score == 4
