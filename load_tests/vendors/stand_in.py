"""One stand-in on one loopback port: takes requests, plans their faults, answers errors."""

import asyncio
import itertools
import time
from collections.abc import Mapping
from typing import Any, Protocol

import msgspec
from websockets.server import ServerProtocol

from load_tests.vendors.faults import STATUSES, Fault, FaultPlan, Strike
from load_tests.vendors.latency import PROFILES, SLOW, Profile
from load_tests.vendors.websocket import Socket
from load_tests.vendors.wire import (
    NOISE,
    PAGE,
    Exchange,
    GoneAway,
    Line,
    Request,
    read_request,
    upgrades,
)

PROFILE = "/stand-in/profile"
"""GET shows the latencies, PUT `{"profile": "published"}` sets them, by name or one by one."""
RETRY_AFTER_S = "7"
KEY_HEADERS = ("authorization", "xi-api-key", "x-api-key")
HEAD_BYTES = 64 * 1024
CONTROL = "/stand-in/faults"
"""GET shows what was served, PUT sets the fault plan; not part of any vendor's protocol."""


class Vendor(Protocol):
    """What a stand-in adds to the wire."""

    name: str
    profile: Profile
    """How long it takes."""

    async def serve(self, exchange: Exchange) -> None:
        """Answer one HTTP request."""
        ...

    async def converse(self, socket: Socket) -> None:
        """Serve one WebSocket until it is over."""
        ...

    def spent(self) -> dict[str, int]:
        """What a customer would pay for, so far."""
        ...

    def takes_socket(self, path: str) -> bool: ...

    def refuses(self, request: Request) -> bool:
        """The key is wrong or missing."""
        ...

    def error(self, status: int) -> Mapping[str, Any]:
        """The body of an error answer."""
        ...

    def status_of(self, fault: Fault) -> int:
        """Vendors differ in how they say that they are overloaded."""
        ...


class StandIn:
    """One vendor on one loopback port."""

    def __init__(self, vendor: Vendor) -> None:
        self.vendor = vendor
        self.port = 0
        self.requests = 0
        """Served so far, with faults or without; not the control path."""
        self.connections = 0
        """Accepted so far."""
        self.strikes: list[Strike] = []
        """Of the plan that was set last, in order."""
        self._struck: dict[Line, dict[str, Strike]] = {}
        """Connections that are being hit, by what they were told."""
        self._usual: Profile | None = None
        """While it is slow on purpose: how long it takes else."""
        self._plan = FaultPlan()
        self._index = itertools.count()
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._sockets: set[Socket] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def open_connections(self) -> int:
        return len(self._tasks)

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; port 0 takes a free one."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", port, limit=HEAD_BYTES)
        self.port = self._server.sockets[0].getsockname()[1]

    async def refuse(self) -> None:
        """Be gone: no connection is accepted and those that are open are cut, until `start`."""
        self.strikes = []
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def fail(self, fault: Fault | None, **plan: Any) -> None:
        """From now on do as this plan says; None: everything goes well again.

        Sockets that are open count as the next requests: they are struck at their next message.
        """
        self._set(FaultPlan(fault=fault, **plan))

    def _set(self, plan: FaultPlan) -> None:
        self._plan = plan
        self.strikes = []
        self._struck.clear()
        self._index = itertools.count()
        if plan.fault is Fault.slow and self._usual is None:
            self._usual, self.vendor.profile = self.vendor.profile, SLOW
        elif plan.fault is not Fault.slow and self._usual is not None:
            self.vendor.profile, self._usual = self._usual, None
        for socket in self._sockets:
            socket.strike(plan.hits(next(self._index)) if plan.fault else None, plan)

    async def aclose(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        line = Line(reader, writer)
        try:
            while await self._one(line):
                self._let_go(line)
        except (GoneAway, ConnectionError, asyncio.IncompleteReadError):
            pass
        except asyncio.CancelledError:
            pass  # The stand-in closes; a cancelled handler would be reported as an error.
        finally:
            self._let_go(line)
            line.close()

    async def _one(self, line: Line) -> bool:
        """Serve one request; False when the connection is over."""
        head = await line.head()
        if not head:
            return False
        request = await read_request(head, line)
        if request.path == CONTROL:
            await self._control(Exchange(request, line, None, self._plan))
            return True
        if request.path == PROFILE:
            await self._control_profile(Exchange(request, line, None, self._plan))
            return True
        self.requests += 1
        plan = self._plan
        fault = plan.hits(next(self._index))
        if fault is not None:
            self._hit(line)
        if fault is Fault.hang:
            await line.wait_until_left()
        if fault in (Fault.drop,) or (fault is Fault.closed_1011 and not upgrades(request)):
            line.reset()
        if fault is Fault.noise:
            await line.send(NOISE)
            return False
        if upgrades(request):
            await self._socket(head, request, line, fault, plan)
            return False
        exchange = Exchange(request, line, fault, plan)
        if fault in STATUSES or self.vendor.refuses(request):
            status = self.vendor.status_of(fault or Fault.key_refused)
            later = {"retry-after": RETRY_AFTER_S} if status in (429, 503, 529) else {}
            body = dict(self.vendor.error(status))
            if status == 401:
                body["presented"] = presented(request)
            await exchange.json(status, body, **later)
        elif fault is Fault.garbage:
            await exchange.answer(200, PAGE, kind="text/html")
        else:
            await self.vendor.serve(exchange)
        return True

    async def _socket(
        self, head: bytes, request: Request, line: Line, fault: Fault | None, plan: FaultPlan
    ) -> None:
        protocol = ServerProtocol(max_size=None)
        protocol.receive_data(head)
        (opening,) = protocol.events_received()
        status = None
        if fault in STATUSES or self.vendor.refuses(request):
            status = self.vendor.status_of(fault or Fault.key_refused)
        elif not self.vendor.takes_socket(request.path):
            status = 404
        response = (
            protocol.accept(opening)  # type: ignore[arg-type]
            if status is None
            else protocol.reject(status, " ".join(presented(request)))
        )
        protocol.send_response(response)
        socket = Socket(
            request, line, protocol, fault, plan, hit=lambda told: self._hit(line, told)
        )
        await socket.flush()
        if status is not None:
            return
        match fault:
            case Fault.mute:
                async for _ in socket.messages():
                    pass
            case Fault.closed_1011:
                await socket.close(1011, "internal error")
            case Fault.garbage:
                await socket.send_raw(PAGE)
                await line.wait_until_left()
            case _:
                self._sockets.add(socket)
                try:
                    await self.vendor.converse(socket)
                finally:
                    self._sockets.discard(socket)

    def _hit(self, line: Line, told: str = "") -> None:
        """The planned fault meets a request, or a message of an open socket."""
        known = self._struck.setdefault(line, {})
        if told not in known:
            known[told] = Strike(at=time.monotonic(), told=told)
            self.strikes.append(known[told])

    def _let_go(self, line: Line) -> None:
        """Request or socket are over."""
        for strike in self._struck.pop(line, {}).values():
            strike.left_at = time.monotonic()

    async def _control(self, exchange: Exchange) -> None:
        if exchange.request.method == "PUT":
            try:
                self._set(msgspec.json.decode(exchange.request.body, type=FaultPlan))
            except msgspec.DecodeError as error:
                await exchange.json(400, {"error": str(error)})
                return
        shown = {
            "vendor": self.vendor.name,
            "requests": self.requests,
            "spent": self.vendor.spent(),
            "plan": self._plan,
        }
        await exchange.json(200, shown)

    async def _control_profile(self, exchange: Exchange) -> None:
        if exchange.request.method == "PUT":
            try:
                wanted = msgspec.json.decode(exchange.request.body, type=_Wanted).profile
            except msgspec.DecodeError as error:
                await exchange.json(400, {"error": str(error)})
                return
            if isinstance(wanted, str) and wanted not in PROFILES:
                await exchange.json(400, {"error": f"use one of {', '.join(PROFILES)}"})
                return
            self.vendor.profile = PROFILES[wanted] if isinstance(wanted, str) else wanted
        await exchange.json(200, {"vendor": self.vendor.name, "profile": self.vendor.profile})


class _Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    profile: str | Profile


def presented(request: Request) -> list[str]:
    """The keys of a request. Some vendors quote a refused key in their answer; so do these, and it
    must not get any further."""
    return [request.headers[name] for name in KEY_HEADERS if name in request.headers]
