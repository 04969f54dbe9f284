"""What simulated candidates say, cut into 20 ms frames once, and one loop that sends for all."""

import asyncio
import time
from collections.abc import Callable, Sequence

import msgspec
import numpy as np

from load_tests.speech import RATE_HZ, Samples, silence

FRAME_S = 0.02
FRAME_SAMPLES = int(RATE_HZ * FRAME_S)
SLOTS = 10
"""Candidates' microphones don't tick together: each has one of so many moments in 20 ms."""
LOUD = 300
"""-41 dBFS: what counts as the candidate's own voice at the end of its speech."""
RESYNC_S = 0.5
"""Further behind than that, the loop gives up the frames it owes instead of hurrying."""
ROOM_S = 2.0


class Take(msgspec.Struct, kw_only=True, frozen=True, eq=False):
    """One stretch of speech, ready to send; shared by every candidate that says it."""

    text: str
    frames: tuple[bytes, ...]
    """PCM16 mono 16 kHz, 20 ms each; the last sample of the last frame is speech."""
    pauses: tuple[tuple[int, int], ...] = ()
    """Planted pauses, as frame numbers from and to."""

    @property
    def duration_s(self) -> float:
        return len(self.frames) * FRAME_S


def take_of(text: str, parts: Sequence[Samples], pauses_s: Sequence[float]) -> Take:
    """`parts` with `pauses_s` of room noise between them, ending exactly with the last voice."""
    pieces: list[Samples] = []
    pauses: list[tuple[int, int]] = []
    length = 0
    for index, part in enumerate(parts):
        voice = _trimmed(part)
        pieces.append(voice)
        length += len(voice)
        if index < len(parts) - 1:
            gap = silence(pauses_s[index], seed=index + 2)
            pauses.append((length, length + len(gap)))
            pieces.append(gap)
            length += len(gap)
    # Room before, never after: so the end of the speech is the end of a frame.
    lead = -length % FRAME_SAMPLES
    whole = np.concatenate([silence(1.0)[:lead], *pieces])
    return Take(
        text=text,
        frames=framed(whole),
        pauses=tuple(
            ((lead + start) // FRAME_SAMPLES, (lead + end) // FRAME_SAMPLES)
            for start, end in pauses
        ),
    )


def framed(samples: Samples) -> tuple[bytes, ...]:
    """Whole frames; what is left over at the end is dropped."""
    pcm = samples.tobytes()
    size = FRAME_SAMPLES * 2
    return tuple(pcm[at : at + size] for at in range(0, len(pcm) // size * size, size))


def room() -> Take:
    """A quiet room, to be sent round and round while nobody speaks."""
    return Take(text="", frames=framed(silence(ROOM_S)))


def _trimmed(samples: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(samples) > LOUD)
    return samples[int(loud[0]) : int(loud[-1]) + 1] if len(loud) else samples


class Microphone:
    """One candidate's microphone: it never stops; speech where there is some, a room elsewhere.

    `prepare` turns a take's frames into what goes over the wire; it is asked once per take and
    wire. `send` sends one frame and returns at once.
    """

    def __init__(
        self,
        *,
        prepare: Callable[[Take], Sequence[bytes]],
        send: Callable[[bytes], None],
        room: Take,
    ) -> None:
        self._prepare = prepare
        self._send = send
        self._room = prepare(room)
        self._frames: Sequence[bytes] = ()
        self._position = 0
        self._room_position = 0
        self._spoken: Callable[[float], None] | None = None
        self.speaking = False
        self.muted = False

    def speak(self, take: Take, spoken: Callable[[float], None]) -> None:
        """Say it from the next frame on; `spoken` is called with the moment its end was sent."""
        self._frames, self._position = self._prepare(take), 0
        self._spoken = spoken
        self.speaking = True

    @property
    def position(self) -> int:
        """Frame of the take that is sent next."""
        return self._position

    def tick(self) -> None:
        """Send the next 20 ms."""
        if self.muted:
            return
        if not self.speaking:
            self._send(self._room[self._room_position])
            self._room_position = (self._room_position + 1) % len(self._room)
            return
        self._send(self._frames[self._position])
        self._position += 1
        if self._position >= len(self._frames):
            self.speaking = False
            if self._spoken is not None:
                self._spoken(time.monotonic())


class Pacer:
    """One loop that ticks every microphone each 20 ms, and knows how late it is itself."""

    def __init__(self) -> None:
        self._slots: list[set[Microphone]] = [set() for _ in range(SLOTS)]
        self._task: asyncio.Task[None] | None = None
        self.lags_s: list[float] = []
        """How late each round was, in the order of the rounds."""
        self.skipped = 0
        """Frames that were given up because this process was too busy."""

    def add(self, microphone: Microphone) -> None:
        """Into the emptiest slot; starts the loop."""
        min(self._slots, key=len).add(microphone)
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="pacer")

    def remove(self, microphone: Microphone) -> None:
        for slot in self._slots:
            slot.discard(microphone)

    async def aclose(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _run(self) -> None:
        step_s = FRAME_S / SLOTS
        due = time.monotonic()
        while True:
            for slot in self._slots:
                due += step_s
                if not slot:
                    continue
                wait_s = due - time.monotonic()
                if wait_s > 0:
                    await asyncio.sleep(wait_s)
                late_s = time.monotonic() - due
                self.lags_s.append(max(0.0, late_s))
                if late_s > RESYNC_S:
                    self.skipped += int(late_s / FRAME_S) * sum(map(len, self._slots))
                    due = time.monotonic()
                for microphone in tuple(slot):
                    microphone.tick()
            if not any(self._slots):
                await asyncio.sleep(FRAME_S)
                due = time.monotonic()
