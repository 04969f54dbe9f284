"""The simulated candidate's socket: how it learns that the server has closed."""

import asyncio
import socket
import struct

import pytest
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.server import ServerProtocol

from load_tests.lines.websocket import binary_frame, open_socket

pytestmark = pytest.mark.contract

RESET_AT_CLOSE = struct.pack("ii", 1, 0)
"""SO_LINGER on, no time: a close becomes a reset, as where unread data is left."""


async def test_the_code_of_the_close_survives_a_reset() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        protocol = ServerProtocol()
        events: list[Request | Frame] = []
        while not events:
            protocol.receive_data(await reader.read(65_536))
            events = list(protocol.events_received())
        assert isinstance(events[0], Request)
        protocol.send_response(protocol.accept(events[0]))
        protocol.send_close(1000)
        writer.writelines(protocol.data_to_send())
        await reader.read(65_536)  # The client's own close.
        raw = writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_CLOSE)
        writer.transport.abort()

    closed: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        line = await open_socket(f"ws://127.0.0.1:{port}/", lambda *_: None, closed.set_result)
        async with asyncio.timeout(30):
            code = await closed
        line.send_bytes(binary_frame(b"nothing may follow a close"))
    assert code == 1000
