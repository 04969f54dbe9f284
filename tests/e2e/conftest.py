"""A whole Viva for the end-to-end tests: the real command, a fresh state folder, a free port."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from load_tests.server_process import ServerProcess
from tests.e2e.microphone import write_microphone
from tests.parts import short_folder

OUTPUT = Path(__file__).parents[2] / "test-output"
"""Screenshots and logs that a person may want to look at after a run."""


@pytest.fixture(scope="module")
def viva() -> Iterator[ServerProcess]:
    """`viva up`, shared by the tests of one module."""
    # A short path: the sockets of the embedded servers lie inside the state folder.
    folder = Path(tempfile.mkdtemp(prefix="viva-e2e-", dir=short_folder()))
    folder.chmod(0o711)  # As root, Postgres runs as another user, who must get through.
    try:
        with ServerProcess(folder / "home", VIVA_MAX_SESSIONS="8") as server:
            yield server
    finally:
        OUTPUT.mkdir(exist_ok=True)
        for log in folder.glob("*.log"):
            shutil.copy(log, OUTPUT / log.name)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def output() -> Path:
    OUTPUT.mkdir(exist_ok=True)
    return OUTPUT


@pytest.fixture(scope="module")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a browser's fake microphone plays."""
    path = tmp_path_factory.mktemp("microphone") / "candidate.wav"
    write_microphone(path)
    return path
