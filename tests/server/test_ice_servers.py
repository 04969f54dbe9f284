"""STUN and TURN servers are told to whoever may hold an interview, and to nobody else."""

from collections.abc import Iterator

import httpx
import pytest

from runtime.ice import read_ice_server
from tests.server.accounts import closed_server, signed_in
from tests.server.live_server import LiveServer

pytestmark = pytest.mark.integration

CONFIGURED = ("stun:stun.example:3478", "turn:ann:p%40ss@relay.example?transport=tcp")


@pytest.fixture(scope="module")
def live(
    database_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    servers = tuple(map(read_ice_server, CONFIGURED))
    yield from closed_server(database_url, redis_url, tmp_path_factory, ice_servers=servers)


async def test_who_is_known_gets_them_as_a_peer_connection_takes_them(live: LiveServer) -> None:
    async with signed_in(live, "ann") as client:
        answer = await client.get("/api/v1/ice-servers")
    assert answer.json() == {
        "iceServers": [
            {"urls": "stun:stun.example:3478"},
            {
                "urls": "turn:relay.example?transport=tcp",
                "username": "ann",
                "credential": "p@ss",
            },
        ]
    }
    assert answer.headers["cache-control"] == "no-store"


async def test_a_stranger_gets_no_password(live: LiveServer) -> None:
    async with httpx.AsyncClient(base_url=live.url) as stranger:
        answer = await stranger.get("/api/v1/ice-servers")
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_needed")
    assert "p@ss" not in answer.text
