"""A language model behind Chat Completions: OpenAI's, or any server that speaks the same."""

from collections.abc import AsyncIterator
from copy import copy

import msgspec
from openai import (
    DEFAULT_CONNECTION_LIMITS,
    AsyncOpenAI,
    DefaultAsyncHttpxClient,
    Timeout,
)

from runtime.providers.accounts import OpenAiAccount
from runtime.providers.event_stream import EventStream
from runtime.providers.failure import Reason, VendorFailed, from_error

CONNECT_S = 1.0
BACKSTOP_S = 30.0
KEPT_S = 120.0
"""A connection is kept so long for the next turn; the SDK's five seconds would make every turn of
an interview wait for a handshake."""
OWN_URL = "https://api.openai.com/v1"
NO_KEY = "none"
"""Servers of one's own often want none, but the SDK wants something."""
DONE = b"[DONE]"
"""The data of the last event; it is no JSON."""


class _Delta(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    delta: _Delta | None = None
    finish_reason: str | None = None


class _Chunk(msgspec.Struct):
    """What matters of one event."""

    choices: list[_Choice] = []
    error: msgspec.Raw | None = None


_decoder = msgspec.json.Decoder(_Chunk)


class OpenAiModel:
    """The `LanguageModel` of one model behind Chat Completions."""

    name = "OpenAI"

    def __init__(self, account: OpenAiAccount) -> None:
        """`account` must be usable: a key, or the address of a server that wants none."""
        if not account.usable:
            raise ValueError("OpenAI needs a key, or a base URL")
        self._model = account.model
        # OpenAI's own models want the newer name, most other servers know only the older one.
        own = account.base_url is None or "api.openai.com" in account.base_url
        self._limit_name = "max_completion_tokens" if own else "max_tokens"
        limits = copy(DEFAULT_CONNECTION_LIMITS)
        limits.keepalive_expiry = KEPT_S
        self._client = AsyncOpenAI(
            api_key=account.api_key.reveal() if account.api_key is not None else NO_KEY,
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
            async with self._client.chat.completions.with_streaming_response.create(
                model=self._model,
                messages=[
                    {"role": "system", "content": system},
                    {"role": "user", "content": user},
                ],
                stream=True,
                extra_body={self._limit_name: max_tokens},
            ) as response:
                async for chunk in response.iter_bytes():
                    text = ""
                    for data in events.feed(chunk):
                        if data == DONE:
                            continue  # To the end of the body, so that the connection is kept.
                        said = _decoder.decode(data)
                        if said.error is not None:
                            raise VendorFailed(self.name, Reason.broken)
                        begun = True
                        for choice in said.choices:
                            if choice.delta is not None:
                                text += choice.delta.content or ""
                            complete = complete or choice.finish_reason is not None
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
