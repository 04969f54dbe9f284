"""Mouths without a voice: text only, and an avatar that speaks the sentences."""

import asyncio

import pytest

from runtime.ports import Utterance
from runtime.voice.script import reading_s
from runtime.voice.text import AVATAR_SLACK_S, AVATAR_STARTS_WITHIN_S, AvatarMouth, SilentMouth
from tests.clocks import ManualClock, settle
from tests.voice.speaking import TEXT, Told

pytestmark = pytest.mark.unit

UTTERANCE = Utterance(utterance_id="u1", turn_id="t1", text=TEXT)
SENTENCES = ["Thank you.", "What was your own part in that project?", "Please be specific."]


async def test_text_goes_out_at_once_and_counts_as_read() -> None:
    mouth, told = SilentMouth(), Told()
    running = asyncio.create_task(mouth.run(told))
    mouth.say(UTTERANCE)
    await settle()
    assert [text for text, _, _ in told.sentences] == SENTENCES
    assert told.names == ["begins", "finished"]
    running.cancel()


class Avatar:
    """An avatar front end under a manual clock."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.mouth = AvatarMouth(self.clock)
        self.told = Told()
        self.running = asyncio.create_task(self.mouth.run(self.told))

    async def say(self) -> None:
        self.mouth.say(UTTERANCE)
        await settle()

    async def reports(self, kind: str, index: int, duration_ms: int | None = None) -> None:
        self.mouth.avatar(kind, f"u1:{index}", duration_ms)
        await settle()


async def test_what_was_heard_follows_the_avatars_mouth() -> None:
    avatar = Avatar()
    await avatar.say()
    assert [text for text, _, _ in avatar.told.sentences] == SENTENCES
    assert avatar.told.names == []
    for index in range(3):
        await avatar.reports("speak_started", index, 1_500)
        await avatar.clock.advance(1.5)
        await avatar.reports("speak_ended", index, 1_500)
    assert avatar.told.events == [
        ("begins", "u1"),
        ("heard", "Thank you."),
        ("heard", "Thank you. What was your own part in that project?"),
        ("finished", "u1"),
    ]
    avatar.running.cancel()


async def test_an_interrupted_avatar_keeps_only_the_heard_words() -> None:
    avatar = Avatar()
    await avatar.say()
    await avatar.reports("speak_started", 0, 800)
    await avatar.clock.advance(0.8)
    await avatar.reports("speak_ended", 0, 800)
    await avatar.reports("speak_started", 1, 4_000)
    await avatar.clock.advance(1)
    await avatar.reports("interrupted", 1, 1_000)
    assert avatar.told.events[-1] == ("interrupted", "Thank you. What was")
    avatar.running.cancel()


async def test_a_barge_in_stops_the_avatar() -> None:
    avatar = Avatar()
    await avatar.say()
    await avatar.reports("speak_started", 0, 800)
    await avatar.clock.advance(0.5)
    await avatar.mouth.interrupt()
    assert avatar.told.events[-1] == ("interrupted", "Thank")
    avatar.running.cancel()


async def test_an_avatar_that_reports_nothing_is_taken_to_speak_at_reading_speed() -> None:
    avatar = Avatar()
    await avatar.say()
    await avatar.clock.advance(AVATAR_STARTS_WITHIN_S)
    assert avatar.told.names == ["begins"]
    await avatar.clock.advance(sum(map(reading_s, SENTENCES)) + 0.1)
    assert avatar.told.names[-1] == "finished"
    avatar.running.cancel()


async def test_an_avatar_that_forgets_an_end_does_not_hold_the_interview() -> None:
    avatar = Avatar()
    await avatar.say()
    await avatar.reports("speak_started", 2, 1_000)
    await avatar.clock.advance(1 + AVATAR_SLACK_S + 0.1)
    assert avatar.told.names[-1] == "finished"
    avatar.running.cancel()


@pytest.mark.parametrize("segment_id", ["u2:0", "u1:9", "u1:x", "u1", "", "u1:-1"])
async def test_reports_about_nothing_are_ignored(segment_id: str) -> None:
    avatar = Avatar()
    await avatar.say()
    avatar.mouth.avatar("speak_ended", segment_id, None)
    await settle()
    assert avatar.told.names == []
    avatar.running.cancel()
