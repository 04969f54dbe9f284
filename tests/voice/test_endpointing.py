"""Endpointing as tables: which words can be a whole answer, and how long a silence must last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.interview.plan import Patience
from runtime.voice.endpointing import (
    LONGEST_WAIT_S,
    SHORTEST_WAIT_S,
    Completeness,
    SpeakerPauses,
    completeness,
    wait_s,
    words_of,
)

pytestmark = pytest.mark.unit

LONG_ANSWER = (
    "I led the migration of our billing service to a new database and we finished in two months."
)


@pytest.mark.parametrize(
    ("text", "patience", "expected"),
    [
        ("Yes.", Patience.brief, Completeness.complete),
        ("Yes.", Patience.open, Completeness.unclear),
        ("Yeah, sure.", Patience.brief, Completeness.complete),
        ("No, thank you.", Patience.brief, Completeness.complete),
        ("I worked on the", Patience.brief, Completeness.incomplete),
        ("I worked on the.", Patience.open, Completeness.incomplete),
        ("We moved the service because", Patience.open, Completeness.incomplete),
        ("We moved the service because.", Patience.long, Completeness.incomplete),
        ("So, um", Patience.open, Completeness.incomplete),
        ("First I looked at the logs,", Patience.open, Completeness.incomplete),
        ("Well...", Patience.open, Completeness.incomplete),
        ("I was responsible for the backend.", Patience.open, Completeness.unclear),
        ("I was responsible for the backend.", Patience.brief, Completeness.complete),
        (LONG_ANSWER, Patience.open, Completeness.complete),
        (LONG_ANSWER + " And", Patience.open, Completeness.incomplete),
        ("Could you repeat the question?", Patience.open, Completeness.complete),
        ("And that's it.", Patience.open, Completeness.complete),
        ("Yes, I do.", Patience.brief, Completeness.complete),
        ("", Patience.open, Completeness.unclear),
        ("Я работал", Patience.brief, Completeness.complete),
        ("我在银行工作了三年", Patience.brief, Completeness.complete),
    ],
)
def test_words_so_far(text: str, patience: Patience, expected: Completeness) -> None:
    assert completeness(text, patience) is expected


def test_a_finished_answer_to_an_open_question_is_answered_within_a_second() -> None:
    assert wait_s(patience=Patience.open, text=LONG_ANSWER) <= 1.0


def test_an_open_question_waits_through_a_thinking_pause_after_because() -> None:
    assert wait_s(patience=Patience.open, text="We moved it because") > 1.2


def test_small_talk_is_quick() -> None:
    assert wait_s(patience=Patience.brief, text="Yes, I'm ready.") <= 0.6


def test_time_granted_means_seconds() -> None:
    assert wait_s(patience=Patience.long, text="Let me think about that for a moment.") >= 2.5


def test_smart_turn_shades_the_wait_and_never_decides_it() -> None:
    neutral = wait_s(patience=Patience.open, text=LONG_ANSWER)
    sure = wait_s(patience=Patience.open, text=LONG_ANSWER, finished=0.99)
    unsure = wait_s(patience=Patience.open, text=LONG_ANSWER, finished=0.01)
    assert sure < neutral < unsure
    assert unsure - sure < 0.5


def test_a_slow_speaker_gets_more_time() -> None:
    slow = SpeakerPauses()
    for _ in range(10):
        slow = slow.after(1.8)
    quick = SpeakerPauses().after(0.2)
    wait = {
        name: wait_s(patience=Patience.open, text=LONG_ANSWER, pauses=pauses)
        for name, pauses in (("slow", slow), ("quick", quick))
    }
    assert wait["slow"] > wait["quick"] + 0.5


@given(
    text=st.text(max_size=80),
    patience=st.sampled_from(list(Patience)),
    finished=st.none() | st.floats(0, 1),
    pauses=st.lists(st.floats(0, 60), max_size=20),
)
def test_nobody_is_cut_at_once_and_nobody_waits_for_ever(
    text: str, patience: Patience, finished: float | None, pauses: list[float]
) -> None:
    speaker = SpeakerPauses()
    for pause in pauses:
        speaker = speaker.after(pause)
    wait = wait_s(patience=patience, text=text, finished=finished, pauses=speaker)
    assert SHORTEST_WAIT_S <= wait <= LONGEST_WAIT_S[patience]


def test_words_keep_their_apostrophes_and_numbers() -> None:
    assert words_of("I’ve cut 3.5% — really!") == ["i've", "cut", "3.5", "really"]
