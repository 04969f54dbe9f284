"""Code and cases in the report, as the evaluation of real walks writes them."""

import pytest
from playwright.async_api import Browser, expect

from tests.evaluation.test_task_results import GOOD, coded, report_of
from tests.interview.task_plans import CASES, EXERCISES, Walk, plan_with
from tests.interview.test_cases import Good
from tests.page.stand_in import SESSION_ID, StandIn
from tests.page.visitor import open_page, screenshot

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]
RETRY = EXERCISES["be_retry_gives_none"]
CASE = CASES["growth_second_box"]


async def test_code_is_shown_with_its_ratings(browser: Browser, stand_in: StandIn) -> None:
    stand_in.report, _ = coded(RETRY, words=GOOD, code=RETRY.suggested_fix)
    stand_in.report_ready = True
    page = await open_page(browser, f"{stand_in.url}#/report/{SESSION_ID}", calm=True)
    task = page.get_by_test_id(f"task-{RETRY.exercise_id}")
    await expect(task.get_by_test_id("executed")).to_contain_text("Executed: no")
    await expect(task).to_contain_text("reference repair")
    await expect(task.locator(".code-line.marked").first).to_contain_text("range(1, attempts + 1)")
    await task.get_by_test_id("quote").first.click()
    await expect(page.locator(".transcript-turn.revealed")).to_be_in_viewport()
    await screenshot(page, "report-code", whole=True)


async def test_a_case_is_shown_by_checkpoint(browser: Browser, stand_in: StandIn) -> None:
    walk = Walk(plan_with(CASE)).run(Good(CASE))
    stand_in.report = report_of(walk.bench.plan, walk.bench.turns)
    stand_in.report_ready = True
    page = await open_page(browser, f"{stand_in.url}#/report/{SESSION_ID}", calm=True)
    task = page.get_by_test_id(f"task-{CASE.case_id}")
    for checkpoint in CASE.probing_map:
        stage = task.get_by_test_id(f"checkpoint-{checkpoint}")
        await expect(stage.get_by_test_id("quote").first).to_be_visible()
    await expect(task).to_contain_text("clarifying questions")
    await screenshot(page, "report-case", whole=True)


async def test_an_interview_without_tasks_has_no_such_card(
    browser: Browser, stand_in: StandIn
) -> None:
    stand_in.report_ready = True
    page = await open_page(browser, f"{stand_in.url}#/report/{SESSION_ID}", calm=True)
    await expect(page.get_by_test_id("overall")).to_be_visible()
    await expect(page.get_by_test_id("tasks")).to_have_count(0)
