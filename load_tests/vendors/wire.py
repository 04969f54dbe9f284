"""HTTP/1.1 on one loopback port, with nothing between a stand-in and the bytes.

A web framework would repair what a stand-in must break: hang before the handshake, reset in the
middle of a chunk, send bytes that are no HTTP. So this reads requests itself.
"""

import asyncio
import contextlib
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from load_tests.vendors.faults import Fault, FaultPlan

PAGE = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
NOISE = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03not http at all\r\n\r\n"
DRIBBLED_BYTES = 64
"""Of an answer that is not made in pieces."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    method: str
    path: str
    query: dict[str, str]
    """Of a name that comes several times the last value; `every` has all."""
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes = b""
    every: dict[str, list[str]] = {}


class GoneAway(Exception):
    """The other side has left, or the stand-in cut the line on purpose."""


class Line:
    """The bytes of one connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def head(self) -> bytes:
        """A request's head with its empty line; empty when the client has left."""
        try:
            return await self._reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            return b""

    async def exactly(self, size: int) -> bytes:
        return await self._reader.readexactly(size)

    async def line(self) -> bytes:
        return await self._reader.readline()

    async def receive(self) -> bytes:
        return await self._reader.read(64 * 1024)

    async def send(self, data: bytes) -> None:
        """Raises GoneAway."""
        if self._writer.is_closing():
            raise GoneAway
        try:
            self._writer.write(data)
            await self._writer.drain()
        except ConnectionError:
            raise GoneAway from None

    async def pause(self, seconds: float) -> None:
        """Wait, but no longer than the client does. Raises GoneAway."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.wait_until_left()

    async def wait_until_left(self) -> None:
        """Say nothing until the client gives up. Raises GoneAway."""
        with contextlib.suppress(ConnectionError):
            while await self._reader.read(64 * 1024):
                pass
        raise GoneAway

    def reset(self) -> None:
        """Cut the line without a goodbye. Raises GoneAway."""
        self._writer.transport.abort()
        raise GoneAway

    def close(self) -> None:
        self._writer.close()


class Exchange:
    """One HTTP request and the answer to it."""

    def __init__(self, request: Request, line: Line, fault: Fault | None, plan: FaultPlan):
        self.request = request
        self.fault = fault
        self._line = line
        self._plan = plan
        self._chunks = 0

    async def answer(
        self, status: int, body: bytes, *, kind: str = "application/json", **headers: str
    ) -> None:
        """A whole answer at once. Raises GoneAway."""
        sent = {"content-type": kind, "content-length": str(len(body)), **headers}
        await self._line.send(head_of(status, sent))
        half = len(body) // 2
        match self.fault:
            case Fault.mute:
                await self._line.wait_until_left()
            case Fault.dribble:
                for at in range(0, len(body), DRIBBLED_BYTES):
                    await self._line.pause(self._plan.dribble_s)
                    await self._line.send(body[at : at + DRIBBLED_BYTES])
            case Fault.stall:
                await self._line.send(body[:half])
                await self._line.wait_until_left()
            case Fault.cut:
                await self._line.send(body[:half])
                self._line.reset()
            case _:
                await self._line.send(body)

    async def json(self, status: int, body: Any, **headers: str) -> None:
        await self.answer(status, msgspec.json.encode(body), **headers)

    async def begin(self, kind: str, **headers: str) -> None:
        """An answer in chunks: then `chunk`, then `end`."""
        await self._line.send(
            head_of(200, {"content-type": kind, "transfer-encoding": "chunked", **headers})
        )
        if self.fault is Fault.mute:
            await self._line.wait_until_left()

    async def chunk(self, data: bytes) -> None:
        """One piece; here the faults of streams happen. Raises GoneAway."""
        if self.fault is Fault.dribble:
            await self._line.pause(self._plan.dribble_s)
        await self._line.send(b"%x\r\n%b\r\n" % (len(data), data))
        self._chunks += 1
        if self.fault is Fault.stall:
            await self._line.wait_until_left()
        if self.fault is Fault.cut:
            self._line.reset()

    async def end(self) -> None:
        await self._line.send(b"0\r\n\r\n")


def head_of(status: int, headers: Mapping[str, str]) -> bytes:
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Overloaded"  # 529 is in no standard.
    lines = [
        f"HTTP/1.1 {status} {phrase}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def upgrades(request: Request) -> bool:
    return request.headers.get("upgrade", "").lower() == "websocket"


async def read_request(head: bytes, line: Line) -> Request:
    first, *rest = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (each.partition(":") for each in rest if each)
    }
    body = b""
    if "content-length" in headers:
        body = await line.exactly(int(headers["content-length"]))
    elif headers.get("transfer-encoding", "").lower() == "chunked":
        while size := int((await line.line()).split(b";")[0], 16):
            body += await line.exactly(size)
            await line.line()
        await line.line()
    parts = urlsplit(target)
    every = parse_qs(parts.query)
    query = {name: values[-1] for name, values in every.items()}
    return Request(
        method=method, path=parts.path, query=query, headers=headers, body=body, every=every
    )
