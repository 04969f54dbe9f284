"""A session's listening at work, fed by a test as an ear would do it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from runtime.clock import SystemClock
from runtime.listening import StreamingSpeechToText, Stretch, TurnVote
from runtime.ports import Clock, Recognition, SpeechToText
from runtime.providers.chain import SttChain
from runtime.providers.session_hearing import SessionHearing
from runtime.providers.streamed import ENGLISH, Rests, StreamedStt
from tests.providers.vendor_doubles import Record, speech

WINDOW = 512
RATE_HZ = 16_000
PRE_ROLL = 10 * WINDOW


class Hears:
    """One session: `say` speaks a stretch, and `hush` is silent."""

    def __init__(
        self,
        parts: Sequence[StreamingSpeechToText],
        rest: SpeechToText,
        clock: Clock | None = None,
        *,
        languages: Sequence[str] = ENGLISH,
    ) -> None:
        self.record = Record()
        self.log = Record()
        self.votes: list[TurnVote] = []
        clock = clock or SystemClock()
        rests = Rests(SttChain([rest], clock=clock, tell=self.log))
        self.whole = StreamedStt(parts, rests=rests, clock=clock, tell=self.log)
        self.hearing: SessionHearing = self.whole.told(self.record, languages).listen()

    def hush(self, seconds: float) -> None:
        self._feed(bytes(int(seconds * RATE_HZ) * 2))

    def say(self, seconds: float) -> bytes:
        """Speech, and its audio as the ear would cut it."""
        lead = bytes(PRE_ROLL * 2)
        self._feed(lead)
        self.hearing.begin(PRE_ROLL)
        pcm = speech(seconds)
        pcm = pcm[: len(pcm) // (2 * WINDOW) * 2 * WINDOW]
        self._feed(pcm)
        self.hush(0.352)
        return lead + pcm + bytes(int(0.2 * RATE_HZ) * 2)

    def end(self, pcm: bytes, *, goes_on: bool = False) -> Stretch:
        return self.hearing.end(len(pcm) // 2, goes_on=goes_on)

    async def heard(self, seconds: float) -> Recognition:
        """Say it and wait for its words."""
        pcm = self.say(seconds)
        # What is recognised while it is spoken comes in its own time.
        await asyncio.sleep(0.05)
        return await self.end(pcm).recognition(pcm)

    def _feed(self, pcm: bytes) -> None:
        for at in range(0, len(pcm), WINDOW * 2):
            self.hearing.hear(pcm[at : at + WINDOW * 2])


@asynccontextmanager
async def listening(hears: Hears) -> AsyncIterator[Hears]:
    """Its stream is open meanwhile, or being opened."""
    hears.hush(0.1)
    running = asyncio.create_task(hears.hearing.run(hears.votes.append))
    try:
        yield hears
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await hears.whole.aclose()


async def until(happened: Callable[[], bool]) -> None:
    """Wait for something that tells nobody; fails after five seconds."""
    async with asyncio.timeout(5):
        while not happened():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
