"""Connections that say nothing, or say it too slowly, are closed; honest ones are not."""

import asyncio
import json
from collections.abc import Iterator

import httpx
import pytest

from server import protocols
from server.protocols import DeadlineProtocol
from tests.server.conftest import create_session
from tests.server.live_server import LiveServer
from tests.server.typist import join

pytestmark = pytest.mark.integration

DEADLINE_S = 0.6


@pytest.fixture(autouse=True)
def short_deadline() -> Iterator[None]:
    usual = DeadlineProtocol.deadline_s
    DeadlineProtocol.deadline_s = DEADLINE_S
    yield
    DeadlineProtocol.deadline_s = usual


async def closed_after(live: LiveServer, *pieces: bytes, pause_s: float = 0.0) -> float:
    """Seconds until the server closed a connection that sent these pieces and then nothing."""
    host, port = live.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    began = asyncio.get_running_loop().time()

    async def trickle() -> None:
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(pause_s)

    trickling = asyncio.create_task(trickle())
    try:
        async with asyncio.timeout(5):
            while await reader.read(1000):
                pass
    except ConnectionError:
        pass
    finally:
        trickling.cancel()
        writer.close()
    return asyncio.get_running_loop().time() - began


async def test_a_connection_that_says_nothing(live: LiveServer) -> None:
    assert DEADLINE_S * 0.9 < await closed_after(live) < DEADLINE_S * 3


async def test_half_a_header(live: LiveServer) -> None:
    assert await closed_after(live, b"GET / HTTP/1.1\r\nHost: x\r\nX-") < DEADLINE_S * 3


async def test_a_header_that_trickles(live: LiveServer) -> None:
    pieces = [b"GET / HTTP/1.1\r\n", *[b"a"] * 100]
    assert await closed_after(live, *pieces, pause_s=0.05) < DEADLINE_S * 3


async def test_a_body_that_never_comes(live: LiveServer) -> None:
    head = b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
    assert await closed_after(live, head) < DEADLINE_S * 3


async def test_after_an_answer_the_next_request_has_a_deadline_too(live: LiveServer) -> None:
    whole = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    assert await closed_after(live, whole, b"GET /hea") < DEADLINE_S * 3


async def test_a_stream_that_is_being_answered_has_none(http: httpx.AsyncClient) -> None:
    created = await create_session(http)
    path = f"/api/v1/sessions/{created['session_id']}/turns"
    async with http.stream("GET", path) as answer:
        lines = answer.aiter_lines()
        assert (await anext(lines)).startswith("retry:")
        await asyncio.sleep(DEADLINE_S * 2)
        async with join(created):
            async for line in lines:
                if line.startswith("data:"):
                    return
    pytest.fail("the stream was closed")


async def test_a_websocket_has_none(http: httpx.AsyncClient) -> None:
    created = await create_session(http)
    async with join(created) as typist:
        await asyncio.sleep(DEADLINE_S * 2)
        await typist.send(type="ping", id="late")
        await typist.until("pong", id="late")


async def test_a_body_that_comes_steadily_may_take_longer_than_the_deadline(
    live: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large document on a slow line: each piece earns the time of the next."""
    monkeypatch.setattr(protocols, "LEAST_EARNED_S", 0.1)
    text = json.dumps({"doc_type": "resume", "text": "I led a team of four. " * 4_000}).encode()
    host, port = live.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        b"POST /api/v1/documents HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + f"Content-Length: {len(text)}\r\n\r\n".encode()
    )
    pieces = 16
    size = len(text) // pieces + 1
    for start in range(0, len(text), size):
        writer.write(text[start : start + size])
        await asyncio.sleep(DEADLINE_S * 2 / pieces)
    async with asyncio.timeout(10):
        assert (await reader.readline()).startswith(b"HTTP/1.1 201 ")
    writer.close()
