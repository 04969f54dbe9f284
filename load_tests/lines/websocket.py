"""A WebSocket that costs a load generator next to nothing: frames are built once and reused."""

import asyncio
import ssl
import time
from collections.abc import Callable, Sequence
from typing import cast
from urllib.parse import urlsplit

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.uri import parse_uri

from load_tests.lines.line import Listener
from load_tests.microphone import Take
from runtime.errors import VivaError
from server import wire

OPEN_S = 10.0
_MASK = b"\0\0\0\0"
"""A mask of zeros leaves the payload as it is, so one frame serves every candidate. Masks protect
proxies from hostile pages; here nobody is hostile."""


class LineFailed(VivaError):
    """A connection to the server under test could not be opened."""

    code = "line_failed"


def binary_frame(payload: bytes) -> bytes:
    """A whole client frame with a binary message."""
    size = len(payload)
    if size < 126:
        head = bytes((0x82, 0x80 | size))
    elif size < 65_536:
        head = bytes((0x82, 0x80 | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((0x82, 0x80 | 127)) + size.to_bytes(8, "big")
    return head + _MASK + payload


class Socket(asyncio.Protocol):
    """The socket itself: bytes in and out, the protocol left to `websockets`."""

    def __init__(
        self,
        url: str,
        received: Callable[[Frame, float], None],
        closed: Callable[[int | None], None],
    ) -> None:
        self._protocol = ClientProtocol(parse_uri(url), max_size=wire.MAX_FRAME_BYTES * 16)
        self._received = received
        self._closed = closed
        self._open = asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport | None = None
        self._over = False

    async def opened(self) -> None:
        """Raises LineFailed."""
        try:
            async with asyncio.timeout(OPEN_S):
                await self._open
        except TimeoutError:
            self.abort()
            raise LineFailed("The server did not open the socket in time.") from None

    def send_text(self, raw: bytes) -> None:
        if self._protocol.state is State.OPEN:
            self._protocol.send_text(raw)
            self._flush()

    def send_bytes(self, frame: bytes) -> None:
        """A whole frame, as `binary_frame` builds it; nothing may follow a close."""
        if self._transport is not None and self._protocol.state is State.OPEN:
            self._transport.write(frame)

    def abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    async def aclose(self) -> None:
        self._over = True
        if self._protocol.state is State.OPEN:
            self._protocol.send_close(1000)
            self._flush()
            await asyncio.sleep(0.05)
        if self._transport is not None:
            self._transport.close()

    # asyncio -----------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are no `asyncio.Transport`, they only do what it does.
        self._transport = cast("asyncio.Transport", transport)
        self._protocol.send_request(self._protocol.connect())
        self._flush()

    def data_received(self, data: bytes) -> None:
        at = time.monotonic()
        self._protocol.receive_data(data)
        self._flush()
        for event in self._protocol.events_received():
            if isinstance(event, Frame):
                if event.opcode in (Opcode.TEXT, Opcode.BINARY):
                    self._received(event, at)
            elif not self._open.done():
                failure = self._protocol.handshake_exc
                if failure is None:
                    self._open.set_result(None)
                else:
                    self._open.set_exception(LineFailed(f"The server refused: {failure}"))

    def eof_received(self) -> None:
        self._protocol.receive_eof()
        self._flush()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._open.done():
            self._open.set_exception(LineFailed("The server closed the connection."))
        if self._protocol.state is not State.CLOSED:
            # A reset comes without the end of the stream, and only then a close has its code.
            self._protocol.receive_eof()
        if not self._over:
            self._over = True
            self._closed(self._protocol.close_code)

    def _flush(self) -> None:
        if self._transport is None:
            return
        for data in self._protocol.data_to_send():
            if data:
                self._transport.write(data)
            else:
                self._transport.close()


async def open_socket(
    url: str,
    received: Callable[[Frame, float], None],
    closed: Callable[[int | None], None],
) -> Socket:
    """Connect and shake hands.

    Raises:
        LineFailed: nobody listens there, or the server refuses.
    """
    where = urlsplit(url)
    secure = where.scheme == "wss"
    socket = Socket(url, received, closed)
    try:
        await asyncio.get_running_loop().create_connection(
            lambda: socket,
            where.hostname or "",
            where.port or (443 if secure else 80),
            ssl=ssl.create_default_context() if secure else None,
        )
    except OSError as failure:
        raise LineFailed(f"No connection to {where.netloc}: {failure.strerror}") from None
    await socket.opened()
    return socket


class WebSocketLine:
    """Viva's media socket."""

    streams = False
    _prepared: dict[int, tuple[Take, tuple[bytes, ...]]]

    def __init__(self, listener: Listener, prepared: "PreparedFrames") -> None:
        self._listener = listener
        self._frames = prepared
        self._socket: Socket | None = None
        self.rate_hz = wire.DEFAULT_OUTPUT_RATE_HZ

    async def open(self, media_url: str, hello: bytes) -> None:
        """Connect and say `hello`. Raises LineFailed."""
        self._socket = await open_socket(media_url, self._received, self._listener.closed)
        self._socket.send_text(hello)

    def prepare(self, take: Take) -> Sequence[bytes]:
        return self._frames.of(take)

    def send_frame(self, frame: bytes) -> None:
        if self._socket is not None:
            self._socket.send_bytes(frame)

    def send_message(self, raw: bytes) -> None:
        if self._socket is not None:
            self._socket.send_text(raw)

    def drop(self) -> None:
        if self._socket is not None:
            self._socket.abort()

    async def aclose(self) -> None:
        if self._socket is not None:
            await self._socket.aclose()

    def _received(self, frame: Frame, at: float) -> None:
        if frame.opcode is Opcode.BINARY:
            self._listener.audio(bytes(frame.data), self.rate_hz, at)
        else:
            self._listener.message(bytes(frame.data), at)


class PreparedFrames:
    """Takes as frames of one wire, made once and shared by all candidates on that wire."""

    def __init__(self, wrap: Callable[[Take], tuple[bytes, ...]]) -> None:
        self._wrap = wrap
        self._made: dict[int, tuple[Take, tuple[bytes, ...]]] = {}

    def of(self, take: Take) -> Sequence[bytes]:
        made = self._made.get(id(take))
        if made is None:
            # The take is kept, too: so its id stays its own.
            made = self._made[id(take)] = (take, self._wrap(take))
        return made[1]


def viva_frames() -> PreparedFrames:
    """PCM as Viva's media socket takes it."""
    return PreparedFrames(lambda take: tuple(binary_frame(frame) for frame in take.frames))
