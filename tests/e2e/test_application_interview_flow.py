"""Application → interview → start over a whole Viva: each job gets its own interview (R-328)."""

import asyncio
from typing import Any

import httpx
import pytest

from load_tests.server_process import ServerProcess
from tests.roles.test_interview_engine_job_context import CODING
from tests.server.texts import POSTINGS
from tests.server.typist import ANSWER, join

pytestmark = pytest.mark.e2e

ANSWERS = 6
"""So many answers show the opening and the first questions about the role."""
NON_TECHNICAL = ("sales", "support")
FITTING = {
    "data_engineer": ("Kafka", "Spark", "Snowflake", "SQL", "pipeline", "data", "warehouse"),
    "devops": (
        "Kubernetes",
        "Terraform",
        "AWS",
        "release",
        "cluster",
        "alert",
        "incident",
        "database",
        "outage",
        "backup",
        "server",
    ),
    "qa_automation": ("Playwright", "test", "API", "quality", "bug", "defect"),
    "sales": ("customer", "client", "deal", "sales", "account", "negotiat", "pipeline"),
    "support": ("customer", "caller", "ticket", "Zendesk", "support", "Spanish", "complain"),
}
"""Words of which at least one belongs into the first questions about each job."""


def resume_for(kind: str) -> str:
    """A candidate who has done such work before: their own trade must not lead elsewhere."""
    posting = POSTINGS[kind]
    first, second, *_ = posting["required_skills"]
    return f"""\
Robin Adeyemi
{posting["title"]}

Experience

{posting["title"]}, Halden Energy
March 2021 - Present
- Introduced {first} and cut the time that customers wait from 9 days to 2
- Worked with {second} every week and trained 4 colleagues in it

Skills
{", ".join(posting["required_skills"])}
"""


async def first_questions(session: dict[str, Any]) -> list[str]:
    """What the interviewer says to a candidate who answers a few times and then leaves."""
    said: list[str] = []
    async with join(session) as typist, asyncio.timeout(90):
        while len(said) <= ANSWERS:
            message = await typist.until("turn.completed", role="interviewer")
            said.append(message["text"])
            await typist.send(type="text", text=ANSWER)
        await typist.send(type="end")
    return said


async def questions_of(viva: ServerProcess, kind: str) -> tuple[dict[str, Any], list[str]]:
    async with httpx.AsyncClient(base_url=viva.url, timeout=60) as http:
        resume = await http.post(
            "/api/v1/documents", json={"doc_type": "resume", "text": resume_for(kind)}
        )
        assert resume.status_code == 201, resume.text
        posting = await http.post("/api/v1/job-postings", json=POSTINGS[kind])
        assert posting.status_code == 201, posting.text
        answer = await http.post(
            "/api/v1/applications",
            json={
                "jobPostingId": posting.json()["posting_id"],
                "resumeId": resume.json()["id"],
                "minutes": 15,
                "audioOut": "none",
            },
        )
        assert answer.status_code == 201, answer.text
        created = answer.json()
        view = (await http.get(f"/api/v1/sessions/{created['interview']['session_id']}")).json()
        assert view["job_posting_id"] == posting.json()["posting_id"]
        assert view["status"] == "created"
        return view, await first_questions(created["interview"])


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", list(FITTING))
async def test_each_job_gets_its_own_interview(viva: ServerProcess, kind: str) -> None:
    view, said = await questions_of(viva, kind)
    assert view["role_title"] == POSTINGS[kind]["title"]
    everything = " ".join(said)
    assert POSTINGS[kind]["title"] in said[0]
    fitting = (*FITTING[kind], *POSTINGS[kind]["required_skills"])
    assert any(word.lower() in everything.lower() for word in fitting), said
    if kind in NON_TECHNICAL:
        assert CODING.findall(everything) == []
    assert len(said) == len(set(said))
