"""Delivery facts come from the times of the candidate's own sounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.speech_metrics import delivery, interviewer_talk_ratio, spread
from runtime.interview.actions import Intent, Turn
from tests.evaluation.interviews import answer, asked

pytestmark = pytest.mark.unit

Segments = list[tuple[float, float, str]]


def ask(*, at: float, until: float, intent: Intent = Intent.ask, turn_id: str = "i") -> Turn:
    return asked(
        "What?", turn_id=turn_id, index=0, question_id="q", at=at, until=until, intent=intent
    )


def spoken(text: str, segments: Segments, **other: str) -> Turn:
    return answer(text, segments=segments, started_at=segments[0][0], **other)  # type: ignore[arg-type]


def test_rates_pauses_and_thinking_time_of_one_answer() -> None:
    words = " ".join(["word"] * 30)
    facts = delivery(
        [
            ask(at=0.0, until=4.0),
            spoken(words, [(7.0, 12.0, ""), (15.0, 20.0, ""), (20.2, 22.0, "")]),
        ]
    )
    assert facts.words == 30
    assert facts.speech_s == 11.8
    assert facts.speaking_rate_wpm == 120.0  # 30 words in 15 s
    assert facts.articulation_rate_wpm == 152.5  # 30 words in 11.8 s
    assert facts.long_pauses == 1
    assert facts.longest_pause_s == 3.0
    assert facts.pause_ratio == 0.2  # the gap of 0.2 s is articulation
    assert facts.thinking_time_s is not None
    assert facts.thinking_time_s.median == 3.0
    assert facts.answer_s is not None
    assert facts.answer_s.longest == 15.0
    assert facts.candidate_talk_ratio == 0.747


@pytest.mark.parametrize(("gap", "long"), [(2.5, 0), (2.51, 1)])
def test_a_pause_is_long_above_two_and_a_half_seconds(gap: float, long: int) -> None:
    facts = delivery([spoken("a b", [(0.0, 1.0, ""), (1.0 + gap, 5.0, "")])])
    assert facts.long_pauses == long


def test_endpointing_and_waiting_for_the_server_are_not_the_candidates_time() -> None:
    slow_server = answer("one two", segments=[(5.0, 6.0, "")], started_at=4.5)
    facts = delivery([ask(at=0.0, until=4.0), slow_server, ask(at=30.0, until=31.0)])
    assert facts.answer_s is not None
    assert facts.answer_s.longest == 1.0
    assert facts.speaking_rate_wpm == 120.0


def test_being_granted_a_moment_does_not_shorten_the_thinking_time() -> None:
    facts = delivery(
        [
            ask(at=0.0, until=4.0),
            ask(at=6.0, until=7.0, intent=Intent.grant_time),
            spoken("one", [(34.0, 35.0, "")]),
        ]
    )
    assert facts.thinking_time_s is not None
    assert facts.thinking_time_s.longest == 30.0


def test_speaking_over_the_question_has_no_thinking_time() -> None:
    facts = delivery([ask(at=0.0, until=4.0), spoken("one", [(3.0, 5.0, "")])])
    assert facts.thinking_time_s is None


def test_hesitation_sounds_and_lexical_fillers_are_kept_apart() -> None:
    text = "Um, I built it, you know, and uh it worked " + "well " * 10
    facts = delivery([spoken(text, [(0.0, 10.0, "")])])
    assert facts.words == 20
    assert (facts.filler_count, facts.lexical_filler_count) == (2, 1)
    assert (facts.fillers_per_100_words, facts.lexical_fillers_per_100_words) == (10.0, 5.0)


def test_typed_answers_are_left_out() -> None:
    both = [
        ask(at=0.0, until=10.0),
        answer("um typed words here", typed=True, started_at=20.0),
        ask(at=21.0, until=23.0),
        spoken("one two", [(24.0, 26.0, "")]),
    ]
    facts = delivery(both)
    assert (facts.spoken_answers, facts.typed_answers) == (1, 1)
    assert facts.words == 2
    assert facts.filler_count == 0
    assert facts.candidate_talk_ratio == 0.5
    assert interviewer_talk_ratio(both) == 0.5


def test_a_typed_interview_has_no_delivery() -> None:
    facts = delivery([ask(at=0.0, until=1.0), answer("typed", typed=True)])
    assert facts.typed_answers == 1
    observed = {
        name: getattr(facts, name)
        for name in facts.__struct_fields__
        if name not in {"spoken_answers", "typed_answers", "words"}
    }
    assert set(observed.values()) == {None}


def test_nothing_at_all_has_no_delivery() -> None:
    assert delivery([]).speaking_rate_wpm is None
    assert interviewer_talk_ratio([]) is None
    assert spread([]) is None


@given(
    st.lists(
        st.tuples(st.floats(0, 600), st.floats(0, 600)).map(lambda s: (min(s), max(s), "x")),
        max_size=8,
    )
)
def test_overlapping_and_shuffled_segments_never_count_time_twice(segments: Segments) -> None:
    facts = delivery([answer("some words", segments=segments)])
    if facts.speech_s is not None:
        first, last = min(s for s, _, _ in segments), max(e for _, e, _ in segments)
        assert 0 <= facts.speech_s <= last - first + 0.01
        assert 0 <= (facts.pause_ratio or 0) <= 1
