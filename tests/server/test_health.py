"""Liveness ignores dependencies, readiness names them, metrics count."""

import asyncio
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from server.metrics import LAG_PROBE_S
from tests.server.conftest import create_session
from tests.server.live_server import live_server, settings_for
from tests.server.typist import join

pytestmark = pytest.mark.integration


async def numbers(http: httpx.AsyncClient) -> dict[str, float]:
    """Sums of all samples by name."""
    answer = await http.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(answer.text):
        for sample in family.samples:
            found[sample.name] = found.get(sample.name, 0.0) + sample.value
    return found


async def test_a_healthy_server_is_alive_and_ready(http: httpx.AsyncClient) -> None:
    assert (await http.get("/healthz")).json()["status"] == "alive"
    ready = await http.get("/readyz")
    assert ready.status_code == 200
    names = {dependency["name"] for dependency in ready.json()["dependencies"]}
    assert names == {"postgres", "redis", "speech", "admission"}
    assert ready.json()["degraded"], "scripted speech is a fallback and must be named"


async def test_an_interview_is_counted(http: httpx.AsyncClient) -> None:
    before = await numbers(http)
    created = await create_session(http)
    async with join(created) as typist:
        await typist.until("turn.completed", role="interviewer")
        assert (await numbers(http))["viva_sessions_live"] == 1
        await typist.send(type="end")
        await typist.closed()
    await asyncio.sleep(2 * LAG_PROBE_S)
    after = await numbers(http)
    assert after["viva_event_loop_lag_seconds_count"] > 0
    assert after["viva_sessions_started_total"] == before.get("viva_sessions_started_total", 0) + 1
    assert after["viva_turns_total"] >= 1
    assert after["viva_http_request_seconds_count"] > before["viva_http_request_seconds_count"]


async def test_a_server_without_redis_is_alive_but_not_ready(
    database_url: str, tmp_path: Path
) -> None:
    nobody = f"unix://{tmp_path}/nobody.sock"
    with live_server(settings_for(tmp_path, database_url, nobody)) as server:
        async with httpx.AsyncClient(base_url=server.url, timeout=10) as http:
            assert (await http.get("/healthz")).status_code == 200
            answer = await http.get("/readyz")
            assert answer.status_code == 503
            state = {d["name"]: d["ready"] for d in answer.json()["dependencies"]}
            assert (state["postgres"], state["redis"]) == (True, False)
            refusal = await http.post("/api/v1/sessions", json={"audio_out": "none"})
            assert refusal.json()["code"] in {"storage_failed", "unknown_role"}
