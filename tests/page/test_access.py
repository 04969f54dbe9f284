"""Every screen can be read, reached and hit: names, contrast, sizes, no sideways scrolling."""

from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from runtime.turn_events import TaskShown
from tests.page.stand_in import SESSION_ID, StandIn
from tests.page.visitor import LAPTOP, PHONE, choose, go_in, open_page, screenshot

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]

SMALLEST_TARGET_PX = 44

FAULTS = (Path(__file__).parent / "access.js").read_text()
LOOKS = {
    "laptop": (LAPTOP, "light"),
    "phone": (PHONE, "light"),
    "dark-laptop": (LAPTOP, "dark"),
    "dark-phone": (PHONE, "dark"),
}

Arrive = Callable[[Page, StandIn], Awaitable[None]]


async def to_setup(page: Page, _stand_in: StandIn) -> None:
    await page.get_by_test_id("kit-software_engineer").check()


async def to_check(page: Page, _stand_in: StandIn) -> None:
    await choose(page)
    await expect(page.get_by_test_id("mic-status")).to_contain_text("We can hear you")


async def to_live(page: Page, stand_in: StandIn) -> None:
    await go_in(page)
    await stand_in.until_connected()
    await stand_in.begin(degraded=("Speech is recognised on this computer.",))
    await stand_in.phase(1, remaining_s=300.0)
    await stand_in.say("Hello.", "Which problem taught you the most?", seconds_each=0.5)
    await stand_in.hear(final="We lost two percent of the payments.")
    await stand_in.hear("and then I")
    await expect(page.get_by_test_id("partial")).not_to_be_empty()


async def to_task(page: Page, stand_in: StandIn) -> None:
    await to_live(page, stand_in)
    await stand_in.tell(
        TaskShown(
            task_id="k",
            kind="coding",
            title="Fix it",
            body="It holds.",
            language="python",
            activity="debug",
            code="def f():\n    pass",
            failing_test="assert f()",
            editable=True,
        )
    )
    await expect(page.get_by_test_id("task")).to_be_visible()


async def to_report(page: Page, stand_in: StandIn) -> None:
    stand_in.report_ready = True
    await page.goto(f"{stand_in.url}#/report/{SESSION_ID}")
    await page.get_by_test_id("dimension-problem_solving").locator("summary").click()
    await page.get_by_test_id("latency-table-toggle").click()


SCREENS: dict[str, Arrive] = {
    "choose": to_setup,
    "check": to_check,
    "live": to_live,
    "task": to_task,
    "report": to_report,
}


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen_is_fit_for_everyone(
    browser: Browser, stand_in: StandIn, screen: str
) -> None:
    page = await open_page(browser, stand_in.url, calm=True)
    await SCREENS[screen](page, stand_in)
    for look, ((width, height), scheme) in LOOKS.items():
        await page.set_viewport_size({"width": width, "height": height})
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        await page.wait_for_timeout(250)  # Colours that fade have arrived.
        await screenshot(page, f"{screen}-{look}", whole=screen == "report")
        found = await page.evaluate(FAULTS, SMALLEST_TARGET_PX)
        levels = found.pop("headings")
        assert found == {
            "unnamed": [],
            "small": [],
            "faint": [],
            "repeatedIds": [],
            "sideways": 0,
        }, look
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        await expect(page.get_by_role("banner")).to_have_count(1)
        await expect(page.get_by_role("main")).to_have_count(1)


async def test_focus_is_always_visible(browser: Browser, stand_in: StandIn) -> None:
    page = await open_page(browser, stand_in.url)
    await expect(page.get_by_test_id("setup")).to_be_visible()
    reached = 0
    while True:
        await page.keyboard.press("Tab")
        seen = await page.evaluate(
            """() => {
              const here = document.activeElement;
              const outlined = (one) => {
                const style = getComputedStyle(one);
                return parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none';
              };
              return {over: here === document.body, html: here.outerHTML.slice(0, 100),
                visible: outlined(here) || outlined(here.parentElement)};
            }"""
        )
        if seen["over"]:
            break
        assert seen["visible"], seen["html"]
        reached += 1
    assert reached >= 9


async def test_captions_are_told_to_screen_readers_once_each(
    browser: Browser, stand_in: StandIn
) -> None:
    page = await open_page(browser, stand_in.url)
    await go_in(page)
    await stand_in.until_connected()
    await page.evaluate(
        """() => {
          window.told = [];
          const region = document.getElementById('polite');
          const note = () => window.told.push(region.textContent);
          new MutationObserver(note).observe(region, {childList: true});
        }"""
    )
    await stand_in.begin()
    await stand_in.say("First sentence.", "Second sentence.", seconds_each=0.8)
    await expect(page.get_by_test_id("mood")).to_have_text("Your turn")
    assert await page.evaluate("window.told") == [
        "First sentence.",
        "Second sentence.",
        "Your turn.",
    ]
    await page.get_by_test_id("read-captions").uncheck()
    await stand_in.say("Third sentence.", seconds_each=0.5)
    assert await page.evaluate("window.told.length") == 3


async def test_less_motion_is_respected(browser: Browser, stand_in: StandIn) -> None:
    page = await open_page(browser, stand_in.url, calm=True)
    await go_in(page)
    await stand_in.until_connected()
    await expect(page.get_by_test_id("live")).to_be_visible()
    moving = await page.evaluate(
        """() => document.getAnimations()
          .filter((one) => one.effect.getTiming().duration > 10).length"""
    )
    assert moving == 0
