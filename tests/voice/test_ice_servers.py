"""STUN and TURN servers: how the setting is read, and that a server far away is asked."""

import asyncio
from typing import cast

import pytest
from aioice import stun
from aiortc import RTCConfiguration, RTCPeerConnection
from aiortc.mediastreams import AudioStreamTrack

from runtime.ice import IceServer, read_ice_server
from runtime.secret import Secret
from runtime.voice.webrtc import WebRtcPeer

pytestmark = pytest.mark.integration

SEEN_FROM_OUTSIDE = ("203.0.113.7", 40_000)


class StunServer(asyncio.DatagramProtocol):
    """Tells everybody that they were seen at an address that is nobody's."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # No isinstance: before Python 3.12 that of the selector loop isn't one.
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, address: tuple[str, int]) -> None:
        asked = stun.parse_message(data)
        answer = stun.Message(
            message_method=asked.message_method,
            message_class=stun.Class.RESPONSE,
            transaction_id=asked.transaction_id,
        )
        answer.attributes["XOR-MAPPED-ADDRESS"] = SEEN_FROM_OUTSIDE
        self._transport.sendto(bytes(answer), address)


async def test_a_peer_offers_the_address_that_a_stun_server_sees() -> None:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(StunServer, local_addr=("127.0.0.1", 0))
    port = transport.get_extra_info("sockname")[1]
    peer = WebRtcPeer(ice_servers=[read_ice_server(f"stun:127.0.0.1:{port}")])
    browser = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    browser.addTrack(AudioStreamTrack())
    await browser.setLocalDescription(await browser.createOffer())
    try:
        answer = await peer.answer(browser.localDescription.sdp)
    finally:
        await browser.close()
        await peer.aclose()
        transport.close()
    seen = [line for line in answer.splitlines() if "typ srflx" in line]
    assert seen
    assert all(SEEN_FROM_OUTSIDE[0] in line for line in seen)


TURN = IceServer(url="turn:r.example:3478", username="ann", credential=Secret("p@ss"))


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("stun:stun.example", IceServer(url="stun:stun.example")),
        ("stuns:stun.example:5349", IceServer(url="stuns:stun.example:5349")),
        ("stun:[2001:db8::1]:3478", IceServer(url="stun:[2001:db8::1]:3478")),
        ("turn:ann:p%40ss@r.example:3478", TURN),
        (
            "turns:ann:p%40ss@10.0.0.2?transport=tcp",
            IceServer(
                url="turns:10.0.0.2?transport=tcp", username="ann", credential=Secret("p@ss")
            ),
        ),
    ],
)
def test_a_server_is_read_from_its_url(text: str, server: IceServer) -> None:
    assert read_ice_server(text) == server


@pytest.mark.parametrize(
    "text",
    [
        *("", "stun", "stun:", "http://stun.example", "stun.example:3478", "stun:a b"),
        *("turn:r.example", "turn:ann@r.example", "stun:ann:secret@stun.example"),
        *("turn:ann:secret@", "turn:ann:secret@r.example?transport=sctp", "turn:a:secret@b@c"),
    ],
)
def test_another_text_is_refused_without_its_password(text: str) -> None:
    with pytest.raises(ValueError, match=r"stun|TURN|STUN") as refused:
        read_ice_server(text)
    assert "secret" not in str(refused.value)


def test_a_password_is_not_shown() -> None:
    assert "p@ss" not in repr(TURN)
