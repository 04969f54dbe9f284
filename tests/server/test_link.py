"""A socket's sending side: in order, never blocking, bounded, closed properly."""

import asyncio
from typing import Any

import pytest

from runtime.errors import SessionOver
from runtime.turn_events import UserPartial
from server.link import BACKLOG_BYTES, SocketLink

pytestmark = pytest.mark.unit


class Wire:
    """The ASGI side: keeps what is sent; `blocked` is a client that does not read."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.readable = asyncio.Event()
        self.readable.set()
        self.broken = False

    async def send(self, message: dict[str, Any]) -> None:
        await self.readable.wait()
        if self.broken:
            raise ConnectionError
        self.sent.append(message)


async def test_messages_and_audio_go_out_in_order_and_the_close_comes_last() -> None:
    wire = Wire()
    async with SocketLink(wire.send) as link:
        link.send(UserPartial(text="one"))
        link.send_audio(b"\1\0")
        link.send(UserPartial(text="two"))
    kinds = ["text" if message.get("text") else "bytes" for message in wire.sent[:-1]]
    assert kinds == ["text", "bytes", "text"]
    assert wire.sent[-1] == {"type": "websocket.close", "code": 1000, "reason": ""}


async def test_an_error_is_told_before_the_close_and_nothing_after() -> None:
    wire = Wire()
    async with SocketLink(wire.send) as link:
        link.close(SessionOver("It has ended."))
        link.send(UserPartial(text="too late"))
        link.close(None)
    error, close = wire.sent
    assert '"session_over"' in error["text"]
    assert (close["code"], close["reason"]) == (4410, "session_over")


async def test_a_client_that_does_not_read_is_dropped_before_it_costs_memory() -> None:
    wire = Wire()
    wire.readable.clear()
    async with SocketLink(wire.send) as link:
        for _ in range(BACKLOG_BYTES // 48_000 + 2):
            link.send_audio(bytes(48_000))
        assert link.closing
        wire.readable.set()
    assert [message["code"] for message in wire.sent if "code" in message] == [4413]
    assert len(wire.sent) <= 4


async def test_a_lost_connection_ends_quietly() -> None:
    wire = Wire()
    wire.broken = True
    async with SocketLink(wire.send) as link:
        link.send(UserPartial(text="one"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert link.closing
    assert wire.sent == []


async def test_a_fault_of_ours_ends_at_the_link_and_tells_nothing_of_its_text() -> None:
    wire = Wire()
    async with SocketLink(wire.send):
        raise ValueError("my salary is secret")
    error, close = wire.sent
    assert '"internal"' in error["text"]
    assert "secret" not in error["text"]
    assert close["code"] == 1011
