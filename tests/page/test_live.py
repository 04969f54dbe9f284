"""The live screen: captions in step, losses and their repair, the candidate's own means."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, Page, expect

from runtime.turn_events import Incident, PatienceChanged, TurnInterrupted
from tests.page.stand_in import StandIn
from tests.page.visitor import LAPTOP, PHONE, go_in, open_page, screenshot

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]


async def live(
    browser: Browser, stand_in: StandIn, *, typed: bool = False, size: tuple[int, int] = LAPTOP
) -> Page:
    page = await open_page(browser, stand_in.url, size=size)
    await go_in(page, typed=typed)
    await stand_in.until_connected()
    await stand_in.begin()
    return page


async def said(page: Page) -> str:
    """The caption's words that are shown."""
    words = await page.locator("[data-testid=caption] .word.said").all_inner_texts()
    return " ".join(words)


async def test_captions_follow_the_voice(browser: Browser, stand_in: StandIn) -> None:
    page = await live(browser, stand_in)
    speech = asyncio.create_task(
        stand_in.say("One two three four five.", "Six seven eight nine ten.", seconds_each=2.0)
    )
    await expect(page.get_by_test_id("mood")).to_have_text("Vera is speaking")
    await expect(page.locator("[data-testid=caption] .said").nth(1)).to_be_attached()
    early = await said(page)
    assert "ten" not in early, "words were shown before they were heard"
    utterance_id = await speech
    assert await said(page) == "One two three four five. Six seven eight nine ten."
    reports = [m["heard_ms"] for m in stand_in.messages("playout")]
    assert reports == sorted(reports)
    assert reports[-1] == pytest.approx(4000, abs=20)
    assert len(reports) >= 8, "the server must learn of playout while the voice plays"
    assert stand_in.heard_ms(utterance_id) == reports[-1]
    await expect(page.get_by_test_id("mood")).to_have_text("Your turn")


async def test_a_flush_stops_the_voice_and_tells_what_was_heard(
    browser: Browser, stand_in: StandIn
) -> None:
    page = await live(browser, stand_in)
    utterance_id = await stand_in.say("A very long question.", seconds_each=6.0, complete=False)
    await stand_in.until(lambda: stand_in.heard_ms(utterance_id) > 700)
    await stand_in.flush(utterance_id)
    count = len(stand_in.messages("playout"))
    await stand_in.until(lambda: len(stand_in.messages("playout")) > count)
    assert 700 < stand_in.heard_ms(utterance_id) < 2500
    turn_id = f"t{utterance_id[1:]}"
    await stand_in.tell(
        TurnInterrupted(turn_id=turn_id, spoken_text="A very", unspoken_text="long question.")
    )
    await expect(page.get_by_test_id("caption")).to_have_text(re.compile("^A very ?$"))
    await expect(page.get_by_test_id("mood")).to_have_text("Your turn")


async def test_partials_are_grey_and_become_final(browser: Browser, stand_in: StandIn) -> None:
    page = await live(browser, stand_in)
    await stand_in.hear("so I", "so I called them")
    await expect(page.get_by_test_id("partial")).to_have_text("so I called them")
    await expect(page.get_by_test_id("mood")).to_have_text("Listening")
    await stand_in.hear(final="So I called them twice.")
    await expect(page.get_by_test_id("partial")).to_be_empty()
    await expect(page.get_by_test_id("candidate-words")).to_contain_text("So I called them twice.")
    await screenshot(page, "3-live")


async def test_a_lost_connection_is_restored_where_it_was(
    browser: Browser, stand_in: StandIn
) -> None:
    page = await live(browser, stand_in)
    await stand_in.say("What happened then?", seconds_each=0.5)
    await page.get_by_test_id("answer").fill("not sent yet")
    seen = stand_in.hellos[0]["resume_from_seq"]
    assert seen == 0
    await page.route("**/tickets", lambda route: route.abort())
    await stand_in.drop()
    await expect(page.get_by_test_id("banner")).to_contain_text("Connection lost, restoring")
    await expect(page.get_by_test_id("assertive")).to_contain_text("Connection lost")
    await expect(page.get_by_test_id("need-time")).to_be_disabled()
    await screenshot(page, "connection-lost")
    await page.unroute("**/tickets")
    await page.get_by_test_id("retry-now").click()
    await stand_in.until_connected(times=2)
    await expect(page.get_by_test_id("banner")).to_contain_text("Connection restored")
    assert stand_in.hellos[1]["resume_from_seq"] == 5, "it asked for what it had already"
    assert stand_in.hellos[1]["ticket"].startswith("ticket-")
    await expect(page.get_by_test_id("answer")).to_have_value("not sent yet")
    await expect(page.get_by_test_id("turn-interviewer")).to_have_count(1)
    await expect(page.get_by_test_id("banner")).to_have_count(0)


async def test_a_typed_answer_is_kept_until_it_is_recorded(
    browser: Browser, stand_in: StandIn
) -> None:
    page = await live(browser, stand_in, typed=True)
    await page.get_by_test_id("answer").fill("I led the move to one database.")
    await page.get_by_test_id("send").click()
    await stand_in.until(lambda: len(stand_in.messages("text")) == 1)
    mine = page.get_by_test_id("turn-candidate")
    await expect(mine).to_contain_text("sending…")
    await stand_in.drop()
    await stand_in.until_connected(times=2)
    await stand_in.until(lambda: len(stand_in.messages("text")) == 2)
    first, again = stand_in.messages("text")
    assert first == again, "the same answer must carry the same id"
    await stand_in.acknowledge(again)
    await expect(mine).not_to_contain_text("sending…")
    await expect(mine).to_have_count(1)
    await stand_in.drop()
    await stand_in.until_connected(times=3)
    await asyncio.sleep(0.3)
    assert len(stand_in.messages("text")) == 2, "a recorded answer was sent again"


async def test_typing_needs_no_microphone(browser: Browser, stand_in: StandIn) -> None:
    page = await live(browser, stand_in, typed=True)
    await stand_in.say("Tell me about yourself.", seconds_each=0.6)
    assert await said(page) == "Tell me about yourself."
    await expect(page.get_by_test_id("mute")).to_be_hidden()
    assert stand_in.audio_bytes == 0


async def test_who_begins_to_type_is_given_time(browser: Browser, stand_in: StandIn) -> None:
    page = await live(browser, stand_in, typed=True)
    await stand_in.say("What did you measure?", seconds_each=0.5)
    await page.get_by_test_id("answer").press_sequentially("We measured")
    await stand_in.until(lambda: bool(stand_in.messages("typing")))
    await page.get_by_test_id("send").click()
    await stand_in.until(lambda: bool(stand_in.messages("text")))
    assert len(stand_in.messages("typing")) == 1, "not at every key"
    assert not stand_in.messages("need_time"), "nobody asked for a spoken word"


async def test_a_question_stays_in_sight_while_the_interviewer_waits(
    browser: Browser, stand_in: StandIn
) -> None:
    page = await live(browser, stand_in)
    await stand_in.say("What did you measure?", seconds_each=0.5)
    await expect(page.get_by_test_id("standing-question")).to_be_hidden()
    await stand_in.say("There's no rush.", seconds_each=0.5, intent="nudge")
    await expect(page.get_by_test_id("standing-question")).to_have_text("What did you measure?")


async def test_buttons_ask_for_a_moment_and_a_repetition(
    browser: Browser, stand_in: StandIn
) -> None:
    page = await live(browser, stand_in)
    await stand_in.say("Which trade-off did you make?", seconds_each=0.5)
    await page.get_by_test_id("need-time").click()
    await page.get_by_test_id("repeat").click()
    await stand_in.until(lambda: bool(stand_in.messages("repeat")))
    assert stand_in.messages("need_time")
    await stand_in.tell(PatienceChanged(patience="long"))
    await expect(page.get_by_test_id("stage-hint")).to_contain_text("Take your time")


async def test_a_muted_microphone_sends_silence(browser: Browser, stand_in: StandIn) -> None:
    page = await live(browser, stand_in)
    await page.get_by_test_id("mute").click()
    await expect(page.get_by_test_id("mute")).to_have_attribute("aria-pressed", "true")
    await asyncio.sleep(0.5)
    stand_in.loudest = 0
    before = stand_in.audio_bytes
    await asyncio.sleep(1.0)
    assert stand_in.loudest < 50
    assert stand_in.audio_bytes - before > 20_000, "the server's clock needs audio to go on"


async def test_audio_arrives_in_20_ms_chunks_at_16_khz(browser: Browser, stand_in: StandIn) -> None:
    await live(browser, stand_in)
    before = stand_in.audio_bytes
    await asyncio.sleep(2.0)
    assert stand_in.audio_bytes - before == pytest.approx(2 * 16_000 * 2, rel=0.15)
    assert stand_in.audio_bytes % 640 == 0


async def test_the_waiting_room_tells_the_place_and_opens_by_itself(
    browser: Browser, stand_in: StandIn
) -> None:
    stand_in.waiting = 3
    page = await open_page(browser, stand_in.url)
    await go_in(page)
    await expect(page.get_by_test_id("waiting-position")).to_have_text("3")
    await stand_in.queue(1)
    await expect(page.get_by_test_id("waiting-position")).to_have_text("1")
    await expect(page.get_by_test_id("assertive")).to_contain_text("number 1 in line")
    await screenshot(page, "waiting-room")
    await stand_in.admit()
    await expect(page.get_by_test_id("cover")).to_have_count(0)


async def test_another_tab_takes_over_and_can_be_taken_over(
    browser: Browser, stand_in: StandIn
) -> None:
    page = await live(browser, stand_in)
    await stand_in.close("superseded")
    await expect(page.get_by_test_id("cover")).to_contain_text("open in another tab")
    await asyncio.sleep(1.0)
    assert len(stand_in.hellos) == 1, "it must not fight with the other tab"
    await page.get_by_test_id("take-over").click()
    await stand_in.until_connected(times=2)
    await expect(page.get_by_test_id("cover")).to_have_count(0)


async def test_an_interview_that_ended_meanwhile_leads_to_its_report(
    browser: Browser, stand_in: StandIn
) -> None:
    page = await live(browser, stand_in)
    stand_in.refuse_tickets_with = "session_over"
    stand_in.report_ready = True
    await stand_in.drop()
    await page.get_by_test_id("to-report").click()
    await expect(page.get_by_test_id("overall")).to_be_visible()


async def test_what_failed_and_was_handled_is_said(browser: Browser, stand_in: StandIn) -> None:
    page = await live(browser, stand_in)
    await stand_in.tell(
        Incident(part="tts", code="provider_failed", message="The voice failed; text goes on.")
    )
    await expect(page.get_by_test_id("banner")).to_contain_text("The voice failed; text goes on.")


async def test_a_phone_has_everything_in_reach(browser: Browser, stand_in: StandIn) -> None:
    page = await live(browser, stand_in, size=PHONE)
    await stand_in.phase(1, remaining_s=250.0)
    await stand_in.say("What would you do differently today?", seconds_each=0.8)
    for testid in ("time-left", "caption", "need-time", "repeat", "end", "mute", "answer", "send"):
        await expect(page.get_by_test_id(testid)).to_be_in_viewport()
    await expect(page.get_by_test_id("phase-now")).to_contain_text("Role skills")
    await screenshot(page, "3-live-phone")
