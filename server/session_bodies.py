"""Bodies of the REST API about sessions, WebRTC and health, as msgspec Structs.

Part of the wire contract: `server.wire` gives them on.
"""

from typing import Annotated, Literal

import msgspec

from runtime.interview.actions import Intent, Speaker
from runtime.interview.catalogue import InterviewType, PracticeType, Seniority
from runtime.interview.plan import Mode, PhaseId, Style
from runtime.record import AudioOut, SessionStatus
from runtime.turn_events import TurnLatency

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
