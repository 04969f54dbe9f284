"""`make faults`: every fault of every vendor in a real session; when it was found out, who took
over, what the candidate heard and whether anything was lost. Exit code 1 where a row is not good.
"""

import argparse
import asyncio
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from rich.console import Console
from rich.live import Live
from rich.table import Table

from load_tests.fault_interview import FaultInterview
from load_tests.fault_rows import WITHIN_S, Row
from load_tests.fault_targets import LINE_UPS, NONE, REFUSED, Target
from load_tests.vendors import content
from load_tests.vendors.faults import Fault

FAULTS = (
    Fault.hang, Fault.mute, Fault.slow, Fault.dribble, Fault.stall, Fault.silent, Fault.garbage,
    Fault.noise, Fault.key_refused, Fault.rate_limited, Fault.overloaded, Fault.broken,
    Fault.closed_1011, Fault.cut, REFUSED,
)  # fmt: skip
SHOWN = {
    Fault.hang: "accepts, never answers",
    Fault.mute: "half-dead socket",
    Fault.slow: "3 s late each time",
    Fault.dribble: "one piece a second",
    Fault.stall: "stops after one piece",
    Fault.silent: "silence, no words",
    Fault.garbage: "a web page instead",
    Fault.noise: "no protocol at all",
    Fault.key_refused: "401",
    Fault.rate_limited: "429",
    Fault.overloaded: "529 / 503",
    Fault.broken: "500",
    Fault.closed_1011: "closed with 1011",
    Fault.cut: "cut in mid-answer",
    REFUSED: "nobody listens",
}
AT_ONCE = max(1, min(4, (os.cpu_count() or 1) // 2))
"""Each has a server and a recogniser of its own; on a busy machine every vendor is late."""
TRIES = 2
"""An interview in which something could not be tried is held again."""
TARGETS = [target for line_up in LINE_UPS for target in line_up]


Keep = Callable[[Sequence[Row]], None]


class Job(msgspec.Struct, kw_only=True):
    """One interview that is to be held, and where it stands."""

    fault: str
    targets: list[Target]
    now: str = ""
    """Empty: it has not begun, or it is over."""


def jobs_of(faults: Sequence[str], names: Sequence[str]) -> list[Job]:
    """The interviews that these faults of these vendors need; first those to compare with."""
    line_ups = [[target for target in line_up if target.name in names] for line_up in LINE_UPS]
    return [
        Job(fault=fault, targets=targets)
        for fault in (NONE, *faults)
        for targets in line_ups
        if targets
    ]


class FaultTable:
    """Holds the interviews, a few at once, and shows what is known so far."""

    def __init__(
        self, jobs: list[Job], *, at_once: int, console: Console, keep: Keep = lambda _: None
    ) -> None:
        """`keep` gets all rows so far after each interview: a run may be cut short."""
        self._jobs = jobs
        self._keep = keep
        self._at_once = at_once
        self._console = console
        self._usual: dict[str, float | None] = {}
        """Reply delay without a fault, by vendor."""
        self._hear = content.moonshine(Path())
        self._say = content.flite()

    async def fill(self) -> list[Row]:
        """All rows, in the order of the interviews."""
        waiting = iter(self._jobs)
        done: dict[int, list[Row]] = {}

        async def worker() -> None:
            for job in waiting:
                done[id(job)] = await self._hold(job)
                self._keep(self._rows(done))

        with Live(console=self._console, transient=True, refresh_per_second=2) as live:
            self._live = live
            # One after the other, so that what is compared with is known first.
            async with asyncio.TaskGroup() as tasks:
                for _ in range(self._at_once):
                    tasks.create_task(worker())
        return self._rows(done)

    def _rows(self, done: dict[int, list[Row]]) -> list[Row]:
        rows = [row for job in self._jobs for row in done.get(id(job), []) if row.fault != NONE]
        for row in rows:
            row.usual_reply_s = self._usual.get(row.vendor)
        return rows

    async def _hold(self, job: Job) -> list[Row]:
        def tell(now: str) -> None:
            job.now = now
            self._show()

        for _ in range(TRIES):
            interview = FaultInterview(
                job.fault, job.targets, hear=self._hear, say=self._say, tell=tell
            )
            rows = await interview.hold()
            if not any(row.trouble for row in rows):
                break
        tell("")
        for row in rows:
            if job.fault == NONE:
                self._usual[row.vendor] = row.reply_s
                self._console.print(f"{row.vendor}, no fault: reply after {seconds(row.reply_s)}")
            else:
                row.usual_reply_s = self._usual.get(row.vendor)
                self._console.print(in_a_line(row), soft_wrap=True)
        return rows

    def _show(self) -> None:
        under_way = [f"{job.fault}: {job.now}" for job in self._jobs if job.now]
        self._live.update("   ".join(under_way))


def in_a_line(row: Row) -> str:
    verdict = "good" if row.good else f"NOT GOOD: {', '.join(row.wrong)}"
    told = ", ".join(row.incidents) or "no incident"
    return (
        f"{row.vendor}, {row.fault}: {verdict}. Found out after {seconds(row.found_out_s)} "
        f"({told}), switched to {row.switched_to or 'nobody'}; "
        f"reply after {seconds(row.reply_s)} (usually {seconds(row.usual_reply_s)}), "
        f"{percent(row.heard_share)} of it heard; {percent(row.kept_share)} of the answer kept."
    )


def as_table(rows: Sequence[Row]) -> Table:
    shown = Table(
        "stage", "vendor", "fault", "found out", "switched to", "reply (usual)", "heard", "kept",
        "lost/doubled", "in report", "good",
    )  # fmt: skip
    for row in rows:
        shown.add_row(*cells(row))
    return shown


def cells(row: Row) -> list[str]:
    return [
        row.stage,
        row.vendor,
        f"{row.fault}: {SHOWN.get(row.fault, '')}",
        seconds(row.found_out_s),
        row.switched_to or "-",
        f"{seconds(row.reply_s)} ({seconds(row.usual_reply_s)})",
        percent(row.heard_share),
        percent(row.kept_share),
        f"{row.turns_lost}/{row.turns_doubled}",
        "yes" if row.in_report else "NO",
        "yes" if row.good else f"NO: {', '.join(row.wrong)}",
    ]


def as_markdown(rows: Sequence[Row]) -> str:
    """The same for a document."""
    head = (
        "| vendor | fault | found out after | switched to | reply (usual) | reply heard | "
        "answer kept | turns lost / doubled | in the report |"
    )
    rule = "|---" * 9 + "|"
    lines = [
        f"| {' | '.join([vendor, fault, found, to, reply, heard, kept, lost, told])} |"
        for _, vendor, fault, found, to, reply, heard, kept, lost, told, _ in map(cells, rows)
    ]
    return "\n".join([head, rule, *lines])


def seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f} s"


def percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def as_json(rows: Sequence[Row]) -> str:
    found = [{**msgspec.to_builtins(row), "good": row.good, "wrong": row.wrong} for row in rows]
    return json.dumps({"within_s": WITHIN_S, "rows": found}, indent=2)


def chosen(text: str, known: Sequence[str], parser: argparse.ArgumentParser) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            parser.error(f"{name!r} is not known; use some of {', '.join(known)}")
    return names


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m load_tests.fault_table", description=__doc__)
    every_fault, every_vendor = [str(each) for each in FAULTS], [each.name for each in TARGETS]
    parser.add_argument("--faults", default=",".join(every_fault), help="which ones")
    parser.add_argument("--stages", default=",".join(every_vendor), help="of which vendors")
    parser.add_argument(
        "--at-once", type=int, default=AT_ONCE, help=f"interviews side by side; here {AT_ONCE}"
    )
    parser.add_argument("--json", type=Path, default=None, help="also write the rows here")
    parser.add_argument("--markdown", type=Path, default=None, help="also write a table here")
    arguments = parser.parse_args()
    faults = chosen(arguments.faults, every_fault, parser)
    vendors = chosen(arguments.stages, every_vendor, parser)
    console = Console()

    def keep(rows: Sequence[Row]) -> None:
        if arguments.json is not None:
            arguments.json.write_text(as_json(rows))
        if arguments.markdown is not None:
            arguments.markdown.write_text(as_markdown(rows) + "\n")

    jobs = jobs_of(faults, vendors)
    table = FaultTable(jobs, at_once=arguments.at_once, console=console, keep=keep)
    rows = asyncio.run(table.fill())
    console.print(as_table(rows))
    bad = [row for row in rows if not row.good]
    console.print(f"{len(rows) - len(bad)} of {len(rows)} rows are good.")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
