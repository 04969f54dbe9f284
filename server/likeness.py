"""How alike two texts mean: by embeddings where the model is installed."""

import asyncio
import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import structlog

from runtime.errors import MissingPart, StorageFailed
from runtime.providers.embedding_aside import embed_aside
from runtime.providers.embeddings import MODEL, WIDTH, Floats, MiniLm
from server.settings import Settings
from storage.vector_file import VectorFile

logger = structlog.get_logger()


Table = Callable[[Sequence[str]], list[list[float]]]

RECENT_VECTORS = 2000
"""Of texts that a person's facts fill, 1.5 KB each: the next plan of theirs has most of them."""
ASIDE = 128
"""Texts of the catalogue that are computed and written at a time, about a second of a core."""
LOOKS_EVERY_S = 10.0
"""How often a process looks whether another one has computed the catalogue, or whether it has
time for that now."""
WAITS_S = 600.0
"""A server that is never idle computes all the same after so long: at the lowest priority."""


class Likeness:
    """The embedding model, loaded when it is first asked for and kept with what it computed.

    With a file the vectors of the catalogue's texts outlive the process.
    """

    def __init__(
        self, file: VectorFile | None = None, *, looks_every_s: float = LOOKS_EVERY_S
    ) -> None:
        self._file = file
        self._looks_every_s = looks_every_s
        self._loading = asyncio.Lock()
        self._model: MiniLm | None = None
        self._missing = False
        self._vectors = _Vectors()

    async def to_each(self, text: str, others: Sequence[str]) -> list[float] | None:
        """How alike `text` is to each of the others: 1 for the same meaning, about 0 for none.

        None when the model is not installed. Works off the loop, about 5 ms for a sentence that is
        new to it.
        """
        model = await self._loaded()
        if model is None:
            return None

        def compare() -> list[float]:
            rows = self._vectors.of(model, [text, *others])
            return [float(likeness) for likeness in rows[1:] @ rows[0]]

        return await asyncio.to_thread(compare)

    async def table(self) -> Table | None:
        """A measure of all texts against all, for use off the loop; None without the model."""
        model = await self._loaded()
        if model is None:
            return None

        def table(texts: Sequence[str]) -> list[list[float]]:
            rows = self._vectors.of(model, texts)
            compared: list[list[float]] = (rows @ rows.T).tolist()
            return compared

        return table

    async def vector(self, text: str) -> list[float] | None:
        """What the text means, `WIDTH` numbers of length 1; None without the model."""
        model = await self._loaded()
        if model is None:
            return None
        rows = await asyncio.to_thread(self._vectors.of, model, [text])
        found: list[float] = rows[0].tolist()
        return found

    async def keep(
        self,
        texts: Sequence[str],
        *,
        busy: Callable[[], bool] = lambda: False,
        waits_s: float = WAITS_S,
    ) -> None:
        """Have the vectors of these texts at hand, from the file or by another process.

        Takes 12 s of a core when the file holds none, in pieces of a second; while `busy` none is
        begun, for `waits_s` seconds at most in all. Cancelling keeps what was written.
        """
        if self._file is None or await self._loaded() is None:
            return
        wanted = {_digest(text): text for text in texts}
        try:
            while await self._missing_of(wanted):
                with self._file.claimed() as is_ours:
                    if is_ours:
                        await self._compute(self._file, wanted, busy, waits_s)
                        return
                await asyncio.sleep(self._looks_every_s)
        except (StorageFailed, MissingPart) as failure:
            logger.warning("vectors of the catalogue not kept", reason=str(failure))

    async def _missing_of(self, wanted: Mapping[bytes, str]) -> list[bytes]:
        """What is neither at hand nor in the file."""
        missing = self._vectors.missing(wanted)
        if missing and self._file is not None:
            self._vectors.keep(await asyncio.to_thread(self._file.read))
            missing = self._vectors.missing(wanted)
        return missing

    async def _compute(
        self,
        file: VectorFile,
        wanted: Mapping[bytes, str],
        busy: Callable[[], bool],
        waits_s: float,
    ) -> None:
        missing = await self._missing_of(wanted)
        for start in range(0, len(missing), ASIDE):
            while busy() and waits_s > 0:
                waits_s -= self._looks_every_s
                await asyncio.sleep(self._looks_every_s)
            digests = missing[start : start + ASIDE]
            rows = await embed_aside([wanted[digest] for digest in digests])
            self._vectors.keep(dict(zip(digests, rows, strict=True)))
            await asyncio.to_thread(file.write, self._vectors.kept(wanted))
        logger.info("vectors of the catalogue computed", texts=len(missing))

    async def _loaded(self) -> MiniLm | None:
        async with self._loading:
            if self._model is None and not self._missing:
                try:
                    self._model = await asyncio.to_thread(MiniLm.load)
                    if self._file is not None:
                        self._vectors.keep(await asyncio.to_thread(self._file.read))
                except MissingPart as missing:
                    logger.warning("no embedding model", reason=str(missing))
                    self._missing = True
            return self._model


class _Vectors:
    """Vectors by the digest of their text. Safe to use from threads."""

    def __init__(self) -> None:
        self._kept: dict[bytes, Floats] = {}
        self._recent: dict[bytes, Floats] = {}
        self._lock = threading.Lock()

    def of(self, model: MiniLm, texts: Sequence[str]) -> Floats:
        """A row for each text, computed where it is not known."""
        if not texts:
            return np.zeros((0, WIDTH), dtype=np.float32)
        by_digest = {_digest(text): text for text in texts}
        with self._lock:
            known = {
                digest: row
                for digest in by_digest
                if (row := self._kept.get(digest, self._recent.get(digest))) is not None
            }
        new = [digest for digest in by_digest if digest not in known]
        if new:
            found = dict(zip(new, model.embed([by_digest[one] for one in new]), strict=True))
            known |= found
            with self._lock:
                self._recent |= found
                while len(self._recent) > RECENT_VECTORS:
                    del self._recent[next(iter(self._recent))]
        return np.stack([known[_digest(text)] for text in texts])

    def keep(self, vectors: Mapping[bytes, Floats]) -> None:
        with self._lock:
            self._kept |= vectors

    def kept(self, digests: Mapping[bytes, str]) -> dict[bytes, Floats]:
        with self._lock:
            return {digest: self._kept[digest] for digest in digests if digest in self._kept}

    def missing(self, digests: Mapping[bytes, str]) -> list[bytes]:
        with self._lock:
            return [digest for digest in digests if digest not in self._kept]


def vector_file(settings: Settings) -> VectorFile:
    """Where the vectors of this installation lie."""
    return VectorFile(settings.home, model=MODEL, width=WIDTH)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
