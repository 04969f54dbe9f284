"""The interviewer is measured by the same transcript."""

import pytest

from evaluation.conduct import conduct, percentile
from runtime.interview.actions import Intent, Turn
from runtime.record import CommittedTurn
from runtime.turn_events import TurnLatency
from tests.evaluation.interviews import answer, asked

pytestmark = pytest.mark.unit


def committed(*turns: Turn, latency_ms: float | None = None) -> list[CommittedTurn]:
    latency = None if latency_ms is None else TurnLatency(voice_to_voice_ms=latency_ms)
    return [CommittedTurn(turn=turn, latency=latency) for turn in turns]


def says(
    text: str,
    *,
    question_id: str | None = "q1",
    intent: Intent = Intent.ask,
    at: float = 0.0,
    until: float = 1.0,
    unspoken: str = "",
) -> Turn:
    return asked(
        text,
        turn_id=text,
        index=0,
        question_id=question_id,
        at=at,
        until=until,
        intent=intent,
        probe_id="p" if intent is Intent.probe else None,
        unspoken=unspoken,
    )


def test_questions_and_probes_are_counted() -> None:
    found = conduct(
        committed(
            says("Hello.", question_id=None, intent=Intent.greet),
            says("What?"),
            says("How?", intent=Intent.probe),
            says("Why?", intent=Intent.probe),
            says("Who? And when?", question_id="q2"),
            says("Who?", question_id="q2", intent=Intent.repeat),
        )
    )
    assert found.questions_asked == 2
    assert found.probes_asked == 2
    assert found.most_probes_on_one_question == 2
    assert found.double_questions == 1
    assert found.words_per_turn == 1.3


def test_interruptions_of_both_sides_are_counted() -> None:
    found = conduct(
        committed(
            says("A long", unspoken="question that was cut off."),
            answer("words", segments=[(1.0, 5.0, "")]),
            says("Stop.", at=4.0, until=6.0),
            answer("words", segments=[(7.0, 8.0, "")]),
            says("Fine.", at=9.0, until=10.0),
        )
    )
    assert found.was_interrupted == 1
    assert found.cut_in == 1


def test_latency_is_given_as_percentiles_of_the_measured_replies() -> None:
    turns = [turn for ms in range(1, 101) for turn in committed(says("Q?"), latency_ms=float(ms))]
    found = conduct(turns + committed(says("Q?")))
    assert found.replies_measured == 100
    assert found.voice_to_voice_p50_ms == 50.0
    assert found.voice_to_voice_p95_ms == 95.0


def test_nothing_said_is_nothing_measured() -> None:
    found = conduct([])
    assert found.questions_asked == 0
    assert found.words_per_turn is None
    assert found.voice_to_voice_p50_ms is None
    assert percentile([], 50) is None
    assert percentile([7.0], 95) == 7.0
