"""A language model of Anthropic's, streamed by the Messages API."""

from collections.abc import AsyncIterator
from copy import copy

import msgspec
from anthropic import (
    DEFAULT_CONNECTION_LIMITS,
    AsyncAnthropic,
    DefaultAsyncHttpxClient,
    Timeout,
)
from anthropic.types import TextBlockParam

from runtime.providers.accounts import AnthropicAccount
from runtime.providers.event_stream import EventStream
from runtime.providers.failure import Reason, VendorFailed, from_error

CONNECT_S = 1.0
BACKSTOP_S = 30.0
CACHED_FROM_CHARS = 4_000
"""About 1,024 tokens, the least that any Claude model caches; some want more and ignore the mark.
Writing to the cache costs a quarter more, reading a tenth; what was read lasts five minutes."""
KEPT_S = 120.0
"""A connection is kept so long for the next turn; the SDK's five seconds would make every turn of
an interview wait for a handshake."""
OWN_URL = "https://api.anthropic.com"
FAILURES = {
    "authentication_error": Reason.key_refused,
    "permission_error": Reason.key_refused,
    "rate_limit_error": Reason.rate_limited,
    "overloaded_error": Reason.overloaded,
}
"""Errors told in the middle of an answer; every other one is the vendor's own."""


class _Delta(msgspec.Struct):
    type: str = ""
    text: str = ""


class _Error(msgspec.Struct):
    type: str = ""


class _Event(msgspec.Struct):
    """What matters of one event."""

    type: str
    delta: _Delta | None = None
    error: _Error | None = None


_decoder = msgspec.json.Decoder(_Event)


class AnthropicModel:
    """The `LanguageModel` of one Claude model."""

    name = "Anthropic"

    def __init__(self, account: AnthropicAccount) -> None:
        """`account` must have a key."""
        if account.api_key is None:
            raise ValueError("Anthropic needs a key")
        self._model = account.model
        limits = copy(DEFAULT_CONNECTION_LIMITS)
        limits.keepalive_expiry = KEPT_S
        self._client = AsyncAnthropic(
            api_key=account.api_key.reveal(),
            base_url=account.base_url or OWN_URL,
            max_retries=0,
            http_client=DefaultAsyncHttpxClient(
                timeout=Timeout(BACKSTOP_S, connect=CONNECT_S), limits=limits
            ),
        )

    async def stream(self, *, system: str, user: str, max_tokens: int) -> AsyncIterator[str]:
        """Raises VendorFailed."""
        complete = False
        begun = False
        events = EventStream()
        try:
            async with self._client.messages.with_streaming_response.create(
                model=self._model,
                system=_instructions(system),
                messages=[{"role": "user", "content": user}],
                max_tokens=max_tokens,
                stream=True,
            ) as response:
                async for chunk in response.iter_bytes():
                    text = ""
                    for data in events.feed(chunk):
                        event = _decoder.decode(data)
                        if event.error is not None:
                            reason = FAILURES.get(event.error.type, Reason.broken)
                            raise VendorFailed(self.name, reason)
                        begun = True
                        if event.delta is not None and event.delta.type == "text_delta":
                            text += event.delta.text
                        complete = complete or event.type == "message_stop"
                    if text:
                        yield text
        except VendorFailed:
            raise
        except Exception as error:
            raise from_error(self.name, error) from None
        if not complete:
            raise VendorFailed(self.name, Reason.cut if begun else Reason.garbled)

    async def aclose(self) -> None:
        await self._client.close()


def _instructions(system: str) -> str | list[TextBlockParam]:
    """A long prompt is marked, so that the next turn doesn't pay and wait for its reading again."""
    if len(system) < CACHED_FROM_CHARS:
        return system
    return [{"type": "text", "text": system, "cache_control": {"type": "ephemeral"}}]
