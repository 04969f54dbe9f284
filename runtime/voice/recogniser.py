"""Recognition of one ear's speech: segments in the order in which they were spoken, and partials
of the segment that is still open."""

import asyncio
from collections.abc import Callable

import msgspec

from runtime.errors import ProviderFailed
from runtime.listening import Listening, Stretch, TurnVote
from runtime.ports import Clock, Recognition, SpeechToText
from runtime.voice.audio import Samples
from runtime.voice.partials import PartialPace
from runtime.voice.segments import Segment


class Cut(msgspec.Struct, frozen=True, kw_only=True):
    """A segment on its way through the recogniser."""

    segment: Segment
    overlaps: bool
    """Its voice began while the interviewer was speaking."""


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A cut, and its words on their way where they were listened to while they were spoken."""

    cut: Cut
    stretch: Stretch | None


class Recogniser:
    """Finals never fail to come: a segment that can't be recognised has no words.

    `run` works until it is cancelled; before that nothing is recognised.
    """

    def __init__(
        self,
        *,
        stt: SpeechToText,
        clock: Clock,
        final: Callable[[Cut, Recognition], None],
        failed: Callable[[ProviderFailed], None],
        listening: Listening | None = None,
        vote: Callable[[TurnVote], None] = lambda vote: None,
    ) -> None:
        """`listening` recognises while it is spoken; None: `stt` gets whole segments. `vote` gets
        what a recogniser thinks about the end of the turn."""
        self.pending = 0
        """Segments cut whose final is not yet here."""
        self.last_final_at = 0.0
        """Monotonic seconds."""
        self._stt = stt
        self._clock = clock
        self._final = final
        self._failed = failed
        self._listening = listening
        self._vote = vote
        self._cuts: asyncio.Queue[_Asked] = asyncio.Queue()
        self._pace = PartialPace()
        self._settled_s: float | None = None
        """The last voiced moment before the pause in which words were settled."""
        self._piece = 0
        """Number of the segment that is open, or was last."""
        self._tasks: asyncio.TaskGroup | None = None

    def hear(self, window: Samples) -> None:
        """The next window, speech or silence."""
        if self._listening is not None:
            self._listening.hear(window.tobytes())

    def turn_over(self) -> None:
        """The turn has ended: nobody need listen to the silence."""
        if self._listening is not None:
            self._listening.turn_over()

    def words(self) -> str | None:
        """Words of the open segment so far, where they are told while it is spoken."""
        return self._listening.words() if self._listening is not None else None

    def settle(self, voiced_until_s: float) -> None:
        """A pause begins after this stream second, and may end the segment."""
        if self._listening is not None:
            self._settled_s = voiced_until_s
            self._listening.settle()

    def voice_began(self, at_s: float, *, samples: int, overlap: bool) -> None:
        """A new segment opens at this stream second, and holds so many samples already."""
        if self._listening is not None:
            self._listening.begin(samples)
        self._pace.segment_began(at_s, overlap=overlap)

    def cut(self, cut: Cut, now_s: float, *, goes_on: bool) -> None:
        """The open segment is complete; what follows belongs to the next one. `goes_on`: in the
        same breath."""
        self.pending += 1
        self._piece += 1
        stretch: Stretch | None = None
        if self._listening is not None:
            settled = cut.segment.ended_s == self._settled_s
            stretch = self._listening.end(
                cut.segment.samples.size, goes_on=goes_on, settled=settled
            )
        self._cuts.put_nowait(_Asked(cut=cut, stretch=stretch))
        self._pace.segment_began(now_s, overlap=False)

    def partial_due(self, now_s: float) -> bool:
        return self._tasks is not None and self._pace.due(now_s)

    def ask_partial(
        self,
        samples: Samples,
        *,
        now_s: Callable[[], float],
        show: Callable[[Recognition, float], None],
    ) -> None:
        """Recognise the open segment as far as it goes.

        `show` gets the words and the stream second up to which they were heard, unless the
        segment was cut meanwhile.
        """
        if self._tasks is not None:
            self._pace.asked()
            self._tasks.create_task(self._partial(self._piece, samples.tobytes(), now_s, show))

    async def run(self) -> None:
        """Recognise until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            self._tasks = tasks
            if self._listening is not None:
                tasks.create_task(self._listening.run(self._vote))
            while True:
                asked = await self._cuts.get()
                cut = asked.cut
                recognition: Recognition | None = None
                try:
                    pcm = cut.segment.samples.tobytes()
                    if asked.stretch is not None:
                        recognition = await asked.stretch.recognition(pcm)
                    else:
                        recognition = await self._stt.transcribe(pcm, partial=False)
                except ProviderFailed as failure:
                    self._failed(failure)
                self.pending -= 1
                self.last_final_at = self._clock.monotonic()
                self._final(cut, recognition or Recognition(text=""))

    async def _partial(
        self,
        piece: int,
        pcm: bytes,
        now_s: Callable[[], float],
        show: Callable[[Recognition, float], None],
    ) -> None:
        asked_at, asked_s = self._clock.monotonic(), now_s()
        try:
            recognition = await self._stt.transcribe(pcm, partial=True)
        except ProviderFailed:
            recognition = None  # The final will tell.
        if recognition is None:
            self._pace.refused(now_s())
            return
        self._pace.answered(now_s(), self._clock.monotonic() - asked_at)
        if piece == self._piece:
            show(recognition, asked_s)
