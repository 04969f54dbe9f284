"""A server that stops lets go of everybody in good order, and the next one goes on."""

import asyncio
from pathlib import Path

import httpx
import pytest

from server.cli.database import bring_up_to_date
from tests.server.conftest import create_session
from tests.server.live_server import live_server, settings_for
from tests.server.typist import join, knock

pytestmark = pytest.mark.integration


async def test_clients_are_told_to_come_back_and_the_interview_goes_on(
    database_url: str, redis_url: str, tmp_path: Path
) -> None:
    settings = settings_for(tmp_path, database_url, redis_url)
    await bring_up_to_date(settings)
    server = live_server(settings)
    first = await asyncio.to_thread(server.__enter__)
    async with httpx.AsyncClient(base_url=first.url) as http:
        created = await create_session(http)
        idle = await create_session(http)
        path = f"/api/v1/sessions/{created['session_id']}/turns"
        async with (
            join(created) as typist,
            knock(first.turns_url(idle["session_id"])) as reader,
            http.stream("GET", path, timeout=30) as stream,
        ):
            heard = await typist.until("turn.completed", role="interviewer")
            stopping = asyncio.create_task(asyncio.to_thread(server.__exit__, None, None, None))
            assert (await typist.closed())[0] == 1012
            assert typist.messages[-1]["code"] == "going_away"
            assert typist.messages[-1]["retryable"] is True
            assert (await reader.closed())[0] == 1012
            async for _ in stream.aiter_lines():
                pass
            await asyncio.wait_for(stopping, 10)
    second = live_server(settings)
    successor = await asyncio.to_thread(second.__enter__)
    try:
        async with httpx.AsyncClient(base_url=successor.url) as http:
            base = f"/api/v1/sessions/{created['session_id']}"
            ticket = (await http.post(f"{base}/tickets")).json()["ticket"]
            again = {"media_url": successor.media_url(created["session_id"]), "ticket": ticket}
            async with join(again, resume_from_seq=heard["seq"]) as typist:
                await typist.send(type="text", text="I am back.", message_id="back")
                await typist.until("turn.completed", message_id="back")
                assert typist.messages[0]["resumed"] is True
    finally:
        await asyncio.to_thread(second.__exit__, None, None, None)
