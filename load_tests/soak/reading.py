"""What is read off a process while interviews run, and how fast it grows. Pure."""

from collections.abc import Callable, Sequence

import msgspec

SETTLED_SHARE = 0.3
"""Growth counts from here on: before, caches fill."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The process and the session's log at one moment."""

    at: float
    """Session seconds, turns or interviews so far: what growth is measured against."""
    memory_mb: float
    tasks: int = 0
    files: int = 0
    """Open file descriptors."""
    log_entries: int = 0
    log_bytes: int = 0
    """Of the session's log, as JSON."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table; `limit` is the most it may be, None where nothing is demanded."""

    name: str
    value: float
    unit: str = ""
    limit: float | None = None
    least: float | None = None
    """And the least it may be, where doing nothing would look well."""

    @property
    def kept(self) -> bool:
        return (self.limit is None or self.value <= self.limit) and (
            self.least is None or self.value >= self.least
        )


def growth(readings: Sequence[Reading], of: Callable[[Reading], float]) -> float:
    """Slope of something after the start, by least squares, per unit of `at`; 0.0 where there is
    too little to tell."""
    settled = readings[int(len(readings) * SETTLED_SHARE) :]
    if len(settled) < 2:
        return 0.0
    mean_at = sum(each.at for each in settled) / len(settled)
    mean = sum(of(each) for each in settled) / len(settled)
    spread = sum((each.at - mean_at) ** 2 for each in settled)
    if not spread:
        return 0.0
    return sum((each.at - mean_at) * (of(each) - mean) for each in settled) / spread


def risen(readings: Sequence[Reading], of: Callable[[Reading], float]) -> float:
    """By how much the most of the last third is above the most of the middle third."""
    third = len(readings) // 3
    if not third:
        return 0.0
    return max(map(of, readings[-third:])) - max(map(of, readings[third : 2 * third]))
