"""What one load measured: percentiles, counts, the server's and the client's share. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

CLIENT_LAG_MS = 15.0
"""A sending loop that is later than this at the 99th percentile distorts what it measures."""
CLIENT_CPU_PERCENT = 85.0


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """A row of values in milliseconds."""

    count: int
    p50: float
    p90: float
    p95: float
    p99: float
    most: float


def percentile(ordered: Sequence[float], share: float) -> float:
    """Of values in order, with interpolation; there must be one."""
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def spread(values_ms: Iterable[float]) -> Spread | None:
    """None of nothing."""
    ordered = sorted(values_ms)
    if not ordered:
        return None
    shares = {
        name: round(percentile(ordered, share), 1)
        for name, share in (("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99))
    }
    return Spread(count=len(ordered), most=round(ordered[-1], 1), **shares)


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    at_s: float
    """When the answer ended, since the load began."""
    ms: float
    """Voice to voice."""
    candidate: int = 0
    answer: int = 0
    """The how manieth of this candidate."""
    silence_ms: float | None = None
    """How much silence the server says that it waited for."""
    text: str = ""
    """What the interviewer said, where the server tells it."""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of the server while the load ran."""

    at_s: float
    sessions: int
    cpu_percent: float
    memory_mb: float


class ServerFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The server process; None where it could not be read."""

    cpu_percent: float | None = None
    """Of one core, while every candidate was there."""
    cpu_percent_per_session: float | None = None
    memory_mb: float | None = None
    memory_mb_per_session: float | None = None
    """Growth over what it held before the first candidate came, per session."""
    loop_lag_p50_ms: float | None = None
    loop_lag_p99_ms: float | None = None
    moments: tuple[Moment, ...] = ()


class ClientFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The load generator itself: what it measures is worth no more than its own punctuality."""

    cpu_percent: float
    lag_p99_ms: float
    lag_most_ms: float
    skipped_frames: int

    @property
    def fault(self) -> str | None:
        """Why the client, not the server, may have been the bottleneck; None: it was not."""
        if self.skipped_frames:
            return f"it had to leave out {self.skipped_frames} frames of audio"
        if self.lag_p99_ms > CLIENT_LAG_MS:
            return f"its sending loop was up to {self.lag_p99_ms:.0f} ms late (p99)"
        if self.cpu_percent > CLIENT_CPU_PERCENT:
            return f"it used {self.cpu_percent:.0f} % of a core itself"
        return None


class LoadFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one load."""

    label: str
    candidates: int
    transport: str
    profile: str
    duration_s: float
    answers: int = 0
    """Given and, as far as one can know, decided."""
    voice_to_voice_ms: Spread | None = None
    first_audio_ms: Spread | None = None
    """From the start of joining to the first audible sample."""
    silenced_ms: Spread | None = None
    """From the start of an interruption to the last sample of the interrupted voice."""
    stages_ms: dict[str, Spread] = {}
    """Where the server says the time of its replies went."""
    lost: int = 0
    """Answers without a reply, or without a committed turn."""
    doubled: int = 0
    """Answers that became more than one committed turn."""
    cut_ins: int = 0
    """Answers into which the interviewer spoke."""
    gaps: int = 0
    """How often the loudspeaker ran dry in the middle of speech."""
    errors: dict[str, int] = {}
    """By code: refusals, broken connections, what the server told."""
    incidents: dict[str, int] = {}
    """What the server handled, as its sessions were told: part and code."""
    server: ServerFigures = ServerFigures()
    client: ClientFigures
    replies: tuple[Reply, ...] = ()

    @property
    def error_count(self) -> int:
        return sum(self.errors.values())


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """Limits for CI; None: not limited."""

    max_p50_ms: float | None = None
    max_p95_ms: float | None = None
    max_first_audio_ms: float | None = None
    max_errors: int | None = None
    max_lost: int | None = None
    max_doubled: int | None = None
    max_cut_ins: int | None = None
    max_gaps: int | None = None
    max_cpu_percent_per_session: float | None = None
    max_memory_mb_per_session: float | None = None

    def broken_by(self, figures: LoadFigures) -> list[str]:
        """The limits that the figures break, in words; a missing figure breaks its limit."""
        latency, first = figures.voice_to_voice_ms, figures.first_audio_ms
        measured: list[tuple[str, float | None, float | None]] = [
            ("voice-to-voice p50, ms", self.max_p50_ms, latency.p50 if latency else None),
            ("voice-to-voice p95, ms", self.max_p95_ms, latency.p95 if latency else None),
            ("first audio p95, ms", self.max_first_audio_ms, first.p95 if first else None),
            ("errors", self.max_errors, figures.error_count),
            ("lost turns", self.max_lost, figures.lost),
            ("doubled turns", self.max_doubled, figures.doubled),
            ("cut-ins", self.max_cut_ins, figures.cut_ins),
            ("gaps", self.max_gaps, figures.gaps),
            (
                "server CPU per session, % of a core",
                self.max_cpu_percent_per_session,
                figures.server.cpu_percent_per_session,
            ),
            (
                "server memory per session, MB",
                self.max_memory_mb_per_session,
                figures.server.memory_mb_per_session,
            ),
        ]
        return [
            f"{name}: {'not measured' if value is None else f'{value:g}'}, limit {limit:g}"
            for name, limit, value in measured
            if limit is not None and (value is None or value > limit)
        ]


def histogram_share(
    before: Mapping[float, float], after: Mapping[float, float], share: float
) -> float | None:
    """The value below which `share` of what a Prometheus histogram counted between two readings
    lies (cumulative counts by upper bound); None if it counted nothing."""
    counted = [(bound, after[bound] - before.get(bound, 0.0)) for bound in sorted(after)]
    total = counted[-1][1] if counted else 0.0
    if total <= 0:
        return None
    wanted = share * total
    for (low, less), (high, more) in pairwise([(0.0, 0.0), *counted]):
        if more >= wanted:
            if high == float("inf"):
                return low
            return low + (high - low) * ((wanted - less) / (more - less) if more > less else 1.0)
    return None
