"""`viva replay`: what happened in a stored interview, and whether the core still says the same."""

import asyncio
import sys
from typing import assert_never

import click
import msgspec

from runtime.interview.actions import (
    AnyAction,
    AssessAnswer,
    Finish,
    HideTask,
    RecordTurn,
    ShowTask,
    Speak,
    Speaker,
    StopSpeaking,
)
from runtime.interview.events import AnyEvent, SegmentHeard, TextTyped
from runtime.record import LogEntry, SessionRecord
from server.cli.exits import FAILED
from server.cli.servers import with_servers
from server.replay import Replay, Step
from server.replay import replay as replay_log
from server.settings import Settings, load_settings
from storage.event_log import RedisEventLog
from storage.interviews import PostgresInterviews
from storage.postgres import open_pool


@click.command()
@click.argument("session_id")
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON document.")
@click.option("--all", "everything", is_flag=True, help="Every event, not only what was said.")
def replay(session_id: str, as_json: bool, everything: bool) -> None:
    """Fold a stored interview through the core again and print what happened.

    The replayed turns must equal the recorded ones; if they don't, the differences are listed
    and the exit code is 1. `viva sessions` lists the ids.
    """
    record, replayed = asyncio.run(_replay(with_servers(load_settings()), session_id))
    if as_json:
        click.echo(msgspec.json.encode(replayed).decode())
    else:
        _print(record, replayed, everything=everything)
    if replayed.differences:
        sys.exit(FAILED)


async def _replay(settings: Settings, session_id: str) -> tuple[SessionRecord, Replay]:
    assert settings.database_url
    assert settings.redis_url
    pool = await open_pool(settings.database_url, size=1)
    log = RedisEventLog(settings.redis_url)
    try:
        interviews = PostgresInterviews(pool)
        record = await interviews.load(session_id)
        turns = [committed.turn for committed in await interviews.turns(session_id)]
        durable = await interviews.events(session_id)
        hot = [entry for entry in await log.read(session_id) if entry.event is not None]
        return record, replay_log(session_id, record.plan, _joined(durable, hot), turns)
    finally:
        await log.aclose()
        await pool.close()


def _joined(durable: list[LogEntry], hot: list[LogEntry]) -> list[LogEntry]:
    """The durable log, continued by what only Redis has: the events of an unfinished turn."""
    last = durable[-1].seq if durable else 0
    return durable + [entry for entry in hot if entry.seq > last]


def _print(record: SessionRecord, replayed: Replay, *, everything: bool) -> None:
    plan = record.plan
    click.echo(f"{record.session_id}  {record.status}  {record.created_at[:19]}")
    click.echo(
        f"{plan.role_title}, {plan.interview_type}, {plan.seniority}, {plan.style}, "
        f"{plan.duration_s:.0f} s, seed {plan.seed}"
    )
    phase = None
    for step in replayed.steps:
        for action in step.actions:
            if isinstance(action, RecordTurn) and action.turn.phase != phase:
                phase = action.turn.phase
                click.echo(click.style(f"\n{phase}", bold=True))
        for line in _lines(step, everything=everything):
            click.echo(f"{_minutes(step.at)}  {line}")
    click.echo("")
    if replayed.finished:
        click.echo(f"Finished: {replayed.finished}.")
    if replayed.differences:
        click.echo(click.style("The replay differs from the record:", fg="red"))
        for difference in replayed.differences:
            click.echo(f"  {difference}")
    else:
        click.echo(f"{len(replayed.turns)} turns, the same as in the record.")


def _lines(step: Step, *, everything: bool) -> list[str]:
    lines = [f"  · {_event_line(step.event)}"] if everything else []
    for action in step.actions:
        line = _action_line(action, everything=everything)
        if line is not None:
            lines.append(line)
    return lines


def _event_line(event: AnyEvent) -> str:
    name = str(event.__struct_config__.tag).replace("_", " ")
    if isinstance(event, SegmentHeard | TextTyped):
        return f"{name}: {event.text}"
    return name


def _action_line(action: AnyAction, *, everything: bool) -> str | None:
    match action:
        case RecordTurn(turn=turn):
            who = "interviewer" if turn.role is Speaker.interviewer else "candidate  "
            cut = f" [unspoken: {turn.unspoken_text}]" if turn.unspoken_text else ""
            return f"{turn.turn_id}  {who}  {turn.text}{cut}"
        case Finish(reason=reason):
            return f"finish: {reason}"
        case Speak(directive=directive):
            return f"  → speak ({directive.intent})" if everything else None
        case StopSpeaking():
            return "  → stop speaking" if everything else None
        case ShowTask(title=title):
            return f"  → show task: {title}"
        case HideTask(task_id=task_id):
            return f"  → hide task: {task_id}"
        case AssessAnswer():
            return None
        case _:
            assert_never(action)


def _minutes(seconds: float) -> str:
    return f"{int(seconds // 60):3d}:{seconds % 60:04.1f}"
