"""What can be put into a session's inbox; one consumer takes it out, in order."""

import asyncio
from collections.abc import Awaitable, Callable

import msgspec

from runtime.interview.events import AnyEvent
from runtime.ports import ClientLink, Voice, VoiceEvents
from runtime.turn_events import AnyTurnEvent

OpenVoice = Callable[[VoiceEvents], Awaitable[Voice]]
"""Opens ear and mouth for a connection. Raises MissingPart, ProviderFailed."""


class Attach(msgspec.Struct, frozen=True, kw_only=True):
    """A client that wants to be served; `done` tells when it is."""

    link: ClientLink
    open_voice: OpenVoice
    output_rate_hz: int
    resume_from_seq: int | None
    done: asyncio.Future[None]


class Detach(msgspec.Struct, frozen=True, kw_only=True):
    """The client behind this link is gone."""

    link: ClientLink


class Tell(msgspec.Struct, frozen=True, kw_only=True):
    """A turn event for the log and its readers."""

    turn_event: AnyTurnEvent


class Do(msgspec.Struct, frozen=True, kw_only=True):
    """Something that must happen in the consumer, between two events."""

    work: Callable[[], Awaitable[None]]


class TurnMayEnd(msgspec.Struct, frozen=True, kw_only=True):
    """The ear's guess, in order with what it heard."""

    heard: str
    """All words of the open turn so far."""


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """Stop serving without ending the interview."""


Work = AnyEvent | Attach | Detach | Tell | Do | TurnMayEnd
Item = Work | Release
