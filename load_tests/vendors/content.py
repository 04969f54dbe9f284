"""What the stand-ins recognise, say and write: scripted, or done by engines of this machine."""

import asyncio
import itertools
import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import numpy as np
import soxr

from runtime.errors import MissingPart
from runtime.providers import program
from runtime.providers.stt import load_stt

Hear = Callable[[bytes, bool], Awaitable[str]]
"""(PCM16 mono 16 kHz of one stretch of speech, whether it is over) → its words so far."""
Say = Callable[[str, int], Awaitable[bytes]]
"""(text, rate in Hz) → PCM16 mono."""
Write = Callable[[str, str], str]
"""(system, user) → the model's answer."""

ANSWERS = (
    "I led a team of four and we moved the billing service to a new database.",
    "I decided to run both side by side and compare every invoice for two weeks.",
    "The error rate fell from two percent to almost nothing and support calls halved.",
)
STORY = (
    "I rewrote the retry logic.",
    "We tested it with real orders.",
    "Failed payments fell by ninety percent.",
    "I compared every invoice for two weeks.",
    "The support calls about it stopped.",
    "I would start with a smaller part next time.",
    "The team still uses that tool today.",
    "We gave up one report for it.",
)
MS_PER_CHAR = 60
_QUESTION = re.compile(r"<question>\s*(.*?)\s*</question>", re.DOTALL)


def script(texts: Sequence[str] = ANSWERS) -> Hear:
    """Each stretch is the next text, round and round; while it lasts, the words so far, 2.5 a
    second. Digital silence is nothing."""
    following = itertools.cycle(texts)
    text = next(following)

    async def hear(pcm: bytes, over: bool) -> str:
        nonlocal text
        if not any(pcm):
            return ""
        if not over:
            return " ".join(text.split()[: max(1, int(len(pcm) / 32_000 * 2.5))])
        said, text = text, next(following)
        return said

    return hear


def steady() -> Hear:
    """Words as fast as people speak, so that what is final is what was told before, and a little
    more: as many whole sentences of one story as the audio has time for, at least one."""
    ends: list[int] = []
    words: list[str] = []
    for sentence in STORY:
        words += sentence.split()
        ends.append(len(words))

    async def hear(pcm: bytes, over: bool) -> str:
        if not any(pcm):
            return ""
        spoken = max(1, int(len(pcm) / 32_000 * 2.5))
        if over:
            spoken = min(ends, key=lambda end: abs(end - spoken))
        return " ".join(words[:spoken])

    return hear


def moonshine(home: Path) -> Hear:
    """Really recognised. Raises MissingPart."""
    recogniser = load_stt("moonshine", home)

    async def hear(pcm: bytes, over: bool) -> str:
        recognition = await recogniser.transcribe(pcm, partial=not over)
        return recognition.text if recognition is not None else ""

    return hear


async def tone(text: str, rate_hz: int) -> bytes:
    """A tone as long as the text takes to say."""
    moments = np.arange(len(text.strip()) * MS_PER_CHAR * rate_hz // 1000) / rate_hz
    return (np.sin(2 * np.pi * 220 * moments) * 6_000).astype("<i2").tobytes()


def flite() -> Say:
    """Really spoken. Raises MissingPart."""
    voice = program.flite("slt")
    if voice is None:
        raise MissingPart("The stand-in for ElevenLabs speaks with Flite: apt-get install flite")

    async def say(text: str, rate_hz: int) -> bytes:
        parts = [
            await asyncio.to_thread(resampled, chunk.pcm, chunk.sample_rate_hz, rate_hz)
            async for chunk in voice.synthesize(text, language="en")
        ]
        return b"".join(parts)

    return say


def obedient(system: str, user: str) -> str:
    """What a well-behaved model answers to the wording prompt; anything else gets "Okay."."""
    return "Thank you for telling me that." if _QUESTION.search(user) else "Okay."


def resampled(pcm: bytes, from_hz: int, to_hz: int) -> bytes:
    samples = soxr.resample(np.frombuffer(pcm, dtype="<i2"), from_hz, to_hz)
    return np.asarray(samples, dtype="<i2").tobytes()
