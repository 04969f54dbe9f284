"""The turn stream: several readers, by WebSocket and SSE, resumed by seq without gap or double."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from tests.server.conftest import create_session
from tests.server.live_server import LiveServer
from tests.server.typist import ANSWER, Message, join, knock

pytestmark = pytest.mark.integration


async def read_sse(http: httpx.AsyncClient, path: str, **headers: str) -> list[Message]:
    """All events of an SSE stream until the server ends it; checks that ids are seqs."""
    events = []
    async with http.stream("GET", path, headers=headers, timeout=30) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        identity = None
        async for line in answer.aiter_lines():
            if line.startswith("id: "):
                identity = int(line[4:])
            elif line.startswith("data: "):
                events.append(json.loads(line[6:]))
                assert events[-1]["seq"] == identity
    return events


async def read_socket(url: str) -> list[Message]:
    """All events of a WebSocket reader until the server closes it."""
    async with knock(url) as reader:
        code, _ = await reader.closed()
        assert code == 1000
        return reader.messages


async def held_interview(http: httpx.AsyncClient) -> dict[str, Any]:
    """A finished session."""
    created = await create_session(http)
    async with join(created) as typist:
        await typist.answer_until_closed()
    return created


async def test_every_reader_gets_everything_in_order_whenever_it_came(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    created = await create_session(http)
    path = f"/api/v1/sessions/{created['session_id']}/turns"
    early = [
        asyncio.create_task(read_socket(live.turns_url(created["session_id"]))),
        asyncio.create_task(read_sse(http, path)),
    ]
    async with join(created) as typist:
        await typist.until("turn.completed", role="interviewer")
        midway = asyncio.create_task(read_socket(live.turns_url(created["session_id"])))
        await typist.send(type="text", text=ANSWER)
        await typist.answer_until_closed()
    first, *others = await asyncio.wait_for(asyncio.gather(*early, midway), 30)
    late = await read_sse(http, path)
    for other in [*others, late]:
        assert other == first
    seqs = [event["seq"] for event in first]
    assert seqs == sorted(set(seqs))
    assert all(event["session_id"] == created["session_id"] for event in first)
    kinds = [event["type"] for event in first]
    assert kinds[0] == "session.started"
    assert kinds[-2:] == ["session.ended", "report.ready"]
    assert {"turn.started", "turn.sentence", "turn.completed", "session.phase_changed"} <= set(
        kinds
    )


async def test_what_the_candidate_sees_is_what_readers_see(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    created = await create_session(http)
    async with join(created) as typist:
        await typist.answer_until_closed()
    read = await read_socket(live.turns_url(created["session_id"]))
    seen = [message for message in typist.messages if message["type"] != "welcome"]
    assert read[: len(seen)] == seen


@pytest.mark.parametrize("after", [1, 7, 20])
async def test_resuming_by_seq_skips_and_doubles_nothing(
    http: httpx.AsyncClient, live: LiveServer, after: int
) -> None:
    created = await held_interview(http)
    path = f"/api/v1/sessions/{created['session_id']}/turns"
    whole = await read_sse(http, path)
    rest = [event for event in whole if event["seq"] > after]
    assert await read_sse(http, f"{path}?after={after}") == rest
    assert await read_sse(http, path, **{"Last-Event-ID": str(after)}) == rest
    assert await read_sse(http, f"{path}?after=2", **{"Last-Event-ID": str(after)}) == rest
    assert await read_socket(f"{live.turns_url(created['session_id'])}?after={after}") == rest


async def test_a_browser_that_has_read_everything_is_told_to_stop_asking(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    created = await held_interview(http)
    path = f"/api/v1/sessions/{created['session_id']}/turns"
    last = (await read_sse(http, path))[-1]["seq"]
    answer = await http.get(path, headers={"Last-Event-ID": str(last)})
    assert answer.status_code == 204
    assert await read_socket(f"{live.turns_url(created['session_id'])}?after={last}") == []


async def test_a_reader_that_leaves_disturbs_nobody(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    created = await create_session(http)
    async with join(created) as typist:
        for _ in range(5):
            async with knock(live.turns_url(created["session_id"])) as reader:
                await reader.receive()
        await typist.until("turn.completed", role="interviewer")
        await typist.send(type="end")
        assert (await typist.closed())[0] == 1000


@pytest.mark.parametrize("after", ["-1", "x", "1.5", ""])
async def test_a_seq_that_is_none(http: httpx.AsyncClient, session: Any, after: str) -> None:
    answer = await http.get(f"/api/v1/sessions/{session['session_id']}/turns?after={after}")
    assert answer.status_code == 400
    assert answer.json()["code"] == "bad_request"


async def test_an_unknown_session_by_socket(live: LiveServer) -> None:
    async with knock(live.turns_url("nobody")) as reader:
        assert (await reader.closed())[0] == 4404
        assert reader.messages[0]["code"] == "unknown_session"


async def test_avatars_say_what_they_have_spoken_and_nothing_else(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    created = await create_session(http, audio_out="avatar")
    async with join(created) as typist, knock(live.turns_url(created["session_id"])) as avatar:
        while True:
            sentence = await avatar.until("turn.sentence")
            segment = {"segment_id": sentence["segment_id"]}
            await avatar.send(type="avatar.speak_started", **segment)
            await avatar.send(type="avatar.speak_ended", duration_ms=900, **segment)
            if sentence["final"]:
                break
        completed = await typist.until("turn.completed", role="interviewer")
        assert completed["text"].endswith(sentence["text"])
        await avatar.send(type="text", text="I am not the candidate.")
        error = await avatar.until("error")
        assert (error["code"], error["fatal"]) == ("bad_message", False)
        await avatar.socket.send(b"\0\0")
        assert (await avatar.until("error"))["code"] == "bad_message"
        await avatar.send(type="ping", id="a")
        await avatar.until("pong", id="a")


async def test_a_flood_from_a_reader(live: LiveServer, session: Any) -> None:
    async with knock(live.turns_url(session["session_id"])) as reader:
        for _ in range(1000):
            await reader.send(type="ping")
        assert (await reader.closed())[0] == 4429


async def test_a_foreign_page_may_not_read_by_socket(live: LiveServer, session: Any) -> None:
    with pytest.raises(Exception, match="403"):
        async with knock(live.turns_url(session["session_id"]), Origin="https://evil.example"):
            pass
