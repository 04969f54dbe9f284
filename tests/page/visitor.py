"""What a person does on the page, and a tab to do it in."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

OUTPUT = Path(__file__).parents[2] / "test-output"
"""Screenshots that a person may want to look at after a run."""
LAPTOP = (1280, 800)
PHONE = (375, 812)


async def open_page(
    browser: Browser,
    url: str,
    *,
    size: tuple[int, int] = LAPTOP,
    microphone: bool = True,
    dark: bool = False,
    calm: bool = False,
    init: str | None = None,
) -> Page:
    """A tab with storage and permissions of its own."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce" if calm else "no-preference",
        permissions=["microphone"] if microphone else [],
    )
    context.set_default_timeout(10_000)
    page = await context.new_page()
    if init:
        await page.add_init_script(init)
    await page.goto(url)
    return page


async def choose(page: Page, kit: str = "software_engineer") -> None:
    """Screen 1: take a role, consent, go on."""
    await page.get_by_test_id(f"kit-{kit}").check()
    await page.get_by_test_id("consent").check()
    await page.get_by_test_id("to-check").click()
    await expect(page.get_by_test_id("check")).to_be_visible()


async def go_in(page: Page, *, typed: bool = False) -> None:
    """Screens 1 and 2: up to the live interview."""
    await choose(page)
    await page.get_by_test_id("type-instead" if typed else "start-interview").click()
    await expect(page.get_by_test_id("live")).to_be_visible()


async def screenshot(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep what the page looks like now, with nothing under the pointer and nothing moving."""
    await page.mouse.move(0, 0)
    await page.wait_for_timeout(400)
    OUTPUT.mkdir(exist_ok=True)
    await page.screenshot(path=OUTPUT / f"page-{name}.png", full_page=whole)
