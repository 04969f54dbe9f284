"""One session's listening: its stream, what it tells, and the watch over it.

All audio without final words is kept, so a stream that breaks is opened anew and gets it again,
and a stretch that no stream could do goes to a recogniser of whole stretches.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Sequence

from runtime.errors import ProviderFailed
from runtime.listening import (
    Final,
    Interim,
    SpeechEvent,
    SpeechStream,
    StreamingSpeechToText,
    Stretch,
    TurnVote,
)
from runtime.ports import Clock, Recognition
from runtime.providers.chain import (
    CONTRADICTED_BY_WORDS,
    DOUBTFUL_AFTER_S,
    STRIKES,
    SttChain,
    Using,
)
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.health import Member, Members, Tell
from runtime.providers.stretches import RATE_HZ, SAMPLE_BYTES, Piece, Stretches
from runtime.providers.watch import in_time
from runtime.turn_events import Incident

OPEN_S = 1.5
"""A handshake takes 0.1 to 0.3 s across an ocean."""
ANSWER_S = 1.4
"""Asked to settle its words, a recogniser takes 0.3 s (p95, stt-benchmark)."""
QUIET_S = 0.6
"""Deepgram need not answer where nothing was left to settle."""
DEAF_S = 1.8
"""Speech for so long without a word from the vendor, which tells something each second."""
TAIL_S = 6.0
"""After speech so much silence is sent on: a recogniser that tells turns must hear it."""
KEEP_ALIVE_S = 4.0
"""Deepgram closes after 10 s without audio and advises 3 to 5 s."""
KEPT_BEFORE_S = 0.8
"""Silence kept for the beginning of speech; the ear wants 0.5 s of it."""
TICK_S = 0.2
AGAIN_S = 10.0
"""A stream that breaks is opened anew; one that breaks again within this time has failed."""
LOOK_S = 0.5
"""How soon a provider that is back is noticed."""


class SessionHearing:
    """The `Listening` of one session, and its `SpeechToText`: partials come from the stream."""

    def __init__(
        self,
        members: Members[StreamingSpeechToText],
        rest: SttChain,
        *,
        languages: Sequence[str],
        clock: Clock,
        tell: Tell,
    ) -> None:
        """`rest` recognises whole stretches when no stream can; both expect `languages`."""
        self._members = members
        self._rest = rest
        self._languages = languages
        self._clock = clock
        self._tell = tell
        self._using = Using(members, tell)
        self._stretches = Stretches()
        self._recent: deque[bytes] = deque()
        """Silence that was not passed on."""
        self._recent_bytes = 0
        self._tail = 0
        """Samples of silence still to be passed on."""
        self._wanted = asyncio.Event()
        """There is audio: a session without a microphone needs no stream."""
        self._stream: SpeechStream | None = None
        self._member: Member[StreamingSpeechToText] | None = None
        self._accused: VendorFailed | None = None
        """What is wrong with the stream, though it does not know it."""
        self._down = False
        """No stream can be had at present."""
        self._changed = asyncio.Event()
        self._deaf_since: float | None = None
        """Since when speech was passed on that the vendor said nothing about."""
        self._sent_at = 0.0
        self._told_at = 0.0

    @property
    def name(self) -> str:
        healthy = self._members.healthy()
        return healthy[0].part.name if healthy else self._rest.name

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        """A partial is what the stream has told so far: at once and for nothing."""
        if partial and not self._down:
            text = self._stretches.open_text()
            return None if text is None else Recognition(text=text)
        return await self._rest.transcribe(pcm, partial=partial)

    def hear(self, pcm: bytes) -> None:
        self._wanted.set()
        if self._stretches.opened is not None:
            self._pass_on(pcm)
        elif self._tail > 0:
            self._tail -= len(pcm) // SAMPLE_BYTES
            self._pass_on(pcm)
        else:
            self._recent.append(pcm)
            self._recent_bytes += len(pcm)
            while self._recent_bytes > KEPT_BEFORE_S * RATE_HZ * SAMPLE_BYTES:
                self._recent_bytes -= len(self._recent.popleft())

    def begin(self, samples: int) -> None:
        kept = b"".join(self._recent)[-samples * SAMPLE_BYTES :]
        self._recent.clear()
        self._recent_bytes = 0
        if kept:
            self._pass_on(kept)
        self._stretches.begin(samples)
        self._deaf_since = self._clock.monotonic()
        if self._stream is not None:
            with contextlib.suppress(ProviderFailed):
                self._stream.begin()

    def words(self) -> str | None:
        return None if self._down else self._stretches.open_text()

    def settle(self) -> None:
        stream = self._stream
        if stream is not None and stream.settles_in_pauses and self._stretches.opened is not None:
            self._stretches.ask_early()
            with contextlib.suppress(ProviderFailed):  # `receive` raises it, too.
                stream.finish()

    def end(self, samples: int, *, goes_on: bool, settled: bool = False) -> Stretch:
        piece = self._stretches.end(samples, goes_on=goes_on, settled=settled)
        if not goes_on:
            self._tail = int(TAIL_S * RATE_HZ)
            self._deaf_since = None
            if piece.flush is None and not self._stretches.covered(piece):
                self._flush()
        return _PieceOfSession(self, piece, self._clock.monotonic())

    def turn_over(self) -> None:
        self._tail = 0

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
                    self._stream = None
                if stream is not None:
                    # In the background: a half-dead socket takes a second to let go of.
                    closing.create_task(stream.aclose())

    # The words of a stretch ---------------------------------------------------------------------

    async def words_of(self, piece: Piece, pcm: bytes, ended_at: float) -> Recognition:
        """Raises ProviderFailed."""
        try:
            recognition = await in_time(
                self._settled(piece, ended_at),
                clock=self._clock,
                until=ended_at + ANSWER_S,
                late=lambda: VendorFailed(self.name, Reason.late),
            )
        except VendorFailed as failure:
            self._accused = failure
            recognition = None
        if recognition is None:
            self._stretches.drop(piece)
            return await self._by_others(pcm)
        if recognition.text or len(pcm) / SAMPLE_BYTES / RATE_HZ < DOUBTFUL_AFTER_S:
            if self._member is not None and recognition.text:
                self._members.worked(self._member)
            return recognition
        return await self._doubted(recognition, pcm)

    async def _settled(self, piece: Piece, ended_at: float) -> Recognition | None:
        """The words of a piece once they are known; None: nobody can tell them."""
        stretches = self._stretches
        while not self._down:
            if stretches.covered(piece):
                return stretches.give(piece)
            if self._clock.monotonic() - ended_at >= QUIET_S and stretches.quiet(piece):
                return stretches.give(piece)
            await self._changed.wait()
        return None

    async def _by_others(self, pcm: bytes) -> Recognition:
        recognition = await self._rest.transcribe(pcm, partial=False)
        self._using.now(self._rest)
        return recognition or Recognition(text="")

    async def _doubted(self, nothing: Recognition, pcm: bytes) -> Recognition:
        """No words in a long stretch: hear what another recogniser says."""
        try:
            second = await self._rest.transcribe(pcm, partial=False)
        except ProviderFailed:
            return nothing
        if second is None or len(second.text.split()) < CONTRADICTED_BY_WORDS:
            return nothing
        if self._member is not None and self._members.strike(self._member) >= STRIKES:
            self._accused = VendorFailed(self._member.part.name, Reason.silent)
        return second

    # The stream ---------------------------------------------------------------------------------

    def _pass_on(self, pcm: bytes) -> None:
        self._stretches.pass_on(pcm)
        if self._stream is not None:
            self._sent_at = self._clock.monotonic()
            with contextlib.suppress(ProviderFailed):  # `receive` raises it, too.
                self._stream.send(pcm)

    def _flush(self) -> None:
        if self._stream is not None:
            self._stretches.ask_flush()
            with contextlib.suppress(ProviderFailed):
                self._stream.finish()

    async def _someone(self) -> Member[StreamingSpeechToText]:
        """The best provider that works, as soon as there is one."""
        while not (healthy := self._members.healthy()):
            self._down = True
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
        self._stream, self._member, self._accused = stream, member, None
        self._down = False
        self._sent_at = self._told_at = self._clock.monotonic()
        self._using.now(member.part)
        waited_for = self._stretches.connected()
        with contextlib.suppress(ProviderFailed):
            if self._stretches.opened is not None or self._stretches.waiting:
                stream.begin()
            stream.send(waited_for)
        if any(not piece.goes_on for piece in self._stretches.waiting):
            self._flush()
        if self._stretches.opened is not None:
            self._deaf_since = self._sent_at
        return stream

    async def _take_all(self, stream: SpeechStream, vote: Callable[[TurnVote], None]) -> None:
        """Take events and watch the time until the stream fails. Raises ProviderFailed."""
        receiving = asyncio.ensure_future(stream.receive())
        tick = asyncio.ensure_future(self._tick())
        try:
            while True:
                await asyncio.wait({receiving, tick}, return_when=asyncio.FIRST_COMPLETED)
                if receiving.done():
                    self._take(receiving.result(), vote)
                    receiving = asyncio.ensure_future(stream.receive())
                if tick.done():
                    self._check(stream)
                    tick = asyncio.ensure_future(self._tick())
        finally:
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
        await self._clock.sleep_until(self._clock.monotonic() + TICK_S)

    def _check(self, stream: SpeechStream) -> None:
        """Whatever depends on the time that has passed. Raises ProviderFailed."""
        now = self._clock.monotonic()
        if self._accused is not None:
            raise self._accused
        if self._deaf_since is not None and now - self._deaf_since >= DEAF_S:
            raise VendorFailed(self.name, Reason.late)
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
        self._stream = None
        self._down = not self._members.healthy()
        self._tell_change()

    def _tell_change(self) -> None:
        """Wake all who wait for words."""
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


class _PieceOfSession:
    """The `Stretch` that an ear holds."""

    def __init__(self, hearing: SessionHearing, piece: Piece, ended_at: float) -> None:
        self._hearing = hearing
        self._piece = piece
        self._ended_at = ended_at

    async def recognition(self, pcm: bytes) -> Recognition:
        """Raises ProviderFailed."""
        return await self._hearing.words_of(self._piece, pcm, self._ended_at)


def _broke(failure: ProviderFailed) -> bool:
    """The connection was lost, which happens to good vendors, too."""
    return isinstance(failure, VendorFailed) and failure.reason in (Reason.cut, Reason.broken)
