"""Folds a stored log through the core again and compares it with the record. Pure."""

import msgspec

from runtime.errors import InvalidTransition
from runtime.interview import machine
from runtime.interview.actions import AnyAction, Finish, RecordTurn, Turn
from runtime.interview.events import AnyEvent
from runtime.interview.plan import InterviewPlan
from runtime.record import LogEntry


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One core event and what the core did with it."""

    seq: int
    at: float
    """Session seconds."""
    phase: str
    """After the event."""
    event: AnyEvent
    actions: tuple[AnyAction, ...]


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """A replayed interview."""

    session_id: str
    steps: tuple[Step, ...]
    turns: tuple[Turn, ...]
    """As the core records them now."""
    finished: str | None
    differences: tuple[str, ...]
    """Where this differs from the durable record; empty when it is the same, byte for byte."""


def replay(
    session_id: str, plan: InterviewPlan, entries: list[LogEntry], recorded: list[Turn]
) -> Replay:
    """Step the core through the log's core events.

    `recorded` are the turns of the durable record. A log that ends before the record does, or
    after it, is a difference too.
    """
    state = machine.start(plan)
    steps: list[Step] = []
    turns: list[Turn] = []
    finished = None
    differences: list[str] = []
    for entry in entries:
        if entry.event is None:
            continue
        try:
            state, actions = machine.step(plan, state, entry.event)
        except InvalidTransition as fault:
            differences.append(f"seq {entry.seq}: the core refuses the event: {fault}")
            break
        steps.append(
            Step(
                seq=entry.seq,
                at=entry.event.at,
                phase=state.phase,
                event=entry.event,
                actions=actions,
            )
        )
        for action in actions:
            if isinstance(action, RecordTurn):
                turns.append(action.turn)
            elif isinstance(action, Finish):
                finished = action.reason
    differences += _differences(turns, recorded)
    return Replay(
        session_id=session_id,
        steps=tuple(steps),
        turns=tuple(turns),
        finished=finished,
        differences=tuple(differences),
    )


def _differences(replayed: list[Turn], recorded: list[Turn]) -> list[str]:
    by_id = {turn.turn_id: turn for turn in replayed}
    found = []
    for turn in recorded:
        again = by_id.pop(turn.turn_id, None)
        if again is None:
            found.append(f"turn {turn.turn_id} is in the record but not in the replay")
        elif again != turn:
            fields = [
                name
                for name in turn.__struct_fields__
                if getattr(again, name) != getattr(turn, name)
            ]
            found.append(f"turn {turn.turn_id} differs in: {', '.join(fields)}")
    found += [f"turn {turn_id} is in the replay but not in the record" for turn_id in by_id]
    return found
