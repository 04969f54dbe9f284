"""How long a vendor takes to its first piece: log-normal, from published figures. Pure."""

import math
from random import Random

import msgspec

Z_95 = 1.6449
"""Standard deviations of a normal distribution below which 95 % lie."""


class Latency(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds; the two figures define the whole curve. Both 0: no delay at all."""

    median_s: float
    p95_s: float

    def draw(self, random: Random) -> float:
        if self.median_s <= 0:
            return 0.0
        sigma = math.log(max(self.p95_s, self.median_s) / self.median_s) / Z_95
        return self.median_s * math.exp(sigma * random.gauss(0.0, 1.0))


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Time to first result of each stage, without the network."""

    hearing: Latency
    """End of the audio → final transcript."""
    writing: Latency
    """Request → first token."""
    speaking: Latency
    """Text → first audio."""
    tokens_per_s: float
    """Pace after the first token."""
    speech_pace: float
    """Seconds of audio made per second, after the first piece."""


def _fixed(seconds: float) -> Latency:
    return Latency(median_s=seconds, p95_s=seconds)


def _log_normal(median_s: float, p95_s: float) -> Latency:
    return Latency(median_s=median_s, p95_s=p95_s)


PROFILES: dict[str, Profile] = {
    "zero": Profile(
        hearing=_fixed(0.0),
        writing=_fixed(0.0),
        speaking=_fixed(0.0),
        tokens_per_s=2_000.0,
        speech_pace=1_000.0,
    ),
    "fixed": Profile(
        hearing=_fixed(0.1),
        writing=_fixed(0.2),
        speaking=_fixed(0.1),
        tokens_per_s=120.0,
        speech_pace=10.0,
    ),
    "published": Profile(
        # Deepgram in stt-benchmark (1,000 clips).
        hearing=_log_normal(0.247, 0.298),
        # claude-haiku-4-5 in aiewf-eval.
        writing=_log_normal(0.732, 1.334),
        # ElevenLabs Flash v2.5 in Coval's comparison of May 2026: interquartile range 0.028 s.
        speaking=_log_normal(0.288, 0.325),
        tokens_per_s=80.0,
        speech_pace=8.0,
    ),
    "published-gpt": Profile(
        hearing=_log_normal(0.247, 0.298),
        # gpt-4.1 in aiewf-eval.
        writing=_log_normal(0.683, 1.052),
        speaking=_log_normal(0.288, 0.325),
        tokens_per_s=80.0,
        speech_pace=8.0,
    ),
    "published-quick": Profile(
        hearing=_log_normal(0.247, 0.298),
        # gpt-oss-120b at Groq in aiewf-eval.
        writing=_log_normal(0.098, 0.226),
        # Cartesia Sonic-3 in Coval's comparison: interquartile range 0.1 s.
        speaking=_log_normal(0.188, 0.34),
        tokens_per_s=400.0,
        speech_pace=8.0,
    ),
    "published-slow": Profile(
        # OpenAI's recogniser in stt-benchmark.
        hearing=_log_normal(0.637, 0.965),
        # claude-sonnet-4-5 in aiewf-eval.
        writing=_log_normal(2.234, 3.062),
        # Deepgram Aura-2 in Coval's comparison; its spread was not published, so Flash's.
        speaking=_log_normal(0.313, 0.35),
        tokens_per_s=60.0,
        speech_pace=8.0,
    ),
}
"""`fixed` is what Viva's own comparison with stock Pipecat used: 100, 200 and 100 ms."""
SLOW = Profile(
    hearing=_fixed(3.0),
    writing=_fixed(3.0),
    speaking=_fixed(3.0),
    tokens_per_s=120.0,
    speech_pace=10.0,
)
"""A vendor that works, and that nobody in a conversation can wait for."""
