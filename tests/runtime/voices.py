"""Clients and voices for tests of the session: what they were told is kept in lists."""

from collections.abc import Awaitable, Callable

import msgspec

from runtime.errors import VivaError
from runtime.interview.events import UtteranceFinished, UtteranceHeard, UtteranceStarted
from runtime.interview.plan import Patience
from runtime.ports import Clock, Utterance, Voice, VoiceEvents
from runtime.turn_events import TurnCompleted, TurnEvent


class RecordingLink:
    """A client that keeps everything it is sent."""

    def __init__(self) -> None:
        self.sent: list[msgspec.Struct] = []
        self.closed = False
        self.error: VivaError | None = None

    def send(self, message: msgspec.Struct) -> None:
        self.sent.append(message)

    def send_audio(self, pcm: bytes) -> None:
        raise AssertionError("no audio in these tests")

    def close(self, error: VivaError | None) -> None:
        self.closed = True
        self.error = error

    def told(self, kind: type[TurnEvent]) -> list[TurnEvent]:
        return [message for message in self.sent if isinstance(message, kind)]

    def acknowledged(self) -> dict[str, str]:
        """Text of each acknowledged candidate turn, by message id or turn id."""
        return {
            message.message_id or message.turn_id or "": message.text
            for message in self.sent
            if isinstance(message, TurnCompleted) and message.role == "candidate"
        }


class PromptVoice:
    """Says everything the moment it is asked to, unless told to `hold`."""

    aloud = True

    def __init__(self, report: VoiceEvents, clock: Clock, *, hold: bool = False) -> None:
        self._report = report
        self._clock = clock
        self.hold = hold
        self.said: list[Utterance] = []
        self.hushed: list[str] = []
        self.prepared: list[str] = []
        self.completed: dict[str, str] = {}
        """Utterance id → its whole text, of those that were begun with an opener."""
        self.patience: Patience | None = None
        self.closed = False

    async def say(self, utterance: Utterance) -> None:
        self.said.append(utterance)
        at = self._report.session_seconds(self._clock.monotonic())
        self._report.heard_event(UtteranceStarted(at=at, utterance_id=utterance.utterance_id))
        if not self.hold and not utterance.more:
            self._report.heard_event(UtteranceFinished(at=at, utterance_id=utterance.utterance_id))

    async def go_on(self, utterance_id: str, text: str) -> None:
        self.completed[utterance_id] = text
        if not self.hold:
            at = self._report.session_seconds(self._clock.monotonic())
            self._report.heard_event(UtteranceFinished(at=at, utterance_id=utterance_id))

    def prepare(self, text: str, *, language: str, voice: str = "") -> None:
        self.prepared.append(text)

    def hear(self, chars: int) -> None:
        """The candidate has heard that much of the last utterance."""
        at = self._report.session_seconds(self._clock.monotonic())
        self._report.heard_event(
            UtteranceHeard(at=at, utterance_id=self.said[-1].utterance_id, heard_chars=chars)
        )

    async def hush(self, utterance_id: str) -> None:
        self.hushed.append(utterance_id)

    def be_patient(self, patience: Patience, *, follow_up: bool = False) -> None:
        self.patience = patience
        self.follow_up = follow_up

    def feed(self, pcm: bytes) -> None:
        raise AssertionError("no audio in these tests")

    def playout(self, utterance_id: str, heard_ms: int) -> None:
        pass

    def avatar(self, kind: str, segment_id: str, duration_ms: int | None) -> None:
        pass

    async def aclose(self) -> None:
        self.closed = True


def voices(
    clock: Clock, opened: list[PromptVoice], *, hold: bool = False
) -> Callable[[VoiceEvents], Awaitable[Voice]]:
    """An `open_voice` that appends each voice it opens."""

    async def open_voice(report: VoiceEvents) -> Voice:
        opened.append(PromptVoice(report, clock, hold=hold))
        return opened[-1]

    return open_voice
