"""Figures of two sides of one run, each with what it should be, and how they are shown. Pure."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec
from rich.table import Table
from rich.text import Text

from load_tests.figures import LoadFigures
from load_tests.terminal import ms, number


class Of(StrEnum):
    """What must stay below the limit."""

    viva = "Viva"
    ratio = "ratio"
    added = "difference"


class Aim(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of both sides, a median over the rounds, and its limit."""

    name: str
    viva: float | None
    other: float | None = None
    """Of the side it is compared with; None where there is none."""
    unit: str = ""
    limit: float | None = None
    """None: no aim, the figure is there to judge the others by."""
    of: Of = Of.viva
    added: float | None = None
    """The difference, where it is not that of the two figures but one of pairs."""

    @property
    def ratio(self) -> float | None:
        return None if self.viva is None or not self.other else self.viva / self.other

    @property
    def difference(self) -> float | None:
        if self.added is not None:
            return self.added
        return None if self.viva is None or self.other is None else self.viva - self.other

    @property
    def reached(self) -> bool | None:
        """Whether the aim is; None without an aim. What was not measured is not reached."""
        if self.limit is None:
            return None
        value = {Of.viva: self.viva, Of.ratio: self.ratio, Of.added: self.difference}[self.of]
        return value is not None and value <= self.limit

    @property
    def wanted(self) -> str:
        if self.limit is None:
            return ""
        unit = "" if self.of is Of.ratio or not self.unit else f" {self.unit}"
        return f"{self.of} ≤ {self.limit:g}{unit}"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured under the same conditions."""

    title: str
    sides: tuple[str, str]
    aims: tuple[Aim, ...]
    note: str = ""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One number of sessions on the capacity curve."""

    sessions: int
    own_p50_ms: float | None
    """Voice to voice without the silence; the vendors take no time."""
    own_p95_ms: float | None
    cpu_percent: float | None
    memory_mb_per_session: float | None
    loop_lag_p99_ms: float | None
    lost: int
    errors: int
    client_fault: str | None


class SideBySide(msgspec.Struct, frozen=True, kw_only=True):
    """The whole comparison."""

    machine: str
    took_s: float
    parts: tuple[Part, ...]
    curve: tuple[Point, ...]
    local: LoadFigures | None
    """Viva without vendors: recognition and synthesis on this machine."""
    loads: tuple[LoadFigures, ...]

    @property
    def missed(self) -> list[Aim]:
        return [aim for part in self.parts for aim in part.aims if aim.reached is False]


def part_table(part: Part) -> Table:
    table = Table(title=part.title, title_justify="left", caption=part.note or None)
    table.add_column("")
    for name in (*part.sides, "ratio", "difference"):
        table.add_column(name, justify="right")
    table.add_column("aim")
    table.add_column("")
    for aim in part.aims:
        unit = f" {aim.unit}" if aim.unit else ""
        difference = aim.difference if aim.unit == "ms" else None
        table.add_row(
            aim.name,
            number(_short(aim.viva), unit),
            number(_short(aim.other), unit),
            "–" if aim.ratio is None else f"{aim.ratio:.2f}",
            "" if difference is None else f"{difference:+.0f} ms",
            aim.wanted,
            _verdict(aim),
        )
    return table


def _verdict(aim: Aim) -> Text:
    if aim.reached is None:
        return Text("")
    return Text("reached", style="green") if aim.reached else Text("missed", style="red")


def curve_table(points: Sequence[Point]) -> Table:
    table = Table(title="Viva's own share of the latency", title_justify="left")
    for name in ("sessions", "p50", "p95", "CPU", "CPU each", "MB each", "loop lag p99", "trouble"):
        table.add_column(name, justify="right")
    for point in points:
        trouble = [f"{point.lost} lost"] if point.lost else []
        trouble += [f"{point.errors} errors"] if point.errors else []
        trouble += ["client late"] if point.client_fault else []
        cpu = point.cpu_percent
        table.add_row(
            str(point.sessions),
            ms(point.own_p50_ms),
            ms(point.own_p95_ms),
            number(_short(cpu), " %"),
            number(_short(cpu / point.sessions) if cpu is not None else None, " %"),
            number(_short(point.memory_mb_per_session)),
            number(point.loop_lag_p99_ms, " ms"),
            ", ".join(trouble),
        )
    return table


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
