"""`viva bench`: load a Viva server with simulated candidates and measure what they meet."""

import sys
from pathlib import Path
from typing import Any

import click

from runtime.errors import MissingPart
from server.cli.exits import FAILED

try:
    import load_tests.bench as load_bench
    from load_tests import comparison, load, profiles, run_file, terminal
    from load_tests.capacity import Slo
    from load_tests.figures import Thresholds
    from load_tests.vendors.latency import PROFILES as LATENCIES
except ModuleNotFoundError as missing:  # pragma: no cover - only where a package was left out
    raise MissingPart(
        f"`viva bench` needs the package {missing.name}, which is not installed here; install "
        "Viva whole, with `load_tests`."
    ) from None

URL_STARTS = ("http://", "https://")


class BenchGroup(click.Group):
    """`viva bench [URL]` runs; `viva bench compare` and other names are commands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in (*self.commands, "--help", "-h"):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(cls=BenchGroup, context_settings={"help_option_names": ["-h", "--help"]})
def bench() -> None:
    """Load a Viva server with simulated candidates.

    `viva bench [URL]` is short for `viva bench run [URL]`; see `viva bench run --help`.
    """


def _faults(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> Any:
    try:
        return tuple(load_bench.PlannedFault.parse(text) for text in given)
    except load_bench.BadBench as fault:
        raise click.BadParameter(str(fault)) from None


def _controls(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> Any:
    controls = {}
    for text in given:
        vendor, _, url = text.partition("=")
        if not url.startswith(URL_STARTS):
            raise click.BadParameter(f"{text!r}: write VENDOR=URL, such as deepgram=http://...")
        controls[vendor] = load_bench.control_of(url)
    return controls


def _url(_ctx: click.Context, _param: click.Parameter, given: str | None) -> str | None:
    if given is not None and not given.startswith(URL_STARTS):
        raise click.BadParameter(f"{given!r} must begin with http:// or https://")
    return given.rstrip("/") if given else None


@bench.command()
@click.argument("url", required=False, callback=_url)
@click.option(
    "-n",
    "--candidates",
    type=click.IntRange(1, 1000),
    default=8,
    show_default=True,
    help="Candidates at once; where a search for the capacity begins.",
)
@click.option("--transport", type=click.Choice(load.TRANSPORTS), default="ws", show_default=True)
@click.option(
    "--duration",
    type=click.FloatRange(2, 86_400),
    default=60.0,
    show_default=True,
    help="Seconds from the last arrival to the end.",
)
@click.option(
    "--arrival",
    type=click.Choice(load.ARRIVALS),
    default="ramp",
    show_default=True,
    help="How the candidates come.",
)
@click.option(
    "--arrival-time",
    type=click.FloatRange(0, 3600),
    default=3.0,
    show_default=True,
    help="Seconds that arriving takes, all in all.",
)
@click.option(
    "--answers",
    type=click.Choice(list(profiles.PROFILES)),
    default="short",
    show_default=True,
    help="How they answer.",
)
@click.option(
    "--vendors",
    type=click.Choice([*LATENCIES, load_bench.NO_STAND_INS]),
    default="published",
    show_default=True,
    help="How long the stand-ins of a server of our own take; `environment`: no "
    "stand-ins, but what your environment names.",
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    callback=_faults,
    metavar="S:VENDOR=FAULT[:S]",
    help="A vendor fails from that second on (for so long).",
)
@click.option(
    "--stand-in",
    "controls",
    multiple=True,
    callback=_controls,
    metavar="VENDOR=URL",
    help="Where the server at URL has a stand-in, for --fault.",
)
@click.option(
    "--silence-ms",
    type=click.FloatRange(100, 5000),
    help="End answers after a fixed silence; own server only.",
)
@click.option("--token", envvar="VIVA_BENCH_TOKEN", help="Bearer token of the API.")
@click.option(
    "--find-capacity",
    is_flag=True,
    help="Find the largest number of candidates whose p95 is within --slo-ms.",
)
@click.option("--slo-ms", type=float, default=1500.0, show_default=True)
@click.option(
    "--most",
    type=click.IntRange(1, 1000),
    default=64,
    show_default=True,
    help="Where a search for the capacity ends.",
)
@click.option("--json", "json_path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--html", "html_path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--max-p50-ms", type=float)
@click.option("--max-p95-ms", type=float)
@click.option("--max-first-audio-ms", type=float)
@click.option("--max-errors", type=int)
@click.option("--max-lost", type=int)
@click.option("--max-doubled", type=int)
@click.option("--max-cut-ins", type=int)
@click.option("--max-gaps", type=int)
@click.option(
    "--max-cpu", "max_cpu_percent_per_session", type=float, help="Percent of a core per session."
)
@click.option("--max-memory", "max_memory_mb_per_session", type=float, help="MB per session.")
@click.option("--seed", type=int, default=1, show_default=True)
def run(
    url: str | None, candidates: int, transport: str, duration: float, arrival: str,
    arrival_time: float, answers: str, vendors: str, faults: Any, controls: Any,
    silence_ms: float | None, token: str | None, find_capacity: bool, slo_ms: float, most: int,
    json_path: Path | None, html_path: Path | None, seed: int, **limits: float | int | None,
) -> None:  # fmt: skip
    """Load the Viva at URL, or one that is started for it, and measure what candidates meet.

    Times are taken at the client, from the last speech sample sent to the first one heard. The
    exit code is 1 when a --max-… limit was not held, or nobody was answered.
    """
    if url is not None and silence_ms is not None:
        raise click.UsageError("--silence-ms is for a server of our own; set it where yours runs.")
    plan = load.LoadPlan(
        candidates=candidates,
        duration_s=duration,
        transport=transport,
        arrival=arrival,
        arrival_s=arrival_time,
        profile=profiles.PROFILES[answers],
        seed=seed,
    )
    asked = load_bench.Bench(
        url=url,
        plan=plan,
        vendors=vendors,
        faults=faults,
        controls=controls,
        token=token,
        fixed_silence_ms=silence_ms,
        capacity=Slo(p95_ms=slo_ms) if find_capacity else None,
        most=most,
        thresholds=Thresholds(**limits),  # type: ignore[arg-type]
        json_path=json_path,
        html_path=html_path,
    )
    done = load_bench.run_bench(asked, terminal.stdout_console())
    if done.broken or done.loads[-1].voice_to_voice_ms is None:
        sys.exit(FAILED)


@bench.command()
@click.argument("before", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("after", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--max-worse",
    type=click.FloatRange(0),
    metavar="PERCENT",
    help="Exit with 1 when a figure got worse by more.",
)
def compare(before: Path, after: Path, max_worse: float | None) -> None:  # fmt: skip
    """Compare two files of `viva bench --json`: what got better, what got worse."""
    old, new = run_file.read_run(before), run_file.read_run(after)
    changes = comparison.compare(old.loads[-1], new.loads[-1])
    console = terminal.stdout_console()
    console.print(terminal.comparison_table(old.loads[-1], new.loads[-1], changes))
    if max_worse is None:
        return
    worse = [each for each in changes if each.worse_by_percent > max_worse]
    for each in worse:
        console.print(f"[red]worse by {each.worse_by_percent:.0f} %:[/red] {each.name}")
    if worse:
        sys.exit(FAILED)
