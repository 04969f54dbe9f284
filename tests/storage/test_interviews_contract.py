"""The durable record's promises, over Postgres and its twin."""

import asyncio

import pytest

from runtime.errors import LeaseLost, UnknownSession
from runtime.interview.actions import Speaker
from runtime.record import SessionStatus
from tests.storage.conftest import Record
from tests.storage.samples import ended, failed, heard, record, turn

pytestmark = pytest.mark.contract


async def test_a_session_comes_back_as_it_was_made(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    assert await kept.interviews.load(session_id) == record(session_id)


async def test_a_new_session_has_no_turns_and_no_events(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    assert await kept.interviews.turns(session_id) == []
    assert await kept.interviews.events(session_id) == []


async def test_an_unknown_session_is_refused(kept: Record, session_id: str) -> None:
    with pytest.raises(UnknownSession):
        await kept.interviews.load(session_id)
    with pytest.raises(UnknownSession):
        await kept.interviews.set_status(session_id, SessionStatus.running)
    with pytest.raises(UnknownSession):
        await kept.interviews.commit_turn(session_id, turn(0), [heard(1)])
    with pytest.raises(UnknownSession):
        await kept.interviews.close(
            session_id, reason="completed", status=SessionStatus.ended, entries=()
        )


async def test_the_first_run_is_the_start(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    await kept.interviews.set_status(session_id, SessionStatus.waiting)
    assert (await kept.interviews.load(session_id)).started_at is None
    await kept.interviews.set_status(session_id, SessionStatus.running)
    started_at = (await kept.interviews.load(session_id)).started_at
    assert started_at is not None
    await kept.interviews.set_status(session_id, SessionStatus.paused)
    await kept.interviews.set_status(session_id, SessionStatus.running)
    loaded = await kept.interviews.load(session_id)
    assert (loaded.status, loaded.started_at) == (SessionStatus.running, started_at)


async def test_a_committed_turn_is_there_with_its_events(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    asked = turn(0, "What did you do?", role=Speaker.interviewer)
    await kept.interviews.commit_turn(session_id, asked, [heard(1), heard(3)])
    await kept.interviews.commit_turn(session_id, turn(1), [heard(4), ended(7)])
    assert await kept.interviews.turns(session_id) == [asked, turn(1)]
    assert await kept.interviews.events(session_id) == [heard(1), heard(3), heard(4), ended(7)]


async def test_committing_twice_is_committing_once(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    for _ in range(2):
        await kept.interviews.commit_turn(session_id, turn(0), [heard(1), ended(2)])
    assert await kept.interviews.turns(session_id) == [turn(0)]
    assert await kept.interviews.events(session_id) == [heard(1), ended(2)]


async def test_the_same_commit_from_two_processes_at_once_is_one(
    kept: Record, session_id: str
) -> None:
    await kept.interviews.create(record(session_id))
    await asyncio.gather(
        *(kept.interviews.commit_turn(session_id, turn(0), [heard(1)]) for _ in range(6))
    )
    assert await kept.interviews.turns(session_id) == [turn(0)]
    assert await kept.interviews.events(session_id) == [heard(1)]


async def test_a_turn_without_events_is_kept(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    await kept.interviews.commit_turn(session_id, turn(0), [])
    assert await kept.interviews.turns(session_id) == [turn(0)]


async def test_an_owner_that_was_replaced_can_not_commit(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    await kept.interviews.commit_turn(session_id, turn(0), [heard(1, epoch=2)])
    with pytest.raises(LeaseLost):
        await kept.interviews.commit_turn(session_id, turn(1), [heard(2, epoch=1)])
    with pytest.raises(LeaseLost):
        await kept.interviews.close(
            session_id, reason="completed", status=SessionStatus.ended, entries=[ended(3, epoch=1)]
        )
    assert await kept.interviews.turns(session_id) == [turn(0)]
    assert await kept.interviews.events(session_id) == [heard(1, epoch=2)]


async def test_closing_keeps_the_reason_and_the_last_events(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    await kept.interviews.close(
        session_id, reason="completed", status=SessionStatus.ended, entries=[ended(1)]
    )
    closed = await kept.interviews.load(session_id)
    assert (closed.status, closed.end_reason) == (SessionStatus.ended, "completed")
    assert closed.ended_at is not None
    assert await kept.interviews.events(session_id) == [ended(1)]


async def test_closing_twice_is_closing_once(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    for reason, status in (
        ("completed", SessionStatus.ended),
        ("abandoned", SessionStatus.abandoned),
    ):
        await kept.interviews.close(session_id, reason=reason, status=status, entries=[])
    closed = await kept.interviews.load(session_id)
    assert (closed.status, closed.end_reason) == (SessionStatus.ended, "completed")


async def test_a_session_that_is_over_stays_over(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    await kept.interviews.close(
        session_id, reason="abandoned", status=SessionStatus.abandoned, entries=[]
    )
    await kept.interviews.set_status(session_id, SessionStatus.running)
    assert (await kept.interviews.load(session_id)).status is SessionStatus.abandoned


@pytest.mark.parametrize(
    "text", ["a\0b", "\\u0000 \\\0", "naïve 你好 🎙", "'; drop table x; --", ""]
)
async def test_any_text_is_kept(kept: Record, session_id: str, text: str) -> None:
    await kept.interviews.create(record(session_id))
    await kept.interviews.commit_turn(session_id, turn(0, text), [heard(1, text)])
    readable = text.replace("\0", "\ufffd")
    (said,) = await kept.interviews.turns(session_id)
    assert said.turn.text in (text, readable)
    assert await kept.interviews.events(session_id) in ([heard(1, text)], [heard(1, readable)])


async def test_a_long_session_keeps_its_order(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    for index in reversed(range(30)):
        await kept.interviews.commit_turn(session_id, turn(index), [heard(index + 1)])
    assert [said.turn.index for said in await kept.interviews.turns(session_id)] == list(range(30))
    assert [entry.seq for entry in await kept.interviews.events(session_id)] == list(range(1, 31))


async def test_incidents_are_kept_with_the_turn_once(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    assert await kept.interviews.incidents(session_id) == []
    for _ in range(2):
        await kept.interviews.commit_turn(session_id, turn(0), [failed(2, "late"), heard(3)])
    await kept.interviews.close(
        session_id, reason="completed", status=SessionStatus.ended, entries=[failed(5, "fallback")]
    )
    kept_codes = [each.code for each in await kept.interviews.incidents(session_id)]
    assert kept_codes == ["late", "fallback"]
    assert await kept.interviews.events(session_id) == [heard(3)], "they rebuild nothing"


async def test_an_owner_that_was_replaced_keeps_no_incident(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    await kept.interviews.commit_turn(session_id, turn(0), [heard(1, epoch=2)])
    with pytest.raises(LeaseLost):
        await kept.interviews.commit_turn(
            session_id, turn(1), [heard(2, epoch=1), failed(3, "late")]
        )
    assert await kept.interviews.incidents(session_id) == []
