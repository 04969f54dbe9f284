"""The page: `/` and `/static/…`, straight from `server/web`, without a build step."""

import hashlib
from pathlib import Path
from typing import Any

from litestar import HttpMethod, Request, Response, route
from litestar.exceptions import NotFoundException

WEB = Path(__file__).resolve().parent.parent / "web"
MEDIA_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wav": "audio/wav",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Only files of these kinds are served; the system's own table differs between machines."""
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@route(
    ["/", "/static/{path:path}", "/{path:path}"],
    http_method=[HttpMethod.GET, HttpMethod.HEAD],
    include_in_schema=False,
    sync_to_thread=False,
)
def page(request: Request[Any, Any, Any], path: str = "/index.html") -> Response[bytes]:
    """A file of the page; the browser asks every time and gets 304 when nothing changed.

    The files refer to each other relative to `/`; `/static/` names them for everyone else.
    """
    return _file(request, path)


def _file(request: Request[Any, Any, Any], path: str) -> Response[bytes]:
    try:
        file = (WEB / path.lstrip("/")).resolve()
        media_type = MEDIA_TYPES.get(file.suffix)
        if media_type is None or not file.is_relative_to(WEB):
            raise NotFoundException
        content = file.read_bytes()
    except (OSError, ValueError):
        # Not there, a folder, or a name that no file can have.
        raise NotFoundException from None
    etag = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    headers = {"Cache-Control": "no-cache", "ETag": etag, **SECURITY_HEADERS}
    asked = request.headers.get("if-none-match", "")
    if etag in {tag.strip().removeprefix("W/") for tag in asked.split(",")}:
        return Response(b"", status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)
