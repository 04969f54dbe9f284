"""Providers of one stage that do as a test says, on a clock that moves when a test says so."""

from collections.abc import AsyncIterator, Sequence

import numpy as np

from runtime.errors import ProviderFailed
from runtime.ports import AudioChunk, Clock, Recognition
from runtime.turn_events import Incident

Step = str | float | Exception
"""What happens next: a text, a wait in seconds, a failure."""


class Listener:
    """A recogniser whose every call takes the next script; the last one stays."""

    def __init__(self, name: str, clock: Clock, *scripts: Sequence[Step]) -> None:
        self.name = name
        self.calls: list[bool] = []
        """`partial` of each call."""
        self._clock = clock
        self._scripts = list(scripts) or [[f"heard by {name}"]]

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        self.calls.append(partial)
        text = ""
        for step in next_script(self._scripts):
            match step:
                case Exception():
                    raise step
                case str():
                    text = step
                case wait_s:
                    await self._clock.sleep_until(self._clock.monotonic() + wait_s)
        return Recognition(text=text)


class Speaker:
    """A voice whose every call takes the next script; a text is audio of that level."""

    def __init__(
        self, name: str, clock: Clock, *scripts: Sequence[Step], rate_hz: int = 16_000
    ) -> None:
        self.name = name
        self.spoken: list[str] = []
        self.closed = 0
        self.rate_hz = rate_hz
        self._clock = clock
        self._scripts = list(scripts) or [["loud", "loud"]]

    async def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        self.spoken.append(text)
        try:
            for step in next_script(self._scripts):
                match step:
                    case Exception():
                        raise step
                    case str():
                        yield sound(step, self.rate_hz)
                    case wait_s:
                        await self._clock.sleep_until(self._clock.monotonic() + wait_s)
        finally:
            self.closed += 1


class Writer:
    """A model whose every call takes the next script; texts are its tokens."""

    def __init__(self, name: str, clock: Clock, *scripts: Sequence[Step]) -> None:
        self.name = name
        self.prompts: list[tuple[str, str]] = []
        self._clock = clock
        self._scripts = list(scripts)

    async def stream(self, *, system: str, user: str, max_tokens: int) -> AsyncIterator[str]:
        self.prompts.append((system, user))
        for step in next_script(self._scripts):
            match step:
                case Exception():
                    raise step
                case str():
                    yield step
                case wait_s:
                    await self._clock.sleep_until(self._clock.monotonic() + wait_s)


class Record:
    """The incidents that a session, or the process, was told."""

    def __init__(self) -> None:
        self.incidents: list[Incident] = []

    def __call__(self, incident: Incident) -> None:
        self.incidents.append(incident)

    @property
    def codes(self) -> list[str]:
        return [incident.code for incident in self.incidents]


def next_script(scripts: list[Sequence[Step]]) -> Sequence[Step]:
    return scripts.pop(0) if len(scripts) > 1 else scripts[0]


def sound(kind: str, rate_hz: int, seconds: float = 0.2) -> AudioChunk:
    """`silent`, or anything else: loud."""
    moments = np.arange(int(seconds * rate_hz)) / rate_hz
    level = 0 if kind == "silent" else 6_000
    pcm = (np.sin(2 * np.pi * 220 * moments) * level).astype("<i2").tobytes()
    return AudioChunk(pcm=pcm, sample_rate_hz=rate_hz)


def speech(seconds: float) -> bytes:
    """Audio for a recogniser, 16 kHz."""
    return sound("loud", 16_000, seconds).pcm


def down(text: str = "down") -> ProviderFailed:
    return ProviderFailed(text)
