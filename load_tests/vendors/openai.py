"""Stand-in for OpenAI's Chat Completions, whole or as server-sent events."""

import asyncio
import itertools
from collections.abc import Mapping
from random import Random
from typing import Any

import msgspec

from load_tests.vendors.content import Write, obedient
from load_tests.vendors.faults import STATUSES, Fault
from load_tests.vendors.latency import PROFILES, Profile
from load_tests.vendors.tokens import count, pieces
from load_tests.vendors.wire import Exchange, Request, Socket

TYPES = {401: "invalid_request_error", 429: "requests", 500: "server_error", 503: "server_error"}
CODES = {401: "invalid_api_key", 429: "rate_limit_exceeded"}


class OpenAiStandIn:
    name = "openai"

    def __init__(
        self,
        *,
        key: str,
        write: Write = obedient,
        profile: Profile = PROFILES["zero"],
        seed: int = 1,
    ) -> None:
        self.prompts: list[tuple[str, str]] = []
        """(system, user) of each request."""
        self._key = key
        self._write = write
        self._profile = profile
        self._random = Random(seed)
        self._ids = itertools.count(1)

    async def serve(self, exchange: Exchange) -> None:
        if not exchange.request.path.endswith("/chat/completions"):
            await exchange.json(404, self.error(404))
            return
        asked = msgspec.json.decode(exchange.request.body)
        by_role = {message["role"]: message["content"] for message in asked["messages"]}
        system, user = by_role.get("system", ""), by_role.get("user", "")
        self.prompts.append((system, user))
        text = "" if exchange.fault is Fault.silent else self._write(system, user)
        usage = {
            "prompt_tokens": count(system + user),
            "completion_tokens": count(text),
            "total_tokens": count(system + user) + count(text),
        }
        head = {
            "id": f"chatcmpl-{next(self._ids):08d}",
            "created": 1_790_000_000,
            "model": asked["model"],
            "service_tier": "default",
        }
        await asyncio.sleep(self._profile.writing.draw(self._random))
        if not asked.get("stream"):
            message = {"role": "assistant", "content": text, "refusal": None}
            choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
            await exchange.json(
                200, {**head, "object": "chat.completion", "choices": [choice], "usage": usage}
            )
            return

        async def chunk(delta: Mapping[str, Any], finish_reason: str | None = None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
            await send({**head, "object": "chat.completion.chunk", "choices": [choice]})

        async def send(data: Mapping[str, Any]) -> None:
            await exchange.chunk(b"data: " + msgspec.json.encode(data) + b"\n\n")

        await exchange.begin("text/event-stream; charset=utf-8")
        await chunk({"role": "assistant", "content": "", "refusal": None})
        for piece in pieces(text):
            await chunk({"content": piece})
            await asyncio.sleep(1 / self._profile.tokens_per_s)
        await chunk({}, "stop")
        if (asked.get("stream_options") or {}).get("include_usage"):
            whole = {**head, "object": "chat.completion.chunk", "choices": [], "usage": usage}
            await send(whole)
        await exchange.chunk(b"data: [DONE]\n\n")
        await exchange.end()

    async def converse(self, socket: Socket) -> None:
        """There are no sockets here."""

    def takes_socket(self, path: str) -> bool:
        return False

    def refuses(self, request: Request) -> bool:
        return request.headers.get("authorization") != f"Bearer {self._key}"

    def error(self, status: int) -> Mapping[str, Any]:
        return {
            "error": {
                "message": f"The stand-in answers with status {status}.",
                "type": TYPES.get(status, "invalid_request_error"),
                "param": None,
                "code": CODES.get(status),
            }
        }

    def status_of(self, fault: Fault) -> int:
        return STATUSES[fault]
