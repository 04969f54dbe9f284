"""A full server: clients wait in line, see their position, and are served in order."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from server.cli.database import bring_up_to_date
from tests.conftest import run
from tests.server.conftest import create_session
from tests.server.live_server import LiveServer, live_server, settings_for
from tests.server.typist import Typist, join, knock

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def live(
    database_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """A server with one place."""
    settings = settings_for(
        tmp_path_factory.mktemp("home"), database_url, redis_url, max_sessions=1
    )
    run(bring_up_to_date(settings))
    with live_server(settings) as server:
        yield server


@pytest.fixture
async def occupant(http: httpx.AsyncClient) -> AsyncIterator[Typist]:
    """Somebody who has the only place."""
    async with join(await create_session(http)) as typist:
        await typist.until("turn.completed", role="interviewer")
        yield typist


async def leave(typist: Typist) -> None:
    await typist.send(type="end")
    assert (await typist.closed())[0] == 1000


async def test_clients_wait_and_are_served_in_order(
    http: httpx.AsyncClient, occupant: Typist
) -> None:
    second, third = await create_session(http), await create_session(http)
    async with knock(second["media_url"]) as b, knock(third["media_url"]) as c:
        await b.send(type="hello", ticket=second["ticket"])
        assert (await b.until("waiting"))["position"] == 1
        await c.send(type="hello", ticket=third["ticket"])
        assert (await c.until("waiting"))["position"] == 2
        await b.socket.send(bytes(640))
        await b.send(type="ping", id="while waiting")
        await b.until("pong", id="while waiting")
        await leave(occupant)
        await asyncio.wait_for(b.until("welcome"), 5)
        assert (await c.until("waiting"))["position"] == 1
        await b.until("turn.completed", role="interviewer")
        await leave(b)
        await asyncio.wait_for(c.until("welcome"), 5)
        await c.until("turn.completed", role="interviewer")
        await leave(c)


async def test_who_leaves_the_line_lets_the_others_move_up(
    http: httpx.AsyncClient, occupant: Typist
) -> None:
    second, third = await create_session(http), await create_session(http)
    async with knock(third["media_url"]) as c:
        async with knock(second["media_url"]) as b:
            await b.send(type="hello", ticket=second["ticket"])
            await b.until("waiting", position=1)
            await c.send(type="hello", ticket=third["ticket"])
            await c.until("waiting", position=2)
        await asyncio.wait_for(c.until("waiting", position=1), 5)
    await leave(occupant)


async def test_a_candidate_who_comes_back_does_not_wait(
    http: httpx.AsyncClient, occupant: Typist
) -> None:
    session_id = occupant.messages[0]["session_id"]
    waiting = await create_session(http)
    async with knock(waiting["media_url"]) as b:
        await b.send(type="hello", ticket=waiting["ticket"])
        await b.until("waiting", position=1)
        fresh = (await http.post(f"/api/v1/sessions/{session_id}/tickets")).json()["ticket"]
        media_url = waiting["media_url"].replace(waiting["session_id"], session_id)
        again = {"media_url": media_url, "ticket": fresh}
        async with join(again) as back:
            await leave(back)


async def test_webrtc_clients_are_told_to_come_back(
    http: httpx.AsyncClient, occupant: Typist
) -> None:
    created = await create_session(http, audio_out="webrtc")
    offer = {"sdp": "v=0", "type": "offer", "requestData": {"ticket": created["ticket"]}}
    answer = await http.post(f"/api/v1/sessions/{created['session_id']}/webrtc/offer", json=offer)
    assert (answer.status_code, answer.json()["code"]) == (503, "server_full")
    assert answer.json()["retryable"] is True
    await leave(occupant)
