"""Sessions over REST: plan, read, end; and every refusal is a problem document."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from tests.server.conftest import create_session
from tests.server.live_server import LiveServer
from tests.server.typist import ANSWER, join

pytestmark = pytest.mark.integration


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    document: dict[str, Any] = answer.json()
    assert document["code"] == code
    assert document["status"] == status
    assert document["title"]
    assert len(document["detail"]) > 10
    assert document["request_id"] == answer.headers["x-request-id"]
    return document


async def report_of(http: httpx.AsyncClient, session_id: str) -> dict[str, Any]:
    async with asyncio.timeout(15):
        while True:
            answer = await http.get(f"/api/v1/sessions/{session_id}/report")
            if answer.status_code == 200:
                report: dict[str, Any] = answer.json()
                return report
            await asyncio.sleep(0.05)


async def test_a_session_needs_nothing_but_a_wish(http: httpx.AsyncClient) -> None:
    answer = await http.post("/api/v1/sessions", json={})
    assert answer.status_code == 201
    created = answer.json()
    assert created["status"] == "created"
    base = f"{http.base_url}".rstrip("/")
    path = f"/api/v1/sessions/{created['session_id']}"
    assert created["media_url"] == f"{base.replace('http', 'ws')}{path}/media"
    assert created["turns_url"] == f"{base}{path}/turns"
    assert created["webrtc_url"] == f"{base}{path}/webrtc/offer"
    assert created["report_url"] == f"{base}{path}/report"


async def test_a_session_shows_its_outline_and_never_its_questions(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    created = await create_session(http, target_role="software engineer", style="friendly")
    answer = await http.get(f"/api/v1/sessions/{created['session_id']}")
    view = answer.json()
    assert (view["style"], view["mode"], view["duration_s"]) == ("friendly", "assessment", 300)
    assert [phase["phase"] for phase in view["phases"]][-1] == "close"
    record = await asyncio.wrap_future(
        asyncio.run_coroutine_threadsafe(live.parts.record(created["session_id"]), live.loop)
    )
    questions = [question for phase in record.plan.phases for question in phase.questions]
    assert questions
    for question in questions:
        assert question.text not in answer.text
        assert question.question_id not in answer.text


async def test_two_sessions_of_one_role_are_planned_differently(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    seeds = set()
    for _ in range(4):
        created = await create_session(http)
        record = await asyncio.wrap_future(
            asyncio.run_coroutine_threadsafe(live.parts.record(created["session_id"]), live.loop)
        )
        seeds.add(record.plan.seed)
    assert len(seeds) == 4


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"duration_s": 59}, 400, "bad_request"),
        ({"duration_s": 7201}, 400, "bad_request"),
        ({"duration_s": "soon"}, 400, "bad_request"),
        ({"questions_target": 0}, 400, "bad_request"),
        ({"style": "rude"}, 400, "bad_request"),
        ({"mode": "easy"}, 400, "bad_request"),
        ({"audio_out": "smoke"}, 400, "bad_request"),
        ({"language": "de"}, 400, "bad_request"),
        ({"language": "../../etc"}, 400, "bad_request"),
        ({"target_role": "x" * 201}, 400, "bad_request"),
        ({"candidate_name": ""}, 400, "bad_request"),
        ({"surprise": 1}, 400, "bad_request"),
        ({"config_id": "c1"}, 404, "unknown_record"),
        ({"role_kit_id": "nobody"}, 404, "unknown_role"),
        ([], 400, "bad_request"),
        (None, 400, "bad_request"),
    ],
    ids=str,
)
async def test_wishes_that_cannot_be_met(
    http: httpx.AsyncClient, body: Any, status: int, code: str
) -> None:
    problem(await http.post("/api/v1/sessions", json=body), status, code)


async def test_a_wrong_field_is_named(http: httpx.AsyncClient) -> None:
    answer = await http.post("/api/v1/sessions", json={"duration_s": 1})
    document = problem(answer, 400, "bad_request")
    assert document["errors"] == [{"field": "duration_s", "message": "Expected `int` >= 60"}]


async def test_a_body_that_is_not_json(http: httpx.AsyncClient) -> None:
    for content in (b"{", b"\xff\xfe", b"[" * 50_000):
        answer = await http.post(
            "/api/v1/sessions", content=content, headers={"Content-Type": "application/json"}
        )
        problem(answer, 400, "bad_request")


async def test_a_body_that_is_too_large(http: httpx.AsyncClient) -> None:
    body = json.dumps({"target_role": "x" * 300_000})
    problem(await http.post("/api/v1/sessions", content=body), 413, "too_large")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("GET", "/transcript"),
        ("GET", "/report"),
        ("GET", "/events"),
        ("GET", "/turns"),
        ("POST", "/tickets"),
        ("POST", "/end"),
        ("POST", "/heartbeat"),
    ],
)
@pytest.mark.parametrize(
    "session_id", ["00000000-0000-4000-8000-000000000000", "nobody", "%00", "x" * 3000]
)
async def test_an_unknown_session(
    http: httpx.AsyncClient, method: str, path: str, session_id: str
) -> None:
    answer = await http.request(method, f"/api/v1/sessions/{session_id}{path}")
    problem(answer, 404, "unknown_session")


async def test_unknown_addresses_and_methods(http: httpx.AsyncClient) -> None:
    assert (await http.get("/api/v1/nothing")).json()["code"] == "not_found"
    assert (await http.put("/api/v1/sessions", json={})).json()["code"] == "method_not_allowed"


async def test_an_interview_from_start_to_report(http: httpx.AsyncClient) -> None:
    created = await create_session(http, target_role="software engineer", candidate_name="Ada")
    path = f"/api/v1/sessions/{created['session_id']}"
    pending = problem(await http.get(f"{path}/report"), 404, "report_not_ready")
    assert pending["session_status"] == "created"

    async with join(created) as typist:
        first = await typist.until("turn.completed", role="interviewer")
        assert (await http.post(f"{path}/heartbeat")).json()["status"] == "running"
        pending = problem(await http.get(f"{path}/report"), 404, "report_not_ready")
        assert pending["session_status"] == "running"
        transcript = (await http.get(f"{path}/transcript")).json()
        assert [turn["text"] for turn in transcript["turns"]] == [first["text"]]
        await typist.send(type="text", text=ANSWER)
        await typist.answer_until_closed()

    report = await report_of(http, created["session_id"])
    assert report["session_id"] == created["session_id"]
    view = (await http.get(path)).json()
    assert (view["status"], view["end_reason"]) == ("analyzed", "completed")
    assert view["created_at"] <= view["started_at"] <= view["ended_at"]
    turns = (await http.get(f"{path}/transcript")).json()["turns"]
    assert [turn["index"] for turn in turns] == list(range(len(turns)))
    assert {turn["role"] for turn in turns} == {"interviewer", "candidate"}
    assert all("assessment" not in turn for turn in turns)


async def test_the_event_log_as_json_lines(http: httpx.AsyncClient) -> None:
    created = await create_session(http)
    path = f"/api/v1/sessions/{created['session_id']}"
    async with join(created) as typist:
        await typist.answer_until_closed()
    answer = await http.get(f"{path}/events")
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    entries = [json.loads(line) for line in answer.text.splitlines()]
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert {"event", "turn_event"} <= {key for entry in entries for key in entry}
    later = await http.get(f"{path}/events", params={"after": 5})
    assert json.loads(later.text.splitlines()[0])["seq"] == 6


async def test_a_session_that_nobody_joined_can_be_ended_and_stays_so(
    http: httpx.AsyncClient,
) -> None:
    created = await create_session(http)
    path = f"/api/v1/sessions/{created['session_id']}"
    # The worker may have reported on it by the second time.
    for statuses in (("abandoned",), ("abandoned", "analyzed")):
        answer = await http.post(f"{path}/end")
        assert answer.status_code == 202
        assert answer.json()["status"] in statuses
    problem(await http.post(f"{path}/tickets"), 409, "session_over")


async def test_an_operator_can_end_a_running_interview(http: httpx.AsyncClient) -> None:
    created = await create_session(http)
    async with join(created) as typist:
        await typist.until("turn.completed", role="interviewer")
        answer = await http.post(f"/api/v1/sessions/{created['session_id']}/end")
        assert answer.status_code == 202
        ended = await typist.until("session.ended")
        assert ended["reason"] == "operator"
        assert (await typist.closed())[0] == 1000


@pytest.mark.parametrize("path", ["/api/v1/role-kits", "/api/interview/role-kits"])
async def test_the_catalogue_and_its_alias(http: httpx.AsyncClient, path: str) -> None:
    kits = (await http.get(path)).json()
    assert {"swe", "sales", "support"} <= {kit["role_category"] for kit in kits}
    one = (await http.get(f"{path}/{kits[0]['role_kit_id']}")).json()
    assert one == kits[0]
    problem(await http.get(f"{path}/nobody"), 404, "unknown_role")


async def test_a_foreign_page_may_look_but_not_touch(http: httpx.AsyncClient) -> None:
    foreign = {"Origin": "https://evil.example"}
    problem(await http.post("/api/v1/sessions", json={}, headers=foreign), 403, "origin_refused")
    answer = await http.get("/api/v1/role-kits", headers=foreign)
    assert "access-control-allow-origin" not in answer.headers


async def test_a_clients_own_request_id_is_kept_if_it_is_plain(http: httpx.AsyncClient) -> None:
    kept = await http.get("/healthz", headers={"X-Request-ID": "abc-123"})
    assert kept.headers["x-request-id"] == "abc-123"
    replaced = await http.get("/healthz", headers={"X-Request-ID": 'a"; drop'})
    assert replaced.headers["x-request-id"] != 'a"; drop'
