"""Models that take long to load, once for all voice tests."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.providers.stt import MoonshineStt, load_stt
from runtime.voice.smart_turn import SmartTurn


@pytest.fixture(scope="session")
def moonshine() -> Iterator[MoonshineStt]:
    """The real recogniser."""
    stt = load_stt("moonshine", Path("/nonexistent"))
    yield stt
    asyncio.run(stt.aclose())


@pytest.fixture(scope="session")
def smart_turn() -> Iterator[SmartTurn]:
    loaded = SmartTurn()
    yield loaded
    loaded.close()
