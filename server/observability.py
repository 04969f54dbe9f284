"""Logs as data, request ids, and the rule that no candidate's words are logged."""

import logging
import sys
import uuid
from collections.abc import MutableMapping
from time import perf_counter
from typing import Any

import structlog
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from server.metrics import Metrics

REDACTED = "[redacted]"
PRIVATE_KEYS = frozenset(
    {
        "answer",
        "authorization",
        "body",
        "candidate_name",
        "code",
        "cookie",
        "message",
        "prompt",
        "quote",
        "sdp",
        "spoken_text",
        "text",
        "ticket",
        "transcript",
        "unspoken_text",
    }
)
"""Keys whose values may hold what a candidate said, or admit someone."""
LOUD_LIBRARIES = ("uvicorn", "aiortc", "aioice", "httpx", "httpcore", "websockets", "asyncio")
"""Their info lines are about every connection; ours say what matters."""
REQUEST_ID_MAX_CHARS = 64


def redact(_logger: Any, _name: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: values of private keys never reach a renderer."""
    for key in PRIVATE_KEYS & fields.keys():
        fields[key] = REDACTED
    return fields


def configure_logging(level: str, *, stream: Any = None) -> None:
    """One line per event on stderr: coloured for a person, JSON for a machine.

    Standard-library loggers go the same way, at warning level and above.
    """
    out = stream or sys.stderr
    person = out.isatty()
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="%H:%M:%S" if person else "iso", utc=not person),
        redact,
    ]
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(pad_event_to=0)
        if person
        else structlog.processors.JSONRenderer()
    )
    threshold = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(threshold, logging.WARNING), force=True)
    for name in LOUD_LIBRARIES:
        logging.getLogger(name).setLevel(max(threshold, logging.WARNING))


class RequestScope:
    """ASGI middleware: gives each request an id, binds it to the log, and times HTTP requests.

    A client's own `X-Request-ID` is kept if it is short and plain.
    """

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request_id = _given_id(scope) or uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = perf_counter()

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", ()),
                    (b"x-request-id", request_id.encode()),
                ]
                self._metrics.request(
                    route=scope.get("path_template", "unknown"),
                    status=message["status"],
                    seconds=perf_counter() - started,
                )
            await send(message)

        await self._app(scope, receive, send_with_id)


def _given_id(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and value:
            text: str = value.decode("latin-1")
            plain = text.isascii() and text.replace("-", "").replace("_", "").isalnum()
            return text if plain and len(text) <= REQUEST_ID_MAX_CHARS else None
    return None
