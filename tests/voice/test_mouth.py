"""The mouth under a manual clock: pacing, captions, pauses, barge-ins, broken synthesisers."""

import asyncio

import pytest

from runtime.providers.scripted import MS_PER_CHAR, ToneTts
from runtime.voice.audio import pcm_ms
from runtime.voice.performance import LEAD_MS, SEND_MS
from runtime.voice.script import reading_s, sentences_of
from tests.voice.speaking import RATE_HZ, TEXT, speaking

pytestmark = pytest.mark.unit

LASTS_MS = sum(len(sentence.text) for sentence in sentences_of(TEXT)) * MS_PER_CHAR


async def test_an_utterance_is_spoken_in_real_time_a_little_ahead() -> None:
    async with speaking() as spoken:
        await spoken.say()
        start = spoken.clock.monotonic()
        assert 0 < spoken.client.received_ms <= LEAD_MS
        await spoken.play(LASTS_MS / 1000 + 1)
        played_ms = 0.0
        for at, pcm in spoken.client.audio:
            assert pcm_ms(pcm, RATE_HZ) <= SEND_MS
            played_ms += pcm_ms(pcm, RATE_HZ)
            assert played_ms - (at - start) * 1000 <= LEAD_MS + 1
        for (at, _), (before, _) in zip(
            spoken.client.audio[4:], spoken.client.audio[3:], strict=False
        ):
            assert at - before <= 0.07
        assert spoken.client.received_ms == pytest.approx(LASTS_MS, abs=1)
        assert spoken.client.durations_ms == [pytest.approx(LASTS_MS, abs=1)]


async def test_what_was_heard_is_told_at_sentence_ends_and_at_the_end() -> None:
    async with speaking() as spoken:
        await spoken.say()
        await spoken.play(LASTS_MS / 1000 - 0.1)
        assert spoken.told.events == [
            ("begins", "u1"),
            ("heard", "Thank you."),
            ("heard", "Thank you. What was your own part in that project?"),
        ]
        await spoken.play(0.2)
        assert spoken.told.events[3:] == [("finished", "u1")]


async def test_captions_come_with_their_place_in_the_audio() -> None:
    async with speaking() as spoken:
        await spoken.say()
        first, second, third = (sentence.text for sentence in sentences_of(TEXT))
        assert spoken.told.sentences[0] == (first, 0, round(len(first) * MS_PER_CHAR))
        await spoken.play(2)
        offset_ms = round((len(first) + len(second)) * MS_PER_CHAR)
        assert spoken.told.sentences[2] == (third, offset_ms, round(len(third) * MS_PER_CHAR))


async def test_synthesis_runs_one_sentence_ahead() -> None:
    tts = ToneTts(rate_hz=RATE_HZ)
    async with speaking(tts) as spoken:
        await spoken.say()
        assert tts.spoken == ["Thank you.", "What was your own part in that project?"]
        await spoken.play(0.7)
        assert len(tts.spoken) == 3


async def test_marks_come_in_their_order() -> None:
    async with speaking() as spoken:
        await spoken.say()
        wanted = ["first_sentence", "tts_first_byte", "first_audio_out"]
        assert sorted(wanted, key=spoken.told.marks.index) == wanted


async def test_a_pause_is_silent_at_once_and_goes_on_where_it_stopped() -> None:
    async with speaking() as spoken:
        await spoken.say()
        await spoken.play(1.5)
        sent = len(spoken.client.audio)
        spoken.mouth.pause()
        assert spoken.client.flushes == 1
        await spoken.play(0.8)
        assert len(spoken.client.audio) == sent
        spoken.mouth.resume()
        await spoken.play(LASTS_MS / 1000)
        assert spoken.client.offsets_ms == [0, pytest.approx(1500, abs=1)]
        again = b"".join(pcm for _, pcm in spoken.client.audio[sent:])
        whole = spoken.client.pcm
        at = round(1.5 * RATE_HZ) * 2
        assert whole[at : at + 2_000] == again[:2_000]
        assert pcm_ms(again, RATE_HZ) == pytest.approx(LASTS_MS - 1500, abs=1)
        assert spoken.told.names[-1] == "finished"
        assert len(spoken.client.durations_ms) == 1


async def test_after_a_pause_the_client_knows_best_where_it_stopped() -> None:
    async with speaking() as spoken:
        await spoken.say()
        await spoken.play(1.5)
        spoken.mouth.pause()
        spoken.mouth.playout("u1", 1_320)
        spoken.mouth.resume()
        await spoken.play(0.2)
        assert spoken.client.offsets_ms == [0, 1_320]


async def test_a_client_that_forgets_its_position_at_a_flush_is_not_believed() -> None:
    async with speaking() as spoken:
        await spoken.say()
        await spoken.play(1.5)
        spoken.mouth.playout("u1", 1_400)
        spoken.mouth.pause()
        spoken.mouth.playout("u1", 1_450)
        spoken.mouth.playout("u1", 0)
        spoken.mouth.resume()
        await spoken.play(0.2)
        assert spoken.client.offsets_ms == [0, 1_450]


async def test_a_pause_that_nobody_decides_about_ends_by_itself() -> None:
    async with speaking() as spoken:
        await spoken.say()
        await spoken.play(1)
        spoken.mouth.pause()
        await spoken.play(LASTS_MS / 1000 + 5)
        assert spoken.told.names[-1] == "finished"


async def test_a_pause_before_the_first_sample_lets_nothing_out() -> None:
    async with speaking() as spoken:
        spoken.told.pause_at_start = spoken.mouth
        await spoken.say()
        await spoken.play(1)
        assert spoken.client.audio == []
        await spoken.mouth.interrupt()
        assert spoken.told.events == [("begins", "u1"), ("interrupted", "")]


async def test_in_the_last_half_second_there_is_no_pause() -> None:
    async with speaking() as spoken:
        await spoken.say()
        await spoken.play(LASTS_MS / 1000 - 0.4)
        spoken.mouth.pause()
        await spoken.play(0.5)
        assert spoken.told.names[-1] == "finished"
        assert spoken.client.flushes == 0


async def test_a_barge_in_keeps_only_the_heard_words() -> None:
    async with speaking() as spoken:
        await spoken.say()
        await spoken.play(0.6 + 10 * MS_PER_CHAR / 1000)
        await spoken.mouth.interrupt()
        assert spoken.client.flushes == 1
        assert spoken.told.events[-1] == ("interrupted", "Thank you. What was")
        sent = len(spoken.client.audio)
        await spoken.play(5)
        assert len(spoken.client.audio) == sent
        assert spoken.told.names.count("interrupted") == 1


async def test_the_clients_playout_decides_what_was_heard() -> None:
    async with speaking() as spoken:
        await spoken.say()
        await spoken.play(1.5)
        spoken.mouth.playout("u1", 700)
        spoken.mouth.playout("unknown", 3_000)
        await spoken.mouth.interrupt("u1")
        assert spoken.told.events[-1] == ("interrupted", "Thank you.")


async def test_a_slow_client_is_waited_for_until_it_has_played_everything() -> None:
    async with speaking() as spoken:
        await spoken.say()
        await spoken.play(1)
        spoken.mouth.playout("u1", 600)
        await spoken.play(LASTS_MS / 1000 - 1 + 0.3)
        assert spoken.told.names[-1] == "heard"
        spoken.mouth.playout("u1", round(LASTS_MS))
        await spoken.play(0.1)
        assert spoken.told.names[-1] == "finished"


async def test_a_client_that_stops_reporting_does_not_hold_the_interview() -> None:
    async with speaking() as spoken:
        await spoken.say()
        await spoken.play(1)
        spoken.mouth.playout("u1", 900)
        await spoken.play(LASTS_MS / 1000)
        assert spoken.told.names[-1] == "finished"


async def test_a_late_interruption_of_what_was_heard_to_the_end_is_its_end() -> None:
    async with speaking() as spoken:
        await spoken.say()
        await spoken.play(LASTS_MS / 1000 - 0.02)
        spoken.mouth.playout("u1", round(LASTS_MS))
        await spoken.mouth.interrupt()
        assert spoken.told.names[-1] == "finished"


async def test_utterances_follow_one_another() -> None:
    async with speaking() as spoken:
        await spoken.say("First one.", "u1")
        await spoken.say("Second one.", "u2")
        await spoken.say("Third one.", "u3")
        await spoken.mouth.interrupt("u3")
        await spoken.play(5)
        assert spoken.told.events == [
            ("begins", "u1"),
            ("interrupted", ""),
            ("finished", "u1"),
            ("begins", "u2"),
            ("finished", "u2"),
        ]


async def test_a_sentence_without_a_voice_is_told_and_takes_its_time() -> None:
    async with speaking(ToneTts(rate_hz=RATE_HZ, fails=lambda text: "own part" in text)) as spoken:
        await spoken.say()
        await spoken.play(0.7)
        broken = "What was your own part in that project?"
        assert "failed" in spoken.told.names
        assert (broken, 600, round(reading_s(broken) * 1000)) in spoken.told.sentences
        await spoken.play(20)
        assert spoken.told.names[-1] == "finished"


async def test_any_fault_of_a_synthesiser_is_survived() -> None:
    class Broken(ToneTts):
        async def synthesize(self, text, *, language):  # type: ignore[no-untyped-def]
            raise ZeroDivisionError
            yield

    async with speaking(Broken()) as spoken:
        await spoken.say()
        await spoken.play(20)
        assert spoken.told.names.count("failed") == 3
        assert spoken.told.names[-1] == "finished"


async def test_a_slow_synthesiser_delays_the_rest_and_loses_nothing() -> None:
    class Slow(ToneTts):
        """Waits before the second sentence."""

        go = asyncio.Event()

        async def synthesize(self, text, *, language):  # type: ignore[no-untyped-def]
            if text.startswith("What"):
                await self.go.wait()
            async for chunk in super().synthesize(text, language=language):
                yield chunk

    tts = Slow(rate_hz=RATE_HZ)
    async with speaking(tts) as spoken:
        await spoken.say()
        await spoken.play(3)
        assert spoken.client.received_ms == pytest.approx(600, abs=1)
        tts.go.set()
        await spoken.play(LASTS_MS / 1000)
        assert spoken.told.names[-1] == "finished"
        assert spoken.client.received_ms == pytest.approx(LASTS_MS, abs=1)


@pytest.mark.parametrize("text", ["", "   ", "...", "Ok."])
async def test_utterances_of_nearly_nothing_finish(text: str) -> None:
    async with speaking() as spoken:
        await spoken.say(text)
        await spoken.play(2)
        assert spoken.told.names[-1] == "finished"


async def test_closing_tells_how_much_was_heard() -> None:
    async with speaking() as spoken:
        await spoken.say()
        await spoken.play(1.2)
    assert spoken.told.events[-1] == ("heard", "Thank you. What was")


async def test_audio_is_resampled_to_the_clients_rate() -> None:
    async with speaking(ToneTts(rate_hz=16_000)) as spoken:
        await spoken.say()
        await spoken.play(LASTS_MS / 1000 + 1)
        assert spoken.client.received_ms == pytest.approx(LASTS_MS, abs=5)
        assert spoken.told.names[-1] == "finished"
