"""A coding exercise and a case held over the real socket, from the plan to the report."""

import asyncio
from typing import Any

import httpx
import pytest

from seeds.load import load
from tests.server.conftest import create_session
from tests.server.live_server import LiveServer
from tests.server.typist import ANSWER, Message, Typist, join

pytestmark = pytest.mark.integration

CATALOGUE = load()
EXERCISES = {each.exercise_id: each for each in CATALOGUE.exercises}
CASES = {each.case_id: each for each in CATALOGUE.cases}
MOST_TURNS = 40


async def to_the_task(typist: Typist) -> Message:
    """Answer every question until a task is on the screen and its question was said."""
    shown: Message | None = None
    for _ in range(MOST_TURNS):
        message = await typist.receive()
        while message["type"] != "turn.completed" or message["role"] != "interviewer":
            if message["type"] == "task.shown":
                shown = message
            message = await typist.receive()
        if shown is not None:
            return shown
        await typist.send(type="text", text=ANSWER)
    raise AssertionError("no task came")


async def report_of(http: httpx.AsyncClient, session: Any) -> dict[str, Any]:
    for _ in range(200):
        answer = await http.get(f"/api/v1/sessions/{session['session_id']}/report")
        if answer.status_code == 200:
            found: dict[str, Any] = answer.json()
            return found
        await asyncio.sleep(0.1)
    raise AssertionError("no report came")


def nothing_hidden(messages: list[Message], *hidden: str) -> None:
    told = repr(messages)
    for text in hidden:
        assert text not in told


async def test_code_is_handed_in_and_rated(live: LiveServer, http: httpx.AsyncClient) -> None:
    session = await create_session(
        http,
        role_kit_id="backend_engineer",
        interview_type="technical",
        seniority="mid",
        duration_s=1800,
        questions_target=12,
    )
    async with join(session) as typist:
        shown = await to_the_task(typist)
        exercise = EXERCISES[shown["task_id"]]
        assert shown["kind"] == "coding"
        assert shown["code"] == exercise.code_snippet.strip("\n")
        await typist.send(type="typing")
        await typist.send(
            type="code",
            task_id=exercise.exercise_id,
            code=exercise.suggested_fix,
            language=exercise.language,
            message_id="m1",
        )
        done = await typist.until("turn.completed", role="candidate")
        assert done["has_code"]
        assert done["message_id"] == "m1"
        await typist.until("turn.completed", role="interviewer")
        told = "It fails on the last attempt, so I would keep the error and raise it there."
        await typist.send(type="text", text=told)
        nothing_hidden(
            typist.messages, exercise.bug_description, exercise.suggested_fix.strip("\n")
        )
        await typist.send(type="end")
        await typist.closed()
    report = await report_of(http, session)
    (task,) = report["tasks"]
    assert task["task_id"] == exercise.exercise_id
    assert task["likeness"] == "equal"
    assert task["executed"] is False
    assert task["code"] == exercise.suggested_fix.rstrip()
    assert any(turn["code"] for turn in report["turns"])


async def test_a_case_unfolds_and_its_notes_outlive_a_reconnect(
    live: LiveServer, http: httpx.AsyncClient
) -> None:
    session = await create_session(
        http,
        role_kit_id="product_manager",
        interview_type="hiring_manager",
        duration_s=3000,
        questions_target=14,
    )
    async with join(session) as typist:
        shown = await to_the_task(typist)
        case = CASES[shown["task_id"]]
        assert shown["kind"] == "case"
        assert shown["facts"] == []
        fact = next(each for each in case.revealable_data if not each.needs)
        await typist.send(type="text", text=f"Can you tell me about the {fact.triggers[0]}?")
        told = await typist.until("task.shown")
        assert told["facts"][0]["text"] == fact.say
        await typist.until("turn.completed", role="interviewer")
        await typist.send(type="notes", task_id=case.case_id, text="45 of 100", kind="notes")
        await typist.send(type="notes", task_id=case.case_id, text="1. mix", kind="outline")
        await typist.send(type="ping", id="p")
        await typist.until("pong")
        seen = max(message.get("seq") or 0 for message in typist.messages)
        nothing_hidden(typist.messages, case.solution)
    ticket = (await http.post(f"/api/v1/sessions/{session['session_id']}/tickets")).json()
    again = session | {"ticket": ticket["ticket"]}
    async with join(again, resume_from_seq=seen) as typist:
        shown = await typist.until("task.shown")
        assert [each["text"] for each in shown["facts"]] == [fact.say]
        await typist.until("turn.completed", role="interviewer")
        await typist.send(type="end")
        await typist.closed()
    report = await report_of(http, session)
    (task,) = report["tasks"]
    assert task["notes"] == "45 of 100"
    assert task["outline"] == "1. mix"
    assert task["clarifying_questions"] == 1


@pytest.mark.parametrize("message", [
    {"type": "code", "task_id": "x", "code": "  "},
    {"type": "code", "task_id": "x", "code": "y" * 20_001},
    {"type": "notes", "task_id": "x", "text": "y" * 20_001},
    {"type": "notes", "task_id": "x", "text": "y", "kind": "poem"},
])  # fmt: skip
async def test_what_can_not_be_kept_is_refused(
    http: httpx.AsyncClient, message: dict[str, Any]
) -> None:
    async with join(await create_session(http)) as typist:
        await typist.send(**message)
        assert (await typist.until("error"))["code"] == "bad_message"


async def test_code_for_no_task_changes_nothing(http: httpx.AsyncClient) -> None:
    async with join(await create_session(http, role_kit_id="sales_executive")) as typist:
        await typist.until("turn.completed", role="interviewer")
        await typist.send(type="code", task_id="none", code="print(1)")
        await typist.send(type="typing")
        await typist.send(type="text", text=ANSWER)
        done = await typist.until("turn.completed", role="candidate")
        assert done["text"] == ANSWER
        assert not done["has_code"]
