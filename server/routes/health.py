"""`/healthz`, `/readyz` and `/metrics`: for people and programs that watch the server."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.openapi.datastructures import ResponseSpec

from server.app_version import VERSION
from server.deps import Parts
from server.wire import Alive, Dependency, Readiness

PATIENCE_S = 3.0
"""How long a dependency may take to answer."""
EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"


@get("/healthz", summary="Is the process alive?")
async def healthz() -> Alive:
    """Answers as long as the event loop turns, whatever the dependencies do."""
    return Alive(version=VERSION)


@get(
    "/readyz",
    summary="Can it hold interviews?",
    responses={
        503: ResponseSpec(
            data_container=Readiness,
            description="A dependency does not answer; `dependencies` names it.",
            generate_examples=False,
        )
    },
)
async def readyz(parts: Parts) -> Response[Readiness]:
    """200 when every dependency answers; what runs on a fallback is named, but ready."""
    postgres, redis = await asyncio.gather(
        _answers(parts.postgres_answers()), _answers(parts.redis_answers())
    )
    dependencies = (
        _dependency("postgres", postgres),
        _dependency("redis", redis),
        Dependency(name="speech", ready=True, detail="; ".join(parts.degraded)),
        Dependency(
            name="admission",
            ready=not parts.stopping.is_set(),
            detail="The server is shutting down." if parts.stopping.is_set() else "",
        ),
    )
    ready = all(dependency.ready for dependency in dependencies)
    return Response(
        Readiness(ready=ready, dependencies=dependencies, degraded=parts.degraded),
        status_code=200 if ready else 503,
    )


@get("/metrics", summary="Numbers for Prometheus", media_type=MediaType.TEXT)
async def metrics(request: Request[Any, Any, Any], parts: Parts) -> Response[bytes]:
    """Sessions, turns, latency by stage and the event loop's lag."""
    return Response(parts.metrics.exposition(), media_type=EXPOSITION)


async def _answers(probe: Awaitable[bool]) -> bool:
    try:
        return await asyncio.wait_for(probe, PATIENCE_S)
    except TimeoutError:
        return False


def _dependency(name: str, ready: bool) -> Dependency:
    return Dependency(name=name, ready=ready, detail="" if ready else f"{name} does not answer.")
