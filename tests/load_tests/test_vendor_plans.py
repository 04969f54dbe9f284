"""Fault plans, latencies and voice detection of the stand-ins."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from load_tests.vendors.activity import Activity, Change
from load_tests.vendors.content import obedient
from load_tests.vendors.faults import Fault, FaultPlan
from load_tests.vendors.latency import PROFILES, Latency
from load_tests.vendors.tokens import count, pieces

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("plan", "hit"),
    [
        (FaultPlan(), []),
        (FaultPlan(fault=Fault.mute), [0, 1, 2, 3, 4]),
        (FaultPlan(fault=Fault.mute, after=3), [3, 4]),
        (FaultPlan(fault=Fault.mute, times=2), [0, 1]),
        (FaultPlan(fault=Fault.mute, after=1, times=2), [1, 2]),
    ],
)
def test_a_plan_hits_the_requests_it_names(plan: FaultPlan, hit: list[int]) -> None:
    assert [index for index in range(5) if plan.hits(index) is not None] == hit


@pytest.mark.parametrize("stage", ["hearing", "writing", "speaking"])
def test_drawn_latencies_have_the_published_median_and_tail(stage: str) -> None:
    latency: Latency = getattr(PROFILES["published"], stage)
    random = Random(7)
    drawn = [latency.draw(random) for _ in range(20_000)]
    assert np.median(drawn) == pytest.approx(latency.median_s, rel=0.03)
    assert np.percentile(drawn, 95) == pytest.approx(latency.p95_s, rel=0.05)


def test_fixed_and_zero_latencies_do_not_vary() -> None:
    random = Random(7)
    assert {PROFILES["fixed"].writing.draw(random) for _ in range(9)} == {0.2}
    assert {PROFILES["zero"].writing.draw(random) for _ in range(9)} == {0.0}


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_tokens_are_the_text(text: str) -> None:
    stripped = text.rstrip()
    assert "".join(pieces(stripped)) == stripped
    assert count(text) * 3 >= len(text)


@pytest.mark.parametrize("chunk", [2, 321, 640, 50_001])
def test_speech_is_found_whatever_the_chunks(chunk: int) -> None:
    moments = np.arange(16_000) / 16_000
    loud = (np.sin(2 * np.pi * 220 * moments) * 6_000).astype("<i2").tobytes()
    audio = bytes(16_000) + loud + bytes(8_000) + loud + bytes(16_000)
    activity = Activity(16_000)
    changes: list[Change] = []
    for at in range(0, len(audio), chunk):
        for frame in activity.frames(audio[at : at + chunk]):
            if (change := activity.take(frame)) is not None:
                changes.append(change)
    assert changes == [Change.started, Change.resumed]
    assert activity.now_s == pytest.approx(3.25, abs=0.03)
    assert activity.quiet_s == pytest.approx(0.5, abs=0.05)
    assert len(activity.close_stretch()) / 32_000 == pytest.approx(2.95, abs=0.1)
    assert not activity.speaking


def test_the_obedient_model_says_what_leads_to_the_question() -> None:
    assert obedient("", "<question>\nWhy?\n</question>") == "Thank you for telling me that."
    assert obedient("", "hello") == "Okay."
