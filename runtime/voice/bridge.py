"""The bridge: frames on one side, core and turn events on the other; only here are both known."""

from pipecat.frames.frames import ErrorFrame, Frame, InterimTranscriptionFrame
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor

from runtime.interview.events import (
    SegmentHeard,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    UtteranceFinished,
    UtteranceHeard,
    UtteranceInterrupted,
    UtteranceStarted,
)
from runtime.ports import Clock, VoiceEvents
from runtime.turn_events import (
    Incident,
    TurnSentence,
    UserFinal,
    UserPartial,
    UserSpeechStarted,
    UserSpeechStopped,
)
from runtime.voice import frames
from runtime.voice.ear import Heard
from runtime.voice.script import segment_id


class BridgeProcessor(FrameProcessor):
    """Between ear and mouth: every frame passes, and what matters is told to the session."""

    def __init__(self, events: VoiceEvents, clock: Clock) -> None:
        super().__init__(enable_direct_mode=True)
        self._events = events
        self._clock = clock

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        self._tell(frame)
        await self.push_frame(frame, direction)

    def incident(self, part: str, code: str, message: str) -> None:
        """Something failed and the interview goes on without it."""
        self._events.turn_event(Incident(at_s=self._now(), part=part, code=code, message=message))

    def _tell(self, frame: Frame) -> None:
        events, at = self._events, self._now()
        match frame:
            case frames.CandidateStartedFrame():
                began_at = events.session_seconds(frame.at)
                events.heard_event(SpeechStarted(at=began_at))
                events.turn_event(UserSpeechStarted(at_s=began_at))
            case frames.CandidateStoppedFrame():
                stopped_at = events.session_seconds(frame.at)
                events.heard_event(SpeechStopped(at=stopped_at))
                events.turn_event(UserSpeechStopped(at_s=stopped_at))
            case InterimTranscriptionFrame():
                events.turn_event(UserPartial(at_s=at, text=frame.text))
            case frames.SegmentFrame():
                self._tell_segment(frame.heard)
            case frames.TurnMayEndFrame():
                events.turn_may_end(frame.text)
            case frames.TurnEndedFrame():
                events.mark("speech_ended", frame.speech_ended_at)
                events.mark("stt_final", frame.final_at)
                events.mark("turn_ended", self._clock.monotonic())
                events.heard_event(TurnEnded(at=at))
            case frames.UtteranceBeginsFrame():
                events.heard_event(
                    UtteranceStarted(at=at, utterance_id=frame.utterance.utterance_id)
                )
            case frames.SentenceFrame():
                self._tell_sentence(frame)
            case frames.UtteranceHeardFrame():
                events.heard_event(
                    UtteranceHeard(
                        at=at, utterance_id=frame.utterance.utterance_id, heard_chars=frame.chars
                    )
                )
            case frames.UtteranceFinishedFrame():
                events.heard_event(
                    UtteranceFinished(at=at, utterance_id=frame.utterance.utterance_id)
                )
            case frames.UtteranceInterruptedFrame():
                events.heard_event(
                    UtteranceInterrupted(
                        at=at, utterance_id=frame.utterance.utterance_id, heard_chars=frame.chars
                    )
                )
            case frames.FailedFrame():
                self.incident(frame.part, frame.failure.code, str(frame.failure))
            case ErrorFrame():
                # Pipecat's text may repeat what was being processed, so only its kind is told.
                kind = type(frame.exception).__name__ if frame.exception else "error"
                self.incident("voice", "internal", f"A voice processor failed: {kind}.")
            case _:
                pass

    def _tell_segment(self, heard: Heard) -> None:
        started_at = self._events.session_seconds(heard.started_at)
        ended_at = self._events.session_seconds(heard.ended_at)
        at = self._now()
        # The event first: it opens the turn to which the text belongs.
        self._events.heard_event(
            SegmentHeard(
                at=at,
                segment_id=heard.segment_id,
                text=heard.text,
                started_at=started_at,
                ended_at=ended_at,
                confidence=heard.confidence,
            )
        )
        self._events.turn_event(UserFinal(at_s=at, text=heard.text, segment_id=heard.segment_id))

    def _tell_sentence(self, frame: frames.SentenceFrame) -> None:
        utterance, sentence = frame.utterance, frame.sentence
        self._events.turn_event(
            TurnSentence(
                at_s=self._now(),
                turn_id=utterance.turn_id,
                utterance_id=utterance.utterance_id,
                segment_id=segment_id(utterance.utterance_id, sentence),
                index=sentence.index,
                text=sentence.text,
                final=frame.last,
                offset_ms=frame.offset_ms,
                duration_ms=frame.duration_ms,
            )
        )

    def _now(self) -> float:
        return round(self._events.session_seconds(self._clock.monotonic()), 3)
