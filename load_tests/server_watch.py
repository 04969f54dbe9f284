"""Reads a server while it is under load: from its process where it is local, from /metrics else."""

import asyncio
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import httpx
import msgspec
import psutil

from load_tests.figures import Moment, ServerFigures, histogram_share, percentile

EVERY_S = 1.0
_SAMPLE = re.compile(r"^(\w+)(?:\{([^}]*)\})? (\S+)$", re.MULTILINE)
_BOUND = re.compile(r'le="([^"]+)"')


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    cpu_s: float
    memory_mb: float


class LagReader(Protocol):
    """Tells how late the server's event loop was since it was read last."""

    async def read(self) -> tuple[float | None, float | None]:
        """(p50, p99) in milliseconds; None where nobody knows."""
        ...


class MetricsPage:
    """Viva's `/metrics`."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http
        self._lag: Mapping[float, float] = {}

    async def process(self) -> Reading | None:
        """None where the page does not tell (not Linux, or several workers)."""
        values = {name: float(value) for name, labels, value in await self._samples() if not labels}
        cpu_s = values.get("process_cpu_seconds_total")
        memory = values.get("process_resident_memory_bytes")
        if cpu_s is None or memory is None:
            return None
        return Reading(cpu_s=cpu_s, memory_mb=memory / 1e6)

    async def read(self) -> tuple[float | None, float | None]:
        before, self._lag = (
            self._lag,
            {
                float(bound[1]): float(value)
                for name, labels, value in await self._samples()
                if name == "viva_event_loop_lag_seconds_bucket" and (bound := _BOUND.search(labels))
            },
        )
        shares = [histogram_share(before, self._lag, share) for share in (0.5, 0.99)]
        p50, p99 = (None if share is None else round(share * 1000, 1) for share in shares)
        return p50, p99

    async def _samples(self) -> Sequence[tuple[str, str, str]]:
        try:
            return _SAMPLE.findall((await self._http.get("/metrics")).text)
        except httpx.HTTPError:
            return ()


class ListedLag:
    """A server that answers with the lags themselves, in seconds, as a JSON list."""

    def __init__(self, http: httpx.AsyncClient, path: str) -> None:
        self._http = http
        self._path = path

    async def read(self) -> tuple[float | None, float | None]:
        seen = sorted((await self._http.get(self._path)).json())
        if not seen:
            return None, None
        return round(percentile(seen, 0.5) * 1000, 1), round(percentile(seen, 0.99) * 1000, 1)


class ServerWatch:
    """Readings from before the first candidate to the last."""

    def __init__(
        self,
        *,
        lag: LagReader,
        pids: Sequence[int] = (),
        page: MetricsPage | None = None,
        sessions: Callable[[], int],
    ) -> None:
        """`pids`: processes of this machine that are the server; without any, `page` tells."""
        self._lag = lag
        self._processes = [psutil.Process(pid) for pid in pids]
        self._page = page
        self._sessions = sessions
        self._began = time.monotonic()
        self._idle: Reading | None = None
        self._from: tuple[float, Reading] | None = None
        self._until: tuple[float, Reading] | None = None
        self._memory_full_mb: float | None = None
        self._lags: tuple[float | None, float | None] = (None, None)
        self.moments: list[Moment] = []

    async def begin(self) -> None:
        """Nobody is there yet."""
        self._idle = await self._read()

    async def everyone_is_there(self) -> None:
        """From here on CPU and lag count."""
        reading = await self._read()
        self._from = None if reading is None else (time.monotonic(), reading)
        await self._lag.read()

    async def before_anyone_leaves(self) -> None:
        """Up to here."""
        reading = await self._read()
        self._until = None if reading is None else (time.monotonic(), reading)
        self._lags = await self._lag.read()

    async def keep_reading(self) -> None:
        """Until cancelled."""
        last: tuple[float, Reading] | None = None
        while True:
            reading = await self._read()
            now = time.monotonic()
            if reading is not None and last is not None:
                used_s = reading.cpu_s - last[1].cpu_s
                self.moments.append(
                    Moment(
                        at_s=round(now - self._began, 1),
                        sessions=self._sessions(),
                        cpu_percent=round(100 * used_s / (now - last[0]), 1),
                        memory_mb=round(reading.memory_mb, 1),
                    )
                )
            last = None if reading is None else (now, reading)
            await asyncio.sleep(EVERY_S)

    def figures(self, sessions: int) -> ServerFigures:
        lag_p50_ms, lag_p99_ms = self._lags
        cpu = memory = grown = None
        if self._from is not None and self._until is not None:
            used_s = self._until[1].cpu_s - self._from[1].cpu_s
            cpu = 100 * used_s / max(0.001, self._until[0] - self._from[0])
            memory = self._until[1].memory_mb
            if self._idle is not None:
                grown = (memory - self._idle.memory_mb) / max(1, sessions)
        return ServerFigures(
            cpu_percent=None if cpu is None else round(cpu, 2),
            cpu_percent_per_session=None if cpu is None else round(cpu / max(1, sessions), 3),
            memory_mb=None if memory is None else round(memory, 1),
            memory_mb_per_session=None if grown is None else round(grown, 2),
            loop_lag_p50_ms=lag_p50_ms,
            loop_lag_p99_ms=lag_p99_ms,
            moments=tuple(self.moments),
        )

    async def _read(self) -> Reading | None:
        if self._processes:
            try:
                times = [process.cpu_times() for process in self._processes]
                memory = sum(process.memory_info().rss for process in self._processes)
            except psutil.Error:
                return None
            cpu_s = sum(each.user + each.system for each in times)
            return Reading(cpu_s=cpu_s, memory_mb=memory / 1e6)
        return None if self._page is None else await self._page.process()
