"""Each session is heard in the languages in which its candidate may answer."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from load_tests.vendors.content import script
from load_tests.vendors.faults import Fault
from load_tests.vendors.stand_ins import StandIns
from runtime.clock import SystemClock
from runtime.errors import ProviderFailed
from runtime.interview.events import SegmentHeard
from runtime.interview.plan import InterviewPlan
from runtime.providers import vendors
from runtime.providers.accounts import Accounts, DeepgramAccount
from runtime.providers.deepgram import nova_hears, nova_language
from runtime.providers.deepgram_stream import DeepgramStreaming
from runtime.secret import Secret
from runtime.voice.kit import VoiceKit, languages_of
from tests.providers.listening import Hears, listening
from tests.providers.test_vendor_kit import NOWHERE, RATE_HZ, Call, talk
from tests.providers.vendor_doubles import Listener, Record, speech
from tests.providers.vendor_stand_ins import SECRET_KEY, accounts_of, running
from tests.storage.samples import record

pytestmark = pytest.mark.contract

SPANISH = "Dirigí un equipo de cuatro personas y movimos la facturación a otra base de datos."
NOVA, FLUX, MEDICAL = "nova-3", "flux-general-en", "nova-3-medical"
ENGLISH_PLAN = record("s-languages").plan


def plan(language: str, *others: str) -> InterviewPlan:
    return msgspec.structs.replace(ENGLISH_PLAN, language=language, response_languages=others)


@pytest.fixture
async def stand_ins() -> AsyncIterator[StandIns]:
    async with running(StandIns(key=SECRET_KEY, hear=script([SPANISH]))) as started:
        yield started


def account(stand_ins: StandIns, model: str) -> DeepgramAccount:
    return DeepgramAccount(api_key=Secret(SECRET_KEY), base_url=stand_ins.deepgram.url, model=model)


@pytest.mark.parametrize(
    ("languages", "asked"),
    [
        (("en",), {"model": [NOVA], "language": ["en"]}),
        (("es",), {"model": [NOVA], "language": ["es"]}),
        (
            ("es", "en"),
            {"model": [NOVA], "language": ["multi"], "language_hint": ["es", "en"]},
        ),
        (("en", "xx"), {"model": [NOVA], "language": ["en"]}),
        (("xx",), {"model": [NOVA], "language": ["en"]}),
    ],
)
async def test_nova_is_told_what_is_spoken(
    stand_ins: StandIns, languages: tuple[str, ...], asked: dict[str, list[str]]
) -> None:
    await heard_in(stand_ins, NOVA, languages)
    (request,) = stand_ins.hearing.asked
    told = {name: values for name, values in request.every.items() if name in LANGUAGE_NAMES}
    assert told == asked


@pytest.mark.parametrize(
    ("languages", "asked"),
    [
        (("en",), {"model": [FLUX]}),
        (("es",), {"model": ["flux-general-multi"], "language_hint": ["es"]}),
        (("en", "es"), {"model": ["flux-general-multi"], "language_hint": ["en", "es"]}),
    ],
)
async def test_flux_changes_to_its_multilingual_model(
    stand_ins: StandIns, languages: tuple[str, ...], asked: dict[str, list[str]]
) -> None:
    await heard_in(stand_ins, FLUX, languages)
    (request,) = stand_ins.hearing.asked
    told = {name: values for name, values in request.every.items() if name in LANGUAGE_NAMES}
    assert told == asked


LANGUAGE_NAMES = {"model", "language", "language_hint"}


async def heard_in(stand_ins: StandIns, model: str, languages: tuple[str, ...]) -> None:
    """One stretch over a stream; its words come whole, accents and all."""
    hears = Hears(
        [DeepgramStreaming(account(stand_ins, model))],
        Listener("local", SystemClock(), ["heard on this machine"]),
        languages=languages,
    )
    async with listening(hears) as session:
        assert (await session.heard(2.0)).text == SPANISH


@pytest.mark.parametrize(
    ("model", "language", "hears"),
    [
        *((model, "en", True) for model in (NOVA, FLUX, MEDICAL, "nova-2", "something-else")),
        *((model, "es", True) for model in (NOVA, "nova-2", "nova-3-general", FLUX)),
        *((model, "es", False) for model in (MEDICAL, "nova-2-phonecall", "flux-medical-en")),
        *((model, "xx", False) for model in (NOVA, FLUX)),
    ],
)
def test_what_a_model_hears(model: str, language: str, hears: bool) -> None:
    streaming = DeepgramStreaming(DeepgramAccount(api_key=Secret("k"), model=model))
    assert streaming.hears(language) is hears
    if not model.startswith("flux"):
        assert nova_hears(model, language) is hears


def test_only_nova_3_takes_hints() -> None:
    assert nova_language("nova-2", ("en", "es")) == {"language": "multi"}
    assert "language_hint" in nova_language("nova-3", ("en", "es"))


# Whole stretches, when no stream can be had ---------------------------------------------


async def recorded(stand_ins: StandIns, *languages: str) -> tuple[str, Listener]:
    """A stretch as a session in these languages has it recognised without a stream."""
    local = Listener("local", SystemClock(), ["heard on this machine"])
    accounts = Accounts(deepgram=account(stand_ins, NOVA))
    stt = vendors.hearing("deepgram", accounts, local, clock=SystemClock())
    try:
        heard = await stt.told(Record(), languages).transcribe(speech(1.0), partial=False)
    finally:
        await stt.aclose()
    assert heard is not None
    return heard.text, local


async def test_a_bilingual_stretch_goes_to_the_vendor(stand_ins: StandIns) -> None:
    text, local = await recorded(stand_ins, "es", "en")
    assert (text, local.calls) == (SPANISH, [])
    (request,) = stand_ins.hearing.asked
    assert request.method == "POST"
    assert request.every["language"] == ["multi"]
    assert request.every["language_hint"] == ["es", "en"]


async def test_an_english_stretch_stays_on_this_machine(stand_ins: StandIns) -> None:
    text, local = await recorded(stand_ins, "en")
    assert (text, local.calls) == ("heard on this machine", [False])
    assert stand_ins.hearing.asked == []


async def test_behind_the_vendor_this_machine_hears_what_may_be_english(
    stand_ins: StandIns,
) -> None:
    stand_ins.deepgram.fail(Fault.broken)
    assert (await recorded(stand_ins, "es", "en"))[0] == "heard on this machine"
    with pytest.raises(ProviderFailed):
        await recorded(stand_ins, "es")


# What the session says about it ---------------------------------------------


async def test_a_vendor_that_hears_spanish_lacks_nothing(stand_ins: StandIns) -> None:
    kit = await VoiceKit.load(
        stt="auto", tts="scripted", home=NOWHERE, accounts=accounts_of(stand_ins)
    )
    try:
        assert kit.lacks(plan("es", "en")) == ()
        assert kit.lacks(plan("en", "es")) == ()
        assert "type answers in xx" in kit.lacks(plan("en", "xx"))[0]
        stand_ins.deepgram.fail(Fault.key_refused)
        call = Call()
        opened = kit.on_link(
            call, input_rate_hz=RATE_HZ, output_rate_hz=24_000, languages=("en", "es")
        )
        voice = await opened(call)
        voice.feed(bytes(RATE_HZ))
        async with asyncio.timeout(10):
            while kit.lacks(plan("en", "es")) == ():  # noqa: ASYNC110 (a socket has to fail)
                await asyncio.sleep(0.02)
        await voice.aclose()
    finally:
        await kit.aclose()


async def test_without_a_vendor_spanish_is_typed(tmp_path: Path) -> None:
    kit = await VoiceKit.load(stt="moonshine", tts="scripted", home=tmp_path)
    try:
        assert kit.lacks(plan("en")) == ()
        (told,) = kit.lacks(plan("en", "es"))
        assert told == "Only English is recognised by ear: type answers in Spanish."
    finally:
        await kit.aclose()


def test_the_interviewers_language_comes_first() -> None:
    assert languages_of(plan("es-MX", "en")) == ("es", "en")
    assert languages_of(plan("en", "es", "en")) == ("en", "es")


async def test_an_answer_in_spanish_is_heard(stand_ins: StandIns) -> None:
    """Through the whole voice, as it stands in the transcript."""
    kit = await VoiceKit.load(
        stt="auto", tts="scripted", home=NOWHERE, accounts=accounts_of(stand_ins)
    )
    call = Call()
    opened = kit.on_link(
        call,
        input_rate_hz=RATE_HZ,
        output_rate_hz=24_000,
        languages=languages_of(plan("es", "en")),
    )
    voice = await opened(call)
    try:
        await talk(voice, call)
        (segment,) = call.of(SegmentHeard)
        assert isinstance(segment, SegmentHeard)
        assert segment.text == SPANISH
        assert stand_ins.hearing.asked[0].every["language_hint"] == ["es", "en"]
    finally:
        await voice.aclose()
        await kit.aclose()
