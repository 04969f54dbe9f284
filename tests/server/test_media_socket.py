"""Bad input on the media socket: each gets a clear error, and a healthy session beside goes on."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.server.conftest import create_session
from tests.server.live_server import LiveServer
from tests.server.typist import Typist, join, knock

pytestmark = pytest.mark.integration

SILENCE = bytes(640)


@pytest.fixture(autouse=True)
async def healthy(http: httpx.AsyncClient) -> AsyncIterator[None]:
    """Another candidate's interview: whatever a test does, this one must go on."""
    other = await create_session(http)
    async with join(other) as typist:
        await typist.until("turn.completed", role="interviewer")
        yield
        await typist.send(type="text", text="I am still here.", message_id="still")
        reply = await asyncio.wait_for(typist.until("turn.completed", message_id="still"), 5)
        assert reply["text"] == "I am still here."


async def error_and_close(typist: Typist) -> tuple[str, int | None]:
    """The fatal error's code and the close code."""
    code, _ = await asyncio.wait_for(typist.closed(), 10)
    fatal = [message for message in typist.messages if message.get("fatal")]
    assert len(fatal) == 1, typist.messages
    assert fatal[0]["message"]
    return fatal[0]["code"], code


async def test_a_socket_that_says_nothing_is_closed(live: LiveServer, session: Any) -> None:
    async with knock(session["media_url"]) as typist:
        assert await error_and_close(typist) == ("hello_timeout", 4408)


async def test_audio_before_hello(session: Any) -> None:
    async with knock(session["media_url"]) as typist:
        await typist.socket.send(SILENCE)
        assert await error_and_close(typist) == ("hello_expected", 4400)


async def test_another_message_before_hello(session: Any) -> None:
    async with knock(session["media_url"]) as typist:
        await typist.send(type="text", text="Hello?")
        assert await error_and_close(typist) == ("hello_expected", 4400)


async def test_garbage_before_hello(session: Any) -> None:
    async with knock(session["media_url"]) as typist:
        await typist.socket.send("{")
        assert await error_and_close(typist) == ("bad_message", 4400)


async def test_a_wrong_ticket(session: Any) -> None:
    async with knock(session["media_url"]) as typist:
        await typist.send(type="hello", ticket="made-up")
        assert await error_and_close(typist) == ("ticket_refused", 4401)


async def test_a_ticket_works_once(session: Any) -> None:
    async with join(session), knock(session["media_url"]) as typist:
        await typist.send(type="hello", ticket=session["ticket"])
        assert await error_and_close(typist) == ("ticket_refused", 4401)


async def test_a_ticket_of_another_session(http: httpx.AsyncClient, session: Any) -> None:
    other = await create_session(http)
    async with knock(session["media_url"]) as typist:
        await typist.send(type="hello", ticket=other["ticket"])
        assert await error_and_close(typist) == ("ticket_refused", 4401)


@pytest.mark.parametrize("session_id", ["nobody", "00000000-0000-4000-8000-000000000000", "a%00b"])
async def test_an_unknown_session(live: LiveServer, session_id: str) -> None:
    async with knock(live.media_url(session_id)) as typist:
        await typist.send(type="hello", ticket="t")
        assert await error_and_close(typist) == ("unknown_session", 4404)


async def test_a_session_that_has_ended(http: httpx.AsyncClient, session: Any) -> None:
    await http.post(f"/api/v1/sessions/{session['session_id']}/end")
    async with knock(session["media_url"]) as typist:
        await typist.send(type="hello", ticket=session["ticket"])
        assert await error_and_close(typist) == ("session_over", 4410)


@pytest.mark.parametrize("rate_hz", [0, -1, 7999, 48_001, 10**9])
@pytest.mark.parametrize("field", ["sample_rate_hz", "output_rate_hz"])
async def test_rates_that_no_sound_card_has(session: Any, field: str, rate_hz: int) -> None:
    async with knock(session["media_url"]) as typist:
        await typist.send(type="hello", **{"ticket": session["ticket"], field: rate_hz})
        assert await error_and_close(typist) == ("bad_audio", 4400)


async def test_a_foreign_page_is_refused_before_the_handshake(session: Any) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        async with knock(session["media_url"], Origin="https://evil.example"):
            pass
    assert refusal.value.response.status_code == 403
    assert json.loads(refusal.value.response.body or b"")["code"] == "origin_refused"


async def test_our_own_page_is_let_in(live: LiveServer, session: Any) -> None:
    async with knock(session["media_url"], Origin=live.url) as typist:
        await typist.send(type="hello", ticket=session["ticket"])
        await typist.until("welcome")


async def test_an_odd_number_of_bytes(session: Any) -> None:
    async with join(session) as typist:
        await typist.socket.send(b"\0\0\0")
        assert await error_and_close(typist) == ("bad_audio", 4400)


async def test_a_frame_over_64_kib(session: Any) -> None:
    async with join(session) as typist:
        await typist.socket.send(bytes(65_538))
        assert (await asyncio.wait_for(typist.closed(), 5))[0] == 1009


async def test_a_fragmented_message_over_64_kib(session: Any) -> None:
    async with join(session) as typist:
        await typist.socket.send([bytes(30_000)] * 3)
        assert (await asyncio.wait_for(typist.closed(), 5))[0] == 1009


async def test_a_frame_of_exactly_64_kib_is_fine(session: Any) -> None:
    async with join(session) as typist:
        await typist.socket.send(bytes(65_536))
        await typist.send(type="ping", id="after")
        await typist.until("pong", id="after")


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"type": "dance"}',
        '{"type": "text"}',
        '{"type": "text", "text": 5}',
        '{"type": "text", "text": ""}',
        '{"type": "text", "text": " \\u0000 "}',
        '{"type": "text", "text": "\\ud800"}',
        '{"type": "text", "text": "hi", "message_id": ""}',
        '{"type": "playout", "utterance_id": "u", "heard_ms": 1e400}',
        '{"type": "hello", "ticket": "again"}',
        "x" * 60_000,
        '{"type": "' + "y" * 60_000 + '"}',
        "[" * 10_000,
        '{"type": "ping", "more": ' + "[" * 30_000,
    ],
    ids=lambda text: text[:24] or "empty",
)
async def test_a_message_that_cannot_be_used_gets_one_error_and_is_dropped(
    session: Any, garbage: str
) -> None:
    async with join(session) as typist:
        await typist.socket.send(garbage)
        error = await typist.until("error")
        assert (error["code"], error["fatal"]) == ("bad_message", False)
        assert 10 < len(error["message"]) < 500
        await typist.send(type="ping", id="after")
        await typist.until("pong", id="after")
        assert [m["type"] for m in typist.messages].count("error") == 1


async def test_ten_bad_messages_close_the_socket(session: Any) -> None:
    async with join(session) as typist:
        for _ in range(10):
            await typist.socket.send("garbage")
        assert await error_and_close(typist) == ("bad_message", 4400)
        assert [m["type"] for m in typist.messages].count("error") == 10


async def test_text_that_is_too_long(session: Any) -> None:
    async with join(session) as typist:
        await typist.send(type="text", text="a" * 20_001)
        assert (await typist.until("error"))["code"] == "bad_message"


async def test_invalid_utf8_in_a_text_frame(session: Any) -> None:
    async with join(session) as typist:
        await typist.socket.send(b'{"type": "\xff"}', text=True)
        assert (await asyncio.wait_for(typist.closed(), 5))[0] == 1007


async def test_a_flood_of_messages(session: Any) -> None:
    async with join(session) as typist:
        with suppress(ConnectionClosed):
            for _ in range(20_000):
                await typist.send(type="ping")
        assert await error_and_close(typist) == ("too_many_messages", 4429)


async def test_a_flood_of_audio(session: Any) -> None:
    async with join(session) as typist:
        with suppress(ConnectionClosed):
            for _ in range(3000):
                await typist.socket.send(bytes(32_000))
        assert await error_and_close(typist) == ("too_many_messages", 4429)


async def test_ten_seconds_of_audio_at_once_are_no_flood(session: Any) -> None:
    async with join(session) as typist:
        for _ in range(500):
            await typist.socket.send(SILENCE)
        await typist.send(type="ping", id="after")
        await typist.until("pong", id="after")


@pytest.mark.parametrize(
    "text",
    [
        "Ich führte das Team.",
        "私はチームを率いました。",
        "أنا قدت الفريق",
        "Я провёл миграцию",
        "👩🏽‍💻🚀",
        "<script>alert(1)</script>",
        "'; drop table turns; --",
    ],
)
async def test_every_alphabet_arrives_unharmed(
    http: httpx.AsyncClient, session: Any, text: str
) -> None:
    async with join(session) as typist:
        await typist.until("turn.completed", role="interviewer")
        await typist.send(type="text", text=text, message_id="m1")
        assert (await typist.until("turn.completed", message_id="m1"))["text"] == text
    transcript = (await http.get(f"/api/v1/sessions/{session['session_id']}/transcript")).json()
    assert transcript["turns"][1]["text"] == text


async def test_controls_are_cleaned_from_answers(session: Any) -> None:
    async with join(session) as typist:
        await typist.until("turn.completed", role="interviewer")
        await typist.send(type="text", text="one\0 two\x1b[2J\u202e three", message_id="m1")
        completed = await typist.until("turn.completed", message_id="m1")
        assert completed["text"] == "one two[2J three"


async def test_the_same_message_id_twice_is_one_answer(
    http: httpx.AsyncClient, session: Any
) -> None:
    async with join(session) as typist:
        await typist.until("turn.completed", role="interviewer")
        for _ in range(3):
            await typist.send(type="text", text="Only once, please.", message_id="same")
        await typist.until("turn.completed", message_id="same")
        await typist.until("turn.completed", role="interviewer")
    transcript = (await http.get(f"/api/v1/sessions/{session['session_id']}/transcript")).json()
    said = [turn["text"] for turn in transcript["turns"]]
    assert said.count("Only once, please.") == 1


async def test_after_the_interview_the_socket_closes_normally_with_everything_told(
    session: Any,
) -> None:
    async with join(session) as typist:
        await typist.answer_until_closed()
        assert typist.socket.close_code == 1000
        assert typist.messages[-1]["type"] == "session.ended"
        seqs = [message["seq"] for message in typist.messages if message.get("seq")]
        assert seqs[1:] == sorted(set(seqs[1:]))


async def test_a_second_client_takes_over_and_the_first_is_told(
    http: httpx.AsyncClient, session: Any
) -> None:
    ticket = (await http.post(f"/api/v1/sessions/{session['session_id']}/tickets")).json()
    async with join(session) as first, join(session, ticket=ticket["ticket"]) as second:
        assert await error_and_close(first) == ("superseded", 4409)
        await second.send(type="ping", id="mine")
        await second.until("pong", id="mine")


async def test_a_client_that_comes_back_gets_what_it_missed_once(
    http: httpx.AsyncClient, session: Any
) -> None:
    path = f"/api/v1/sessions/{session['session_id']}"
    async with join(session) as typist:
        await typist.until("turn.completed", role="interviewer")
        seen = max(message.get("seq", 0) for message in typist.messages)
    ticket = (await http.post(f"{path}/tickets")).json()["ticket"]
    async with join(session, ticket=ticket, resume_from_seq=seen) as typist:
        await typist.until("session.resumed")
        replayed = [message["seq"] for message in typist.messages if message["type"] != "welcome"]
        assert replayed[0] == seen + 1 or replayed[0] > seen
        assert replayed == sorted(set(replayed))
        assert typist.messages[0]["resumed"] is True
