"""What a test does when a part of the machine is missing, and which parts it prefers."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

MEMORY = Path("/dev/shm")
ROOM_BYTES = 4 * 1024**3
"""More than a dozen Postgres servers leave behind, whose tests run side by side."""


def missing(reason: str) -> NoReturn:
    """Skip on a person's machine; fail in CI, where every part must be there."""
    if os.environ.get("CI"):
        pytest.fail(f"missing in CI: {reason}")
    pytest.skip(reason)


def short_folder() -> str:
    """Where a test's own servers live: in memory where there is room, for a disk makes a start of
    Postgres take seconds. By name, since a socket's path must be short and TMPDIR may be long."""
    try:
        roomy = shutil.disk_usage(MEMORY).free >= ROOM_BYTES
        runs_programs = not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    except (OSError, AttributeError):
        return "/tmp"
    return str(MEMORY) if roomy and runs_programs and os.access(MEMORY, os.W_OK) else "/tmp"
