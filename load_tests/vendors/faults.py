"""Faults that a stand-in shows on demand, when, and what they hit. Pure."""

from enum import StrEnum

import msgspec


class Fault(StrEnum):
    """What goes wrong with one request or one socket."""

    hang = "hang"
    """Accepts the connection, reads the request, never answers; no handshake either."""
    mute = "mute"
    """Half dead: headers or handshake come, then nothing for ever."""
    stall = "stall"
    """The first piece comes, then nothing for ever."""
    dribble = "dribble"
    """One piece at a time, `dribble_s` apart."""
    cut = "cut"
    """The first piece comes, then the connection is reset."""
    drop = "drop"
    """The connection is reset before any answer, as after a long idle time."""
    slow = "slow"
    """Proper answers, each of them `SLOW` late."""
    silent = "silent"
    """A proper answer with nothing in it: audio without sound, an empty transcript."""
    garbage = "garbage"
    """A proper frame around something else: a web page where audio or JSON should be."""
    noise = "noise"
    """Bytes that are no protocol at all."""
    key_refused = "key_refused"
    """401."""
    rate_limited = "rate_limited"
    """429."""
    overloaded = "overloaded"
    """529 as Anthropic answers it, 503 from the others."""
    broken = "broken"
    """500."""
    closed_1011 = "closed_1011"
    """A socket is accepted and closed with 1011; a request is dropped."""


STATUSES = {
    Fault.key_refused: 401,
    Fault.rate_limited: 429,
    Fault.overloaded: 503,
    Fault.broken: 500,
}


class FaultPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which requests go wrong, counted from the moment the plan is set."""

    fault: Fault | None = None
    after: int = 0
    """So many requests go well first."""
    times: int | None = None
    """So many go wrong then; None: all of them."""
    dribble_s: float = 1.0

    def hits(self, index: int) -> Fault | None:
        """The fault of the request number `index` (from 0), if any."""
        if self.fault is None or index < self.after:
            return None
        if self.times is not None and index >= self.after + self.times:
            return None
        return self.fault


class Strike(msgspec.Struct, kw_only=True):
    """A request or an open socket that the planned fault hit. Monotonic seconds."""

    at: float
    left_at: float | None = None
    """When it was over: answered, or given up by the client."""
    told: str = ""
    """The client's message on an open socket, where it was text."""

    @property
    def told_text(self) -> str:
        """What it wants spoken, if anything."""
        try:
            return str(msgspec.json.decode(self.told).get("text", ""))
        except (msgspec.DecodeError, AttributeError):
            return ""
