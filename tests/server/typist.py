"""A candidate who types: joins a session's socket and reads what comes."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

ANSWER = (
    "I led the migration of our billing service to a queue. First I measured the latency, then "
    "I chose Kafka over polling because it was simpler, and we cut the delay from 900 to 200 ms."
)

Message = dict[str, Any]


class Typist:
    """One connection; every message it got is kept in `messages`."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.messages: list[Message] = []

    async def send(self, **message: Any) -> None:
        await self.socket.send(json.dumps(message))

    async def receive(self) -> Message:
        """The next JSON message; raises ConnectionClosed."""
        while isinstance(data := await self.socket.recv(), bytes):
            pass
        message: Message = json.loads(data)
        self.messages.append(message)
        return message

    async def until(self, wanted: str, **fields: Any) -> Message:
        """The next message of this type with these fields."""
        while True:
            message = await self.receive()
            if message["type"] == wanted and fields.items() <= message.items():
                return message

    async def closed(self) -> tuple[int | None, str | None]:
        """Read on until the server closes; its code and reason."""
        try:
            while True:
                await self.receive()
        except ConnectionClosed:
            return self.socket.close_code, self.socket.close_reason

    async def answer_until_closed(self, answer: str = ANSWER) -> None:
        """Answer every question until the interview is over."""
        intent = ""
        try:
            while True:
                message = await self.receive()
                if message["type"] == "turn.started" and message["role"] == "interviewer":
                    intent = message["intent"]
                elif (
                    message["type"] == "turn.completed"
                    and message["role"] == "interviewer"
                    and intent != "close"
                ):
                    await self.send(type="text", text=answer)
        except ConnectionClosed:
            return


@asynccontextmanager
async def knock(url: str, **headers: str) -> AsyncIterator[Typist]:
    """An open socket without a `hello`."""
    async with connect(url, additional_headers=headers, compression=None) as socket:
        yield Typist(socket)


@asynccontextmanager
async def join(session: Message, **hello: Any) -> AsyncIterator[Typist]:
    """A socket that has said `hello` and was welcomed."""
    async with knock(session["media_url"]) as typist:
        await typist.send(type="hello", **{"ticket": session["ticket"], **hello})
        await typist.until("welcome")
        yield typist
