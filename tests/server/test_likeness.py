"""Meanings are computed once, by a process of its own, and kept for the next start."""

import asyncio
import hashlib
from pathlib import Path

import numpy as np
import psutil
import pytest

from runtime.errors import MissingPart
from runtime.providers.embedding_aside import embed_aside
from runtime.providers.embeddings import MODEL, WIDTH, MiniLm
from server.likeness import Likeness
from server.planning import keep_meanings
from storage.memory_catalogue import MemoryCatalogue
from storage.vector_file import VectorFile
from tests.parts import missing
from tests.planning.measure import catalogue

pytestmark = pytest.mark.integration

TEXTS = [
    "Tell me about a deal you lost.",
    "Tell me about a contract you didn't win.",
    "Which tools do you write tests with?",
]


@pytest.fixture(scope="module")
def model() -> MiniLm:
    try:
        return MiniLm.load()
    except MissingPart as absent:
        missing(str(absent))


def opened(home: Path) -> VectorFile:
    return VectorFile(home, model=MODEL, width=WIDTH)


def embedding_processes() -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process().children()
        if any("embedding_aside" in word for word in child.cmdline())
    ]


def digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


async def test_another_process_gives_the_same_vectors(model: MiniLm) -> None:
    assert np.allclose(await embed_aside(TEXTS), model.embed(TEXTS), atol=1e-6)


async def test_the_other_process_ends_with_who_waits_for_it(model: MiniLm) -> None:
    waiting = asyncio.create_task(embed_aside(["A long story about a short bug. " * 20] * 2000))
    while not (children := embedding_processes()):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not [child for child in children if child.is_running()]


async def test_texts_are_kept_for_the_next_start(model: MiniLm, tmp_path: Path) -> None:
    await Likeness(opened(tmp_path)).keep(TEXTS)
    kept = opened(tmp_path).read()
    assert set(kept) == set(map(digest, TEXTS))
    rows = np.stack([kept[digest(text)] for text in TEXTS])
    assert np.allclose(rows, model.embed(TEXTS), atol=1e-6)


async def test_what_is_kept_is_not_computed_again(model: MiniLm, tmp_path: Path) -> None:
    """The file says that two strangers are one; who believes it has computed nothing."""
    odd = np.zeros(WIDTH, dtype=np.float32)
    odd[0] = 1
    opened(tmp_path).write(dict.fromkeys(map(digest, TEXTS), odd))
    likeness = Likeness(opened(tmp_path))
    await likeness.keep(TEXTS)
    assert await likeness.to_each(TEXTS[0], TEXTS[1:]) == pytest.approx([1.0, 1.0])
    assert all((row == odd).all() for row in opened(tmp_path).read().values())


async def test_what_the_catalogue_no_longer_holds_is_dropped(model: MiniLm, tmp_path: Path) -> None:
    await Likeness(opened(tmp_path)).keep(TEXTS[:2])
    await Likeness(opened(tmp_path)).keep(TEXTS[1:])
    assert set(opened(tmp_path).read()) == set(map(digest, TEXTS[1:]))


async def test_of_several_processes_one_does_the_work(model: MiniLm, tmp_path: Path) -> None:
    """While it is being done by somebody else nobody computes, and in the end all have it."""
    somebody = opened(tmp_path)
    several = [Likeness(opened(tmp_path), looks_every_s=0.01) for _ in range(3)]
    with somebody.claimed():
        waiting = [asyncio.create_task(one.keep(TEXTS)) for one in several]
        done, _ = await asyncio.wait(waiting, timeout=0.3)
        assert not done
        odd = np.ones(WIDTH, dtype=np.float32) / np.float32(WIDTH**0.5)
        somebody.write(dict.fromkeys(map(digest, TEXTS), odd))
        await asyncio.gather(*waiting)
    for one in several:
        assert await one.to_each(TEXTS[0], TEXTS[1:]) == pytest.approx([1.0, 1.0], abs=1e-5)


async def test_a_busy_server_computes_when_it_is_idle_or_has_waited_long_enough(
    model: MiniLm, tmp_path: Path
) -> None:
    live = [True] * 3
    likeness = Likeness(opened(tmp_path), looks_every_s=0.01)
    await likeness.keep(TEXTS, busy=lambda: bool(live and live.pop()))
    assert not live, "it has looked until nobody was there"
    assert len(opened(tmp_path).read()) == len(TEXTS)
    other = Likeness(opened(tmp_path / "other"), looks_every_s=0.01)
    await other.keep(TEXTS, busy=lambda: True, waits_s=0.05)
    assert len(opened(tmp_path / "other").read()) == len(TEXTS)


async def test_who_was_to_do_the_work_and_ended_leaves_it_to_another(
    model: MiniLm, tmp_path: Path
) -> None:
    with opened(tmp_path).claimed():
        waiting = asyncio.create_task(Likeness(opened(tmp_path), looks_every_s=0.01).keep(TEXTS))
        await asyncio.wait([waiting], timeout=0.1)
    await waiting
    assert set(opened(tmp_path).read()) == set(map(digest, TEXTS))


async def test_without_a_folder_to_write_texts_are_compared_all_the_same(
    model: MiniLm, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    likeness = Likeness(opened(tmp_path / "taken"))
    await likeness.keep(TEXTS)
    found = await likeness.to_each(TEXTS[0], TEXTS[1:])
    assert found is not None
    near, far = found
    assert near > 0.6 > far


async def test_a_table_compares_all_with_all(model: MiniLm) -> None:
    table = await Likeness().table()
    assert table is not None
    found = np.array(table([*TEXTS, TEXTS[0]]))
    assert np.allclose(found, found.T)
    assert np.allclose(np.diag(found), 1, atol=1e-5)
    assert found[0, 3] == pytest.approx(1, abs=1e-5)
    assert table([]) == []


async def test_a_started_server_has_the_catalogue_at_hand(model: MiniLm, tmp_path: Path) -> None:
    patterns = MemoryCatalogue()
    await patterns.upsert_patterns(catalogue().patterns[:3])
    likeness = Likeness(opened(tmp_path))
    await keep_meanings(
        likeness, patterns, busy=lambda: False, loaded_after_s=0, computed_after_s=0
    )
    kept = opened(tmp_path).read()
    probe = catalogue().patterns[0].probe_tree.if_vague[0]
    fit = catalogue().archetypes[0].fit_questions[0]
    assert {digest(probe), digest(fit)} <= set(kept)
