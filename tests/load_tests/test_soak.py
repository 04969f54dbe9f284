"""The soak itself: it finds what grows, and finds nothing in a short run of the real thing."""

import subprocess
import sys

import pytest
from rich.console import Console

from load_tests.soak.__main__ import show
from load_tests.soak.reading import Finding, Reading, growth, risen

pytestmark = pytest.mark.integration


def readings(memory_mb: list[float]) -> list[Reading]:
    return [Reading(at=at, memory_mb=value) for at, value in enumerate(memory_mb)]


def memory(reading: Reading) -> float:
    return reading.memory_mb


def test_growth_is_the_slope_after_the_start() -> None:
    filling = [Reading(at=at, memory_mb=100.0 + at) for at in range(0, 30, 10)]
    steady = [Reading(at=at, memory_mb=130.0 + at / 50) for at in range(30, 100, 10)]
    assert growth([*filling, *steady], memory) * 100 == pytest.approx(2.0, abs=0.01)
    assert growth(filling[:1], memory) == 0.0
    assert growth([], memory) == 0.0


def test_a_rise_is_what_comes_late() -> None:
    assert risen(readings([1, 5, 9, 9, 9, 9, 9, 9, 9]), memory) == 0
    assert risen(readings([1, 2, 3, 4, 5, 6, 7, 8, 9]), memory) == 3
    assert risen(readings([1, 2]), memory) == 0.0


@pytest.mark.parametrize(
    ("finding", "kept"),
    [
        (Finding(name="free", value=1e9), True),
        (Finding(name="at the limit", value=4, limit=4), True),
        (Finding(name="over it", value=4.1, limit=4), False),
        (Finding(name="nothing done", value=0, least=1), False),
        (Finding(name="two reports", value=2, least=1, limit=1), False),
    ],
)
def test_a_limit_that_is_missed_is_shown(finding: Finding, kept: bool) -> None:
    console = Console(record=True, width=120)
    assert show(console, "table", [Finding(name="well", value=0), finding]) is kept
    text = console.export_text()
    assert finding.name in text
    assert ("missed" in text) is not kept


@pytest.mark.timeout(420)
def test_some_minutes_in_fast_motion() -> None:
    """A spoken interview of the length of a short one, visits and typed turns: no growth."""
    done = subprocess.run(
        [sys.executable, "-m", "load_tests.soak", "--minutes=4", "--visits=3", "--turns=4"],
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for row in ("longest wording prompt", "reports", "PipelineVoice left in memory"):
        assert row in done.stdout
