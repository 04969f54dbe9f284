"""How alike two texts mean: by embeddings where the model is installed."""

import asyncio
from collections.abc import Sequence

import structlog

from runtime.errors import MissingPart
from runtime.providers.embeddings import MiniLm

logger = structlog.get_logger()


class Likeness:
    """The embedding model, loaded when it is first asked for and kept."""

    def __init__(self) -> None:
        self._loading = asyncio.Lock()
        self._model: MiniLm | None = None
        self._missing = False

    async def to_each(self, text: str, others: Sequence[str]) -> list[float] | None:
        """How alike `text` is to each of the others: 1 for the same meaning, about 0 for none.

        None when the model is not installed. Works off the loop, about 10 ms for a sentence.
        """
        model = await self._loaded()
        if model is None:
            return None

        def compare() -> list[float]:
            vectors = model.embed([text, *others])
            return [float(other @ vectors[0]) for other in vectors[1:]]

        return await asyncio.to_thread(compare)

    async def _loaded(self) -> MiniLm | None:
        async with self._loading:
            if self._model is None and not self._missing:
                try:
                    self._model = await asyncio.to_thread(MiniLm.load)
                except MissingPart as missing:
                    logger.warning("no embedding model", reason=str(missing))
                    self._missing = True
            return self._model
