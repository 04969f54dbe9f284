"""Stand-in for Anthropic's Messages, whole or as server-sent events."""

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec

from load_tests.vendors.faults import Fault
from load_tests.vendors.model_stand_in import ModelStandIn
from load_tests.vendors.tokens import count, pieces
from load_tests.vendors.wire import Exchange, Request

OVERLOADED = 529
TYPES = {
    401: "authentication_error",
    404: "not_found_error",
    429: "rate_limit_error",
    500: "api_error",
    OVERLOADED: "overloaded_error",
}


CACHED_TOKENS = 1_024
"""A shorter prompt isn't cached, marked or not."""


class AnthropicStandIn(ModelStandIn):
    name = "anthropic"

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        self.used: list[Mapping[str, int]] = []
        """The `usage` of each answer."""
        self._cached: set[str] = set()

    async def serve(self, exchange: Exchange) -> None:
        if exchange.request.path != "/v1/messages":
            await exchange.json(404, self.error(404))
            return
        asked = msgspec.json.decode(exchange.request.body)
        system, user = _plain(asked.get("system", "")), _plain(asked["messages"][-1]["content"])
        text = await self.written(exchange, system, user)
        used = {**self._read(asked, system, user), "output_tokens": count(text)}
        self.used.append(used)
        message = {
            "id": f"msg_{next(self._ids):08d}",
            "type": "message",
            "role": "assistant",
            "model": asked["model"],
            "content": [],
            "stop_reason": None,
            "stop_sequence": None,
            "usage": {**used, "output_tokens": 1},
        }
        if not asked.get("stream"):
            content = [{"type": "text", "text": text}]
            whole = {**message, "content": content, "stop_reason": "end_turn", "usage": used}
            await exchange.json(200, whole)
            return

        async def event(kind: str, **data: Any) -> None:
            body = msgspec.json.encode({"type": kind, **data})
            await exchange.chunk(b"event: %b\ndata: %b\n\n" % (kind.encode(), body))

        await exchange.begin("text/event-stream; charset=utf-8")
        await event("message_start", message=message)
        await event("content_block_start", index=0, content_block={"type": "text", "text": ""})
        await event("ping")
        for piece in pieces(text):
            delta = {"type": "text_delta", "text": piece}
            await event("content_block_delta", index=0, delta=delta)
            await asyncio.sleep(1 / self.profile.tokens_per_s)
        await event("content_block_stop", index=0)
        await event(
            "message_delta",
            delta={"stop_reason": "end_turn", "stop_sequence": None},
            usage={"output_tokens": used["output_tokens"]},
        )
        await event("message_stop")
        await exchange.end()

    def _read(self, asked: Mapping[str, Any], system: str, user: str) -> Mapping[str, int]:
        """What is read anew, written to the cache, and read from it."""
        whole = count(system + user)
        marked = any(block.get("cache_control") for block in _blocks(asked.get("system", "")))
        kept = count(system)
        if not marked or kept < CACHED_TOKENS:
            written = read = 0
        elif system in self._cached:
            written, read = 0, kept
        else:
            written, read = kept, 0
            self._cached.add(system)
        return {
            "input_tokens": whole - written - read,
            "cache_creation_input_tokens": written,
            "cache_read_input_tokens": read,
        }

    def refuses(self, request: Request) -> bool:
        """The key comes as a bearer token from today's SDK, in its own header from older ones."""
        headers = request.headers
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        return self._key not in (bearer, headers.get("x-api-key"))

    def error(self, status: int) -> Mapping[str, Any]:
        message = f"The stand-in answers with status {status}."
        kind = TYPES.get(status, "invalid_request_error")
        return {
            "type": "error",
            "error": {"type": kind, "message": message},
            "request_id": f"req_{next(self._ids):08d}",
        }

    def status_of(self, fault: Fault) -> int:
        return OVERLOADED if fault is Fault.overloaded else super().status_of(fault)


def _plain(content: str | list[dict[str, Any]]) -> str:
    """The text of a content that may be a string or a list of blocks."""
    return "".join(block.get("text", "") for block in _blocks(content))


def _blocks(content: str | list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": "text", "text": content}] if isinstance(content, str) else content
