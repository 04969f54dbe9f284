"""Messages of the sockets and bodies of the REST API, as msgspec Structs.

This module is the wire contract: OpenAPI and docs/protocol.md come from it, and load_tests
imports nothing else of the server.
"""

from typing import Annotated, Literal

import msgspec

from runtime.interview.actions import Intent, Speaker
from runtime.interview.catalogue import InterviewType, PracticeType, Seniority
from runtime.interview.plan import Mode, PhaseId, Style
from runtime.media import AudioEnd as AudioEnd
from runtime.media import AudioFlush as AudioFlush
from runtime.media import AudioStart as AudioStart
from runtime.media import Welcome as Welcome
from runtime.record import AudioOut, SessionStatus
from runtime.turn_events import AnyTurnEvent as AnyTurnEvent
from runtime.turn_events import Incident as Incident
from runtime.turn_events import PatienceChanged as PatienceChanged
from runtime.turn_events import PhaseChanged as PhaseChanged
from runtime.turn_events import ReportReady as ReportReady
from runtime.turn_events import SessionEnded as SessionEnded
from runtime.turn_events import SessionPaused as SessionPaused
from runtime.turn_events import SessionResumed as SessionResumed
from runtime.turn_events import SessionStartedEvent as SessionStartedEvent
from runtime.turn_events import TaskClosed as TaskClosed
from runtime.turn_events import TaskShown as TaskShown
from runtime.turn_events import TurnCompleted as TurnCompleted
from runtime.turn_events import TurnInterrupted as TurnInterrupted
from runtime.turn_events import TurnLatency as TurnLatency
from runtime.turn_events import TurnSentence as TurnSentence
from runtime.turn_events import TurnStarted as TurnStarted
from runtime.turn_events import UserFinal as UserFinal
from runtime.turn_events import UserPartial as UserPartial
from runtime.turn_events import UserSpeechStarted as UserSpeechStarted
from runtime.turn_events import UserSpeechStopped as UserSpeechStopped

MAX_FRAME_BYTES = 65_536
"""Largest WebSocket message either way; larger ones close the socket with 1009."""
TEXT_MAX_CHARS = 20_000
"""Longest typed answer."""
DEFAULT_INPUT_RATE_HZ = 16_000
DEFAULT_OUTPUT_RATE_HZ = 24_000


# Client → server, on /media and on the data channel ------------------------------------------


class ClientMessage(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    pass


class Hello(ClientMessage, frozen=True, kw_only=True, tag="hello"):
    """Must be the first message of a media socket."""

    ticket: str
    sample_rate_hz: int = DEFAULT_INPUT_RATE_HZ
    """Rate of the binary PCM16 the client will send: 8000 to 48000."""
    output_rate_hz: int = DEFAULT_OUTPUT_RATE_HZ
    """Rate it wants to receive: 8000 to 48000."""
    resume_from_seq: int | None = None
    """Last `seq` seen; later events are sent again first."""


class TypedText(ClientMessage, frozen=True, kw_only=True, tag="text"):
    """A typed answer, whole."""

    text: str
    message_id: str | None = None
    """The client's id: sending the same one again after a reconnect is harmless."""


class NeedTime(ClientMessage, frozen=True, kw_only=True, tag="need_time"):
    pass


class Repeat(ClientMessage, frozen=True, kw_only=True, tag="repeat"):
    pass


class Code(ClientMessage, frozen=True, kw_only=True, tag="code"):
    """Code for the task that `task.shown` named; it ends the turn like a typed answer."""

    task_id: str
    code: str
    language: str = ""
    message_id: str | None = None
    """The client's id: sending the same one again after a reconnect is harmless."""


class Notes(ClientMessage, frozen=True, kw_only=True, tag="notes"):
    """What is written beside a task now, whole; it replaces what was sent before."""

    task_id: str
    text: str
    kind: Literal["notes", "outline"] = "notes"


class Typing(ClientMessage, frozen=True, kw_only=True, tag="typing"):
    """The candidate is writing an answer, code or notes: sent every few seconds meanwhile, so that
    nobody is nudged who writes."""


class Playout(ClientMessage, frozen=True, kw_only=True, tag="playout"):
    """How much of an utterance's audio has really been heard."""

    utterance_id: str
    heard_ms: int


class End(ClientMessage, frozen=True, kw_only=True, tag="end"):
    pass


class Ping(ClientMessage, frozen=True, kw_only=True, tag="ping"):
    id: str = ""


AnyClientMessage = (
    Hello | TypedText | NeedTime | Repeat | Code | Notes | Typing | Playout | End | Ping
)


# Reader → server, on /turns (avatar front ends) -----------------------------------------------


class AvatarSpeakStarted(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="avatar.speak_started"
):
    segment_id: str
    duration_ms: int | None = None


class AvatarSpeakEnded(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="avatar.speak_ended"
):
    segment_id: str
    duration_ms: int | None = None


class AvatarInterrupted(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="avatar.interrupted"
):
    segment_id: str
    duration_ms: int | None = None


AnyReaderMessage = AvatarSpeakStarted | AvatarSpeakEnded | AvatarInterrupted


# Server → client, beside runtime.media (session) and runtime.turn_events (turn stream) ---------


class ServerMessage(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    pass


class Pong(ServerMessage, frozen=True, kw_only=True, tag="pong"):
    id: str = ""


class WaitingRoom(ServerMessage, frozen=True, kw_only=True, tag="waiting"):
    """The server is full; the socket stays open and is served in order."""

    position: int


class ErrorMessage(ServerMessage, frozen=True, kw_only=True, tag="error"):
    """Sent before the server closes a socket, or for a message it could not use."""

    code: str
    message: str
    retryable: bool = False
    fatal: bool = False
    """The socket is closed after this."""


AnyServerMessage = (
    Welcome | AudioStart | AudioFlush | AudioEnd | Pong | WaitingRoom | ErrorMessage | AnyTurnEvent
)
"""All a media client can receive; one decoder for load tests and clients."""

CLOSE_CODES: dict[str, int] = {
    "bad_message": 4400,
    "bad_audio": 4400,
    "hello_expected": 4400,
    "hello_timeout": 4408,
    "ticket_refused": 4401,
    "sign_in_needed": 4401,
    "origin_refused": 4403,
    "unknown_session": 4404,
    "superseded": 4409,
    "session_over": 4410,
    "too_many_messages": 4429,
    "slow_reader": 4413,
    "internal": 1011,
    "storage_failed": 1013,
    "lease_lost": 4409,
    "server_full": 1013,
    "going_away": 1012,
}
"""WebSocket close code of each error code."""


# REST ------------------------------------------------------------------------------------------


Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Identifier = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
Language = Annotated[str, msgspec.Meta(pattern="^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")]


class CreateSession(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Body of `POST /api/v1/sessions`; everything has a default."""

    config_id: Identifier | None = None
    """A configuration of yours; it decides about everything but audio and name."""
    application_id: Identifier | None = None
    """An application of yours: another interview for its job (R-139)."""
    job_posting_id: Identifier | None = None
    """A job posting, without an application."""
    role_kit_id: Identifier | None = None
    target_role: Name | None = None
    """Free text, when there is no fitting role kit id; matched against the catalogue."""
    seniority: Seniority | None = None
    interview_type: InterviewType | None = None
    practice_type: PracticeType = PracticeType.structured
    """`quick`: questions in a row instead of the phases of an interview (C-30)."""
    question_pattern_ids: Annotated[tuple[Identifier, ...], msgspec.Meta(max_length=20)] = ()
    """Of quick practice: what to ask, in this order; left out, it is what is worth asking most."""
    style: Style = Style.neutral
    mode: Mode = Mode.assessment
    duration_s: Annotated[int, msgspec.Meta(ge=60, le=7200)] = 360
    questions_target: Annotated[int, msgspec.Meta(ge=1, le=40)] | None = None
    """Main questions; left out, it follows from the duration."""
    language: Language = "en"
    response_languages: Annotated[tuple[Language, ...], msgspec.Meta(max_length=8)] = ()
    """What the candidate may answer in besides (C-57)."""
    audio_out: AudioOut = AudioOut.ws
    candidate_name: Name | None = None
    company: Name | None = None


class SessionCreated(msgspec.Struct, frozen=True, kw_only=True):
    session_id: str
    status: SessionStatus
    ticket: str
    """Single use, 60 s; goes into `hello`, never into a URL."""
    media_url: str
    turns_url: str
    webrtc_url: str
    report_url: str
    expires_in_s: int = 60


class TicketIssued(msgspec.Struct, frozen=True, kw_only=True):
    ticket: str
    expires_in_s: int = 60


class PhaseSummary(msgspec.Struct, frozen=True, kw_only=True):
    phase: PhaseId
    budget_s: float


class SessionView(msgspec.Struct, frozen=True, kw_only=True):
    """A session as anyone who knows its id may see it: the plan's outline, never its questions."""

    session_id: str
    status: SessionStatus
    role_kit_id: str
    role_title: str
    interview_type: str
    practice_type: PracticeType = PracticeType.structured
    seniority: str
    style: Style
    mode: Mode
    language: str
    response_languages: tuple[str, ...] = ()
    interview_config_id: str | None = None
    job_posting_id: str | None = None
    application_id: str | None = None
    role_type: str | None = None
    """Which base prompt the interview has (R-118)."""
    base_prompt_key: str | None = None
    audio_out: AudioOut
    duration_s: float
    questions_target: int
    phases: tuple[PhaseSummary, ...]
    created_at: str
    started_at: str | None
    ended_at: str | None
    end_reason: str | None


class TranscriptTurn(msgspec.Struct, frozen=True, kw_only=True):
    """A committed turn."""

    turn_id: str
    index: int
    role: Speaker
    phase: PhaseId
    text: str
    """Candidate: what was recognised or typed. Interviewer: only what was heard."""
    unspoken_text: str
    started_at: float
    """Session seconds."""
    ended_at: float
    intent: Intent | None
    """Why the interviewer spoke."""
    typed: bool
    latency: TurnLatency | None


class TranscriptView(msgspec.Struct, frozen=True, kw_only=True):
    session_id: str
    status: SessionStatus
    turns: tuple[TranscriptTurn, ...]


class Heartbeat(msgspec.Struct, frozen=True, kw_only=True):
    session_id: str
    status: SessionStatus
    at: str
    """The server's time: RFC 3339, UTC."""


class WebRtcOffer(msgspec.Struct, frozen=True, kw_only=True):
    """SmallWebRTC signalling; `request_data` is accepted for `requestData`."""

    sdp: str
    type: Literal["offer"]
    pc_id: str | None = None
    restart_pc: bool = False
    requestData: dict[str, object] | None = None
    request_data: dict[str, object] | None = None


class WebRtcAnswer(msgspec.Struct, frozen=True, kw_only=True):
    sdp: str
    type: Literal["answer"]
    pc_id: str


class IceServerView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A STUN or TURN server in the words of the browsers' `RTCIceServer`."""

    urls: str
    username: str | None = None
    credential: str | None = None


class IceServers(msgspec.Struct, frozen=True, kw_only=True):
    """What a client gives to its `RTCPeerConnection`, as it is."""

    iceServers: tuple[IceServerView, ...]


class WebRtcAccepted(msgspec.Struct, frozen=True, kw_only=True):
    status: Literal["success"] = "success"


class WebRtcCandidate(msgspec.Struct, frozen=True, kw_only=True):
    candidate: str
    sdp_mid: str | None = None
    sdp_mline_index: int | None = None


class WebRtcCandidates(msgspec.Struct, frozen=True, kw_only=True):
    pc_id: str
    candidates: tuple[WebRtcCandidate, ...]


# Health ----------------------------------------------------------------------------------------


class Alive(msgspec.Struct, frozen=True, kw_only=True):
    status: Literal["alive"] = "alive"
    version: str


class Dependency(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    ready: bool
    detail: str = ""
    """What is wrong, or what runs on a fallback."""


class Readiness(msgspec.Struct, frozen=True, kw_only=True):
    ready: bool
    dependencies: tuple[Dependency, ...]
    degraded: tuple[str, ...] = ()
    """Parts that run on a fallback, in words a person understands."""
