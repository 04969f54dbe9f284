"""Two real peers on this machine: audio both ways, data channel, signalling, goodbyes."""

import asyncio
import fractions
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import av
import numpy as np
import pytest
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from runtime.errors import BadMessage, Superseded
from runtime.media import AudioFlush, AudioStart
from runtime.voice.audio_out import PeerOut
from runtime.voice.speech_track import RATE_HZ, SpeechTrack
from runtime.voice.webrtc import INPUT_RATE_HZ, WebRtcPeer

pytestmark = pytest.mark.integration

TONE_HZ = 440


def tone(seconds: float, rate_hz: int) -> bytes:
    turns = np.arange(int(seconds * rate_hz)) * TONE_HZ / rate_hz
    return (np.sin(2 * np.pi * turns) * 8_000).astype(np.int16).tobytes()


def pitch_hz(samples: np.ndarray[Any, Any], rate_hz: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(np.argmax(spectrum) * rate_hz / samples.size)


class Microphone(MediaStreamTrack):
    """A browser's track: 20 ms after 20 ms of a tone."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._pcm = np.frombuffer(tone(1, INPUT_RATE_HZ), dtype=np.int16)
        self._frames = 0

    async def recv(self) -> av.AudioFrame:
        await asyncio.sleep(0.02)
        at = self._frames * 960 % self._pcm.size
        frame = av.AudioFrame.from_ndarray(
            self._pcm[at : at + 960].reshape(1, -1), format="s16", layout="mono"
        )
        frame.sample_rate = INPUT_RATE_HZ
        frame.pts = self._frames * 960
        frame.time_base = fractions.Fraction(1, INPUT_RATE_HZ)
        self._frames += 1
        return frame


class Browser:
    """The other side, as a stock client behaves: audio, camera and screen lines, a data channel."""

    def __init__(self, *, video: bool = True) -> None:
        self.connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.connection.addTrack(Microphone())
        if video:
            self.connection.addTransceiver("video", direction="sendrecv")
            self.connection.addTransceiver("video", direction="sendonly")
        self.channel = self.connection.createDataChannel("chat", ordered=True)
        self.opened = asyncio.Event()
        self.received: list[Any] = []
        self.heard: list[np.ndarray[Any, Any]] = []
        self._listening: asyncio.Task[None] | None = None
        self.channel.on("open", self.opened.set)
        self.channel.on("message", lambda text: self.received.append(json.loads(text)))
        self.connection.on("track", self._listen)

    async def offer(self) -> str:
        await self.connection.setLocalDescription(await self.connection.createOffer())
        return str(self.connection.localDescription.sdp)

    async def accept(self, answer: str) -> None:
        await self.connection.setRemoteDescription(RTCSessionDescription(sdp=answer, type="answer"))

    def _listen(self, track: MediaStreamTrack) -> None:
        if track.kind == "audio":
            self._listening = asyncio.create_task(self._hear(track))

    async def _hear(self, track: MediaStreamTrack) -> None:
        while True:
            try:
                frame: Any = await track.recv()
            except MediaStreamError:
                return
            self.heard.append(frame.to_ndarray().reshape(-1, 2)[:, 0])

    async def close(self) -> None:
        await self.connection.close()
        if self._listening is not None:
            self._listening.cancel()


async def until(true: Callable[[], bool], within_s: float = 10) -> None:
    async with asyncio.timeout(within_s):
        while not true():  # noqa: ASYNC110 (what is waited for happens in another peer)
            await asyncio.sleep(0.01)


@asynccontextmanager
async def connected() -> AsyncIterator[tuple[WebRtcPeer, Browser]]:
    peer, browser = WebRtcPeer(), Browser()
    try:
        await browser.accept(await peer.answer(await browser.offer()))
        async with asyncio.timeout(10):
            await browser.opened.wait()
        yield peer, browser
    finally:
        await browser.close()
        await peer.aclose()


async def test_audio_flows_both_ways_and_silence_keeps_flowing() -> None:
    async with connected() as (peer, browser):
        microphone: list[bytes] = []
        peer.on_audio = microphone.append
        await until(lambda: len(browser.heard) > 10)
        peer.send_audio(tone(1, RATE_HZ))
        await asyncio.sleep(1.2)
        candidate = np.frombuffer(b"".join(microphone), dtype=np.int16)[-INPUT_RATE_HZ // 2 :]
        assert pitch_hz(candidate, INPUT_RATE_HZ) == pytest.approx(TONE_HZ, abs=10)
        loud = [frame for frame in browser.heard if np.abs(frame.astype(np.int32)).max() > 3_000]
        assert len(loud) == pytest.approx(50, abs=4)
        assert pitch_hz(np.concatenate(loud[5:45]), 48_000) == pytest.approx(TONE_HZ, abs=10)
        count = len(browser.heard)
        await asyncio.sleep(0.3)
        assert len(browser.heard) > count + 8


async def test_what_is_flushed_is_not_heard_and_what_is_left_is_known() -> None:
    async with connected() as (peer, browser):
        out = PeerOut(peer)
        await until(lambda: len(browser.heard) > 5)
        out.begin("u1", 0)
        out.write(tone(1, RATE_HZ))
        await asyncio.sleep(0.2)
        left_ms = out.unplayed_ms()
        assert left_ms is not None
        assert left_ms == pytest.approx(800, abs=60)
        out.flush("u1")
        assert out.unplayed_ms() == 0
        await asyncio.sleep(0.5)
        loud = [frame for frame in browser.heard if np.abs(frame.astype(np.int32)).max() > 3_000]
        assert len(loud) == pytest.approx(10, abs=4)
        assert [message["type"] for message in browser.received] == ["audio.start", "audio.flush"]


async def test_messages_wait_for_the_channel_and_pings_are_not_messages() -> None:
    peer, browser = WebRtcPeer(), Browser(video=False)
    taken: list[bytes] = []
    peer.on_message = taken.append
    try:
        peer.send(AudioStart(utterance_id="u1"))
        await browser.accept(await peer.answer(await browser.offer()))
        peer.send(AudioFlush(utterance_id="u1"))
        await until(lambda: len(browser.received) == 2)
        assert [message["type"] for message in browser.received] == ["audio.start", "audio.flush"]
        browser.channel.send("ping: 1234")
        browser.channel.send(
            '{"type":"signalling","message":{"type":"trackStatus","receiver_index":0,"enabled":true}}'
        )
        browser.channel.send('{"type":"need_time"}')
        await until(lambda: bool(taken))
        assert taken == [b'{"type":"need_time"}']
    finally:
        await browser.close()
        await peer.aclose()


async def test_the_client_is_told_why_it_is_closed() -> None:
    async with connected() as (peer, browser):
        gone: list[int] = []
        peer.on_closed = lambda: gone.append(1)
        peer.close(Superseded("Opened in another window."))
        await until(lambda: len(browser.received) == 2)
        error, left = browser.received
        assert (error["type"], error["code"], error["fatal"]) == ("error", "superseded", True)
        assert left == {"type": "signalling", "message": {"type": "peerLeft"}}
        await until(lambda: gone == [1])


async def test_a_client_that_leaves_is_noticed_once() -> None:
    async with connected() as (peer, browser):
        gone: list[int] = []
        peer.on_closed = lambda: gone.append(1)
        await browser.close()
        await until(lambda: bool(gone))
        await asyncio.sleep(0.2)
        assert gone == [1]


async def test_a_client_that_starts_anew_keeps_its_peer() -> None:
    peer, first, second = WebRtcPeer(), Browser(), Browser()
    gone: list[int] = []
    peer.on_closed = lambda: gone.append(1)
    pc_id = peer.pc_id
    try:
        await first.accept(await peer.answer(await first.offer()))
        await until(lambda: first.opened.is_set())
        await second.accept(await peer.answer(await second.offer()))
        await until(lambda: second.opened.is_set())
        peer.send(AudioStart(utterance_id="u1"))
        await until(lambda: bool(second.received))
        await until(lambda: len(second.heard) > 5)
        assert peer.pc_id == pc_id
        assert not gone
    finally:
        await first.close()
        await second.close()
        await peer.aclose()


@pytest.mark.parametrize("sdp", ["", "nonsense", "v=0\r\n", "v=0\r\nm=audio x y z\r\n"])
async def test_an_offer_that_is_none_is_refused(sdp: str) -> None:
    peer = WebRtcPeer()
    with pytest.raises(BadMessage):
        await peer.answer(sdp)
    await peer.aclose()


async def test_candidates_are_checked() -> None:
    peer, browser = WebRtcPeer(), Browser()
    try:
        with pytest.raises(BadMessage, match="offer"):
            await peer.add_candidates([("candidate:1", "0", 0)])
        await peer.answer(await browser.offer())
        await peer.add_candidates(
            [
                ("candidate:1 1 udp 2130706431 127.0.0.1 50000 typ host", "0", 0),
                ("", "0", 0),
            ]
        )
        with pytest.raises(BadMessage, match="read"):
            await peer.add_candidates([("candidate:garbage", "0", 0)])
    finally:
        await browser.close()
        await peer.aclose()


async def test_the_track_plays_in_real_time_from_its_first_frame() -> None:
    track = SpeechTrack()
    track.write(tone(0.5, RATE_HZ))
    loop = asyncio.get_running_loop()
    start = loop.time()
    stamps = [(await track.recv()).pts for _ in range(20)]
    assert stamps == [index * 960 for index in range(20)]
    assert loop.time() - start == pytest.approx(19 * 0.02, abs=0.08)
    assert track.unplayed_ms() == pytest.approx(100, abs=1)
    track.stop()
