"""All four stand-ins together, and the environment that points Viva at them."""

from random import Random

from load_tests.vendors.anthropic import AnthropicStandIn
from load_tests.vendors.content import Hear, Say, Write, obedient, tone
from load_tests.vendors.deepgram import DeepgramStandIn
from load_tests.vendors.elevenlabs import ElevenLabsStandIn
from load_tests.vendors.latency import PROFILES, Profile
from load_tests.vendors.openai import OpenAiStandIn
from load_tests.vendors.stand_in import StandIn

KEY = "stand-in-key"
"""The only key that the stand-ins take; it opens nothing else."""


class StandIns:
    """Deepgram, ElevenLabs, Anthropic and OpenAI on four loopback ports."""

    def __init__(
        self,
        *,
        hear: Hear | None = None,
        say: Say = tone,
        write: Write = obedient,
        profile: Profile = PROFILES["zero"],
        key: str = KEY,
        seed: int = 1,
    ) -> None:
        seeds = Random(seed)
        self.key = key
        self.hearing = DeepgramStandIn(
            key=key, hear=hear, profile=profile, seed=seeds.getrandbits(32)
        )
        self.speaking = ElevenLabsStandIn(
            key=key, say=say, profile=profile, seed=seeds.getrandbits(32)
        )
        self.claude = AnthropicStandIn(
            key=key, write=write, profile=profile, seed=seeds.getrandbits(32)
        )
        self.gpt = OpenAiStandIn(key=key, write=write, profile=profile, seed=seeds.getrandbits(32))
        self.deepgram = StandIn(self.hearing)
        self.elevenlabs = StandIn(self.speaking)
        self.anthropic = StandIn(self.claude)
        self.openai = StandIn(self.gpt)

    @property
    def servers(self) -> dict[str, StandIn]:
        """By the vendor's name."""
        each = (self.deepgram, self.elevenlabs, self.anthropic, self.openai)
        return {server.vendor.name: server for server in each}

    async def start(self, first_port: int = 0) -> None:
        """Listen on loopback; port 0 takes free ones, any other is the first of four."""
        for index, server in enumerate(self.servers.values()):
            await server.start(first_port + index if first_port else 0)

    def environment(self) -> dict[str, str]:
        """What to set so that Viva, or any SDK, talks to the stand-ins."""
        return {
            "DEEPGRAM_API_KEY": self.key,
            "DEEPGRAM_BASE_URL": self.deepgram.url,
            "ELEVENLABS_API_KEY": self.key,
            "ELEVENLABS_BASE_URL": self.elevenlabs.url,
            "ANTHROPIC_API_KEY": self.key,
            "ANTHROPIC_BASE_URL": self.anthropic.url,
            "OPENAI_API_KEY": self.key,
            "OPENAI_BASE_URL": f"{self.openai.url}/v1",
        }

    async def aclose(self) -> None:
        for server in self.servers.values():
            await server.aclose()
