"""How many candidates a server carries: double until the limit breaks, then halve the gap."""

from collections.abc import Awaitable, Callable

import msgspec

from load_tests.figures import LoadFigures

ENOUGH_PERCENT = 10
"""The search ends when the two numbers it stands between are that close."""


class Slo(msgspec.Struct, frozen=True, kw_only=True):
    """What still counts as carried."""

    p95_ms: float

    def broken_by(self, figures: LoadFigures) -> str | None:
        """Why this number of candidates is too many; None: it is carried."""
        latency = figures.voice_to_voice_ms
        if latency is None:
            return "no reply was heard"
        if figures.error_count:
            return f"{figures.error_count} errors"
        if figures.lost:
            return f"{figures.lost} lost turns"
        if latency.p95 > self.p95_ms:
            return f"p95 is {latency.p95:.0f} ms, above {self.p95_ms:.0f} ms"
        return None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One number of candidates that was tried."""

    figures: LoadFigures
    too_many: str | None


class Capacity(msgspec.Struct, frozen=True, kw_only=True):
    """What the search found."""

    carried: int
    """The largest number that was tried and carried; 0: not even one."""
    limit: str
    """Why it is not more."""
    steps: tuple[Step, ...]


RunLoad = Callable[[int], Awaitable[LoadFigures]]


async def find_capacity(run: RunLoad, slo: Slo, *, start: int, most: int) -> Capacity:
    """Try numbers from `start` to `most`.

    Ends early where the load generator, not the server, is the bottleneck: more would tell
    nothing about the server.
    """
    steps: list[Step] = []
    carried, too_many, limit = 0, most + 1, f"more than {most} were not tried"
    trying = min(start, most)
    while True:
        figures = await run(trying)
        why = slo.broken_by(figures)
        steps.append(Step(figures=figures, too_many=why))
        if why is None:
            carried = trying
        else:
            too_many, limit = trying, f"with {trying}: {why}"
        if fault := figures.client.fault:
            limit = f"with {trying} the load generator was the bottleneck: {fault}"
            break
        following = _next(carried, too_many, most)
        if following is None:
            break
        trying = following
    return Capacity(carried=carried, limit=limit, steps=tuple(steps))


def _next(carried: int, too_many: int, most: int) -> int | None:
    """The number to try after these; None when the answer is known well enough."""
    if too_many > most:
        return None if carried >= most else min(most, carried * 2)
    gap = too_many - carried
    if gap <= max(1, too_many * ENOUGH_PERCENT // 100):
        return None
    return carried + gap // 2
