"""An honest client is never taken for a flood; a flood always is."""

import pytest

from runtime.errors import TooManyMessages
from server.flood import FloodGuard

pytestmark = pytest.mark.unit

RATE_HZ = 16_000
CHUNK_BYTES = 640
"""20 ms of 16 kHz."""


def test_hours_of_real_time_audio_pass() -> None:
    guard = FloodGuard(sample_rate_hz=RATE_HZ, at=0.0)
    for chunk in range(50 * 3600):
        guard.audio(CHUNK_BYTES, chunk * 0.02)


def test_what_a_microphone_recorded_while_connecting_may_come_at_once() -> None:
    guard = FloodGuard(sample_rate_hz=RATE_HZ, at=0.0)
    for _ in range(50 * 15):
        guard.audio(CHUNK_BYTES, 0.0)


def test_unbatched_worklet_chunks_pass() -> None:
    guard = FloodGuard(sample_rate_hz=48_000, at=0.0)
    for chunk in range(375 * 120):
        guard.audio(256, chunk / 375)


def test_audio_far_faster_than_real_time_is_refused() -> None:
    guard = FloodGuard(sample_rate_hz=RATE_HZ, at=0.0)

    def ten_minutes_in_one() -> None:
        for chunk in range(50 * 60 * 10):
            guard.audio(CHUNK_BYTES, chunk * 0.02 / 10)

    with pytest.raises(TooManyMessages, match="audio"):
        ten_minutes_in_one()


def test_empty_binary_messages_count_too() -> None:
    guard = FloodGuard(sample_rate_hz=RATE_HZ, at=0.0)

    def empty_chunks() -> None:
        for message in range(20_000):
            guard.audio(0, message / 5000)

    with pytest.raises(TooManyMessages, match="audio"):
        empty_chunks()


def test_a_burst_of_messages_passes_and_a_sustained_flood_does_not() -> None:
    guard = FloodGuard(sample_rate_hz=RATE_HZ, at=0.0)
    for _ in range(300):
        guard.message(0.0)

    def flood() -> None:
        for message in range(3000):
            guard.message(1.0 + message / 1000)

    with pytest.raises(TooManyMessages, match="messages"):
        flood()


def test_playout_reports_of_a_lively_client_pass() -> None:
    guard = FloodGuard(sample_rate_hz=RATE_HZ, at=0.0)
    for message in range(50 * 600):
        guard.message(message / 50)
