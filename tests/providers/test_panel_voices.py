"""A panel sounds like several people where this machine, or the vendor, has several voices."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from load_tests.vendors.faults import Fault
from load_tests.vendors.stand_ins import StandIns
from runtime.clock import SystemClock
from runtime.errors import ProviderFailed
from runtime.ports import ManyVoices, TextToSpeech
from runtime.providers import vendors
from runtime.providers.accounts import Accounts, ElevenLabsAccount
from runtime.providers.program import flite
from runtime.providers.tts import SpeechChain, load_tts
from runtime.providers.voice_chain import TtsChain
from runtime.secret import Secret
from server.settings import load_settings
from tests.providers.vendor_doubles import Record
from tests.providers.vendor_stand_ins import SECRET_KEY, running

pytestmark = pytest.mark.integration

LINE = "Let me ask you about the work itself."


def present() -> TextToSpeech:
    voice = flite("slt")
    assert voice is not None, "these tests need Debian's flite"
    return voice


async def pcm(voice: TextToSpeech, language: str = "en") -> bytes:
    return b"".join([chunk.pcm async for chunk in voice.synthesize(LINE, language=language)])


@pytest.fixture
def chain(tmp_path: Path) -> SpeechChain:
    present()
    return load_tts("flite", tmp_path, SystemClock())


async def test_each_kind_of_voice_sounds_different(chain: SpeechChain) -> None:
    assert isinstance(chain, ManyVoices)
    voices = [chain, chain.in_voice("male"), chain.in_voice("second_male")]
    sounds = [await pcm(voice) for voice in voices]
    assert all(len(sound) > 10_000 for sound in sounds)
    assert len(set(sounds)) == 3


async def test_an_unknown_kind_is_the_usual_voice(chain: SpeechChain) -> None:
    assert chain.in_voice("alto") is chain


async def test_a_language_nobody_speaks_is_said_and_costs_nobody_a_rest() -> None:
    chain = SpeechChain([present()], SystemClock())
    assert not chain.speaks("es")
    with pytest.raises(ProviderFailed, match="es"):
        await pcm(chain, "es-MX")
    assert chain.speaks("en-GB")
    assert len(await pcm(chain)) > 10_000


# With a vendor in front ---------------------------------------------------------------------------


@asynccontextmanager
async def with_elevenlabs(
    local: TextToSpeech | None = None, **voices: str
) -> AsyncIterator[tuple[TtsChain, StandIns]]:
    async with running() as stand_ins:
        account = ElevenLabsAccount(
            api_key=Secret(SECRET_KEY), base_url=stand_ins.elevenlabs.url, **voices
        )
        chain = vendors.speaking(
            "elevenlabs", Accounts(elevenlabs=account), local, clock=SystemClock()
        )
        try:
            yield chain, stand_ins
        finally:
            await chain.aclose()


def voices_of(stand_ins: StandIns) -> list[str]:
    return [request.path.split("/")[3] for request in stand_ins.speaking.asked]


async def test_each_member_of_a_panel_has_the_voice_that_is_set_for_it() -> None:
    voices = {"voice_id": "usual", "voice_id_male": "bass", "voice_id_second_male": "tenor"}
    async with with_elevenlabs(**voices) as (chain, stand_ins):
        session = chain.told(Record())
        for voice in (session, session.in_voice("male"), session.in_voice("second_male")):
            assert await pcm(voice)
        assert await pcm(session.in_voice("male"))
        assert voices_of(stand_ins) == ["usual", "bass", "tenor"], "one socket for each voice"
        assert stand_ins.speaking.spoken == [LINE] * 4


async def test_a_member_without_a_voice_of_its_own_has_the_usual_one() -> None:
    async with with_elevenlabs(voice_id="usual") as (chain, stand_ins):
        assert await pcm(chain.told(Record()).in_voice("male"))
        assert voices_of(stand_ins) == ["usual"]


async def test_when_the_vendor_fails_this_machine_takes_over_in_the_same_kind_of_voice(
    chain: SpeechChain,
) -> None:
    """And the session is told once, whoever of the panel speaks."""
    async with with_elevenlabs(chain, voice_id="usual") as (speaking, stand_ins):
        stand_ins.elevenlabs.fail(Fault.key_refused)
        record = Record()
        session = speaking.told(record)
        sounds = [await pcm(session.in_voice(kind)) for kind in ("male", "second_male", "male")]
        assert sounds[0] == sounds[2] != sounds[1]
        assert record.codes == ["key_refused", "fallback"]


def test_the_voices_come_from_the_environment() -> None:
    environment = {
        "ELEVENLABS_VOICE_ID": "usual",
        "ELEVENLABS_VOICE_ID_MALE": "bass",
        "OPENAI_VOICE_ID_MALE": "nobody's",
    }
    account = load_settings(environment).accounts.elevenlabs
    kinds = ("", "male", "second_male", "alto")
    assert [account.voice_of(kind) for kind in kinds] == ["usual", "bass", "usual", "usual"]
