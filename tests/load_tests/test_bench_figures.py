"""What a load test makes of what it saw: percentiles, limits, capacity, comparison, charts."""

import asyncio
import itertools
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from load_tests.bench import BadBench, PlannedFault
from load_tests.capacity import ENOUGH_PERCENT, Capacity, Slo, Step, find_capacity
from load_tests.charts import Bar, Series, histogram, plot, timeline
from load_tests.comparison import compare
from load_tests.figures import (
    ClientFigures,
    LoadFigures,
    Moment,
    Reply,
    ServerFigures,
    Thresholds,
    histogram_share,
    percentile,
    spread,
)
from load_tests.load import ARRIVALS, LOST_AFTER_S, LoadPlan, lost, measured_ms
from load_tests.report_page import report_page
from load_tests.run_file import BadRunFile, RunFile, read_run, write_run
from load_tests.talker import Exchange
from load_tests.vendors.faults import Fault

pytestmark = pytest.mark.unit

PUNCTUAL = ClientFigures(cpu_percent=5.0, lag_p99_ms=1.0, lag_most_ms=4.0, skipped_frames=0)


def figures(candidates: int = 4, *, ms: float = 700.0, **more: object) -> LoadFigures:
    base = LoadFigures(
        label="Viva",
        candidates=candidates,
        transport="ws",
        profile="short",
        duration_s=20.0,
        answers=3,
        voice_to_voice_ms=spread([ms - 100, ms, ms + 100]),
        first_audio_ms=spread([90.0, 120.0]),
        stages_ms={"endpointing": spread([200.0]), "decision": spread([3.0])},  # type: ignore[dict-item]
        server=ServerFigures(
            cpu_percent=4.0,
            cpu_percent_per_session=1.0,
            memory_mb=300.0,
            memory_mb_per_session=3.0,
            moments=(Moment(at_s=1.0, sessions=4, cpu_percent=3.0, memory_mb=290.0),),
        ),
        client=PUNCTUAL,
        replies=(Reply(at_s=2.0, ms=ms),),
    )
    return msgspec.structs.replace(base, **more)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_a_percentile_lies_between_the_values_and_grows_with_its_share(
    values: list[float], share: float
) -> None:
    ordered = sorted(values)
    found = percentile(ordered, share)
    assert ordered[0] <= found <= ordered[-1]
    assert percentile(ordered, share / 2) <= found


def test_percentiles_are_those_of_a_textbook() -> None:
    found = spread([float(value) for value in range(101)])
    assert found is not None
    assert (found.p50, found.p95, found.p99, found.most, found.count) == (50, 95, 99, 100, 101)
    assert spread([]) is None


def test_a_prometheus_histogram_is_read_between_two_readings() -> None:
    before = {0.01: 10.0, 0.1: 10.0, float("inf"): 10.0}
    after = {0.01: 10.0, 0.1: 20.0, float("inf"): 20.0}
    assert histogram_share(before, after, 0.5) == pytest.approx(0.055)
    assert histogram_share(after, after, 0.5) is None
    beyond = {0.01: 10.0, 0.1: 20.0, float("inf"): 120.0}
    assert histogram_share(after, beyond, 0.5) == 0.1


@pytest.mark.parametrize(
    ("limits", "broken"),
    [
        (Thresholds(), 0),
        (Thresholds(max_p50_ms=700, max_p95_ms=800, max_errors=0, max_lost=0), 0),
        (Thresholds(max_p50_ms=699), 1),
        (Thresholds(max_p95_ms=700, max_cpu_percent_per_session=0.5), 2),
    ],
)
def test_thresholds_name_what_they_are_broken_by(limits: Thresholds, broken: int) -> None:
    assert len(limits.broken_by(figures())) == broken


def test_what_was_not_measured_breaks_its_limit() -> None:
    (words,) = Thresholds(max_p95_ms=900).broken_by(figures(voice_to_voice_ms=None))
    assert "not measured" in words


def test_a_late_or_busy_client_says_so() -> None:
    assert PUNCTUAL.fault is None
    for worse in ({"lag_p99_ms": 40.0}, {"cpu_percent": 95.0}, {"skipped_frames": 3}):
        assert msgspec.structs.replace(PUNCTUAL, **worse).fault


@given(capacity=st.integers(0, 200), start=st.integers(1, 64), most=st.integers(1, 128))
def test_the_search_finds_the_capacity(capacity: int, start: int, most: int) -> None:
    tried: list[int] = []

    async def run(candidates: int) -> LoadFigures:
        tried.append(candidates)
        return figures(candidates, ms=500.0 if candidates <= capacity else 5_000.0)

    found = asyncio.run(find_capacity(run, Slo(p95_ms=1_000), start=start, most=most))
    true = min(capacity, most)
    assert found.carried <= true
    assert true - found.carried <= max(1, (true + 1) * ENOUGH_PERCENT // 100)
    assert max(tried) <= most
    assert len(tried) == len(set(tried)) <= 14
    assert found.limit


def test_the_search_ends_where_the_client_is_the_bottleneck() -> None:
    late = msgspec.structs.replace(PUNCTUAL, lag_p99_ms=80.0)

    async def run(candidates: int) -> LoadFigures:
        return figures(candidates, client=late if candidates > 4 else PUNCTUAL)

    found = asyncio.run(find_capacity(run, Slo(p95_ms=1_000), start=2, most=64))
    assert "bottleneck" in found.limit
    assert [step.figures.candidates for step in found.steps] == [2, 4, 8]


@pytest.mark.parametrize("arrival", ARRIVALS)
def test_everyone_arrives(arrival: str) -> None:
    plan = LoadPlan(candidates=20, duration_s=10, arrival=arrival, arrival_s=4.0, seed=3)
    moments = plan.arrivals_s()
    assert len(moments) == 20
    assert moments == sorted(moments)
    assert moments[0] == 0.0
    assert moments == plan.arrivals_s()
    if arrival == "poisson":
        assert len({round(b - a, 6) for a, b in itertools.pairwise(moments)}) > 5


def test_only_what_means_something_counts_as_latency() -> None:
    good = Exchange(said="a", last_sample_sent_at=10.0, reply_heard_at=10.7, turns=1)
    cut_in = Exchange(said="b", last_sample_sent_at=20.0, reply_heard_at=20.0, cut_in=True)
    silent = Exchange(said="c", last_sample_sent_at=30.0)
    talking = Exchange(said="d", started_at=40.0)
    assert measured_ms([good, cut_in, silent, talking]) == [pytest.approx(700.0)]


@pytest.mark.parametrize(
    ("exchange", "is_lost"),
    [
        (Exchange(said="answered", last_sample_sent_at=1.0, reply_heard_at=2.0, turns=1), False),
        (Exchange(said="uncommitted", last_sample_sent_at=1.0, reply_heard_at=2.0), True),
        (Exchange(said="unanswered", last_sample_sent_at=1.0, turns=1), True),
        (Exchange(said="too young", last_sample_sent_at=1.5 + LOST_AFTER_S), False),
        (Exchange(said="still talking"), False),
    ],
)
def test_a_turn_without_reply_or_record_is_lost(exchange: Exchange, is_lost: bool) -> None:
    assert lost(exchange, 2.0 + LOST_AFTER_S, commits=True) == is_lost


def test_a_comparison_says_what_got_worse_and_what_is_noise() -> None:
    changes = {change.name: change for change in compare(figures(), figures(ms=1_400.0, cut_ins=2))}
    assert changes["voice to voice p50"].verdict == "worse"
    assert changes["voice to voice p50"].worse_by_percent == pytest.approx(100.0)
    assert changes["first audio p50"].verdict == "same"
    assert changes["cut ins"].worse_by_percent == 100.0
    assert "interruption to silence p50" not in changes
    better = {change.name: change for change in compare(figures(ms=1_400.0), figures())}
    assert better["voice to voice p50"].verdict == "better"
    assert better["voice to voice p50"].worse_by_percent == 0.0


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        (
            "20:deepgram=mute:10",
            PlannedFault(at_s=20, vendor="deepgram", fault=Fault.mute, for_s=10),
        ),
        ("5.5:openai=cut", PlannedFault(at_s=5.5, vendor="openai", fault=Fault.cut, for_s=None)),
    ],
)
def test_a_fault_is_planned_in_one_word(text: str, planned: PlannedFault) -> None:
    assert PlannedFault.parse(text) == planned


@pytest.mark.parametrize("text", ["", "deepgram=mute", "x:deepgram=mute", "3:deepgram=sleepy", "3"])
def test_a_fault_that_makes_no_sense_is_told_how_to_make_some(text: str) -> None:
    with pytest.raises(BadBench, match="SECOND:VENDOR=FAULT"):
        PlannedFault.parse(text)


values = st.floats(0, 1e5, allow_nan=False)


@given(st.lists(st.tuples(values, values), max_size=60), st.one_of(st.none(), values))
def test_every_chart_is_a_proper_drawing(
    points: list[tuple[float, float]], limit: float | None
) -> None:
    drawings = [
        plot(
            [Series(name="a < b", colour="c1", points=tuple(points))],
            x_unit="seconds",
            y_unit="ms",
            limit=limit,
        ),
        histogram([y for _, y in points], unit="ms"),
        timeline([Bar(name="a & b", start=x, length=y, colour="c1") for x, y in points], unit="s"),
    ]
    for drawing in drawings:
        root = ElementTree.fromstring(f"<all>{drawing}</all>")
        for circle in root.iter("circle"):
            assert -1 <= float(circle.attrib["cx"]) <= 721
            assert -1 <= float(circle.attrib["cy"]) <= 251


def run_file(**more: object) -> RunFile:
    base = RunFile(
        command="viva bench",
        server="http://127.0.0.1:8000/<script>",
        vendors="fixed",
        started_at="2026-11-21T12:00:00+00:00",
        machine="a machine",
        loads=(figures(),),
    )
    return msgspec.structs.replace(base, **more)


def test_a_report_is_one_page_that_loads_nothing() -> None:
    capacity = Capacity(carried=4, limit="p95", steps=(Step(figures=figures(), too_many=None),))
    page = report_page(run_file(capacity=capacity, broken=("p95: 900, limit 800",)), slo_ms=900)
    assert "<script>" not in page
    assert "src=" not in page
    assert "@import" not in page
    assert "url(" not in page
    assert "p95: 900, limit 800" in page
    assert page.count("<svg") >= 5


def test_a_run_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    write_run(path, run_file())
    assert read_run(path) == run_file()


@pytest.mark.parametrize("content", [b"", b"{}", b'{"format":"other"}', b"\xff\xfe"])
def test_another_file_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(content)
    with pytest.raises(BadRunFile, match=r"other\.json"):
        read_run(path)
