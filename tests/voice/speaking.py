"""What mouth tests share: a client that notes what it is sent, and a mouth under a manual clock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from runtime.errors import ProviderFailed, VivaError
from runtime.media import AudioEnd, AudioFlush, AudioStart
from runtime.ports import TextToSpeech, Utterance
from runtime.providers.scripted import ToneTts
from runtime.voice.audio import pcm_ms
from runtime.voice.audio_out import LinkOut
from runtime.voice.mouth import Mouth, SpokenMouth
from runtime.voice.script import Sentence
from tests.clocks import ManualClock, settle

RATE_HZ = 24_000
TEXT = "Thank you. What was your own part in that project? Please be specific."


class Client:
    """Fits `ClientLink`; keeps messages and audio with their moments."""

    def __init__(self, clock: ManualClock) -> None:
        self._clock = clock
        self.messages: list[tuple[float, msgspec.Struct]] = []
        self.audio: list[tuple[float, bytes]] = []
        self.closed: VivaError | None = None

    def send(self, message: msgspec.Struct) -> None:
        self.messages.append((self._clock.monotonic(), message))

    def send_audio(self, pcm: bytes) -> None:
        self.audio.append((self._clock.monotonic(), pcm))

    def close(self, error: VivaError | None) -> None:
        self.closed = error

    @property
    def received_ms(self) -> float:
        return sum(pcm_ms(pcm, RATE_HZ) for _, pcm in self.audio)

    @property
    def pcm(self) -> bytes:
        return b"".join(pcm for _, pcm in self.audio)

    def of(self, kind: type[Any]) -> list[Any]:
        return [message for _, message in self.messages if isinstance(message, kind)]

    @property
    def offsets_ms(self) -> list[int]:
        return [message.offset_ms for message in self.of(AudioStart)]

    @property
    def flushes(self) -> int:
        return len(self.of(AudioFlush))

    @property
    def durations_ms(self) -> list[int]:
        return [message.duration_ms for message in self.of(AudioEnd)]


class Told:
    """Fits `MouthReport`."""

    def __init__(self) -> None:
        self.events: list[tuple[str, Any]] = []
        self.sentences: list[tuple[str, int | None, int | None]] = []
        self.marks: list[str] = []
        self.pause_at_start: Mouth | None = None

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.events]

    async def begins(self, utterance: Utterance) -> None:
        self.events.append(("begins", utterance.utterance_id))
        if self.pause_at_start is not None:
            self.pause_at_start.pause()

    async def sentence(
        self,
        utterance: Utterance,
        sentence: Sentence,
        *,
        last: bool,
        offset_ms: int | None,
        duration_ms: int | None,
    ) -> None:
        self.sentences.append((sentence.text, offset_ms, duration_ms))

    async def heard(self, utterance: Utterance, chars: int) -> None:
        self.events.append(("heard", utterance.text[:chars]))

    async def finished(self, utterance: Utterance) -> None:
        self.events.append(("finished", utterance.utterance_id))

    async def interrupted(self, utterance: Utterance, chars: int) -> None:
        self.events.append(("interrupted", utterance.text[:chars]))

    async def failed(self, utterance: Utterance, failure: ProviderFailed) -> None:
        self.events.append(("failed", str(failure)))

    def mark(self, name: str) -> None:
        self.marks.append(name)


class Speaking:
    """A running mouth, its client, and what it told."""

    def __init__(self, tts: TextToSpeech) -> None:
        self.clock = ManualClock()
        self.client = Client(self.clock)
        self.told = Told()
        self.mouth = SpokenMouth(tts=tts, out=LinkOut(self.client, RATE_HZ), clock=self.clock)
        self.running: asyncio.Task[None] | None = None

    async def say(self, text: str = TEXT, utterance_id: str = "u1") -> None:
        self.mouth.say(Utterance(utterance_id=utterance_id, turn_id="t1", text=text))
        await settle()

    async def play(self, seconds: float) -> None:
        await self.clock.advance(seconds)


@asynccontextmanager
async def speaking(tts: TextToSpeech | None = None) -> AsyncIterator[Speaking]:
    spoken = Speaking(tts or ToneTts(rate_hz=RATE_HZ))
    spoken.running = asyncio.create_task(spoken.mouth.run(spoken.told))
    await settle()
    try:
        yield spoken
    finally:
        spoken.running.cancel()
        await asyncio.wait([spoken.running])
