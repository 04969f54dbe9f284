"""Any voice of pipecat's as a voice of ours."""

from collections.abc import AsyncIterator, Mapping

from pipecat.frames.frames import TTSAudioRawFrame, TTSSpeakFrame, TTSStoppedFrame
from pipecat.services.tts_service import TTSService

from runtime.ports import AudioChunk
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.pipecat_pool import ServicePool
from runtime.providers.pipecat_service import ServiceFactory
from runtime.providers.pipecat_spec import PipecatSpec
from runtime.secret import Secret


class PipecatTts:
    """The `TextToSpeech` of a pipecat service. One service speaks one sentence at a time, so there
    are as many as sessions speak at once; idle ones stay connected."""

    def __init__(self, spec: PipecatSpec, secrets: Mapping[str, Secret]) -> None:
        """Raises MissingPart."""
        factory = ServiceFactory(spec, TTSService, secrets)
        self.name = factory.name
        self._pool = ServicePool(factory)

    async def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        """The language is the service's own, by its configuration. Raises VendorFailed."""
        async with self._pool.use() as use:
            await use.service.put(TTSSpeakFrame(text=text, append_to_context=False))
            sounded = False
            while True:
                frame = await use.service.get()
                if isinstance(frame, TTSAudioRawFrame):
                    sounded = True
                    yield AudioChunk(pcm=frame.audio, sample_rate_hz=frame.sample_rate)
                elif isinstance(frame, TTSStoppedFrame):
                    break
            use.done()
        if not sounded:
            raise VendorFailed(self.name, Reason.silent)

    async def aclose(self) -> None:
        await self._pool.aclose()
