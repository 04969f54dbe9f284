"""Stories of one's own: kept, changed, found by meaning, and asked about."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from tests.parts import missing
from tests.server.accounts import closed_server, signed_in
from tests.server.live_server import LiveServer
from tests.server.test_rest import problem

pytestmark = pytest.mark.integration

STORIES = "/api/v1/stories"


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


async def told(http: httpx.AsyncClient, title: str, **parts_of_it: str) -> str:
    answer = await http.post(STORIES, json={"title": title, **parts_of_it})
    assert answer.status_code == 201, answer.text
    story_id: str = answer.json()["story_id"]
    return story_id


async def test_a_story_is_kept_changed_archived_and_erased(http: httpx.AsyncClient) -> None:
    story_id = await told(http, "the night of the lost orders", situation="The queue was full.")
    address = f"{STORIES}/{story_id}"
    changed = (await http.put(address, json={"result": "No order was lost."})).json()
    assert (changed["situation"], changed["result"]) == (
        "The queue was full.",
        "No order was lost.",
    )
    assert (await http.get(address)).json() == changed
    assert (await http.put(address, json={"isArchived": True})).json()["is_archived"] is True
    assert (await http.get(STORIES)).json() == []
    assert len((await http.get(STORIES, params={"archived": True})).json()) == 1
    assert (await http.delete(address)).status_code == 204
    problem(await http.get(address), 404, "unknown_record")


async def test_nobody_sees_what_others_told(http: httpx.AsyncClient, live: LiveServer) -> None:
    story_id = await told(http, "the night of the lost orders")
    async with signed_in(live, "somebody-else") as other:
        assert (await other.get(STORIES)).json() == []
        problem(await other.get(f"{STORIES}/{story_id}"), 404, "unknown_record")
        problem(await other.delete(f"{STORIES}/{story_id}"), 404, "unknown_record")


async def test_a_story_needs_a_title(http: httpx.AsyncClient) -> None:
    problem(await http.post(STORIES, json={"situation": "Long ago."}), 400, "bad_request")
    problem(await http.post(STORIES, json={"title": "x", "colour": "red"}), 400, "bad_request")


async def test_the_story_that_fits_a_question_comes_first(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    if await live.parts.likeness.vector("a text") is None:
        missing("the embedding model isn't installed")
    await told(http, "the summer fair", action="I painted signs for the children's stalls.")
    wanted = await told(http, "the night of the lost orders", action="I repaired the broken queue.")
    question = "Tell me about an outage of your software."
    found = (await http.get(f"{STORIES}/similar", params={"question": question})).json()
    assert found[0]["story"]["story_id"] == wanted
    assert len(found) == 2


async def test_an_interview_asks_for_ones_story(http: httpx.AsyncClient, live: LiveServer) -> None:
    await told(http, "the night of the lost orders", situation="The queue was full.")
    config = {"role_kit_id": "software_engineer", "minutes": 50}
    config_id = (await http.post("/api/v1/interview-configs", json=config)).json()["config_id"]
    body = {"config_id": config_id}
    session_id = (await http.post("/api/v1/sessions", json=body)).json()["session_id"]
    found = asyncio.run_coroutine_threadsafe(live.parts.record(session_id), live.loop).result(10)
    asked = [question.text for phase in found.plan.phases for question in phase.questions]
    assert any("the night of the lost orders" in text for text in asked)
