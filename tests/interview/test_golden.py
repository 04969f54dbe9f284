"""Recorded interviews, replayed byte for byte; `python -m tests.interview.regolden` renews them."""

from pathlib import Path

import msgspec
import pytest

from runtime.interview import machine
from runtime.interview.events import AnyEvent
from runtime.interview.plan import InterviewPlan
from runtime.interview.state import InterviewState
from tests.interview.regolden import FOLDER, INTERVIEWS, folded

pytestmark = pytest.mark.unit

LOGS = sorted(path for path in FOLDER.glob("*.jsonl") if ".expected" not in path.name)


def read(path: Path) -> tuple[InterviewPlan, list[AnyEvent]]:
    first, *rest = path.read_bytes().splitlines()
    events = [msgspec.json.decode(line, type=AnyEvent) for line in rest]
    return msgspec.json.decode(first, type=InterviewPlan), events


def test_every_interview_is_there() -> None:
    assert {path.stem for path in LOGS} == set(INTERVIEWS)


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_a_replay_gives_the_same_actions_and_state(path: Path) -> None:
    plan, events = read(path)
    assert folded(plan, events) == path.with_suffix(".expected.jsonl").read_bytes()


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_a_snapshot_half_way_goes_on_as_the_log_does(path: Path) -> None:
    plan, events = read(path)
    half = machine.replay(plan, events[: len(events) // 2])
    state = msgspec.json.decode(msgspec.json.encode(half), type=InterviewState)
    for event in events[len(events) // 2 :]:
        state, _ = machine.step(plan, state, event)
    assert msgspec.json.encode(state) == msgspec.json.encode(machine.replay(plan, events))
    assert state.finished is not None
