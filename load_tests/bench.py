"""One run of `viva bench`: a server to load, candidates, and what becomes of the figures."""

import asyncio
import os
import platform
import shlex
import sys
import tempfile
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from contextlib import ExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec
import psutil
from rich.console import Console

from load_tests.capacity import Capacity, Slo, find_capacity
from load_tests.figures import LoadFigures, Thresholds
from load_tests.load import Load, LoadPlan, Scheduled
from load_tests.report_page import report_page
from load_tests.run_file import RunFile, write_run
from load_tests.server_process import ServerProcess
from load_tests.stand_in_process import StandInProcess, set_fault
from load_tests.target import VivaTarget
from load_tests.terminal import Progress, capacity_table, counts_table, load_table
from load_tests.vendors.faults import Fault
from load_tests.vendors.stand_in import CONTROL
from runtime.errors import VivaError

Result = TypeVar("Result")

OWN_SERVER = "started for this run"
NO_STAND_INS = "environment"
"""The vendors that the environment names: real ones with their keys, else this machine's parts."""
STEP_S = 15.0
"""Length of one step of a capacity search."""


class BadBench(VivaError):
    """What was asked for can't be done; the text says what to change."""

    code = "bad_bench"


class PlannedFault(msgspec.Struct, frozen=True, kw_only=True):
    """A vendor fails from one moment of the load to another."""

    at_s: float
    vendor: str
    fault: Fault
    for_s: float | None
    """None: to the end."""

    @classmethod
    def parse(cls, text: str) -> "PlannedFault":
        """`20:deepgram=mute:10`: from second 20 on, for 10 seconds. Raises BadBench."""
        at, _, rest = text.partition(":")
        named, _, lasts = rest.partition(":")
        vendor, _, fault = named.partition("=")
        try:
            return cls(
                at_s=float(at),
                vendor=vendor,
                fault=Fault(fault),
                for_s=float(lasts) if lasts else None,
            )
        except ValueError:
            raise BadBench(
                f"{text!r} is no fault; write SECOND:VENDOR=FAULT or SECOND:VENDOR=FAULT:SECONDS "
                f"with one of {', '.join(Fault)}."
            ) from None


class Bench(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is to do."""

    url: str | None
    """None: a server of our own."""
    plan: LoadPlan
    vendors: str
    faults: tuple[PlannedFault, ...] = ()
    controls: Mapping[str, str] = {}
    """Fault addresses of stand-ins that somebody else started."""
    token: str | None = None
    fixed_silence_ms: float | None = None
    capacity: Slo | None = None
    most: int = 64
    thresholds: Thresholds = Thresholds()
    json_path: Path | None = None
    html_path: Path | None = None


class Served(msgspec.Struct, frozen=True, kw_only=True):
    """A server that is ready to be loaded."""

    url: str
    pids: tuple[int, ...] = ()
    controls: Mapping[str, str] = {}


def run_bench(bench: Bench, console: Console) -> RunFile:
    """Do it, show it, write the files.

    Raises:
        BadBench: the server is not there, or a fault has no stand-in.
        MissingPart: nothing to speak with on this machine.
    """
    started_at = datetime.now(UTC)  # noqa: TID251 - a file's date, no part of any measurement
    with served(bench, console) as where:
        loads, capacity = on_fast_loop(_load_all(bench, where, console))
    broken = tuple(bench.thresholds.broken_by(loads[-1]))
    run = RunFile(
        command=shlex.join(["viva", *sys.argv[1:]]),
        server=bench.url or OWN_SERVER,
        vendors=bench.vendors if bench.url is None else "the server's",
        started_at=started_at.isoformat(timespec="seconds"),
        machine=machine(),
        loads=loads,
        capacity=capacity,
        broken=broken,
    )
    console.print(load_table(loads[-1]))
    console.print(counts_table(loads[-1]))
    if capacity is not None:
        console.print(capacity_table(capacity))
    for line in broken:
        console.print(f"[red]not held:[/red] {line}")
    if bench.json_path is not None:
        write_run(bench.json_path, run)
        console.print(f"figures: {bench.json_path}")
    if bench.html_path is not None:
        slo_ms = bench.capacity.p95_ms if bench.capacity else bench.thresholds.max_p95_ms
        bench.html_path.write_text(report_page(run, slo_ms=slo_ms))
        console.print(f"report:  {bench.html_path}")
    return run


@contextmanager
def served(bench: Bench, console: Console) -> Iterator[Served]:
    """The server by its URL, or one of our own with its vendors' stand-ins.

    Raises:
        BadBench: there is no Viva at the URL.
    """
    if bench.url is not None:
        check_viva(bench.url)
        yield Served(url=bench.url, controls=bench.controls)
        return
    with ExitStack() as stack:
        settings = {"VIVA_MAX_SESSIONS": str(max(bench.most, bench.plan.candidates) + 1)}
        if bench.fixed_silence_ms is not None:
            settings["VIVA_FIXED_SILENCE_MS"] = str(bench.fixed_silence_ms)
        controls: Mapping[str, str] = {}
        if bench.vendors != NO_STAND_INS:
            stand_ins = stack.enter_context(
                StandInProcess(profile=bench.vendors, seed=bench.plan.seed)
            )
            settings |= stand_ins.environment
            controls = stand_ins.controls
        console.print(f"Starting a Viva with vendors “{bench.vendors}” ...")
        server = stack.enter_context(own_server(**settings))
        yield Served(url=server.url, pids=tuple(server.pids), controls=controls)


@contextmanager
def own_server(**settings: str) -> Iterator[ServerProcess]:
    """A Viva of our own with an empty state folder, gone with the context."""
    with tempfile.TemporaryDirectory(prefix="viva-bench-", dir="/tmp") as folder:
        Path(folder).chmod(0o711)  # As root, Postgres runs as another user, who must get through.
        with ServerProcess(Path(folder) / "home", port=None, **settings) as server:
            yield server


def check_viva(url: str) -> None:
    """Raises BadBench."""
    try:
        answer = httpx.get(f"{url}/healthz", timeout=10)
        alive = answer.status_code == 200 and answer.json().get("status") == "alive"
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        alive = False
    if not alive:
        raise BadBench(
            f"There is no Viva at {url}. Start one with `viva up`, or leave the URL out."
        )


def control_of(stand_in_url: str) -> str:
    """Where the stand-in at this address takes its faults."""
    return stand_in_url.rstrip("/").removesuffix("/v1") + CONTROL


def schedule(bench: Bench, controls: Mapping[str, str]) -> tuple[Scheduled, ...]:
    """The planned faults as things that happen. Raises BadBench."""
    happenings = []
    for planned in bench.faults:
        control = controls.get(planned.vendor)
        if control is None:
            raise BadBench(
                f"Nobody stands in for {planned.vendor!r} here. Known: "
                f"{', '.join(controls) or 'nobody'}; name a stand-in with --stand-in VENDOR=URL."
            )
        happenings.append(
            Scheduled(
                at_s=planned.at_s,
                name=f"{planned.vendor} shows “{planned.fault}” from now on",
                act=partial(set_fault, control, planned.fault),
            )
        )
        if planned.for_s is not None:
            happenings.append(
                Scheduled(
                    at_s=planned.at_s + planned.for_s,
                    name=f"{planned.vendor} works again",
                    act=partial(set_fault, control, None),
                )
            )
    return tuple(happenings)


def machine() -> str:
    memory_gb = psutil.virtual_memory().total / 1e9
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, {memory_gb:.0f} GB, "
        f"Python {platform.python_version()}"
    )


async def _load_all(
    bench: Bench, where: Served, console: Console
) -> tuple[tuple[LoadFigures, ...], Capacity | None]:
    happenings = schedule(bench, where.controls)
    async with viva_target(where, bench.token) as target:

        async def load(candidates: int, plan: LoadPlan) -> LoadFigures:
            plan = msgspec.structs.replace(plan, candidates=candidates, schedule=happenings)
            title = f"{candidates} candidates over {plan.transport}"
            with Progress(console, title) as progress:
                return await Load(target, plan, progress.tell).run()

        if bench.capacity is None:
            return (await load(bench.plan.candidates, bench.plan),), None
        step = msgspec.structs.replace(
            bench.plan, duration_s=min(bench.plan.duration_s, STEP_S), schedule=()
        )
        capacity = await find_capacity(
            lambda candidates: load(candidates, step),
            bench.capacity,
            start=bench.plan.candidates,
            most=bench.most,
        )
    shown = [each.figures for each in capacity.steps if each.figures.candidates == capacity.carried]
    return (shown[-1] if shown else capacity.steps[-1].figures,), capacity


@asynccontextmanager
async def viva_target(where: Served, token: str | None = None) -> AsyncIterator[VivaTarget]:
    target = VivaTarget(where.url, token=token, pids=where.pids)
    try:
        yield target
    finally:
        await target.aclose()


def on_fast_loop(work: Coroutine[Any, Any, Result]) -> Result:
    """Run it on uvloop where there is one: the load generator must cost little."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(work)
    return uvloop.run(work)
