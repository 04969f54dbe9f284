"""WebRTC signalling in the shape of stock clients, with a real peer connection."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack

from tests.server.conftest import create_session

pytestmark = pytest.mark.integration


class Browser:
    """A client as the stock transport makes it: sendrecv audio and the data channel `chat`."""

    def __init__(self, http: httpx.AsyncClient, session: dict[str, Any]) -> None:
        self._http = http
        self.path = f"/api/v1/sessions/{session['session_id']}/webrtc/offer"
        self.connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.connection.addTrack(AudioStreamTrack())
        self.channel = self.connection.createDataChannel("chat", ordered=True)
        self.messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.pc_id = ""

        @self.channel.on("message")
        def on_message(message: str) -> None:
            if message.startswith("{"):
                self.messages.put_nowait(json.loads(message))

    async def offer(self, request_data: dict[str, Any], **fields: Any) -> httpx.Response:
        await self.connection.setLocalDescription(await self.connection.createOffer())
        sdp = self.connection.localDescription.sdp
        body = {"sdp": sdp, "type": "offer", "pc_id": None, "restart_pc": False, **fields}
        return await self._http.post(self.path, json={**body, "requestData": request_data})

    async def connect(self, ticket: str | None, **fields: Any) -> None:
        answer = await self.offer({"ticket": ticket}, **fields)
        assert answer.status_code == 200, answer.text
        document = answer.json()
        assert document["type"] == "answer"
        self.pc_id = document["pc_id"]
        await self.connection.setRemoteDescription(
            RTCSessionDescription(sdp=document["sdp"], type="answer")
        )

    async def until(self, wanted: str, **fields: Any) -> dict[str, Any]:
        async with asyncio.timeout(15):
            while True:
                message = await self.messages.get()
                if message["type"] == wanted and fields.items() <= message.items():
                    return message

    def send(self, **message: Any) -> None:
        self.channel.send(json.dumps(message))


@asynccontextmanager
async def browser(http: httpx.AsyncClient, session: dict[str, Any]) -> AsyncIterator[Browser]:
    client = Browser(http, session)
    try:
        yield client
    finally:
        await client.connection.close()


@pytest.fixture
async def spoken(http: httpx.AsyncClient) -> dict[str, Any]:
    return await create_session(http, audio_out="webrtc")


async def test_an_offer_makes_its_client_the_candidate(
    http: httpx.AsyncClient, spoken: dict[str, Any]
) -> None:
    async with browser(http, spoken) as client:
        await client.connect(spoken["ticket"])
        welcome = await client.until("welcome")
        assert welcome["session_id"] == spoken["session_id"]
        await client.until("turn.sentence")
        client.send(type="ping", id="p")
        await client.until("pong", id="p")
        client.send(type="text", text="I type, although I could speak.", message_id="m")
        completed = await client.until("turn.completed", message_id="m")
        assert completed["text"] == "I type, although I could speak."
        client.send(type="end")
        await client.until("session.ended", reason="candidate")


async def test_candidates_are_trickled_on_the_same_address(
    http: httpx.AsyncClient, spoken: dict[str, Any]
) -> None:
    async with browser(http, spoken) as client:
        await client.connect(spoken["ticket"])
        line = "candidate:1 1 udp 2130706431 127.0.0.1 50000 typ host"
        candidates = [
            {"candidate": line, "sdp_mid": "0", "sdp_mline_index": 0},
            {"candidate": "", "sdp_mid": None, "sdp_mline_index": None},
        ]
        body = {"pc_id": client.pc_id, "candidates": candidates}
        answer = await http.patch(client.path, json=body)
        assert (answer.status_code, answer.json()) == (200, {"status": "success"})
        body["candidates"] = [{"candidate": "nonsense"}]
        assert (await http.patch(client.path, json=body)).json()["code"] == "bad_message"
        unknown = await http.patch(client.path, json={"pc_id": "nobody", "candidates": []})
        assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_peer")


async def test_a_lost_client_comes_back_with_its_old_pc_id_and_a_used_ticket(
    http: httpx.AsyncClient, spoken: dict[str, Any]
) -> None:
    async with browser(http, spoken) as first:
        await first.connect(spoken["ticket"])
        await first.until("turn.sentence")
        async with browser(http, spoken) as again:
            await again.connect(spoken["ticket"], pc_id=first.pc_id, restart_pc=True)
            assert (await again.until("welcome"))["resumed"] is True
            await again.until("session.resumed")
            await again.until("turn.sentence")


async def test_a_pc_id_admits_to_its_own_session_only(
    http: httpx.AsyncClient, spoken: dict[str, Any]
) -> None:
    other = await create_session(http, audio_out="webrtc")
    async with browser(http, spoken) as first, browser(http, other) as thief:
        await first.connect(spoken["ticket"])
        answer = await thief.offer({"ticket": "used"}, pc_id=first.pc_id, restart_pc=True)
        assert (answer.status_code, answer.json()["code"]) == (403, "ticket_refused")


@pytest.mark.parametrize("request_data", [{}, {"ticket": 5}, {"ticket": "made-up"}])
async def test_an_offer_without_a_valid_ticket(
    http: httpx.AsyncClient, spoken: dict[str, Any], request_data: dict[str, Any]
) -> None:
    async with browser(http, spoken) as client:
        answer = await client.offer(request_data)
        assert (answer.status_code, answer.json()["code"]) == (403, "ticket_refused")


@pytest.mark.parametrize("sdp", ["", "v=0", "x" * 60_000, "v=0\r\nm=audio 9 RTP/AVP 0\r\n"])
async def test_an_offer_that_is_none(
    http: httpx.AsyncClient, spoken: dict[str, Any], sdp: str
) -> None:
    path = f"/api/v1/sessions/{spoken['session_id']}/webrtc/offer"
    body = {"sdp": sdp, "type": "offer", "requestData": {"ticket": spoken["ticket"]}}
    answer = await http.post(path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_message")


async def test_an_offer_to_a_session_that_has_ended(
    http: httpx.AsyncClient, spoken: dict[str, Any]
) -> None:
    await http.post(f"/api/v1/sessions/{spoken['session_id']}/end")
    async with browser(http, spoken) as client:
        answer = await client.offer({"ticket": spoken["ticket"]})
        assert (answer.status_code, answer.json()["code"]) == (409, "session_over")


async def test_on_a_local_network_no_other_server_is_named(http: httpx.AsyncClient) -> None:
    answer = await http.get("/api/v1/ice-servers")
    assert (answer.status_code, answer.json()) == (200, {"iceServers": []})
