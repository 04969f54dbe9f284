"""`…/turns`: the text turns of a session for any number of readers, by SSE or WebSocket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any

import msgspec
import structlog
from litestar import Request, Response, WebSocket, get, websocket
from litestar.params import Parameter
from litestar.response import Stream

from runtime.errors import BadMessage, Interrupted, StorageFailed, TooManyMessages, VivaError
from runtime.record import SessionStatus
from server.deps import Parts
from server.errors import error_message, first_failure, problems
from server.flood import Bucket
from server.identity import SOCKET_PROTOCOL, Caller
from server.inbound import ID_MAX_CHARS, MAX_BAD_MESSAGES
from server.link import SocketLink
from server.turn_stream import turn_events
from server.wire import (
    AnyReaderMessage,
    AvatarInterrupted,
    AvatarSpeakEnded,
    AvatarSpeakStarted,
    Ping,
    Pong,
)

KEEPALIVE_S = 15.0
"""A comment after so much silence keeps proxies from closing an SSE stream."""
RETRY_MS = 2000
"""How long a browser waits before it opens a lost SSE stream again."""
READER_MESSAGES_PER_S = 50.0
AVATAR_KINDS = {
    AvatarSpeakStarted: "speak_started",
    AvatarSpeakEnded: "speak_ended",
    AvatarInterrupted: "interrupted",
}

_decoder = msgspec.json.Decoder(AnyReaderMessage | Ping)
_encoder = msgspec.json.Encoder()

After = Annotated[int, Parameter(ge=0, description="Resume after this `seq`; 0 sends all.")]


async def _is_complete(parts: Parts, caller: Caller, session_id: str, after: int) -> bool:
    """Whether nothing will ever come after `after`. Raises UnknownSession."""
    record = await parts.record(session_id, caller)
    if record.status is not SessionStatus.analyzed:
        return False
    return not await parts.log.read(session_id, after=after, limit=1)


@get(
    "/sessions/{session_id:str}/turns",
    responses=problems(404, 503),
    summary="Read the turns as server-sent events",
    media_type="text/event-stream",
)
async def turns_sse(
    request: Request[Any, Any, Any],
    parts: Parts,
    caller: Caller,
    session_id: str,
    after: After = 0,
) -> Response[Any]:
    """The turn stream as server-sent events; each event's id is its `seq`.

    A browser that reconnects sends `Last-Event-ID`, which wins over `after`. When the report is
    there and everything was read, the answer is 204, which ends the browser's reconnecting.
    """
    last_id = request.headers.get("last-event-id", "")
    start = int(last_id) if last_id.isascii() and last_id.isdigit() else after
    if await _is_complete(parts, caller, session_id, start):
        return Response(None, status_code=204)
    return Stream(
        _sse(parts, session_id, start),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
    )


async def _sse(parts: Parts, session_id: str, after: int) -> AsyncIterator[bytes]:
    yield b"retry: %d\n\n" % RETRY_MS
    parts.metrics.readers.inc()
    try:
        async with aclosing(
            turn_events(
                parts.log, session_id, after=after, stopping=parts.stopping, quiet_s=KEEPALIVE_S
            )
        ) as events:
            async for event in events:
                if event is None:
                    yield b": keepalive\n\n"
                else:
                    yield b"id: %d\ndata: %b\n\n" % (event.seq, _encoder.encode(event))
    except StorageFailed:
        yield b": the event log does not answer; connect again\n\n"
    finally:
        parts.metrics.readers.dec()


@websocket("/sessions/{session_id:str}/turns")
async def turns_socket(
    socket: WebSocket[Any, Any, Any], parts: Parts, session_id: str, after: After = 0
) -> None:
    """The turn stream on a WebSocket; avatar front ends tell on it what they have spoken."""
    structlog.contextvars.bind_contextvars(session_id=session_id)
    await socket.accept(SOCKET_PROTOCOL if SOCKET_PROTOCOL in _protocols(socket) else None)
    async with SocketLink(socket.send) as link:
        parts.metrics.readers.inc()
        try:
            async with asyncio.TaskGroup() as tasks:
                caller = await parts.caller(socket.headers)
                telling = tasks.create_task(_tell(parts, caller, link, session_id, after))
                await _listen(socket, parts, link, session_id)
                telling.cancel()
        except* VivaError as failures:
            link.close(first_failure(failures))
        finally:
            parts.metrics.readers.dec()


def _protocols(socket: WebSocket[Any, Any, Any]) -> list[str]:
    return [name.strip() for name in socket.headers.get("sec-websocket-protocol", "").split(",")]


async def _tell(
    parts: Parts, caller: Caller, link: SocketLink, session_id: str, after: int
) -> None:
    if not await _is_complete(parts, caller, session_id, after):
        async with aclosing(
            turn_events(
                parts.log, session_id, after=after, stopping=parts.stopping, quiet_s=KEEPALIVE_S
            )
        ) as events:
            async for event in events:
                if event is not None:
                    link.send(event)
    stopping = parts.stopping.is_set()
    link.close(Interrupted("This server is stopping; connect again.") if stopping else None)


async def _listen(
    socket: WebSocket[Any, Any, Any], parts: Parts, link: SocketLink, session_id: str
) -> None:
    """Take what the reader says until it is gone."""
    bucket = Bucket(
        rate=READER_MESSAGES_PER_S, burst=4 * READER_MESSAGES_PER_S, at=parts.clock.monotonic()
    )
    bad_messages = 0
    while (message := await socket.receive())["type"] != "websocket.disconnect":
        if not bucket.take(1.0, parts.clock.monotonic()):
            raise TooManyMessages(
                f"Too many messages: at most {READER_MESSAGES_PER_S:.0f} a second."
            )
        try:
            _take(parts, link, session_id, message.get("text"))
        except BadMessage as fault:
            bad_messages += 1
            if bad_messages >= MAX_BAD_MESSAGES:
                raise
            link.send(error_message(fault, fatal=False))


def _take(parts: Parts, link: SocketLink, session_id: str, text: Any) -> None:
    if not isinstance(text, str):
        raise BadMessage("Readers send JSON text only; audio goes to …/media.")
    try:
        message = _decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise BadMessage("Readers send `avatar.*` and `ping` messages only.") from None
    if isinstance(message, Ping):
        link.send(Pong(id=message.id[:ID_MAX_CHARS]))
        return
    session = parts.registry.live(session_id)
    if session is None:
        raise BadMessage("The interview is not running on this server now.")
    session.avatar(AVATAR_KINDS[type(message)], message.segment_id, message.duration_ms)
