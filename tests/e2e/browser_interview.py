"""A whole interview through the page in a real browser."""

import asyncio
import re
import shutil
from pathlib import Path

import httpx
from playwright.async_api import Browser, Page, async_playwright, expect

from load_tests.server_process import ServerProcess
from tests.page.conftest import CHROMIUM_FLAGS
from tests.page.visitor import open_page

DURATION_S = 150
PHASE_NOW = """document.querySelector('[data-testid="phase-now"]')?.innerText.trim()"""


async def start(browser: Browser, viva: ServerProcess, transport: str, output: Path) -> Page:
    page = await open_page(browser, viva.url)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.complaints = complaints  # type: ignore[attr-defined]

    async def shorter(route, request) -> None:  # type: ignore[no-untyped-def]
        """The page offers six minutes at least; the server takes less, and so do tests."""
        body = request.post_data_json
        await route.continue_(post_data={**body, "duration_s": DURATION_S})

    await page.route("**/api/v1/sessions", shorter)
    await page.get_by_test_id("kit-software_engineer").check()
    await page.get_by_test_id(f"transport-{transport}").check()
    await page.get_by_test_id("consent").check()
    await page.screenshot(path=output / f"browser-{transport}-1-choose.png")
    await page.get_by_test_id("to-check").click()
    await expect(page.get_by_test_id("check")).to_be_visible()
    await page.screenshot(path=output / f"browser-{transport}-2-check.png")
    await page.get_by_test_id("start-interview").click(timeout=40_000)
    await expect(page.get_by_test_id("live")).to_be_visible()
    return page


async def hold_interview(
    viva: ServerProcess, microphone: Path, output: Path, transport: str
) -> None:
    """From choosing a role to reading the report, by `ws` or `webrtc`; screenshots in `output`."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "/usr/bin/chromium",
            args=[*CHROMIUM_FLAGS, f"--use-file-for-fake-audio-capture={microphone}"],
        )
        page = await start(browser, viva, transport, output)
        conversation = page.get_by_test_id("conversation")
        await expect(conversation).to_contain_text("automated interviewer", timeout=20_000)
        await expect(page.get_by_test_id("turn-candidate").first).to_be_visible(timeout=60_000)
        await expect(page.get_by_test_id("turn-candidate").first).to_contain_text(
            re.compile("engineer|hello|years|job|different", re.IGNORECASE), timeout=60_000
        )
        await page.screenshot(path=output / f"browser-{transport}-3-live.png")
        seen: list[str] = []
        over = page.get_by_test_id("to-report")
        report = page.get_by_test_id("report-page")
        async with asyncio.timeout(DURATION_S * 2):
            while not await report.is_visible():
                name = await page.evaluate(PHASE_NOW)
                seen += [name] if name and name not in seen else []
                if await over.is_visible():
                    await page.screenshot(path=output / f"browser-{transport}-4-over.png")
                    await over.click()
                await asyncio.sleep(0.3)
        await expect(page.get_by_test_id("report-title")).to_be_visible(timeout=60_000)
        await page.screenshot(path=output / f"browser-{transport}-5-report.png", full_page=True)
        # The first one may be over before the first answer is on the page.
        assert len(seen) >= 3, f"phases seen: {seen}"
        session_id = re.search(r"[0-9a-f-]{36}", page.url)
        assert session_id is not None
        assert page.complaints == []  # type: ignore[attr-defined]
        await browser.close()

    async with httpx.AsyncClient(base_url=viva.url) as http:
        transcript = await http.get(f"/api/v1/sessions/{session_id[0]}/transcript")
    turns = transcript.json()["turns"]
    spoken = [turn for turn in turns if turn["role"] == "candidate"]
    assert len(spoken) >= 3
    assert turns[-1]["phase"] == "close"
    assert any(turn["intent"] == "probe" for turn in turns)
