"""What is written is read again, and a file that nobody can read is none."""

from pathlib import Path

import numpy as np
import pytest

from runtime.errors import StorageFailed
from storage.vector_file import VectorFile

pytestmark = pytest.mark.unit

WIDTH = 3


def digest(number: int) -> bytes:
    return number.to_bytes(32, "big")


def row(number: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.full(WIDTH, number, dtype=np.float32)


def opened(home: Path, model: str = "one") -> VectorFile:
    return VectorFile(home, model=model, width=WIDTH)


def test_reads_what_was_written_last(tmp_path: Path) -> None:
    file = opened(tmp_path / "new folder")
    assert file.read() == {}
    file.write({digest(1): row(1)})
    file.write({digest(0): row(7), digest(256): row(8)})  # Digests with zeros at both ends.
    read = opened(tmp_path / "new folder").read()
    assert {key: value.tolist() for key, value in read.items()} == {
        digest(0): [7.0] * WIDTH,
        digest(256): [8.0] * WIDTH,
    }
    assert [path.name for path in (tmp_path / "new folder").iterdir()] == ["vectors-one.npz"]


def test_each_model_has_its_own(tmp_path: Path) -> None:
    opened(tmp_path, "one").write({digest(1): row(1)})
    assert opened(tmp_path, "other").read() == {}


@pytest.mark.parametrize("keep_bytes", [0, 1, 100, 400])
def test_half_a_file_is_none(tmp_path: Path, keep_bytes: int) -> None:
    file = opened(tmp_path)
    file.write({digest(number): row(number) for number in range(9)})
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:keep_bytes])
    assert file.read() == {}
    file.write({digest(1): row(1)})
    assert len(file.read()) == 1


def test_vectors_of_another_width_are_none(tmp_path: Path) -> None:
    opened(tmp_path).write({digest(1): row(1)})
    assert VectorFile(tmp_path, model="one", width=WIDTH + 1).read() == {}


def test_one_at_a_time_computes(tmp_path: Path) -> None:
    with opened(tmp_path).claimed() as first, opened(tmp_path).claimed() as second:
        assert (first, second) == (True, False)
    with opened(tmp_path).claimed() as third:
        assert third


def test_a_folder_that_cant_be_written_is_an_error_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    file = opened(tmp_path / "taken")
    with pytest.raises(StorageFailed, match="taken"):
        file.write({digest(1): row(1)})
    with pytest.raises(StorageFailed, match="taken"), file.claimed():
        pass
    assert file.read() == {}
