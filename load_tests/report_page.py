"""A run as one HTML file: figures, charts, nothing to load from anywhere. Pure."""

from collections.abc import Sequence
from html import escape
from importlib import resources

from load_tests.capacity import Capacity
from load_tests.charts import Bar, Series, histogram, plot, timeline
from load_tests.figures import LoadFigures, Spread
from load_tests.run_file import RunFile
from load_tests.terminal import STAGES, headline, ms, number

STYLE = (resources.files("load_tests") / "report.css").read_text()


def report_page(run: RunFile, *, slo_ms: float | None = None) -> str:
    """The whole page. `slo_ms` is drawn as a limit."""
    figures = run.loads[-1]
    body = [
        "<header>",
        f"<h1>{escape(figures.label)} under load</h1>",
        f"<p>{escape(headline(figures))}</p>",
        "</header>",
        _broken(run.broken),
        _client_fault(figures),
        _tiles(figures),
    ]
    if run.capacity is not None:
        body.append(_capacity(run.capacity, slo_ms))
    body += [
        _section(
            "Voice to voice over the run",
            "Each dot is one reply: from the last speech sample sent to the first one heard.",
            plot(
                [
                    Series(
                        name="reply",
                        colour="c1",
                        line=False,
                        points=tuple((reply.at_s, reply.ms) for reply in figures.replies),
                    )
                ],
                x_unit="seconds",
                y_unit="ms",
                limit=slo_ms,
            ),
        ),
        _section(
            "How replies are spread",
            "",
            histogram([reply.ms for reply in figures.replies], unit="milliseconds"),
        ),
        _section(
            "Where the time goes",
            "The server's own account of its replies, medians.",
            timeline(_bars(figures.stages_ms), unit="ms"),
        ),
        _server(figures),
        _section("Percentiles", "", _percentiles(figures)),
        _facts(run),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(figures.label)}: {escape(headline(figures))}</title>"
        f"<style>{STYLE}</style></head><body><main>{''.join(body)}</main></body></html>"
    )


def _tiles(figures: LoadFigures) -> str:
    latency, first, server = figures.voice_to_voice_ms, figures.first_audio_ms, figures.server
    tiles = [
        ("voice to voice p50", ms(latency.p50 if latency else None), False),
        ("voice to voice p95", ms(latency.p95 if latency else None), False),
        ("first audio p50", ms(first.p50 if first else None), False),
        ("replies", str(latency.count if latency else 0), False),
        ("lost or doubled", f"{figures.lost} / {figures.doubled}", bool(figures.lost)),
        ("cut-ins", str(figures.cut_ins), bool(figures.cut_ins)),
        ("errors", str(figures.error_count), bool(figures.error_count)),
        ("CPU per session", number(server.cpu_percent_per_session, " %"), False),
        ("memory per session", number(server.memory_mb_per_session, " MB"), False),
        ("loop lag p99", number(server.loop_lag_p99_ms, " ms"), False),
    ]
    return '<section class="tiles">{}</section>'.format(
        "".join(
            f'<div class="tile{" bad" if bad else ""}"><b>{escape(value)}</b>'
            f"<span>{escape(name)}</span></div>"
            for name, value, bad in tiles
        )
    )


def _capacity(capacity: Capacity, slo_ms: float | None) -> str:
    steps = sorted(capacity.steps, key=lambda step: step.figures.candidates)
    curves = [
        Series(
            name=name,
            colour=colour,
            points=tuple(
                (float(step.figures.candidates), getattr(latency, name))
                for step in steps
                if (latency := step.figures.voice_to_voice_ms) is not None
            ),
        )
        for name, colour in (("p50", "c1"), ("p95", "c2"))
    ]
    return _section(
        f"Capacity: {capacity.carried} candidates",
        capacity.limit,
        plot(curves, x_unit="candidates at once", y_unit="ms", limit=slo_ms),
    )


def _server(figures: LoadFigures) -> str:
    moments = figures.server.moments
    if not moments:
        return ""
    cpu = Series(
        name="CPU", colour="c2", points=tuple((each.at_s, each.cpu_percent) for each in moments)
    )
    memory = Series(
        name="memory", colour="c3", points=tuple((each.at_s, each.memory_mb) for each in moments)
    )
    return _section(
        "The server's CPU", "Of one core.", plot([cpu], x_unit="seconds", y_unit="%")
    ) + _section("The server's memory", "", plot([memory], x_unit="seconds", y_unit="MB"))


def _bars(stages: dict[str, Spread]) -> list[Bar]:
    """The stages one after the other, as they happen in a usual reply."""

    def median(name: str) -> float | None:
        found = stages.get(name)
        return None if found is None else found.p50

    ended = median("endpointing") or 0.0
    decided = ended + (median("decision") or 0.0)
    worded = decided + (median("first_sentence") or 0.0)
    made = worded + (median("tts_first_byte") or 0.0)
    starts = {
        "endpointing": 0.0,
        "stt_final": 0.0,
        "decision": ended,
        "wording_first_token": decided,
        "first_sentence": decided,
        "tts_first_byte": worded,
        "first_audio_out": made,
        "voice_to_voice": 0.0,
    }
    colours = {"voice_to_voice": "c1", "endpointing": "c4", "stt_final": "c3"}
    return [
        Bar(name=STAGES[name], start=start, length=length, colour=colours.get(name, "c2"))
        for name, start in starts.items()
        if (length := median(name)) is not None
    ]


def _percentiles(figures: LoadFigures) -> str:
    rows = [
        ("voice to voice", figures.voice_to_voice_ms),
        ("joining → first audio", figures.first_audio_ms),
        ("interruption → silence", figures.silenced_ms),
        *((STAGES.get(name, name), found) for name, found in figures.stages_ms.items()),
    ]
    head = "".join(f"<th>{name}</th>" for name in ("p50", "p90", "p95", "p99", "most", "count"))
    lines = "".join(
        f"<tr><td>{escape(name)}</td>"
        + "".join(
            f"<td>{value:.0f}</td>"
            for value in (found.p50, found.p90, found.p95, found.p99, found.most, found.count)
        )
        + "</tr>"
        for name, found in rows
        if found is not None
    )
    return f"<table><tr><th>milliseconds</th>{head}</tr>{lines}</table>"


def _facts(run: RunFile) -> str:
    figures = run.loads[-1]
    facts = [
        ("server", run.server),
        ("vendors", run.vendors),
        ("started", run.started_at),
        ("machine", run.machine),
        ("command", run.command),
        (
            "this client",
            f"{figures.client.cpu_percent:g} % of a core, {figures.client.lag_p99_ms:g} ms late "
            f"at p99, {figures.client.lag_most_ms:g} ms at most",
        ),
    ]
    lines = "".join(f"<tr><td>{name}</td><td>{escape(value)}</td></tr>" for name, value in facts)
    return _section("This run", "", f'<table class="facts">{lines}</table>')


def _broken(broken: Sequence[str]) -> str:
    if not broken:
        return ""
    lines = "".join(f"<li>{escape(line)}</li>" for line in broken)
    return (
        f'<section class="warning"><h2>Thresholds that were not held</h2><ul>{lines}</ul></section>'
    )


def _client_fault(figures: LoadFigures) -> str:
    fault = figures.client.fault
    if fault is None:
        return ""
    return (
        '<section class="warning"><h2>The load generator was the bottleneck</h2>'
        f"<p>{escape(fault)}: these figures say little about the server.</p></section>"
    )


def _section(title: str, text: str, content: str) -> str:
    said = f"<p>{escape(text)}</p>" if text else ""
    return f"<section><h2>{escape(title)}</h2>{said}{content}</section>"
