"""`…/webrtc/offer`: signalling in the shape that stock SmallWebRTC clients speak."""

import structlog
from litestar import get, patch, post
from litestar.datastructures import CacheControlHeader

from runtime.errors import BadMessage, ServerFull, SessionOver, TicketRefused, VivaError
from runtime.record import LIVE
from runtime.voice.kit import languages_of
from runtime.voice.webrtc import WebRtcPeer
from server.deps import Parts
from server.errors import UnknownPeer, problems
from server.identity import Caller
from server.inbound import Inbound
from server.wire import (
    IceServers,
    IceServerView,
    WebRtcAccepted,
    WebRtcAnswer,
    WebRtcCandidates,
    WebRtcOffer,
)

logger = structlog.get_logger()

PEER_RATE_HZ = 48_000
"""Opus audio on a track; limits of the data channel are counted as if audio came that way."""


@get(
    "/ice-servers",
    responses=problems(),
    summary="Find the way through firewalls",
    cache_control=CacheControlHeader(no_store=True),
)
async def ice_servers(parts: Parts, caller: Caller) -> IceServers:
    """STUN and TURN servers for the client's end of a WebRTC connection; none on a local network.

    Only for whoever is known here: a TURN server relays for everybody who has its password.
    """
    return IceServers(
        iceServers=tuple(
            IceServerView(
                urls=server.url,
                username=server.username,
                credential=server.password,
            )
            for server in parts.settings.ice_servers
        )
    )


@post(
    "/sessions/{session_id:str}/webrtc/offer",
    status_code=200,
    responses=problems(403, 404, 409, 503),
    summary="Connect by WebRTC",
)
async def offer(parts: Parts, session_id: str, data: WebRtcOffer) -> WebRtcAnswer:
    """Answer a WebRTC offer and make the peer the session's client.

    `requestData.ticket` admits it, `requestData.resume_from_seq` resumes. An offer with the
    `pc_id` of a connection of this session needs no new ticket: it renegotiates that connection,
    or replaces it (`restart_pc`).
    """
    record = await parts.record(session_id)
    if record.status not in LIVE:
        raise SessionOver("This interview has ended; its report is at …/report.")
    request_data = data.requestData or data.request_data or {}
    returning = await parts.peers.belongs(data.pc_id, session_id)
    known = parts.peers.here(data.pc_id) if returning else None
    if known is not None and not data.restart_pc:
        return WebRtcAnswer(sdp=await known.answer(data.sdp), type="answer", pc_id=known.pc_id)
    if parts.registry.live(session_id) is None and not parts.registry.has_room:
        raise ServerFull("Every place on this server is taken; try again soon.")
    if not returning:
        await _redeem(parts, session_id, request_data.get("ticket"))
    session = await parts.registry.open(session_id)
    if known is not None:
        parts.peers.remove(known)
        session.detach(known)
        await known.aclose()
    peer = WebRtcPeer(ice_servers=parts.settings.ice_servers)
    inbound = Inbound(peer, parts.clock, sample_rate_hz=PEER_RATE_HZ)

    def on_message(text: bytes) -> None:
        try:
            inbound.text(text)
        except VivaError as failure:
            parts.metrics.refused.labels(failure.code).inc()
            peer.close(failure)

    def on_closed() -> None:
        parts.peers.remove(peer)
        session.detach(peer)

    peer.on_message = on_message
    peer.on_closed = on_closed
    answer = await peer.answer(data.sdp)
    parts.peers.add(peer)
    await parts.peers.remember(peer.pc_id, session_id)
    await session.attach(
        peer,
        parts.voices.on_peer(peer, languages=languages_of(record.plan)),
        output_rate_hz=PEER_RATE_HZ,
        resume_from_seq=_resume_from(request_data.get("resume_from_seq")),
    )
    inbound.begin(session)
    return WebRtcAnswer(sdp=answer, type="answer", pc_id=peer.pc_id)


@patch(
    "/sessions/{session_id:str}/webrtc/offer",
    responses=problems(403, 404, 503),
    summary="Trickle ICE candidates",
)
async def candidates(parts: Parts, session_id: str, data: WebRtcCandidates) -> WebRtcAccepted:
    """Add the client's ICE candidates to its connection."""
    known = await parts.peers.belongs(data.pc_id, session_id)
    peer = parts.peers.here(data.pc_id) if known else None
    if peer is None:
        raise UnknownPeer("There is no such WebRTC connection here; send a new offer.")
    await peer.add_candidates(
        [(one.candidate, one.sdp_mid, one.sdp_mline_index) for one in data.candidates]
    )
    return WebRtcAccepted()


async def _redeem(parts: Parts, session_id: str, ticket: object) -> None:
    if not isinstance(ticket, str):
        raise TicketRefused("Put the session's ticket into requestData.ticket.")
    await parts.tickets.redeem(ticket, session_id)


def _resume_from(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadMessage("requestData.resume_from_seq must be a whole number from 0, or null.")
    return value
