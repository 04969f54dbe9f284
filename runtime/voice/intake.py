"""Takes audio as it comes, any chunks, any rate, bursts, gaps, and hands out 32 ms windows."""

import asyncio
from collections.abc import Callable

import numpy as np

from runtime.errors import BadAudio
from runtime.ports import Clock
from runtime.voice.audio import (
    EAR_RATE_HZ,
    SAMPLE_BYTES,
    ArrivalTime,
    Resampler,
    Samples,
    samples_of,
)
from runtime.voice.vad import WINDOW

WINDOWS_AT_ONCE = 8
"""Windows handed out before others get the loop: at most 1 ms at a time, also in a burst."""
BACKLOG_S = 30.0
"""Audio that may wait; more comes only from a client that sends without pacing."""
STARVED_S = 0.6
"""Without audio for so long, time goes on with silence (a muted microphone)."""
STARVED_STEP_S = 0.2


class Intake:
    """One stream. Time is measured by its samples and mapped to the clock by `at`."""

    def __init__(
        self, *, input_rate_hz: int, clock: Clock, take: Callable[[Samples], None]
    ) -> None:
        """`take` gets each window of 512 samples at 16 kHz."""
        self._input_rate_hz = input_rate_hz
        self._clock = clock
        self._take = take
        self._resampler = Resampler(input_rate_hz, EAR_RATE_HZ)
        self._buffer = bytearray()
        self._working = False
        self._arrival = ArrivalTime()
        self._arrived_at = 0.0
        self._received_s = 0.0

    def feed(self, pcm: bytes) -> None:
        """Never blocks.

        Raises:
            BadAudio: an odd number of bytes, or audio that comes much faster than real time.
        """
        samples = samples_of(pcm)
        self._arrived_at = self._clock.monotonic()
        self._received_s += samples.size / self._input_rate_hz
        self._arrival.arrived(self._received_s, self._arrived_at)
        self._buffer += self._resampler.feed(samples).tobytes()
        if len(self._buffer) > BACKLOG_S * EAR_RATE_HZ * SAMPLE_BYTES:
            self._buffer.clear()
            raise BadAudio("Audio comes much faster than real time; send it as it is recorded.")
        if not self._working:
            self._work()

    def at(self, stream_s: float) -> float:
        """Monotonic seconds of a moment of the stream."""
        return self._arrival.at(stream_s)

    async def keep_time(self, wanted: asyncio.Event) -> None:
        """While `wanted` is set and no audio comes, let silence come in its place; for ever."""
        while True:
            await wanted.wait()
            await self._clock.sleep_until(
                max(self._arrived_at + STARVED_S, self._clock.monotonic() + STARVED_STEP_S)
            )
            starved_s = self._clock.monotonic() - self._arrived_at
            if wanted.is_set() and starved_s >= STARVED_S - 1e-6:
                self.feed(bytes(SAMPLE_BYTES * int(starved_s * self._input_rate_hz)))

    def _work(self) -> None:
        """Hand out what has arrived, a few windows at a time."""
        size = WINDOW * SAMPLE_BYTES
        for _ in range(WINDOWS_AT_ONCE):
            if len(self._buffer) < size:
                self._working = False
                return
            window = np.frombuffer(bytes(self._buffer[:size]), dtype=np.int16)
            del self._buffer[:size]
            self._take(window)
        self._working = True
        asyncio.get_running_loop().call_soon(self._work)
