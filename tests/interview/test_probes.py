"""The probe selector: the right follow-up, or none with a reason."""

import pytest

from runtime.interview import probes
from runtime.interview.actions import AnswerClass as A
from runtime.interview.phases import normalised
from runtime.interview.plan import (
    Missing,
    Patience,
    Probe,
    ProbeId,
    ProbeTrigger,
    Question,
    QuestionId,
)

pytestmark = pytest.mark.unit


def probe(number: int, trigger: ProbeTrigger, seeks: Missing | None = None) -> Probe:
    return Probe(
        probe_id=ProbeId(f"p{number}"), text=f"Probe {number}?", trigger=trigger, seeks=seeks
    )


VAGUE, ROLE, RESULT, RESULT_2, ALWAYS = (
    probe(1, ProbeTrigger.if_vague),
    probe(2, ProbeTrigger.if_missing, Missing.own_role),
    probe(3, ProbeTrigger.if_missing, Missing.result),
    probe(4, ProbeTrigger.if_missing, Missing.result),
    probe(5, ProbeTrigger.always),
)
FIRST, SECOND = probe(6, ProbeTrigger.ordered), probe(7, ProbeTrigger.ordered)


def question(*tree: Probe, depth: int = 3) -> Question:
    return Question(
        question_id=QuestionId("q01"),
        pattern_id="p",
        topic="t",
        text="Question?",
        expected_signal="s",
        expects=(Missing.result, Missing.own_role),
        dimensions=(),
        patience=Patience.open,
        seconds=90,
        probes=tree,
        probe_depth=depth,
    )


TREE = question(VAGUE, ROLE, RESULT, RESULT_2, ALWAYS)
STORY = question(FIRST, SECOND, VAGUE, RESULT)
BOTH = (Missing.own_role, Missing.result)


@pytest.mark.parametrize(
    ("asked_about", "kind", "missing", "sought", "said", "depth", "plenty", "expected"),
    [
        (TREE, A.vague, BOTH, (), (), 0, False, VAGUE),
        (TREE, A.vague, BOTH, (), (VAGUE,), 1, False, RESULT),
        (TREE, A.weak, BOTH, (), (), 0, False, RESULT),
        (TREE, A.weak, (Missing.own_role,), (), (), 0, False, ROLE),
        (TREE, A.weak, BOTH, (Missing.result,), (), 1, False, ROLE),
        (TREE, A.weak, BOTH, (), (RESULT,), 0, False, RESULT_2),
        (TREE, A.weak, (), (), (), 0, False, None),
        (TREE, A.strong, (), (), (), 0, True, ALWAYS),
        (TREE, A.strong, (), (), (), 0, False, None),
        (TREE, A.strong, (), (), (), 1, True, None),
        (TREE, A.weak, BOTH, (), (), 3, True, None),
        (TREE, A.weak, (Missing.metric,), (), (), 0, False, None),
        (TREE, A.declined, BOTH, (), (), 0, True, None),
        (TREE, A.dont_know, BOTH, (), (), 0, True, None),
        (TREE, A.asks_time, BOTH, (), (), 0, True, None),
        (STORY, A.strong, (), (), (), 0, False, FIRST),
        (STORY, A.weak, BOTH, (), (FIRST,), 1, False, SECOND),
        (STORY, A.vague, BOTH, (), (), 0, False, VAGUE),
        (STORY, A.weak, BOTH, (), (FIRST, SECOND), 2, False, RESULT),
    ],
)  # fmt: skip
def test_the_probe_fits_what_was_missing(
    asked_about: Question,
    kind: A,
    missing: tuple[Missing, ...],
    sought: tuple[Missing, ...],
    said: tuple[Probe, ...],
    depth: int,
    plenty: bool,
    expected: Probe | None,
) -> None:
    choice = probes.select(
        asked_about,
        answer_class=kind,
        missing=missing,
        sought=sought,
        said=[normalised(asked.text) for asked in said],
        depth=depth,
        time_for_more=plenty,
    )
    assert choice.probe == expected
    assert choice.reason


def test_two_probes_that_sound_the_same_are_one() -> None:
    twin = Probe(
        probe_id=ProbeId("x"), text="probe 3", trigger=ProbeTrigger.if_missing, seeks=Missing.result
    )
    choice = probes.select(
        question(twin),
        answer_class=A.weak,
        missing=(Missing.result,),
        sought=(),
        said=[normalised(RESULT.text)],
        depth=0,
        time_for_more=False,
    )
    assert choice.probe is None
