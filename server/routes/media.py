"""`WS …/media`: one candidate's connection, audio and messages both ways."""

import asyncio
from collections.abc import Callable
from contextvars import copy_context
from typing import Any, cast

import structlog
from litestar import WebSocket, websocket

from runtime.errors import HelloExpected, SessionOver, SilentClient, VivaError
from runtime.record import LIVE, SessionRecord
from runtime.session import InterviewSession
from server.deps import Parts
from server.errors import first_failure
from server.inbound import Inbound, check_rates, decode
from server.link import SocketLink
from server.protocols import BINARY, DIVERT, TakeBinary
from server.wire import Hello, WaitingRoom

logger = structlog.get_logger()

HELLO_S = 3.0
"""How long a socket may stay silent before its `hello`."""


class Gone(Exception):
    """The client closed the socket."""


@websocket("/sessions/{session_id:str}/media")
async def media(socket: WebSocket[Any, Any, Any], session_id: str, parts: Parts) -> None:
    """Hold a candidate's connection until it is lost, taken over or the interview is over."""
    structlog.contextvars.bind_contextvars(session_id=session_id)
    await socket.accept()
    async with SocketLink(socket.send) as link:
        try:
            await _Connection(socket, link, parts, session_id).hold()
        except* VivaError as failures:
            failure = first_failure(failures)
            parts.metrics.refused.labels(failure.code).inc()
            logger.info("media socket closed", reason=failure.code)
            link.close(failure)
        except* Gone:
            pass


class _Connection:
    """One media socket from its `hello` to its end."""

    def __init__(
        self, socket: WebSocket[Any, Any, Any], link: SocketLink, parts: Parts, session_id: str
    ) -> None:
        self._socket = socket
        self._link = link
        self._parts = parts
        self._session_id = session_id
        self._session: InterviewSession | None = None
        self._failure: Exception | None = None
        """Of a message that did not come by `receive`."""

    async def hold(self) -> None:
        """Raises VivaError (also in groups) when the socket must be closed with it."""
        hello = await self._hello()
        check_rates(hello)
        record = await self._parts.record(self._session_id)
        if record.status not in LIVE:
            raise SessionOver("This interview has ended; its report is at …/report.")
        await self._parts.tickets.redeem(hello.ticket, self._session_id)
        inbound = Inbound(self._link, self._parts.clock, sample_rate_hz=hello.sample_rate_hz)
        try:
            async with asyncio.TaskGroup() as tasks:
                joining = tasks.create_task(self._join(hello, record, inbound))
                await self._read(inbound)
                joining.cancel()
        finally:
            if self._session is not None:
                self._session.detach(self._link)

    async def _hello(self) -> Hello:
        try:
            async with asyncio.timeout(HELLO_S):
                text = await self._receive()
        except TimeoutError:
            raise SilentClient(
                f"No `hello` came within {HELLO_S:.0f} s; send it as soon as the socket is open."
            ) from None
        if not isinstance(text, str):
            raise HelloExpected("The first message must be a `hello` as text, before any audio.")
        message = decode(text)
        if not isinstance(message, Hello):
            raise HelloExpected("The first message must be `hello`, with a ticket.")
        return message

    async def _join(self, hello: Hello, record: SessionRecord, inbound: Inbound) -> None:
        """Wait for a place, then make this socket the session's client."""
        parts = self._parts

        def tell(position: int) -> None:
            self._link.send(WaitingRoom(position=position))

        session = await parts.waiting_room.admit(self._session_id, tell)
        # From here on the client must be detached, even if joining is cancelled half-way: so
        # the attachment is not interrupted, and the detachment queues up behind it.
        self._session = session
        await asyncio.shield(
            session.attach(
                self._link,
                parts.voice_for(self._link, record, hello),
                output_rate_hz=hello.output_rate_hz,
                resume_from_seq=hello.resume_from_seq,
            )
        )
        inbound.begin(session)

    async def _read(self, inbound: Inbound) -> None:
        """Take what the client sends until it is gone."""
        self._short_cut(inbound)
        while True:
            try:
                received = await self._receive()
            except Gone:
                return
            if self._failure is not None:
                raise self._failure
            if self._link.closing:
                continue
            if isinstance(received, str):
                inbound.text(received)
            else:
                inbound.audio(received)

    def _short_cut(self, inbound: Inbound) -> None:
        """Take audio as soon as it is there, where the server can hand it over so."""
        context = copy_context()

        def take(pcm: bytes | bytearray | memoryview) -> bool:
            if self._failure is not None or self._link.closing:
                return True
            try:
                context.run(inbound.audio, bytes(pcm))
            except Exception as failure:
                # Raised by whoever waits for the next message, which is this one.
                self._failure = failure
                return False
            return True

        offered = (self._socket.scope.get("extensions") or {}).get(BINARY)
        if offered is not None:
            divert = cast("Callable[[TakeBinary], None]", offered[DIVERT])
            divert(take)

    async def _receive(self) -> str | bytes:
        message: Any = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise Gone
        text: str | None = message.get("text")
        data: bytes | None = message.get("bytes")
        return text if text is not None else data or b""
