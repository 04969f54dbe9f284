"""One session's listening: its stretches of speech, and whose words of them count.

All audio without final words is kept, so a stream that breaks is opened anew and gets it again,
and a stretch that no stream could do goes to a recogniser of whole stretches.
"""

import contextlib
from collections import deque
from collections.abc import Callable, Sequence

from runtime.errors import ProviderFailed
from runtime.listening import StreamingSpeechToText, Stretch, TurnVote
from runtime.ports import Clock, Recognition
from runtime.providers.chain import DOUBTFUL_AFTER_S, SttChain, contradicts, missed
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.health import Members, Tell
from runtime.providers.kept_stream import KeptStream
from runtime.providers.stretches import RATE_HZ, SAMPLE_BYTES, Piece, Stretches
from runtime.providers.watch import in_time

ANSWER_S = 1.2
"""Asked to settle its words, a recogniser takes 0.3 s (p95, stt-benchmark)."""
QUIET_S = 0.6
"""Deepgram need not answer where nothing was left to settle."""
TAIL_S = 6.0
"""After speech so much silence is sent on: a recogniser that tells turns must hear it."""
KEPT_BEFORE_S = 0.8
"""Silence kept for the beginning of speech; the ear wants 0.5 s of it."""


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
        self._clock = clock
        self._stretches = Stretches()
        self._kept = KeptStream(
            members, self._stretches, languages=languages, clock=clock, tell=tell
        )
        self._recent: deque[bytes] = deque()
        """Silence that was not passed on."""
        self._recent_bytes = 0
        self._tail = 0
        """Samples of silence still to be passed on."""

    @property
    def name(self) -> str:
        healthy = self._members.healthy()
        return healthy[0].part.name if healthy else self._rest.name

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        """A partial is what the stream has told so far: at once and for nothing."""
        if partial and not self._kept.down:
            text = self._stretches.open_text()
            return None if text is None else Recognition(text=text)
        return await self._rest.transcribe(pcm, partial=partial)

    def hear(self, pcm: bytes) -> None:
        self._kept.want()
        if self._stretches.opened is not None:
            self._kept.pass_on(pcm)
        elif self._tail > 0:
            self._tail -= len(pcm) // SAMPLE_BYTES
            self._kept.pass_on(pcm)
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
            self._kept.pass_on(kept)
        self._stretches.begin(samples)
        self._kept.speech_begins()

    def words(self) -> str | None:
        return None if self._kept.down else self._stretches.open_text()

    def settle(self) -> None:
        stream = self._kept.stream
        if stream is not None and stream.settles_in_pauses and self._stretches.opened is not None:
            self._stretches.ask_early()
            with contextlib.suppress(ProviderFailed):  # `receive` raises it, too.
                stream.finish()

    def end(self, samples: int, *, goes_on: bool, settled: bool = False) -> Stretch:
        piece = self._stretches.end(samples, goes_on=goes_on, settled=settled)
        if not goes_on:
            self._tail = int(TAIL_S * RATE_HZ)
            self._kept.speech_ends()
            if piece.flush is None and not self._stretches.covered(piece):
                self._kept.flush()
        return _PieceOfSession(self, piece, self._clock.monotonic())

    def turn_over(self) -> None:
        self._tail = 0

    async def run(self, vote: Callable[[TurnVote], None]) -> None:
        """Keep a stream open and take what it tells, until cancelled."""
        await self._kept.run(vote)

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
            self._kept.accuse(failure)
            recognition = None
        if recognition is None:
            self._stretches.drop(piece)
            return await self._by_others(pcm)
        if recognition.text or len(pcm) / SAMPLE_BYTES / RATE_HZ < DOUBTFUL_AFTER_S:
            if self._kept.member is not None and recognition.text:
                self._members.worked(self._kept.member)
            return recognition
        return await self._doubted(recognition, pcm)

    async def _settled(self, piece: Piece, ended_at: float) -> Recognition | None:
        """The words of a piece once they are known; None: nobody can tell them."""
        stretches = self._stretches
        while not self._kept.down:
            if stretches.covered(piece):
                return stretches.give(piece)
            if self._clock.monotonic() - ended_at >= QUIET_S and stretches.quiet(piece):
                return stretches.give(piece)
            await self._kept.changed.wait()
        return None

    async def _by_others(self, pcm: bytes) -> Recognition:
        recognition = await self._rest.transcribe(pcm, partial=False)
        self._kept.using.now(self._rest)
        return recognition or Recognition(text="")

    async def _doubted(self, nothing: Recognition, pcm: bytes) -> Recognition:
        """No words in a long stretch: hear what another recogniser says."""
        try:
            second = await self._rest.transcribe(pcm, partial=False)
        except ProviderFailed:
            return nothing
        if second is None or not contradicts(second):
            return nothing
        if self._kept.member is not None and missed(self._members, self._kept.member, second):
            self._kept.accuse(VendorFailed(self._kept.member.part.name, Reason.silent))
            self._kept.using.now(self._rest)
        return second


class _PieceOfSession:
    """The `Stretch` that an ear holds."""

    def __init__(self, hearing: SessionHearing, piece: Piece, ended_at: float) -> None:
        self._hearing = hearing
        self._piece = piece
        self._ended_at = ended_at

    async def recognition(self, pcm: bytes) -> Recognition:
        """Raises ProviderFailed."""
        return await self._hearing.words_of(self._piece, pcm, self._ended_at)
