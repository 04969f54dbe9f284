"""A language model of Anthropic's, streamed by the Messages API."""

from collections.abc import AsyncIterator

from anthropic import AsyncAnthropic, DefaultAsyncHttpxClient, Timeout
from anthropic.types import TextBlockParam

from runtime.providers.accounts import AnthropicAccount
from runtime.providers.failure import Reason, VendorFailed, from_error

CONNECT_S = 1.0
BACKSTOP_S = 30.0
CACHED_FROM_CHARS = 4_000
"""About 1,024 tokens, the least that any Claude model caches; some want more and ignore the mark.
Writing to the cache costs a quarter more, reading a tenth; what was read lasts five minutes."""
OWN_URL = "https://api.anthropic.com"


class AnthropicModel:
    """The `LanguageModel` of one Claude model."""

    name = "Anthropic"

    def __init__(self, account: AnthropicAccount) -> None:
        """`account` must have a key."""
        if account.api_key is None:
            raise ValueError("Anthropic needs a key")
        self._model = account.model
        self._client = AsyncAnthropic(
            api_key=account.api_key.reveal(),
            base_url=account.base_url or OWN_URL,
            max_retries=0,
            http_client=DefaultAsyncHttpxClient(timeout=Timeout(BACKSTOP_S, connect=CONNECT_S)),
        )

    async def stream(self, *, system: str, user: str, max_tokens: int) -> AsyncIterator[str]:
        """Raises VendorFailed."""
        complete = False
        begun = False
        try:
            async with await self._client.messages.create(
                model=self._model,
                system=_instructions(system),
                messages=[{"role": "user", "content": user}],
                max_tokens=max_tokens,
                stream=True,
            ) as events:
                async for event in events:
                    begun = True
                    if event.type == "content_block_delta" and event.delta.type == "text_delta":
                        yield event.delta.text
                    complete = complete or event.type == "message_stop"
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
