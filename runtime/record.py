"""What is kept of a session: its settings, its log entries, its committed turns. Pure structs."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from runtime.interview.actions import Turn
from runtime.interview.events import AnyEvent
from runtime.interview.plan import InterviewPlan
from runtime.library.users import LOCAL_USER_ID
from runtime.roles.names import PromptKey, RoleType
from runtime.turn_events import AnyTurnEvent, Incident, TurnLatency


class SessionStatus(StrEnum):
    """Canonical states (C-46)."""

    created = "created"
    """Planned; nobody has connected yet."""
    waiting = "waiting"
    """In the waiting room of a full server."""
    running = "running"
    paused = "paused"
    """The client is away; it can come back."""
    ended = "ended"
    """Over; the evaluation is on its way."""
    analyzed = "analyzed"
    """The report is there."""
    failed = "failed"
    abandoned = "abandoned"
    """The client never came back."""


LIVE = (
    SessionStatus.created,
    SessionStatus.waiting,
    SessionStatus.running,
    SessionStatus.paused,
)


class AudioOut(StrEnum):
    """Where the interviewer's voice goes."""

    ws = "ws"
    webrtc = "webrtc"
    avatar = "avatar"
    """An avatar speaks the text turns; no synthesis here; playout follows the avatar."""
    none = "none"
    """Text only."""


class SessionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The durable row of a session."""

    session_id: str
    status: SessionStatus
    plan: InterviewPlan
    role_kit_id: str
    rubric_id: str
    audio_out: AudioOut
    created_at: str
    """RFC 3339, UTC."""
    started_at: str | None = None
    ended_at: str | None = None
    end_reason: str | None = None
    degraded: tuple[str, ...] = ()
    """Parts that run on a fallback, in words a person understands; the report repeats them."""
    user_id: str = LOCAL_USER_ID
    """Whose interview it is."""
    plan_id: str | None = None
    """A stored plan to start from; None: `plan` is kept as one of its own."""
    interview_config_id: str | None = None
    job_posting_id: str | None = None
    """The posting it is for; goes back to None when the posting is erased (R-076)."""
    application_id: str | None = None
    role_type: RoleType | None = None
    """Which base prompt; None in interviews from before there were any."""
    base_prompt_key: PromptKey | None = None
    """Which overlay (C-10)."""
    role_provenance: dict[str, str] = {}
    """Field → what decided it, as `ResolvedRole.provenance` has it."""
    response_languages: tuple[str, ...] = ()
    """What the candidate may answer in besides the plan's language (C-57)."""


class LogEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a session's event log: a core event, a turn event, or both never.

    Exactly one of `event` and `turn_event` is set. Core events rebuild the state; turn events
    are what subscribers were told.
    """

    seq: int = 0
    """From 1, without gaps; given by the log."""
    epoch: int
    """Of the owner that wrote it."""
    event: AnyEvent | None = None
    turn_event: AnyTurnEvent | None = None

    @property
    def durable(self) -> bool:
        """Kept for good: what rebuilds the state, and what failed."""
        return self.event is not None or isinstance(self.turn_event, Incident)


class CommittedTurn(msgspec.Struct, frozen=True, kw_only=True):
    """A turn as it lies in the durable record."""

    turn: Turn
    latency: TurnLatency | None = None
    """On interviewer turns that answer the candidate."""


def failures(incidents: Sequence[Incident]) -> tuple[str, ...]:
    """What failed during an interview, with the session's minutes, in words a person understands:
    the report repeats them. Pure."""
    return tuple(
        f"At {int(incident.at_s) // 60}:{int(incident.at_s) % 60:02d}: {incident.message}"
        for incident in incidents
    )
