"""Any recogniser of pipecat's as a streaming recogniser of ours."""

import asyncio
from collections.abc import Mapping, Sequence

from pipecat.frames.frames import (
    Frame,
    InputAudioRawFrame,
    InterimTranscriptionFrame,
    TranscriptionFrame,
    VADUserStartedSpeakingFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.services.stt_service import STTService

from runtime.listening import Final, Interim, SpeechEvent, SpeechStream
from runtime.ports import Word
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.pipecat_service import IN_HZ, RunningService, ServiceFactory
from runtime.providers.pipecat_spec import PipecatSpec
from runtime.providers.probes import PROBE_TONE_S, tone
from runtime.secret import Secret

PIECE_BYTES = IN_HZ * 2 * 80 // 1000
BYTES_PER_MS = IN_HZ * 2 // 1000
BACKLOG = 200
"""Frames that may wait, 16 s of audio."""
PROBE_ANSWER_S = 4.0


class PipecatStt:
    """The `StreamingSpeechToText` of a pipecat service; each stream is a service of its own.

    Pipecat hands on no times of words, so they are spread over the time in which they were said.
    """

    def __init__(self, spec: PipecatSpec, secrets: Mapping[str, Secret]) -> None:
        """Raises MissingPart."""
        self._factory = ServiceFactory(spec, STTService, secrets)
        self.name = self._factory.name

    def hears(self, language: str) -> bool:
        """Its line in the settings says what it hears, in words of its own."""
        return language == "en"

    async def open(self, languages: Sequence[str]) -> SpeechStream:
        """Raises VendorFailed."""
        return _Stream(await self._factory.open())

    async def probe(self) -> None:
        """It connects, and a tone makes it complain about nothing. Raises VendorFailed."""
        stream = await self.open(("en",))
        try:
            stream.begin()
            stream.send(tone(PROBE_TONE_S))
            stream.finish()
            async with asyncio.timeout(PROBE_ANSWER_S):
                await stream.receive()
        except TimeoutError:
            pass  # Many have nothing to say about a tone.
        finally:
            await stream.aclose()


class _Stream:
    settles_in_pauses = False
    """A service that was told of the stop begins a new turn."""

    def __init__(self, running: RunningService) -> None:
        self._running = running
        self._audio = bytearray()
        self._out: asyncio.Queue[Frame] = asyncio.Queue()
        self._sent_ms = 0.0
        self._settled_ms = 0.0
        self._finishing = False
        self._failure: VendorFailed | None = None
        self._sending = asyncio.create_task(self._send_all(), name=f"{running.name}: audio")

    def begin(self) -> None:
        self._put(VADUserStartedSpeakingFrame(start_secs=0.2))

    def send(self, pcm: bytes) -> None:
        self._sent_ms += len(pcm) / BYTES_PER_MS
        self._audio += pcm
        while len(self._audio) >= PIECE_BYTES:
            self._put_audio(bytes(self._audio[:PIECE_BYTES]))
            del self._audio[:PIECE_BYTES]

    def finish(self) -> None:
        if self._audio:
            self._put_audio(bytes(self._audio))
            self._audio.clear()
        self._finishing = True
        self._put(VADUserStoppedSpeakingFrame(stop_secs=0.35))

    def keep_alive(self) -> None:
        """Pipecat's services keep themselves alive."""

    async def receive(self) -> SpeechEvent:
        while True:
            frame = await self._running.get()
            match frame:
                case TranscriptionFrame():
                    words = self._words(frame.text)
                    flushed, self._finishing = self._finishing, False
                    self._settled_ms = self._sent_ms
                    return Final(words=words, until_ms=self._sent_ms, flushed=flushed)
                case InterimTranscriptionFrame():
                    return Interim(words=self._words(frame.text))
                case _:
                    pass

    async def aclose(self) -> None:
        self._sending.cancel()
        await self._running.aclose()

    def _words(self, text: str) -> tuple[Word, ...]:
        """Spread over what was sent since the last final words."""
        said = text.split()
        step = (self._sent_ms - self._settled_ms) / max(1, len(said))
        return tuple(
            Word(
                text=word,
                start_ms=self._settled_ms + index * step,
                end_ms=self._settled_ms + (index + 1) * step,
            )
            for index, word in enumerate(said)
        )

    def _put_audio(self, pcm: bytes) -> None:
        self._put(InputAudioRawFrame(audio=pcm, sample_rate=IN_HZ, num_channels=1))

    def _put(self, frame: Frame) -> None:
        if self._out.qsize() >= BACKLOG:
            raise VendorFailed(self._running.name, Reason.stalled)
        self._out.put_nowait(frame)

    async def _send_all(self) -> None:
        while True:
            await self._running.put(await self._out.get())
