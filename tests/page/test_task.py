"""Code and cases on the live screen: what is shown, what is sent, what survives."""

import msgspec
import pytest
from playwright.async_api import Browser, Page, expect

from runtime.interview.actions import ShowTask
from runtime.interview.progress import CaseProgress
from runtime.interview.task_panel import panel
from runtime.interview.task_question import task_question
from runtime.turn_events import TaskClosed, TaskShown, TurnCompleted
from seeds.load import load
from tests.page.stand_in import StandIn
from tests.page.test_way_through import enter_again
from tests.page.visitor import LAPTOP, PHONE, go_in, open_page, screenshot

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]

CATALOGUE = load()
EXERCISES = {each.exercise_id: each for each in CATALOGUE.exercises}
CASES = {each.case_id: each for each in CATALOGUE.cases}


def shown(action: ShowTask) -> TaskShown:
    fields = {name: getattr(action, name) for name in action.__struct_fields__}
    return TaskShown(**fields)


def coding(exercise_id: str) -> TaskShown:
    _, task = task_question(EXERCISES[exercise_id], question_id="q1")
    return shown(panel(task, None))


def case(*revealed: str) -> TaskShown:
    _, task = task_question(CASES["growth_second_box"], question_id="q1")
    progress = CaseProgress(
        task_id=task.task_id, question_id="q1", started_at=0, ends_at=600, revealed=revealed
    )
    return shown(panel(task, progress))


async def live(browser: Browser, stand_in: StandIn, *, size: tuple[int, int] = LAPTOP) -> Page:
    page = await open_page(browser, stand_in.url, size=size)
    await go_in(page, typed=True)
    await stand_in.until_connected()
    await stand_in.begin()
    return page


async def test_code_is_changed_sent_and_acknowledged(browser: Browser, stand_in: StandIn) -> None:
    page = await live(browser, stand_in)
    task = coding("be_pay_once")
    await stand_in.tell(task)
    await stand_in.say("Change the code as described beside it.", seconds_each=0.5)
    editor = page.get_by_test_id("code")
    assert await editor.input_value() == task.code
    await expect(page.get_by_test_id("task-language")).to_have_text("Python")
    await expect(page.get_by_test_id("task-body")).to_contain_text(task.requirement)
    assert (await page.get_by_test_id("failing-test").inner_text()).strip() == task.failing_test
    await editor.press("Control+End")
    await editor.press("Enter")
    await page.keyboard.type("# 1")
    assert (await editor.input_value()).endswith("\n        # 1"), "the indentation is kept"
    await stand_in.until(lambda: bool(stand_in.messages("typing")))
    await screenshot(page, "task-code")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Tab")
    await expect(page.get_by_test_id("code-submit")).to_be_focused()
    await page.keyboard.press("Enter")
    await stand_in.until(lambda: bool(stand_in.messages("code")))
    sent = stand_in.messages("code")[0]
    assert sent["task_id"] == "be_pay_once"
    assert sent["code"] == await editor.input_value()
    assert sent["language"] == "python"
    await expect(page.get_by_test_id("code-status")).to_have_text("Sending…")
    await stand_in.tell(
        TurnCompleted(
            turn_id="c1", role="candidate", text="", message_id=sent["message_id"], has_code=True
        )
    )
    await expect(page.get_by_test_id("code-status")).to_contain_text("has arrived")
    await expect(page.get_by_test_id("turn-candidate").last).to_contain_text("sent code")


async def test_a_draft_survives_a_reload_and_can_be_thrown_away(
    browser: Browser, stand_in: StandIn
) -> None:
    page = await live(browser, stand_in)
    await stand_in.tell(coding("be_retry_gives_none"))
    editor = page.get_by_test_id("code")
    await editor.fill("def with_retries():\n    pass\n")
    await page.reload()
    await enter_again(page, stand_in, times=2)
    await expect(page.get_by_test_id("task")).to_be_visible()
    assert await editor.input_value() == "def with_retries():\n    pass\n"
    await page.get_by_test_id("code-reset").click()
    assert await editor.input_value() == coding("be_retry_gives_none").code


async def test_code_to_explain_can_only_be_read(browser: Browser, stand_in: StandIn) -> None:
    page = await live(browser, stand_in)
    await stand_in.tell(coding("fe_all_tabs_last"))
    await expect(page.get_by_test_id("code")).not_to_be_editable()
    await expect(page.get_by_test_id("code-submit")).to_be_hidden()
    await expect(page.get_by_test_id("failing-test")).to_have_count(0)
    await screenshot(page, "task-explain")


async def test_an_empty_editor_sends_nothing(browser: Browser, stand_in: StandIn) -> None:
    page = await live(browser, stand_in)
    await stand_in.tell(coding("be_retry_gives_none"))
    await page.get_by_test_id("code").fill("  ")
    await page.get_by_test_id("code-submit").click()
    await expect(page.get_by_test_id("code-status")).to_contain_text("no code")
    assert not stand_in.messages("code")


async def test_a_case_shows_its_data_and_keeps_notes(browser: Browser, stand_in: StandIn) -> None:
    page = await live(browser, stand_in)
    await stand_in.tell(case())
    await stand_in.say("How would you get that number up again?", seconds_each=0.5)
    await expect(page.get_by_test_id("case-body")).to_contain_text("Meal kits by post")
    await expect(page.get_by_test_id("case-body")).to_contain_text(case().requirement)
    assert case().requirement
    await expect(page.get_by_test_id("fact")).to_have_count(0)
    await stand_in.tell(case("numbers"))
    await stand_in.tell(case("numbers", "channels"))
    await expect(page.get_by_test_id("fact")).to_have_count(2)
    await expect(page.get_by_test_id("fact").last.locator("tbody tr")).to_have_count(3)
    await page.get_by_test_id("notes").fill("voucher 40/200 = 20 %, 120/600 = 20 %")
    await page.get_by_test_id("outline").fill("1. mix\n2. value per channel")
    await stand_in.until(lambda: len(stand_in.messages("notes")) >= 2)
    by_kind = {each["kind"]: each["text"] for each in stand_in.messages("notes")}
    assert by_kind == {
        "notes": "voucher 40/200 = 20 %, 120/600 = 20 %",
        "outline": "1. mix\n2. value per channel",
    }
    await expect(page.get_by_test_id("notes-status")).to_contain_text("Saved")
    await screenshot(page, "task-case")


async def test_the_task_goes_with_its_question(browser: Browser, stand_in: StandIn) -> None:
    page = await live(browser, stand_in)
    await stand_in.tell(case("numbers"))
    await page.get_by_test_id("notes").fill("last thought")
    await stand_in.tell(TaskClosed(task_id="growth_second_box"))
    await expect(page.get_by_test_id("task")).to_be_hidden()
    await stand_in.until(lambda: bool(stand_in.messages("notes")))
    await stand_in.tell(coding("be_retry_gives_none"))
    await expect(page.get_by_test_id("code")).to_be_visible()


@pytest.mark.parametrize("which", ["code", "case"])
async def test_a_task_fits_a_phone(browser: Browser, stand_in: StandIn, which: str) -> None:
    page = await live(browser, stand_in, size=PHONE)
    task = coding("be_retry_gives_none") if which == "code" else case("numbers", "channels")
    await stand_in.tell(task)
    await stand_in.say("Take the time to read it.", seconds_each=0.4)
    await expect(page.get_by_test_id("task")).to_be_visible()
    wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    await screenshot(page, f"task-{which}-phone", whole=True)


async def test_nothing_hidden_is_in_what_the_page_gets() -> None:
    for exercise in CATALOGUE.exercises:
        wire = msgspec.json.encode(coding(exercise.exercise_id))
        assert msgspec.json.encode(exercise.bug_description) not in wire
