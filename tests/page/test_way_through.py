"""From choosing a role to the report, by mouse, by keyboard, and with the tab refreshed."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from runtime.record import SessionStatus
from runtime.turn_events import SessionEnded
from tests.page.stand_in import SESSION_ID, StandIn
from tests.page.visitor import PHONE, choose, go_in, open_page, screenshot

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]


async def finish(stand_in: StandIn, reason: str = "completed") -> None:
    stand_in.status = SessionStatus.ended
    await stand_in.tell(SessionEnded(reason=reason))


async def test_a_spoken_interview_from_choice_to_report(
    browser: Browser, stand_in: StandIn
) -> None:
    page = await open_page(browser, stand_in.url)
    await page.get_by_test_id("kit-search").fill("sell")
    await expect(page.get_by_test_id("kit-count")).to_have_text("0 roles")
    await page.get_by_test_id("kit-search").fill("negotiation")
    await expect(page.get_by_test_id("kit-software_engineer")).to_be_hidden()
    await page.get_by_test_id("kit-sales_executive").check()
    await expect(page.get_by_test_id("type-technical")).to_have_count(0)
    await page.get_by_test_id("type-panel").check()
    await page.get_by_test_id("style-stress").check()
    await page.get_by_test_id("duration-15").check()
    await page.get_by_test_id("mode-coached").check()
    await page.get_by_test_id("candidate-name").fill("Ada")
    await page.get_by_test_id("to-check").click()
    await expect(page.get_by_test_id("setup-problem")).to_contain_text("tick its box")
    await page.get_by_test_id("consent").check()
    await screenshot(page, "1-choose")
    await page.get_by_test_id("to-check").click()

    await expect(page.get_by_test_id("mic-status")).to_contain_text("We can hear you")
    await screenshot(page, "2-check")
    await page.get_by_test_id("start-interview").click()
    await stand_in.until_connected()
    assert stand_in.created["role_kit_id"] == "sales_executive"
    assert stand_in.created["interview_type"] == "panel"
    assert stand_in.created["style"] == "stress"
    assert stand_in.created["mode"] == "coached"
    assert stand_in.created["duration_s"] == 900
    assert stand_in.created["candidate_name"] == "Ada"
    assert stand_in.created["audio_out"] == "ws"
    assert stand_in.hellos[0]["ticket"] == "first-ticket"
    assert SESSION_ID in page.url

    await stand_in.begin()
    await stand_in.say("Hello, I'm Vera.", "What do you sell?")
    await stand_in.hear("we sell", final="We sell pumps to farmers.")
    await expect(page.get_by_test_id("conversation")).to_contain_text("We sell pumps to farmers.")
    assert stand_in.loudest > 1000, "the microphone's sound did not arrive"
    await page.get_by_test_id("end").click()
    await page.get_by_test_id("end-cancel").click()
    assert not stand_in.messages("end")
    await page.get_by_test_id("end").click()
    await page.get_by_test_id("end-confirm").click()
    await stand_in.until(lambda: bool(stand_in.messages("end")))
    await finish(stand_in, "candidate")

    await expect(page.get_by_test_id("report-wait")).to_be_visible()
    stand_in.report_ready = True
    await expect(page.get_by_test_id("report-title")).to_have_text("Software Engineer")
    await expect(page.get_by_test_id("overall")).to_contain_text("Lean Yes")
    await expect(page.get_by_test_id("not-observed")).to_contain_text("Role fit")
    await screenshot(page, "4-report", whole=True)
    await page.get_by_test_id("new-interview").click()
    await expect(page.get_by_test_id("open-interview")).to_have_count(0)


async def test_a_quote_leads_to_its_turn(browser: Browser, stand_in: StandIn) -> None:
    stand_in.report_ready = True
    page = await open_page(browser, f"{stand_in.url}#/report/{SESSION_ID}", calm=True)
    turn = page.locator("[data-turn=t5][data-testid=transcript-turn]")
    await expect(turn).not_to_be_in_viewport()
    await page.get_by_test_id("risks").get_by_test_id("quote").click()
    await expect(turn).to_be_in_viewport()
    await expect(turn).to_have_class(re.compile("revealed"))
    await expect(turn.locator("mark")).to_have_text("we agreed on Tuesday with a test group")


async def test_response_times_are_there_as_bars_and_as_a_table(
    browser: Browser, stand_in: StandIn
) -> None:
    stand_in.report_ready = True
    page = await open_page(browser, f"{stand_in.url}#/report/{SESSION_ID}")
    chart = page.get_by_test_id("latency-chart")
    await expect(chart.locator(".latency-row")).to_have_count(3)
    await expect(chart.locator(".latency-row").last).to_contain_text("1320 ms")
    await page.get_by_test_id("latency-table-toggle").click()
    row = page.get_by_test_id("latency-table").locator("tbody tr").first
    await expect(row.locator("td").first).to_have_text("640 ms")
    await expect(row.locator("td").last).to_have_text("769 ms")


async def test_on_paper_nothing_is_folded_away(browser: Browser, stand_in: StandIn) -> None:
    stand_in.report_ready = True
    page = await open_page(browser, f"{stand_in.url}#/report/{SESSION_ID}", dark=True)
    await expect(page.get_by_test_id("print")).to_be_visible()
    anchor = page.get_by_text("Narrows a problem down by steps")
    await expect(anchor).to_be_hidden()
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    await page.emulate_media(media="print")
    await expect(anchor).to_be_visible()
    await expect(page.get_by_test_id("print")).to_be_hidden()
    paper = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


async def test_a_report_asked_for_too_early_leads_back(browser: Browser, stand_in: StandIn) -> None:
    stand_in.status = SessionStatus.paused
    page = await open_page(browser, f"{stand_in.url}#/report/{SESSION_ID}")
    await page.get_by_test_id("resume").click()
    await stand_in.until_connected()


async def test_a_refresh_comes_back_with_everything_said(
    browser: Browser, stand_in: StandIn
) -> None:
    page = await open_page(browser, stand_in.url)
    await go_in(page)
    await stand_in.until_connected()
    await stand_in.begin()
    await stand_in.say("Hello, I'm Vera.", seconds_each=0.6)
    await stand_in.hear(final="Good morning.")
    await page.get_by_test_id("answer").fill("half a thought")

    await page.reload()
    await enter_again(page, stand_in, times=2)
    assert stand_in.hellos[-1]["resume_from_seq"] == 0
    assert stand_in.hellos[-1]["ticket"] != "first-ticket"
    await expect(page.get_by_test_id("conversation")).to_contain_text("Good morning.")
    await expect(page.get_by_test_id("caption")).to_contain_text("Hello, I'm Vera.")
    await expect(page.get_by_test_id("answer")).to_have_value("half a thought")
    await expect(page.get_by_test_id("phase-now")).to_contain_text("Introduction")


async def enter_again(page: Page, stand_in: StandIn, *, times: int) -> None:
    """A refreshed page may need a click before it can play."""
    gate = page.get_by_test_id("continue")
    await expect(gate.or_(page.get_by_test_id("live"))).to_be_visible()
    if await gate.is_visible():
        await gate.click()
    await stand_in.until_connected(times=times)


async def test_going_back_keeps_the_interview(browser: Browser, stand_in: StandIn) -> None:
    page = await open_page(browser, stand_in.url)
    await go_in(page)
    await stand_in.until_connected()
    await page.go_back()
    await expect(page.get_by_test_id("open-interview")).to_be_visible()
    await expect(page.get_by_test_id("kit-software_engineer")).to_be_checked()
    await page.get_by_test_id("return").click()
    await enter_again(page, stand_in, times=2)


async def test_the_keyboard_is_enough(browser: Browser, stand_in: StandIn) -> None:
    page = await open_page(browser, stand_in.url)
    await expect(page.get_by_test_id("setup")).to_be_visible()

    async def tab_to(testid: str) -> None:
        for _ in range(60):
            await page.keyboard.press("Tab")
            here = await page.evaluate("document.activeElement.dataset.testid")
            if here == testid:
                return
        raise AssertionError(f"Tab never reached {testid}")

    await tab_to("kit-software_engineer")
    await page.keyboard.press("Space")
    await tab_to("style-neutral")
    await page.keyboard.press("ArrowLeft")
    await expect(page.get_by_test_id("style-friendly")).to_be_checked()
    await tab_to("consent")
    await page.keyboard.press("Space")
    await tab_to("to-check")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("check")).to_be_visible()
    await tab_to("type-instead")
    await page.keyboard.press("Enter")
    await stand_in.until_connected()
    await stand_in.begin()
    await expect(page.get_by_test_id("live")).to_be_visible()
    await tab_to("answer")
    await page.keyboard.type("First line")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("second line")
    await page.keyboard.press("Enter")
    await stand_in.until(lambda: bool(stand_in.messages("text")))
    assert stand_in.messages("text")[0]["text"] == "First line\nsecond line"
    await page.keyboard.press("Shift+Tab")
    assert await page.evaluate("document.activeElement.dataset.testid") == "end"
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("end-cancel")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("end")).to_be_focused()
    assert not stand_in.messages("end")


async def test_the_roles_can_be_asked_for_again(browser: Browser, stand_in: StandIn) -> None:
    page = await open_page(browser, "about:blank", size=PHONE)
    down = True

    async def kits(route):  # type: ignore[no-untyped-def]
        await (route.abort() if down else route.continue_())

    await page.route("**/role-kits", kits)
    await page.goto(stand_in.url)
    await expect(page.get_by_test_id("failure")).to_contain_text("can’t be reached")
    down = False
    await page.get_by_test_id("retry").click()
    await choose(page)
