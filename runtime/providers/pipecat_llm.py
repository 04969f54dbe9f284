"""Any language model of pipecat's as a model of ours."""

from collections.abc import AsyncIterator, Mapping

from pipecat.frames.frames import LLMContextFrame, LLMFullResponseEndFrame, LLMTextFrame
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.services.llm_service import LLMService

from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.pipecat_pool import ServicePool
from runtime.providers.pipecat_service import ServiceFactory
from runtime.providers.pipecat_spec import PipecatSpec
from runtime.secret import Secret

CHARS_PER_TOKEN = 6
"""More than any language needs: an answer longer than that has passed its limit."""


class PipecatModel:
    """The `LanguageModel` of a pipecat service."""

    def __init__(self, spec: PipecatSpec, secrets: Mapping[str, Secret]) -> None:
        """Raises MissingPart."""
        factory = ServiceFactory(spec, LLMService, secrets)
        self.name = factory.name
        self._pool = ServicePool(factory)

    async def stream(self, *, system: str, user: str, max_tokens: int) -> AsyncIterator[str]:
        """Raises VendorFailed."""
        context = LLMContext(
            [{"role": "system", "content": system}, {"role": "user", "content": user}]
        )
        chars = 0
        async with self._pool.use() as use:
            await use.service.put(LLMContextFrame(context))
            while chars < max_tokens * CHARS_PER_TOKEN:
                frame = await use.service.get()
                if isinstance(frame, LLMTextFrame):
                    chars += len(frame.text)
                    yield frame.text
                elif isinstance(frame, LLMFullResponseEndFrame):
                    use.done()
                    break
        if not chars:
            raise VendorFailed(self.name, Reason.garbled)

    async def aclose(self) -> None:
        await self._pool.aclose()
