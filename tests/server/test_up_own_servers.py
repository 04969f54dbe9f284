"""`viva up` beside one server of the user's own."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from load_tests.server_process import ServerProcess
from tests.parts import short_folder

pytestmark = pytest.mark.e2e


@pytest.fixture
def home() -> Iterator[Path]:
    """A fresh state folder; /tmp by name, because socket paths must be short."""
    folder = Path(tempfile.mkdtemp(prefix="viva-own-", dir=short_folder()))
    folder.chmod(0o711)
    yield folder / "home"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("brought", ["DATABASE_URL", "REDIS_URL"])
def test_only_the_other_one_is_started(
    home: Path, database_url: str, redis_url: str, brought: str
) -> None:
    own = {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
    with ServerProcess(
        home, VIVA_STT="scripted", VIVA_TTS="scripted", **{brought: own[brought]}
    ) as server:
        created = httpx.post(f"{server.url}/api/v1/sessions", json={"audio_out": "none"})
        assert created.status_code == 201
        names = {p.name() for p in psutil.Process(server.process.pid).children(recursive=True)}
        started = "Valkey answers." if brought == "DATABASE_URL" else "Postgres answers."
        assert started in server.log_path.read_text()
        assert any("postgres" in name for name in names) == (brought == "REDIS_URL")
        assert any("valkey" in name for name in names) == (brought == "DATABASE_URL")
        # Other commands find the one that runs, and ask for the one that doesn't.
        for environ, told in (({}, brought), ({brought: own[brought]}, "up to date")):
            said = subprocess.run(
                [sys.executable, "-m", "server", "migrate"],
                env={"VIVA_HOME": str(home), "PATH": "/usr/bin:/bin", **environ},
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert told in said.stdout + said.stderr
