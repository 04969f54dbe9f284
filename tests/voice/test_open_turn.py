"""When a turn is over: by patience and words, or after a fixed silence."""

import pytest

from runtime.interview.plan import Patience
from runtime.voice.open_turn import OpenTurn

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
