"""A language model behind Chat Completions: OpenAI's, or any server that speaks the same."""

from collections.abc import AsyncIterator

from openai import AsyncOpenAI, DefaultAsyncHttpxClient, Timeout

from runtime.providers.accounts import OpenAiAccount
from runtime.providers.failure import Reason, VendorFailed, from_error

CONNECT_S = 1.0
BACKSTOP_S = 30.0
OWN_URL = "https://api.openai.com/v1"
NO_KEY = "none"
"""Servers of one's own often want none, but the SDK wants something."""


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
        self._client = AsyncOpenAI(
            api_key=account.api_key.reveal() if account.api_key is not None else NO_KEY,
            base_url=account.base_url or OWN_URL,
            max_retries=0,
            http_client=DefaultAsyncHttpxClient(timeout=Timeout(BACKSTOP_S, connect=CONNECT_S)),
        )

    async def stream(self, *, system: str, user: str, max_tokens: int) -> AsyncIterator[str]:
        """Raises VendorFailed."""
        complete = False
        begun = False
        try:
            async with await self._client.chat.completions.create(
                model=self._model,
                messages=[
                    {"role": "system", "content": system},
                    {"role": "user", "content": user},
                ],
                stream=True,
                extra_body={self._limit_name: max_tokens},
            ) as chunks:
                async for chunk in chunks:
                    begun = True
                    for choice in chunk.choices:
                        if choice.delta.content:
                            yield choice.delta.content
                        complete = complete or choice.finish_reason is not None
        except Exception as error:
            raise from_error(self.name, error) from None
        if not complete:
            raise VendorFailed(self.name, Reason.cut if begun else Reason.garbled)

    async def aclose(self) -> None:
        await self._client.close()
