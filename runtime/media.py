"""Messages that a session itself sends to its media client, beside the turn events."""

import msgspec


class MediaMessage(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    pass


class Welcome(MediaMessage, frozen=True, kw_only=True, tag="welcome"):
    """First message after an accepted `hello`; the replay and then live events follow."""

    session_id: str
    seq: int
    """Last `seq` in the log when the client was attached."""
    epoch: int
    sample_rate_hz: int
    """Rate of the binary PCM16 the server will send."""
    resumed: bool
    """False on the first connection of a session."""


class AudioStart(MediaMessage, frozen=True, kw_only=True, tag="audio.start"):
    """The binary messages that follow belong to this utterance, from `offset_ms` on."""

    utterance_id: str
    offset_ms: int = 0


class AudioFlush(MediaMessage, frozen=True, kw_only=True, tag="audio.flush"):
    """Drop whatever of this utterance is not yet played and report `playout`."""

    utterance_id: str


class AudioEnd(MediaMessage, frozen=True, kw_only=True, tag="audio.end"):
    """The utterance's audio is complete."""

    utterance_id: str
    duration_ms: int


AnyMediaMessage = Welcome | AudioStart | AudioFlush | AudioEnd
