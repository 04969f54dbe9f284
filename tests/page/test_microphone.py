"""Everything that can be wrong with a microphone has its own message and a way on."""

import pytest
from playwright.async_api import Browser, expect

from tests.page.stand_in import StandIn
from tests.page.visitor import choose, open_page, screenshot

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]


def failing(error: str) -> str:
    """A script that makes the browser refuse the microphone in one way."""
    return (
        "navigator.mediaDevices.getUserMedia = () => "
        f"Promise.reject(new DOMException('', '{error}'));"
    )


async def test_a_refused_permission_is_explained(browser: Browser, stand_in: StandIn) -> None:
    page = await open_page(browser, stand_in.url, microphone=False)
    await choose(page)
    await page.get_by_test_id("mic-allow").click()
    problem = page.get_by_test_id("mic-problem")
    await expect(problem).to_contain_text("not allowed")
    await expect(problem).to_contain_text("Allow")
    await expect(page.get_by_test_id("start-interview")).to_be_disabled()
    await expect(page.get_by_test_id("assertive")).to_contain_text("not allowed")
    await screenshot(page, "microphone-refused")
    await page.context.grant_permissions(["microphone"])
    await page.get_by_test_id("mic-allow").click()
    await expect(page.get_by_test_id("mic-status")).to_contain_text("We can hear you")
    await expect(problem).to_be_hidden()


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (failing("NotFoundError"), "No microphone was found"),
        (failing("NotReadableError"), "Another program is using the microphone"),
        ("Object.defineProperty(window, 'isSecureContext', {value: false})", "https://"),
        ("delete AudioContext.prototype.audioWorklet; "
         "Object.defineProperty(BaseAudioContext.prototype, 'audioWorklet', {value: undefined})",
         "AudioWorklet"),
        ("delete window.AudioContext", "AudioWorklet"),
    ],
    ids=["none", "busy", "insecure", "no worklet", "no audio at all"],
)  # fmt: skip
async def test_each_problem_has_its_message_and_typing_still_works(
    browser: Browser, stand_in: StandIn, script: str, words: str
) -> None:
    page = await open_page(browser, stand_in.url, microphone=False, init=script)
    await choose(page)
    await page.get_by_test_id("mic-allow").click()
    await expect(page.get_by_test_id("mic-problem")).to_contain_text(words)
    await page.get_by_test_id("type-instead").click()
    await stand_in.until_connected()
    await stand_in.begin()
    await stand_in.hear(final="Typing is fine.")
    await expect(page.get_by_test_id("conversation")).to_contain_text("Typing is fine.")


async def test_a_full_server_is_told_before_the_interview(
    browser: Browser, stand_in: StandIn
) -> None:
    page = await open_page(browser, stand_in.url)
    await choose(page)
    await page.route(
        "**/api/v1/sessions",
        lambda route: route.fulfill(
            status=503,
            json={"code": "server_full", "detail": "Every place is taken; try again soon."},
        ),
    )
    await page.get_by_test_id("start-interview").click()
    await expect(page.get_by_test_id("start-problem")).to_contain_text("Every place is taken")
    await expect(page.get_by_test_id("start-interview")).to_be_enabled()


async def test_speakers_and_devices_can_be_tried(browser: Browser, stand_in: StandIn) -> None:
    page = await open_page(browser, stand_in.url)
    await choose(page)
    await page.get_by_test_id("speaker-test").click()
    await expect(page.get_by_test_id("speaker-status")).to_contain_text("three notes")
    options = page.get_by_test_id("mic-device").locator("option")
    assert await options.count() > 1
    await page.get_by_test_id("mic-device").select_option(index=1)
    await expect(page.get_by_test_id("mic-status")).to_contain_text("Say a few words")
    await expect(page.get_by_test_id("mic-status")).to_contain_text("We can hear you")
