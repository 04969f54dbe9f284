"""A stand-in server, a real Chromium, and a microphone fed from a WAV file."""

import shutil
import wave
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.page.sample_kits import KITS
from tests.page.sample_report import sample_report
from tests.page.stand_in import RATE_HZ, SESSION_ID, StandIn, tone

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
]


@pytest_asyncio.fixture(loop_scope="module")
async def stand_in() -> AsyncIterator[StandIn]:
    server = StandIn(kits=KITS, report=sample_report(SESSION_ID))
    await server.start()
    yield server
    await server.stop()


@pytest.fixture(scope="session")
def voice_wav(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty seconds of something as loud as talk."""
    path = tmp_path_factory.mktemp("voice") / "voice.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(tone(20.0))
    return path


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium(voice_wav: Path) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "/usr/bin/chromium",
            args=[*CHROMIUM_FLAGS, f"--use-file-for-fake-audio-capture={voice_wav}"],
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def browser(chromium: Browser) -> AsyncIterator[Browser]:
    """Chromium without tabs of other tests: each draws and listens as long as it is open."""
    yield chromium
    for context in chromium.contexts:
        await context.close()
