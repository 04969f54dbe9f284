"""When a turn is over: by patience and words, or after a fixed silence."""

import pytest

from runtime.interview.plan import Patience
from runtime.voice.open_turn import PROBABLE_WAIT_S, OpenTurn

pytestmark = pytest.mark.unit

SAID_UNTIL_S = 3.0


def turn_of(text: str, *, fixed_silence_s: float | None = None) -> OpenTurn:
    turn = OpenTurn(fixed_silence_s=fixed_silence_s)
    turn.add(text, started_s=1.0, ended_s=SAID_UNTIL_S)
    return turn


@pytest.mark.parametrize("patience", Patience)
@pytest.mark.parametrize("text", ["Yes.", "I looked at it and", "We shipped it in May."])
def test_a_fixed_silence_ends_every_turn_alike(patience: Patience, text: str) -> None:
    turn = turn_of(text, fixed_silence_s=0.2)
    assert not turn.over(SAID_UNTIL_S + 0.19, patience)
    assert turn.over(SAID_UNTIL_S + 0.2, patience)


def test_without_it_an_unfinished_sentence_is_waited_for() -> None:
    turn = turn_of("I looked at it and")
    assert not turn.over(SAID_UNTIL_S + 1.0, Patience.open)
    assert turn.over(SAID_UNTIL_S + 7.0, Patience.open)


@pytest.mark.parametrize("patience", Patience)
@pytest.mark.parametrize(
    "text", ["Yes.", "I looked at it and", "We shipped it in May.", "It took us three days, and"]
)
def test_every_end_is_probable_some_time_before_it_comes(patience: Patience, text: str) -> None:
    turn = turn_of(text)
    silences_s = [step / 50 for step in range(500)]
    probable_s = next(s for s in silences_s if turn.probably_over(SAID_UNTIL_S + s, patience))
    over_s = next(s for s in silences_s if turn.over(SAID_UNTIL_S + s, patience))
    assert probable_s == pytest.approx(max(0.0, over_s - PROBABLE_WAIT_S), abs=0.03)
