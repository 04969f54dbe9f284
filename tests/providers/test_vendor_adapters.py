"""The vendors' real SDKs, behind our ports, against stand-ins that speak their wire protocols."""

import asyncio
import logging
import time
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest

from load_tests.vendors.content import ANSWERS
from load_tests.vendors.faults import Fault
from load_tests.vendors.stand_ins import StandIns
from runtime.clock import SystemClock
from runtime.errors import ProviderFailed
from runtime.interview.actions import Directive, Intent
from runtime.interview.plan import Mode, Style
from runtime.ports import AudioChunk, TextToSpeech
from runtime.providers import vendors
from runtime.providers.accounts import Accounts, OpenAiAccount
from runtime.providers.anthropic import AnthropicModel
from runtime.providers.chain import SttChain
from runtime.providers.deepgram import DeepgramStt
from runtime.providers.elevenlabs import ElevenLabsTts
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.openai import OpenAiModel
from runtime.providers.scripted import ScriptedStt, ToneTts
from runtime.providers.sdk_logs import hush_sdks
from runtime.providers.streamed import StreamedStt
from runtime.providers.voice_chain import TtsChain
from runtime.providers.watched import WatchedStt
from runtime.providers.wording import ModelWording
from tests.providers.vendor_doubles import Record, speech
from tests.providers.vendor_stand_ins import SECRET_KEY, accounts_of, running

pytestmark = pytest.mark.contract

SENTENCE = "How did you know that it worked?"
SPOKEN_BY_CANDIDATE = "zebra crossing at midnight"
DIRECTIVE = Directive(
    intent=Intent.probe, text=f"Right. {SENTENCE}", question=SENTENCE, style=Style.neutral
)
WITHIN_S = 4.0
"""The limits are 1.5 to 2 s; a busy test machine may add as much."""


@pytest.fixture
async def stand_ins() -> AsyncIterator[StandIns]:
    async with running() as started:
        yield started


@pytest.fixture
async def exits() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


class Adapters:
    """One of each, closed with the test."""

    def __init__(self, accounts: Accounts, exits: AsyncExitStack) -> None:
        self.deepgram = DeepgramStt(accounts.deepgram)
        self.elevenlabs = ElevenLabsTts(accounts.elevenlabs)
        self.anthropic = AnthropicModel(accounts.anthropic)
        self.openai = OpenAiModel(accounts.openai)
        for adapter in (self.deepgram, self.elevenlabs, self.anthropic, self.openai):
            exits.push_async_callback(adapter.aclose)

    def calls(self) -> dict[str, Callable[[], Awaitable[object]]]:
        """One whole request of each vendor."""
        return {
            "deepgram": lambda: self.deepgram.transcribe(speech(0.5), partial=False),
            "elevenlabs": lambda: spoken(self.elevenlabs),
            "anthropic": lambda: written(self.anthropic),
            "openai": lambda: written(self.openai),
        }


async def spoken(voice: TextToSpeech) -> list[AudioChunk]:
    return [chunk async for chunk in voice.synthesize(SENTENCE, language="en-GB")]


async def written(model: AnthropicModel | OpenAiModel) -> str:
    user = f"<said>{SPOKEN_BY_CANDIDATE}</said><question>{SENTENCE}</question>"
    pieces = [piece async for piece in model.stream(system="Word it.", user=user, max_tokens=99)]
    assert len(pieces) > 1, "it streams"
    return "".join(pieces)


async def eventually(true: Callable[[], bool]) -> None:
    """Return once it is true; fail if it takes too long."""
    async with asyncio.timeout(WITHIN_S):
        while not true():  # noqa: ASYNC110  (it happens on the other side of a socket)
            await asyncio.sleep(0.01)


# What goes well ----------------------------------------------------------------------------------


async def test_deepgram_recognises_a_stretch(stand_ins: StandIns, exits: AsyncExitStack) -> None:
    heard = await Adapters(accounts_of(stand_ins), exits).deepgram.transcribe(
        speech(1.0), partial=False
    )
    assert heard is not None
    assert heard.text == ANSWERS[0]
    assert heard.confidence == pytest.approx(0.98)
    (asked,) = stand_ins.hearing.asked
    assert asked.query["model"] == "nova-3"
    assert asked.query["sample_rate"] == "16000"
    assert asked.query["filler_words"] == "true", "the report counts fillers"
    assert asked.query["mip_opt_out"] == "true", "candidates' voices train nobody's model"
    assert asked.body == speech(1.0)


async def test_elevenlabs_speaks_in_pieces(stand_ins: StandIns, exits: AsyncExitStack) -> None:
    chunks = await spoken(Adapters(accounts_of(stand_ins), exits).elevenlabs)
    assert {chunk.sample_rate_hz for chunk in chunks} == {24_000}
    assert all(len(chunk.pcm) % 2 == 0 for chunk in chunks)
    seconds = sum(len(chunk.pcm) for chunk in chunks) / 2 / 24_000
    assert seconds == pytest.approx(len(SENTENCE) * 0.06, abs=0.01)
    assert len(chunks) > 10, "the first sound leaves before the last is made"
    assert stand_ins.speaking.spoken == [SENTENCE]


@pytest.mark.parametrize("vendor", ["anthropic", "openai"])
async def test_a_model_writes(stand_ins: StandIns, exits: AsyncExitStack, vendor: str) -> None:
    text = await Adapters(accounts_of(stand_ins), exits).calls()[vendor]()
    assert text == "Thank you for telling me that."
    prompts = stand_ins.claude.prompts if vendor == "anthropic" else stand_ins.gpt.prompts
    assert [system for system, _ in prompts] == ["Word it."]


async def test_connections_are_kept_warm(stand_ins: StandIns, exits: AsyncExitStack) -> None:
    adapters = Adapters(accounts_of(stand_ins), exits)
    for _ in range(3):
        for call in adapters.calls().values():
            await call()
    for server in stand_ins.servers.values():
        # Three requests, or three sentences on one socket.
        assert server.connections == 1
    assert len(stand_ins.speaking.spoken) == 3


async def test_a_server_of_one_s_own_needs_no_key(exits: AsyncExitStack) -> None:
    async with running(StandIns(key="none")) as stand_ins:
        model = OpenAiModel(OpenAiAccount(base_url=f"{stand_ins.openai.url}/v1", model="mine"))
        exits.push_async_callback(model.aclose)
        assert await written(model) == "Thank you for telling me that."


# What goes wrong ---------------------------------------------------------------------------------

ANSWERED = [
    (Fault.key_refused, Reason.key_refused),
    (Fault.rate_limited, Reason.rate_limited),
    (Fault.overloaded, Reason.overloaded),
    (Fault.broken, Reason.broken),
    (Fault.garbage, Reason.garbled),
    (Fault.noise, Reason.cut),
    (Fault.drop, Reason.cut),
    (Fault.cut, Reason.cut),
    (Fault.closed_1011, Reason.cut),
]
ON_SOCKETS = {Fault.noise: Reason.garbled, Fault.closed_1011: Reason.broken}
"""Where a socket shows more than a request would."""


@pytest.mark.parametrize("vendor", ["deepgram", "elevenlabs", "anthropic", "openai"])
@pytest.mark.parametrize(("fault", "reason"), ANSWERED)
async def test_each_fault_has_its_reason_and_shows_no_secret(
    stand_ins: StandIns,
    exits: AsyncExitStack,
    caplog: pytest.LogCaptureFixture,
    vendor: str,
    fault: Fault,
    reason: Reason,
) -> None:
    caplog.set_level(logging.DEBUG)
    hush_sdks()
    adapters = Adapters(accounts_of(stand_ins), exits)
    stand_ins.servers[vendor].fail(fault)
    with pytest.raises(VendorFailed) as failed:
        await adapters.calls()[vendor]()
    expected = ON_SOCKETS.get(fault, reason) if vendor == "elevenlabs" else reason
    assert failed.value.reason is expected
    assert stand_ins.servers[vendor].requests == 1, "the SDK must not retry: the chain decides"
    shown = "".join(
        [
            *traceback.format_exception(failed.value),
            repr(failed.value),
            repr(vars(adapters)),
            caplog.text,
        ]
    )
    for secret in (SECRET_KEY, SPOKEN_BY_CANDIDATE, "stand-in answers"):
        assert secret not in shown


@pytest.mark.parametrize("vendor", ["anthropic", "openai"])
@pytest.mark.parametrize("fault", [Fault.rate_limited, Fault.overloaded])
async def test_a_vendor_says_when_to_come_again(
    stand_ins: StandIns, exits: AsyncExitStack, vendor: str, fault: Fault
) -> None:
    stand_ins.servers[vendor].fail(fault)
    with pytest.raises(VendorFailed) as failed:
        await Adapters(accounts_of(stand_ins), exits).calls()[vendor]()
    assert failed.value.retry_after_s == 7.0


async def test_a_wrong_key_is_told_apart(stand_ins: StandIns, exits: AsyncExitStack) -> None:
    adapters = Adapters(accounts_of(stand_ins, key="wrong"), exits)
    for call in adapters.calls().values():
        with pytest.raises(VendorFailed) as failed:
            await call()
        assert failed.value.reason is Reason.key_refused


async def test_nobody_listens_there(stand_ins: StandIns, exits: AsyncExitStack) -> None:
    adapters = Adapters(accounts_of(stand_ins), exits)
    await stand_ins.aclose()
    for call in adapters.calls().values():
        with pytest.raises(VendorFailed) as failed:
            await call()
        assert failed.value.reason is Reason.unreachable


SLOW = [Fault.hang, Fault.mute, Fault.stall]


@pytest.mark.parametrize("fault", [*SLOW, Fault.dribble, Fault.cut, Fault.drop, Fault.broken])
async def test_a_stretch_is_recognised_whatever_deepgram_does(
    stand_ins: StandIns, exits: AsyncExitStack, fault: Fault
) -> None:
    record = Record()
    local = ScriptedStt(["Heard on this machine."])
    clock = SystemClock()
    vendor = WatchedStt(DeepgramStt(accounts_of(stand_ins).deepgram), clock)
    chain = SttChain([vendor, local], clock=clock)
    exits.push_async_callback(chain.aclose)
    stand_ins.deepgram.fail(fault)
    began = time.monotonic()
    heard = await chain.told(record).transcribe(speech(1.0), partial=False)
    assert time.monotonic() - began < WITHIN_S
    assert heard is not None
    assert heard.text == "Heard on this machine."
    assert record.codes[-1] == "fallback"


@pytest.mark.parametrize("fault", [*SLOW, Fault.silent, Fault.cut, Fault.garbage, Fault.noise])
async def test_a_sentence_is_spoken_whatever_elevenlabs_does(
    stand_ins: StandIns, exits: AsyncExitStack, fault: Fault
) -> None:
    record = Record()
    local = ToneTts()
    chain = vendors.speaking("auto", accounts_of(stand_ins), local, clock=SystemClock())
    exits.push_async_callback(chain.aclose)
    stand_ins.elevenlabs.fail(fault)
    began = time.monotonic()
    chunks = await spoken(chain.told(record))
    assert time.monotonic() - began < WITHIN_S
    assert local.spoken == [SENTENCE]
    assert len({chunk.sample_rate_hz for chunk in chunks}) == 1
    assert record.codes[-1] == "fallback"


async def reword(wording: ModelWording, deadline_s: float) -> tuple[str, str | None, str]:
    worded = await wording.reword(
        DIRECTIVE,
        mode=Mode.assessment,
        language="en",
        recent=(f"Candidate: {SPOKEN_BY_CANDIDATE}",),
        deadline_s=deadline_s,
    )
    return worded.source, worded.refused, worded.text


async def test_a_directive_is_worded_by_the_first_model(
    stand_ins: StandIns, exits: AsyncExitStack
) -> None:
    wording = vendors.wording("auto", accounts_of(stand_ins), clock=SystemClock())
    assert wording is not None
    exits.push_async_callback(wording.aclose)
    assert await reword(wording, 5.0) == (
        "Anthropic",
        None,
        f"Thank you for telling me that. {SENTENCE}",
    )
    _, user = stand_ins.claude.prompts[0]
    assert SPOKEN_BY_CANDIDATE in user


async def test_when_one_model_is_overloaded_the_other_one_words_it(
    stand_ins: StandIns, exits: AsyncExitStack
) -> None:
    wording = vendors.wording("auto", accounts_of(stand_ins), clock=SystemClock())
    assert wording is not None
    exits.push_async_callback(wording.aclose)
    stand_ins.anthropic.fail(Fault.overloaded)
    assert (await reword(wording, 5.0))[0] == "OpenAI"


@pytest.mark.parametrize("fault", [*SLOW, Fault.dribble])
async def test_the_pattern_is_spoken_when_the_models_are_slow(
    stand_ins: StandIns, exits: AsyncExitStack, fault: Fault
) -> None:
    wording = vendors.wording("auto", accounts_of(stand_ins), clock=SystemClock())
    assert wording is not None
    exits.push_async_callback(wording.aclose)
    stand_ins.anthropic.fail(fault, dribble_s=0.3)
    stand_ins.openai.fail(fault, dribble_s=0.3)
    began = time.monotonic()
    source, refused, text = await reword(wording, 1.0)
    assert (source, text) == ("pattern", DIRECTIVE.text)
    assert refused in ("late", "failed")
    assert time.monotonic() - began < 1.0 + WITHIN_S / 2


@pytest.mark.parametrize("vendor", ["deepgram", "elevenlabs", "anthropic", "openai"])
async def test_requests_are_given_up_when_nobody_waits_any_more(
    stand_ins: StandIns, exits: AsyncExitStack, vendor: str
) -> None:
    server = stand_ins.servers[vendor]
    server.fail(Fault.hang)
    task = asyncio.ensure_future(Adapters(accounts_of(stand_ins), exits).calls()[vendor]())
    await eventually(lambda: server.requests == 1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await eventually(lambda: server.open_connections == 0)


# How they are chosen -----------------------------------------------------------------------------


def test_a_vendor_is_chosen_by_its_key_alone(stand_ins: StandIns) -> None:
    none, all_of_them = Accounts(), accounts_of(stand_ins)
    assert not vendors.hears("auto", none)
    assert vendors.hears("auto", all_of_them)
    assert not vendors.hears("moonshine", all_of_them)
    assert not vendors.speaks("auto", none)
    assert vendors.speaks("auto", all_of_them)
    assert not vendors.speaks("flite", all_of_them)
    assert vendors.wording("auto", none, clock=SystemClock()) is None
    assert vendors.wording("none", all_of_them, clock=SystemClock()) is None


@pytest.mark.parametrize(
    ("choose", "variable"),
    [
        (lambda: vendors.hears("deepgram", Accounts()), "DEEPGRAM_API_KEY"),
        (lambda: vendors.speaks("elevenlabs", Accounts()), "ELEVENLABS_API_KEY"),
        (
            lambda: vendors.wording("anthropic", Accounts(), clock=SystemClock()),
            "ANTHROPIC_API_KEY",
        ),
        (lambda: vendors.wording("gemini", Accounts(), clock=SystemClock()), "VIVA_LLM"),
    ],
)
def test_a_vendor_without_its_key_says_which_one(
    choose: Callable[[], object], variable: str
) -> None:
    with pytest.raises(Exception, match=variable):
        choose()


async def test_a_chain_without_anything_local_still_works(
    stand_ins: StandIns, exits: AsyncExitStack
) -> None:
    accounts = accounts_of(stand_ins)
    ears: StreamedStt = vendors.hearing("auto", accounts, None, clock=SystemClock())
    voice: TtsChain = vendors.speaking("auto", accounts, None, clock=SystemClock())
    exits.push_async_callback(ears.aclose)
    exits.push_async_callback(voice.aclose)
    assert await ears.transcribe(speech(1.0), partial=False) is not None
    assert await spoken(voice)
    stand_ins.elevenlabs.fail(Fault.broken)
    with pytest.raises(ProviderFailed):
        await spoken(voice)
