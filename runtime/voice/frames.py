"""Control frames between ear, bridge and mouth; pipecat's own types wherever they exist.

Downstream: what the candidate does, and what the mouth must do. Upstream: what the mouth did.
Raw audio never travels as frames. Moments are monotonic seconds.
"""

from dataclasses import dataclass, field

from pipecat.frames.frames import (
    BotStartedSpeakingFrame,
    BotStoppedSpeakingFrame,
    DataFrame,
    SystemFrame,
    TranscriptionFrame,
    UserStartedSpeakingFrame,
    UserStoppedSpeakingFrame,
)

from runtime.errors import ProviderFailed
from runtime.ports import Utterance
from runtime.voice.ear import Heard
from runtime.voice.script import Sentence

CANDIDATE = "candidate"
"""`user_id` in pipecat's transcription frames."""


@dataclass
class CandidateStartedFrame(UserStartedSpeakingFrame):
    at: float = 0.0


@dataclass
class CandidateStoppedFrame(UserStoppedSpeakingFrame):
    at: float = 0.0


@dataclass
class SegmentFrame(TranscriptionFrame):
    """A final transcript segment."""

    heard: Heard = field(kw_only=True)


@dataclass
class TurnEndedFrame(SystemFrame):
    speech_ended_at: float
    final_at: float


@dataclass
class TurnMayEndFrame(SystemFrame):
    """The turn is probably over."""

    text: str
    """Its words, of which the last may not be final."""


@dataclass
class PauseVoiceFrame(SystemFrame):
    """The candidate makes a sound: fall silent until it is known what it was."""


@dataclass
class ResumeVoiceFrame(SystemFrame):
    """It was nothing: go on."""


@dataclass
class SpeakFrame(DataFrame):
    utterance: Utterance


@dataclass
class GoOnFrame(DataFrame):
    """The whole text of an utterance whose beginning is being said."""

    utterance_id: str
    text: str


@dataclass
class HushFrame(SystemFrame):
    utterance_id: str


@dataclass
class FailedFrame(SystemFrame):
    """A provider failed and it was handled; travels from either side to the bridge."""

    part: str
    failure: ProviderFailed


@dataclass
class UtteranceBeginsFrame(BotStartedSpeakingFrame):
    utterance: Utterance = field(kw_only=True)


@dataclass
class SentenceFrame(SystemFrame):
    utterance: Utterance
    sentence: Sentence
    last: bool
    offset_ms: int | None
    duration_ms: int | None


@dataclass
class UtteranceHeardFrame(SystemFrame):
    utterance: Utterance
    chars: int


@dataclass
class UtteranceFinishedFrame(BotStoppedSpeakingFrame):
    utterance: Utterance = field(kw_only=True)


@dataclass
class UtteranceInterruptedFrame(BotStoppedSpeakingFrame):
    utterance: Utterance = field(kw_only=True)
    chars: int = 0
