"""What a load test shows in a terminal: progress while it runs, tables when it is done."""

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live as RichLive
from rich.table import Table
from rich.text import Text

from load_tests.capacity import Capacity
from load_tests.comparison import Change
from load_tests.figures import LoadFigures, Spread
from load_tests.load import Live

LINE_EVERY_S = 5.0
"""Without a terminal there is one line in so many seconds."""
STAGES = {
    "endpointing": "silence until the turn counts as over",
    "stt_final": "end of speech → final words",
    "decision": "turn over → what to say",
    "wording_first_token": "what to say → first token",
    "first_sentence": "what to say → first sentence",
    "tts_first_byte": "first sentence → first audio made",
    "first_audio_out": "first audio made → sent",
    "voice_to_voice": "end of speech → first audio sent",
}
"""The server's stages, in the order in which they happen, in words."""


class Progress:
    """Shows one load while it runs; a context manager."""

    def __init__(self, console: Console, title: str) -> None:
        self._console = console
        self._title = title
        self._rich = RichLive(console=console, refresh_per_second=4, transient=True)
        self._line_at = 0.0

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._rich.start()
        else:
            self._console.print(self._title)
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._console.is_terminal:
            self._rich.stop()

    def tell(self, live: Live) -> None:
        for news in live.news:
            self._console.print(Text(f"  ! {news}", style="yellow"))
        if self._console.is_terminal:
            self._rich.update(self._panel(live))
        elif live.at_s - self._line_at >= LINE_EVERY_S:
            self._line_at = live.at_s
            self._console.print(f"  {_line(live)}")

    def _panel(self, live: Live) -> Table:
        table = Table.grid(padding=(0, 2))
        done = min(1.0, live.at_s / max(1.0, live.total_s))
        bar = "█" * round(done * 30) + "░" * (30 - round(done * 30))
        table.add_row(
            Text(self._title, style="bold"), f"{bar} {live.at_s:.0f}/{live.total_s:.0f} s"
        )
        table.add_row("candidates here", f"{live.here} of {live.candidates}")
        table.add_row("replies", f"{live.replies}   p50 {ms(live.p50_ms)}   p95 {ms(live.p95_ms)}")
        trouble = f"errors {live.errors}   lost {live.lost}   cut-ins {live.cut_ins}"
        bad = live.errors or live.lost
        table.add_row("trouble", Text(trouble, style="red" if bad else "green"))
        if live.cpu_percent is not None and live.memory_mb is not None:
            table.add_row("server", f"{live.cpu_percent:.0f} % CPU   {live.memory_mb:.0f} MB")
        table.add_row("this client", f"up to {live.client_lag_ms:.1f} ms late")
        return table


def _line(live: Live) -> str:
    server = "" if live.cpu_percent is None else f"  server {live.cpu_percent:.0f} % CPU"
    return (
        f"{live.at_s:4.0f}/{live.total_s:.0f} s  {live.here}/{live.candidates} here  "
        f"{live.replies} replies  p50 {ms(live.p50_ms)}  p95 {ms(live.p95_ms)}  "
        f"errors {live.errors}  lost {live.lost}{server}"
    )


def ms(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f} ms"


def number(value: float | None, unit: str = "") -> str:
    return "–" if value is None else f"{value:g}{unit}"


def load_table(figures: LoadFigures) -> Table:
    """Everything about one load."""
    table = Table(title=f"{figures.label}: {headline(figures)}", title_justify="left")
    table.add_column("measured at the client")
    for name in ("p50", "p90", "p95", "p99", "most", "count"):
        table.add_column(name, justify="right")
    _add(table, "voice to voice", figures.voice_to_voice_ms)
    _add(table, "joining → first audio", figures.first_audio_ms)
    _add(table, "interruption → silence", figures.silenced_ms)
    if figures.stages_ms:
        table.add_section()
        for stage, meaning in STAGES.items():
            _add(table, f"server: {meaning}", figures.stages_ms.get(stage))
    return table


def counts_table(figures: LoadFigures) -> Table:
    """What went wrong, and what it cost."""
    table = Table(show_header=False)
    server, client = figures.server, figures.client
    table.add_row("answers given", str(figures.answers))
    for name, count in (
        ("lost", figures.lost),
        ("doubled", figures.doubled),
        ("cut in on", figures.cut_ins),
        ("gaps in the audio", figures.gaps),
    ):
        table.add_row(name, Text(str(count), style="red" if count else "green"))
    errors = ", ".join(f"{code} ×{count}" for code, count in figures.errors.items())
    table.add_row("errors", Text(errors or "0", style="red" if errors else "green"))
    if figures.incidents:
        handled = ", ".join(f"{name} ×{count}" for name, count in figures.incidents.items())
        table.add_row("handled by the server", handled)
    table.add_row(
        "server CPU",
        f"{number(server.cpu_percent, ' %')} of a core, "
        f"{number(server.cpu_percent_per_session, ' %')} per session",
    )
    table.add_row(
        "server memory",
        f"{number(server.memory_mb, ' MB')}, {number(server.memory_mb_per_session, ' MB')} "
        "more per session",
    )
    table.add_row(
        "server loop lag",
        f"p50 {number(server.loop_lag_p50_ms, ' ms')}, p99 {number(server.loop_lag_p99_ms, ' ms')}",
    )
    fault = client.fault
    own = f"{client.cpu_percent:g} % CPU, {client.lag_p99_ms:g} ms late at p99"
    if fault:
        own += f". The client was the bottleneck: {fault}"
    table.add_row("this client", Text(own, style="red" if fault else ""))
    return table


def capacity_table(capacity: Capacity) -> Table:
    table = Table(title=f"carried: {capacity.carried} candidates ({capacity.limit})")
    for name in ("candidates", "p50", "p95", "CPU %", "CPU % each", "loop lag p99", "verdict"):
        table.add_column(name, justify="left" if name == "verdict" else "right")
    for step in sorted(capacity.steps, key=lambda each: each.figures.candidates):
        figures = step.figures
        latency = figures.voice_to_voice_ms
        table.add_row(
            str(figures.candidates),
            ms(latency.p50 if latency else None),
            ms(latency.p95 if latency else None),
            number(figures.server.cpu_percent),
            number(figures.server.cpu_percent_per_session),
            number(figures.server.loop_lag_p99_ms, " ms"),
            Text(step.too_many or "carried", style="red" if step.too_many else "green"),
        )
    return table


def comparison_table(before: LoadFigures, after: LoadFigures, changes: Sequence[Change]) -> Table:
    """Two runs, figure by figure."""
    table = Table(title=f"before: {headline(before)}\nafter:  {headline(after)}")
    table.add_column("figure")
    for name in ("before", "after", "ratio"):
        table.add_column(name, justify="right")
    table.add_column("verdict")
    colours = {"better": "green", "worse": "red"}
    for change in changes:
        unit = f" {change.unit}" if change.unit else ""
        table.add_row(
            change.name,
            number(change.before, unit),
            number(change.after, unit),
            "–" if change.ratio is None else f"{change.ratio:.2f}",
            Text(change.verdict, style=colours.get(change.verdict, "")),
        )
    return table


def headline(figures: LoadFigures) -> str:
    return (
        f"{figures.candidates} candidates over {figures.transport}, "
        f"{figures.profile} answers, {figures.duration_s:.0f} s"
    )


def stdout_console() -> Console:
    """Wide enough for a table where the output is no terminal."""
    return Console(width=None if sys.stdout.isatty() else 130)


def _add(table: Table, name: str, found: Spread | None) -> None:
    if found is not None:
        values = (found.p50, found.p90, found.p95, found.p99, found.most)
        table.add_row(name, *(ms(value) for value in values), str(found.count))
