"""An interview in a real browser whose sound travels by WebRTC."""

from pathlib import Path

import pytest

from load_tests.server_process import ServerProcess
from tests.e2e.browser_interview import hold_interview

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(420)]


async def test_an_interview_by_webrtc(viva: ServerProcess, microphone: Path, output: Path) -> None:
    await hold_interview(viva, microphone, output, "webrtc")
