"""One accepted WebSocket of a stand-in, and the faults that befall it while it is open.

Only the framing is left to the `websockets` library.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import msgspec
from websockets.exceptions import InvalidState
from websockets.frames import Frame, Opcode
from websockets.server import ServerProtocol

from load_tests.vendors.faults import Fault, FaultPlan
from load_tests.vendors.wire import NOISE, PAGE, GoneAway, Line, Request

SENT = frozenset({Fault.silent, Fault.stall, Fault.dribble, Fault.cut, Fault.slow})
"""Faults of an open socket that happen to what it sends."""
GRADUAL = SENT | {Fault.mute, Fault.hang}
"""Those that show in what it says; the others end it at the next message."""


DATA = (Opcode.TEXT, Opcode.BINARY, Opcode.CONT)


class Socket:
    """One accepted WebSocket."""

    def __init__(
        self,
        request: Request,
        line: Line,
        protocol: ServerProtocol,
        fault: Fault | None,
        plan: FaultPlan,
        *,
        hit: Callable[[str], None] = lambda _: None,
    ):
        """`hit` is called when a fault that befell the open socket meets a message; it gets the
        client's text, empty for sound and for messages of the vendor's own."""
        self.request = request
        self.fault = fault
        self._hit = hit
        self._line = line
        self._protocol = protocol
        self._plan = plan
        self._struck: Fault | None = None
        self._receiving = False
        self._over = asyncio.Event()
        """The client has left."""

    def strike(self, fault: Fault | None, plan: FaultPlan) -> None:
        """A fault befalls the open socket, from the next message on; None: it is well again."""
        self.fault, self._plan = fault, plan
        self._struck = fault

    async def _hold(self) -> None:
        """Say nothing until the client gives up. Raises GoneAway."""
        if self._receiving:
            await self._over.wait()
            raise GoneAway
        await self._line.wait_until_left()

    async def _suffer(self) -> None:
        """What an open socket does of its fault before its next message. Raises GoneAway."""
        match self._struck:
            case Fault.mute | Fault.hang:
                await self._hold()
            case Fault.closed_1011:
                await self.close(1011, "internal error")
                raise GoneAway
            case Fault.garbage:
                await self.send_raw(PAGE)
                await self._hold()
            case Fault.noise:
                await self._line.send(NOISE)
                self._line.reset()
            case None | Fault.silent | Fault.stall | Fault.dribble | Fault.cut | Fault.slow:
                pass  # These happen to what is sent.
            case _:
                self._line.reset()

    async def messages(self) -> AsyncIterator[str | bytes]:
        """What the client sends, until it closes."""
        whole = b""
        text = False
        while True:
            for event in self._protocol.events_received():
                if not isinstance(event, Frame):
                    continue
                if self._struck is not None and event.opcode in DATA and self._struck not in SENT:
                    told = bytes(event.data) if event.opcode is Opcode.TEXT else b""
                    self._hit(told.decode(errors="replace"))
                    if self._struck not in GRADUAL:
                        await self._suffer()
                if event.opcode in (Opcode.TEXT, Opcode.BINARY):
                    whole, text = b"", event.opcode is Opcode.TEXT
                if event.opcode in DATA:
                    whole += bytes(event.data)
                    if event.fin:
                        yield whole.decode() if text else whole
            await self.flush()
            if self._protocol.close_expected():
                self._over.set()
                return
            self._receiving = True
            try:
                data = await self._line.receive()
            finally:
                self._receiving = False
            if not data:
                self._protocol.receive_eof()
                self._over.set()
                return
            self._protocol.receive_data(data)

    async def send(self, message: Any) -> None:
        """A text message as JSON; here the faults of sockets happen.

        Raises GoneAway, or ConnectionResetError where the client is closing.
        """
        await self._suffer()
        if self._struck in SENT:
            self._hit("")
        if self.fault is Fault.dribble:
            # What the client sends meanwhile must wait, not be lost.
            await asyncio.sleep(self._plan.dribble_s)
        try:
            self._protocol.send_text(msgspec.json.encode(message))
        except InvalidState:
            # The client has closed meanwhile; inside task groups this counts as a lost line, too.
            raise ConnectionResetError from None
        await self.flush()
        if self.fault is Fault.stall:
            await self._hold()
        if self.fault is Fault.cut:
            self._line.reset()

    async def send_raw(self, text: bytes) -> None:
        self._protocol.send_text(text)
        await self.flush()

    async def close(self, code: int | None, reason: str = "") -> None:
        with contextlib.suppress(Exception):  # The client may have closed at the same moment.
            self._protocol.send_close(code, reason)
        await self.flush()

    async def flush(self) -> None:
        for data in self._protocol.data_to_send():
            if data:
                await self._line.send(data)
