"""Small charts as inline SVG, drawn by ourselves so that a report is one file. Pure."""

import math
from collections.abc import Sequence
from html import escape

import msgspec

WIDTH = 720
HEIGHT = 250
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 28, 36


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Points of one kind; `colour` is a CSS class of the report."""

    name: str
    colour: str
    points: tuple[tuple[float, float], ...]
    line: bool = True
    """Joined by a line, or loose dots."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One stage of a reply: where it begins and how long it takes."""

    name: str
    start: float
    length: float
    colour: str


class Axes:
    """Maps values to places in the drawing."""

    def __init__(self, x_most: float, y_most: float, *, width: int = WIDTH) -> None:
        self._x_most = x_most or 1.0
        self._y_step = tidy_step(y_most or 1.0)
        self.y_most = self._y_step * math.ceil((y_most or 1.0) / self._y_step)
        self.width = width

    def x(self, value: float) -> float:
        return round(LEFT + (self.width - LEFT - RIGHT) * value / self._x_most, 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.y_most, 1)

    def grid(self, x_unit: str, y_unit: str) -> str:
        parts = []
        for index in range(round(self.y_most / self._y_step) + 1):
            value = index * self._y_step
            y = self.y(value)
            parts.append(
                f'<line class="grid" x1="{LEFT}" x2="{self.width - RIGHT}" y1="{y}" y2="{y}"/>'
                f'<text class="tick" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{value:g}</text>'
            )
        step = tidy_step(self._x_most)
        for index in range(int(self._x_most / step + 1e-9) + 1):
            x = self.x(index * step)
            parts.append(
                f'<text class="tick" x="{x}" y="{HEIGHT - BOTTOM + 18}" '
                f'text-anchor="middle">{index * step:g}</text>'
            )
        parts.append(
            f'<text class="unit" x="{self.width - RIGHT}" y="{HEIGHT - 2}" '
            f'text-anchor="end">{escape(x_unit)}</text>'
            f'<text class="unit" x="{LEFT - 8}" y="12" text-anchor="end">'
            f"{escape(y_unit)}</text>"
        )
        return "".join(parts)


def tidy_step(most: float) -> float:
    """1, 2 or 5 times a power of ten, so that about five of them make `most`."""
    raw = max(most / 5, 1e-300)  # Below that a fifth is nothing to a float.
    power: float = 10.0 ** math.floor(math.log10(raw))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= raw * 0.999)


def plot(series: Sequence[Series], *, x_unit: str, y_unit: str, limit: float | None = None) -> str:
    """Lines and dots; `limit` draws a level that should not be passed."""
    points = [point for each in series for point in each.points]
    if not points:
        return '<p class="empty">Nothing was measured.</p>'
    axes = Axes(max(x for x, _ in points), max([y for _, y in points] + [limit or 0.0]))
    parts = [axes.grid(x_unit, y_unit)]
    if limit is not None:
        y = axes.y(limit)
        parts.append(f'<line class="limit" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>')
    for each in series:
        places = [(axes.x(x), axes.y(y)) for x, y in each.points]
        if each.line and len(places) > 1:
            path = " ".join(f"{x},{y}" for x, y in places)
            parts.append(f'<polyline class="line {each.colour}" points="{path}"/>')
        if not each.line or len(places) < 40:
            size = 3 if each.line else 2.6
            parts += [
                f'<circle class="dot {each.colour}" cx="{x}" cy="{y}" r="{size}"/>'
                for x, y in places
            ]
    return _figure(parts, HEIGHT) + _legend([(each.name, each.colour) for each in series])


def histogram(values: Sequence[float], *, unit: str, bins: int = 30) -> str:
    """How often which value came."""
    if not values:
        return '<p class="empty">Nothing was measured.</p>'
    most = max(values) or 1.0
    width = tidy_step(most) * 5 / bins
    counts = [0] * (int(most / width) + 1)
    for value in values:
        counts[int(value / width)] += 1
    axes = Axes(len(counts) * width, max(counts))
    parts = [axes.grid(unit, "replies")]
    for index, count in enumerate(counts):
        if count:
            left, right = axes.x(index * width), axes.x((index + 1) * width)
            top = axes.y(count)
            height = round(HEIGHT - BOTTOM - top, 1)
            parts.append(
                f'<rect class="bar c1" x="{left}" y="{top}" '
                f'width="{max(1.0, right - left - 1.5):.1f}" height="{height}" rx="1.5"/>'
            )
    return _figure(parts, HEIGHT)


def timeline(bars: Sequence[Bar], *, unit: str) -> str:
    """Stages one below the other, each where it begins."""
    if not bars:
        return '<p class="empty">The server did not tell.</p>'
    row, label = 26, 250
    most = max(bar.start + bar.length for bar in bars) or 1.0
    scale = (WIDTH - label - 70) / most
    parts = []
    for index, bar in enumerate(bars):
        y = index * row + 6
        x = label + bar.start * scale
        length = max(2.0, bar.length * scale)
        parts.append(
            f'<text class="tick" x="{label - 10}" y="{y + 13}" text-anchor="end">'
            f"{escape(bar.name)}</text>"
            f'<rect class="bar {bar.colour}" x="{x:.1f}" y="{y}" width="{length:.1f}" '
            f'height="17" rx="3"/>'
            f'<text class="tick" x="{x + length + 6:.1f}" y="{y + 13}">'
            f"{bar.length:.0f} {escape(unit)}</text>"
        )
    return _figure(parts, len(bars) * row + 8)


def _figure(parts: Sequence[str], height: int) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img">{"".join(parts)}</svg>'


def _legend(names: Sequence[tuple[str, str]]) -> str:
    if len(names) < 2:
        return ""
    entries = "".join(
        f'<span><i class="{colour}"></i>{escape(name)}</span>' for name, colour in names
    )
    return f'<p class="legend">{entries}</p>'
