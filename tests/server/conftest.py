"""A live server with real storage for the tests of one module, and a candidate who types."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.cli.database import bring_up_to_date
from tests.conftest import run
from tests.server.live_server import LiveServer, live_server, settings_for


@pytest.fixture(scope="module")
def live(
    database_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """A server with the real catalogue and an evaluation worker."""
    home: Path = tmp_path_factory.mktemp("home")
    settings = settings_for(home, database_url, redis_url)
    run(bring_up_to_date(settings))
    with live_server(settings, evaluate=True) as server:
        yield server


@pytest.fixture
async def http(live: LiveServer) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=live.url, timeout=10) as client:
        yield client


@pytest.fixture
async def session(http: httpx.AsyncClient) -> dict[str, Any]:
    """A fresh text-only session."""
    return await create_session(http)


async def create_session(http: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    wanted = {"audio_out": "none", "questions_target": 2, "duration_s": 300, **body}
    answer = await http.post("/api/v1/sessions", json=wanted)
    assert answer.status_code == 201, answer.text
    created: dict[str, Any] = answer.json()
    return created
