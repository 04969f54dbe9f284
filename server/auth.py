"""Who may talk to the server: the Origin check that runs before anything is accepted.

Browsers send cookies and reach loopback for any page that asks, so each WebSocket handshake and
each request that changes something must come from our own pages or from an allowed origin. A
client without an Origin header is no browser and is let through; tickets and session ids are
what it must know.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from runtime.errors import OriginRefused
from server.errors import PROBLEM_JSON, problem_of

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
DEFAULT_PORTS = {"http": 80, "https": 443}


def origin_allowed(origin: str | None, host: str, allowed: Iterable[str] = ()) -> bool:
    """Whether a page of `origin` may use this server.

    `host` is the request's Host header. The scheme is not compared: behind a proxy that ends
    TLS the server can't know its own. `allowed` holds origins like `https://jobs.example.com`,
    or `*` for any.
    """
    if origin is None:
        return True
    wanted = {entry.rstrip("/").lower() for entry in allowed}
    if "*" in wanted or origin.rstrip("/").lower() in wanted:
        return True
    try:
        asked = urlsplit(origin)
        served = urlsplit(f"//{host}")
        default_port = DEFAULT_PORTS[asked.scheme]
        return asked.hostname is not None and (asked.hostname, asked.port or default_port) == (
            served.hostname,
            served.port or default_port,
        )
    except (KeyError, ValueError):
        return False


class OriginGuard:
    """ASGI middleware: refuses foreign origins with 403 before a handshake or handler."""

    def __init__(self, app: ASGIApp, *, allowed: tuple[str, ...]) -> None:
        self._app = app
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and scope["method"] in SAFE_METHODS:
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if origin_allowed(headers.get(b"origin"), headers.get(b"host", ""), self._allowed):
            await self._app(scope, receive, send)
            return
        refusal = problem_of(
            OriginRefused(
                "Pages of this origin may not use this server. Open the page from the server "
                "itself, or name the origin in VIVA_ALLOWED_ORIGINS."
            ),
            scope.get("state", {}).get("request_id"),
        )
        kind = "http" if scope["type"] == ScopeType.HTTP else "websocket.http"
        body = msgspec.json.encode(refusal)
        await send(
            {  # type: ignore[misc, arg-type]  # the two kinds share their shape
                "type": f"{kind}.response.start",
                "status": refusal.status,
                "headers": [
                    (b"content-type", PROBLEM_JSON.encode()),
                    (b"content-length", str(len(body)).encode()),
                ],
            }
        )
        await send({"type": f"{kind}.response.body", "body": body, "more_body": False})  # type: ignore[misc, arg-type]
