"""The stand-ins, and adapters with real SDKs that talk to them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from load_tests.vendors.stand_ins import StandIns
from runtime.providers.accounts import (
    Accounts,
    AnthropicAccount,
    DeepgramAccount,
    ElevenLabsAccount,
    OpenAiAccount,
)
from runtime.secret import Secret

SECRET_KEY = "sk-never-to-be-seen-7f3a"


def accounts_of(stand_ins: StandIns, *, key: str | None = None) -> Accounts:
    """As the settings would give them with the stand-ins' environment."""
    api_key = Secret(key or stand_ins.key)
    return Accounts(
        deepgram=DeepgramAccount(api_key=api_key, base_url=stand_ins.deepgram.url),
        elevenlabs=ElevenLabsAccount(api_key=api_key, base_url=stand_ins.elevenlabs.url),
        anthropic=AnthropicAccount(api_key=api_key, base_url=stand_ins.anthropic.url),
        openai=OpenAiAccount(api_key=api_key, base_url=f"{stand_ins.openai.url}/v1"),
    )


@asynccontextmanager
async def running(stand_ins: StandIns | None = None) -> AsyncIterator[StandIns]:
    stand_ins = stand_ins or StandIns(key=SECRET_KEY)
    await stand_ins.start()
    try:
        yield stand_ins
    finally:
        await stand_ins.aclose()
