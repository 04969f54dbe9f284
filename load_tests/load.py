"""One load: candidates arrive, talk for a while, leave, and what they met is summed up."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence

import msgspec
import psutil

from load_tests.candidate import Candidate, Shared
from load_tests.figures import (
    ClientFigures,
    LoadFigures,
    Reply,
    Spread,
    percentile,
    spread,
)
from load_tests.lines.webrtc import WebRtcLine
from load_tests.profiles import PROFILES, Profile
from load_tests.server_watch import ServerWatch
from load_tests.talker import Exchange, Talker
from load_tests.target import Target
from runtime.errors import VivaError
from server import wire

ARRIVALS = ("at-once", "ramp", "poisson")
TRANSPORTS = ("ws", "webrtc", "both")
SETTLING_S = 3.0
"""After the last arrival, before CPU and lag count: greetings and first requests cost more."""
LOST_AFTER_S = 8.0
"""An answer without a reply for so long is lost; a younger one is undecided."""
TELL_EVERY_S = 1.0


class Scheduled(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happens at a moment of the load, such as a vendor's fault."""

    at_s: float
    name: str
    act: Callable[[], Awaitable[None]]


class LoadPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What to do to a server."""

    candidates: int
    duration_s: float
    """From the last arrival to the end."""
    transport: str = "ws"
    arrival: str = "ramp"
    arrival_s: float = 3.0
    """How long arriving takes, all in all."""
    profile: Profile = PROFILES["short"]
    schedule: tuple[Scheduled, ...] = ()
    seed: int = 1

    def arrivals_s(self) -> list[float]:
        """When each candidate comes, seconds from the start."""
        if self.arrival == "at-once" or self.candidates == 1:
            return [0.0] * self.candidates
        step_s = self.arrival_s / self.candidates
        if self.arrival == "ramp":
            return [index * step_s for index in range(self.candidates)]
        draw = random.Random(self.seed)
        moments = [0.0]
        for _ in range(self.candidates - 1):
            moments.append(moments[-1] + draw.expovariate(1 / step_s))
        return moments

    def transport_of(self, number: int) -> str:
        if self.transport == "both":
            return ("ws", "webrtc")[number % 2]
        return self.transport


class Live(msgspec.Struct, frozen=True, kw_only=True):
    """How it stands at this moment."""

    at_s: float
    total_s: float
    here: int
    candidates: int
    replies: int
    p50_ms: float | None
    p95_ms: float | None
    errors: int
    lost: int
    cut_ins: int
    cpu_percent: float | None
    memory_mb: float | None
    client_lag_ms: float
    news: tuple[str, ...] = ()


Tell = Callable[[Live], None]


class Load:
    """Runs one plan against one target; use it once."""

    def __init__(self, target: Target, plan: LoadPlan, tell: Tell | None = None) -> None:
        self._target = target
        self._plan = plan
        self._tell = tell
        self._shared = Shared()
        self._talkers: list[Talker] = []
        self._numbered: list[tuple[int, Talker]] = []
        """The same, with the number of the candidate."""
        self._here: set[int] = set()
        self._errors: Counter[str] = Counter()
        self._news: list[str] = []
        self._leave = asyncio.Event()
        self._began = 0.0

    async def run(self) -> LoadFigures:
        """Everything from the first arrival to the last farewell.

        Raises:
            MissingPart: nothing to speak with on this machine.
        """
        plan = self._plan
        for speech in plan.profile.everything:
            await self._shared.takes.take(speech)
        watch = self._target.watch(lambda: len(self._here))
        await watch.begin()
        self._began = time.monotonic()
        own = psutil.Process()
        arrivals = plan.arrivals_s()
        total_s = arrivals[-1] + SETTLING_S + plan.duration_s
        reading = asyncio.create_task(watch.keep_reading())
        telling = asyncio.create_task(self._keep_telling(watch, total_s))
        acting = asyncio.create_task(self._keep_schedule())
        people = [
            asyncio.create_task(self._take_part(number, arrives_s))
            for number, arrives_s in enumerate(arrivals)
        ]
        try:
            await asyncio.sleep(arrivals[-1] + SETTLING_S)
            cpu_before, at_before = own.cpu_times(), time.monotonic()
            self._shared.pacer.lags_s.clear()
            await watch.everyone_is_there()
            await asyncio.sleep(plan.duration_s)
            await watch.before_anyone_leaves()
            cpu_after, at_after = own.cpu_times(), time.monotonic()
            lags_s = sorted(self._shared.pacer.lags_s) or [0.0]
        finally:
            self._leave.set()
            await asyncio.gather(*people)
            for task in (reading, telling, acting):
                task.cancel()
            await asyncio.gather(reading, telling, acting, return_exceptions=True)
            await self._shared.pacer.aclose()
        used_s = sum(cpu_after[:2]) - sum(cpu_before[:2])
        client = ClientFigures(
            cpu_percent=round(100 * used_s / (at_after - at_before), 1),
            lag_p99_ms=round(percentile(lags_s, 0.99) * 1000, 1),
            lag_most_ms=round(lags_s[-1] * 1000, 1),
            skipped_frames=self._shared.pacer.skipped,
        )
        return self._figures(watch, client, ended_at=at_after)

    def _replies(self) -> Iterator[Reply]:
        """Those that mean something."""
        for number, talker in self._numbered:
            for index, exchange in enumerate(talker.exchanges):
                voice_to_voice_s = exchange.voice_to_voice_s
                if voice_to_voice_s is None or exchange.cut_in:
                    continue
                yield Reply(
                    at_s=round(exchange.last_sample_sent_at - self._began, 2),
                    ms=round(1000 * voice_to_voice_s, 1),
                    candidate=number,
                    answer=index,
                    silence_ms=exchange.silence_ms,
                    text=exchange.reply,
                )

    async def _take_part(self, number: int, arrives_s: float) -> None:
        await asyncio.sleep(arrives_s)
        plan = self._plan
        visit = self._target.candidate(
            number, plan.transport_of(number), plan.profile, self._shared
        )
        try:
            talker = await visit.__aenter__()
        except VivaError as failure:
            self._errors[failure.code] += 1
            self._news.append(f"candidate {number + 1}: {failure}")
            return
        self._talkers.append(talker)
        self._numbered.append((number, talker))
        self._here.add(number)
        leaving = asyncio.create_task(self._leave.wait())
        ending = asyncio.create_task(talker.ended.wait())
        try:
            await asyncio.wait([leaving, ending], return_when=asyncio.FIRST_COMPLETED)
            if not self._leave.is_set():
                self._errors[f"closed_{talker.close_code or 'without_code'}"] += 1
                self._news.append(f"candidate {number + 1} lost its connection")
        finally:
            leaving.cancel()
            ending.cancel()
            self._here.discard(number)
            await visit.__aexit__(None, None, None)

    async def _keep_schedule(self) -> None:
        for happening in sorted(self._plan.schedule, key=lambda each: each.at_s):
            await asyncio.sleep(max(0.0, self._began + happening.at_s - time.monotonic()))
            await happening.act()
            self._news.append(f"{happening.at_s:.0f} s: {happening.name}")

    async def _keep_telling(self, watch: ServerWatch, total_s: float) -> None:
        while self._tell is not None:
            await asyncio.sleep(TELL_EVERY_S)
            now = time.monotonic()
            exchanges = [e for talker in self._talkers for e in talker.exchanges]
            so_far = spread(measured_ms(exchanges))
            latest = watch.moments[-1] if watch.moments else None
            lags_s = self._shared.pacer.lags_s[-500:]
            news, self._news = tuple(self._news), []
            self._tell(
                Live(
                    at_s=now - self._began,
                    total_s=total_s,
                    here=len(self._here),
                    candidates=self._plan.candidates,
                    replies=0 if so_far is None else so_far.count,
                    p50_ms=so_far.p50 if so_far else None,
                    p95_ms=so_far.p95 if so_far else None,
                    errors=sum(self._errors.values()) + sum(len(t.errors) for t in self._talkers),
                    lost=sum(lost(e, now, commits=False) for e in exchanges),
                    cut_ins=sum(e.cut_in for e in exchanges),
                    cpu_percent=latest.cpu_percent if latest else None,
                    memory_mb=latest.memory_mb if latest else None,
                    client_lag_ms=max(lags_s, default=0.0) * 1000,
                    news=news,
                )
            )

    def _figures(
        self, watch: ServerWatch, client: ClientFigures, *, ended_at: float
    ) -> LoadFigures:
        plan, commits = self._plan, self._target.commits
        decided = [
            exchange
            for talker in self._talkers
            for exchange in talker.exchanges
            if exchange.last_sample_sent_at
            and (exchange.reply_heard_at or ended_at - exchange.last_sample_sent_at > LOST_AFTER_S)
        ]
        errors = self._errors + Counter(code for talker in self._talkers for code in talker.errors)
        messages = [
            message
            for talker in self._talkers
            if isinstance(talker, Candidate)
            for message in talker.messages
        ]
        incidents = Counter(
            f"{message.part}: {message.code}"
            for message in messages
            if isinstance(message, wire.Incident)
        )
        return LoadFigures(
            label=self._target.label,
            candidates=plan.candidates,
            transport=plan.transport,
            profile=plan.profile.name,
            duration_s=plan.duration_s,
            answers=len(decided),
            voice_to_voice_ms=spread(measured_ms(decided)),
            first_audio_ms=spread(
                (talker.first_audio_at - talker.hello_at) * 1000
                for talker in self._talkers
                if talker.first_audio_at and talker.hello_at
            ),
            silenced_ms=spread(
                silence_s * 1000 for e in decided if (silence_s := e.silence_s) is not None
            ),
            stages_ms=stages(messages),
            lost=sum(lost(exchange, ended_at, commits=commits) for exchange in decided),
            doubled=sum(exchange.turns > 1 for exchange in decided),
            cut_ins=sum(exchange.cut_in for exchange in decided),
            gaps=sum(_gaps(talker) for talker in self._talkers),
            errors=dict(errors),
            incidents=dict(incidents),
            server=watch.figures(plan.candidates),
            client=client,
            replies=tuple(sorted(self._replies(), key=lambda each: each.at_s)),
        )


def measured_ms(exchanges: Sequence[Exchange]) -> list[float]:
    """Voice-to-voice times that mean something: not those of answers that were cut in on."""
    return [
        value_s * 1000
        for exchange in exchanges
        if not exchange.cut_in and (value_s := exchange.voice_to_voice_s) is not None
    ]


def lost(exchange: Exchange, now: float, *, commits: bool) -> bool:
    """Nobody replied, or nothing was committed."""
    ended_at = exchange.last_sample_sent_at
    if not ended_at:
        return False
    if exchange.reply_heard_at is None:
        return now - ended_at > LOST_AFTER_S
    return commits and not exchange.turns and not exchange.cut_in


def stages(messages: Sequence[object]) -> dict[str, Spread]:
    """The server's own breakdown of its replies, by stage."""
    by_stage: dict[str, list[float]] = {}
    for message in messages:
        if isinstance(message, wire.TurnCompleted) and message.latency is not None:
            if message.latency.voice_to_voice_ms is None:
                continue  # It answered nobody: a greeting, a nudge.
            for name, value_ms in msgspec.structs.asdict(message.latency).items():
                if value_ms is not None:
                    by_stage.setdefault(name.removesuffix("_ms"), []).append(value_ms)
    return {name: found for name, values in by_stage.items() if (found := spread(values))}


def _gaps(talker: Talker) -> int:
    line = talker.line
    return line.holes if isinstance(line, WebRtcLine) else talker.playback.gaps
