"""One socket of a streaming recogniser: sending, reading and closing what a vendor's SDK opens.

Audio is gathered into larger pieces and leaves in a task of its own, so nobody waits for the
network; what can't leave is bounded.
"""

import asyncio
from abc import ABC, abstractmethod
from collections import deque
from contextlib import AbstractAsyncContextManager
from typing import Any

from runtime.listening import SpeechEvent
from runtime.providers.failure import Reason, VendorFailed, from_error

RATE_HZ = 16_000
BYTES_PER_MS = RATE_HZ * 2 // 1000
BACKLOG_MS = 15_000
"""More unsent audio, and the socket is stuck: a whole stretch fits, to be sent anew."""
CLOSE_S = 1.0
"""Longest goodbye; a half-dead socket never answers one."""
FINISH = "finish"
KEEP_ALIVE = "keep_alive"

Line = Any
"""The SDK's socket client."""


class SpeechSocket(ABC):
    """A `SpeechStream` over one WebSocket; a vendor's class says what its messages mean."""

    settles_in_pauses = False
    """See `SpeechStream`; sockets that judge turns themselves take it as the turn's end."""

    def __init__(
        self,
        vendor: str,
        opening: AbstractAsyncContextManager[Line],
        *,
        piece_ms: int,
        greets: bool = False,
    ) -> None:
        """`greets`: the vendor speaks first, so a socket without a greeting is not open yet."""
        self.sent_ms = 0.0
        """Audio taken so far."""
        self._vendor = vendor
        self._greets = greets
        self._opening = opening
        self._piece_bytes = piece_ms * BYTES_PER_MS
        self._audio = bytearray()
        """Not yet a whole piece."""
        self._unsent: deque[bytes | str] = deque()
        self._unsent_bytes = 0
        self._wake = asyncio.Event()
        self._events: deque[SpeechEvent] = deque()
        self._told = asyncio.Event()
        self._failure: VendorFailed | None = None
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._closing = False
        self._line: Line | None = None
        self._living: asyncio.Task[None] | None = None

    # What a vendor says -------------------------------------------------------------------------

    @abstractmethod
    async def send_finish(self, line: Line) -> None: ...

    @abstractmethod
    async def send_keep_alive(self, line: Line) -> None: ...

    @abstractmethod
    async def send_goodbye(self, line: Line) -> None: ...

    @abstractmethod
    def understand(self, message: object) -> list[SpeechEvent]:
        """What a message of the vendor tells. Raises VendorFailed."""
        ...

    def standing(self) -> SpeechEvent | None:
        """What answers `finish` without asking, because the vendor has said it already."""
        return None

    # The stream ---------------------------------------------------------------------------------

    async def connect(self) -> None:
        """Return when audio can be sent. Raises VendorFailed."""
        self._living = asyncio.create_task(self._live(), name=f"{self._vendor}: stream")
        try:
            await asyncio.shield(self._ready)
        except BaseException:
            await self.aclose()
            raise

    def begin(self) -> None:
        """These vendors hear by themselves when speech begins."""
        self._check()

    def send(self, pcm: bytes) -> None:
        self._check()
        self.sent_ms += len(pcm) / BYTES_PER_MS
        self._audio += pcm
        while len(self._audio) >= self._piece_bytes:
            self._queue(bytes(self._audio[: self._piece_bytes]))
            del self._audio[: self._piece_bytes]

    def finish(self) -> None:
        self._check()
        if self._audio:
            self._queue(bytes(self._audio))
            self._audio.clear()
        if (standing := self.standing()) is not None:
            self._tell([standing])
        else:
            self._queue(FINISH)

    def keep_alive(self) -> None:
        self._check()
        self._queue(KEEP_ALIVE)

    async def receive(self) -> SpeechEvent:
        while not self._events:
            if self._failure is not None:
                raise self._failure
            self._told.clear()
            await self._told.wait()
        return self._events.popleft()

    async def aclose(self) -> None:
        self._closing = True
        self._wake.set()
        living = self._living
        if living is None:
            return
        if self._failure is None:
            await asyncio.wait({living}, timeout=CLOSE_S)
        if self._line is not None:
            abort(self._line)
        living.cancel()
        await asyncio.gather(living, return_exceptions=True)

    # Inside -------------------------------------------------------------------------------------

    def _check(self) -> None:
        if self._failure is None and self._unsent_bytes > BACKLOG_MS * BYTES_PER_MS:
            self._fail(VendorFailed(self._vendor, Reason.stalled))
        if self._failure is not None:
            raise self._failure

    def _queue(self, item: bytes | str) -> None:
        self._unsent.append(item)
        if isinstance(item, bytes):
            self._unsent_bytes += len(item)
        self._wake.set()

    def _tell(self, events: list[SpeechEvent]) -> None:
        self._events.extend(events)
        self._told.set()

    def _fail(self, failure: VendorFailed) -> None:
        if self._failure is None:
            self._failure = failure
        if not self._ready.done():
            self._ready.set_exception(self._failure)
            self._ready.exception()  # Retrieved: `connect` may have been cancelled by now.
        self._told.set()

    async def _live(self) -> None:
        """Everything on the socket, until it is closed by either side."""
        try:
            async with self._opening as line:
                self._line = line
                # Told at once: leaving the block may take long where nobody says goodbye.
                try:
                    await self._serve(line)
                except Exception as error:
                    self._fail(_meaning(self._vendor, error))
                    abort(line)
        except Exception as error:
            self._fail(_no_opening(self._vendor, error))
        finally:
            self._fail(VendorFailed(self._vendor, Reason.cut))

    async def _serve(self, line: Line) -> None:
        if not self._greets:
            self._ready.set_result(None)
        reading = asyncio.create_task(self._read(line))
        sending = asyncio.create_task(self._send_all(line))
        try:
            done, _ = await asyncio.wait({reading, sending}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (reading, sending):
                task.cancel()
            await asyncio.gather(reading, sending, return_exceptions=True)

    async def _read(self, line: Line) -> None:
        while True:
            message = await line.recv()
            if not self._ready.done():
                self._ready.set_result(None)
            self._tell(self.understand(message))

    async def _send_all(self, line: Line) -> None:
        while True:
            while self._unsent:
                match self._unsent.popleft():
                    case bytes() as pcm:
                        # Counted until it has left: a send that blocks is a backlog, too.
                        await line.send_media(pcm)
                        self._unsent_bytes -= len(pcm)
                    case "finish":
                        await self.send_finish(line)
                    case _:
                        await self.send_keep_alive(line)
            if self._closing:
                await self.send_goodbye(line)
                return
            self._wake.clear()
            await self._wake.wait()


def abort(line: Line) -> None:
    """Cut the connection. An SDK's client says goodbye when it is left, and waits ten seconds for
    an answer that a half-dead vendor never gives; nothing public cuts that short."""
    transport = getattr(getattr(line, "_websocket", None), "transport", None)
    if transport is not None:
        transport.abort()


def _meaning(vendor: str, error: Exception) -> VendorFailed:
    return error if isinstance(error, VendorFailed) else from_error(vendor, error)


def _no_opening(vendor: str, error: Exception) -> VendorFailed:
    if isinstance(error, OSError) and not isinstance(error, TimeoutError):
        return VendorFailed(vendor, Reason.unreachable)
    return from_error(vendor, error)
