"""Voice edges as tables, segments cut from made-up probabilities, and Silero on real sound."""

import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from runtime.voice.audio import EAR_RATE_HZ, Samples
from runtime.voice.segments import LONGEST_SEGMENT_S, PAUSE_S, Segment, Segmenter
from runtime.voice.vad import WINDOW, WINDOW_S, Edge, SileroModel, VoiceDetector, VoiceEdges

pytestmark = pytest.mark.unit

VOICE, QUIET, BETWEEN = 0.9, 0.05, 0.4


def edges(probabilities: list[float], *, pause_s: float = 0.35) -> list[tuple[int, Edge]]:
    """(window, edge) of a row of probabilities."""
    found = VoiceEdges()
    taken = (
        (index, found.take(probability, index * WINDOW_S, WINDOW_S, pause_s=pause_s))
        for index, probability in enumerate(probabilities)
    )
    return [(index, edge) for index, edge in taken if edge is not None]


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        ([QUIET] * 20, []),
        ([VOICE] * 2 + [QUIET] * 20, []),
        ([QUIET, VOICE, QUIET, QUIET, QUIET, QUIET, VOICE, VOICE] + [QUIET] * 20, []),
        ([VOICE] * 3, [(2, Edge.started)]),
        ([VOICE, QUIET, VOICE, VOICE], [(3, Edge.started)]),
        ([VOICE] * 5 + [QUIET] * 10, [(2, Edge.started)]),
        ([VOICE] * 5 + [QUIET] * 11, [(2, Edge.started), (15, Edge.stopped)]),
        ([VOICE] * 5 + [BETWEEN] * 30, [(2, Edge.started)]),
        ([VOICE] * 5 + [QUIET] * 8 + [VOICE] + [QUIET] * 8, [(2, Edge.started)]),
    ],
)
def test_hysteresis(probabilities: list[float], expected: list[tuple[int, Edge]]) -> None:
    assert edges(probabilities) == expected


def test_voice_is_noticed_within_a_tenth_of_a_second() -> None:
    [(window, _)] = edges([VOICE] * 10)
    assert (window + 1) * WINDOW_S <= 0.1


def cut(probabilities: Iterator[float] | list[float]) -> list[Segment]:
    segmenter = Segmenter()
    generator = np.random.default_rng(1)
    segments: list[Segment] = []
    for probability in probabilities:
        window = (generator.standard_normal(WINDOW) * 3000 * probability).astype(np.int16)
        segments += [
            found for found in segmenter.take(window, probability) if isinstance(found, Segment)
        ]
    return segments


def test_a_segment_has_its_times_and_a_little_of_what_was_around_it() -> None:
    quiet, voice = 40, 30
    [segment] = cut([QUIET] * quiet + [VOICE] * voice + [QUIET] * 20)
    assert segment.started_s == pytest.approx(quiet * WINDOW_S)
    assert segment.ended_s == pytest.approx((quiet + voice) * WINDOW_S)
    length_s = segment.samples.size / EAR_RATE_HZ
    assert segment.ended_s - segment.started_s + 0.4 < length_s < voice * WINDOW_S + 0.6


def test_speech_at_the_very_beginning_has_no_pre_roll() -> None:
    [segment] = cut([VOICE] * 10 + [QUIET] * 20)
    assert segment.started_s == 0.0


def test_who_never_pauses_is_cut_into_segments_without_losing_a_sample() -> None:
    windows = int(60 / WINDOW_S)
    segments = cut([VOICE] * windows + [QUIET] * 20)
    assert len(segments) >= 5
    assert all(
        segment.samples.size / EAR_RATE_HZ <= LONGEST_SEGMENT_S + 0.5 for segment in segments
    )
    for before, after in itertools.pairwise(segments):
        assert after.started_s == pytest.approx(before.ended_s)


def test_a_forced_cut_falls_into_the_quietest_moment() -> None:
    windows = [VOICE] * int(10 / WINDOW_S) + [0.36] + [VOICE] * int(10 / WINDOW_S)
    segment = cut(windows)[0]
    assert segment.ended_s == pytest.approx(10.0, abs=0.1)


def test_the_longer_a_segment_the_shorter_the_pause_that_ends_it() -> None:
    pause = int(0.25 / WINDOW_S) + 1
    assert pause * WINDOW_S < PAUSE_S
    short = cut([VOICE] * int(2 / WINDOW_S) + [QUIET] * pause + [VOICE] * 20)
    long = cut([VOICE] * int(8 / WINDOW_S) + [QUIET] * pause + [VOICE] * 20)
    assert (len(short), len(long)) == (0, 1)


def score(samples: Samples) -> list[float]:
    detector = VoiceDetector(SileroModel())
    windows = range(0, samples.size - WINDOW, WINDOW)
    return [detector.probability(samples[at : at + WINDOW], speaking=False) for at in windows]


def test_silence_and_a_quiet_room_are_no_voice() -> None:
    generator = np.random.default_rng(2)
    room = (generator.standard_normal(EAR_RATE_HZ * 3) * 60).astype(np.int16)
    assert max(score(np.zeros(EAR_RATE_HZ * 3, dtype=np.int16))) == 0.0
    assert max(score(room)) < 0.5
