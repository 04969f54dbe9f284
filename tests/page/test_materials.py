"""Résumé and job description on the first screen: sent, read, shown, and used for the interview."""

from typing import Any

import msgspec
import pytest
from playwright.async_api import Browser, Page, expect

from runtime.documents.dates import YearMonth
from runtime.documents.job import read_job
from runtime.documents.resume import read_resume
from tests.page.stand_in import StandIn
from tests.page.visitor import PHONE, choose, open_page, screenshot
from tests.server.texts import JOB, RESUME

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]


def readings() -> dict[str, Any]:
    """What the real readers find."""
    resume = read_resume(RESUME, as_of=YearMonth(year=2026, month=6))
    return {
        "resume": msgspec.to_builtins(resume),
        "job_description": msgspec.to_builtins(read_job(JOB)),
    }


async def give_resume(page: Page) -> None:
    await page.get_by_test_id("resume-file").set_input_files(
        {"name": "nadia cv.txt", "mimeType": "text/plain", "buffer": RESUME.encode()}
    )
    await expect(page.get_by_test_id("resume-highlights")).to_be_visible()


async def paste_job(page: Page) -> None:
    await page.get_by_test_id("job-paste").click()
    await page.get_by_test_id("job-text").fill(JOB)
    await page.get_by_test_id("job-use").click()
    await expect(page.get_by_test_id("job-highlights")).to_be_visible()


async def start(page: Page) -> None:
    await choose(page, "sales_executive")
    await page.get_by_test_id("type-instead").click()
    await expect(page.get_by_test_id("live")).to_be_visible()


async def test_what_was_read_is_shown_and_used(browser: Browser, stand_in: StandIn) -> None:
    stand_in.readings = readings()
    page = await open_page(browser, stand_in.url)
    await give_resume(page)
    shown = page.get_by_test_id("resume-highlights")
    await expect(shown).to_contain_text("Senior Data Engineer, Halden Energy")
    await expect(shown).to_contain_text("Kafka")
    await expect(shown).to_contain_text("13 months after Brightway Logistics")
    await expect(page.get_by_test_id("resume")).to_contain_text("nadia cv.txt")
    await paste_job(page)
    await expect(page.get_by_test_id("job-highlights")).to_contain_text("5+ years with Python")
    await page.get_by_test_id("kit-sales_executive").check()
    await expect(page.get_by_test_id("setup-summary")).to_contain_text("about you and the job")
    await screenshot(page, "1-materials", whole=True)
    await start(page)
    sent = stand_in.documents
    assert [one["doc_type"] for one in sent.values()] == ["resume", "job_description"]
    assert sent["d2"]["text"] == JOB
    assert stand_in.configured["resume_doc_id"] == "d1"
    assert stand_in.configured["jd_doc_id"] == "d2"
    assert stand_in.configured["minutes"] == 6
    assert stand_in.configured["role_kit_id"] == "sales_executive"
    assert stand_in.created["config_id"] == "c1"
    assert stand_in.planned == 1, "planned once, while the microphone was checked"
    assert stand_in.created.keys() == {"config_id", "audio_out", "candidate_name"}


async def test_what_the_papers_propose_is_chosen(browser: Browser, stand_in: StandIn) -> None:
    stand_in.readings = readings()
    stand_in.proposal = {
        "candidate_name": "Nadia Okafor",
        "role_kit_id": "software_engineer",
        "seniority": "senior",
        "company": "Halden",
        "provenance": {"role_kit_id": "resume"},
    }
    page = await open_page(browser, stand_in.url)
    await give_resume(page)
    await expect(page.get_by_test_id("proposal")).to_contain_text("Going by your résumé")
    await expect(page.get_by_test_id("proposal")).to_contain_text("senior level at Halden")
    await expect(page.get_by_test_id("kit-software_engineer")).to_be_checked()
    await expect(page.locator("input[name=level][value=senior]")).to_be_checked()
    await expect(page.get_by_test_id("candidate-name")).to_have_value("Nadia Okafor")
    assert stand_in.proposed_for == [{"resume_doc_id": "d1"}]
    await page.get_by_test_id("resume-remove").click()
    await expect(page.get_by_test_id("proposal")).to_contain_text("Going by")
    assert stand_in.proposed_for[1:] == [{}]


async def test_what_was_chosen_by_hand_stays(browser: Browser, stand_in: StandIn) -> None:
    stand_in.readings = readings()
    stand_in.proposal = {
        "candidate_name": "Nadia Okafor",
        "role_kit_id": "software_engineer",
        "provenance": {"role_kit_id": "job"},
    }
    page = await open_page(browser, stand_in.url)
    await page.get_by_test_id("kit-sales_executive").check()
    await page.get_by_test_id("candidate-name").fill("Nad")
    await give_resume(page)
    await expect(page.get_by_test_id("proposal")).to_contain_text("Going by the job description")
    await expect(page.get_by_test_id("kit-sales_executive")).to_be_checked()
    await expect(page.get_by_test_id("candidate-name")).to_have_value("Nad")


async def test_notes_on_the_company_go_along(browser: Browser, stand_in: StandIn) -> None:
    stand_in.readings = readings()
    page = await open_page(browser, stand_in.url)
    await page.get_by_test_id("notes-paste").click()
    await page.get_by_test_id("notes-text").fill("They bill two million meters.")
    await page.get_by_test_id("notes-use").click()
    await expect(page.get_by_test_id("notes-highlights")).to_contain_text("Kept")
    await give_resume(page)
    await start(page)
    assert stand_in.documents["d1"]["doc_type"] == "company_notes"
    assert stand_in.configured["company_notes_doc_id"] == "d1"
    assert stand_in.configured["language"] == "en"


async def test_without_documents_nothing_is_configured(browser: Browser, stand_in: StandIn) -> None:
    page = await open_page(browser, stand_in.url)
    await start(page)
    assert stand_in.configured == {}
    assert stand_in.created["role_kit_id"] == "sales_executive"


async def test_a_job_alone_is_not_enough(browser: Browser, stand_in: StandIn) -> None:
    stand_in.readings = readings()
    page = await open_page(browser, stand_in.url)
    await paste_job(page)
    await page.get_by_test_id("kit-sales_executive").check()
    await page.get_by_test_id("consent").check()
    await page.get_by_test_id("to-check").click()
    await expect(page.get_by_test_id("setup-problem")).to_contain_text("needs your résumé")
    await page.get_by_test_id("job-remove").click()
    await page.get_by_test_id("to-check").click()
    await expect(page.get_by_test_id("check")).to_be_visible()


async def test_a_refused_file_says_why_and_another_may_follow(
    browser: Browser, stand_in: StandIn
) -> None:
    stand_in.readings = readings()
    stand_in.refuse_documents_with = "encrypted"
    page = await open_page(browser, stand_in.url)
    await page.get_by_test_id("resume-file").set_input_files(
        {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    await expect(page.get_by_test_id("resume-problem")).to_contain_text("document_refused")
    stand_in.refuse_documents_with = None
    await give_resume(page)
    await expect(page.get_by_test_id("resume-problem")).to_be_hidden()


async def test_a_file_that_is_too_large_is_not_even_sent(
    browser: Browser, stand_in: StandIn
) -> None:
    page = await open_page(browser, stand_in.url)
    await page.get_by_test_id("resume-file").set_input_files(
        {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": bytes(10 * 1024 * 1024 + 1)}
    )
    await expect(page.get_by_test_id("resume-problem")).to_contain_text("10 MB")
    assert stand_in.documents == {}


async def test_documents_survive_a_refresh_unless_they_were_erased(
    browser: Browser, stand_in: StandIn
) -> None:
    stand_in.readings = readings()
    page = await open_page(browser, stand_in.url)
    await give_resume(page)
    await page.reload()
    await expect(page.get_by_test_id("resume-highlights")).to_contain_text("Halden Energy")
    stand_in.documents.clear()
    await page.reload()
    await expect(page.get_by_test_id("setup")).to_be_visible()
    await expect(page.get_by_test_id("resume-highlights")).to_have_count(0)


async def test_a_server_with_accounts_asks_for_a_token(browser: Browser, stand_in: StandIn) -> None:
    stand_in.token = "viva1.good.token"
    page = await open_page(browser, stand_in.url)
    await page.get_by_test_id("token").fill("viva1.bad.token")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("token")).to_have_value("")
    await page.get_by_test_id("token").fill(stand_in.token)
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("setup")).to_be_visible()


async def test_it_fits_a_phone(browser: Browser, stand_in: StandIn) -> None:
    stand_in.readings = readings()
    page = await open_page(browser, stand_in.url, size=PHONE, dark=True)
    await give_resume(page)
    await paste_job(page)
    wide = await page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide
    await screenshot(page, "1-materials-phone", whole=True)
