"""A run as a JSON file: what was asked for, and what was measured."""

from pathlib import Path

import msgspec

from load_tests.capacity import Capacity
from load_tests.figures import LoadFigures
from runtime.errors import VivaError

FORMAT = "viva-bench-1"


class BadRunFile(VivaError):
    """A file is not one that `viva bench --json` wrote."""

    code = "bad_run_file"


class RunFile(msgspec.Struct, frozen=True, kw_only=True):
    """One run of `viva bench`."""

    format: str = FORMAT
    command: str
    server: str
    """Its URL, or that it was started for the run."""
    vendors: str
    started_at: str
    """RFC 3339, UTC."""
    machine: str
    loads: tuple[LoadFigures, ...]
    """The load itself; after a capacity search the largest one carried."""
    capacity: Capacity | None = None
    broken: tuple[str, ...] = ()
    """Thresholds that were not held, in words."""


def write_run(path: Path, run: RunFile) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(run), indent=1))


def read_run(path: Path) -> RunFile:
    """Raises BadRunFile."""
    try:
        run = msgspec.json.decode(path.read_bytes(), type=RunFile)
    except OSError as failure:
        raise BadRunFile(f"{path} can't be read: {failure.strerror}") from None
    except (msgspec.DecodeError, UnicodeError) as failure:
        raise BadRunFile(f"{path} is not a file of `viva bench --json`: {failure}") from None
    if run.format != FORMAT or not run.loads:
        raise BadRunFile(f"{path} is of another version ({run.format}), or empty.")
    return run
