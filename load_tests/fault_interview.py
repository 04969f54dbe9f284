"""One real interview in which one fault befalls one vendor after the other."""

import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx

from load_tests import fault_rows
from load_tests.answers import Answerer, Question, Speech
from load_tests.candidate import Candidate
from load_tests.fault_rows import Row
from load_tests.fault_targets import NONE, REFUSED, Target
from load_tests.server_process import ServerProcess
from load_tests.takes import TakeBook
from load_tests.talker import Exchange
from load_tests.vendors import content
from load_tests.vendors.faults import Fault, Strike
from load_tests.vendors.known_speech import KnownSpeech
from load_tests.vendors.latency import PROFILES
from load_tests.vendors.stand_in import StandIn
from load_tests.vendors.stand_ins import StandIns
from server import wire

EXCHANGE_S = 60.0
"""Longest wait for an answer, the reply to it and the next answer's beginning."""
FOUND_OUT_S = 2.5
"""Whether a vendor is slow or dead may turn out after the reply has begun."""
REPORT_S = 60.0
PIECE_S = 20.0
"""A recogniser takes so much sound at a time."""
EAR_RATE_HZ = 16_000

NOT_WELL = "failed before it was broken, perhaps because the machine is busy"
ANSWERS = (
    "Hello, I am doing well, thank you. I have worked as an engineer for many years.",
    "I called the customer and wrote down every problem, and we solved the top three in a month.",
    "I compared both options and chose the patch, because the deadline was only a week away.",
    "I put the open risks on one page, and we moved the date by a week without an incident.",
    "I wrote a test for the broken report, and then I repaired it with my manager in one day.",
)
"""Of one breath, so that the reply's delay is not the candidate's own pauses; a small recogniser
hears every word of them."""


class Witness(Candidate):
    """A candidate who notes when incidents were told, and keeps what was said and heard."""

    def __init__(self, *, ticket: str, media_url: str, answer: Answerer) -> None:
        super().__init__(ticket=ticket, media_url=media_url, answer=answer)
        self.incidents: list[tuple[float, wire.Incident]] = []
        self.heard: dict[str, list[tuple[bytes, int]]] = {}
        """Sound and its rate, by utterance."""

    def message(self, raw: bytes, at: float) -> None:
        before = len(self.messages)
        super().message(raw, at)
        for message in self.messages[before:]:
            if isinstance(message, wire.Incident):
                self.incidents.append((at, message))

    def audio(self, pcm: bytes, rate_hz: int, at: float) -> None:
        super().audio(pcm, rate_hz, at)
        if self.playback.utterance_id is not None:
            self.heard.setdefault(self.playback.utterance_id, []).append((pcm, rate_hz))

    async def until(self, true: Callable[[], bool], within_s: float = EXCHANGE_S) -> bool:
        """It talks and hears by itself; whether this came true."""
        ends_at = time.monotonic() + within_s
        while not true():
            if time.monotonic() > ends_at or self.ended.is_set():
                return False
            await asyncio.sleep(0.02)
        return True

    async def answers(self, number: int) -> bool:
        """The candidate has begun to answer so many times."""
        return await self.until(lambda: len(self.exchanges) >= number)


class FaultInterview:
    """A server, stand-ins and a candidate of its own, and the rows that come of them."""

    def __init__(
        self,
        fault: str,
        targets: Sequence[Target],
        *,
        hear: content.Hear,
        say: content.Say,
        tell: Callable[[str], None],
    ) -> None:
        """`hear` recognises what the candidate heard, `say` is the voice of the stand-in; `tell`
        gets what happens now, for people."""
        self._fault = fault
        self._targets = targets
        self._hear = hear
        self._tell = tell
        self._known = KnownSpeech()
        self._stand_ins = StandIns(hear=self._known, say=say, profile=PROFILES["fixed"])
        self.rows = [Row(stage=target.stage, vendor=target.name, fault=fault) for target in targets]

    async def hold(self) -> list[Row]:
        """The rows of one interview; what goes wrong on the way is told in them."""
        takes = TakeBook()
        for answer in ANSWERS:
            self._known.learn(answer, (await takes.take(Speech(parts=(answer,)))).frames)
        await self._stand_ins.start()
        environment = dict(self._stand_ins.environment())
        for target in self._targets:
            environment |= target.settings
        with tempfile.TemporaryDirectory(prefix="viva-faults-", dir="/tmp") as folder:
            os.chmod(folder, 0o711)  # As root, Postgres runs as another user, who must get through.
            server = ServerProcess(Path(folder) / "home", port=None, **environment)
            try:
                self._tell("starts a server")
                await asyncio.to_thread(server.start)
                await self._interview(server.url)
            except (RuntimeError, OSError, httpx.HTTPError) as error:
                for row in self.rows:
                    row.trouble = row.trouble or f"{type(error).__name__}: {error}"[:200]
            finally:
                await asyncio.to_thread(server.stop)
                await self._stand_ins.aclose()
        return self.rows

    async def _interview(self, url: str) -> None:
        async with httpx.AsyncClient(base_url=url, timeout=30) as http:
            created = await http.post("/api/v1/sessions", json={"duration_s": 900})
            session = created.raise_for_status().json()
            witness = Witness(
                ticket=session["ticket"], media_url=session["media_url"], answer=in_order()
            )
            async with witness:
                self._tell("greets")
                # The greeting has been answered, and one question with every vendor well.
                await witness.answers(2)
                for target, row in zip(self._targets, self.rows, strict=True):
                    self._tell(f"{target.name} …")
                    await self._break(witness, target, row)
            await http.post(f"/api/v1/sessions/{session['session_id']}/end")
            self._tell("reads the report")
            told = await report_of(http, session["session_id"])
        for target, row in zip(self._targets, self.rows, strict=True):
            messages = [each.message for _, each in witness.incidents if each.part == target.stage]
            row.in_report = bool(messages) and all(
                any(message in line for line in told) for message in messages
            )

    async def _break(self, witness: Witness, target: Target, row: Row) -> None:
        """Break a vendor as the candidate begins to answer; watch the reply, and the next one."""
        vendor = self._stand_ins.servers[target.stand_in]
        told = len(witness.incidents)

        def incidents() -> list[tuple[float, wire.Incident]]:
            return [each for each in witness.incidents[told:] if each[1].part == target.stage]

        number = len(witness.exchanges)
        if not await witness.answers(number + 1):
            row.trouble = "the candidate was not asked any more"
            return
        if incidents() or not is_well(witness, target.stage):
            row.trouble = NOT_WELL
            return
        exchange = witness.exchanges[number]
        messages = len(witness.messages)
        await strike(vendor, self._fault)
        row.went_on = await witness.answers(number + 2)
        if self._fault != NONE:
            await witness.until(
                lambda: any(each.code != "fallback" for _, each in incidents()), FOUND_OUT_S
            )
        own = incidents()
        # Mended only now; a probe may bring it back in the middle of the next row.
        strikes = list(vendor.strikes)
        await mend(vendor, self._fault)
        row.incidents = [each.code for _, each in own]
        row.switched_to = fault_rows.switched_to([each for _, each in own], target.stage)
        later = witness.messages[messages:]
        if target.stage == "speech synthesis":
            strikes = fault_rows.that_asked(strikes)
        if own:
            row.found_out_s = fault_rows.found_out_s(
                own[0][0], strikes, not_before=noticeable_from(exchange, target, self._fault)
            )
        row.reply_s = exchange.voice_to_voice_s
        row.turns_lost = int(exchange.turns == 0)
        row.turns_doubled = max(0, exchange.turns - 1)
        await self._compare(witness, row, number, later)

    async def _compare(
        self, witness: Witness, row: Row, number: int, later: Sequence[wire.AnyServerMessage]
    ) -> None:
        """What was said with what is in the record, and what is in the record with what sounded."""
        answered = [
            each.text
            for each in later
            if isinstance(each, wire.TurnCompleted) and each.role == "candidate"
        ]
        row.said = witness.exchanges[number].said
        row.kept = " ".join(answered[:1])
        row.kept_share = fault_rows.letters_share(row.said, row.kept)
        turn = fault_rows.reply(later)
        if turn is None:
            return
        row.latency = turn.latency
        row.reply_whole = fault_rows.is_whole(turn, later)
        utterances = [
            each.utterance_id
            for each in later
            if isinstance(each, wire.TurnStarted) and each.turn_id == turn.turn_id
        ]
        sound = b"".join(
            content.resampled(pcm, rate_hz, EAR_RATE_HZ)
            for utterance_id in utterances
            for pcm, rate_hz in joined(witness.heard.get(str(utterance_id), []))
        )
        row.replied, row.heard = turn.text, (heard := await self._recognised(sound))
        row.heard_share = fault_rows.letters_share(turn.text, heard)
        row.heard_length = fault_rows.letters_length(turn.text, heard)

    async def _recognised(self, pcm: bytes) -> str:
        size = int(PIECE_S * EAR_RATE_HZ) * 2
        pieces = [pcm[at : at + size] for at in range(0, len(pcm), size)]
        return " ".join([await self._hear(piece, True) for piece in pieces])


def in_order() -> Answerer:
    """One of the answers after the other."""

    def answer(question: Question) -> list[str]:
        if question.intent == "greet":
            return [ANSWERS[0]]
        return [ANSWERS[1 + question.index % (len(ANSWERS) - 1)]]

    return answer


def is_well(witness: Witness, stage: str) -> bool:
    """Nothing of this stage has failed, or it has come back."""
    codes = [each.code for _, each in witness.incidents if each.part == stage]
    return not codes or codes[-1] == "restored"


def noticeable_from(exchange: Exchange, target: Target, fault: str) -> float:
    """When a fault that befell a vendor earlier could be noticed at the soonest."""
    if target.stage != "speech recognition":
        # Where nobody listens nobody sees the first request; it comes when the answer is over.
        return exchange.last_sample_sent_at if fault == REFUSED else 0.0
    # Before there is speech a recogniser need not say anything, and that it says nothing of the
    # words, or says it late, shows when they are over.
    if fault in (Fault.silent, Fault.slow, Fault.dribble):
        return exchange.last_sample_sent_at
    return exchange.started_at


async def strike(server: StandIn, fault: str) -> None:
    """From now on it fails in this way."""
    match fault:
        case "none":
            pass
        case "refused":
            await server.refuse()
            server.strikes.append(Strike(at=time.monotonic(), left_at=time.monotonic()))
        case _:
            server.fail(Fault(fault))


async def mend(server: StandIn, fault: str) -> None:
    if fault == REFUSED:
        await server.start(server.port)
    server.fail(None)


async def report_of(http: httpx.AsyncClient, session_id: str) -> list[str]:
    """What the session's report tells of failures; empty if it never comes."""
    ends_at = time.monotonic() + REPORT_S
    while time.monotonic() < ends_at:
        answer = await http.get(f"/api/v1/sessions/{session_id}/report")
        if answer.status_code == 200:
            told: list[str] = answer.json()["degraded"]
            return told
        await asyncio.sleep(0.5)
    return []


def joined(pieces: Sequence[tuple[bytes, int]]) -> list[tuple[bytes, int]]:
    """The pieces of one utterance as one sound: its rate does not change."""
    return [(b"".join(pcm for pcm, _ in pieces), pieces[0][1])] if pieces else []
