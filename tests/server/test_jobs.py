"""Jobs that users aim at: saved, tracked, planned for."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from tests.server.accounts import closed_server, signed_in
from tests.server.live_server import LiveServer
from tests.server.test_configs import paste
from tests.server.test_rest import problem
from tests.server.texts import JOB, RESUME

pytestmark = pytest.mark.integration


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


async def save(http: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    wanted = {"company": "Northwind Grid", "role": "Senior Data Engineer", "jdText": JOB, **body}
    answer = await http.post("/api/jobs/save", json=wanted)
    assert answer.status_code == 201, answer.text
    job: dict[str, Any] = answer.json()
    return job


async def test_a_saved_job_is_listed(http: httpx.AsyncClient) -> None:
    job = await save(http, url="https://jobs.example.org/17", notes="via Ines")
    assert (job["company_name"], job["company_id"]) == ("Northwind Grid", None)
    assert (job["role_title"], job["role_category"]) == ("Senior Data Engineer", "data")
    assert job["status"] == "saved"
    assert (await http.get("/api/jobs")).json() == [job]
    assert (await http.get("/api/v1/jobs", params={"status": "offer"})).json() == []
    assert (await http.get(f"/api/jobs/{job['saved_job_id']}")).json() == {
        "job": job, "practised": 0,
    }  # fmt: skip


async def test_a_company_of_the_catalogue_is_found_by_its_name(http: httpx.AsyncClient) -> None:
    companies = (await http.get("/api/v1/companies")).json()
    assert len(companies) >= 50
    assert len({one["name"] for one in companies}) == len(companies)
    job = await save(http, company=f"  {companies[3]['name'].upper()} ")
    assert (job["company_id"], job["company_name"]) == (companies[3]["id"], companies[3]["name"])


async def test_a_change_leaves_the_rest_as_it_is(http: httpx.AsyncClient) -> None:
    job = await save(http, notes="first")
    path = f"/api/jobs/{job['saved_job_id']}"
    changed = (
        await http.put(
            path, json={"status": "interviewing", "nextInterviewAt": "2027-03-01T14:30:00Z"}
        )
    ).json()
    assert changed["status"] == "interviewing"
    assert changed["next_interview_at"].startswith("2027-03-01T14:30")
    assert (changed["notes"], changed["jd_text"]) == (job["notes"], job["jd_text"])
    emptied = (await http.put(path, json={"notes": None, "next_interview_at": None})).json()
    assert (emptied["notes"], emptied["next_interview_at"]) == (None, None)
    renamed = (await http.put(path, json={"role": "Account Manager"})).json()
    assert (renamed["role_title"], renamed["role_category"]) == ("Account Manager", "sales")


async def test_a_plan_for_a_job_is_a_configuration_and_a_plan(http: httpx.AsyncClient) -> None:
    resume = await paste(http, "resume", RESUME)
    job = await save(http)
    path = f"/api/jobs/{job['saved_job_id']}/generate-plan"
    answer = await http.post(path, json={"minutes": 30})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    config = made["interview_config"]
    assert config["saved_job_id"] == made["job_id"] == job["saved_job_id"]
    assert (config["role_kit_id"], config["resume_doc_id"]) == ("data_engineer", resume)
    assert (config["duration_s"], config["company_name"]) == (1800, "Northwind Grid")
    assert made["interview_plan"]["interview_config_id"] == config["config_id"]
    assert made["interview_plan"]["version"] == 1
    body = {"config_id": config["config_id"], "audio_out": "none"}
    assert (await http.post("/api/v1/sessions", json=body)).status_code == 201
    looked = (await http.get(f"/api/jobs/{job['saved_job_id']}")).json()
    assert looked["practised"] == 1


async def test_a_plan_for_a_job_needs_a_resume(http: httpx.AsyncClient) -> None:
    job = await save(http)
    answer = await http.post(f"/api/jobs/{job['saved_job_id']}/generate-plan")
    assert "résumé" in problem(answer, 400, "bad_request")["detail"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"company": "X"},
        {"company": "", "role": "Y"},
        {"company": "X", "role": "Y", "url": "javascript:alert(1)"},
        {"company": "X", "role": "Y", "status": "dreaming"},
        {"company": "X", "role": "Y", "next_interview_at": "tomorrow"},
        {"company": "X", "role": "Y", "next_interview_at": "2027-03-01T14:30:00"},
        {"company": "X", "role": "Y", "jd_text": "x" * 100_001},
        {"company": "X", "role": "Y", "salary": 1},
    ],
)
async def test_a_job_that_cannot_be_saved(http: httpx.AsyncClient, body: Any) -> None:
    problem(await http.post("/api/jobs/save", json=body), 400, "bad_request")


async def test_a_date_that_is_none_is_a_bad_request(http: httpx.AsyncClient) -> None:
    body = {"company": "X", "role": "Y", "next_interview_at": "2027-13-41T25:61:00Z"}
    problem(await http.post("/api/jobs/save", json=body), 400, "bad_request")


async def test_somebody_elses_job_is_unknown(http: httpx.AsyncClient, live: LiveServer) -> None:
    job = await save(http)
    path = f"/api/jobs/{job['saved_job_id']}"
    async with signed_in(live, "mallory") as other:
        for answer in (
            await other.get(path),
            await other.put(path, json={"status": "offer"}),
            await other.post(f"{path}/generate-plan"),
            await other.delete(path),
        ):
            problem(answer, 404, "unknown_record")
        assert (await other.get("/api/jobs")).json() == []
    assert (await http.delete(path)).status_code == 204
    assert (await http.get("/api/jobs")).json() == []
