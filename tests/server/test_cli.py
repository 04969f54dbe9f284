"""The `viva` command: help, one-line errors, exit codes, and the commands that read the record."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.server.conftest import create_session
from tests.server.live_server import LiveServer
from tests.server.typist import join

pytestmark = pytest.mark.integration

COMMANDS = ["up", "serve", "worker", "migrate", "seed", "token", "plan", "sessions", "replay"]


def viva(
    *arguments: str, home: Path | None = None, **environ: str
) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would; nothing of this machine's settings leaks in."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("VIVA_") and name not in {"DATABASE_URL", "REDIS_URL"}
    }
    return subprocess.run(
        [sys.executable, "-m", "server", *arguments],
        env={**kept, **({"VIVA_HOME": str(home)} if home else {}), **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def one_line_of(result: subprocess.CompletedProcess[str]) -> str:
    """The error a user sees: one line, no traceback."""
    assert "Traceback" not in result.stderr
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("viva: ")
    return lines[0]


def test_help_lists_every_command() -> None:
    result = viva("--help")
    assert result.returncode == 0
    for command in COMMANDS:
        assert f"\n  {command} " in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = viva(command, "--help")
    assert result.returncode == 0
    assert f"Usage: viva {command}" in result.stdout
    assert len(result.stdout.splitlines()) > 5
    assert "--lifeline-fd" not in result.stdout


def test_the_version() -> None:
    assert viva("--version").stdout.startswith("Viva ")


@pytest.mark.parametrize(
    "arguments", [["dance"], ["up", "--frobnicate"], ["replay"], ["serve", "--port", "x"]]
)
def test_wrong_use(arguments: list[str]) -> None:
    result = viva(*arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_a_bad_setting_is_named(tmp_path: Path) -> None:
    result = viva("migrate", home=tmp_path, VIVA_PORT="eight")
    assert result.returncode == 2
    assert "VIVA_PORT" in one_line_of(result)


@pytest.mark.parametrize(
    "command", [["serve"], ["worker"], ["migrate"], ["seed"], ["sessions"], ["replay", "x"]]
)
def test_without_servers_a_command_says_what_to_do(tmp_path: Path, command: list[str]) -> None:
    result = viva(*command, home=tmp_path)
    assert result.returncode == 1
    assert "viva up" in one_line_of(result)


@pytest.mark.parametrize(
    "database_url",
    [
        "postgresql://nobody@127.0.0.1:1/none",
        "not a url",
        "postgresql://nobody@/none?host=/nowhere",
    ],
)
def test_a_database_that_does_not_answer(tmp_path: Path, database_url: str) -> None:
    result = viva(
        "migrate", home=tmp_path, DATABASE_URL=database_url, REDIS_URL="redis://127.0.0.1:1"
    )
    assert result.returncode == 1
    assert "Postgres" in one_line_of(result)


def test_migrating_and_seeding_can_be_repeated(
    tmp_path: Path, database_url: str, redis_url: str
) -> None:
    urls = {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
    for _ in range(2):
        assert "up to date" in viva("migrate", home=tmp_path, **urls).stdout
        assert "role kits" in viva("seed", home=tmp_path, **urls).stdout


@pytest.fixture
async def held(http: httpx.AsyncClient) -> dict[str, Any]:
    """A finished interview."""
    created = await create_session(http)
    async with join(created) as typist:
        await typist.answer_until_closed()
    return created


@pytest.fixture
def urls(live: LiveServer) -> dict[str, str]:
    settings = live.parts.settings
    assert settings.database_url
    assert settings.redis_url
    return {"DATABASE_URL": settings.database_url, "REDIS_URL": settings.redis_url}


async def test_replay_tells_the_interview_and_finds_it_the_same(
    http: httpx.AsyncClient, held: dict[str, Any], urls: dict[str, str], tmp_path: Path
) -> None:
    result = viva("replay", held["session_id"], home=tmp_path, **urls)
    assert result.returncode == 0, result.stdout
    turns = (await http.get(f"/api/v1/sessions/{held['session_id']}/transcript")).json()["turns"]
    for turn in turns:
        assert turn["text"].splitlines()[0] in result.stdout
    assert f"{len(turns)} turns, the same as in the record." in result.stdout
    everything = viva("replay", held["session_id"], "--all", home=tmp_path, **urls)
    assert "text typed" in everything.stdout
    document = json.loads(
        viva("replay", held["session_id"], "--json", home=tmp_path, **urls).stdout
    )
    assert document["differences"] == []
    assert [turn["text"] for turn in document["turns"]] == [turn["text"] for turn in turns]


async def test_replay_says_where_the_record_differs(
    held: dict[str, Any], urls: dict[str, str], tmp_path: Path, pool: Any
) -> None:
    await pool.execute(
        "delete from interview_turns where session_id = $1 and turn_index = 1", held["session_id"]
    )
    result = viva("replay", held["session_id"], home=tmp_path, **urls)
    assert result.returncode == 1
    assert "in the replay but not in the record" in result.stdout


def test_replay_of_a_session_that_is_not_there(urls: dict[str, str], tmp_path: Path) -> None:
    for session_id in ("nobody", "00000000-0000-4000-8000-000000000000", ""):
        result = viva("replay", session_id, home=tmp_path, **urls)
        assert result.returncode == 1
        assert "no session" in one_line_of(result)


async def test_sessions_are_listed_newest_first(
    http: httpx.AsyncClient, held: dict[str, Any], urls: dict[str, str], tmp_path: Path
) -> None:
    newest = await create_session(http)
    result = viva("sessions", home=tmp_path, **urls)
    assert result.stdout.startswith(newest["session_id"])
    assert held["session_id"] in result.stdout
    live = viva("sessions", "--live", "--json", home=tmp_path, **urls).stdout.splitlines()
    ids = [json.loads(line)["session_id"] for line in live]
    assert newest["session_id"] in ids
    assert held["session_id"] not in ids
