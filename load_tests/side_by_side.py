"""`make bench`: Viva beside a stock Pipecat bot, in one run, against the same stand-ins."""

import contextlib
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec
from rich.console import Console

from load_tests.baselines.stock_process import StockProcess
from load_tests.baselines.stock_target import StockTarget
from load_tests.bench import machine, on_fast_loop, own_server
from load_tests.figures import LoadFigures
from load_tests.load import Load, LoadPlan
from load_tests.profiles import PROFILES
from load_tests.ratios import Point, Ratio, SideBySide, curve_table, ratio_table
from load_tests.server_process import ServerProcess
from load_tests.stand_in_process import StandInProcess
from load_tests.target import Target, VivaTarget
from load_tests.terminal import Progress, ms, number, stdout_console

SILENCE_MS = 200.0
"""What stock Pipecat waits for by default; Viva is set to the same."""
CURVE = (1, 4, 8, 16, 32, 60)
SOCKETS, PEERS, PATIENT = 8, 4, 4
"""Candidates at once in each part."""
WARM_UP_S = 6.0
LOCAL_TIMES = 2.5
"""The voice of this machine speaks at a usual pace, so its turns take longer."""
PLACES = {"VIVA_MAX_SESSIONS": "200", "VIVA_LLM": "openai"}
"""The stock bot's model is OpenAI's; so is Viva's here."""


class Runner:
    """Runs loads one after the other and keeps their figures."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.loads: list[LoadFigures] = []

    def load(
        self,
        target: Target,
        title: str,
        *,
        candidates: int,
        duration_s: float,
        transport: str = "ws",
        arrival_s: float = 3.0,
    ) -> LoadFigures:
        wanted = LoadPlan(
            candidates=candidates,
            duration_s=duration_s,
            transport=transport,
            arrival_s=arrival_s,
            profile=PROFILES["short"],
        )
        with Progress(self.console, f"{target.label}: {title}") as progress:
            figures = on_fast_loop(_run(target, wanted, progress))
        self.loads.append(figures)
        latency = figures.voice_to_voice_ms
        self.console.print(
            f"{target.label:14} {title:42} p50 {ms(latency.p50 if latency else None):>8}  "
            f"p95 {ms(latency.p95 if latency else None):>8}  "
            f"{number(figures.server.cpu_percent_per_session, ' % CPU each'):>16}  "
            f"{figures.answers} answers, {figures.lost} lost, {figures.error_count} errors"
            + (f"  [yellow]client: {figures.client.fault}[/yellow]" if figures.client.fault else "")
        )
        return figures

    def warm_up(self, target: Target, transport: str = "ws") -> None:
        """The first session pays for caches and imports; nobody compares that."""
        plan = LoadPlan(candidates=1, duration_s=WARM_UP_S, transport=transport)
        on_fast_loop(_run(target, plan, None))


async def _run(target: Target, plan: LoadPlan, progress: Progress | None) -> LoadFigures:
    return await Load(target, plan, progress.tell if progress else None).run()


def viva_at(server: ServerProcess) -> VivaTarget:
    return VivaTarget(server.url, pids=server.pids)


def same_silence(runner: Runner, rounds: int, seconds: float) -> tuple[Ratio, ...]:
    """Both with 200 ms of silence and vendors of 100/200/100 ms, alternating."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="viva-bench-")))
        vendors = stack.enter_context(StandInProcess(profile="fixed"))
        server = stack.enter_context(
            own_server(
                **vendors.environment,
                **PLACES,
                VIVA_FIXED_SILENCE_MS=f"{SILENCE_MS:.0f}",
                VIVA_SPECULATION="eager",
            )
        )
        bot = stack.enter_context(StockProcess(folder / "stock.log", **vendors.environment))

        def viva() -> Target:
            return viva_at(server)

        def stock() -> Target:
            return StockTarget(bot.url, pid=bot.process.pid)

        sides = (viva, stock)
        for side in sides:
            runner.warm_up(side())
        measured: dict[str, tuple[list[LoadFigures], list[LoadFigures]]] = {}
        for transport, candidates in (("ws", SOCKETS), ("webrtc", PEERS)):
            both = measured[transport] = ([], [])
            for number_ in range(rounds):
                for side, kept in zip(sides, both, strict=True):
                    kept.append(
                        runner.load(
                            side(),
                            f"{candidates} × {transport}, round {number_ + 1}",
                            candidates=candidates,
                            duration_s=seconds,
                            transport=transport,
                        )
                    )
    return _ratios(measured)


def _ratios(measured: dict[str, tuple[list[LoadFigures], list[LoadFigures]]]) -> tuple[Ratio, ...]:
    def cpu(loads: Sequence[LoadFigures]) -> float | None:
        return _median([each.server.cpu_percent_per_session for each in loads])

    def latency(loads: Sequence[LoadFigures], share: str) -> float | None:
        return _median([getattr(each.voice_to_voice_ms, share, None) for each in loads])

    sockets, peers = measured["ws"], measured["webrtc"]
    ratios = [
        Ratio(
            name="CPU per WebSocket session", viva=cpu(sockets[0]), stock=cpu(sockets[1]),
            unit="% of a core", wanted="≤ 0.20",
        ),
        Ratio(
            name="CPU per WebRTC session", viva=cpu(peers[0]), stock=cpu(peers[1]),
            unit="% of a core", wanted="≤ 0.50",
        ),
        # Only in the first round: later ones use what the first one left.
        Ratio(
            name="memory per WebSocket session",
            viva=sockets[0][0].server.memory_mb_per_session,
            stock=sockets[1][0].server.memory_mb_per_session,
            unit="MB", wanted="Viva ≤ 10 MB",
        ),
    ]  # fmt: skip
    for (viva, stock), kind in ((sockets, "WebSocket"), (peers, "WebRTC")):
        for share in ("p50", "p95"):
            ratios.append(
                Ratio(
                    name=f"voice to voice {share}, {kind}",
                    viva=latency(viva, share),
                    stock=latency(stock, share),
                    unit="ms",
                    wanted="Viva ≤ 350 ms" if (share, kind) == ("p50", "WebSocket") else "",
                )
            )
    return tuple(ratios)


def patience(runner: Runner, seconds: float) -> tuple[Ratio, ...]:
    """What vendors of 100/200/100 ms add where the interview's own patience is on."""
    found: dict[str, LoadFigures] = {}
    with contextlib.ExitStack() as stack:
        servers = {}
        for profile in ("fixed", "zero"):
            vendors = stack.enter_context(StandInProcess(profile=profile))
            servers[profile] = stack.enter_context(own_server(**vendors.environment, **PLACES))
            runner.warm_up(viva_at(servers[profile]))
        for profile, server in servers.items():
            found[profile] = runner.load(
                viva_at(server),
                f"own patience, vendors “{profile}”",
                candidates=PATIENT,
                duration_s=seconds,
            )
    return tuple(
        Ratio(
            name=f"voice to voice {share}",
            viva=getattr(found["fixed"].voice_to_voice_ms, share, None),
            stock=getattr(found["zero"].voice_to_voice_ms, share, None),
            unit="ms",
            wanted="adds ≤ 60 ms",
        )
        for share in ("p50", "p95")
    )


def capacity_curve(runner: Runner, sessions: Sequence[int], seconds: float) -> tuple[Point, ...]:
    """Viva's own share of the latency, by the number of sessions: no vendor takes any time."""
    points = []
    with contextlib.ExitStack() as stack:
        vendors = stack.enter_context(StandInProcess(profile="zero"))
        server = stack.enter_context(
            own_server(**vendors.environment, **PLACES, VIVA_FIXED_SILENCE_MS=f"{SILENCE_MS:.0f}")
        )
        runner.warm_up(viva_at(server))
        for count in sessions:
            figures = runner.load(
                viva_at(server),
                f"{count} × ws, vendors take no time",
                candidates=count,
                duration_s=seconds,
                arrival_s=max(2.0, count / 12),
            )
            latency = figures.voice_to_voice_ms
            points.append(
                Point(
                    sessions=count,
                    own_p50_ms=latency.p50 - SILENCE_MS if latency else None,
                    own_p95_ms=latency.p95 - SILENCE_MS if latency else None,
                    cpu_percent=figures.server.cpu_percent,
                    memory_mb_per_session=figures.server.memory_mb_per_session,
                    loop_lag_p99_ms=figures.server.loop_lag_p99_ms,
                    lost=figures.lost,
                    errors=figures.error_count,
                    client_fault=figures.client.fault,
                )
            )
    return tuple(points)


def on_this_machine(runner: Runner, seconds: float) -> LoadFigures:
    """Viva without any vendor: what recognition and synthesis here cost by themselves."""
    nobody = {
        f"{vendor}_API_KEY": "" for vendor in ("DEEPGRAM", "ELEVENLABS", "ANTHROPIC", "OPENAI")
    }
    with own_server(**nobody, VIVA_MAX_SESSIONS="200") as server:
        runner.warm_up(viva_at(server))
        return runner.load(
            viva_at(server), "no vendors, all on this machine", candidates=PATIENT,
            duration_s=seconds,
        )  # fmt: skip


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


@click.command()
@click.option("--rounds", default=2, show_default=True, help="Of each side, alternating.")
@click.option("--seconds", default=20.0, show_default=True, help="Length of one load.")
@click.option(
    "--sessions", default=",".join(map(str, CURVE)), show_default=True, help="Of the curve."
)
@click.option("--json", "json_path", type=click.Path(dir_okay=False, path_type=Path))
def main(rounds: int, seconds: float, sessions: str, json_path: Path | None) -> None:
    """Compare Viva with a stock Pipecat bot; about eight minutes, on a quiet machine."""
    began = time.monotonic()
    counts = [int(part) for part in sessions.split(",") if part]
    console = stdout_console()
    runner = Runner(console)
    ratios = same_silence(runner, rounds, seconds)
    patient = patience(runner, seconds * 1.5)
    curve = capacity_curve(runner, counts, seconds * 0.75)
    local = on_this_machine(runner, seconds * LOCAL_TIMES)
    found = SideBySide(
        machine=machine(),
        took_s=round(time.monotonic() - began, 1),
        ratios=ratios,
        patience=patient,
        curve=curve,
        local=local,
        loads=tuple(runner.loads),
    )
    console.print(
        ratio_table(
            "Same vendors (100/200/100 ms), same silence (200 ms)", ("Viva", "stock"), ratios
        )
    )
    console.print(
        ratio_table("Viva with its own patience", ("100/200/100 ms", "no vendor time"), patient)
    )
    console.print(curve_table(curve))
    console.print(
        f"Without vendors, recognition and synthesis on this machine: "
        f"{number(local.server.cpu_percent_per_session, ' %')} of a core per session."
    )
    console.print(f"{found.machine}; took {found.took_s:.0f} s.")
    if json_path is not None:
        json_path.parent.mkdir(parents=True, exist_ok=True)
        json_path.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1))
        console.print(f"figures: {json_path}")


if __name__ == "__main__":
    main()
