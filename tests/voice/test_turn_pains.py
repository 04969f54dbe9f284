"""What users of other voice systems complain about, one test each; see docs/turn-taking.md."""

import pytest

from runtime.interview.plan import Patience
from runtime.ports import Recognition
from runtime.providers.scripted import ScriptedStt
from runtime.voice.open_turn import CUT_OFF_S, OpenTurn
from tests.voice.hearing import cough, hearing, joined, quiet, spoken

pytestmark = pytest.mark.integration

SPEECH = "We moved the billing service to a new database."
TOLD = (
    "I led the migration of our billing service to a new database, wrote the plan and moved the "
    "customers. After that the number of wrong invoices went down by half."
)


async def test_nobody_is_cut_off_while_thinking_at_an_open_point() -> None:
    async with hearing(ScriptedStt(["We moved it because", TOLD])) as heard:
        await heard.hear(joined(quiet(0.5), spoken(SPEECH), quiet(5.0)))
        assert heard.count("ended") == 0
        await heard.hear(joined(spoken(SPEECH), quiet(1.5)))
        assert heard.count("ended") == 1


async def test_nobody_is_cut_off_before_the_first_word() -> None:
    async with hearing(ScriptedStt([TOLD])) as heard:
        await heard.hear(joined(quiet(20), spoken(SPEECH), quiet(1.5)))
        assert heard.names == ["started", "stopped", "segment", "ended"]


async def test_a_whole_sentence_in_the_middle_of_an_account_is_not_its_end() -> None:
    begun = "I was asked to look after the billing service of our company."
    async with hearing(ScriptedStt([begun, TOLD])) as heard:
        await heard.hear(joined(quiet(0.5), spoken(SPEECH), quiet(2.0)))
        assert heard.count("ended") == 0
        await heard.hear(joined(spoken(SPEECH), quiet(1.5)))
        assert heard.count("ended") == 1


async def test_patience_differs_by_moment_and_changes_at_once() -> None:
    async with hearing(ScriptedStt([SPEECH])) as heard:
        await heard.hear(joined(quiet(0.3), spoken(SPEECH), quiet(1.0)))
        assert heard.count("ended") == 0
        heard.ear.patience = Patience.brief
        await heard.hear(quiet(0.1))
        assert heard.count("ended") == 1


async def test_a_resumed_speaker_is_answered_once_and_the_prepared_reply_is_withdrawn() -> None:
    async with hearing(ScriptedStt([TOLD, TOLD])) as heard:
        await heard.hear(joined(quiet(0.3), spoken(SPEECH), quiet(0.45), spoken(SPEECH), quiet(2)))
        assert heard.count("ended") == 1
        assert heard.hints[0] == TOLD
        assert heard.hints[1] is None, "the speaker went on"
        assert heard.hints[2] == f"{TOLD} {TOLD}"
        assert len(heard.hints) == 3


async def test_bursts_of_speech_are_one_turn() -> None:
    texts = ["So we", "we had this", "this problem and", TOLD]
    async with hearing(ScriptedStt(texts)) as heard:
        for _ in texts:
            await heard.hear(joined(spoken("And so on."), quiet(0.4)))
        await heard.hear(quiet(2))
        assert heard.count("segment") == len(texts)
        assert heard.count("ended") == 1


async def test_no_watchdog_empties_a_turn_however_long_the_recogniser_takes() -> None:
    class Late:
        name = "late"

        async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
            if partial:
                return None
            await heard.clock.sleep_until(heard.clock.monotonic() + 8.0)
            return Recognition(text=TOLD)

    async with hearing(ScriptedStt([])) as heard:
        heard.recognise_with(Late(), wait=False)
        await heard.hear(joined(quiet(0.3), spoken(SPEECH), quiet(7.0)))
        assert heard.count("ended") == 0
        await heard.hear(quiet(3.0))
        assert heard.names == ["started", "stopped", "segment", "ended"]


async def test_a_cough_after_the_answer_does_not_cost_the_reply() -> None:
    async with hearing(ScriptedStt([TOLD])) as heard:
        await heard.hear(joined(quiet(0.3), spoken(SPEECH), quiet(0.4), cough(), quiet(3)))
        assert heard.count("ended") == 1


async def test_a_cough_before_the_answer_does_not_open_a_turn() -> None:
    async with hearing(ScriptedStt([])) as heard:
        await heard.hear(joined(quiet(0.3), cough(), quiet(8)))
        assert heard.count("ended") == heard.count("segment") == 0


async def test_a_false_alarm_lets_the_interviewer_go_on_every_time() -> None:
    async with hearing(ScriptedStt(["Mm-hmm."], repeat=True)) as heard:
        heard.ear.utterance_begins(text="Tell me about a time when you failed.")
        for _ in range(4):
            await heard.hear(joined(quiet(1.0), spoken("Okay."), quiet(2.0)))
        assert heard.count("pause") == heard.count("resume")
        assert heard.count("interrupt") == heard.count("segment") == 0


async def test_its_own_voice_from_a_loudspeaker_does_not_stop_the_interviewer() -> None:
    text = "Tell me about a time when something went wrong in a project."
    async with hearing(ScriptedStt(["Tell me about a time when"], repeat=True)) as heard:
        heard.ear.utterance_begins(text=text)
        echo = (spoken(text) * 0.3).astype("int16")
        await heard.hear(joined(quiet(0.2), echo, quiet(2.0)))
        assert heard.count("interrupt") == heard.count("segment") == 0


async def test_words_over_the_echo_still_stop_it() -> None:
    said = "Wait, sorry, I did not get that."
    async with hearing(ScriptedStt([said], repeat=True)) as heard:
        heard.ear.utterance_begins(text="Tell me about a time when something went wrong.")
        await heard.hear(joined(quiet(0.5), spoken(said), quiet(1.0)))
        assert heard.count("interrupt") == 1


def test_who_was_cut_off_goes_on_with_the_same_answer() -> None:
    turn = OpenTurn()
    turn.add(TOLD, started_s=0.0, ended_s=10.0)
    assert turn.over(10.7, Patience.open)
    turn.close(10.7)
    turn.add("And everybody was happy about that.", started_s=11.0, ended_s=13.0)
    assert turn.text == "And everybody was happy about that."
    assert turn.over(14.5, Patience.open), "it is read together with what was said before"
    fresh = OpenTurn()
    fresh.add("I was asked to look after the billing service.", started_s=0.0, ended_s=2.0)
    fresh.close(5.5)
    fresh.add("There were five of us in the team.", started_s=5.5 + CUT_OFF_S + 1, ended_s=9.0)
    assert not fresh.over(10.5, Patience.open)


async def test_a_tick_costs_no_reading_of_the_words() -> None:
    """The wait is worked out once per segment and vote, not every 32 ms."""
    from runtime.voice import open_turn

    calls = 0
    really = open_turn.read

    def counted(text: str) -> open_turn.Reading:
        nonlocal calls
        calls += 1
        return really(text)

    open_turn.read = counted
    try:
        async with hearing(ScriptedStt(["We moved it because"])) as heard:
            await heard.hear(joined(quiet(0.3), spoken(SPEECH), quiet(5.0)))
    finally:
        open_turn.read = really
    assert calls <= 2
