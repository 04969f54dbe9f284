"""Pages of an origin that the operator named may use the server from elsewhere."""

from collections.abc import Iterator

import httpx
import pytest

from server.cli.database import bring_up_to_date
from tests.conftest import run
from tests.server.conftest import create_session
from tests.server.live_server import LiveServer, live_server, settings_for
from tests.server.typist import knock

pytestmark = pytest.mark.integration

PARTNER = "https://jobs.example"
OTHER = "https://evil.example"


@pytest.fixture(scope="module")
def live(
    database_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    settings = settings_for(
        tmp_path_factory.mktemp("home"), database_url, redis_url, allowed_origins=(PARTNER,)
    )
    run(bring_up_to_date(settings))
    with live_server(settings) as server:
        yield server


def preflight(origin: str, method: str) -> dict[str, str]:
    return {
        "Origin": origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "content-type",
    }


@pytest.mark.parametrize("method", ["POST", "PATCH"])
async def test_signalling_answers_the_preflight_of_both_methods(
    http: httpx.AsyncClient, method: str
) -> None:
    path = "/api/v1/sessions/00000000-0000-4000-8000-000000000000/webrtc/offer"
    answer = await http.options(path, headers=preflight(PARTNER, method))
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == PARTNER
    allowed = answer.headers["access-control-allow-methods"]
    assert method in allowed or "*" in allowed


async def test_a_stranger_gets_no_leave(http: httpx.AsyncClient) -> None:
    answer = await http.options("/api/v1/sessions", headers=preflight(OTHER, "POST"))
    assert answer.headers.get("access-control-allow-origin") not in {OTHER, "*"}
    refused = await http.post("/api/v1/sessions", json={}, headers={"Origin": OTHER})
    assert refused.status_code == 403


async def test_the_partner_can_hold_an_interview(http: httpx.AsyncClient, live: LiveServer) -> None:
    answer = await http.post("/api/v1/sessions", json={}, headers={"Origin": PARTNER})
    assert answer.status_code == 201
    assert answer.headers["access-control-allow-origin"] == PARTNER
    created = await create_session(http)
    async with knock(created["media_url"], Origin=PARTNER) as typist:
        await typist.send(type="hello", ticket=created["ticket"])
        await typist.until("welcome")
