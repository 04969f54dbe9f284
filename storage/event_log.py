"""The event logs in Redis Streams; fits `runtime.ports.EventLog`.

Two keys per session, in one hash slot: the stream, whose ids are `<seq>-0`, and a hash with the
owner's epoch and its last call. Every write is one Lua script, so it happens whole or not at all.

Epochs are milliseconds of Redis's clock, or one more than the last: so they grow even when Redis
has lost everything, and the Postgres side can refuse an old owner too.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Sequence
from functools import partial
from typing import TypeAlias, cast

import msgspec
import structlog

from runtime.errors import LeaseLost, StorageFailed
from runtime.interview.events import AnyEvent
from runtime.record import LogEntry
from runtime.turn_events import AnyTurnEvent
from storage.encoding import to_json
from storage.redis import ANSWER_S, FOLLOW_BLOCK_MS, UNAVAILABLE, answered, open_client

EVENT = b"event"
TURN_EVENT = b"turn"
FOLLOW_PAUSE_FIRST_S = 0.05
FOLLOW_PAUSE_LONGEST_S = 1.0
FOLLOW_COUNT = 500
"""Entries per read of a follower."""
CALL_BYTES = 8
"""Size of the random name of a call."""

LAST_SEQ = """
local function last_seq(log)
    if redis.call('EXISTS', log) == 0 then return 0 end
    local facts = redis.call('XINFO', 'STREAM', log)
    for i = 1, #facts, 2 do
        if facts[i] == 'last-generated-id' then
            return tonumber(string.match(facts[i + 1], '^%d+'))
        end
    end
end
"""
ACQUIRE = (
    LAST_SEQ
    + """
-- KEYS: log, owner. Returns the new epoch and the last seq.
local now = redis.call('TIME')
local epoch = tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000)
local held = tonumber(redis.call('HGET', KEYS[2], 'epoch') or 0)
if held >= epoch then epoch = held + 1 end
redis.call('HSET', KEYS[2], 'epoch', string.format('%.0f', epoch))
return {epoch, last_seq(KEYS[1])}
"""
)
APPEND = (
    LAST_SEQ
    + """
-- KEYS: log, owner. ARGV: epoch, name of the call, last seq the caller knows, then kind and
-- document of each entry. Returns the seq of the first entry; 0: a newer owner exists; -1: the
-- log has lost entries.
local held = tonumber(redis.call('HGET', KEYS[2], 'epoch') or 0)
if held > tonumber(ARGV[1]) then return 0 end
local call = redis.call('HMGET', KEYS[2], 'call', 'first')
if call[1] == ARGV[2] then return tonumber(call[2]) end
local last = last_seq(KEYS[1])
if last < tonumber(ARGV[3]) then return -1 end
for i = 4, #ARGV, 2 do
    local id = string.format('%d-0', last + 1 + (i - 4) / 2)
    redis.call('XADD', KEYS[1], id, 'epoch', ARGV[1], ARGV[i], ARGV[i + 1])
end
redis.call('HSET', KEYS[2], 'epoch', ARGV[1], 'call', ARGV[2], 'first', last + 1)
return last + 1
"""
)
RESTORE = (
    LAST_SEQ
    + """
-- KEYS: log, owner. ARGV: last seq that readers have seen, then seq, epoch, kind and document of
-- each entry, by seq. Adds what is newer than the log's end, so it is harmless where nothing was
-- lost. Returns the last seq.
local last = last_seq(KEYS[1])
local held = tonumber(redis.call('HGET', KEYS[2], 'epoch') or 0)
for i = 2, #ARGV, 4 do
    local seq, epoch = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
    if seq > last then
        redis.call('XADD', KEYS[1], ARGV[i] .. '-0', 'epoch', ARGV[i + 1], ARGV[i + 2], ARGV[i + 3])
        last = seq
        if epoch > held then
            held = epoch
            redis.call('HSET', KEYS[2], 'epoch', ARGV[i + 1])
        end
    end
end
if tonumber(ARGV[1]) > last then
    redis.call('XSETID', KEYS[1], ARGV[1] .. '-0')
    last = tonumber(ARGV[1])
end
return last
"""
)

logger = structlog.get_logger()
Row: TypeAlias = tuple[bytes, dict[bytes, bytes]]
_event = msgspec.json.Decoder(AnyEvent)
_turn_event = msgspec.json.Decoder(AnyTurnEvent)


class RedisEventLog:
    """One stream per session. A short outage is waited through; then StorageFailed is raised."""

    def __init__(self, redis_url: str) -> None:
        self._client = open_client(redis_url)
        self._followers = open_client(redis_url, answer_s=FOLLOW_BLOCK_MS / 1000 + ANSWER_S)
        self._acquire = self._client.register_script(ACQUIRE)
        self._append = self._client.register_script(APPEND)
        self._restore = self._client.register_script(RESTORE)
        self._closed = False
        self._known: dict[str, int] = {}
        """Last seq this process has seen in the log of each session it owns."""

    async def aclose(self) -> None:
        """Close every connection; a follower that still reads ends with StorageFailed."""
        self._closed = True
        await self._client.aclose()
        await self._followers.aclose()

    async def acquire(self, session_id: str) -> int:
        """Become the owner: a new epoch, higher than all before; older owners can't write.

        Raises StorageFailed.
        """
        epoch, last = await answered(lambda: self._acquire(keys=_keys(session_id)))
        self._known[session_id] = last
        return int(epoch)

    async def append(
        self,
        session_id: str,
        epoch: int,
        *,
        event: AnyEvent | None = None,
        turn_events: Sequence[AnyTurnEvent] = (),
    ) -> list[LogEntry]:
        """Append atomically, event first; returns the entries with `seq` and `session_id` set.

        A lost answer does not double anything: a repeated call is known by its name.

        Raises:
            LeaseLost: a newer epoch exists; nothing was written.
            StorageFailed: Redis did not answer (then it is unknown whether it wrote), or the log
                has lost entries since the last append (nothing was written: `restore` it).
        """
        documents = [] if event is None else [EVENT, to_json(event)]
        for told in turn_events:
            documents += [TURN_EVENT, to_json(told)]
        if not documents:
            return []
        known = self._known.get(session_id, 0)
        call = secrets.token_hex(CALL_BYTES)
        first = await answered(
            lambda: self._append(keys=_keys(session_id), args=[epoch, call, known, *documents])
        )
        if first == 0:
            self._known.pop(session_id, None)
            raise LeaseLost(f"Session {session_id} belongs to a newer owner.")
        if first < 0:
            raise StorageFailed(f"Redis lost entries of session {session_id}; restore its log.")
        entries = [] if event is None else [LogEntry(epoch=epoch, event=event)]
        entries += [LogEntry(epoch=epoch, turn_event=told) for told in turn_events]
        self._known[session_id] = first + len(entries) - 1
        return [
            _placed(entry, session_id, first + position) for position, entry in enumerate(entries)
        ]

    async def read(
        self, session_id: str, *, after: int = 0, limit: int | None = None
    ) -> list[LogEntry]:
        """Entries with `seq` > `after`, oldest first; empty if there are none.

        Raises StorageFailed.
        """
        log, _ = _keys(session_id)
        found = await answered(
            lambda: self._client.xrange(log, min=f"{after + 1}-0", max="+", count=limit)
        )
        rows = cast("list[Row]", found)
        return [_entry(session_id, identity, fields) for identity, fields in rows]

    async def follow(self, session_id: str, *, after: int = 0) -> AsyncIterator[LogEntry]:
        """Entries after `after`, then new ones as they come, for as long as the caller reads.

        Holds a connection of its own while it waits. While Redis is away it waits for it;
        nothing is skipped or doubled. Close the iterator to stop.
        """
        log, _ = _keys(session_id)
        pause_s = FOLLOW_PAUSE_FIRST_S
        while True:
            try:
                found = await self._followers.xread(
                    {log: f"{after}-0"}, count=FOLLOW_COUNT, block=FOLLOW_BLOCK_MS
                )
            except UNAVAILABLE as failure:
                if self._closed:
                    raise StorageFailed("The event log is closed.") from failure
                if pause_s == FOLLOW_PAUSE_FIRST_S:
                    logger.warning("a reader lost Redis", error=type(failure).__name__)
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 2, FOLLOW_PAUSE_LONGEST_S)
                continue
            pause_s = FOLLOW_PAUSE_FIRST_S
            for _, rows in cast("list[tuple[bytes, list[Row]]]", found):
                for identity, fields in rows:
                    entry = _entry(session_id, identity, fields)
                    after = entry.seq
                    yield entry

    async def restore(self, session_id: str, entries: Sequence[LogEntry]) -> None:
        """Refill a log that Redis lost, keeping the numbers; new entries continue after them.

        Entries that the log still has are left alone. Turn events that were only in Redis are
        gone, so the numbers then have gaps.

        Raises StorageFailed.
        """
        arguments: list[int | bytes] = [self._known.get(session_id, 0)]
        for entry in sorted(entries, key=lambda entry: entry.seq):
            kind = EVENT if entry.event is not None else TURN_EVENT
            document = to_json(entry.event if entry.event is not None else entry.turn_event)
            arguments += [entry.seq, entry.epoch, kind, document]
        if entries:
            self._known[session_id] = await answered(
                lambda: self._restore(keys=_keys(session_id), args=arguments)
            )

    async def trim(self, session_id: str, *, keep_s: float) -> None:
        """Let the log expire after `keep_s` seconds: the durable record has it.

        Raises StorageFailed.
        """
        keep_ms = max(1, round(keep_s * 1000))
        for key in _keys(session_id):
            await answered(partial(self._client.pexpire, key, keep_ms))
        self._known.pop(session_id, None)


def _keys(session_id: str) -> list[str]:
    """Stream and owner; the braces put both in one slot of a cluster."""
    return [f"viva:{{{session_id}}}:log", f"viva:{{{session_id}}}:owner"]


def _entry(session_id: str, identity: bytes, fields: dict[bytes, bytes]) -> LogEntry:
    seq = int(identity.partition(b"-")[0])
    epoch = int(fields[b"epoch"])
    if EVENT in fields:
        return LogEntry(seq=seq, epoch=epoch, event=_event.decode(fields[EVENT]))
    told = LogEntry(epoch=epoch, turn_event=_turn_event.decode(fields[TURN_EVENT]))
    return _placed(told, session_id, seq)


def _placed(entry: LogEntry, session_id: str, seq: int) -> LogEntry:
    """The entry with its number, also inside the turn event, where readers see it."""
    if entry.turn_event is None:
        return msgspec.structs.replace(entry, seq=seq)
    told = msgspec.structs.replace(entry.turn_event, seq=seq, session_id=session_id)
    return msgspec.structs.replace(entry, seq=seq, turn_event=told)
