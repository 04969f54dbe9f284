"""`make bench`: Viva beside a stock Pipecat bot, in one run, against the same stand-ins."""

import sys
import time
from pathlib import Path

import click
import msgspec
from rich.text import Text

from load_tests.aims import Part, Point, SideBySide, curve_table, part_table
from load_tests.bench import machine
from load_tests.figures import LoadFigures
from load_tests.rounds import (
    SOCKETS,
    capacity_curve,
    on_this_machine,
    patience,
    same_silence,
)
from load_tests.runner import Runner
from load_tests.terminal import number, stdout_console

CURVE = (1, 8, 16, 32, 60)
LOCAL_TIMES = 2.0
"""The voice of this machine speaks at a usual pace, so its turns take longer."""
PATIENT_TIMES = 3.0
"""Pairs of replies must be many for their 95th percentile to mean something."""


PARTS = ("stock", "patience", "curve", "local")


@click.command()
@click.option("--rounds", default=2, show_default=True, help="Of each side, alternating.")
@click.option(
    "--sockets", default=SOCKETS, show_default=True, help="Candidates at once beside stock."
)
@click.option("--seconds", default=18.0, show_default=True, help="Length of one load.")
@click.option(
    "--sessions", default=",".join(map(str, CURVE)), show_default=True, help="Of the curve."
)
@click.option("--part", "wanted", multiple=True, type=click.Choice(PARTS), help="Only this one.")
@click.option("--json", "json_path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--report-only", is_flag=True, help="Exit with 0 also where an aim is missed.")
def main(
    rounds: int,
    sockets: int,
    seconds: float,
    sessions: str,
    wanted: tuple[str, ...],
    json_path: Path | None,
    report_only: bool,
) -> None:
    """Compare Viva with a stock Pipecat bot; about ten minutes, on a quiet machine.

    Exits with 1 where an aim is missed, or what it is about was not measured.
    """
    began = time.monotonic()
    counts = [int(part) for part in sessions.split(",") if part]
    console = stdout_console()
    runner = Runner(console)
    parts: list[Part] = []
    curve: tuple[Point, ...] = ()
    local: LoadFigures | None = None
    chosen = wanted or PARTS
    for number_, name in enumerate(chosen):
        console.rule(f"part {number_ + 1} of {len(chosen)}: {name}", align="left")
        if name == "stock":
            parts.append(same_silence(runner, rounds, seconds, sockets=sockets))
        elif name == "patience":
            parts.append(patience(runner, seconds * PATIENT_TIMES))
        elif name == "curve":
            curve, own = capacity_curve(runner, counts, seconds * 0.75)
            parts.append(own)
        else:
            local = on_this_machine(runner, seconds * LOCAL_TIMES)
    found = SideBySide(
        machine=machine(),
        took_s=round(time.monotonic() - began, 1),
        parts=tuple(parts),
        curve=curve,
        local=local,
        loads=tuple(runner.loads),
    )
    if curve:
        console.print(curve_table(curve))
    for part in parts:
        if part.aims:
            console.print(part_table(part))
    if local is not None:
        console.print(
            f"Without vendors, recognition and synthesis on this machine: "
            f"{number(local.server.cpu_percent_per_session, ' %')} of a core per session."
        )
    console.print(f"{found.machine}; took {found.took_s:.0f} s.")
    if json_path is not None:
        json_path.parent.mkdir(parents=True, exist_ok=True)
        json_path.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1))
        console.print(f"figures: {json_path}")
    late = [load for load in runner.loads if load.client.fault]
    if late:
        console.print(
            Text(f"The client was late in {len(late)} loads: was the machine quiet?", "yellow")
        )
    for aim in found.missed:
        console.print(Text(f"missed: {aim.name} ({aim.wanted})", "red"))
    if found.missed and not report_only:
        sys.exit(1)


if __name__ == "__main__":
    main()
