"""What can happen to an interview; each event carries `at`, session seconds. Pure.

The event log holds exactly these, so a session is the fold of its log. Session seconds count
only while the session runs: they stop while the client is away.
"""

import msgspec

from runtime.interview.actions import Assessment
from runtime.interview.progress import ArtifactKind


class Event(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="event", forbid_unknown_fields=True
):
    at: float
    """Session seconds."""


class SessionStarted(Event, frozen=True, kw_only=True, tag="session_started"):
    """The client is there and audio (or text) can flow; comes once."""


class SpeechStarted(Event, frozen=True, kw_only=True, tag="speech_started"):
    """The candidate's voice began; not yet known to be words."""


class SpeechStopped(Event, frozen=True, kw_only=True, tag="speech_stopped"):
    """The candidate's voice paused; the turn may go on."""


class SegmentHeard(Event, frozen=True, kw_only=True, tag="segment_heard"):
    """A final transcript segment of the candidate's open turn."""

    segment_id: str
    text: str
    started_at: float
    """Session seconds of the first sample of speech."""
    ended_at: float
    confidence: float | None = None
    """0 to 1 where the recogniser tells it."""


class TurnEnded(Event, frozen=True, kw_only=True, tag="turn_ended"):
    """Endpointing decided that the candidate has finished the turn."""


class TextTyped(Event, frozen=True, kw_only=True, tag="text_typed"):
    """A whole answer typed instead of spoken; it ends the turn.

    `message_id` is the client's; the same one twice is one answer.
    """

    message_id: str
    text: str


class TimeRequested(Event, frozen=True, kw_only=True, tag="time_requested"):
    """The candidate pressed "give me a moment"."""


class RepeatRequested(Event, frozen=True, kw_only=True, tag="repeat_requested"):
    """The candidate pressed "repeat that"."""


class CodeSubmitted(Event, frozen=True, kw_only=True, tag="code_submitted"):
    """Code for a task of the plan; while that task is open it ends the turn."""

    task_id: str
    language: str
    code: str
    message_id: str = ""
    """The client's; the same one twice is one submission. Empty: it can't be told apart."""


class NotesSaved(Event, frozen=True, kw_only=True, tag="notes_saved"):
    """What the candidate has written beside a task; the whole text replaces the last one."""

    task_id: str
    kind: ArtifactKind
    text: str


class TypingNoticed(Event, frozen=True, kw_only=True, tag="typing_noticed"):
    """The candidate is typing; nobody is nudged while they write."""


class UtteranceWorded(Event, frozen=True, kw_only=True, tag="utterance_worded"):
    """A model has worded the utterance, within the rules; comes before its first sample.

    With an `opener` it comes twice: first with the opener that is being said and the text that
    stands in for the rest, then with the rest as it was worded.
    """

    utterance_id: str
    text: str
    source: str
    """Name of the model; `pattern` for the plan's own text."""
    prompt: str = ""
    """Name, version and hash of the prompt that the model answered."""
    opener: str = ""
    """The beginning of `text` that is spoken while the rest is awaited."""


class UtteranceStarted(Event, frozen=True, kw_only=True, tag="utterance_started"):
    """The first sample of an utterance left for the candidate's ears."""

    utterance_id: str


class UtteranceHeard(Event, frozen=True, kw_only=True, tag="utterance_heard"):
    """So much of an utterance has been played out; sent at sentence ends and on a lost client."""

    utterance_id: str
    heard_chars: int
    """Characters of the utterance's text that were heard, counted from its start."""


class UtteranceFinished(Event, frozen=True, kw_only=True, tag="utterance_finished"):
    """The whole utterance was heard."""

    utterance_id: str


class UtteranceInterrupted(Event, frozen=True, kw_only=True, tag="utterance_interrupted"):
    """A barge-in (real words, not a backchannel) ended the utterance."""

    utterance_id: str
    heard_chars: int


class AssessmentArrived(Event, frozen=True, kw_only=True, tag="assessment_arrived"):
    """The model's second opinion on an answer; stale ones are ignored."""

    turn_id: str
    assessment: Assessment


class DeadlinePassed(Event, frozen=True, kw_only=True, tag="deadline_passed"):
    """The moment named by `next_deadline` came."""


class ConnectionLost(Event, frozen=True, kw_only=True, tag="connection_lost"):
    """The client went away; session seconds stop here."""


class ConnectionResumed(Event, frozen=True, kw_only=True, tag="connection_resumed"):
    """A client is there again; what was not heard is said again."""


class EndRequested(Event, frozen=True, kw_only=True, tag="end_requested"):
    """Someone wants the interview to end now."""

    reason: str
    """`candidate`, `operator`, `abandoned`, `failed`."""


AnyEvent = (
    SessionStarted
    | SpeechStarted
    | SpeechStopped
    | SegmentHeard
    | TurnEnded
    | TextTyped
    | TimeRequested
    | RepeatRequested
    | CodeSubmitted
    | NotesSaved
    | TypingNoticed
    | UtteranceWorded
    | UtteranceStarted
    | UtteranceHeard
    | UtteranceFinished
    | UtteranceInterrupted
    | AssessmentArrived
    | DeadlinePassed
    | ConnectionLost
    | ConnectionResumed
    | EndRequested
)
