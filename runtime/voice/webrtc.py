"""One WebRTC client: answers its offers, takes its microphone, speaks through a track.

Signalling and data channel follow what stock SmallWebRTC clients do: their channel carries JSON,
a text `ping: …` each second, and signalling.
"""

import asyncio
import re
import uuid
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import aiortc.rtcsctptransport as sctp
import msgspec
import numpy as np
from aiortc import (
    RTCBundlePolicy,
    RTCConfiguration,
    RTCDataChannel,
    RTCIceServer,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from aiortc.sdp import candidate_from_sdp

from runtime.errors import BadMessage, VivaError
from runtime.ice import IceServer
from runtime.voice.speech_track import SpeechTrack

INPUT_RATE_HZ = 48_000
"""What the Opus decoder hands out."""
WAITING_MESSAGES = 1_000
"""Messages kept until the data channel opens; a replay after a reconnect is the longest."""
BACKLOG_BYTES = 1_048_576
"""Unsent bytes on the data channel at which a client counts as gone."""
PING_LOST_S = 15.0
"""A client that has pinged and stops is gone; it pings each second, less in a hidden tab."""
PING_CHECK_S = 3.0

sctp.USERDATA_MAX_LENGTH = 1_100
"""aiortc's 1200 makes datagrams over 1280 bytes, the smallest MTU of VPNs, and vanish."""

_FINGERPRINT = re.compile(r"^a=fingerprint:(.+)$", re.MULTILINE)


class _ErrorMessage(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="error"):
    """As on the socket (docs/protocol.md)."""

    code: str
    message: str
    retryable: bool
    fatal: bool = True


class WebRtcPeer:
    """A peer connection and the `ClientLink` over its data channel.

    `on_message` gets the client's JSON, `on_audio` its microphone (PCM16 mono, 48 kHz); what
    comes while they are None is dropped. `on_closed` is called once, when the client is gone or
    `close` has closed the connection.
    """

    def __init__(self, *, ice_servers: Sequence[IceServer] = ()) -> None:
        self.pc_id = uuid.uuid4().hex
        self.on_message: Callable[[bytes], None] | None = None
        self.on_audio: Callable[[bytes], None] | None = None
        self.on_closed: Callable[[], None] | None = None
        self._config = RTCConfiguration(
            # An empty list, not None: None means public servers to aiortc.
            iceServers=[
                RTCIceServer(
                    urls=server.url,
                    username=server.username,
                    credential=server.password,
                )
                for server in ice_servers
            ],
            bundlePolicy=RTCBundlePolicy.MAX_BUNDLE,
        )
        self._connection: RTCPeerConnection | None = None
        self._track = SpeechTrack()
        self._channel: RTCDataChannel | None = None
        self._waiting: list[str] = []
        self._encoder = msgspec.json.Encoder()
        self._fingerprints: set[str] = set()
        self._pinged_at: float | None = None
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()

    # Signalling --------------------------------------------------------------------------------

    async def answer(self, sdp: str) -> str:
        """Answer an offer: the first one, a renegotiation, or one of a client that started anew.

        Returns the SDP with all our candidates in it.

        Raises:
            BadMessage: it is not an offer that can be answered.
        """
        fingerprints = set(_FINGERPRINT.findall(sdp))
        if not fingerprints or "\nm=audio" not in sdp:
            raise BadMessage("The offer is not an SDP with a fingerprint and an audio line.")
        connection = self._connection
        if connection is None or fingerprints != self._fingerprints:
            # A client that lost its connection makes a new one, with a new certificate.
            connection = await self._connect_anew()
            self._fingerprints = fingerprints
        try:
            await connection.setRemoteDescription(RTCSessionDescription(sdp=sdp, type="offer"))
            for transceiver in connection.getTransceivers():
                if transceiver.kind == "audio" and transceiver.sender.track is not self._track:
                    transceiver.sender.replaceTrack(self._track)
                transceiver.direction = "sendrecv" if transceiver.kind == "audio" else "inactive"
            await connection.setLocalDescription(await connection.createAnswer())
        except Exception as failure:
            # aiortc raises whatever its parser stumbles over: ValueError, KeyError, AssertionError.
            raise BadMessage(
                f"The offer can't be answered ({type(failure).__name__}); send an SDP with audio."
            ) from failure
        return str(connection.localDescription.sdp)

    async def add_candidates(
        self, candidates: Sequence[tuple[str, str | None, int | None]]
    ) -> None:
        """Take (candidate, sdp_mid, sdp_mline_index) of the client; an empty one is the last.

        Raises:
            BadMessage: one that can't be read, or there is no offer yet.
        """
        if self._connection is None:
            raise BadMessage("Send an offer before candidates.")
        for line, sdp_mid, sdp_mline_index in candidates:
            if not line.strip():
                continue
            try:
                candidate = candidate_from_sdp(line.split(":", 1)[-1])
            except (ValueError, AssertionError, IndexError) as failure:
                raise BadMessage("A candidate can't be read.") from failure
            candidate.sdpMid = sdp_mid
            candidate.sdpMLineIndex = sdp_mline_index
            await self._connection.addIceCandidate(candidate)

    async def aclose(self) -> None:
        """Tell the client and close everything; `on_closed` is not called."""
        self.on_closed = None
        await self._shut()

    # ClientLink --------------------------------------------------------------------------------

    def send(self, message: msgspec.Struct) -> None:
        self._send_text(self._encoder.encode(message).decode())

    def send_audio(self, pcm: bytes) -> None:
        """PCM16 mono at 24 kHz."""
        self._track.write(pcm)

    def close(self, error: VivaError | None) -> None:
        if self._closed:
            return
        if error is not None:
            self.send(_ErrorMessage(code=error.code, message=str(error), retryable=error.retryable))
        self._spawn(self._leave())

    @property
    def track(self) -> SpeechTrack:
        return self._track

    # Within ------------------------------------------------------------------------------------

    async def _connect_anew(self) -> RTCPeerConnection:
        old, self._connection = self._connection, None
        if old is not None:
            old.remove_all_listeners()
            self._channel = None
            await old.close()
        if self._track.readyState != "live":
            self._track = SpeechTrack()  # aiortc stops a track together with its connection.
        connection = self._connection = RTCPeerConnection(self._config)
        self._pinged_at = None

        @connection.on("track")
        def on_track(track: MediaStreamTrack) -> None:
            self._spawn(self._listen(track))

        @connection.on("datachannel")
        def on_datachannel(channel: RTCDataChannel) -> None:
            self._use(channel)

        @connection.on("connectionstatechange")
        def on_state() -> None:
            if connection.connectionState in ("failed", "closed"):
                self._gone()

        return connection

    def _use(self, channel: RTCDataChannel) -> None:
        self._channel = channel

        @channel.on("message")
        def on_message(message: str | bytes) -> None:
            self._take(message)

        # A channel that the client made is open already when aiortc tells of it.
        for text in self._waiting:
            channel.send(text)
        self._waiting.clear()

    def _take(self, message: str | bytes) -> None:
        raw = message.encode() if isinstance(message, str) else message
        if raw.startswith(b"ping"):
            if self._pinged_at is None:
                self._spawn(self._watch_pings())
            self._pinged_at = asyncio.get_running_loop().time()
        elif b'"signalling"' not in raw[:64] and self.on_message is not None:
            # Signalling only says that a track is muted: then it carries silence anyway.
            self.on_message(raw)

    def _send_text(self, text: str) -> None:
        channel = self._channel
        if self._closed:
            return
        if channel is None:
            if len(self._waiting) < WAITING_MESSAGES:
                self._waiting.append(text)
        elif channel.readyState == "open":
            channel.send(text)
            if channel.bufferedAmount > BACKLOG_BYTES:
                self._gone()

    async def _listen(self, track: MediaStreamTrack) -> None:
        """Consume a track for as long as it lives: aiortc piles up frames that nobody takes."""
        while True:
            try:
                frame: Any = await track.recv()
            except MediaStreamError:
                return
            if track.kind == "audio" and self.on_audio is not None:
                samples = frame.to_ndarray().reshape(-1, len(frame.layout.channels))
                self.on_audio(np.ascontiguousarray(samples[:, 0]).tobytes())

    async def _watch_pings(self) -> None:
        while self._pinged_at is not None and not self._closed:
            await asyncio.sleep(PING_CHECK_S)
            if self._pinged_at is None:
                return
            if asyncio.get_running_loop().time() - self._pinged_at > PING_LOST_S:
                self._gone()
                return

    def _gone(self) -> None:
        on_closed, self.on_closed = self.on_closed, None
        if not self._closed:
            self._spawn(self._shut())
        if on_closed is not None:
            on_closed()

    async def _leave(self) -> None:
        on_closed, self.on_closed = self.on_closed, None
        await self._shut()
        if on_closed is not None:
            on_closed()

    async def _shut(self) -> None:
        if self._closed:
            return
        self._send_text('{"type":"signalling","message":{"type":"peerLeft"}}')
        self._closed = True
        # What was just sent leaves with the next turn of the loop.
        await asyncio.sleep(0.05)
        self._track.stop()
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.remove_all_listeners()
            await connection.close()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
