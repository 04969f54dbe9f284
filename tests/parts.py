"""What a test does when a part of the machine is missing."""

import os
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skip on a person's machine; fail in CI, where every part must be there."""
    if os.environ.get("CI"):
        pytest.fail(f"missing in CI: {reason}")
    pytest.skip(reason)
