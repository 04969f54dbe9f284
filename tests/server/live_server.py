"""A real server on a free loopback port, in a thread of the test process."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import uvloop

from server.cli.port import address_of, open_port
from server.cli.worker import work
from server.deps import Parts, open_parts
from server.serving import Server
from server.settings import Settings


class LiveServer:
    """Where it listens, and its parts (on its own loop) for tests that look inside."""

    def __init__(self, url: str, parts: Parts, loop: asyncio.AbstractEventLoop) -> None:
        self.url = url
        self.loop = loop
        self.socket_url = url.replace("http", "ws", 1)
        self.parts = parts

    def media_url(self, session_id: str) -> str:
        return f"{self.socket_url}/api/v1/sessions/{session_id}/media"

    def turns_url(self, session_id: str) -> str:
        return f"{self.socket_url}/api/v1/sessions/{session_id}/turns"


def settings_for(home: Path, database_url: str, redis_url: str, **changes: object) -> Settings:
    """Real storage, scripted speech."""
    settings = Settings(
        home=home,
        port=0,
        database_url=database_url,
        redis_url=redis_url,
        stt="scripted",
        tts="scripted",
        max_sessions=500,  # A client that went away keeps its place for a while.
    )
    return msgspec.structs.replace(settings, **changes)


@contextmanager
def live_server(settings: Settings, *, evaluate: bool = False) -> Iterator[LiveServer]:
    """Serve until the context is left; `evaluate` runs an evaluation worker beside it."""
    listener = open_port(settings.host, settings.port)
    url = address_of(listener)
    started = threading.Event()
    found: dict[str, object] = {}

    async def serve() -> None:
        stopping = asyncio.Event()
        async with open_parts(settings) as parts, asyncio.TaskGroup() as tasks:
            if evaluate:
                tasks.create_task(work(settings, stopping))
            server = Server(parts)
            found.update(parts=parts, server=server, loop=asyncio.get_running_loop())
            started.set()
            await server.serve(sockets=[listener])
            stopping.set()

    def run() -> None:
        try:
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runner.run(serve())
        except BaseException as failure:
            found["failure"] = failure
            started.set()

    thread = threading.Thread(target=run, name="live server")
    thread.start()
    started.wait(30)
    try:
        if "failure" in found:
            raise RuntimeError("the server did not start") from found["failure"]  # type: ignore[misc]
        parts = found["parts"]
        loop = found["loop"]
        assert isinstance(parts, Parts)
        assert isinstance(loop, asyncio.AbstractEventLoop)
        yield LiveServer(url, parts, loop)
    finally:
        if isinstance(server := found.get("server"), Server):
            server.should_exit = True
        thread.join(30)
        listener.close()
    if "failure" in found:
        raise RuntimeError("the server failed") from found["failure"]  # type: ignore[misc]
