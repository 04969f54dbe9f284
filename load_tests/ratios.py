"""Figures of two sides in one run, and how they are shown. Pure."""

from collections.abc import Sequence

import msgspec
from rich.table import Table

from load_tests.figures import LoadFigures
from load_tests.terminal import ms, number


class Ratio(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of both sides, medians over the rounds."""

    name: str
    viva: float | None
    stock: float | None
    unit: str
    wanted: str = ""

    @property
    def ratio(self) -> float | None:
        if self.viva is None or not self.stock:
            return None
        return self.viva / self.stock


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
    ratios: tuple[Ratio, ...]
    patience: tuple[Ratio, ...]
    """Viva with its own patience: vendors of 100/200/100 ms (`viva`) against none (`stock`)."""
    curve: tuple[Point, ...]
    local: LoadFigures | None
    """Viva without vendors: recognition and synthesis on this machine."""
    loads: tuple[LoadFigures, ...]


def ratio_table(title: str, columns: tuple[str, str], ratios: Sequence[Ratio]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for name in (*columns, "ratio", "difference"):
        table.add_column(name, justify="right")
    table.add_column("wanted")
    for each in ratios:
        both = each.viva is not None and each.stock is not None
        difference = (each.viva or 0.0) - (each.stock or 0.0)
        table.add_row(
            each.name,
            f"{number(_short(each.viva))} {each.unit}",
            f"{number(_short(each.stock))} {each.unit}",
            "–" if each.ratio is None else f"{each.ratio:.2f}",
            f"{difference:+.0f} ms" if both and each.unit == "ms" else "",
            each.wanted,
        )
    return table


def curve_table(points: Sequence[Point]) -> Table:
    table = Table(
        title="Viva's own share of the latency (wanted at 60: p50 ≤ 40 ms, p95 ≤ 100 ms)",
        title_justify="left",
    )
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
            number(point.memory_mb_per_session),
            number(point.loop_lag_p99_ms, " ms"),
            ", ".join(trouble),
        )
    return table


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
