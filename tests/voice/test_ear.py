"""The ear on scripted recognitions: what it tells, whatever the chunks, rates and arrivals."""

import asyncio

import numpy as np
import pytest

from runtime.errors import BadAudio, ProviderFailed
from runtime.interview.plan import Patience
from runtime.ports import Recognition
from runtime.providers.scripted import ScriptedStt
from runtime.voice.audio import EAR_RATE_HZ
from runtime.voice.barge_in import Verdict
from runtime.voice.vad import WINDOW_S
from tests.clocks import settle
from tests.voice.hearing import CHUNK_S, at_rate, hearing, joined, quiet, spoken

pytestmark = pytest.mark.integration

ANSWER = (
    "I led the migration of our billing service to a new database, wrote the plan and moved the "
    "customers. After that the number of wrong invoices went down by half."
)
SPEECH = "We moved the billing service to a new database."


async def test_an_answer_is_started_heard_stopped_and_ended() -> None:
    async with hearing(ScriptedStt([ANSWER])) as heard:
        await heard.hear(joined(quiet(0.5), spoken(SPEECH), quiet(2)))
        assert heard.names == ["started", "stopped", "segment", "ended"]
        assert heard.count("partial") >= 2
        [segment] = heard.of("segment")
        began = heard.clock.monotonic() - 2 - spoken(SPEECH).size / EAR_RATE_HZ
        assert segment.started_at == pytest.approx(began, abs=0.25)
        assert segment.ended_at == pytest.approx(heard.clock.monotonic() - 2, abs=0.25)
        [silence_s] = heard.of("ended")
        assert silence_s == pytest.approx(0.6, abs=0.1)


@pytest.mark.parametrize("chunk_s", [0.003, 0.0137, 0.1, 0.5])
async def test_chunk_sizes_do_not_matter(chunk_s: float) -> None:
    async with hearing(ScriptedStt([ANSWER])) as heard:
        await heard.hear(joined(quiet(0.5), spoken(SPEECH), quiet(2)), chunk_s=chunk_s)
        assert heard.names == ["started", "stopped", "segment", "ended"]


@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 44_100, 48_000])
async def test_rates_do_not_matter(rate_hz: int) -> None:
    async with hearing(ScriptedStt([ANSWER]), rate_hz=rate_hz) as heard:
        await heard.hear(at_rate(joined(quiet(0.5), spoken(SPEECH), quiet(2)), rate_hz))
        assert heard.names == ["started", "stopped", "segment", "ended"]


async def test_a_burst_after_a_network_hiccup_is_timed_by_its_samples() -> None:
    async with hearing(ScriptedStt([ANSWER])) as heard:
        await heard.hear(quiet(3))
        await heard.hear(joined(spoken(SPEECH), quiet(0.5)), chunk_s=30)
        for _ in range(100):
            await heard.recognised()
        [segment] = heard.of("segment")
        length_s = spoken(SPEECH).size / EAR_RATE_HZ
        assert segment.ended_at - segment.started_at == pytest.approx(length_s, abs=0.3)
        assert segment.ended_at == pytest.approx(heard.clock.monotonic() - 0.5, abs=0.3)


async def test_a_pause_inside_an_answer_does_not_end_the_turn() -> None:
    texts = ["We had many wrong invoices because", ANSWER]
    async with hearing(ScriptedStt(texts)) as heard:
        await heard.hear(joined(quiet(0.5), spoken(SPEECH), quiet(1.2), spoken(SPEECH), quiet(2)))
        assert heard.names == [
            *("started", "stopped", "segment"),
            *("started", "stopped", "segment", "ended"),
        ]


async def test_small_talk_is_answered_sooner_than_an_open_question() -> None:
    waits: dict[Patience, float] = {}
    for patience in (Patience.brief, Patience.open, Patience.long):
        async with hearing(ScriptedStt(["Yes, I am ready."]), patience=patience) as heard:
            await heard.hear(joined(quiet(0.3), spoken("Yes, I am ready."), quiet(6)))
            [waits[patience]] = heard.of("ended")
    assert waits[Patience.brief] < 0.8 < waits[Patience.open] < waits[Patience.long]


async def test_patience_may_change_while_the_candidate_is_silent() -> None:
    async with hearing(ScriptedStt([ANSWER])) as heard:
        await heard.hear(joined(quiet(0.3), spoken(SPEECH), quiet(0.5)))
        heard.ear.patience = Patience.long
        await heard.hear(quiet(1.5))
        assert heard.count("ended") == 0
        heard.ear.patience = Patience.brief
        await heard.hear(quiet(0.1))
        assert heard.count("ended") == 1


async def test_speech_without_words_is_no_turn() -> None:
    async with hearing(ScriptedStt([])) as heard:
        await heard.hear(joined(quiet(0.5), spoken(SPEECH), quiet(3)))
        assert heard.names == ["started", "stopped"]


async def test_after_wordless_sounds_speech_is_told_only_once_it_has_words() -> None:
    async with hearing(ScriptedStt([])) as heard:
        for _ in range(4):
            await heard.hear(joined(quiet(0.5), spoken("Wrong."), quiet(1)))
        assert heard.count("started") == heard.count("stopped") == 2
        heard.recognise_with(ScriptedStt([ANSWER]))
        await heard.hear(joined(spoken(SPEECH), quiet(2)))
        assert heard.names[-4:] == ["started", "stopped", "segment", "ended"]


async def test_endless_noise_does_not_hold_the_floor() -> None:
    """Music that Silero takes for a voice: the turn that came before it still ends."""
    async with hearing(ScriptedStt([ANSWER])) as heard:
        chatter = spoken("And so on and on it goes, round and round, without any end to it at all.")
        await heard.hear(joined(spoken(SPEECH), quiet(0.6), chatter, chatter, chatter))
        assert heard.names.count("ended") == 1
        assert heard.names.count("started") == heard.names.count("stopped")


async def test_a_candidate_who_never_stops_is_heard_all_the_same() -> None:
    sentence = spoken(
        "We did this and then we did that and then we went on to do it all over again"
    )
    voiced = np.concatenate([sentence[1_000:-1_000]] * 8)
    async with hearing(ScriptedStt(["and so on and"], repeat=True)) as heard:
        await heard.hear(voiced, chunk_s=0.1)
        assert heard.count("segment") >= 2
        assert heard.count("ended") == 0


async def test_every_final_comes_before_the_end_of_the_turn() -> None:
    class Slow:
        """Answers finals when told."""

        name = "slow"

        def __init__(self) -> None:
            self.go = asyncio.Event()

        async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
            if partial:
                return None
            await self.go.wait()
            return Recognition(text=ANSWER)

    slow = Slow()
    async with hearing(ScriptedStt([])) as heard:
        heard.recognise_with(slow, wait=False)
        await heard.hear(joined(quiet(0.3), spoken(SPEECH), quiet(4)))
        assert heard.names == ["started", "stopped"]
        slow.go.set()
        await settle()
        assert heard.names == ["started", "stopped", "segment", "ended"]


@pytest.mark.parametrize("said", [ANSWER, "We used a queue.", "I looked at it and"])
async def test_no_turn_ends_before_its_end_was_expected(said: str) -> None:
    async with hearing(ScriptedStt([said]), partials=False) as heard:
        await heard.hear(joined(quiet(0.3), spoken(SPEECH), quiet(1.0)))
        sure = bool(heard.hints)
        await heard.hear(quiet(6.5))
        assert heard.hints == [said]
        assert heard.names[-1] == "ended"
        assert sure is (said == ANSWER), "where more silence is wanted there is time enough"


@pytest.mark.parametrize("silence_s", [0.1, 0.2, 0.3])
async def test_a_fixed_silence_is_kept_to_half_a_window(silence_s: float) -> None:
    async with hearing(ScriptedStt([ANSWER]), partials=False, fixed_silence_s=silence_s) as heard:
        await heard.hear(joined(quiet(0.3), spoken(SPEECH), quiet(2)))
        [waited_s] = heard.of("ended")
        # What is fed in one piece is taken in windows, and told when the piece is over.
        assert silence_s - WINDOW_S / 2 <= waited_s <= silence_s + WINDOW_S / 2 + CHUNK_S


async def test_a_recogniser_that_fails_is_told_and_the_ear_goes_on() -> None:
    class Failing:
        name = "failing"

        async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
            raise ProviderFailed("out of order")

    async with hearing(ScriptedStt([])) as heard:
        heard.recognise_with(Failing())
        await heard.hear(joined(quiet(0.3), spoken(SPEECH), quiet(1)))
        assert heard.names == ["started", "stopped", "failed"]
        heard.recognise_with(ScriptedStt([ANSWER]))
        await heard.hear(joined(spoken(SPEECH), quiet(2)))
        assert heard.names[-2:] == ["segment", "ended"]


async def test_a_muted_microphone_ends_the_turn_as_silence_does() -> None:
    async with hearing(ScriptedStt([ANSWER])) as heard:
        await heard.hear(joined(quiet(0.3), spoken(SPEECH), quiet(0.1)))
        for _ in range(30):
            await heard.clock.advance(0.1)
            await heard.recognised()
        assert heard.names == ["started", "stopped", "segment", "ended"]


async def test_zeros_are_silence() -> None:
    async with hearing(ScriptedStt([ANSWER])) as heard:
        zeros = np.zeros(2 * EAR_RATE_HZ, dtype=np.int16)
        await heard.hear(joined(zeros, spoken(SPEECH), zeros))
        assert heard.names == ["started", "stopped", "segment", "ended"]


async def test_odd_bytes_are_refused() -> None:
    async with hearing(ScriptedStt([])) as heard:
        with pytest.raises(BadAudio, match="even"):
            heard.ear.feed(b"\0\0\0")
        heard.ear.feed(b"")


async def test_audio_much_faster_than_real_time_is_refused() -> None:
    async with hearing(ScriptedStt([])) as heard:
        with pytest.raises(BadAudio, match="faster"):
            heard.ear.feed(bytes(EAR_RATE_HZ * 2 * 40))


async def test_a_barge_in_pauses_within_a_fifth_of_a_second_and_its_words_are_kept() -> None:
    said = "Actually I would like to say something about that now."
    async with hearing(ScriptedStt([said])) as heard:
        await heard.hear(quiet(0.5))
        assert heard.ear.utterance_begins() is None
        await heard.hear(quiet(0.5))
        began = heard.clock.monotonic()
        await heard.hear(joined(spoken(said), quiet(4)))
        assert heard.names[:3] in (
            ["pause", "started", "interrupt"],
            ["started", "pause", "interrupt"],
        )
        [paused_at] = heard.of("pause")
        assert paused_at - began <= 0.2
        assert heard.of("interrupt")[0] - began < 1.1
        assert heard.names[-3:] == ["stopped", "segment", "ended"]


@pytest.mark.parametrize("recognised", ["Mm-hmm.", "Okay.", ""])
async def test_backchannels_and_coughs_let_the_interviewer_go_on(recognised: str) -> None:
    async with hearing(ScriptedStt([recognised] if recognised else [])) as heard:
        heard.ear.utterance_begins()
        await heard.hear(joined(quiet(0.5), spoken("Okay."), quiet(3)))
        assert "pause" in heard.names
        assert "resume" in heard.names
        assert not {"interrupt", "segment", "ended"} & set(heard.names)


async def test_yes_in_the_last_moment_of_a_question_answers_it() -> None:
    async with hearing(ScriptedStt(["Yes."]), patience=Patience.brief) as heard:
        heard.ear.utterance_begins()
        await heard.hear(joined(quiet(1), spoken("Yes.")[:3_200]))
        heard.ear.utterance_ended()
        await heard.hear(joined(spoken("Yes.")[3_200:], quiet(1.5)))
        assert heard.names[-2:] == ["segment", "ended"]


async def test_who_goes_on_talking_is_not_spoken_over() -> None:
    async with hearing(ScriptedStt([ANSWER])) as heard:
        await heard.hear(joined(quiet(0.5), spoken(SPEECH)[: EAR_RATE_HZ // 2]))
        assert heard.ear.utterance_begins() is Verdict.pause


async def test_an_interjection_waits_a_moment_for_the_candidate_to_stop() -> None:
    long = np.concatenate([spoken(SPEECH)[1_000:-1_000]] * 3)
    async with hearing(ScriptedStt(["and so on"], repeat=True)) as heard:
        await heard.hear(long, chunk_s=0.1)
        assert heard.ear.utterance_begins() is None
        await heard.hear(joined(spoken(SPEECH)[1_000 : EAR_RATE_HZ // 2], quiet(3)))
        assert "interrupt" not in heard.names
        assert heard.names[-1] == "ended"
