"""`viva migrate --to` and `viva seed`, as an operator types them."""

import os
import subprocess
import sys

import pytest

from storage.migrate import bundled_migrations

pytestmark = pytest.mark.integration

COLUMN = next(m for m in bundled_migrations() if m.name == "job_posting_of_interview").version
NEWEST = bundled_migrations()[-1].version


@pytest.fixture
def viva(empty_url: str, redis_url: str) -> "Viva":
    return Viva(empty_url, redis_url)


class Viva:
    """The command over one database."""

    def __init__(self, database_url: str, redis_url: str) -> None:
        self._environ = {**os.environ, "DATABASE_URL": database_url, "REDIS_URL": redis_url}

    def __call__(self, *arguments: str, exit_code: int = 0) -> str:
        """What it says; on stderr when it fails."""
        result = subprocess.run(
            [sys.executable, "-m", "server", *arguments],
            env=self._environ,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert result.returncode == exit_code, result.stderr
        assert "Traceback" not in result.stderr
        return (result.stdout or result.stderr).strip()


def test_up_down_and_up_again(viva: Viva) -> None:
    before = COLUMN - 1
    assert viva("migrate", "--to", str(before)) == f"{before} migrations applied."
    assert viva("migrate", "--to", str(before)) == f"The database is at migration {before}."
    assert viva("migrate", "--to", str(COLUMN)) == "1 migration applied."
    assert viva("migrate", "--to", str(before)) == "1 migration taken back."
    again = NEWEST - before
    assert viva("migrate") == f"{again} migration{'s' if again > 1 else ''} applied."
    assert viva("migrate") == "The database is up to date."


def test_where_there_is_no_way_back_nothing_is_changed(viva: Viva) -> None:
    viva("migrate")
    told = viva("migrate", "--to", "1", exit_code=1)
    assert "0002_users_and_documents" in told
    assert "Nothing was changed" in told
    assert viva("migrate") == "The database is up to date."


def test_a_version_that_is_none(viva: Viva) -> None:
    assert f"the newest is {NEWEST}" in viva("migrate", "--to", "9999", exit_code=1)
    viva("migrate", "--to", "0", exit_code=2)
    viva("migrate", "--to", "x", exit_code=2)


def test_the_catalogue_is_loaded_whole(viva: Viva) -> None:
    viva("migrate")
    for _ in range(2):
        told = viva("seed")
        for noun in ("role kits", "question patterns", "exercises", "cases", "50 companies"):
            assert noun in told
