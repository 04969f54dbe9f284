"""The recogniser, loaded once for these tests."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.providers.stt import MoonshineStt, load_stt


@pytest.fixture(scope="session")
def recogniser() -> Iterator[MoonshineStt]:
    stt = load_stt("moonshine", Path("/nonexistent"))
    yield stt
    asyncio.run(stt.aclose())
