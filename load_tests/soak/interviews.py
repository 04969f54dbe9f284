"""A long interview in virtual time, then many short ones: what grew meanwhile."""

import asyncio
from collections.abc import Callable, Sequence

import msgspec

from load_tests.soak.house import House
from load_tests.soak.reading import Finding, Reading, growth, risen
from prompts.budget import MAX_TOKENS

READ_EVERY_S = 60.0
AWAY_EVERY_S = 540.0
"""The candidate of the long interview loses the connection so often."""
VISIT_S = 45.0
"""A greeting takes about 20 of them."""
READ_EVERY_VISITS = 10
MAX_MB_PER_HOUR = 5.0
MAX_MB_PER_100_VISITS = 1.0
MAX_ENTRIES_PER_MINUTE = 250.0
MAX_LOG_MB_PER_HOUR = 6.0
LEAST_SHARE = 0.75
"""Of its planned length; it may end when everything is asked."""
AWAY_MINUTES = 2
"""More than it may take beyond that; session seconds stand still while nobody is there."""
LEAST_READINGS = 15
"""With fewer, the slope of the memory says nothing and has no limit."""
MORE_TASKS = 3
"""More than so many tasks or files beyond those of the middle is growth."""

Tell = Callable[[str], None]


async def long_interview(
    house: House, session_id: str, planned_minutes: int, seed: int, tell: Tell
) -> tuple[list[Reading], list[Finding]]:
    """One interview from its greeting to its end, read every minute."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    readings: list[Reading] = []
    seen, seen_bytes = 0, 0

    async def keep_reading() -> None:
        nonlocal seen, seen_bytes
        while True:
            await asyncio.sleep(READ_EVERY_S)
            # Only what is new: a reader that takes the whole log would grow by itself.
            entries = await house.stores.log.read(session_id, after=seen)
            seen += len(entries)
            seen_bytes += sum(len(msgspec.json.encode(entry)) for entry in entries)
            del entries
            reading = msgspec.structs.replace(
                house.read(loop.time() - began), log_entries=seen, log_bytes=seen_bytes
            )
            readings.append(reading)
            tell(
                f"  minute {reading.at / 60:3.0f}: {reading.memory_mb:.1f} MB, {reading.tasks} "
                f"tasks, {reading.files} files, {reading.log_entries} entries"
            )

    reading = asyncio.create_task(keep_reading())
    try:
        turns = await house.visit(session_id, seed, away_every_s=AWAY_EVERY_S)
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
    minutes = (loop.time() - began) / 60
    return readings, _of_the_hour(house, readings, turns, minutes, planned_minutes)


def _of_the_hour(
    house: House, readings: Sequence[Reading], turns: int, minutes: float, planned_minutes: int
) -> list[Finding]:
    last = readings[-1]
    return [
        Finding(
            name="length",
            value=minutes,
            unit="min",
            least=planned_minutes * LEAST_SHARE,
            limit=planned_minutes + AWAY_MINUTES,
        ),
        Finding(name="turns of the candidate", value=turns, least=minutes / 2),
        Finding(
            name="memory",
            value=growth(readings, lambda each: each.memory_mb) * 3600,
            unit="MB/hour",
            limit=MAX_MB_PER_HOUR if len(readings) >= LEAST_READINGS else None,
        ),
        Finding(
            name="tasks, last third over middle",
            value=risen(readings, lambda each: each.tasks),
            limit=MORE_TASKS,
        ),
        Finding(
            name="files, last third over middle",
            value=risen(readings, lambda each: each.files),
            limit=MORE_TASKS,
        ),
        Finding(
            name="log entries",
            value=last.log_entries / (last.at / 60),
            unit="per minute",
            limit=MAX_ENTRIES_PER_MINUTE,
            least=1,
        ),
        Finding(
            name="log",
            value=last.log_bytes / 1e6 / (last.at / 3600),
            unit="MB/hour",
            limit=MAX_LOG_MB_PER_HOUR,
        ),
        Finding(name="wordings", value=house.model.wordings, least=1),
        Finding(
            name="longest wording prompt",
            value=house.model.longest_wording,
            unit="tokens",
            limit=MAX_TOKENS - 1,
        ),
        Finding(name="second opinions", value=house.model.opinions, least=1),
        Finding(
            name="longest prompt of an opinion",
            value=house.model.longest_opinion,
            unit="tokens",
            limit=MAX_TOKENS - 1,
        ),
    ]


async def short_interviews(
    house: House, session_ids: Sequence[str], seed: int, tell: Tell
) -> tuple[list[Reading], list[Finding]]:
    """One after the other, each ended by its candidate after less than a minute."""
    readings = [house.read(0)]
    turns = 0
    for number, session_id in enumerate(session_ids, start=1):
        turns += await house.visit(session_id, seed + number, lasts_s=VISIT_S)
        if number % READ_EVERY_VISITS == 0 or number == len(session_ids):
            readings.append(house.read(number))
            tell(f"  {number:4} short interviews: {readings[-1].memory_mb:.1f} MB")
    left_over = house.left_over()
    return readings, [
        Finding(name="short interviews", value=len(session_ids)),
        Finding(name="their turns of the candidate", value=turns, least=len(session_ids) / 2),
        Finding(
            name="memory",
            value=growth(readings, lambda each: each.memory_mb) * 100,
            unit="MB/100 interviews",
            limit=MAX_MB_PER_100_VISITS if len(readings) >= LEAST_READINGS else None,
        ),
        Finding(
            name="tasks, after over before",
            value=readings[-1].tasks - readings[0].tasks,
            limit=0,
        ),
        Finding(
            name="files, after over before",
            value=readings[-1].files - readings[0].files,
            limit=MORE_TASKS,
        ),
        *(
            Finding(name=f"{name} left in memory", value=count, limit=0)
            for name, count in left_over.items()
        ),
    ]
