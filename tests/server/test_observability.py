"""Logs are data, and never hold what a candidate said."""

import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from server.observability import PRIVATE_KEYS, configure_logging

pytestmark = pytest.mark.unit

SECRET = "I was fired for stealing pens"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = io.StringIO()
    configure_logging("info", stream=out)
    yield out
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_machine_gets_one_json_object_per_line(stream: io.StringIO) -> None:
    structlog.get_logger().info("session opened", session_id="s1", seq=3)
    line = json.loads(stream.getvalue())
    assert (line["event"], line["session_id"], line["seq"], line["level"]) == (
        "session opened",
        "s1",
        3,
        "info",
    )


@pytest.mark.parametrize("key", sorted(PRIVATE_KEYS))
def test_private_values_never_reach_the_log(stream: io.StringIO, key: str) -> None:
    structlog.get_logger().warning("something", **{key: SECRET})
    assert SECRET not in stream.getvalue()
    assert key in stream.getvalue()


def test_the_level_is_kept(stream: io.StringIO) -> None:
    structlog.get_logger().debug("too much detail")
    assert stream.getvalue() == ""


def test_libraries_log_the_same_way_from_warning_up(stream: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").info("accepted")
    logging.getLogger("some.library").warning("it is late")
    (line,) = stream.getvalue().splitlines()
    assert json.loads(line)["event"] == "it is late"


def test_no_log_line_names_a_reason_by_a_word_that_is_redacted() -> None:
    """`code` is what a candidate wrote, so an error's code under that name would never be seen."""
    lost = [
        f"{path.relative_to(ROOT)}:{number}"
        for part in ("server", "runtime", "storage", "evaluation")
        for path in (ROOT / part).rglob("*.py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"\blogger\.\w+\(", line)
        and any(re.search(rf"\b{key}=", line) for key in PRIVATE_KEYS)
    ]
    assert lost == []
