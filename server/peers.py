"""The WebRTC connections of this process, and whom their ids belong to."""

import asyncio

from runtime.voice.webrtc import WebRtcPeer
from storage.redis import Client, answered


class Peers:
    """A `pc_id` is known to its client alone, so it admits that client again after a lost
    connection, as stock clients expect: they repeat their first offer with its used ticket.

    Which session a `pc_id` belongs to is kept in Redis, so any process can take it over.
    """

    def __init__(self, client: Client, *, grace_s: float) -> None:
        """`grace_s`: how long a lost client may take to come back."""
        self._client = client
        self._grace_ms = round(grace_s * 1000)
        self._peers: dict[str, WebRtcPeer] = {}

    def add(self, peer: WebRtcPeer) -> None:
        self._peers[peer.pc_id] = peer

    def remove(self, peer: WebRtcPeer) -> None:
        self._peers.pop(peer.pc_id, None)

    def here(self, pc_id: str | None) -> WebRtcPeer | None:
        """The connection if this process has it."""
        return None if pc_id is None else self._peers.get(pc_id)

    async def remember(self, pc_id: str, session_id: str) -> None:
        """Let this `pc_id` come back to its session. Raises StorageFailed."""
        await answered(lambda: self._client.set(_key(pc_id), session_id, px=self._grace_ms))

    async def belongs(self, pc_id: str | None, session_id: str) -> bool:
        """Whether a connection with this id was admitted to the session. Raises StorageFailed."""
        if pc_id is None:
            return False
        found = await answered(lambda: self._client.get(_key(pc_id)))
        return bool(found == session_id.encode())

    async def aclose(self) -> None:
        """Close every connection."""
        peers = list(self._peers.values())
        self._peers.clear()
        await asyncio.gather(*(peer.aclose() for peer in peers))


def _key(pc_id: str) -> str:
    return f"viva:peer:{pc_id}"
