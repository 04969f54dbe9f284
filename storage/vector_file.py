"""Vectors of the catalogue's texts, kept in a file of the state folder.

A file and not the table `embeddings`: its rows are what users told, found by a search over all of
them; these are read whole at each start, shared by nobody, and can be computed again.
"""

import contextlib
import fcntl
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from runtime.errors import StorageFailed

DIGEST_BYTES = 32
"""SHA-256 of a text."""

Floats = NDArray[np.float32]


class VectorFile:
    """Digest of a text → its vector by one model, which the file's name says. All methods block."""

    def __init__(self, home: Path, *, model: str, width: int) -> None:
        self._file = home / f"vectors-{model}.npz"
        self._width = width

    def read(self) -> dict[bytes, Floats]:
        """What is kept; nothing when there is no file, or none that can be read."""
        try:
            with np.load(self._file, allow_pickle=False) as kept:
                digests, vectors = kept["digests"], kept["vectors"]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return {}
        whole = (len(digests), DIGEST_BYTES), (len(digests), self._width)
        if (digests.shape, vectors.shape) != whole or vectors.dtype != np.float32:
            return {}
        return {digest.tobytes(): row for digest, row in zip(digests, vectors, strict=True)}

    def write(self, vectors: Mapping[bytes, Floats]) -> None:
        """Replace what is kept, all or nothing.

        Raises:
            StorageFailed: the folder can't be written.
        """
        digests = np.frombuffer(b"".join(vectors), dtype=np.uint8).reshape(-1, DIGEST_BYTES)
        rows = np.stack(list(vectors.values())).astype(np.float32)
        new = self._file.with_suffix(f".{os.getpid()}.new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with new.open("wb") as file:
                np.savez(file, digests=digests, vectors=rows)
            new.replace(self._file)
        except OSError as failure:
            with contextlib.suppress(OSError):
                new.unlink()
            raise StorageFailed(f"{self._file} can't be written: {failure.strerror}") from failure

    @contextlib.contextmanager
    def claimed(self) -> Iterator[bool]:
        """Whether this process is the one that computes what is missing, until the block ends.

        Raises:
            StorageFailed: the folder can't be written.
        """
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            file = self._file.with_suffix(".lock").open("wb")
        except OSError as failure:
            raise StorageFailed(f"{self._file} can't be written: {failure.strerror}") from failure
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
