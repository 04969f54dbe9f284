"""Configurations, their plans, and the sessions that start from them."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect

from tests.server.accounts import closed_server, signed_in, token
from tests.server.live_server import LiveServer
from tests.server.test_rest import problem
from tests.server.texts import JOB, RESUME

pytestmark = pytest.mark.integration

CONFIG = "/api/interview/config"
NAME = RESUME.splitlines()[0].strip()
BILINGUAL = """Bilingual Customer Support Agent (Spanish and English)
Company: Tiendalia
Requirements
- Fluent Spanish and English
- 2 years in customer service
"""


@pytest.fixture(scope="module")
def live(
    database_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    yield from closed_server(database_url, redis_url, tmp_path_factory)


@pytest.fixture
async def http(
    live: LiveServer, request: pytest.FixtureRequest
) -> AsyncIterator[httpx.AsyncClient]:
    """A user of each test's own."""
    async with signed_in(live, request.node.name.partition("[")[0][:90]) as client:
        yield client


async def paste(http: httpx.AsyncClient, doc_type: str, text: str) -> str:
    answer = await http.post("/api/v1/documents", json={"doc_type": doc_type, "text": text})
    assert answer.status_code == 201, answer.text
    document_id: str = answer.json()["id"]
    return document_id


async def configure(http: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    answer = await http.post(CONFIG, json=body)
    assert answer.status_code == 201, answer.text
    config: dict[str, Any] = answer.json()
    return config


def plan_of(live: LiveServer, session_id: str) -> Any:
    record = asyncio.run_coroutine_threadsafe(live.parts.record(session_id), live.loop)
    return record.result(10)


async def test_a_configuration_in_the_names_of_the_contract(http: httpx.AsyncClient) -> None:
    resume = await paste(http, "resume", RESUME)
    job = await paste(http, "job_description", JOB)
    notes = await paste(http, "company_notes", "They bill two million meters.")
    config = await configure(
        http,
        roleKitId="data_engineer",
        resumeDocId=resume,
        jdDocId=job,
        companyNotesDocId=notes,
        interviewType="technical",
        style="friendly",
        seniority="senior",
    )
    assert config["role_kit_id"] == "data_engineer"
    assert (config["resume_doc_id"], config["jd_doc_id"], config["company_notes_doc_id"]) == (
        resume, job, notes,
    )  # fmt: skip
    assert (config["interview_type"], config["style"], config["seniority"]) == (
        "technical", "friendly", "senior",
    )  # fmt: skip
    assert config["duration_s"] == 360
    assert (await http.get(f"{CONFIG}/{config['config_id']}")).json() == config
    assert (await http.get("/api/v1/interview-configs")).json() == [config]


async def test_what_is_left_out_comes_from_the_kit_and_the_newest_resume(
    http: httpx.AsyncClient,
) -> None:
    resume = await paste(http, "resume", RESUME)
    config = await configure(http, target_role="data engineer")
    assert (config["role_kit_id"], config["resume_doc_id"]) == ("data_engineer", resume)
    assert config["interview_type"]
    assert config["seniority"]


@pytest.mark.parametrize("minutes", [None, 6, 15, 30, 50])
async def test_a_plan_takes_the_minutes_it_was_asked_for(
    http: httpx.AsyncClient, live: LiveServer, minutes: int | None
) -> None:
    await paste(http, "resume", RESUME)
    config = await configure(http, role_kit_id="data_engineer", minutes=15)
    path = f"{CONFIG}/{config['config_id']}/plan"
    answer = await http.post(path, json={} if minutes is None else {"minutes": minutes})
    assert answer.status_code == 201, answer.text
    session = await http.post("/api/v1/sessions", json={"config_id": config["config_id"]})
    record = plan_of(live, session.json()["session_id"])
    assert record.plan.duration_s == 60 * (minutes or 15)
    assert record.plan_id == answer.json()["id"]


async def test_each_plan_is_the_next_version(http: httpx.AsyncClient) -> None:
    config = await configure(http, role_kit_id="sales_executive")
    path = f"{CONFIG}/{config['config_id']}/plan"
    problem(await http.get(path), 404, "unknown_record")
    versions = [(await http.post(path)).json()["version"] for _ in range(3)]
    assert versions == [1, 2, 3]
    assert (await http.get(path)).json()["version"] == 3


async def test_a_session_follows_its_configuration(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    resume = await paste(http, "resume", RESUME)
    config = await configure(
        http,
        role_kit_id="data_engineer",
        resume_doc_id=resume,
        style="stress",
        minutes=15,
        response_languages=["es"],
    )
    answer = await http.post(
        "/api/v1/sessions",
        json={"configId": config["config_id"], "audioOut": "none", "candidateName": "Nadia"},
    )
    assert answer.status_code == 201, answer.text
    session_id = answer.json()["session_id"]
    view = (await http.get(f"/api/v1/sessions/{session_id}")).json()
    assert view["interview_config_id"] == config["config_id"]
    assert (view["style"], view["duration_s"], view["audio_out"]) == ("stress", 900, "none")
    assert view["response_languages"] == ["es"]
    assert (view["role_kit_id"], view["role_type"], view["base_prompt_key"]) == (
        "data_engineer", "python", "data_engineering",
    )  # fmt: skip
    assert plan_of(live, session_id).plan.candidate_name == "Nadia"


async def test_a_session_that_contradicts_its_configuration_is_refused(
    http: httpx.AsyncClient,
) -> None:
    config = await configure(http, role_kit_id="sales_executive")
    for wish in ({"style": "stress"}, {"role_kit_id": "data_engineer"}, {"duration_s": 1800}):
        body = {"config_id": config["config_id"], **wish}
        document = problem(await http.post("/api/v1/sessions", json=body), 400, "bad_request")
        assert next(iter(wish)) in document["detail"]
    body = {"config_id": config["config_id"], "application_id": "x"}
    problem(await http.post("/api/v1/sessions", json=body), 400, "bad_request")


async def test_an_interview_for_a_job_needs_a_resume(http: httpx.AsyncClient) -> None:
    job = await paste(http, "job_description", JOB)
    answer = await http.post(CONFIG, json={"role_kit_id": "data_engineer", "jd_doc_id": job})
    assert "résumé" in problem(answer, 400, "bad_request")["detail"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"roleKitId": "nobody"}, 404, "unknown_role"),
        ({"role_kit_id": "data_engineer", "resume_doc_id": "nonsense"}, 404, "unknown_record"),
        ({"role_kit_id": "data_engineer", "minutes": 7}, 400, "bad_request"),
        ({"role_kit_id": "data_engineer", "style": "cruel"}, 400, "bad_request"),
        ({"role_kit_id": "data_engineer", "shoeSize": 9}, 400, "bad_request"),
        ({"role_kit_id": "data_engineer", "language": "de"}, 400, "bad_request"),
        ({"role_kit_id": "customer_support_specialist", "interview_type": "technical"},
         400, "bad_request"),
        ({"roleKitId": "a", "role_kit_id": "b"}, 400, "bad_request"),
        ([], 400, "bad_request"),
    ],
)  # fmt: skip
async def test_a_configuration_that_cannot_be(
    http: httpx.AsyncClient, body: Any, status: int, code: str
) -> None:
    problem(await http.post(CONFIG, json=body), status, code)


async def test_a_document_in_the_wrong_place_is_named(http: httpx.AsyncClient) -> None:
    job = await paste(http, "job_description", JOB)
    answer = await http.post(CONFIG, json={"role_kit_id": "data_engineer", "resume_doc_id": job})
    assert "type resume" in problem(answer, 400, "bad_request")["detail"]


async def test_somebody_elses_configuration_is_unknown(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    resume = await paste(http, "resume", RESUME)
    config = await configure(http, role_kit_id="data_engineer", resume_doc_id=resume)
    path = f"{CONFIG}/{config['config_id']}"
    async with signed_in(live, "mallory") as other:
        for answer in (
            await other.get(path),
            await other.post(f"{path}/plan"),
            await other.get(f"{path}/plan"),
            await other.post("/api/v1/sessions", json={"config_id": config["config_id"]}),
            await other.post(CONFIG, json={"target_role": "sales", "resume_doc_id": resume}),
        ):
            problem(answer, 404, "unknown_record")


async def test_somebody_elses_session_is_unknown(http: httpx.AsyncClient, live: LiveServer) -> None:
    created = (await http.post("/api/v1/sessions", json={"audio_out": "none"})).json()
    path = f"/api/v1/sessions/{created['session_id']}"
    async with signed_in(live, "mallory") as other:
        for answer in (
            await other.get(path),
            await other.get(f"{path}/transcript"),
            await other.get(f"{path}/events"),
            await other.get(f"{path}/report"),
            await other.get(f"{path}/turns"),
            await other.post(f"{path}/tickets"),
            await other.post(f"{path}/end"),
            await other.post(f"{path}/heartbeat"),
        ):
            problem(answer, 404, "unknown_session")
    assert (await http.get(path)).status_code == 200


async def test_the_turns_of_a_session_are_told_to_its_owner_only(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    """A browser can't set headers on a socket, so it names its token as a subprotocol."""
    created = (await http.post("/api/v1/sessions", json={"audio_out": "none"})).json()
    url = live.turns_url(created["session_id"])
    mine = http.headers["authorization"].removeprefix("Bearer ")
    other = token("mallory")["Authorization"].removeprefix("Bearer ")
    async with connect(url, subprotocols=["viva.turns", f"viva.token.{mine}"]) as socket:
        assert socket.subprotocol == "viva.turns"
        await socket.send('{"type":"ping","id":"p"}')
        assert json.loads(await socket.recv()) == {"type": "pong", "id": "p"}
    for protocols, code, close in (
        (["viva.turns", f"viva.token.{other}"], "unknown_session", 4404),
        (["viva.turns"], "sign_in_needed", 4401),
    ):
        async with connect(url, subprotocols=protocols) as socket:
            assert json.loads(await socket.recv())["code"] == code
            await socket.wait_closed()
            assert socket.close_code == close


async def test_documents_propose_what_the_interview_could_be(http: httpx.AsyncClient) -> None:
    resume = await paste(http, "resume", RESUME)
    job = await paste(http, "job_description", BILINGUAL)
    nothing = await http.get("/api/v1/proposal")
    assert nothing.status_code == 200
    assert nothing.json()["role_kit_id"] is None
    for address in ("/api/v1/proposal", "/api/interview/proposal"):
        answer = await http.get(address, params={"resume_doc_id": resume, "jd_doc_id": job})
        assert answer.status_code == 200
        found = answer.json()
        assert found["role_kit_id"] == "bilingual_support_agent"
        assert (found["candidate_name"], found["company"]) == (NAME, "Tiendalia")
        assert found["response_languages"] == ["es"]
    other = await http.get("/api/v1/proposal", params={"jd_doc_id": resume})
    problem(other, 400, "bad_request")
    assert (await http.get("/api/v1/proposal", params={"jd_doc_id": "none"})).status_code == 404


async def test_what_a_configuration_leaves_out_comes_from_its_documents(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    resume = await paste(http, "resume", RESUME)
    job = await paste(http, "job_description", BILINGUAL)
    config = await configure(http, resume_doc_id=resume, jd_doc_id=job)
    assert config["role_kit_id"] == "bilingual_support_agent"
    assert config["target_role"] == "Bilingual Customer Support Agent"
    assert (config["seniority"], config["company_name"]) == ("entry", "Tiendalia")
    assert config["response_languages"] == ["es"]
    answer = await http.post("/api/v1/sessions", json={"config_id": config["config_id"]})
    plan = plan_of(live, answer.json()["session_id"]).plan
    assert (plan.candidate_name, plan.company) == (NAME, "Tiendalia")
    chosen = await configure(
        http, role_kit_id="sales_executive", resume_doc_id=resume, company="Other"
    )
    assert (chosen["seniority"], chosen["company_name"]) == ("entry", "Other")
    assert chosen["target_role"] is None


async def test_the_title_of_a_saved_job_decides_the_level(http: httpx.AsyncClient) -> None:
    await paste(http, "resume", RESUME)
    saved = await http.post(
        "/api/v1/jobs", json={"company": "Stripe", "role": "Senior Backend Engineer"}
    )
    job_id = saved.json()["saved_job_id"]
    planned = (await http.post(f"/api/v1/jobs/{job_id}/generate-plan")).json()
    assert planned["interview_config"]["seniority"] == "senior"
    assert planned["interview_plan"]["plan_json"]["metadata"]["seniority"] == "senior"


async def test_quick_practice_has_questions_and_no_phases(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    async def quick(**body: Any) -> httpx.Response:
        return await http.post("/api/v1/sessions", json={"practice_type": "quick", **body})

    answer = await quick(role_kit_id="sales_executive", questions_target=3)
    assert answer.status_code == 201, answer.text
    session_id = answer.json()["session_id"]
    shown = (await http.get(f"/api/v1/sessions/{session_id}")).json()
    assert shown["practice_type"] == "quick"
    assert [phase["phase"] for phase in shown["phases"]] == ["role_skills", "close"]
    chosen = ["sales_skill_own_process", "sales_skill_first_conversation"]
    answer = await quick(role_kit_id="sales_executive", question_pattern_ids=chosen)
    plan = plan_of(live, answer.json()["session_id"]).plan
    assert [question.pattern_id for question in plan.phases[0].questions] == chosen
    problem(
        await quick(role_kit_id="data_engineer", question_pattern_ids=chosen), 400, "bad_request"
    )
    structured = {"role_kit_id": "sales_executive", "question_pattern_ids": chosen}
    problem(await http.post("/api/v1/sessions", json=structured), 400, "bad_request")


async def test_quick_practice_knows_what_its_configuration_knows(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    resume = await paste(http, "resume", RESUME)
    config = await configure(http, role_kit_id="data_engineer", resume_doc_id=resume)
    body = {"config_id": config["config_id"], "practice_type": "quick"}
    answer = await http.post("/api/v1/sessions", json=body)
    assert answer.status_code == 201, answer.text
    record = plan_of(live, answer.json()["session_id"])
    assert record.interview_config_id == config["config_id"]
    assert record.plan.candidate_name == NAME
    assert any(question.trigger is not None for question in record.plan.phases[0].questions)
    assert (await http.get(f"{CONFIG}/{config['config_id']}/plan")).status_code == 404
