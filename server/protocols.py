"""uvicorn's connection classes with deadlines: by itself it waits for a silent peer for ever."""

import asyncio
from collections.abc import Callable

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request

REQUEST_DEADLINE_S = 10.0
"""From the opening of a connection, or from the last response, to the end of a request.

An absolute limit, so that a client that trickles one byte at a time is cut off as well."""
SLOWEST_BYTES_PER_S = 32_768
"""A body earns its time: so much of it buys another second. A document of 10 MB may take five
minutes, a trickle gets nothing."""
LEAST_EARNED_S = 1.0
"""Less is a trickle: headers, or a few bytes sent to stay alive."""
DEAD_SOCKET_S = 3.0
"""How long a WebSocket that missed its pong may still take to drain what it was sent."""
BINARY = "viva.binary"
"""ASGI extension of a WebSocket's scope: its `DIVERT` wants a `TakeBinary`."""
DIVERT = "divert"

TakeBinary = Callable[[bytes | bytearray | memoryview], bool]
"""Takes a binary message at once; False leaves it to `receive`."""


class DeadlineProtocol(HttpToolsProtocol):
    """Closes an HTTP connection whose request is not complete in time.

    A request that is being answered has no deadline (an SSE stream lasts for hours), and a
    connection that became a WebSocket belongs to the WebSocket's own rules.
    """

    deadline_s = REQUEST_DEADLINE_S
    _deadline: asyncio.TimerHandle | None = None
    _received_bytes = 0
    """Since the deadline was set."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._arm()

    def data_received(self, data: bytes) -> None:
        self._received_bytes += len(data)
        super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._disarm()
        super().connection_lost(exc)

    def on_message_complete(self) -> None:
        self._disarm()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.transport.is_closing():
            self._arm()

    def handle_websocket_upgrade(self) -> None:
        self._disarm()
        super().handle_websocket_upgrade()

    def _arm(self) -> None:
        self._disarm()
        self._received_bytes = 0
        self._deadline = self.loop.call_later(self.deadline_s, self._expire)

    def _disarm(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _expire(self) -> None:
        self._deadline = None
        earned_s, self._received_bytes = self._received_bytes / SLOWEST_BYTES_PER_S, 0
        if earned_s >= LEAST_EARNED_S:
            self._deadline = self.loop.call_later(earned_s, self._expire)
            return
        cycle = self.cycle
        being_answered = cycle and not cycle.more_body and not cycle.response_complete
        if not being_answered:
            self.transport.abort()


class SocketProtocol(WebSocketsSansIOProtocol):
    """A WebSocket whose audio goes straight to the one who wants it, and whose dead peer is let go.

    Audio comes fifty times a second. By the usual way each message stops and restarts reading,
    wakes a task and passes five layers; that costs more than all that is done with it.

    uvicorn closes a socket gently after a missed pong, which waits until its buffer is read; that
    may be never.
    """

    _take_binary: TakeBinary | None = None

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.close_sent:
            extensions = self.scope["extensions"]
            assert extensions is not None
            extensions[BINARY] = {DIVERT: self._divert}

    def handle_bytes(self, event: Frame) -> None:
        take = self._take_binary
        # What waits in the queue came first; a message in parts is put together as usual.
        if (
            take is None
            or not event.fin
            or self.close_sent
            or not self.queue.empty()
            or not take(event.data)
        ):
            super().handle_bytes(event)

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.loop.call_later(DEAD_SOCKET_S, self.transport.abort)

    def _divert(self, take: TakeBinary) -> None:
        self._take_binary = take
