"""The text-turn stream: what subscribers (pages, avatar front ends, tests) read (DESIGN 5).

Every event travels in the same envelope: `{seq, session_id, turn_id, type, at_s, …}`.
`seq` and `session_id` are set when the event is appended to the session's log.
"""

import msgspec

from runtime.interview.actions import Fact


class TurnEvent(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    seq: int = 0
    """Position in the session's log, rising but not without gaps: the log also holds what is not
    told. Resuming after `n` gives every later event once."""
    session_id: str = ""
    turn_id: str | None = None
    at_s: float = 0.0
    """Session seconds."""


class SessionStartedEvent(TurnEvent, frozen=True, kw_only=True, tag="session.started"):
    role_title: str
    duration_s: float
    interviewer_name: str
    degraded: tuple[str, ...] = ()
    """Parts that run on a fallback, in words a person understands."""


class PhaseChanged(TurnEvent, frozen=True, kw_only=True, tag="session.phase_changed"):
    phase: str
    phase_index: int
    phase_count: int
    remaining_s: float
    """Seconds left in the whole interview."""


class TurnStarted(TurnEvent, frozen=True, kw_only=True, tag="turn.started"):
    role: str
    """`interviewer` or `candidate`."""
    phase: str
    utterance_id: str | None = None
    intent: str | None = None
    speaker_name: str = ""
    """Interviewer: first name of whoever speaks; on a panel it changes."""
    speaker_title: str = ""
    """What a panel member is, as it is spoken: "the hiring manager"."""


class TurnSentence(TurnEvent, frozen=True, kw_only=True, tag="turn.sentence"):
    """A sentence of the interviewer, sent when its audio is ready (or at once without audio)."""

    utterance_id: str
    segment_id: str
    index: int
    text: str
    final: bool
    """The last sentence of the utterance."""
    offset_ms: int | None = None
    """Where it begins in the utterance's audio, milliseconds."""
    duration_ms: int | None = None


class TurnCompleted(TurnEvent, frozen=True, kw_only=True, tag="turn.completed"):
    """The turn is in the durable record: this is the acknowledgement."""

    role: str
    text: str
    speaker_name: str = ""
    """Interviewer: first name of whoever spoke."""
    message_id: str | None = None
    """Of the typed answer or the code it acknowledges."""
    has_code: bool = False
    """Code came with the answer; it is no part of `text`."""
    latency: "TurnLatency | None" = None


class TurnInterrupted(TurnEvent, frozen=True, kw_only=True, tag="turn.interrupted"):
    """The interviewer was interrupted; also in the durable record."""

    spoken_text: str
    unspoken_text: str


class UserSpeechStarted(TurnEvent, frozen=True, kw_only=True, tag="user.speech_started"):
    pass


class UserSpeechStopped(TurnEvent, frozen=True, kw_only=True, tag="user.speech_stopped"):
    pass


class UserPartial(TurnEvent, frozen=True, kw_only=True, tag="user.partial"):
    """What is recognised so far of the open turn; replaces the previous partial."""

    text: str


class UserFinal(TurnEvent, frozen=True, kw_only=True, tag="user.final"):
    """A transcript segment that will not change any more."""

    text: str
    segment_id: str


class PatienceChanged(TurnEvent, frozen=True, kw_only=True, tag="session.patience"):
    """How long a pause the interviewer now waits through; for a page's display."""

    patience: str


class TaskShown(TurnEvent, frozen=True, kw_only=True, tag="task.shown"):
    """Code or case material for the page; the same task again replaces what was shown."""

    task_id: str
    kind: str
    """`coding` or `case`."""
    title: str
    body: str
    """What the code should do, or the background of the case."""
    language: str = ""
    """Of the code: `python` or `javascript`."""
    activity: str = ""
    """What to do with the code: `explain`, `debug`, `modify` or `review`."""
    requirement: str = ""
    """What is to be done: the change that is wanted, or the task as it was asked."""
    code: str = ""
    failing_test: str = ""
    editable: bool = False
    """The code may be changed and sent as `code`."""
    facts: tuple[Fact, ...] = ()
    """What has been told of a case so far."""


class TaskClosed(TurnEvent, frozen=True, kw_only=True, tag="task.closed"):
    """The task is over; the page puts it away."""

    task_id: str


class Incident(TurnEvent, frozen=True, kw_only=True, tag="session.incident"):
    """Something failed and was handled; part of the record."""

    part: str
    code: str
    message: str


class SessionPaused(TurnEvent, frozen=True, kw_only=True, tag="session.paused"):
    reason: str


class SessionResumed(TurnEvent, frozen=True, kw_only=True, tag="session.resumed"):
    pass


class SessionEnded(TurnEvent, frozen=True, kw_only=True, tag="session.ended"):
    reason: str


class ReportReady(TurnEvent, frozen=True, kw_only=True, tag="report.ready"):
    report_url: str


class TurnLatency(msgspec.Struct, frozen=True, kw_only=True):
    """Where the time went between a candidate's last word and the reply, milliseconds."""

    endpointing_ms: float | None = None
    """Last speech → decision that the turn had ended (the chosen silence included)."""
    stt_final_ms: float | None = None
    """Last speech → final transcript; overlaps endpointing."""
    decision_ms: float | None = None
    """Turn ended → directive: core and durable record."""
    wording_first_token_ms: float | None = None
    """Directive → first token of a model's wording; None without a model."""
    first_sentence_ms: float | None = None
    """Directive → first sentence ready to speak."""
    tts_first_byte_ms: float | None = None
    """First sentence → first audio from synthesis."""
    first_audio_out_ms: float | None = None
    """First synthesised audio → first chunk handed to the transport."""
    voice_to_voice_ms: float | None = None
    """Last speech → first audio out; the whole."""


AnyTurnEvent = (
    SessionStartedEvent
    | PhaseChanged
    | TurnStarted
    | TurnSentence
    | TurnCompleted
    | TurnInterrupted
    | UserSpeechStarted
    | UserSpeechStopped
    | UserPartial
    | UserFinal
    | PatienceChanged
    | TaskShown
    | TaskClosed
    | Incident
    | SessionPaused
    | SessionResumed
    | SessionEnded
    | ReportReady
)
