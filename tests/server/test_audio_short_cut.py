"""Audio that is handed over without the ASGI queue: the order and every rule stay as they are."""

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from server.protocols import BINARY, DIVERT, SocketProtocol
from tests.server.typist import join

pytestmark = pytest.mark.integration

TAKEN, RECEIVED = "taken", "received"


class Listener:
    """An ASGI app that notes what came which way, in order."""

    def __init__(self) -> None:
        self.came: list[tuple[str, str | bytes]] = []
        self.refuses = False
        """Leave the binary messages to `receive`."""
        self.holds = asyncio.Event()
        """Set: messages are received as they come."""
        self.holds.set()
        self.over = asyncio.Event()

    def take(self, pcm: Any) -> bool:
        if self.refuses:
            return False
        self.came.append((TAKEN, bytes(pcm)))
        return True

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await receive()
        scope["extensions"][BINARY][DIVERT](self.take)
        await send({"type": "websocket.accept"})
        while True:
            await self.holds.wait()
            message = await receive()
            if message["type"] == "websocket.disconnect":
                self.over.set()
                return
            said = message.get("text")
            self.came.append((RECEIVED, message["bytes"] if said is None else said))
            if said == "answer":
                await send({"type": "websocket.send", "text": "here"})


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
async def client(listener: Listener) -> AsyncIterator[ClientConnection]:
    server = uvicorn.Server(
        uvicorn.Config(
            listener,
            ws=SocketProtocol,
            ws_max_size=1000,
            ws_per_message_deflate=False,
            lifespan="off",
            log_config=None,
        )
    )
    with socket.create_server(("127.0.0.1", 0)) as bound:
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        async with connect(f"ws://127.0.0.1:{bound.getsockname()[1]}", compression=None) as opened:
            yield opened
        server.should_exit = True
        await serving


async def all_came(client: ClientConnection) -> None:
    await client.send("answer")
    assert await asyncio.wait_for(client.recv(), 5) == "here"


async def test_audio_is_taken_at_once_and_text_is_received(
    listener: Listener, client: ClientConnection
) -> None:
    await client.send(b"ab")
    await client.send(b"cd")
    await all_came(client)
    assert listener.came == [(TAKEN, b"ab"), (TAKEN, b"cd"), (RECEIVED, "answer")]


async def test_audio_never_overtakes_a_message_that_waits(
    listener: Listener, client: ClientConnection
) -> None:
    sent: list[str | bytes] = []
    for number in range(200):
        sent.append(f"text {number}" if number % 3 == 0 else f"audio {number}".encode())
        await client.send(sent[-1])
        if number % 40 == 20:
            listener.holds.clear()
        if number % 40 == 30:
            listener.holds.set()
            await asyncio.sleep(0)
    await all_came(client)
    assert [said for _, said in listener.came] == [*sent, "answer"]


async def test_a_message_in_parts_comes_whole_and_in_its_place(
    listener: Listener, client: ClientConnection
) -> None:
    await client.send(b"ab")
    await client.send([b"cd", b"ef", b"gh"])
    await client.send(b"ij")
    await all_came(client)
    assert [said for _, said in listener.came] == [b"ab", b"cdefgh", b"ij", "answer"]


async def test_what_is_not_taken_is_received(listener: Listener, client: ClientConnection) -> None:
    listener.refuses = True
    await client.send(b"ab")
    await all_came(client)
    assert listener.came == [(RECEIVED, b"ab"), (RECEIVED, "answer")]


async def test_a_frame_that_is_too_large_closes_the_socket(
    listener: Listener, client: ClientConnection
) -> None:
    await client.send(b"ab")
    await all_came(client)
    await client.send(bytes(1001))
    with pytest.raises(ConnectionClosed) as closed:
        await client.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009
    assert listener.came == [(TAKEN, b"ab"), (RECEIVED, "answer")]


async def test_a_client_that_goes_away_amid_audio(
    listener: Listener, client: ClientConnection
) -> None:
    await client.send(b"ab")
    await client.close()
    await asyncio.wait_for(listener.over.wait(), 5)
    assert listener.came == [(TAKEN, b"ab")]


async def test_a_fault_in_audio_is_told_and_ends_the_connection_once(session: Any) -> None:
    async with join(session) as typist:
        for pcm in (b"\0\0", b"\0\0\0", b"\0\0\0", b"\0\0"):
            await typist.socket.send(pcm)
        code, _ = await asyncio.wait_for(typist.closed(), 10)
        assert code == 4400
        assert [each["code"] for each in typist.messages if each.get("fatal")] == ["bad_audio"]


async def test_what_is_asked_after_audio_is_answered_after_it(session: Any) -> None:
    async with join(session) as typist:
        for number in range(50):
            await typist.socket.send(bytes(640))
            await typist.send(type="ping", id=str(number))
        await typist.until("pong", id="49")
        pongs = [each["id"] for each in typist.messages if each["type"] == "pong"]
        assert pongs == [str(number) for number in range(50)]
