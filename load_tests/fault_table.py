"""`make faults`: every fault of every vendor in a real session; when it was found out, what the
candidate heard, and whether anything was lost. One interview per fault, its stages one by one."""

import argparse
import asyncio
import json
import os
import tempfile
import time
from pathlib import Path

import httpx
import msgspec
from rich.console import Console
from rich.table import Table

from load_tests.answers import first_vague_then_full
from load_tests.candidate import Candidate
from load_tests.server_process import ServerProcess
from load_tests.talker import Exchange
from load_tests.vendors import content
from load_tests.vendors.faults import Fault
from load_tests.vendors.latency import PROFILES
from load_tests.vendors.stand_in import StandIn
from load_tests.vendors.stand_ins import StandIns
from server import wire

REFUSED = "refused"
"""Nobody listens at the vendor's address."""
FAULTS = (
    Fault.hang, Fault.mute, Fault.dribble, Fault.stall, Fault.silent, Fault.garbage,
    Fault.key_refused, Fault.rate_limited, Fault.overloaded, Fault.closed_1011, Fault.cut, REFUSED,
)  # fmt: skip
WITHIN_S = 2.0
"""A fault must be found out so soon after it could first be noticed."""
EXCHANGE_S = 60.0
"""Longest wait for an answer, the reply to it and the next answer's beginning."""
TRIES = 3
"""A model that is only late rests after so many times; until then its patterns are spoken."""
SAME_WORDS = 0.5
"""So much of what was said must be in the record: a small recogniser hears the rest wrong."""
STAGES = {
    "speech synthesis": "elevenlabs",
    "wording": "anthropic",
    "speech recognition": "deepgram",
}


class Row(msgspec.Struct, kw_only=True):
    """What one fault did to one stage."""

    stage: str
    fault: str
    found_out_s: float | None = None
    """From the first request or message it hit to the incident; None: there was no incident."""
    incidents: list[str] = []
    reply_s: float | None = None
    """End of the answer → reply heard, with the fault."""
    usual_reply_s: float | None = None
    """The same in the exchange before."""
    heard_whole: bool = False
    """Every sentence of the reply was heard to its end."""
    answer_kept: bool = False
    """The candidate's words of that exchange are in the record."""
    went_on: bool = False

    @property
    def passed(self) -> bool:
        found = self.found_out_s is not None and self.found_out_s <= WITHIN_S
        harmless = not self.incidents and self.stage == "wording"
        return (found or harmless) and self.heard_whole and self.answer_kept and self.went_on


class Witness(Candidate):
    """A candidate who notes when incidents were told."""

    incidents: list[tuple[float, wire.Incident]]

    def message(self, raw: bytes, at: float) -> None:
        before = len(self.messages)
        super().message(raw, at)
        for message in self.messages[before:]:
            if isinstance(message, wire.Incident):
                self.incidents.append((at, message))

    async def until(self, exchanges: int) -> bool:
        """The candidate has begun to answer so many times."""
        try:
            async with asyncio.timeout(EXCHANGE_S):
                while len(self.exchanges) < exchanges:  # noqa: ASYNC110 - it talks by itself
                    await asyncio.sleep(0.02)
        except TimeoutError:
            return False
        return True


async def strike(server: StandIn, fault: str) -> None:
    if fault == REFUSED:
        await server.refuse()
        server.strikes.append(time.monotonic())
    else:
        server.fail(Fault(fault))


async def mend(server: StandIn, fault: str) -> None:
    if fault == REFUSED:
        await server.start(server.port)
    server.fail(None)


async def one_stage(witness: Witness, stage: str, fault: str, vendor: StandIn) -> Row:
    """Break a vendor as the candidate begins to answer; watch the reply, and the next answer."""
    row = Row(stage=stage, fault=fault)
    told = len(witness.incidents)
    for attempt in range(TRIES if stage == "wording" else 1):
        number = len(witness.exchanges)
        if not await witness.until(number + 1):
            return row
        if attempt == 0:
            await strike(vendor, fault)
        exchange = witness.exchanges[number]
        messages = len(witness.messages)
        row.went_on = await witness.until(number + 2)
        row.reply_s = exchange.voice_to_voice_s
        row.usual_reply_s = witness.exchanges[number - 1].voice_to_voice_s
        later = witness.messages[messages:]
        row.heard_whole = reply_was_heard(later)
        row.answer_kept = answer_is_kept(exchange, later)
        own = [(at, each) for at, each in witness.incidents[told:] if each.part == stage]
        row.incidents = [each.code for _, each in own]
        if own:
            row.found_out_s = found_out_s(own[0][0], stage, vendor, exchange)
            break
    await mend(vendor, fault)
    return row


def found_out_s(at: float, stage: str, vendor: StandIn, exchange: Exchange) -> float | None:
    """From when the fault could first be noticed to the incident."""
    strikes = [strike for strike in vendor.strikes if strike <= at]
    if not strikes:
        return None
    match stage:
        case "speech recognition":
            # Before there is speech a recogniser need not say anything.
            return max(0.0, at - max(strikes[0], exchange.started_at))
        case "wording":
            # A late model is passed over each time, and rests only after some.
            return at - strikes[-1]
        case _:
            return at - strikes[0]


def reply_was_heard(messages: list[wire.AnyServerMessage]) -> bool:
    """The first reply's record holds all its sentences."""
    for message in messages:
        if isinstance(message, wire.TurnInterrupted):
            return False
        if isinstance(message, wire.TurnCompleted) and message.role == "interviewer":
            said = [
                each.text
                for each in messages
                if isinstance(each, wire.TurnSentence) and each.turn_id == message.turn_id
            ]
            return bool(said) and all(sentence in message.text for sentence in said)
    return False


def answer_is_kept(exchange: Exchange, messages: list[wire.AnyServerMessage]) -> bool:
    said = bare(exchange.said)
    for message in messages:
        if isinstance(message, wire.TurnCompleted) and message.role == "candidate":
            heard = bare(message.text)
            return len([word for word in said if word in heard]) >= SAME_WORDS * len(said)
    return False


def bare(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text.lower()).split()


async def one_interview(url: str, fault: str, stages: list[str], stand_ins: StandIns) -> list[Row]:
    async with httpx.AsyncClient(base_url=url, timeout=30) as http:
        created = (await http.post("/api/v1/sessions", json={"duration_s": 900})).raise_for_status()
        session = created.json()
        witness = Witness(
            media_url=session["media_url"], ticket=session["ticket"], answer=first_vague_then_full()
        )
        witness.incidents = []
        rows: list[Row] = []
        async with witness:
            # The greeting has been answered, and one question with every vendor well.
            await witness.until(2)
            for stage in stages:
                rows.append(
                    await one_stage(witness, stage, fault, stand_ins.servers[STAGES[stage]])
                )
        await http.post(f"/api/v1/sessions/{session['session_id']}/end")
    return rows


async def table(faults: list[str], stages: list[str]) -> list[Row]:
    """Rows in order; prints as it goes."""
    console = Console()
    hear, say = content.moonshine(Path()), content.flite()
    stand_ins = StandIns(hear=hear, say=say, profile=PROFILES["fixed"])
    await stand_ins.start()
    environment = {
        **dict.fromkeys(("OPENAI_API_KEY", "OPENAI_BASE_URL"), ""),
        **{
            name: value
            for name, value in stand_ins.environment().items()
            if not name.startswith("OPENAI")
        },
    }
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="viva-faults-", dir="/tmp") as folder:
        os.chmod(folder, 0o711)  # As root, Postgres runs as another user, who must get through.
        for fault in faults:
            home = Path(folder) / "home"
            server = ServerProcess(home, port=None, **environment)
            await asyncio.to_thread(server.start)
            try:
                rows += await one_interview(server.url, fault, stages, stand_ins)
            finally:
                await asyncio.to_thread(server.stop)
            for row in rows[-len(stages) :]:
                console.print(in_a_line(row), soft_wrap=True)
    await stand_ins.aclose()
    console.print(as_table(rows))
    return rows


def in_a_line(row: Row) -> str:
    incidents = ", ".join(row.incidents) or "no incident"
    return (
        f"{row.stage}, {row.fault}: {'passed' if row.passed else 'FAILED'}; "
        f"found out after {seconds(row.found_out_s)} ({incidents}), "
        f"reply after {seconds(row.reply_s)}, usually {seconds(row.usual_reply_s)}, "
        f"heard whole: {row.heard_whole}, answer kept: {row.answer_kept}, went on: {row.went_on}"
    )


def as_table(rows: list[Row]) -> Table:
    shown = Table(
        "stage",
        "fault",
        "found out after",
        "incidents",
        "reply after (usual)",
        "heard",
        "lost",
        "ok",
    )
    for row in rows:
        shown.add_row(
            row.stage,
            row.fault,
            seconds(row.found_out_s),
            ", ".join(row.incidents) or "none: the pattern was spoken",
            f"{seconds(row.reply_s)} ({seconds(row.usual_reply_s)})",
            "all of it" if row.heard_whole else "NOT ALL",
            "nothing" if row.answer_kept and row.went_on else "SOMETHING",
            "yes" if row.passed else "NO",
        )
    return shown


def seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f} s"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m load_tests.fault_table", description=__doc__)
    parser.add_argument("--faults", default=",".join(FAULTS), help="which ones")
    parser.add_argument("--stages", default=",".join(STAGES), help="in this order")
    parser.add_argument("--json", type=Path, default=None, help="also write the rows here")
    arguments = parser.parse_args()
    rows = asyncio.run(table(arguments.faults.split(","), arguments.stages.split(",")))
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(msgspec.to_builtins(rows), indent=2))
    return 0 if all(row.passed for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
