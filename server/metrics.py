"""What /metrics tells: sessions, turns, where each turn's time went, and the loop's health."""

import os
from collections.abc import AsyncIterator, Sequence

import msgspec
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
    multiprocess,
)

from runtime.interview.events import AnyEvent
from runtime.ports import Clock, EventLog
from runtime.record import LogEntry
from runtime.turn_events import (
    AnyTurnEvent,
    Incident,
    SessionEnded,
    SessionStartedEvent,
    TurnCompleted,
    TurnInterrupted,
    TurnLatency,
)

STAGE_BUCKETS_S = (
    0.005, 0.01, 0.02, 0.04, 0.07, 0.1, 0.15, 0.2, 0.3, 0.45, 0.7, 1.0, 1.5, 2.0, 3.5, 6.0,
)  # fmt: skip
LAG_BUCKETS_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
LAG_PROBE_S = 0.25
"""How often the loop's lag is measured."""
MULTIPROCESS_DIR = "PROMETHEUS_MULTIPROC_DIR"
"""prometheus_client's own variable: where workers behind one port share their numbers."""


class Metrics:
    """The numbers of one process; each app has its own, so nothing is global."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)  # CPU and memory; Linux only.

        def gauge(name: str, meaning: str) -> Gauge:
            return Gauge(name, meaning, registry=self.registry, multiprocess_mode="livesum")

        def counter(name: str, meaning: str, *labels: str) -> Counter:
            return Counter(name, meaning, labels, registry=self.registry)

        def seconds(
            name: str, meaning: str, *labels: str, buckets: Sequence[float] = STAGE_BUCKETS_S
        ) -> Histogram:
            return Histogram(name, meaning, labels, registry=self.registry, buckets=buckets)

        self.sessions_live = gauge("viva_sessions_live", "Sessions this server holds.")
        self.waiting = gauge("viva_waiting_clients", "Clients in the waiting room.")
        self.readers = gauge("viva_turn_readers", "Open readers of turn streams.")
        self.sessions_started = counter("viva_sessions_started", "Interviews that began.")
        self.sessions_ended = counter("viva_sessions_ended", "Interviews that ended.", "reason")
        self.turns = counter("viva_turns", "Committed turns.", "role")
        self.interruptions = counter("viva_turns_interrupted", "Interviewer turns cut off.")
        self.incidents = counter("viva_incidents", "Failures that were handled.", "part", "code")
        self.refused = counter("viva_socket_errors", "Media sockets closed with an error.", "code")
        self.stages = seconds(
            "viva_turn_stage_seconds", "Where the time of a reply went, by stage.", "stage"
        )
        self.loop_lag = seconds(
            "viva_event_loop_lag_seconds",
            "How late the event loop woke up.",
            buckets=LAG_BUCKETS_S,
        )
        self.requests = seconds(
            "viva_http_request_seconds", "Time to the first byte of HTTP answers.",
            "route", "status",
        )  # fmt: skip

    def request(self, *, route: str, status: int, seconds: float) -> None:
        self.requests.labels(route, str(status)).observe(seconds)

    def latency(self, latency: TurnLatency) -> None:
        for name, value_ms in msgspec.structs.asdict(latency).items():
            if value_ms is not None:
                self.stages.labels(name.removesuffix("_ms")).observe(value_ms / 1000)

    def told(self, event: AnyTurnEvent) -> None:
        """Count what subscribers are told."""
        match event:
            case SessionStartedEvent():
                self.sessions_started.inc()
            case SessionEnded(reason=reason):
                self.sessions_ended.labels(reason).inc()
            case TurnCompleted(role=role, latency=latency):
                self.turns.labels(role).inc()
                if latency is not None:
                    self.latency(latency)
            case TurnInterrupted():
                self.turns.labels("interviewer").inc()
                self.interruptions.inc()
            case Incident(part=part, code=code):
                self.incidents.labels(part, code).inc()
            case _:
                pass

    def exposition(self) -> bytes:
        """All numbers in Prometheus text format, of all workers where they share a folder."""
        if MULTIPROCESS_DIR not in os.environ:
            return generate_latest(self.registry)
        everyone = CollectorRegistry()
        multiprocess.MultiProcessCollector(everyone)  # type: ignore[no-untyped-call]
        return generate_latest(everyone)

    async def watch_loop(self, clock: Clock) -> None:
        """Measure the event loop's lag until cancelled."""
        while True:
            due = clock.monotonic() + LAG_PROBE_S
            await clock.sleep_until(due)
            self.loop_lag.observe(max(0.0, clock.monotonic() - due))


class MeteredLog:
    """An event log that counts what it is told; everything else passes through."""

    def __init__(self, log: EventLog, metrics: Metrics) -> None:
        self._log = log
        self._metrics = metrics

    async def acquire(self, session_id: str) -> int:
        return await self._log.acquire(session_id)

    async def append(
        self,
        session_id: str,
        epoch: int,
        *,
        event: AnyEvent | None = None,
        turn_events: Sequence[AnyTurnEvent] = (),
    ) -> list[LogEntry]:
        entries = await self._log.append(session_id, epoch, event=event, turn_events=turn_events)
        for turn_event in turn_events:
            self._metrics.told(turn_event)
        return entries

    async def read(
        self, session_id: str, *, after: int = 0, limit: int | None = None
    ) -> list[LogEntry]:
        return await self._log.read(session_id, after=after, limit=limit)

    async def restore(self, session_id: str, entries: Sequence[LogEntry]) -> None:
        await self._log.restore(session_id, entries)

    def follow(self, session_id: str, *, after: int = 0) -> AsyncIterator[LogEntry]:
        return self._log.follow(session_id, after=after)

    async def trim(self, session_id: str, *, keep_s: float) -> None:
        await self._log.trim(session_id, keep_s=keep_s)
