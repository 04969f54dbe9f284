"""The stream of one session's speech: opened, watched over, and opened anew when it breaks.

What it tells goes to the session's stretches; whoever waits for words is woken by `changed`.
"""

import asyncio
import contextlib
from collections.abc import Callable, Sequence

from runtime.errors import ProviderFailed
from runtime.listening import (
    Final,
    Interim,
    SpeechEvent,
    SpeechStream,
    StreamingSpeechToText,
    TurnVote,
)
from runtime.ports import Clock
from runtime.providers.chain import Using
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.health import Member, Members, Tell
from runtime.providers.stretches import Stretches
from runtime.providers.watch import in_time
from runtime.turn_events import Incident

OPEN_S = 1.5
"""A handshake takes 0.1 to 0.3 s across an ocean."""
DEAF_S = 1.7
"""Speech for so long without a word from the vendor, which tells something each second."""
KEEP_ALIVE_S = 4.0
"""Deepgram closes after 10 s without audio and advises 3 to 5 s."""
TICK_S = 0.2
AGAIN_S = 10.0
"""A stream that breaks is opened anew; one that breaks again within this time has failed."""
LOOK_S = 0.5
"""How soon a provider that is back is noticed."""


class KeptStream:
    """One session's stream, with whoever provides it at present."""

    def __init__(
        self,
        members: Members[StreamingSpeechToText],
        stretches: Stretches,
        *,
        languages: Sequence[str],
        clock: Clock,
        tell: Tell,
    ) -> None:
        self.stream: SpeechStream | None = None
        self.member: Member[StreamingSpeechToText] | None = None
        self.down = False
        """No stream can be had at present."""
        self.changed = asyncio.Event()
        """Set, and replaced, whenever there may be other words."""
        self.using = Using(members, tell)
        self._members = members
        self._stretches = stretches
        self._languages = languages
        self._clock = clock
        self._tell = tell
        self._wanted = asyncio.Event()
        """There is audio: a session without a microphone needs no stream."""
        self._accused: VendorFailed | None = None
        """What is wrong with the stream, though it does not know it."""
        self._ticking: asyncio.Task[None] | None = None
        self._deaf_since: float | None = None
        """Since when speech was passed on that the vendor said nothing about."""
        self._sent_at = 0.0
        self._told_at = 0.0

    def want(self) -> None:
        """There is audio."""
        self._wanted.set()

    def speech_begins(self) -> None:
        """From now on the vendor should have something to tell."""
        self._deaf_since = self._clock.monotonic()
        if self.stream is not None:
            with contextlib.suppress(ProviderFailed):
                self.stream.begin()

    def speech_ends(self) -> None:
        self._deaf_since = None

    def pass_on(self, pcm: bytes) -> None:
        self._stretches.pass_on(pcm)
        if self.stream is not None:
            self._sent_at = self._clock.monotonic()
            with contextlib.suppress(ProviderFailed):  # `receive` raises it, too.
                self.stream.send(pcm)

    def flush(self) -> None:
        """Ask for the words that are still open."""
        if self.stream is not None:
            self._stretches.ask_flush()
            with contextlib.suppress(ProviderFailed):
                self.stream.finish()

    def accuse(self, failure: VendorFailed) -> None:
        """The stream does not know it, but it has failed: what it was asked for did not come."""
        self._accused = failure
        if self._ticking is not None:
            self._ticking.cancel()  # Looked at now.

    async def run(self, vote: Callable[[TurnVote], None]) -> None:
        """Keep a stream open and take what it tells, until cancelled."""
        broke_at = self._clock.monotonic() - AGAIN_S
        await self._wanted.wait()
        async with asyncio.TaskGroup() as closing:
            while True:
                member = await self._someone()
                stream: SpeechStream | None = None
                try:
                    stream = await self._open(member)
                    await self._take_all(stream, vote)
                except ProviderFailed as failure:
                    now = self._clock.monotonic()
                    again = stream is not None and _broke(failure) and now - broke_at >= AGAIN_S
                    broke_at = now
                    self._lost(member, failure, again=again)
                except asyncio.CancelledError:
                    if stream is not None:
                        await stream.aclose()
                    raise
                finally:
                    self.stream = None
                if stream is not None:
                    # In the background: a half-dead socket takes a second to let go of.
                    closing.create_task(stream.aclose())

    async def _someone(self) -> Member[StreamingSpeechToText]:
        """The best provider that works, as soon as there is one."""
        while not (healthy := self._members.healthy()):
            self.down = True
            self._tell_change()
            await self._clock.sleep_until(self._clock.monotonic() + LOOK_S)
        return healthy[0]

    async def _open(self, member: Member[StreamingSpeechToText]) -> SpeechStream:
        """Raises ProviderFailed."""
        stream = await in_time(
            member.part.open(self._languages),
            clock=self._clock,
            until=self._clock.monotonic() + OPEN_S,
            late=lambda: VendorFailed(member.part.name, Reason.late),
        )
        self.stream, self.member, self._accused = stream, member, None
        self.down = False
        self._sent_at = self._told_at = self._clock.monotonic()
        self.using.now(member.part)
        waited_for = self._stretches.connected()
        with contextlib.suppress(ProviderFailed):
            if self._stretches.opened is not None or self._stretches.waiting:
                stream.begin()
            stream.send(waited_for)
        if any(not piece.goes_on for piece in self._stretches.waiting):
            self.flush()
        if self._stretches.opened is not None:
            self._deaf_since = self._sent_at
        return stream

    async def _take_all(self, stream: SpeechStream, vote: Callable[[TurnVote], None]) -> None:
        """Take events and watch the time until the stream fails. Raises ProviderFailed."""
        receiving = asyncio.ensure_future(stream.receive())
        tick = self._ticking = asyncio.create_task(self._tick())
        try:
            while True:
                await asyncio.wait({receiving, tick}, return_when=asyncio.FIRST_COMPLETED)
                if receiving.done():
                    self._take(receiving.result(), vote)
                    receiving = asyncio.ensure_future(stream.receive())
                if tick.done():
                    self._check(stream)
                    tick = self._ticking = asyncio.create_task(self._tick())
        finally:
            self._ticking = None
            for each in (receiving, tick):
                each.cancel()
            await asyncio.gather(receiving, tick, return_exceptions=True)

    def _take(self, event: SpeechEvent, vote: Callable[[TurnVote], None]) -> None:
        self._told_at = self._clock.monotonic()
        if self._deaf_since is not None:
            self._deaf_since = self._told_at
        if isinstance(event, Interim | Final):
            self._stretches.take(event)
            self._tell_change()
        else:
            vote(event)

    async def _tick(self) -> None:
        """Until something may depend on the time: soon, or at the moment when it is too late."""
        until = now = self._clock.monotonic()
        until += TICK_S
        if self._deaf_since is not None and self._deaf_since + DEAF_S > now:
            until = min(until, self._deaf_since + DEAF_S)
        await self._clock.sleep_until(until)

    def _check(self, stream: SpeechStream) -> None:
        """Whatever depends on the time that has passed. Raises ProviderFailed."""
        now = self._clock.monotonic()
        if self._accused is not None:
            raise self._accused
        if self._deaf_since is not None and now - self._deaf_since >= DEAF_S:
            assert self.member is not None
            raise VendorFailed(self.member.part.name, Reason.late)
        if now - self._sent_at >= KEEP_ALIVE_S:
            self._sent_at = now
            stream.keep_alive()
        if self._stretches.waiting:
            self._tell_change()

    def _lost(
        self, member: Member[StreamingSpeechToText], failure: ProviderFailed, *, again: bool
    ) -> None:
        if not again:
            self._members.failed(member, failure, self._tell)
        elif self._stretches.opened is not None or self._stretches.waiting:
            code = failure.reason if isinstance(failure, VendorFailed) else failure.code
            words = f"{failure} It was connected again and heard what it had missed."
            self._tell(Incident(part=self._members.stage, code=code, message=words))
        self.stream = None
        self.down = not self._members.healthy()
        self._tell_change()

    def _tell_change(self) -> None:
        """Wake all who wait for words."""
        changed, self.changed = self.changed, asyncio.Event()
        changed.set()


def _broke(failure: ProviderFailed) -> bool:
    """The connection was lost, which happens to good vendors, too."""
    return isinstance(failure, VendorFailed) and failure.reason in (Reason.cut, Reason.broken)
