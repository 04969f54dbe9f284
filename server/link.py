"""A WebSocket as the session sees it: messages and audio out, in order, never blocking."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any

import msgspec
import structlog

from runtime.errors import SlowReader, VivaError
from server.errors import close_code, error_message

logger = structlog.get_logger()

BACKLOG_BYTES = 4_194_304
"""What may wait for a client that does not read: 85 s of 24 kHz audio. More is not a slow
network but a client that is gone, and it comes back by itself."""
FLUSH_S = 5.0
"""How long an ended connection may take to hand over what is queued."""

SendMessage = Callable[[Any], Awaitable[None]]


class SocketLink:
    """Writes one WebSocket; use it as an async context manager around the connection's life.

    `send`, `send_audio` and `close` queue and return; one writer task sends. Leaving the context
    sends what is queued and closes, within `FLUSH_S`. An exception that nobody expected ends
    there: it is logged, and the client is told that it is not its fault.
    """

    def __init__(self, send: SendMessage) -> None:
        """`send` is the ASGI send of an accepted WebSocket."""
        self._send = send
        self._queue: deque[dict[str, Any]] = deque()
        self._queued_bytes = 0
        self._wake = asyncio.Event()
        self._closing = False
        self._writer: asyncio.Task[None] | None = None
        self._encoder = msgspec.json.Encoder()

    @property
    def closing(self) -> bool:
        """The close is queued or done; nothing more is taken."""
        return self._closing

    def send(self, message: msgspec.Struct) -> None:
        text = self._encoder.encode(message).decode()
        self._put({"type": "websocket.send", "text": text}, len(text))

    def send_audio(self, pcm: bytes) -> None:
        self._put({"type": "websocket.send", "bytes": pcm}, len(pcm))

    def close(self, error: VivaError | None) -> None:
        if self._closing:
            return
        if error is not None:
            self.send(error_message(error, fatal=True))
        reason = "" if error is None else error.code
        self._put({"type": "websocket.close", "code": close_code(error), "reason": reason}, 0)
        self._closing = True

    async def __aenter__(self) -> "SocketLink":
        self._writer = asyncio.create_task(self._write(), name="socket writer")
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        unexpected = isinstance(exc, Exception)
        if unexpected:
            # Only the type: an exception's text could hold what a candidate said.
            logger.error("socket failed", error=type(exc).__name__)
        self.close(VivaError("Something went wrong on the server.") if unexpected else None)
        assert self._writer is not None
        try:
            await asyncio.wait([self._writer], timeout=FLUSH_S)
        finally:
            self._writer.cancel()
        return unexpected

    def _put(self, message: dict[str, Any], size_bytes: int) -> None:
        if self._closing:
            return
        self._queue.append(message)
        self._queued_bytes += size_bytes
        if self._queued_bytes > BACKLOG_BYTES:
            self._queue.clear()
            self._queued_bytes = 0
            self.close(SlowReader("The client does not read what it is sent; connect again."))
        self._wake.set()

    async def _write(self) -> None:
        """Send until the close is sent; a client that is gone empties the queue."""
        while True:
            while self._queue:
                message = self._queue.popleft()
                self._queued_bytes -= len(message.get("text") or message.get("bytes") or "")
                try:
                    await self._send(message)
                except Exception:
                    # Whatever the server raises for a lost connection, there is no one to tell;
                    # the reading side sees the disconnect and ends the connection.
                    self._closing = True
                    self._queue.clear()
                    return
                if message["type"] == "websocket.close":
                    return
            self._wake.clear()
            await self._wake.wait()
