"""What `make bench` shows: aims that are reached or missed, and pairs of the same answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from load_tests.aims import Aim, Of, Part, SideBySide, curve_table, part_table
from load_tests.bridges import BRIDGES, in_a_models_words
from load_tests.figures import Reply
from load_tests.pairs import QUICK_MS, SAME_PATIENCE_MS, paired
from load_tests.stand_in_process import interviewer
from load_tests.terminal import stdout_console
from runtime.interview.actions import Directive, Intent
from runtime.interview.plan import Mode, Style
from runtime.providers.rewording import broken_rule, completed

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("aim", "reached"),
    [
        (Aim(name="a", viva=9.0, limit=10.0), True),
        (Aim(name="a", viva=11.0, limit=10.0), False),
        (Aim(name="a", viva=None, limit=10.0), False),
        (Aim(name="a", viva=11.0), None),
        (Aim(name="a", viva=1.0, other=5.0, limit=0.2, of=Of.ratio), True),
        (Aim(name="a", viva=1.5, other=5.0, limit=0.2, of=Of.ratio), False),
        (Aim(name="a", viva=1.5, other=None, limit=0.2, of=Of.ratio), False),
        (Aim(name="a", viva=1.5, other=0.0, limit=0.2, of=Of.ratio), False),
        (Aim(name="a", viva=650.0, other=600.0, limit=60.0, of=Of.added), True),
        (Aim(name="a", viva=700.0, other=600.0, limit=60.0, of=Of.added), False),
        (Aim(name="a", viva=700.0, other=600.0, limit=60.0, of=Of.added, added=20.0), True),
        (Aim(name="a", viva=0.0, limit=0.0), True),
    ],
)
def test_an_aim_is_reached_or_missed(aim: Aim, reached: bool | None) -> None:
    assert aim.reached is reached


def test_what_was_missed_is_told_and_shown() -> None:
    aims = (Aim(name="quick", viva=1.0, limit=2.0), Aim(name="slow", viva=3.0, limit=2.0))
    part = Part(title="Speed", sides=("Viva", "stock"), aims=aims)
    whole = SideBySide(machine="m", took_s=1.0, parts=(part,), curve=(), local=None, loads=())
    assert [aim.name for aim in whole.missed] == ["slow"]
    console = stdout_console()
    with console.capture() as shown:
        console.print(part_table(part))
        console.print(curve_table(()))
    text = shown.get()
    assert "reached" in text
    assert "missed" in text
    assert "Viva ≤ 2" in text


def reply(candidate: int, answer: int, ms: float, silence_ms: float | None = 600.0) -> Reply:
    return Reply(at_s=1.0, ms=ms, candidate=candidate, answer=answer, silence_ms=silence_ms)


def test_the_same_answers_are_compared_and_no_others() -> None:
    first = [
        reply(0, 0, 700.0),
        reply(0, 1, 3_300.0, 3_200.0),
        reply(1, 0, 650.0, None),
        reply(2, 0, 650.0),
    ]
    second = [reply(0, 0, 640.0), reply(0, 1, 1_250.0, 1_200.0), reply(1, 0, 600.0)]
    pairs = paired(first, second)
    assert pairs.added_ms is not None
    assert (pairs.added_ms.count, pairs.added_ms.p50) == (1, 60.0)
    assert pairs.other_patience == 1
    assert pairs.quick_added_ms == pairs.added_ms
    assert paired([], second).added_ms is None


@given(
    st.lists(st.floats(min_value=200.0, max_value=4_000.0), min_size=1, max_size=30),
    st.floats(min_value=0.0, max_value=SAME_PATIENCE_MS - 1),
)
def test_a_delay_of_every_reply_is_found_whatever_the_replies(
    replies_ms: list[float], delay_ms: float
) -> None:
    second = [reply(0, index, ms, ms) for index, ms in enumerate(replies_ms)]
    first = [reply(0, index, ms + delay_ms, ms + delay_ms) for index, ms in enumerate(replies_ms)]
    pairs = paired(first, second)
    assert pairs.added_ms is not None
    assert pairs.added_ms.count == len(replies_ms)
    assert pairs.added_ms.p50 == pytest.approx(delay_ms, abs=0.06)
    quick = [ms for ms in replies_ms if ms < QUICK_MS]
    assert (pairs.quick_added_ms.count if pairs.quick_added_ms else 0) == len(quick)
    assert pairs.sooner_ms is not None
    assert pairs.sooner_ms.p50 == pytest.approx(-delay_ms, abs=0.06)
    assert pairs.added_ms.most == pytest.approx(delay_ms, abs=0.06)


def test_what_the_stand_in_writes_differs_and_keeps_the_rules() -> None:
    directive = Directive(
        intent=Intent.probe, text="I see. Who decided?", question="Who decided?",
        style=Style.neutral,
    )  # fmt: skip
    assert len(set(BRIDGES)) == len(BRIDGES) > 300
    for bridge in BRIDGES:
        text = completed(bridge, directive)
        rule = broken_rule(text, directive, mode=Mode.assessment, recent=["candidate: It broke."])
        assert rule is None, (bridge, rule)
        assert in_a_models_words(text)
    assert not in_a_models_words(directive.text)
    prompt = "<question>\nWho decided?\n</question>"
    assert interviewer("", prompt) != interviewer("", prompt)
