"""Who speaks a sentence: the voice whose turn it is, or the next one where that one is late.

A voice that sounds later than it usually does may be slow or dead, and nobody can tell yet. So the
next one is asked as well, and whichever sounds first speaks. The other is heard out in the
background, for its health only.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable

from runtime.errors import ProviderFailed
from runtime.ports import AudioChunk, Clock, TextToSpeech
from runtime.providers.chain import went_cold
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.health import Member, Members, Tell
from runtime.providers.watch import close, first_done

HEDGE_FACTOR = 2.5
"""So many times its own recent p95 is late for a voice: 0.33 s at p95 is published for the quick
ones, and a second voice for what would have come at once is a change nobody understands."""
SOONEST_HEDGE_S = 0.8
LATEST_HEDGE_S = 1.2
"""A voice without a sound counts as failed then, whatever it usually does."""
UNKNOWN_HEDGE_S = 1.0
"""Until a voice has been heard a few times."""
OVERTAKEN_IN_A_ROW = 3
"""A voice that another one overtakes is slow; one that is overtaken so often rests."""

VoiceOf = Member[TextToSpeech]
Ask = Callable[[VoiceOf], AsyncIterator[AudioChunk]]


class Asked:
    """A voice that was asked for the sentence, up to its first sound."""

    def __init__(self, member: VoiceOf, chunks: AsyncIterator[AudioChunk], at: float) -> None:
        self.member = member
        self.chunks = chunks
        self.at = at
        """Monotonic seconds."""
        self.first = asyncio.create_task(self._first(), name=f"{member.part.name}: first sound")

    async def aclose(self) -> None:
        """Stop it; nothing of it is heard any more."""
        self.first.cancel()
        await asyncio.gather(self.first, return_exceptions=True)
        await close(self.chunks)

    async def _first(self) -> AudioChunk | None:
        async for chunk in self.chunks:
            return chunk
        return None


class VoiceRace:
    """One sentence's voices, first one first."""

    def __init__(
        self, members: Members[TextToSpeech], waiting: list[VoiceOf], *, clock: Clock, tell: Tell
    ) -> None:
        """`waiting` may be asked, in this order; those that rest only when all others failed."""
        self._members = members
        self._waiting = deque(waiting)
        self._clock = clock
        self._tell = tell
        self._retried = False

    @property
    def over(self) -> bool:
        """Nobody is left to be asked."""
        return not self._waiting

    async def winner(self, ask: Ask, *, warm: bool) -> Asked:
        """The voice that sounds first, or that has nothing to say; its `first` is done, the rest
        is in its `chunks`. `warm`: a connection that was lost is tried once more.

        Cancelled, it lets go of all that were asked; those that have somebody behind them are
        heard out before, because what is withdrawn would else never tell that a vendor is dead.

        Raises:
            ProviderFailed: of the last one, when none could do it.
        """
        asked: list[Asked] = []
        try:
            while True:
                if not asked:
                    asked.append(self._ask(ask))
                await self._wait(asked)
                done = [each for each in asked if each.first.done()]
                if not done:
                    asked.append(self._ask(ask))
                for each in done:
                    failure = _failure(each)
                    if failure is None:
                        asked.remove(each)
                        self._won(each, asked)
                        return each
                    asked.remove(each)
                    await each.aclose()
                    self._failed(each.member, failure, warm=warm)
                    if not asked and not self._waiting:
                        raise failure
        except asyncio.CancelledError:
            for each in asked:
                if each.member is self._members.members[-1]:
                    await each.aclose()  # Nobody stands behind it, so its health changes nothing.
                else:
                    self._members.beside(self._hear_out(each, overtaken=False))
            raise

    def _ask(self, ask: Ask) -> Asked:
        member = self._waiting.popleft()
        return Asked(member, ask(member), self._clock.monotonic())

    async def _wait(self, asked: list[Asked]) -> None:
        """Until one of them is done, or it is time to ask another one."""
        firsts = {each.first for each in asked}
        if not self._waiting or self._waiting[0].resting is not None:
            await asyncio.wait(firsts, return_when=asyncio.FIRST_COMPLETED)
            return
        newest = asked[-1]
        await first_done(
            firsts,
            clock=self._clock,
            until=newest.at + hedge_after_s(newest.member.usual_s),
            # Another sentence may find it dead while this one still waits for it.
            sign=newest.member.fell,
        )

    def _failed(self, member: VoiceOf, failure: ProviderFailed, *, warm: bool) -> None:
        if warm and went_cold(failure) and not self._retried:
            self._retried = True
            self._waiting.appendleft(member)
            return
        self._members.failed(member, failure, self._tell)

    def _won(self, winner: Asked, losers: list[Asked]) -> None:
        winner.member.answered(self._clock.monotonic() - winner.at)
        for loser in losers:
            if loser.at <= winner.at:
                self._waiting.append(loser.member)
                self._members.beside(self._hear_out(loser, overtaken=True))
            else:
                self._waiting.appendleft(loser.member)
                self._members.beside(loser.aclose())

    async def _hear_out(self, asked: Asked, *, overtaken: bool) -> None:
        """Dead or slow? It will have sounded or failed within its time limit."""
        member = asked.member
        try:
            await asked.first
        except ProviderFailed as failure:
            if not went_cold(failure):
                self._members.failed(member, failure, self._tell)
        else:
            member.answered(self._clock.monotonic() - asked.at)
            if overtaken and self._members.strike(member) >= OVERTAKEN_IN_A_ROW:
                late = VendorFailed(member.part.name, Reason.late)
                self._members.failed(member, late, self._tell)
        finally:
            await asked.aclose()


def hedge_after_s(usual_s: float | None) -> float:
    """After how many seconds without a sound the next voice is asked as well. Pure."""
    if usual_s is None:
        return UNKNOWN_HEDGE_S
    return min(max(HEDGE_FACTOR * usual_s, SOONEST_HEDGE_S), LATEST_HEDGE_S)


def _failure(asked: Asked) -> ProviderFailed | None:
    """Why it did not sound; any other error is raised, as one of ours."""
    error = asked.first.exception()
    if error is None or isinstance(error, ProviderFailed):
        return error
    raise error
