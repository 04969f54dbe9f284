"""The Litestar application around a set of opened parts."""

from typing import Any

from litestar import Litestar, Router
from litestar.config.cors import CORSConfig
from litestar.di import Provide
from litestar.middleware import DefineMiddleware
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, YamlRenderPlugin

from server.app_version import VERSION
from server.auth import OriginGuard
from server.deps import Parts
from server.errors import problem_response
from server.identity import Caller
from server.observability import RequestScope
from server.routes import (
    catalogue,
    configs,
    data_sources,
    documents,
    health,
    hiring,
    jobs,
    media,
    pages,
    patterns,
    proposals,
    reports,
    sessions,
    stories,
    turns,
    webrtc,
)

BODY_MAX_BYTES = 262_144
"""Largest request body; an SDP offer has a few kilobytes."""
DESCRIPTION = """\
Hold spoken interviews. Create a session, connect its candidate by WebSocket or WebRTC, read the
text of the turns as it happens, then the transcript and the report. docs/protocol.md describes
the sockets. Errors are `application/problem+json` with a stable `code`.
"""


def create_app(parts: Parts) -> Litestar:
    """The application; `parts` must stay open for as long as it serves."""

    def provide_parts() -> Parts:
        return parts

    async def provide_caller(headers: dict[str, str]) -> Caller:
        return await parts.caller(headers)

    allowed = parts.settings.allowed_origins
    api = Router(
        path="/api/v1",
        route_handlers=[
            sessions.create_session,
            sessions.read_session,
            sessions.read_transcript,
            sessions.read_events,
            sessions.issue_ticket,
            sessions.end_session,
            sessions.heartbeat,
            reports.read_report,
            media.media,
            turns.turns_sse,
            turns.turns_socket,
            webrtc.ice_servers,
            webrtc.offer,
            webrtc.candidates,
        ],
    )
    handlers: dict[Any, Any] = {Exception: problem_response}
    return Litestar(
        route_handlers=[
            api,
            catalogue.list_role_kits,
            catalogue.read_role_kit,
            documents.upload_document,
            documents.list_documents,
            documents.read_document,
            documents.parse_document,
            documents.delete_document,
            documents.read_profile,
            proposals.read_proposal,
            configs.create_config,
            configs.list_configs,
            configs.read_config,
            configs.make_plan,
            configs.read_plan,
            jobs.list_companies,
            jobs.save_job,
            jobs.list_jobs,
            jobs.read_job,
            jobs.update_job,
            jobs.delete_job,
            jobs.generate_plan,
            stories.add_story,
            stories.list_stories,
            stories.similar_stories,
            stories.read_story,
            stories.update_story,
            stories.delete_story,
            hiring.create_posting,
            hiring.list_postings,
            hiring.read_posting,
            hiring.create_application,
            hiring.list_applications,
            hiring.read_application,
            patterns.list_patterns,
            patterns.add_pattern,
            data_sources.run_source,
            data_sources.ingest_posts,
            data_sources.list_runs,
            data_sources.read_run,
            health.healthz,
            health.readyz,
            health.metrics,
            pages.page,
        ],
        dependencies={
            "parts": Provide(provide_parts, sync_to_thread=False),
            "caller": Provide(provide_caller),
        },
        exception_handlers=handlers,
        middleware=[
            DefineMiddleware(RequestScope, metrics=parts.metrics),
            DefineMiddleware(OriginGuard, allowed=allowed),
        ],
        cors_config=CORSConfig(allow_origins=list(allowed)) if allowed else None,
        request_max_body_size=BODY_MAX_BYTES,
        logging_config=None,
        openapi_config=OpenAPIConfig(
            title="Viva",
            version=VERSION,
            description=DESCRIPTION,
            path="/schema",
            use_handler_docstrings=True,
            # No renderer with a page: those load their scripts from other people's servers.
            render_plugins=[JsonRenderPlugin(path="/openapi.json"), YamlRenderPlugin()],
        ),
    )
