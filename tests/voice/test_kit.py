"""The kit loads real parts, says what is degraded, and refuses what is missing."""

import io
import subprocess
import sys
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from loguru import logger

from runtime.errors import BadAudio, MissingPart
from runtime.interview.events import UtteranceFinished
from runtime.ports import Utterance
from runtime.voice.kit import VoiceKit
from tests.clocks import ManualClock, settle
from tests.voice.speaking import Client
from tests.voice.test_pipeline import Session

pytestmark = pytest.mark.integration


async def test_real_parts_load_and_say_that_they_are_simple() -> None:
    kit = await VoiceKit.load(stt="auto", tts="auto", home=Path("/nonexistent"))
    assert any("small model" in words for words in kit.degraded)
    assert any("simple synthesiser" in words for words in kit.degraded)
    await kit.aclose()


async def test_missing_parts_are_named() -> None:
    for stt, tts in (("telepathy", "auto"), ("auto", "parrot")):
        with pytest.raises(MissingPart, match="VIVA_"):
            await VoiceKit.load(stt=stt, tts=tts, home=Path("/nonexistent"))


async def test_a_machine_without_speech_holds_interviews_in_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    session = Session()
    kit = await VoiceKit.load(
        stt="none", tts="auto", home=Path("/nonexistent"), clock=session.clock
    )
    assert any("typed" in words for words in kit.degraded)
    assert any("shown" in words for words in kit.degraded)
    assert any("flite" in words for words in kit.degraded), "what to install"
    opened = kit.on_link(session.client, input_rate_hz=16_000, output_rate_hz=24_000)
    session.voice = await opened(session)
    await session.say("How are you?")
    assert UtteranceFinished in session.kinds
    assert session.client.audio == []
    await session.voice.aclose()
    await kit.aclose()


async def test_scripted_parts_say_so() -> None:
    kit = await VoiceKit.load(stt="scripted", tts="scripted", home=Path("/nonexistent"))
    assert any("script" in words for words in kit.degraded)
    assert any("tones" in words for words in kit.degraded)
    await kit.aclose()


async def test_rates_are_checked() -> None:
    kit = await VoiceKit.load(stt="scripted", tts="scripted", home=Path("/nonexistent"))
    client = Client(ManualClock())
    for rates in ((4_000, 24_000), (16_000, 96_000)):
        with pytest.raises(BadAudio, match="8000"):
            kit.on_link(client, input_rate_hz=rates[0], output_rate_hz=rates[1])
    await kit.aclose()


@pytest.mark.parametrize("avatar", [False, True])
async def test_a_session_without_a_voice(avatar: bool) -> None:
    session = Session()
    kit = await VoiceKit.load(
        stt="scripted", tts="scripted", home=Path("/nonexistent"), clock=session.clock
    )
    session.voice = await kit.text_only(session.client, avatar=avatar)(session)
    await session.say("How are you?")
    if avatar:
        session.voice.avatar("speak_started", "u1:0", 500)
        await settle()
        session.voice.avatar("speak_ended", "u1:0", 500)
        await settle()
    assert UtteranceFinished in session.kinds
    assert session.client.audio == []
    await session.voice.aclose()
    await kit.aclose()


async def test_pipecat_writes_no_words_to_stderr() -> None:
    said = "Xylophone quartz."
    written = io.StringIO()
    sink = logger.add(written, level=0)
    session = Session()
    try:
        with redirect_stderr(written):
            kit = await VoiceKit.load(
                stt="scripted", tts="scripted", home=Path("/nonexistent"), clock=session.clock
            )
            session.voice = await kit.text_only(session.client, avatar=False)(session)
            await session.voice.say(Utterance(utterance_id="u1", turn_id="t1", text=said))
            await settle()
            await session.voice.aclose()
            await kit.aclose()
    finally:
        logger.remove(sink)
    assert said not in written.getvalue()
    assert "pipecat" not in written.getvalue().lower()


def test_nothing_of_fastapi_is_loaded() -> None:
    """In a process of its own: pytest may have loaded anything."""
    code = "import sys, runtime.voice.kit; sys.exit('fastapi' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, timeout=60).returncode == 0
