"""The parts of `make bench`: which servers run beside which, for how long, and what is aimed at."""

import contextlib
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from load_tests.aims import Aim, Of, Part, Point
from load_tests.baselines.stock_process import StockProcess
from load_tests.baselines.stock_target import StockTarget
from load_tests.bench import own_server
from load_tests.figures import LoadFigures
from load_tests.pairs import paired
from load_tests.runner import Run, Runner, short_answers, viva_at
from load_tests.stand_in_process import StandInProcess, spent
from load_tests.target import Target
from load_tests.terminal import ms

SILENCE_MS = 200.0
"""What stock Pipecat waits for by default; Viva is set to the same."""
WAITED_MS = 192.0
"""What both make of it: six windows of voice detection."""
SOCKETS, PATIENT = 8, 6
"""Candidates at once in the first two parts; a peer of WebRTC counts for two."""
PLACES = {"VIVA_MAX_SESSIONS": "200", "VIVA_LLM": "openai"}
"""The stock bot's model is OpenAI's; so is Viva's here."""
SAME_VENDORS = "Same vendors (100/200/100 ms), same silence (200 ms)"
OWN_SHARE_AT = 60
"""Sessions for which Viva's own share of the latency has an aim."""


def same_silence(runner: Runner, rounds: int, seconds: float, *, sockets: int = SOCKETS) -> Part:
    """Viva as it comes, Viva with eager speculation and the stock bot, alternating."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="viva-bench-")))
        vendors = stack.enter_context(StandInProcess(profile="fixed"))
        settings = {
            **vendors.environment, **PLACES, "VIVA_FIXED_SILENCE_MS": f"{SILENCE_MS:.0f}"
        }  # fmt: skip
        usual = stack.enter_context(own_server(**settings))
        eager = stack.enter_context(own_server(**settings, VIVA_SPECULATION="eager"))
        bot = stack.enter_context(StockProcess(folder / "stock.log", **vendors.environment))
        sides: dict[str, Callable[[], Target]] = {
            "on": lambda: viva_at(usual),
            "stock": lambda: StockTarget(bot.url, pid=bot.process.pid),
            "eager": lambda: viva_at(eager),
        }
        for side in sides.values():
            runner.warm_up(side())
        found: dict[tuple[str, str], list[Run]] = {}
        for transport, candidates in (("ws", sockets), ("webrtc", max(1, sockets // 2))):
            for round_ in range(rounds):
                for name, side in sides.items():
                    if name == "eager" and transport != "ws":
                        continue
                    run = runner.load(
                        side(),
                        f"{candidates} × {transport}, {name}, round {round_ + 1}",
                        short_answers(candidates, seconds, transport=transport),
                        vendors,
                    )
                    found.setdefault((name, transport), []).append(run)
    return Part(
        title=SAME_VENDORS,
        sides=("Viva", "stock"),
        aims=(*_costs(found), *_latencies(found), *_prices(found)),
        note="Once for each candidate a model also writes the stock bot's greeting, and is asked "
        "for Viva's plan.",
    )


def _costs(found: dict[tuple[str, str], list[Run]]) -> list[Aim]:
    def cpu(name: str, transport: str) -> float | None:
        return _median(
            [run.figures.server.cpu_percent_per_session for run in found[name, transport]]
        )

    def memory(name: str) -> float | None:
        # Only of the first round: later ones use what the first one left.
        return found[name, "ws"][0].figures.server.memory_mb_per_session

    return [
        Aim(
            name="CPU of a core per WebSocket session", viva=cpu("on", "ws"),
            other=cpu("stock", "ws"), unit="%", limit=0.2, of=Of.ratio,
        ),
        Aim(
            name="CPU of a core per WebRTC session", viva=cpu("on", "webrtc"),
            other=cpu("stock", "webrtc"), unit="%", limit=0.5, of=Of.ratio,
        ),
        Aim(
            name="memory per WebSocket session", viva=memory("on"), other=memory("stock"),
            unit="MB", limit=10.0,
        ),
    ]  # fmt: skip


def _latencies(found: dict[tuple[str, str], list[Run]]) -> list[Aim]:
    def latency(name: str, transport: str, share: str) -> float | None:
        runs = found[name, transport]
        return _median([getattr(run.figures.voice_to_voice_ms, share, None) for run in runs])

    aims = []
    for name, transport in (("on", "ws"), ("on", "webrtc"), ("eager", "ws")):
        for share in ("p50", "p95"):
            aims.append(
                Aim(
                    name=f"voice to voice {share}, {transport}, speculation {name}",
                    viva=latency(name, transport, share),
                    other=latency("stock", transport, share),
                    unit="ms",
                    limit=350.0 if (share, name, transport) == ("p50", "on", "ws") else None,
                )
            )
    return aims


def _prices(found: dict[tuple[str, str], list[Run]]) -> list[Aim]:
    """What a reply costs at the vendors, and what one gets for it."""

    def each(name: str, what: str) -> float | None:
        return _median([run.each(what) for run in found[name, "ws"]])

    aims = []
    for name, limit in (("on", 2.0), ("eager", None)):
        aims += [
            Aim(
                name=f"model calls per reply, speculation {name}", viva=each(name, "model_calls"),
                other=each("stock", "model_calls"), limit=limit,
            ),
            Aim(
                name=f"characters spoken per reply, speculation {name}",
                viva=each(name, "spoken_chars"), other=each("stock", "spoken_chars"),
            ),
            Aim(
                name=f"replies in a model's words, speculation {name}", unit="%",
                viva=_median([run.worded_percent for run in found[name, "ws"]]), other=100.0,
            ),
        ]  # fmt: skip
    runs = [run.figures for (name, _), some in found.items() if name != "stock" for run in some]
    aims.append(
        Aim(
            name="answers lost, errors (Viva, all loads)", limit=0.0,
            viva=float(sum(run.lost + run.error_count for run in runs)),
        )
    )  # fmt: skip
    return aims


def patience(runner: Runner, seconds: float) -> Part:
    """What vendors of 100/200/100 ms add where the interview's own patience is on: two servers at
    the same time, the same answers."""
    profiles = ("fixed", "zero")
    with contextlib.ExitStack() as stack:
        targets = []
        vendors = {}
        for profile in profiles:
            vendors[profile] = stack.enter_context(StandInProcess(profile=profile))
            server = stack.enter_context(own_server(**vendors[profile].environment, **PLACES))
            targets.append(viva_at(server))
            runner.warm_up(viva_at(server))
        before = spent(vendors["fixed"].controls)
        titles = [f"own patience, vendors “{profile}”" for profile in profiles]
        slow, quick = runner.both(targets, titles, short_answers(PATIENT, seconds))
        run = Run(figures=slow, spent=spent(vendors["fixed"].controls) - before)
    pairs = paired(slow.replies, quick.replies)
    aims = []
    for share, limit in (("p50", 60.0), ("p90", None), ("p95", 60.0)):
        aims.append(
            Aim(
                name=f"voice to voice {share}; {share} of the differences",
                viva=getattr(slow.voice_to_voice_ms, share, None),
                other=getattr(quick.voice_to_voice_ms, share, None),
                unit="ms",
                limit=limit,
                of=Of.added,
                added=getattr(pairs.added_ms, share, None),
            )
        )
    for share in ("p50", "p95"):
        aims.append(
            Aim(
                name=f"{share} of the differences after less than 0.8 s of silence",
                viva=None,
                unit="ms",
                added=getattr(pairs.quick_added_ms, share, None),
            )
        )
    aims += [
        Aim(name="model calls per reply", viva=run.each("model_calls"), limit=2.0),
        Aim(name="replies in a model's words", viva=run.worded_percent, unit="%"),
    ]
    count = pairs.added_ms.count if pairs.added_ms else 0
    return Part(
        title="Viva with its own patience, two servers at the same time, the same answers",
        sides=("100/200/100 ms", "no vendor time"),
        aims=tuple(aims),
        note=f"{count} pairs of replies; {pairs.other_patience} left out, where the two interviews "
        "asked something else and waited differently. The other way round p95 is "
        f"{ms(pairs.sooner_ms.p95 if pairs.sooner_ms else None)}: so much is the machine's unrest.",
    )


def capacity_curve(
    runner: Runner, sessions: Sequence[int], seconds: float
) -> tuple[tuple[Point, ...], Part]:
    """Viva's own share of the latency, by the number of sessions: no vendor takes any time."""
    points = []
    with contextlib.ExitStack() as stack:
        vendors = stack.enter_context(StandInProcess(profile="zero"))
        server = stack.enter_context(
            own_server(**vendors.environment, **PLACES, VIVA_FIXED_SILENCE_MS=f"{SILENCE_MS:.0f}")
        )
        runner.warm_up(viva_at(server))
        for count in sessions:
            plan = short_answers(count, seconds, arrival_s=max(2.0, count / 12))
            title = f"{count} × ws, vendors take no time"
            figures = runner.load(viva_at(server), title, plan, vendors).figures
            latency = figures.voice_to_voice_ms
            points.append(
                Point(
                    sessions=count,
                    own_p50_ms=latency.p50 - WAITED_MS if latency else None,
                    own_p95_ms=latency.p95 - WAITED_MS if latency else None,
                    cpu_percent=figures.server.cpu_percent,
                    memory_mb_per_session=figures.server.memory_mb_per_session,
                    loop_lag_p99_ms=figures.server.loop_lag_p99_ms,
                    lost=figures.lost,
                    errors=figures.error_count,
                    client_fault=figures.client.fault,
                )
            )
    return tuple(points), _own_share(points)


def _own_share(points: Sequence[Point]) -> Part:
    at = next((point for point in points if point.sessions == OWN_SHARE_AT), None)
    aims = [
        Aim(
            name=f"own share {share}, {OWN_SHARE_AT} WebSocket sessions",
            viva=getattr(at, f"own_{share}_ms") if at is not None else None,
            unit="ms",
            limit=limit,
        )
        for share, limit in (("p50", 40.0), ("p95", 100.0))
    ]
    return Part(
        title="Viva's own share of the latency: vendors take no time, the silence is subtracted",
        sides=("Viva", "–"),
        aims=tuple(aims) if at is not None else (),
    )


def on_this_machine(runner: Runner, seconds: float) -> LoadFigures:
    """Viva without any vendor: what recognition and synthesis here cost by themselves."""
    nobody = {
        f"{vendor}_API_KEY": "" for vendor in ("DEEPGRAM", "ELEVENLABS", "ANTHROPIC", "OPENAI")
    }
    with contextlib.ExitStack() as stack:
        vendors = stack.enter_context(StandInProcess(profile="zero"))
        server = stack.enter_context(own_server(**nobody, VIVA_MAX_SESSIONS="200"))
        runner.warm_up(viva_at(server))
        title = "no vendors, all on this machine"
        return runner.load(viva_at(server), title, short_answers(4, seconds), vendors).figures


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None
