"""One server process: uvicorn with our limits, around one set of parts."""

import asyncio
import contextlib
import gc
import signal
import socket
import threading
from collections.abc import Iterator

import uvicorn

from server.app import create_app
from server.deps import Parts, open_parts
from server.protocols import DeadlineProtocol, SocketProtocol
from server.settings import Settings
from server.wire import MAX_FRAME_BYTES

PING_EVERY_S = 10.0
"""A lost client is noticed after two of these at most."""
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
GOODBYE_S = 5
"""How long open requests may take to end once the server stops."""


class Server(uvicorn.Server):
    """uvicorn's server, which lets go of sessions before it closes connections.

    SIGTERM and SIGINT stop it and then return from `serve`; uvicorn itself would raise the signal
    again, and the parts would never be closed.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(
            uvicorn.Config(
                create_app(parts),
                http=DeadlineProtocol,
                ws=SocketProtocol,
                ws_max_size=MAX_FRAME_BYTES,
                ws_per_message_deflate=False,
                ws_ping_interval=PING_EVERY_S,
                ws_ping_timeout=PING_EVERY_S,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GOODBYE_S,
            )
        )
        self._parts = parts

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        if threading.current_thread() is not threading.main_thread():
            yield  # Whoever runs us on another thread sets `should_exit`.
            return
        for number in STOP_SIGNALS:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in STOP_SIGNALS:
                loop.remove_signal_handler(number)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell every client to come back, end the streams, then close what is left."""
        self._parts.stopping.set()
        await self._parts.registry.drain()
        await self._parts.peers.aclose()
        await super().shutdown(sockets)


def run_server(settings: Settings, listener: socket.socket) -> None:
    """Serve on `listener` until SIGTERM or SIGINT.

    Raises:
        VivaError: a part can't be opened; the text says what to do.
    """
    factory = uvicorn.Config("", log_config=None).get_loop_factory()
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(serve(settings, listener))


async def serve(settings: Settings, listener: socket.socket) -> None:
    """Open the parts and serve until told to stop."""
    async with open_parts(settings) as parts:
        # A full collection over all that was loaded takes 0.2 s, in which nobody is heard; it
        # stays to the end, so the collector need not look at it.
        gc.collect()
        gc.freeze()
        await Server(parts).serve(sockets=[listener])
