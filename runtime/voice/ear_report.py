"""What an ear tells whoever listens to it."""

from typing import Protocol

import msgspec

from runtime.errors import ProviderFailed
from runtime.voice.barge_in import Verdict


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A final transcript segment; moments are monotonic seconds."""

    segment_id: str
    text: str
    started_at: float
    ended_at: float
    confidence: float | None


class EarReport(Protocol):
    """What an ear tells; calls are quick. Moments are monotonic seconds."""

    def speech_started(self, at: float) -> None: ...

    def speech_stopped(self, at: float) -> None: ...

    def partial(self, text: str) -> None:
        """All that is recognised of the open turn so far."""
        ...

    def segment(self, heard: Heard) -> None: ...

    def turn_probably_ended(self, text: str) -> None:
        """The turn is likely over, and these are its words, of which the last may not be final;
        `turn_ended` may follow, or not. What is prepared from here on may come to nothing."""
        ...

    def turn_went_on(self) -> None:
        """A sound came after `turn_probably_ended`."""
        ...

    def turn_ended(self, *, speech_ended_at: float, final_at: float) -> None: ...

    def overlap(self, verdict: Verdict) -> None:
        """What the interviewer's voice must do."""
        ...

    def failed(self, failure: ProviderFailed) -> None:
        """A stretch of speech could not be recognised."""
        ...
