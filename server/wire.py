"""Messages of the sockets and bodies of the REST API, as msgspec Structs.

This module is the wire contract: OpenAPI and docs/protocol.md come from it, and load_tests
imports nothing else of the server.
"""

from typing import Literal

import msgspec

from runtime.media import AudioEnd as AudioEnd
from runtime.media import AudioFlush as AudioFlush
from runtime.media import AudioStart as AudioStart
from runtime.media import Welcome as Welcome
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
from server.session_bodies import Alive as Alive
from server.session_bodies import CreateSession as CreateSession
from server.session_bodies import Dependency as Dependency
from server.session_bodies import Heartbeat as Heartbeat
from server.session_bodies import IceServers as IceServers
from server.session_bodies import IceServerView as IceServerView
from server.session_bodies import Identifier as Identifier
from server.session_bodies import Language as Language
from server.session_bodies import Name as Name
from server.session_bodies import PhaseSummary as PhaseSummary
from server.session_bodies import Readiness as Readiness
from server.session_bodies import SessionCreated as SessionCreated
from server.session_bodies import SessionView as SessionView
from server.session_bodies import TicketIssued as TicketIssued
from server.session_bodies import TranscriptTurn as TranscriptTurn
from server.session_bodies import TranscriptView as TranscriptView
from server.session_bodies import WebRtcAccepted as WebRtcAccepted
from server.session_bodies import WebRtcAnswer as WebRtcAnswer
from server.session_bodies import WebRtcCandidate as WebRtcCandidate
from server.session_bodies import WebRtcCandidates as WebRtcCandidates
from server.session_bodies import WebRtcOffer as WebRtcOffer

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
