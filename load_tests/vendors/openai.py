"""Stand-in for OpenAI's Chat Completions, whole or as server-sent events."""

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec

from load_tests.vendors.model_stand_in import ModelStandIn
from load_tests.vendors.tokens import count, pieces
from load_tests.vendors.wire import Exchange, Request

TYPES = {401: "invalid_request_error", 429: "requests", 500: "server_error", 503: "server_error"}
CODES = {401: "invalid_api_key", 429: "rate_limit_exceeded"}


class OpenAiStandIn(ModelStandIn):
    name = "openai"

    async def serve(self, exchange: Exchange) -> None:
        if not exchange.request.path.endswith("/chat/completions"):
            await exchange.json(404, self.error(404))
            return
        asked = msgspec.json.decode(exchange.request.body)
        by_role = {message["role"]: message["content"] for message in asked["messages"]}
        system, user = by_role.get("system", ""), by_role.get("user", "")
        text = await self.written(exchange, system, user)
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
            await asyncio.sleep(1 / self.profile.tokens_per_s)
        await chunk({}, "stop")
        if (asked.get("stream_options") or {}).get("include_usage"):
            whole = {**head, "object": "chat.completion.chunk", "choices": [], "usage": usage}
            await send(whole)
        await exchange.chunk(b"data: [DONE]\n\n")
        await exchange.end()

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
