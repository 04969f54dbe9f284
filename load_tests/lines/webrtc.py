"""A WebRTC peer whose microphone sends ready-made Opus packets; for Viva and stock Pipecat."""

import asyncio
import fractions
import json
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import av
import httpx
import msgspec
import numpy as np
from aiortc import (
    RTCConfiguration,
    RTCDataChannel,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from load_tests.lines.line import Listener
from load_tests.lines.websocket import LineFailed, PreparedFrames
from load_tests.microphone import FRAME_SAMPLES, Take
from load_tests.speech import RATE_HZ

RTP_RATE_HZ = 48_000
RTP_STEP = RTP_RATE_HZ // 50
BIT_RATE = 32_000
PING_EVERY_S = 1.0
OPEN_S = 15.0
LATE_FRAME_S = 0.1
"""A frame that comes so much later than the one before leaves a hole that is heard."""


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """Where an offer goes, and what goes along with it."""

    url: str
    body: dict[str, object]


def viva_offer(url: str, ticket: str, resume_from_seq: int | None) -> Offer:
    data = {"ticket": ticket, "resume_from_seq": resume_from_seq}
    return Offer(url=url, body={"requestData": data})


class SentTrack(MediaStreamTrack):
    """A microphone as aiortc wants it; the packets come from the pacer."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._packets: asyncio.Queue[bytes] = asyncio.Queue()
        self._sent = 0

    def put(self, packet: bytes) -> None:
        self._packets.put_nowait(packet)

    async def recv(self) -> av.Packet:
        packet = av.Packet(await self._packets.get())
        packet.pts = self._sent * RTP_STEP
        packet.time_base = fractions.Fraction(1, RTP_RATE_HZ)
        self._sent += 1
        return packet


class WebRtcLine:
    """One peer connection."""

    streams = True

    def __init__(self, listener: Listener, prepared: PreparedFrames) -> None:
        self._listener = listener
        self._frames = prepared
        # An empty list of servers: None would mean public ones to aiortc.
        self._peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._track = SentTrack()
        self._channel: RTCDataChannel | None = None
        self._waiting: list[str] = []
        self._connected = False
        self._over = False
        self._tasks: list[asyncio.Task[None]] = []
        self.holes = 0
        """How often the server's track stopped for a moment."""

    async def open(self, offer: Offer) -> None:
        """Raises LineFailed."""
        peer = self._peer
        peer.addTrack(self._track)
        channel = self._channel = peer.createDataChannel("chat", ordered=True)
        connected = asyncio.Event()

        @peer.on("track")
        def on_track(track: MediaStreamTrack) -> None:
            if track.kind == "audio":
                self._tasks.append(asyncio.create_task(self._listen(track)))

        @channel.on("open")
        def on_open() -> None:
            for text in self._waiting:
                channel.send(text)
            self._waiting.clear()
            self._tasks.append(asyncio.create_task(self._ping(channel)))

        @channel.on("message")
        def on_message(message: str | bytes) -> None:
            raw = message.encode() if isinstance(message, str) else message
            if b'"peerLeft"' in raw[:80]:
                self._closed()
            elif raw[:1] == b"{":
                self._listener.message(raw, time.monotonic())

        @peer.on("connectionstatechange")
        def on_state() -> None:
            if peer.connectionState == "connected":
                self._connected = True
                connected.set()
            elif peer.connectionState in ("failed", "closed"):
                connected.set()
                self._closed()

        await peer.setLocalDescription(await peer.createOffer())
        body = {**offer.body, "sdp": peer.localDescription.sdp, "type": "offer", "pc_id": None}
        try:
            async with httpx.AsyncClient(timeout=OPEN_S) as http:
                answer = await http.post(offer.url, json=body)
            answer.raise_for_status()
            sdp = answer.json()["sdp"]
        except (httpx.HTTPError, KeyError, ValueError) as failure:
            await peer.close()
            where = urlsplit(offer.url).netloc
            raise LineFailed(
                f"{where} did not answer the offer: {type(failure).__name__}"
            ) from None
        await peer.setRemoteDescription(RTCSessionDescription(sdp=sdp, type="answer"))
        try:
            async with asyncio.timeout(OPEN_S):
                await connected.wait()
        except TimeoutError:
            pass
        if not self._connected:
            await self.aclose()
            raise LineFailed("The peers found no way to each other in time.")

    def prepare(self, take: Take) -> Sequence[bytes]:
        return self._frames.of(take)

    def send_frame(self, frame: bytes) -> None:
        if self._connected:
            self._track.put(frame)

    def send_message(self, raw: bytes) -> None:
        channel = self._channel
        if channel is None or channel.readyState != "open":
            self._waiting.append(raw.decode())
        else:
            channel.send(raw.decode())

    def drop(self) -> None:
        """A peer that vanishes: nothing is said, no packet comes any more."""
        self._connected = False
        self._tasks.append(asyncio.create_task(self._peer.close()))

    async def aclose(self) -> None:
        self._over = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._peer.close()

    def _closed(self) -> None:
        if not self._over:
            self._over = True
            self._listener.closed(None)

    async def _listen(self, track: MediaStreamTrack) -> None:
        last_at: float | None = None
        while True:
            try:
                frame: Any = await track.recv()
            except MediaStreamError:
                return
            at = time.monotonic()
            if last_at is not None and at - last_at > LATE_FRAME_S:
                self.holes += 1
            last_at = at
            samples = frame.to_ndarray().reshape(-1, len(frame.layout.channels))[:, 0]
            self._listener.audio(np.ascontiguousarray(samples).tobytes(), frame.sample_rate, at)

    async def _ping(self, channel: RTCDataChannel) -> None:
        while channel.readyState == "open":
            channel.send(f"ping: {time.monotonic()}")
            await asyncio.sleep(PING_EVERY_S)


def opus_frames() -> PreparedFrames:
    """Takes as Opus packets, encoded once."""
    return PreparedFrames(_encoded)


def _encoded(take: Take) -> tuple[bytes, ...]:
    encoder: Any = av.CodecContext.create("libopus", "w")
    encoder.format = "s16"
    encoder.layout = "mono"
    encoder.sample_rate = RATE_HZ
    encoder.bit_rate = BIT_RATE
    encoder.time_base = fractions.Fraction(1, RATE_HZ)
    encoder.options = {"application": "voip", "frame_duration": "20"}
    packets: list[bytes] = []
    for index, pcm in enumerate(take.frames):
        samples = np.frombuffer(pcm, np.int16).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate = RATE_HZ
        frame.pts = index * FRAME_SAMPLES
        frame.time_base = fractions.Fraction(1, RATE_HZ)
        packets.extend(bytes(packet) for packet in encoder.encode(frame))
    return tuple(packets)


def message_type(raw: bytes) -> str:
    """The `type` of a JSON message; empty for anything else."""
    try:
        kind = json.loads(raw).get("type", "")
    except (ValueError, AttributeError):
        return ""
    return kind if isinstance(kind, str) else ""
