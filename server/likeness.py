"""How alike two texts mean: by embeddings where the model is installed."""

import asyncio
import threading
from collections.abc import Callable, Sequence

import numpy as np
import structlog
from numpy.typing import NDArray

from runtime.errors import MissingPart
from runtime.providers.embeddings import MiniLm

logger = structlog.get_logger()


Table = Callable[[Sequence[str]], list[list[float]]]

KEPT_VECTORS = 8000
"""All texts of the catalogue are about 2200; 1.5 KB each."""


class _Vectors:
    """Vectors of texts that come again, such as the catalogue's. Safe to use from threads."""

    def __init__(self) -> None:
        self._kept: dict[str, NDArray[np.float32]] = {}
        self._lock = threading.Lock()

    def of(self, model: MiniLm) -> Table:
        def table(texts: Sequence[str]) -> list[list[float]]:
            if not texts:
                return []
            with self._lock:
                known = {text: self._kept[text] for text in texts if text in self._kept}
            new = [text for text in dict.fromkeys(texts) if text not in known]
            if new:
                known |= dict(zip(new, model.embed(new), strict=True))
                with self._lock:
                    if len(self._kept) + len(new) > KEPT_VECTORS:
                        self._kept.clear()
                    self._kept |= known
            rows = np.stack([known[text] for text in texts])
            compared: list[list[float]] = (rows @ rows.T).tolist()
            return compared

        return table


class Likeness:
    """The embedding model, loaded when it is first asked for and kept."""

    def __init__(self) -> None:
        self._loading = asyncio.Lock()
        self._model: MiniLm | None = None
        self._missing = False
        self._vectors = _Vectors()

    async def to_each(self, text: str, others: Sequence[str]) -> list[float] | None:
        """How alike `text` is to each of the others: 1 for the same meaning, about 0 for none.

        None when the model is not installed. Works off the loop, about 10 ms for a sentence.
        """
        model = await self._loaded()
        if model is None:
            return None

        def compare() -> list[float]:
            return self._vectors.of(model)([text, *others])[0][1:]

        return await asyncio.to_thread(compare)

    async def table(self) -> Table | None:
        """A measure of all texts against all, for use off the loop; None without the model."""
        model = await self._loaded()
        return self._vectors.of(model) if model is not None else None

    async def _loaded(self) -> MiniLm | None:
        async with self._loading:
            if self._model is None and not self._missing:
                try:
                    self._model = await asyncio.to_thread(MiniLm.load)
                except MissingPart as missing:
                    logger.warning("no embedding model", reason=str(missing))
                    self._missing = True
            return self._model
