"""The interviewer's voice as a WebRTC track: 20 ms of Opus after 20 ms, silence when idle."""

import asyncio
import fractions

import av
import numpy as np
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from runtime.voice.audio import SAMPLE_BYTES

RATE_HZ = 24_000
"""Speech has nothing above 12 kHz worth the encoder's time."""
PTIME_S = 0.02
FRAME_SAMPLES = int(RATE_HZ * PTIME_S)
FRAME_BYTES = FRAME_SAMPLES * SAMPLE_BYTES
BIT_RATE = 32_000
RTP_RATE_HZ = 48_000
"""Opus over RTP counts in 48 kHz whatever it encodes (RFC 7587)."""
RTP_STEP = int(RTP_RATE_HZ * PTIME_S)
SETTLING_FRAMES = 5
"""Silent frames really encoded after speech, so that its end fades; then one is repeated."""
LATE_S = 0.2
"""A track so far behind skips what it missed instead of hurrying."""
_TIME_BASE = fractions.Fraction(1, RTP_RATE_HZ)


class SpeechTrack(MediaStreamTrack):
    """Plays what is written to it, in real time.

    It encodes by itself, mono, so that aiortc neither resamples nor takes a thread for each
    20 ms, and silence costs no encoding at all. RTP flows always: without it a browser's track
    never begins.
    """

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._buffer = bytearray()
        self._encoder = av.CodecContext.create("libopus", "w")
        self._encoder.format = "s16"
        self._encoder.layout = "mono"
        self._encoder.sample_rate = RATE_HZ
        self._encoder.bit_rate = BIT_RATE
        self._encoder.time_base = fractions.Fraction(1, RATE_HZ)
        self._encoder.options = {"application": "voip", "frame_duration": "20"}
        self._silent_frames = 0
        self._silence = b""
        self._frames = 0
        self._origin: float | None = None

    def write(self, pcm: bytes) -> None:
        """Queue PCM16 mono at `RATE_HZ`."""
        self._buffer += pcm

    def clear(self) -> None:
        self._buffer.clear()

    def unplayed_ms(self) -> float:
        """Written and not yet sent."""
        return len(self._buffer) / SAMPLE_BYTES / RATE_HZ * 1000

    async def recv(self) -> av.Packet:
        """The next 20 ms as Opus, when its moment has come."""
        if self.readyState != "live":
            raise MediaStreamError
        now = asyncio.get_running_loop().time()
        if self._origin is None or now > self._origin + self._frames * PTIME_S + LATE_S:
            self._origin = now - self._frames * PTIME_S
        wait_s = self._origin + self._frames * PTIME_S - now
        if wait_s > 0:
            await asyncio.sleep(wait_s)
        packet = av.Packet(self._next())
        packet.pts = self._frames * RTP_STEP
        packet.time_base = _TIME_BASE
        self._frames += 1
        return packet

    def _next(self) -> bytes:
        pcm = bytes(self._buffer[:FRAME_BYTES])
        del self._buffer[:FRAME_BYTES]
        if pcm:
            self._silent_frames = 0
            return self._encode(pcm.ljust(FRAME_BYTES, b"\0"))
        self._silent_frames += 1
        if self._silent_frames <= SETTLING_FRAMES or not self._silence:
            self._silence = self._encode(bytes(FRAME_BYTES))
        return self._silence

    def _encode(self, pcm: bytes) -> bytes:
        samples = np.frombuffer(pcm, dtype=np.int16).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate = RATE_HZ
        frame.pts = self._frames * FRAME_SAMPLES
        frame.time_base = fractions.Fraction(1, RATE_HZ)
        return b"".join(bytes(packet) for packet in self._encoder.encode(frame))
