"""A model's wording is spoken only if it is in time and inside the rules."""

import asyncio
from collections.abc import Sequence

import pytest

from prompts.loader import load
from runtime.interview.actions import Directive, Intent
from runtime.interview.plan import Mode, Style
from runtime.ports import Worded
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.health import Tell, quiet
from runtime.providers.rewording import Rule
from runtime.providers.wording import RECENT_CHARS, RECENT_LINES, ModelWording
from tests.clocks import ManualClock
from tests.providers.vendor_doubles import Record, Step, Writer

pytestmark = pytest.mark.unit

QUESTION = "How did you know that it worked?"
PATTERN = f"Right. {QUESTION}"
DIRECTIVE = Directive(
    intent=Intent.probe, text=PATTERN, question=QUESTION, style=Style.friendly, max_words=40
)
GOOD = ["So you moved", " it step by step. ", QUESTION]
RECENT = ("Interviewer: What did you change?", "Candidate: I moved it step by step.")
DEADLINE_S = 1.2
FOUND_OUT_S = 2.0
"""A vendor that fails must be found out within this time."""


class Desk:
    """A wording with scripted models."""

    def __init__(self, *scripts: Sequence[Sequence[Step]], tell: Tell = quiet) -> None:
        self.clock = ManualClock()
        self.sessions: dict[int, ModelWording] = {}
        """By the record that each was told."""
        self.models = [
            Writer(f"model{index}", self.clock, *script) for index, script in enumerate(scripts)
        ]
        self.wording = ModelWording(
            self.models, prompt=load("word_directive"), clock=self.clock, tell=tell
        )

    async def reword(
        self,
        directive: Directive = DIRECTIVE,
        *,
        language: str = "en",
        recent: Sequence[str] = RECENT,
        tell: Tell = quiet,
    ) -> Worded:
        asked_at = self.clock.monotonic()
        task = asyncio.create_task(
            self.sessions.setdefault(id(tell), self.wording.told(tell)).reword(
                directive,
                mode=Mode.assessment,
                language=language,
                recent=recent,
                deadline_s=DEADLINE_S,
            )
        )
        while not task.done():
            await self.clock.advance(0.1)
            assert self.clock.monotonic() - asked_at <= DEADLINE_S + 0.2, "it never takes longer"
        return task.result()


async def test_a_good_wording_in_time_is_spoken() -> None:
    desk = Desk([[0.3, *GOOD]])
    worded = await desk.reword()
    assert worded.text == f"So you moved it step by step. {QUESTION}"
    assert worded.source == "model0"
    assert worded.prompt == load("word_directive").signature
    assert worded.refused is None
    assert worded.first_token_ms == pytest.approx(300, abs=1)


async def test_the_model_sees_the_conversation_and_the_question() -> None:
    desk = Desk([GOOD])
    await desk.reword()
    system, user = desk.models[0].prompts[0]
    assert QUESTION in user
    assert "Candidate: I moved it step by step." in user
    assert "friendly" in system


async def test_the_prompt_does_not_grow_with_the_interview() -> None:
    desk = Desk([GOOD])
    await desk.reword(recent=["Candidate: " + "word " * 2_000] * 200)
    system, user = desk.models[0].prompts[0]
    assert len(system + user) < 3_000 + RECENT_LINES * RECENT_CHARS


@pytest.mark.parametrize(
    ("script", "refused"),
    [
        ([1e9], "late"),
        (["So you moved", 1e9], "failed"),
        (["So ", 0.5, "you ", 0.5, "moved ", 0.5, QUESTION], "late"),
        ([VendorFailed("Model", Reason.rate_limited, status=429)], "failed"),
        (["So you moved", VendorFailed("Model", Reason.cut)], "failed"),
        (["Great answer! ", QUESTION], Rule.feedback),
        (["And what about the team? ", QUESTION], Rule.another_question),
        ([], "failed"),
    ],
)
async def test_otherwise_the_pattern_is_spoken(script: Sequence[Step], refused: str) -> None:
    worded = await Desk([script]).reword()
    assert worded.text == PATTERN
    assert worded.refused == refused


async def test_when_the_first_model_fails_at_once_the_second_one_words_it() -> None:
    record = Record()
    desk = Desk([[VendorFailed("Model", Reason.overloaded, status=529)]], [GOOD])
    worded = await desk.reword(tell=record)
    assert worded.source == "model1"
    assert record.codes == ["overloaded", "fallback"]
    await desk.reword()
    assert len(desk.models[0].prompts) == 1, "it rests"
    await desk.wording.aclose()


async def test_a_model_that_never_begins_is_found_out_and_not_asked_again() -> None:
    record = Record()
    desk = Desk([[1e9]])
    assert (await desk.reword(tell=record)).text == PATTERN
    assert record.codes == [], "slow or dead? The listener does not wait for the answer"
    await desk.clock.advance(FOUND_OUT_S - DEADLINE_S)
    assert record.codes == ["late"]
    assert (await desk.reword(tell=record)).text == PATTERN
    assert len(desk.models[0].prompts) == 1
    assert record.codes == ["late", "fallback"]
    await desk.wording.aclose()


@pytest.mark.parametrize(
    "script",
    [[1.5, *GOOD], [0.5, "So you moved ", 0.9, QUESTION]],
    ids=["begins", "writes"],
)
async def test_a_model_that_is_slow_is_asked_again_and_rests_after_the_third_time(
    script: list[Step],
) -> None:
    record = Record()
    desk = Desk([script])
    for _ in range(5):
        await desk.reword(tell=record)
        await desk.clock.advance(1.0)
    assert len(desk.models[0].prompts) == 3
    assert record.codes == ["late", "fallback"]
    await desk.wording.aclose()


@pytest.mark.parametrize("script", [["So", 1e9], ["So", 1.0, " y", 1.0, "ou"] * 5, [1.0, "S", 1e9]])
async def test_a_model_that_stops_or_dribbles_is_found_out_in_time(script: list[Step]) -> None:
    record = Record()
    desk = Desk([script])
    assert (await desk.reword(tell=record)).text == PATTERN
    await desk.clock.advance(FOUND_OUT_S - DEADLINE_S)
    assert record.codes[0] == "stalled"
    await desk.wording.aclose()


async def test_a_model_that_has_nothing_to_say_has_failed() -> None:
    record = Record()
    desk = Desk([[" "]], [GOOD])
    assert (await desk.reword(tell=record)).source == "model1"
    assert record.codes == [Reason.silent, "fallback"]
    await desk.wording.aclose()


async def test_a_late_model_gets_company_and_the_first_answer_counts() -> None:
    record = Record()
    desk = Desk([[1e9]], [[0.1, *GOOD]])
    worded = await desk.reword(tell=record)
    assert worded.source == "model1"
    assert worded.text == f"So you moved it step by step. {QUESTION}"
    assert record.codes == ["fallback"]
    await desk.clock.advance(FOUND_OUT_S)
    assert record.codes == ["fallback", "late"]
    assert (await desk.reword(tell=record)).source == "model1"
    assert len(desk.models[0].prompts) == 1
    await desk.wording.aclose()


async def test_a_model_that_begins_in_its_usual_time_gets_no_company() -> None:
    desk = Desk([[0.3, *GOOD]], [GOOD])
    for _ in range(8):
        assert (await desk.reword()).source == "model0"
    assert desk.models[1].prompts == []
    await desk.wording.aclose()


async def test_without_a_healthy_model_nobody_waits() -> None:
    desk = Desk([[VendorFailed("Model", Reason.key_refused, status=401)]])
    await desk.reword()
    before = desk.clock.monotonic()
    assert (await desk.reword()).text == PATTERN
    assert desk.clock.monotonic() - before < 0.15, "one step of the test's clock"
    await desk.wording.aclose()


@pytest.mark.parametrize(
    ("directive", "language"),
    [
        (Directive(intent=Intent.greet, text="Hello.", style=Style.neutral), "en"),
        (Directive(intent=Intent.nudge, text="Take your time.", style=Style.neutral), "en"),
        (DIRECTIVE, "fr"),
    ],
)
async def test_what_must_not_be_reworded_is_never_sent(directive: Directive, language: str) -> None:
    desk = Desk([GOOD])
    worded = await desk.reword(directive, language=language)
    assert worded == Worded(text=directive.text)
    assert desk.models[0].prompts == []


async def test_cancelling_ends_the_request() -> None:
    desk = Desk([[1e9]])
    task = asyncio.create_task(
        desk.wording.reword(
            DIRECTIVE, mode=Mode.assessment, language="en", recent=(), deadline_s=DEADLINE_S
        )
    )
    await desk.clock.advance(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(asyncio.all_tasks()) == 1
