"""MiniLM computed with numpy gives what the original gives."""

import numpy as np
import pytest

from runtime.errors import MissingPart
from runtime.providers.embeddings import MAX_PIECES, WIDTH, MiniLm
from tests.parts import missing

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def model() -> MiniLm:
    try:
        return MiniLm.load()
    except MissingPart as absent:
        missing(str(absent))


def test_agrees_with_the_published_figures(model: MiniLm) -> None:
    """The example in the documentation of sentence-transformers, with its printed likenesses."""
    vectors = model.embed(
        [
            "The weather is lovely today.",
            "It's so sunny outside!",
            "He drove to the stadium.",
        ]
    )
    published = [[1.0, 0.6660, 0.1046], [0.6660, 1.0, 0.1411], [0.1046, 0.1411, 1.0]]
    assert np.allclose(vectors @ vectors.T, published, atol=1e-4)


def test_a_text_has_the_same_vector_in_any_company(model: MiniLm) -> None:
    short, long = "Kafka.", "I led the move of our billing service to an event log. " * 6
    together = model.embed([short, *[long] * 40, short])
    alone = np.concatenate([model.embed([short]), model.embed([long])])
    assert np.allclose(together[[0, 1]], alone, atol=1e-5)
    assert np.allclose(together[0], together[-1], atol=1e-6)


def test_vectors_have_length_one_also_of_odd_texts(model: MiniLm) -> None:
    vectors = model.embed(["", " ", "\x00", "東京", "x" * 5000, "word " * 5000])
    assert vectors.shape == (6, WIDTH)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_what_lies_beyond_the_limit_doesnt_count(model: MiniLm) -> None:
    begin = "word " * MAX_PIECES
    one, other = model.embed([begin + "apples", begin + "oranges"])
    assert np.allclose(one, other, atol=1e-6)


def test_nothing_gives_nothing(model: MiniLm) -> None:
    assert model.embed([]).shape == (0, WIDTH)
