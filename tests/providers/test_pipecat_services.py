"""Real services of the installed pipecat, named in one line, at work against the stand-ins."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from loguru import logger

from load_tests.vendors.content import ANSWERS
from load_tests.vendors.faults import Fault
from load_tests.vendors.stand_ins import StandIns
from runtime.clock import SystemClock
from runtime.errors import MissingPart, ProviderFailed
from runtime.providers import vendors
from runtime.providers.failure import VendorFailed
from runtime.providers.pipecat_llm import PipecatModel
from runtime.providers.pipecat_spec import parse
from runtime.providers.pipecat_stt import PipecatStt
from runtime.providers.pipecat_tts import PipecatTts
from runtime.providers.watched import WatchedTts
from runtime.secret import Secret
from server.settings import load_settings
from tests.providers.listening import Hears, listening, until
from tests.providers.vendor_doubles import Listener
from tests.providers.vendor_stand_ins import SECRET_KEY, running

pytestmark = pytest.mark.contract

SECRETS = {"MY_KEY": Secret(SECRET_KEY)}
SENTENCE = "How did you know it was right?"


def deepgram(stand_ins: StandIns) -> str:
    return (
        "pipecat:pipecat.services.deepgram.stt.DeepgramSTTService"
        f"?api_key_env=MY_KEY&base_url={stand_ins.deepgram.url}&model=nova-3-general"
    )


def elevenlabs(stand_ins: StandIns) -> str:
    socket = stand_ins.elevenlabs.url.replace("http", "ws")
    return (
        "pipecat:pipecat.services.elevenlabs.tts.ElevenLabsTTSService"
        f"?api_key_env=MY_KEY&url={socket}&voice=voice&model=eleven_flash_v2_5"
    )


def openai(stand_ins: StandIns) -> str:
    return (
        "pipecat:pipecat.services.openai.llm.OpenAILLMService"
        f"?api_key_env=MY_KEY&base_url={stand_ins.openai.url}/v1&model=gpt-4.1"
    )


@pytest.fixture
async def stand_ins() -> AsyncIterator[StandIns]:
    async with running() as started:
        yield started


async def test_a_recogniser_listens(stand_ins: StandIns) -> None:
    hears = Hears(
        [PipecatStt(parse(deepgram(stand_ins)), SECRETS)],
        Listener("local", SystemClock(), ["heard on this machine"]),
    )
    async with listening(hears) as session:
        await until(lambda: stand_ins.deepgram.connections == 1)
        await asyncio.sleep(0.2)
        assert (await session.heard(2.0)).text == ANSWERS[0]
        session.hearing.turn_over()
        session.hush(0.5)
        assert (await session.heard(1.5)).text == ANSWERS[1]
        assert session.record.codes == []


async def test_a_recogniser_that_refuses_the_key_is_replaced(stand_ins: StandIns) -> None:
    stand_ins.deepgram.fail(Fault.key_refused)
    hears = Hears(
        [PipecatStt(parse(deepgram(stand_ins)), SECRETS)],
        Listener("local", SystemClock(), ["heard on this machine"]),
    )
    async with listening(hears) as session:
        assert (await session.heard(2.0)).text == "heard on this machine"
        await until(lambda: "fallback" in session.record.codes)


async def test_a_voice_speaks_sentence_after_sentence(stand_ins: StandIns) -> None:
    voice = WatchedTts(PipecatTts(parse(elevenlabs(stand_ins)), SECRETS), SystemClock())
    for _ in range(2):
        chunks = [chunk async for chunk in voice.synthesize(SENTENCE, language="en")]
        seconds = sum(len(chunk.pcm) for chunk in chunks) / 2 / chunks[0].sample_rate_hz
        assert seconds == pytest.approx(len(SENTENCE) * 0.06, abs=0.15)
    await voice.aclose()
    assert stand_ins.speaking.spoken == [SENTENCE] * 2
    assert stand_ins.elevenlabs.connections == 1


async def test_a_voice_that_was_stopped_does_not_leak_into_the_next_sentence(
    stand_ins: StandIns,
) -> None:
    voice = PipecatTts(parse(elevenlabs(stand_ins)), SECRETS)
    stopped = voice.synthesize(SENTENCE * 5, language="en")
    await anext(stopped)
    await stopped.aclose()
    chunks = [chunk async for chunk in voice.synthesize("Yes.", language="en")]
    await voice.aclose()
    seconds = sum(len(chunk.pcm) for chunk in chunks) / 2 / chunks[0].sample_rate_hz
    assert seconds < 0.6


async def test_a_model_writes(stand_ins: StandIns) -> None:
    model = PipecatModel(parse(openai(stand_ins)), SECRETS)
    for _ in range(2):
        written = [
            piece
            async for piece in model.stream(
                system="Word it.", user=f"<question>{SENTENCE}</question>", max_tokens=100
            )
        ]
        assert "".join(written) == "Thank you for telling me that."
        assert len(written) > 3
    await model.aclose()


async def test_a_model_that_is_overloaded_says_so(stand_ins: StandIns) -> None:
    stand_ins.openai.fail(Fault.rate_limited)
    model = PipecatModel(parse(openai(stand_ins)), SECRETS)
    with pytest.raises(VendorFailed) as failed:
        await written(model)
    await model.aclose()
    assert failed.value.reason == "rate_limited"


async def written(model: PipecatModel) -> None:
    async with asyncio.timeout(5):
        async for _ in model.stream(system="", user="Hello", max_tokens=10):
            pass


async def test_keys_are_in_no_log(
    stand_ins: StandIns, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Not even at debug level, whoever logs: pipecat does so through loguru."""
    caplog.set_level(logging.DEBUG)
    told = io.StringIO()
    sink = logger.add(told, level="TRACE")
    try:
        accounts = load_settings(
            {"VIVA_HOME": "/nonexistent", "MY_KEY": SECRET_KEY, "VIVA_LLM": openai(stand_ins)}
        ).accounts
        words = vendors.wording(openai(stand_ins), accounts, clock=SystemClock())
        assert words is not None
        for fault in (None, Fault.key_refused, Fault.garbage):
            stand_ins.openai.fail(fault)
            stand_ins.elevenlabs.fail(fault)
            model = PipecatModel(parse(openai(stand_ins)), SECRETS)
            voice = WatchedTts(PipecatTts(parse(elevenlabs(stand_ins)), SECRETS), SystemClock())
            failures = []
            try:
                await written(model)
            except (ProviderFailed, TimeoutError) as failure:
                failures.append(failure)
            try:
                async for _ in voice.synthesize(SENTENCE, language="en"):
                    pass
            except ProviderFailed as failure:
                failures.append(failure)
            assert SECRET_KEY not in "".join(map(str, failures))
            await model.aclose()
            await voice.aclose()
        await words.aclose()
        assert SECRET_KEY not in repr(accounts)
    finally:
        logger.remove(sink)
    shown = capfd.readouterr()
    assert SECRET_KEY not in caplog.text + told.getvalue() + shown.out + shown.err
    assert SENTENCE not in told.getvalue() + shown.out + shown.err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("pipecat:nonsense", "names no service"),
        ("pipecat:pipecat.services.google.tts.GoogleTTSService", r"pipecat-ai\[google\]"),
        ("pipecat:pipecat.services.nowhere.tts.NowhereTTSService", "not installed"),
        ("pipecat:pipecat.services.elevenlabs.tts.NoSuchService", "has no NoSuchService"),
        ("pipecat:pipecat.services.deepgram.stt.DeepgramSTTService", "is no TTSService"),
        (
            "pipecat:pipecat.services.elevenlabs.tts.ElevenLabsTTSService?api_key_env=NOT_SET",
            "needs NOT_SET",
        ),
        (
            "pipecat:pipecat.services.elevenlabs.tts.ElevenLabsTTSService?colour=red",
            "takes no 'colour'",
        ),
    ],
)
def test_a_line_that_can_t_work_says_why(line: str, words: str) -> None:
    with pytest.raises(MissingPart, match=words):
        PipecatTts(parse(line), SECRETS)


def test_settings_keep_the_line_and_read_its_key() -> None:
    line = "pipecat:pipecat.services.cartesia.stt.CartesiaSTTService?api_key_env=CARTESIA_API_KEY"
    settings = load_settings(
        {"VIVA_HOME": str(Path("/x")), "VIVA_STT": line, "CARTESIA_API_KEY": "k"}
    )
    assert settings.stt == line
    assert settings.accounts.secrets == {"CARTESIA_API_KEY": Secret("k")}
    assert PipecatStt(parse(line), settings.accounts.secrets).name == "CartesiaSTTService (pipecat)"
