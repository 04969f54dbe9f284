"""STUN and TURN servers, which bring WebRTC connections through firewalls. Pure."""

import re
from urllib.parse import unquote

import msgspec

from runtime.secret import Secret

_URL = re.compile(
    r"(?P<scheme>stuns?|turns?):"
    r"(?:(?P<username>[^:@?]+):(?P<credential>[^:@?]+)@)?"
    r"(?P<place>(?:\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::[0-9]{1,5})?)"
    r"(?P<transport>\?transport=(?:udp|tcp))?",
    re.ASCII,
)


class IceServer(msgspec.Struct, frozen=True, kw_only=True):
    """One server, as both ends of a connection need it."""

    url: str
    """As browsers take it: `stun:host:port`, `turn:host:port?transport=tcp`."""
    username: str | None = None
    credential: Secret | None = None
    """Of a TURN server. Every client gets it: it protects the relay, not the interview."""

    @property
    def password(self) -> str | None:
        """The credential itself, for either end of a connection."""
        return None if self.credential is None else self.credential.reveal()


def read_ice_server(text: str) -> IceServer:
    """A server from `stun:host`, or `turn:user:password@host` with `%40` for an @.

    Raises:
        ValueError: the text is neither; the message doesn't repeat it, for it may hold a password.
    """
    found = _URL.fullmatch(text)
    if found is None:
        raise ValueError("it must read stun:host:port or turn:user:password@host:port")
    is_turn = found["scheme"].startswith("turn")
    if is_turn != (found["username"] is not None):
        raise ValueError(
            "a TURN server needs user:password@ before its host"
            if is_turn
            else "a STUN server takes no user and password"
        )
    url = f"{found['scheme']}:{found['place']}{found['transport'] or ''}"
    if not is_turn:
        return IceServer(url=url)
    return IceServer(
        url=url,
        username=unquote(found["username"]),
        credential=Secret(unquote(found["credential"])),
    )
