"""From an application to the words a model is told, on real Postgres (R-327, R-306 to R-320).

Each test applies for a posting over the API, joins the interview, and reads what the live session
tells its language model: a stand-in that speaks a vendor's protocol and keeps every prompt.
"""

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

import asyncpg
import httpx
import msgspec
import pytest
import structlog

from load_tests.vendors.openai import OpenAiStandIn
from load_tests.vendors.stand_in import StandIn
from prompts.budget import estimated_tokens
from prompts.role_prompts import role_prompt
from runtime.library.hiring import Posting
from runtime.library.users import LOCAL_USER_ID
from runtime.providers.accounts import Accounts, OpenAiAccount
from runtime.providers.wording import BRIEFED
from runtime.record import SessionRecord
from runtime.roles.names import RoleType
from runtime.roles.resolver import GENERAL_KIT
from runtime.roles.system_prompt import get_realtime_system_prompt
from runtime.secret import Secret
from server.cli.database import bring_up_to_date
from tests.conftest import run
from tests.roles.test_interview_engine_job_context import CODING
from tests.server.live_server import LiveServer, live_server, settings_for
from tests.server.test_rest import problem
from tests.server.texts import POSTINGS, RESUME
from tests.server.typist import ANSWER, join

pytestmark = pytest.mark.integration

KEY = "stand-in-key"


class Flow:
    """What one application led to."""

    def __init__(self, created: dict[str, Any], record: SessionRecord, prompt: str) -> None:
        self.created = created
        self.record = record
        self.prompt = prompt
        """The instructions that the live session gave its model."""


@pytest.fixture(scope="module")
def model() -> Iterator[OpenAiStandIn]:
    """A language model of this machine, on a loop of its own."""
    vendor = OpenAiStandIn(key=KEY)
    stand_in = StandIn(vendor)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(stand_in.start(), loop).result(10)
    vendor_url[:] = [f"{stand_in.url}/v1"]
    yield vendor
    asyncio.run_coroutine_threadsafe(stand_in.aclose(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


vendor_url: list[str] = []


@pytest.fixture(scope="module")
def live(
    database_url: str,
    redis_url: str,
    tmp_path_factory: pytest.TempPathFactory,
    model: OpenAiStandIn,
) -> Iterator[LiveServer]:
    """An open server with the real catalogue, and the model in front."""
    settings = settings_for(
        tmp_path_factory.mktemp("home"),
        database_url,
        redis_url,
        llm="openai",
        accounts=Accounts(openai=OpenAiAccount(api_key=Secret(KEY), base_url=vendor_url[0])),
    )
    run(bring_up_to_date(settings))
    with live_server(settings) as server:
        yield server


@pytest.fixture
async def http(live: LiveServer) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=live.url, timeout=60) as client:
        yield client


@pytest.fixture
async def test_candidate() -> str:
    """The user who applies: on an open server everybody is `local`."""
    return LOCAL_USER_ID


@pytest.fixture
async def test_job_posting(http: httpx.AsyncClient) -> dict[str, Any]:
    """A complete posting (R-299)."""
    return await posted(http, "data_engineer")


@pytest.fixture
async def test_resume(http: httpx.AsyncClient) -> str:
    """Id of the candidate's résumé."""
    answer = await http.post("/api/v1/documents", json={"doc_type": "resume", "text": RESUME})
    assert answer.status_code == 201, answer.text
    document_id: str = answer.json()["id"]
    return document_id


async def posted(http: httpx.AsyncClient, kind: str, **change: Any) -> dict[str, Any]:
    answer = await http.post("/api/v1/job-postings", json={**POSTINGS[kind], **change})
    assert answer.status_code == 201, answer.text
    posting: dict[str, Any] = answer.json()
    return posting


def record_of(live: LiveServer, session_id: str) -> SessionRecord:
    loading = asyncio.run_coroutine_threadsafe(live.parts.record(session_id), live.loop)
    return loading.result(10)


async def applied(http: httpx.AsyncClient, posting_id: str, **body: Any) -> dict[str, Any]:
    wanted = {"job_posting_id": posting_id, "audio_out": "none", **body}
    answer = await http.post("/api/v1/applications", json=wanted)
    assert answer.status_code == 201, answer.text
    created: dict[str, Any] = answer.json()
    return created


async def instructions(session: dict[str, Any], model: OpenAiStandIn) -> str:
    """Hold the interview until its model is asked; what it was told about the interview."""
    model.prompts.clear()
    async with join(session) as typist, asyncio.timeout(30):
        while True:
            await typist.until("turn.completed", role="interviewer")
            for system, user in model.prompts:
                if BRIEFED in system:
                    assert estimated_tokens(f"{system}\n{user}") < 4_000
                    await typist.send(type="end")
                    return system.partition(BRIEFED)[2].strip()
            await typist.send(type="text", text=ANSWER)


async def flow(
    http: httpx.AsyncClient, live: LiveServer, model: OpenAiStandIn, posting_id: str, **body: Any
) -> Flow:
    created = await applied(http, posting_id, **body)
    record = record_of(live, created["interview"]["session_id"])
    return Flow(created, record, await instructions(created["interview"], model))


def check_job(found: Flow, kind: str) -> None:
    """What holds for every job (R-306, R-308, R-319)."""
    posting = POSTINGS[kind]
    assert found.record.job_posting_id == found.created["job_posting"]["posting_id"]
    assert found.record.application_id == found.created["application"]["application_id"]
    assert found.created["application"]["session_ids"] == [found.record.session_id]
    assert posting["title"] in found.prompt
    assert posting["company"] in found.prompt
    assert posting["role_category"] in found.prompt
    assert " ".join(posting["description"].split())[:60] in found.prompt
    assert ", ".join(posting["required_skills"]) in found.prompt
    assert "Every question must fit this job" in found.prompt
    assert estimated_tokens(found.prompt) < 4_000


def check_no_coding(found: Flow) -> None:
    """R-320: neither the instructions nor the plan of such a role speak of code."""
    assert CODING.findall(found.prompt) == []
    asked = [question.text for phase in found.record.plan.phases for question in phase.questions]
    assert asked
    assert CODING.findall(" ".join(asked)) == []
    assert found.record.plan.tasks == () or all(
        task.kind != "coding" for task in found.record.plan.tasks
    )


async def test_data_engineer_interview_with_job_context(
    http: httpx.AsyncClient,
    live: LiveServer,
    model: OpenAiStandIn,
    test_candidate: str,
    test_job_posting: dict[str, Any],
    test_resume: str,
) -> None:
    """R-321 (IV1): the python base, the data engineering overlay, and the job."""
    found = await flow(http, live, model, test_job_posting["posting_id"], resume_id=test_resume)
    check_job(found, "data_engineer")
    assert found.record.user_id == test_candidate
    assert found.created["application"]["resume_id"] == test_resume
    assert (found.record.role_type, found.created["role_type"]) == (RoleType.python, "python")
    assert found.record.role_kit_id == "data_engineer"
    assert found.prompt.startswith(role_prompt("python").text[:200])
    assert role_prompt("data_engineering").text[:200] in found.prompt


async def test_devops_interview_with_job_context(
    http: httpx.AsyncClient, live: LiveServer, model: OpenAiStandIn
) -> None:
    found = await flow(http, live, model, (await posted(http, "devops"))["posting_id"])
    check_job(found, "devops")
    assert (found.record.role_type, found.record.role_kit_id) == (
        RoleType.python, "devops_engineer",
    )  # fmt: skip
    assert role_prompt("devops").text[:200] in found.prompt


async def test_qa_automation_interview_with_job_context(
    http: httpx.AsyncClient, live: LiveServer, model: OpenAiStandIn
) -> None:
    found = await flow(http, live, model, (await posted(http, "qa_automation"))["posting_id"])
    check_job(found, "qa_automation")
    assert (found.record.role_type, found.record.plan.role_category) == (RoleType.javascript, "qa")
    assert role_prompt("qa_automation").text[:200] in found.prompt


async def test_sales_interview_with_job_context(
    http: httpx.AsyncClient, live: LiveServer, model: OpenAiStandIn
) -> None:
    """R-323 (IV3), R-320."""
    found = await flow(http, live, model, (await posted(http, "sales"))["posting_id"])
    check_job(found, "sales")
    assert (found.record.role_type, found.record.plan.role_category) == (
        RoleType.fullstack, "sales",
    )  # fmt: skip
    assert "This is a sales role" in found.prompt
    check_no_coding(found)


async def test_support_interview_with_job_context(
    http: httpx.AsyncClient, live: LiveServer, model: OpenAiStandIn
) -> None:
    """With Zendesk, and with the second language of the job (R-218, C-57)."""
    found = await flow(http, live, model, (await posted(http, "support"))["posting_id"])
    check_job(found, "support")
    assert (found.record.role_type, found.record.plan.role_category) == (
        RoleType.fullstack, "support",
    )  # fmt: skip
    assert "Zendesk" in found.prompt
    assert "Bilingual (Spanish)" in found.prompt
    assert "The job needs Spanish" in found.prompt
    assert found.record.response_languages == ("es",)
    check_no_coding(found)


async def test_product_manager_interview_with_job_context(
    http: httpx.AsyncClient, live: LiveServer, model: OpenAiStandIn
) -> None:
    found = await flow(http, live, model, (await posted(http, "product"))["posting_id"])
    check_job(found, "product")
    assert (found.record.role_type, found.record.plan.role_category) == (RoleType.fullstack, "pm")
    assert "This is a product role" in found.prompt
    check_no_coding(found)


async def test_rust_interview_with_job_context(
    http: httpx.AsyncClient, live: LiveServer, model: OpenAiStandIn
) -> None:
    """A language that the database's role types don't have: the python base, the rust overlay."""
    found = await flow(http, live, model, (await posted(http, "rust"))["posting_id"])
    check_job(found, "rust")
    assert found.record.role_type is RoleType.python
    assert role_prompt("rust").text[:200] in found.prompt


async def test_backward_compatibility_without_a_job(
    http: httpx.AsyncClient, live: LiveServer, model: OpenAiStandIn
) -> None:
    """R-312, R-318, R-324 (IV4): no posting, no job section, the same endpoint, no error."""
    created = await http.post(
        "/api/v1/sessions", json={"role_kit_id": "data_engineer", "audio_out": "none"}
    )
    assert created.status_code == 201, created.text
    record = record_of(live, created.json()["session_id"])
    assert (record.job_posting_id, record.application_id) == (None, None)
    told = await instructions(created.json(), model)
    assert "# The job" not in told
    assert "<job>" not in told
    assert get_realtime_system_prompt("react", None) == role_prompt("react").text


async def test_an_interview_from_before_there_were_roles_still_opens(
    http: httpx.AsyncClient, live: LiveServer, database_url: str
) -> None:
    """A row of the first version has no role, no owner of its own and no posting (R-246)."""
    created = (await http.post("/api/v1/sessions", json={"audio_out": "none"})).json()
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(
            "update interview_sessions set role_type = null, base_prompt_key = null,"
            " job_posting_id = null where id = $1",
            created["session_id"],
        )
    finally:
        await connection.close()
    async with join(created) as typist, asyncio.timeout(30):
        await typist.until("turn.completed", role="interviewer")
        await typist.send(type="end")


async def test_unknown_stack_and_category_fall_back_to_fullstack(
    http: httpx.AsyncClient, live: LiveServer, model: OpenAiStandIn
) -> None:
    """R-311, R-317: an unknown job is interviewed all the same, for the job it is."""
    posting = await posted(
        http,
        "sales",
        title="Lighthouse Keeper",
        tech_stack="fresnel",
        role_category="coast",
        required_skills=["Patience", "Weather"],
        description="Keeps the light and the log.",
    )
    found = await flow(http, live, model, posting["posting_id"])
    assert found.record.role_type is RoleType.fullstack
    assert "Lighthouse Keeper" in found.prompt
    assert "Patience, Weather" in found.prompt
    assert found.record.role_kit_id == GENERAL_KIT
    asked = [question.text for phase in found.record.plan.phases for question in phase.questions]
    assert len(asked) >= 4
    trade = re.compile(r"(?i)\b(?:code|coding|software|database)")
    assert not trade.search(" ".join(asked))
    assert not found.record.plan.tasks
    assert CODING.findall(found.prompt) == []


async def test_missing_fields_of_a_posting_do_no_harm(
    http: httpx.AsyncClient, live: LiveServer, model: OpenAiStandIn
) -> None:
    """R-247."""
    answer = await http.post(
        "/api/v1/job-postings",
        json={"title": "Engineer", "company": "X", "description": "-", "role_category": "swe"},
    )
    assert answer.status_code == 201, answer.text
    found = await flow(http, live, model, answer.json()["posting_id"])
    assert "Job title: Engineer" in found.prompt
    assert "Required skills" not in found.prompt


async def test_a_long_description_is_cut_and_the_prompt_stays_small(
    http: httpx.AsyncClient, live: LiveServer, model: OpenAiStandIn
) -> None:
    """R-189, R-188, R-319, through the whole flow."""
    posting = await posted(http, "data_engineer", description="Pipelines and warehouses. " * 1_000)
    found = await flow(http, live, model, posting["posting_id"])
    (line,) = [line for line in found.prompt.splitlines() if line.startswith("Description: ")]
    assert len(line.removeprefix("Description: ")) <= 500


async def test_each_injection_is_logged_without_words_of_the_posting(
    http: httpx.AsyncClient, live: LiveServer, model: OpenAiStandIn
) -> None:
    """R-248: into the plan when it is made, into the prompt when the session is opened."""
    posting = await posted(http, "data_engineer")
    with structlog.testing.capture_logs() as lines:
        await flow(http, live, model, posting["posting_id"])
    injected = [line for line in lines if line["event"] == "job_context_injected"]
    assert [line.get("into", "prompt") for line in injected] == ["plan", "prompt"]
    assert {line["posting_id"] for line in injected} == {posting["posting_id"]}
    assert "meter readings" not in repr(lines)
    assert "Northwind" not in repr(lines)


async def test_a_session_can_be_created_for_an_application(
    http: httpx.AsyncClient, live: LiveServer, model: OpenAiStandIn
) -> None:
    """R-313, R-139: `application_id` is optional, and gives the context of its job."""
    created = await applied(http, (await posted(http, "sales"))["posting_id"])
    application_id = created["application"]["application_id"]
    answer = await http.post(
        "/api/v1/sessions", json={"application_id": application_id, "audio_out": "none"}
    )
    assert answer.status_code == 201, answer.text
    view = (await http.get(f"/api/v1/sessions/{answer.json()['session_id']}")).json()
    assert view["application_id"] == application_id
    assert view["job_posting_id"] == created["job_posting"]["posting_id"]
    assert view["role_title"] == "Account Manager"
    assert "Negotiation" in await instructions(answer.json(), model)
    mine = (await http.get(f"/api/v1/applications/{application_id}")).json()
    assert len(mine["session_ids"]) == 2


async def test_a_session_can_be_created_for_a_posting_alone(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    """R-314: the reference to the posting is optional, too."""
    posting = await posted(http, "devops")
    answer = await http.post(
        "/api/v1/sessions", json={"jobPostingId": posting["posting_id"], "audio_out": "none"}
    )
    record = record_of(live, answer.json()["session_id"])
    assert (record.job_posting_id, record.application_id) == (posting["posting_id"], None)


async def test_the_plan_itself_is_made_for_the_job(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    """R-315: what is asked, and not only how it is worded, draws on the posting."""
    created = await applied(http, (await posted(http, "data_engineer"))["posting_id"], minutes=30)
    plan = record_of(live, created["interview"]["session_id"]).plan
    assert (plan.role_title, plan.company) == ("Senior Data Engineer", "Northwind Grid")
    asked = " ".join(question.text for phase in plan.phases for question in phase.questions)
    named = [skill for skill in ("Kafka", "Spark", "Snowflake", "SQL") if skill in asked]
    assert named


async def test_what_an_erased_posting_leaves_is_an_interview_without_one(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    """R-076: the reference goes back to null, and the interview can still be held."""
    posting = await posted(http, "sales")
    created = await applied(http, posting["posting_id"])
    deleting = live.parts.hiring.delete_posting(LOCAL_USER_ID, posting["posting_id"])
    asyncio.run_coroutine_threadsafe(deleting, live.loop).result(10)
    record = record_of(live, created["interview"]["session_id"])
    assert record.job_posting_id is None
    async with join(created["interview"]) as typist, asyncio.timeout(30):
        await typist.until("turn.completed", role="interviewer")
        await typist.send(type="end")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "bad_request"),
        ({"job_posting_id": "nonsense"}, 404, "unknown_record"),
        ({"job_posting_id": "00000000-0000-0000-0000-00000000ffff"}, 404, "unknown_record"),
        ({"job_posting_id": "x", "minutes": 5}, 400, "bad_request"),
        ({"job_posting_id": 7}, 400, "bad_request"),
    ],
)
async def test_an_application_that_cannot_be(
    http: httpx.AsyncClient, body: Any, status: int, code: str
) -> None:
    problem(await http.post("/api/v1/applications", json=body), status, code)


async def test_a_resume_that_is_not_ones_own_is_unknown(
    http: httpx.AsyncClient, test_job_posting: dict[str, Any]
) -> None:
    body = {
        "job_posting_id": test_job_posting["posting_id"],
        "resume_id": "00000000-0000-0000-0000-00000000ffff",
    }
    problem(await http.post("/api/v1/applications", json=body), 404, "unknown_record")


async def test_the_whole_posting_is_stored_and_not_only_its_role(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    """R-308."""
    created = await applied(http, (await posted(http, "support"))["posting_id"])
    record = record_of(live, created["interview"]["session_id"])
    assert record.job_posting_id is not None
    loading = live.parts.hiring.posting(LOCAL_USER_ID, record.job_posting_id)
    stored = asyncio.run_coroutine_threadsafe(loading, live.loop).result(10)
    assert msgspec.json.decode(msgspec.json.encode(stored)) == created["job_posting"]
    assert isinstance(stored, Posting)
