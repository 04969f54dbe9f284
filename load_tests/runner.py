"""Loads one after the other, or two at once, and what they had the vendors do."""

import asyncio
from collections import Counter
from collections.abc import Sequence

import msgspec
from rich.console import Console

from load_tests.bench import on_fast_loop
from load_tests.bridges import in_a_models_words
from load_tests.figures import LoadFigures
from load_tests.load import Load, LoadPlan
from load_tests.profiles import PROFILES
from load_tests.server_process import ServerProcess
from load_tests.stand_in_process import StandInProcess, spent
from load_tests.target import Target, VivaTarget
from load_tests.terminal import Progress, ms, number

WARM_UP_S = 6.0


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One load and what it had the vendors do."""

    figures: LoadFigures
    spent: Counter[str]

    def each(self, name: str) -> float | None:
        """Of that, for one reply."""
        return self.spent[name] / self.figures.answers if self.figures.answers else None

    @property
    def worded_percent(self) -> float | None:
        """Of the replies that the server tells, in a model's words."""
        told = [reply.text for reply in self.figures.replies if reply.text]
        return 100 * sum(map(in_a_models_words, told)) / len(told) if told else None


class Runner:
    """Runs loads one after the other, or two at once, and keeps their figures."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.loads: list[LoadFigures] = []

    def load(self, target: Target, title: str, plan: LoadPlan, vendors: StandInProcess) -> Run:
        """Raises MissingPart, httpx.HTTPError."""
        before = spent(vendors.controls)
        with Progress(self.console, f"{target.label}: {title}") as progress:
            figures = on_fast_loop(Load(target, plan, progress.tell).run())
        self._keep(figures, title)
        return Run(figures=figures, spent=spent(vendors.controls) - before)

    def both(
        self, targets: Sequence[Target], titles: Sequence[str], plan: LoadPlan
    ) -> list[LoadFigures]:
        """The same load on each, at the same time, so that what disturbs one disturbs all."""
        with Progress(self.console, " beside ".join(titles)) as progress:

            async def all_of_them() -> list[LoadFigures]:
                tells = [progress.tell, *[None] * (len(targets) - 1)]
                loads = [Load(t, plan, tell) for t, tell in zip(targets, tells, strict=True)]
                return await asyncio.gather(*(load.run() for load in loads))

            found = on_fast_loop(all_of_them())
        for figures, title in zip(found, titles, strict=True):
            self._keep(figures, title)
        return found

    def warm_up(self, target: Target, transport: str = "ws") -> None:
        """The first session pays for caches and imports; nobody compares that."""
        plan = LoadPlan(candidates=1, duration_s=WARM_UP_S, transport=transport)
        on_fast_loop(Load(target, plan).run())

    def _keep(self, figures: LoadFigures, title: str) -> None:
        self.loads.append(figures)
        latency = figures.voice_to_voice_ms
        self.console.print(
            f"{figures.label:14} {title:42} p50 {ms(latency.p50 if latency else None):>8}  "
            f"p95 {ms(latency.p95 if latency else None):>8}  "
            f"{number(figures.server.cpu_percent_per_session, ' % CPU each'):>16}  "
            f"{figures.answers} answers, {figures.lost} lost, {figures.error_count} errors"
            + (f"  [yellow]client: {figures.client.fault}[/yellow]" if figures.client.fault else "")
        )


def viva_at(server: ServerProcess) -> VivaTarget:
    return VivaTarget(server.url, pids=server.pids)


def short_answers(
    candidates: int, duration_s: float, *, transport: str = "ws", arrival_s: float = 3.0
) -> LoadPlan:
    return LoadPlan(
        candidates=candidates,
        duration_s=duration_s,
        transport=transport,
        arrival_s=arrival_s,
        profile=PROFILES["short"],
    )
