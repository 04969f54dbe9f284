"""Which vendors may be used and how: keys, addresses, models. Plain data; imports no SDK. Pure."""

import msgspec

from runtime.secret import Secret


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One vendor. Without a key (or, for servers of one's own, an address) it is not used."""

    api_key: Secret | None = None
    base_url: str | None = None
    """None: the vendor's own address."""
    model: str

    @property
    def usable(self) -> bool:
        return self.api_key is not None


class DeepgramAccount(Account, frozen=True, kw_only=True):
    model: str = "nova-3"
    """Deepgram's general model for recordings and streams."""


class ElevenLabsAccount(Account, frozen=True, kw_only=True):
    model: str = "eleven_flash_v2_5"
    """Their fastest: first audio 0.29 s in the median (Coval, May 2026)."""
    voice_id: str = "JBFqnCBsd6RMkjVDRZzb"
    """The voice of ElevenLabs' own examples, which every account has."""
    voice_id_male: str = ""
    voice_id_second_male: str = ""
    """Of a panel's other members, by the kind of their voice; empty: the usual one."""

    def voice_of(self, kind: str) -> str:
        """The voice for a kind; the usual one where none is set for it."""
        named = {"male": self.voice_id_male, "second_male": self.voice_id_second_male}
        return named.get(kind) or self.voice_id


class AnthropicAccount(Account, frozen=True, kw_only=True):
    model: str = "claude-haiku-4-5"
    """First token 0.73 s in the median, 1.33 s p95 (aiewf-eval): the quickest measured there."""


class OpenAiAccount(Account, frozen=True, kw_only=True):
    """OpenAI, or any server that speaks its Chat Completions."""

    model: str = "gpt-4.1"
    """First token 0.68 s in the median, 1.05 s p95 (aiewf-eval)."""

    @property
    def usable(self) -> bool:
        return self.api_key is not None or self.base_url is not None


class Accounts(msgspec.Struct, frozen=True, kw_only=True):
    deepgram: DeepgramAccount = DeepgramAccount()
    elevenlabs: ElevenLabsAccount = ElevenLabsAccount()
    anthropic: AnthropicAccount = AnthropicAccount()
    openai: OpenAiAccount = OpenAiAccount()
    secrets: dict[str, Secret] = {}
    """Environment variables that pipecat services are configured to take their keys from."""
