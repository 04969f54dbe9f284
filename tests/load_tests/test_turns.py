"""The bench of turn taking: its set is large, labelled truly and the same every time."""

import asyncio

import msgspec
import numpy as np
import pytest

from load_tests.turns import takes, texts, virtual_time
from load_tests.turns.outcomes import Ended, Overlapped, figures, percentile
from load_tests.turns.sounds import RATE_HZ, ROOM_RMS, room
from load_tests.turns.speakers import Speaker
from load_tests.turns.takes import Answer, Into, Overlap, Pause, Question
from load_tests.turns.texts import Mark, Part

pytestmark = pytest.mark.unit

VOICES = tuple(Speaker(name=f"v{n}", program="none", options=()) for n in range(6))


@pytest.fixture(autouse=True)
def hummed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tones instead of Flite: the set's shape does not depend on a voice."""

    def say(speaker: Speaker, text: str) -> np.ndarray:
        at = np.arange(int(0.06 * len(text) * RATE_HZ)) / RATE_HZ
        return (np.sin(2 * np.pi * 180 * at) * 5_000).astype(np.int16)

    monkeypatch.setattr(takes, "say", say)


def test_the_held_out_part_is_large_enough_for_percentages() -> None:
    said = texts.load(Part.held_out)
    answers = takes.answers(Part.held_out, said, VOICES, 3)
    overlaps = takes.overlaps(Part.held_out, said, VOICES)
    pauses = [pause for take in answers for pause in take.pauses]
    assert sum(pause.mark is Mark.open for pause in pauses) >= 100
    assert sum(pause.mark is Mark.closed for pause in pauses) >= 100
    assert len(answers) >= 60
    assert sum(take.into is Into.backchannel for take in overlaps) >= 60
    assert sum(take.into is Into.interruption for take in overlaps) >= 40
    assert all(0.5 <= pause.ends_s - pause.begins_s <= 6.0 for pause in pauses)


def test_the_parts_share_no_text() -> None:
    tuning, held_out = (texts.load(part) for part in Part)
    for name in ("stories", "details"):
        assert not set(getattr(tuning, name)) & set(getattr(held_out, name))


def test_the_same_seed_gives_the_same_takes() -> None:
    said = texts.load(Part.tuning)
    first, again = (takes.answers(Part.tuning, said, VOICES, 1) for _ in range(2))
    assert [take.pauses for take in first] == [take.pauses for take in again]
    assert all(np.array_equal(a.samples, b.samples) for a, b in zip(first, again, strict=True))


def test_labels_are_where_the_sound_is() -> None:
    said = texts.load(Part.tuning)
    for take in takes.answers(Part.tuning, said, VOICES, 1):
        for pause in take.pauses:
            if not pause.sound:
                inside = take.samples[
                    int((pause.begins_s + 0.02) * RATE_HZ) : int((pause.ends_s - 0.02) * RATE_HZ)
                ]
                assert np.abs(inside).max() < 6 * ROOM_RMS
            before = take.samples[int((pause.begins_s - 0.05) * RATE_HZ) :][: RATE_HZ // 25]
            assert np.abs(before).max() > 1_000
        last = take.samples[int((take.ended_s - 0.05) * RATE_HZ) : int(take.ended_s * RATE_HZ)]
        assert np.abs(last).max() > 1_000


def test_virtual_time_passes_by_timers_alone() -> None:
    async def work() -> tuple[float, list[str]]:
        loop = asyncio.get_running_loop()
        began, order = loop.time(), list[str]()

        async def sleeper(name: str, seconds: float) -> None:
            await asyncio.sleep(seconds)
            order.append(name)

        threaded = loop.run_in_executor(None, sum, range(1000))
        await asyncio.gather(sleeper("late", 3600.0), sleeper("early", 5.0), threaded)
        return loop.time() - began, order

    assert virtual_time.run(work) == (pytest.approx(3600.0), ["early", "late"])


def test_figures_count_what_happened() -> None:
    pauses = (
        Pause(mark=Mark.open, begins_s=1.0, ends_s=3.0),
        Pause(mark=Mark.closed, begins_s=4.0, ends_s=5.0),
    )
    answer = Answer(
        name="a",
        speaker="v",
        question=Question.open,
        said="",
        pauses=pauses,
        ended_s=8.0,
        samples=room(1, 1),
    )
    overlap = Overlap(
        name="o",
        speaker="v",
        into=Into.interruption,
        said="",
        begins_s=1.0,
        ends_s=2.0,
        samples=room(1, 1),
    )
    backchannel = msgspec.structs.replace(overlap, into=Into.backchannel)
    found = figures(
        [Ended(take=answer, ends_s=(2.0, 8.5)), Ended(take=answer, ends_s=(9.0,))],
        [
            Overlapped(take=overlap, silent_s=1.2, stopped_s=2.0, held_s=0.0),
            Overlapped(take=overlap, silent_s=None, stopped_s=None, held_s=0.0),
            Overlapped(take=backchannel, silent_s=1.1, stopped_s=None, held_s=0.6),
            Overlapped(take=backchannel, silent_s=1.1, stopped_s=1.5, held_s=0.0),
        ],
    )
    assert (found.open_cut, found.closed_cut) == (0.5, 0.0)
    assert (found.delay_p50_s, found.delay_p95_s) == (0.5, 1.0)
    assert (found.missed, found.survived, found.held_mean_s) == (0.5, 0.5, 0.6)
    assert found.to_silence_p95_s == pytest.approx(0.2)


def test_percentiles_are_nearest_ranks() -> None:
    assert percentile([], 0.5) is None
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([float(n) for n in range(1, 101)], 0.95) == 95.0
