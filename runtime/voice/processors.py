"""Ear and mouth as pipecat processors: their reports become frames, frames become their calls.

Direct mode: a frame is processed in the call that pushes it, so three processors cost one task
switch and the order of what happened is the order of what is told.
"""

import asyncio
from collections.abc import Callable

from pipecat.frames.frames import (
    BotStoppedSpeakingFrame,
    Frame,
    InterimTranscriptionFrame,
    InterruptionFrame,
)
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor

from runtime.errors import ProviderFailed
from runtime.ports import Clock, Utterance
from runtime.voice import frames
from runtime.voice.barge_in import Verdict
from runtime.voice.ear import Ear, Heard
from runtime.voice.mouth import Mouth
from runtime.voice.script import Sentence


class EarProcessor(FrameProcessor):
    """First in the pipeline. It is the `EarReport` of its ear."""

    def __init__(self, make_ear: "Callable[[EarProcessor], Ear]") -> None:
        super().__init__(enable_direct_mode=True)
        self.ear = make_ear(self)
        self._outbox: asyncio.Queue[Frame] = asyncio.Queue()

    async def pump(self) -> None:
        """Push what the ear reported, in order, until cancelled."""
        while True:
            await self.push_frame(await self._outbox.get())

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, frames.UtteranceBeginsFrame):
            verdict = self.ear.utterance_begins(
                interjects=frame.utterance.interjects, text=frame.utterance.text
            )
            if verdict is not None:
                await self.push_frame(_frame_of(verdict))
        elif isinstance(frame, BotStoppedSpeakingFrame):
            self.ear.utterance_ended()
        await self.push_frame(frame, direction)

    def speech_started(self, at: float) -> None:
        self._outbox.put_nowait(frames.CandidateStartedFrame(at=at))

    def speech_stopped(self, at: float) -> None:
        self._outbox.put_nowait(frames.CandidateStoppedFrame(at=at))

    def partial(self, text: str) -> None:
        self._outbox.put_nowait(
            InterimTranscriptionFrame(text=text, user_id=frames.CANDIDATE, timestamp="")
        )

    def segment(self, heard: Heard) -> None:
        self._outbox.put_nowait(
            frames.SegmentFrame(
                text=heard.text, user_id=frames.CANDIDATE, timestamp="", heard=heard
            )
        )

    def turn_probably_ended(self, text: str) -> None:
        self._outbox.put_nowait(frames.TurnMayEndFrame(text=text))

    def turn_went_on(self) -> None:
        """What was prepared stays as long as it fits."""

    def turn_ended(self, *, speech_ended_at: float, final_at: float) -> None:
        self._outbox.put_nowait(
            frames.TurnEndedFrame(speech_ended_at=speech_ended_at, final_at=final_at)
        )

    def overlap(self, verdict: Verdict) -> None:
        self._outbox.put_nowait(_frame_of(verdict))

    def failed(self, failure: ProviderFailed) -> None:
        self._outbox.put_nowait(frames.FailedFrame(part="recognition", failure=failure))


class MouthProcessor(FrameProcessor):
    """Last in the pipeline. It is the `MouthReport` of its mouth."""

    def __init__(self, mouth: Mouth, clock: Clock, mark: Callable[[str, float], None]) -> None:
        super().__init__(enable_direct_mode=True)
        self.mouth = mouth
        self._clock = clock
        self._mark = mark

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        match frame:
            case frames.SpeakFrame():
                self.mouth.say(frame.utterance)
            case frames.GoOnFrame():
                self.mouth.go_on(frame.utterance_id, frame.text)
            case frames.HushFrame():
                await self.mouth.interrupt(frame.utterance_id)
            case InterruptionFrame():
                await self.mouth.interrupt()
            case frames.PauseVoiceFrame():
                self.mouth.pause()
            case frames.ResumeVoiceFrame():
                self.mouth.resume()
            case _:
                pass
        await self.push_frame(frame, direction)

    async def begins(self, utterance: Utterance) -> None:
        await self._tell(frames.UtteranceBeginsFrame(utterance=utterance))

    async def sentence(
        self,
        utterance: Utterance,
        sentence: Sentence,
        *,
        last: bool,
        offset_ms: int | None,
        duration_ms: int | None,
    ) -> None:
        await self._tell(
            frames.SentenceFrame(
                utterance=utterance,
                sentence=sentence,
                last=last,
                offset_ms=offset_ms,
                duration_ms=duration_ms,
            )
        )

    async def heard(self, utterance: Utterance, chars: int) -> None:
        await self._tell(frames.UtteranceHeardFrame(utterance=utterance, chars=chars))

    async def finished(self, utterance: Utterance) -> None:
        await self._tell(frames.UtteranceFinishedFrame(utterance=utterance))

    async def interrupted(self, utterance: Utterance, chars: int) -> None:
        await self._tell(frames.UtteranceInterruptedFrame(utterance=utterance, chars=chars))

    async def failed(self, utterance: Utterance, failure: ProviderFailed) -> None:
        await self._tell(frames.FailedFrame(part="synthesis", failure=failure))

    def mark(self, name: str) -> None:
        self._mark(name, self._clock.monotonic())

    async def _tell(self, frame: Frame) -> None:
        await self.push_frame(frame, FrameDirection.UPSTREAM)


def _frame_of(verdict: Verdict) -> Frame:
    match verdict:
        case Verdict.pause:
            return frames.PauseVoiceFrame()
        case Verdict.resume:
            return frames.ResumeVoiceFrame()
        case Verdict.interrupt:
            return InterruptionFrame()
