"""The event log's promises, over Redis and its twin."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import cast

import pytest

from runtime.errors import LeaseLost
from runtime.interview.events import SessionStarted, TextTyped
from runtime.ports import EventLog
from runtime.record import LogEntry
from runtime.turn_events import UserFinal, UserPartial
from tests.storage.samples import ended, heard

pytestmark = pytest.mark.contract


async def first(entries: AsyncIterator[LogEntry], count: int) -> list[LogEntry]:
    taken: list[LogEntry] = []
    async with asyncio.timeout(10), aclosing(cast("AsyncGenerator[LogEntry]", entries)):
        async for entry in entries:
            taken.append(entry)
            if len(taken) == count:
                break
    return taken


async def test_an_event_comes_before_what_is_told_of_it(log: EventLog, session_id: str) -> None:
    epoch = await log.acquire(session_id)
    entries = await log.append(
        session_id,
        epoch,
        event=SessionStarted(at=0.0),
        turn_events=[UserPartial(text="I"), UserFinal(text="I did.", segment_id="s1")],
    )
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert entries[0].event == SessionStarted(at=0.0)
    assert entries[2].turn_event == UserFinal(
        seq=3, session_id=session_id, text="I did.", segment_id="s1"
    )
    assert await log.read(session_id) == entries


async def test_numbers_go_on_without_gaps(log: EventLog, session_id: str) -> None:
    epoch = await log.acquire(session_id)
    for _ in range(3):
        await log.append(session_id, epoch, event=SessionStarted(at=0.0))
        await log.append(session_id, epoch, turn_events=[UserPartial(text="so")] * 2)
    assert [entry.seq for entry in await log.read(session_id)] == list(range(1, 10))


async def test_appending_nothing_writes_nothing(log: EventLog, session_id: str) -> None:
    epoch = await log.acquire(session_id)
    assert await log.append(session_id, epoch) == []
    assert await log.read(session_id) == []


async def test_reading_from_a_number_gives_every_later_entry_once(
    log: EventLog, session_id: str
) -> None:
    epoch = await log.acquire(session_id)
    for at in range(10):
        await log.append(session_id, epoch, event=SessionStarted(at=float(at)))
    assert [entry.seq for entry in await log.read(session_id, after=7)] == [8, 9, 10]
    assert [entry.seq for entry in await log.read(session_id, after=2, limit=3)] == [3, 4, 5]
    assert await log.read(session_id, after=10) == []


async def test_an_unknown_session_has_an_empty_log(log: EventLog, session_id: str) -> None:
    assert await log.read(session_id) == []


async def test_sessions_do_not_see_each_other(log: EventLog, session_id: str) -> None:
    mine, other = f"{session_id}-1", f"{session_id}-2"
    await log.append(mine, await log.acquire(mine), event=SessionStarted(at=1.0))
    await log.append(other, await log.acquire(other), event=SessionStarted(at=2.0))
    assert [entry.event for entry in await log.read(mine)] == [SessionStarted(at=1.0)]


async def test_an_older_owner_can_not_write(log: EventLog, session_id: str) -> None:
    old = await log.acquire(session_id)
    await log.append(session_id, old, event=SessionStarted(at=0.0))
    new = await log.acquire(session_id)
    assert new > old
    with pytest.raises(LeaseLost):
        await log.append(session_id, old, turn_events=[UserPartial(text="late")])
    await log.append(session_id, new, turn_events=[UserPartial(text="now")])
    assert [entry.epoch for entry in await log.read(session_id)] == [old, new]


async def test_many_takeovers_give_ever_higher_epochs(log: EventLog, session_id: str) -> None:
    epochs = [await log.acquire(session_id) for _ in range(50)]
    assert epochs == sorted(set(epochs))


async def test_two_owners_at_once_never_write_the_same_number(
    log: EventLog, session_id: str
) -> None:
    async def own() -> int:
        written = 0
        epoch = await log.acquire(session_id)
        for _ in range(20):
            try:
                await log.append(session_id, epoch, event=SessionStarted(at=0.0))
            except LeaseLost:
                break
            written += 1
        return written

    written = sum(await asyncio.gather(*(own() for _ in range(5))))
    entries = await log.read(session_id)
    assert [entry.seq for entry in entries] == list(range(1, written + 1))
    assert [entry.epoch for entry in entries] == sorted(entry.epoch for entry in entries)


async def test_a_reader_gets_what_is_there_and_then_what_comes(
    log: EventLog, session_id: str
) -> None:
    epoch = await log.acquire(session_id)
    await log.append(session_id, epoch, turn_events=[UserPartial(text="1")] * 3)
    reading = asyncio.create_task(first(log.follow(session_id, after=1), 4))
    await asyncio.sleep(0.05)
    await log.append(session_id, epoch, turn_events=[UserPartial(text="2")] * 2)
    assert [entry.seq for entry in await reading] == [2, 3, 4, 5]


async def test_several_readers_get_the_same(log: EventLog, session_id: str) -> None:
    readers = [asyncio.create_task(first(log.follow(session_id), 3)) for _ in range(4)]
    await asyncio.sleep(0.05)
    epoch = await log.acquire(session_id)
    written = []
    for text in ("a", "b", "c"):
        written += await log.append(session_id, epoch, turn_events=[UserPartial(text=text)])
    assert await asyncio.gather(*readers) == [written] * 4


async def test_a_reader_that_stops_leaves_the_others_reading(
    log: EventLog, session_id: str
) -> None:
    stays = asyncio.create_task(first(log.follow(session_id), 1))
    leaves = asyncio.create_task(first(log.follow(session_id), 1))
    await asyncio.sleep(0.05)
    leaves.cancel()
    await asyncio.gather(leaves, return_exceptions=True)
    epoch = await log.acquire(session_id)
    await log.append(session_id, epoch, event=SessionStarted(at=0.0))
    assert len(await stays) == 1


async def test_a_lost_log_is_refilled_and_goes_on_after_its_numbers(
    log: EventLog, session_id: str
) -> None:
    entries = [heard(2), ended(5), heard(9)]
    await log.restore(session_id, entries)
    assert await log.read(session_id) == entries
    epoch = await log.acquire(session_id)
    assert epoch > 1
    (added,) = await log.append(session_id, epoch, event=SessionStarted(at=0.0))
    assert added.seq == 10


async def test_refilling_a_log_that_lost_nothing_changes_nothing(
    log: EventLog, session_id: str
) -> None:
    epoch = await log.acquire(session_id)
    await log.append(session_id, epoch, turn_events=[UserPartial(text="so")])
    written = await log.append(session_id, epoch, event=SessionStarted(at=1.0))
    before = await log.read(session_id)
    await log.restore(session_id, [entry for entry in written if entry.event])
    await log.restore(session_id, [])
    assert await log.read(session_id) == before
    (added,) = await log.append(session_id, epoch, event=SessionStarted(at=2.0))
    assert added.seq == 3


async def test_a_trimmed_log_is_there_for_its_time_and_gone_after(
    log: EventLog, session_id: str
) -> None:
    epoch = await log.acquire(session_id)
    await log.append(session_id, epoch, event=SessionStarted(at=0.0))
    await log.trim(session_id, keep_s=0.2)
    assert len(await log.read(session_id)) == 1
    await asyncio.sleep(0.3)
    assert await log.read(session_id) == []


@pytest.mark.parametrize("text", ["a\0b", "\\u0000", "naïve 你好 🎙", '"quoted"\n', ""])
async def test_any_text_comes_back(log: EventLog, session_id: str, text: str) -> None:
    epoch = await log.acquire(session_id)
    await log.append(session_id, epoch, event=TextTyped(at=0.0, message_id="m", text=text))
    (entry,) = await log.read(session_id)
    assert entry.event in (
        TextTyped(at=0.0, message_id="m", text=text),
        TextTyped(at=0.0, message_id="m", text=text.replace("\0", "\ufffd")),
    )
