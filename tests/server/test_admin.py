"""What admins do: patterns, postings, data sources; and that nobody else may."""

import asyncio
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import httpx
import pytest

from runtime.interview.catalogue import PatternType
from runtime.library.users import UserRole
from runtime.secret import Secret
from server.apify import ApifyAccount
from server.pattern_record import PatternRecord, pattern_of
from tests.server.accounts import closed_server, signed_in
from tests.server.live_server import LiveServer
from tests.server.test_rest import problem
from tests.server.texts import POSTINGS

pytestmark = pytest.mark.integration

PATTERN: dict[str, Any] = {
    "pattern_id": "swe_vendor_choice",
    "pattern_type": "behavioral",
    "role_category": "swe",
    "interview_types": ["technical", "hiring_manager"],
    "phase": "behavioral",
    "topic": "buying instead of building",
    "template": "When did you last argue for buying a tool rather than writing it yourselves?",
    "expected_signal": "Weighs the cost of owning code against the fit of a product.",
    "expects": ["trade_off"],
    "dimensions": ["problem_solving"],
    "probe_tree": {"if_missing": {"trade_off": ["What did you give up by buying it?"]}},
}
ITEMS = [
    {"title": "Onsite", "content": "Two coding rounds and a chat about a queue.",
     "company": "Vendel", "upvotes": 12, "createdAt": "2026-05-01T10:00:00Z",
     "tags": ["onsite", {"name": "senior"}]},
    {"text": "Phone screen: they asked for a rate limiter.", "creationDate": 1770000000},
    {"title": "no words"},
]  # fmt: skip


class StandIn(BaseHTTPRequestHandler):
    """Speaks as much of Apify's API as a run needs."""

    asked: ClassVar[list[tuple[str, str]]] = []
    run: ClassVar[dict[str, str]] = {"id": "r1", "status": "READY", "defaultDatasetId": "d1"}

    def _answer(self, body: Any, status: int = 200) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self) -> None:
        wanted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, self.headers["Authorization"]))
        if wanted.get("company") == "Refusal":
            self._answer({"error": {"message": "no"}}, 402)
        else:
            self._answer({"data": self.run}, 201)

    def do_GET(self) -> None:
        if self.path.startswith("/v2/datasets/d1/items"):
            self._answer(ITEMS)
        else:
            self._answer({"data": {**self.run, "status": "SUCCEEDED"}})

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def live(
    database_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """Beside the server somebody who answers as Apify would."""
    apify = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    threading.Thread(target=apify.serve_forever, daemon=True).start()
    account = ApifyAccount(
        token=Secret("apify-key"),
        actor="owner~posts",
        base_url=f"http://127.0.0.1:{apify.server_address[1]}",
    )
    try:
        yield from closed_server(database_url, redis_url, tmp_path_factory, apify=account)
    finally:
        apify.shutdown()
        apify.server_close()


@pytest.mark.parametrize(
    ("method", "path", "body", "role"),
    [
        ("GET", "/api/patterns", None, "admin"),
        ("POST", "/api/patterns", PATTERN, "admin"),
        ("POST", "/api/data-sources/apify/run", {}, "admin"),
        ("POST", "/api/data-sources/apify/ingest", {"items": ITEMS}, "admin"),
        ("GET", "/api/v1/data-sources/runs", None, "admin"),
        ("GET", "/api/v1/data-sources/runs/x", None, "admin"),
        ("POST", "/api/v1/job-postings", POSTINGS["sales"], "recruiter"),
    ],
)
async def test_candidates_may_not(
    live: LiveServer, method: str, path: str, body: Any, role: str
) -> None:
    async with signed_in(live, "casey") as http:
        document = problem(await http.request(method, path, json=body), 403, "not_allowed")
        assert f"role {role}" in document["detail"]


async def test_a_recruiter_publishes_and_everybody_reads(live: LiveServer) -> None:
    async with signed_in(live, "rita", UserRole.recruiter) as http:
        answer = await http.post("/api/v1/job-postings", json=POSTINGS["data_engineer"])
        assert answer.status_code == 201, answer.text
        posting = answer.json()
        assert posting["tech_stack"] == ["python"]
        assert posting["required_skills"] == ["Kafka", "Spark", "Snowflake", "SQL"]
        problem(await http.get("/api/patterns"), 403, "not_allowed")
    async with signed_in(live, "casey") as http:
        assert posting in (await http.get("/api/v1/job-postings")).json()
        assert (await http.get(f"/api/v1/job-postings/{posting['posting_id']}")).json() == posting
        problem(await http.get("/api/v1/job-postings/nonsense"), 404, "unknown_record")


async def test_a_new_pattern_is_kept_and_found(live: LiveServer) -> None:
    async with signed_in(live, "ada", UserRole.admin) as http:
        answer = await http.post("/api/patterns", json=PATTERN)
        assert answer.status_code == 201, answer.text
        found = (await http.get("/api/v1/patterns", params={"role_category": "swe"})).json()
        assert "swe_vendor_choice" in [pattern["pattern_id"] for pattern in found]
        again = problem(await http.post("/api/patterns", json=PATTERN), 409, "conflict")
        assert "swe_vendor_choice" in again["detail"]


async def test_a_pattern_in_the_contracts_own_words_is_taken(live: LiveServer) -> None:
    record = {
        "pattern_type": "resume_claim",
        "role_category": "swe",
        "interview_type": "technical",
        "template": "Which decision in {{PROJECT/CLAIM}} would your old colleagues argue about?",
        "probe_tree": {
            "if_vague": ["What was the decision, in one sentence?"],
            "always": ["Whose side were you on?"],
        },
        "tags": ["ownership"],
        "source_type": "curated",
    }
    async with signed_in(live, "ada", UserRole.admin) as http:
        answer = await http.post("/api/patterns", json=record)
        assert answer.status_code == 201, answer.text
        pattern_id = answer.json()["pattern_id"]
        found = (await http.get("/api/patterns", params={"role_category": "swe"})).json()
        (kept,) = [pattern for pattern in found if pattern["pattern_id"] == pattern_id]
        assert kept["template"].startswith("Which decision in {{project_name}} would")
        assert (kept["interview_types"], kept["phase"]) == (["technical"], "resume_deep_dive")
        assert kept["probe_tree"]["if_vague"] == record["probe_tree"]["if_vague"]  # type: ignore[index]
        problem(await http.post("/api/v1/patterns", json=record), 409, "conflict")


@pytest.mark.parametrize(
    ("tree", "followups", "field", "texts"),
    [
        ({"Q0": "Whose?", "Probe2": "And then?", "Probe1": "How?"}, (), "ordered",
         ["How?", "And then?"]),
        (["How?", "And then?"], (), "ordered", ["How?", "And then?"]),
        ({"followups": ["How?"]}, (), "always", ["How?"]),
        ({}, ("How?",), "always", ["How?"]),
        ({"if_missing": {"metric": ["How many?"]}}, (), "if_missing", {"metric": ["How many?"]}),
    ],
)  # fmt: skip
def test_probes_come_in_any_of_the_contracts_shapes(
    tree: Any, followups: tuple[str, ...], field: str, texts: Any
) -> None:
    record = PatternRecord(
        pattern_type=PatternType.scenario,
        role_category="swe",
        template="How would you move a house?",
        probe_tree=tree,
        followups=followups,
    )
    pattern = pattern_of(record)
    assert getattr(pattern.probe_tree, field) == texts
    assert pattern.expects == (["metric"] if field == "if_missing" else [])
    assert pattern.phase == "exercise"
    assert pattern == pattern_of(record)


async def test_a_pattern_that_asks_the_same_is_refused(live: LiveServer) -> None:
    async with signed_in(live, "ada", UserRole.admin) as http:
        known = (await http.get("/api/patterns", params={"role_category": "any"})).json()
        one = next(pattern for pattern in known if "{{" not in pattern["template"])
        copy = {
            **one,
            "pattern_id": "any_copy",
            "template": one["template"].replace(" a ", " one "),
        }
        document = problem(await http.post("/api/patterns", json=copy), 409, "conflict")
        assert "asks the same" in document["detail"]


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({"template": "What is {{nobody}}?"}, "nobody"),
        ({"role_category": "astronauts"}, "astronauts"),
        ({"expects": []}, "probe"),
        ({"seconds": 5}, "seconds"),
        ({"template": "Why did you do it and how did you do it, and what came of it?"}, "question"),
        ({"pattern_type": "riddle"}, ""),
        ({"pattern_id": ""}, "pattern_id"),
        ({"source_type": "hearsay"}, "source_type"),
        ({"colour": "blue"}, ""),
    ],
)
async def test_a_pattern_that_breaks_the_rules_is_told_which(
    live: LiveServer, change: dict[str, Any], detail: str
) -> None:
    async with signed_in(live, "ada", UserRole.admin) as http:
        answer = await http.post("/api/patterns", json={**PATTERN, "pattern_id": "other", **change})
        assert detail in problem(answer, 400, "bad_request")["detail"]


async def test_a_data_set_is_kept_once(live: LiveServer) -> None:
    async with signed_in(live, "ada", UserRole.admin) as http:
        body = {"items": [*ITEMS, {"content": "x" * 50_001}], "company": "Halden"}
        first = (await http.post("/api/data-sources/apify/ingest", json=body)).json()
        assert (first["received"], first["added"], first["already_there"]) == (4, 2, 0)
        assert [line.partition(":")[0] for line in first["refused"]] == ["item 3", "item 4"]
        assert (first["run"]["status"], first["run"]["item_count"]) == ("succeeded", 2)
        second = (await http.post("/api/v1/data-sources/apify/ingest", json=body)).json()
        assert (second["added"], second["already_there"]) == (0, 2)
        run_id = first["run"]["run_id"]
        assert (await http.get(f"/api/v1/data-sources/runs/{run_id}")).json() == first["run"]
        posts = await asyncio.wrap_future(
            asyncio.run_coroutine_threadsafe(live.parts.sources.posts(run_id), live.loop)
        )
        one, other = posts
        assert one.raw_content.startswith("Onsite\n\nTwo coding rounds")
        assert (one.company_name, one.upvotes, one.tags) == ("Vendel", 12, "onsite, senior")
        assert (one.created_at_source or "").startswith("2026-05-01T10:00")
        assert (other.company_name, (other.created_at_source or "")[:4]) == ("Halden", "2026")
        late = {"items": ITEMS, "run_id": run_id}
        problem(await http.post("/api/data-sources/apify/ingest", json=late), 409, "conflict")


@pytest.mark.parametrize("body", [{}, {"items": []}, {"items": ["x"]}, {"items": {}}])
async def test_a_data_set_that_is_none(live: LiveServer, body: Any) -> None:
    async with signed_in(live, "ada", UserRole.admin) as http:
        problem(await http.post("/api/data-sources/apify/ingest", json=body), 400, "bad_request")


async def ended(http: httpx.AsyncClient, run_id: str) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while True:
            run: dict[str, Any] = (await http.get(f"/api/v1/data-sources/runs/{run_id}")).json()
            if run["status"] != "running":
                return run
            await asyncio.sleep(0.05)


async def test_a_scraper_runs_and_its_posts_are_kept(live: LiveServer) -> None:
    async with signed_in(live, "ada", UserRole.admin) as http:
        body = {"company": "Vendel", "maxToScrape": 5, "startDate": "2026-01-01"}
        answer = await http.post("/api/data-sources/apify/run", json=body)
        assert answer.status_code == 202, answer.text
        assert answer.json()["run_params"] == body
        run = await ended(http, answer.json()["run_id"])
        assert run["status"] == "succeeded"
        assert StandIn.asked[-1] == ("/v2/acts/owner~posts/runs", "Bearer apify-key")


async def test_a_scraper_that_is_refused_fails_its_run(live: LiveServer) -> None:
    async with signed_in(live, "ada", UserRole.admin) as http:
        answer = await http.post("/api/data-sources/apify/run", json={"company": "Refusal"})
        run = await ended(http, answer.json()["run_id"])
        assert (run["status"], run["error"]) == ("failed", "Apify refused with 402.")
