"""One of ElevenLabs' sockets that carry several contexts, each a sentence on its way.

Kept open between sentences, so that the first sound after a long answer waits for no handshake.
"""

import asyncio
import contextlib
from typing import Any

import msgspec
from websockets.asyncio.client import ClientConnection, connect

from runtime.providers.failure import Reason, VendorFailed, from_error

CONTEXTS = 4
"""At once on one socket; the vendor closes the socket at the sixth."""
INACTIVITY_S = 180
"""The longest idle time that can be asked for."""
KEEP_ALIVE_S = 60.0
IDLE_S = 900.0
"""A socket that nobody used for so long is let go."""
CONNECT_S = 1.0
CLOSE_S = 1.0
LARGEST_BYTES = 4_000_000

Message = dict[str, Any]


class ContextSocket:
    """An open socket; `connect_to` makes one."""

    def __init__(self, vendor: str, socket: ClientConnection) -> None:
        self._vendor = vendor
        self._socket = socket
        self._contexts: dict[str, asyncio.Queue[Message | VendorFailed]] = {}
        self._failure: VendorFailed | None = None
        self._doubtful = False
        """A context was given up before the vendor had said a word."""
        self._used_at = asyncio.get_running_loop().time()
        self._tasks = (
            asyncio.create_task(self._read(), name=f"{vendor}: socket"),
            asyncio.create_task(self._keep_alive(), name=f"{vendor}: keep alive"),
        )

    @classmethod
    async def connect_to(cls, vendor: str, url: str, *, headers: dict[str, str]) -> "ContextSocket":
        """Raises VendorFailed."""
        try:
            socket = await connect(
                url,
                additional_headers=headers,
                compression=None,
                max_size=LARGEST_BYTES,
                open_timeout=CONNECT_S,
                close_timeout=CLOSE_S,
            )
        except TimeoutError:
            raise VendorFailed(vendor, Reason.late) from None
        except OSError:
            raise VendorFailed(vendor, Reason.unreachable) from None
        except Exception as error:
            raise from_error(vendor, error) from None
        return cls(vendor, socket)

    @property
    def free(self) -> bool:
        """Another context may be opened."""
        return self._failure is None and not self._doubtful and len(self._contexts) < CONTEXTS

    @property
    def useless(self) -> bool:
        """Broken, or silent when it was last asked and asked for nothing now."""
        return self._failure is not None or (self._doubtful and not self._contexts)

    async def begin(self, context: str, text: str) -> None:
        """Have a text spoken; its messages come from `receive`. Raises VendorFailed."""
        if self._failure is not None:
            raise self._failure
        self._used_at = asyncio.get_running_loop().time()
        self._contexts[context] = asyncio.Queue()
        await self._send({"text": " ", "context_id": context})
        await self._send({"text": f"{text} ", "context_id": context, "flush": True})
        await self._send({"context_id": context, "close_context": True})

    async def receive(self, context: str) -> Message:
        """The next message of a context. Raises VendorFailed."""
        message = await self._contexts[context].get()
        if isinstance(message, VendorFailed):
            raise message
        return message

    def end(self, context: str, *, complete: bool, answered: bool) -> None:
        """The context is not listened to any more; an incomplete one was closed when its text
        was sent, so what still comes of it is dropped."""
        self._contexts.pop(context, None)
        self._doubtful = self._doubtful or not (complete or answered)

    async def aclose(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._socket.close()

    async def _send(self, message: Message) -> None:
        try:
            await self._socket.send(msgspec.json.encode(message).decode())
        except Exception as error:
            self._fail(from_error(self._vendor, error))
            raise from_error(self._vendor, error) from None

    async def _read(self) -> None:
        try:
            async for raw in self._socket:
                message = msgspec.json.decode(raw, type=Message)
                self._doubtful = False
                if "error" in message:
                    raise VendorFailed(self._vendor, _reason(message))
                context = str(message.get("contextId") or message.get("context_id") or "")
                if (waiting := self._contexts.get(context)) is not None:
                    waiting.put_nowait(message)
            self._fail(VendorFailed(self._vendor, Reason.cut))
        except VendorFailed as failure:
            self._fail(failure)
        except Exception as error:
            self._fail(from_error(self._vendor, error))

    async def _keep_alive(self) -> None:
        loop = asyncio.get_running_loop()
        while self._failure is None:
            await asyncio.sleep(KEEP_ALIVE_S)
            if loop.time() - self._used_at >= IDLE_S and not self._contexts:
                await self._socket.close()
                return
            with contextlib.suppress(VendorFailed):
                await self._send({"text": ""})

    def _fail(self, failure: VendorFailed) -> None:
        if self._failure is None:
            self._failure = failure
        for waiting in self._contexts.values():
            waiting.put_nowait(self._failure)


def _reason(message: Message) -> Reason:
    """What the vendor's word for an error means."""
    word = str(message.get("error", "")).lower()
    if "quota" in word or "limit" in word or "max_active" in word or "concurrent" in word:
        return Reason.rate_limited
    return Reason.key_refused if "auth" in word or "api_key" in word else Reason.refused
