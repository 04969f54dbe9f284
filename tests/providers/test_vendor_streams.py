"""Streaming recognition by the vendor's real SDK against its stand-in: words, turns and faults."""

import asyncio

import pytest

from load_tests.vendors.content import ANSWERS
from load_tests.vendors.faults import Fault
from load_tests.vendors.stand_ins import StandIns
from runtime.clock import SystemClock
from runtime.listening import TurnGoesOn, TurnIsOver, TurnMayEnd
from runtime.providers.accounts import DeepgramAccount
from runtime.providers.deepgram_stream import DeepgramStreaming
from runtime.providers.failure import Reason, VendorFailed
from runtime.secret import Secret
from tests.providers.listening import Hears, listening, until
from tests.providers.vendor_doubles import Listener
from tests.providers.vendor_stand_ins import SECRET_KEY, running

pytestmark = pytest.mark.contract

NOVA = "nova-3"
FLUX = "flux-general-en"
both = pytest.mark.parametrize("model", [NOVA, FLUX])


def deepgram(stand_ins: StandIns, model: str, key: str = SECRET_KEY) -> DeepgramStreaming:
    account = DeepgramAccount(api_key=Secret(key), base_url=stand_ins.deepgram.url, model=model)
    return DeepgramStreaming(account)


def hears(stand_ins: StandIns, model: str, **account: str) -> Hears:
    part = deepgram(stand_ins, model, **account)
    return Hears([part], Listener("local", SystemClock(), ["heard on this machine"]))


@both
async def test_stretches_have_their_own_words_with_times(model: str) -> None:
    async with running() as stand_ins, listening(hears(stand_ins, model)) as session:
        first = await session.heard(2.0)
        session.hearing.turn_over()
        session.hush(0.5)
        second = await session.heard(1.5)
        assert (first.text, second.text) == (ANSWERS[0], ANSWERS[1])
        for recognition, seconds in ((first, 2.0), (second, 1.5)):
            assert [word.text for word in recognition.words] == recognition.text.split()
            starts = [word.start_ms for word in recognition.words]
            assert starts == sorted(starts)
            assert 0 <= starts[0] < 700
            assert recognition.words[-1].end_ms < (seconds + 0.8) * 1000
    assert session.record.codes == []
    assert stand_ins.deepgram.connections == 1


@both
async def test_words_so_far_cost_nothing(model: str) -> None:
    async with running() as stand_ins, listening(hears(stand_ins, model)) as session:
        await asyncio.sleep(0.1)
        session.say(3.0)
        await until(lambda: len(stand_ins.hearing.asked) == 1)
        await asyncio.sleep(0.1)
        partial = await session.hearing.transcribe(b"", partial=True)
        assert partial is not None
        assert partial.text
        assert ANSWERS[0].startswith(partial.text)


async def test_audio_leaves_in_pieces_of_80_ms() -> None:
    async with running() as stand_ins, listening(hears(stand_ins, NOVA)) as session:
        await session.heard(4.0)
        # 4.9 s of audio in 32 ms windows are 153 messages; in 80 ms pieces 61.
        assert 55 <= stand_ins.hearing.audio_messages <= 66


async def test_flux_votes_on_the_turn_and_its_guess_needs_no_asking() -> None:
    async with running() as stand_ins, listening(hears(stand_ins, FLUX)) as session:
        assert (await session.heard(2.0)).text == ANSWERS[0]
        assert [type(vote) for vote in session.votes] == [TurnMayEnd]
        # The speaker goes on in the same turn: only the new words belong to the new stretch.
        assert (await session.heard(1.0)).text == ANSWERS[1]
        session.hush(1.0)
        await until(lambda: len(session.votes) == 4)
        assert [type(vote) for vote in session.votes] == [
            TurnMayEnd, TurnGoesOn, TurnMayEnd, TurnIsOver,
        ]  # fmt: skip


@both
async def test_an_endless_stretch_is_cut_between_words(model: str) -> None:
    async with running() as stand_ins, listening(hears(stand_ins, model)) as session:
        pcm = session.say(6.0)
        await asyncio.sleep(0.2)
        half = pcm[: len(pcm) // 4 * 2]
        first = await session.end(half, goes_on=True).recognition(half)
        rest = pcm[len(half) :]
        second = await session.end(rest).recognition(rest)
        assert first.text
        assert second.text
        assert f"{first.text} {second.text}" == ANSWERS[0]


@pytest.mark.parametrize("fault", [Fault.cut, Fault.closed_1011])
async def test_a_stream_that_breaks_is_opened_anew_and_nothing_is_lost(fault: Fault) -> None:
    """The new one gets the audio since the last final words, and this machine is not asked."""
    async with running(StandIns(key=SECRET_KEY, hear=seconds_heard)) as stand_ins:
        stand_ins.deepgram.fail(fault, times=1)
        async with listening(hears(stand_ins, NOVA)) as session:
            recognition = await session.heard(2.5)
    assert stand_ins.deepgram.connections == 2
    # Speech, the pre-roll before it and the pause behind it, to the last sample.
    assert float(recognition.text.split()[0]) == pytest.approx(2.5 + 0.2 + 0.35, abs=0.1)
    assert session.record.codes == [Reason.broken if fault is Fault.closed_1011 else Reason.cut]


async def seconds_heard(pcm: bytes, over: bool) -> str:
    return f"{len(pcm) / 32_000:.2f} seconds"


@both
@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.hang, Reason.late),
        (Fault.mute, Reason.late),
        (Fault.garbage, Reason.garbled),
        (Fault.key_refused, Reason.key_refused),
        (Fault.rate_limited, Reason.rate_limited),
        (Fault.overloaded, Reason.overloaded),
        (Fault.broken, Reason.broken),
        (Fault.closed_1011, Reason.broken),
        (Fault.noise, Reason.garbled),
        (Fault.cut, Reason.cut),
    ],
)
async def test_every_fault_is_found_out_and_this_machine_takes_over(
    model: str, fault: Fault, reason: Reason
) -> None:
    async with running() as stand_ins:
        stand_ins.deepgram.fail(fault)
        async with listening(hears(stand_ins, model)) as session:
            recognition = await session.heard(2.5)
            assert recognition.text == "heard on this machine"
            await until(lambda: {"fallback", reason} <= set(session.record.codes))
            assert session.whole.fallback is not None


async def test_silent_transcripts_are_doubted() -> None:
    async with running() as stand_ins:
        stand_ins.deepgram.fail(Fault.silent)
        async with listening(hears(stand_ins, NOVA)) as session:
            for _ in range(2):
                recognition = await session.heard(1.5)
                assert recognition.text == "heard on this machine"
                session.hearing.turn_over()
            await until(lambda: Reason.silent in session.record.codes)


async def test_a_probe_tells_a_working_vendor_from_a_dead_one() -> None:
    async with running() as stand_ins:
        for model in (NOVA, FLUX):
            await deepgram(stand_ins, model).probe()
        with pytest.raises(VendorFailed) as refused:
            await deepgram(stand_ins, NOVA, key="wrong").probe()
        assert refused.value.reason is Reason.key_refused
    with pytest.raises(VendorFailed) as gone:
        await deepgram(stand_ins, NOVA).probe()
    assert gone.value.reason is Reason.unreachable


async def test_letting_go_closes_the_socket() -> None:
    async with running() as stand_ins:
        async with listening(hears(stand_ins, NOVA)) as session:
            await session.heard(1.0)
            assert stand_ins.deepgram.open_connections == 1
        await until(lambda: not stand_ins.deepgram.open_connections)
