"""Stock Pipecat on the takes, in virtual time: its defaults as they come in the package.

Silero with the default `VADParams`, the default `UserTurnStrategies` (voice or words start a
turn, Smart Turn v3 ends it) inside the `UserTurnController`, wired as Pipecat's own user
aggregator does it. Its recogniser is an ideal one: a finalised transcript the moment the voice
stops.
"""

import asyncio
from typing import Any

from loguru import logger
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.audio.vad.vad_controller import VADController
from pipecat.clocks.system_clock import SystemClock
from pipecat.frames.frames import (
    InputAudioRawFrame,
    TranscriptionFrame,
    VADUserStartedSpeakingFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.processors.frame_processor import FrameProcessorSetup
from pipecat.turns.user_turn_controller import UserTurnController
from pipecat.turns.user_turn_strategies import UserTurnStrategies
from pipecat.utils.asyncio.task_manager import TaskManager

from load_tests.turns.outcomes import Ended, Overlapped
from load_tests.turns.sounds import RATE_HZ, Samples
from load_tests.turns.takes import Answer, Into, Overlap

CHUNK_S = 0.02
WORDLESS = (Into.cough, Into.keyboard, Into.hiss)


class _Listener:
    """One user's turns."""

    def __init__(self) -> None:
        self._vad = VADController(SileroVADAnalyzer())
        self._turns = UserTurnController(user_turn_strategies=UserTurnStrategies())
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._worded = True
        self.started_s: list[float] = []
        self.ends_s: list[float] = []
        self._vad.add_event_handler("on_speech_started", self._speech_started)
        self._vad.add_event_handler("on_speech_stopped", self._speech_stopped)
        self._turns.add_event_handler("on_user_turn_started", self._turn_started)
        self._turns.add_event_handler("on_user_turn_stopped", self._turn_stopped)

    async def play(self, samples: Samples, *, worded: bool) -> None:
        self._worded = worded
        setup = FrameProcessorSetup(
            clock=SystemClock(),  # type: ignore[no-untyped-call]
            task_manager=TaskManager(),
            audio_in_sample_rate=RATE_HZ,
            audio_out_sample_rate=RATE_HZ,
            pipeline_worker=None,  # type: ignore[arg-type]
        )
        await self._vad.setup(setup)
        await self._turns.setup(setup)
        await self._vad.start()  # type: ignore[no-untyped-call]
        await self._turns.start()  # type: ignore[no-untyped-call]
        self._began = self._loop.time()
        size = int(CHUNK_S * RATE_HZ)
        for index, at in enumerate(range(0, samples.size, size)):
            await asyncio.sleep(self._began + (index + 1) * CHUNK_S - self._loop.time())
            frame = InputAudioRawFrame(
                audio=samples[at : at + size].tobytes(), sample_rate=RATE_HZ, num_channels=1
            )
            await self._vad.process_frame(frame)
            await self._turns.process_frame(frame)
        await self._turns.cleanup()  # type: ignore[no-untyped-call]
        await self._vad.cleanup()  # type: ignore[no-untyped-call]

    def _now_s(self) -> float:
        return self._loop.time() - self._began

    async def _speech_started(self, *_: Any) -> None:
        # The frame's own default would read the real clock.
        await self._turns.process_frame(
            VADUserStartedSpeakingFrame(start_secs=0.2, timestamp=self._loop.time())
        )

    async def _speech_stopped(self, *_: Any) -> None:
        await self._turns.process_frame(
            VADUserStoppedSpeakingFrame(stop_secs=0.2, timestamp=self._loop.time())
        )
        if self._worded:
            await self._turns.process_frame(
                TranscriptionFrame(text="words", user_id="", timestamp="", finalized=True)
            )

    async def _turn_started(self, *_: Any) -> None:
        self.started_s.append(self._now_s())

    async def _turn_stopped(self, *_: Any) -> None:
        self.ends_s.append(self._now_s())


async def answer(take: Answer) -> Ended:
    listener = _Listener()
    await listener.play(take.samples, worded=True)
    return Ended(take=take, ends_s=tuple(listener.ends_s))


async def overlap(take: Overlap) -> Overlapped:
    """A user turn that starts interrupts the bot; Pipecat has no way back from that."""
    listener = _Listener()
    await listener.play(take.samples, worded=take.into not in WORDLESS)
    stopped_s = listener.started_s[0] if listener.started_s else None
    return Overlapped(take=take, silent_s=stopped_s, stopped_s=stopped_s, held_s=0.0)


def hush() -> None:
    """Pipecat writes a line for each decision; nobody reads them here."""
    logger.remove()
