"""Endpointing as tables: how long a silence must last after which words, and what shades it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.interview.plan import Patience
from runtime.voice.endpointing import LONGEST_WAIT_S, SHORTEST_WAIT_S, log_odds, read, wait_s
from runtime.voice.speaker import Speaker

pytestmark = pytest.mark.unit

BEGUN = "I was asked to look after the billing service of our company."
TOLD = (
    "Our billing service lost payments every night because the queue was shared. I owned the fix, "
    "so I traced the failed messages and found a race in the retry code. I rewrote that part."
)
OUTCOME = TOLD + " After that the failed payments dropped by ninety percent."


def wait(text: str, patience: Patience = Patience.open, **more: object) -> float:
    return wait_s(patience=patience, reading=read([text]), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "patience", "least_s", "most_s"),
    [
        # An answer that has arrived is answered at once; one that has only begun is not.
        (OUTCOME, Patience.open, 0.5, 0.7),
        (TOLD, Patience.open, 1.0, 3.0),
        (BEGUN, Patience.open, 2.2, 5.0),
        # Open points: nobody is cut off in the middle of a sentence.
        (OUTCOME + " And", Patience.open, 5.0, 6.2),
        ("We moved it because", Patience.open, 5.0, 6.2),
        ("I worked on the.", Patience.open, 5.0, 6.2),
        ("So, um", Patience.open, 5.0, 6.2),
        ("First I looked at the logs and then I would", Patience.open, 5.0, 6.2),
        ("Well...", Patience.open, 5.0, 6.2),
        ("That's a good question. Let me think.", Patience.open, 5.0, 6.2),
        ("We asked the customers and they wanted", Patience.open, 2.2, 6.2),
        # Short words: an answer to a short question, a beginning after an open one.
        ("Yes.", Patience.brief, 0.4, 0.6),
        ("Yeah, sure.", Patience.brief, 0.4, 0.6),
        ("No, thank you.", Patience.brief, 0.4, 0.6),
        ("Yes, I can hear you well.", Patience.brief, 0.4, 0.6),
        ("I was responsible for the backend.", Patience.brief, 0.4, 0.6),
        ("I think it was, um", Patience.brief, 2.0, 3.2),
        ("Yes.", Patience.open, 1.2, 2.0),
        # The candidate asks, or says that this was all.
        ("Give me a moment.", Patience.open, 0.5, 0.8),
        ("Could you repeat the question?", Patience.open, 0.5, 0.8),
        (TOLD + " So yeah, that's it.", Patience.open, 0.5, 0.7),
        # Time was granted.
        ("Let me think about that for a moment.", Patience.long, 2.5, 7.5),
        (OUTCOME, Patience.long, 2.5, 4.0),
        # Other languages can't be judged and are neither cut off nor kept waiting.
        ("Я работал над проектом два года и потом мы закончили его", Patience.open, 0.9, 1.6),
        ("我在银行工作了三年", Patience.brief, 0.4, 0.8),
    ],
)
def test_silence_wanted(text: str, patience: Patience, least_s: float, most_s: float) -> None:
    assert least_s <= wait(text, patience) <= most_s


def test_a_whole_sentence_answers_a_follow_up() -> None:
    said = "We tested it with twenty customers before the release."
    assert wait(said, follow_up=True) <= 1.2 < wait(said)


@pytest.mark.parametrize("text", [BEGUN, TOLD, OUTCOME, "We moved it because"])
def test_smart_turn_shades_the_wait_and_never_decides_it(text: str) -> None:
    sure, neutral, unsure = (wait(text, finished=vote) for vote in (0.99, None, 0.01))
    assert sure <= neutral <= unsure
    assert unsure - sure <= 3.0


def test_a_comma_that_the_recogniser_heard_keeps_a_follow_up_open() -> None:
    assert wait("I talked it over with the customer.", follow_up=True) <= 1.2
    assert wait("I talked it over with the customer,", follow_up=True) >= 2.0


def test_a_recogniser_that_follows_turns_is_believed_a_good_deal() -> None:
    assert wait(TOLD, told_over=True) < wait(TOLD)
    assert wait("We moved it because", told_over=True) > 3.0


def test_a_slow_speaker_gets_more_time_while_the_answer_is_not_over() -> None:
    slow = Speaker()
    for _ in range(10):
        slow = slow.went_on(2.8, None)
    assert wait(BEGUN, speaker=slow) > wait(BEGUN) + 0.5
    assert wait(OUTCOME, speaker=slow) == wait(OUTCOME)


def test_who_was_cut_off_is_waited_for_longer_for_a_while() -> None:
    def odds(speaker: Speaker) -> float:
        return log_odds(read([OUTCOME]), finished=None, speaker=speaker)

    cut = Speaker().was_cut_off(1.0, None).was_cut_off(1.0, None)
    assert odds(cut) < odds(Speaker()) - 0.5
    for _ in range(8):
        cut = cut.was_done(None)
    assert odds(cut) > odds(Speaker()) - 0.1


def test_a_voice_that_smart_turn_never_thinks_finished_loses_it_its_vote() -> None:
    flat = Speaker()
    for _ in range(15):
        flat = flat.went_on(1.0, 0.05).was_done(0.05)
    assert abs(flat.vote(0.05)) < 0.1 < abs(Speaker().vote(0.05))
    telling = Speaker()
    for _ in range(15):
        telling = telling.went_on(1.0, 0.02).was_done(0.98)
    assert telling.vote(0.98) > Speaker().vote(0.98)


@given(
    text=st.text(max_size=80),
    patience=st.sampled_from(list(Patience)),
    follow_up=st.booleans(),
    told_over=st.booleans(),
    finished=st.none() | st.floats(0, 1),
    pauses=st.lists(st.tuples(st.floats(0, 60), st.none() | st.floats(0, 1)), max_size=20),
)
def test_nobody_is_cut_at_once_and_nobody_waits_for_ever(
    text: str,
    patience: Patience,
    follow_up: bool,
    told_over: bool,
    finished: float | None,
    pauses: list[tuple[float, float | None]],
) -> None:
    speaker = Speaker()
    for index, (pause_s, vote) in enumerate(pauses):
        speaker = (speaker.went_on, speaker.was_cut_off)[index % 2](pause_s, vote)
    found = wait(
        text,
        patience,
        follow_up=follow_up,
        told_over=told_over,
        finished=finished,
        speaker=speaker,
    )
    assert SHORTEST_WAIT_S <= found <= LONGEST_WAIT_S[patience]
