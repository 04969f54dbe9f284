"""Which model words a directive: the first one, or the next one where that one is late.

A listener waits for at most a second or two. So a model that has not begun in its usual time gets
company, and the first whole answer counts. Whether the other one was slow or is dead is found out
in the background: it is heard out up to its first word.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable

from runtime.errors import ProviderFailed
from runtime.ports import Clock, LanguageModel
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.health import Member, Members, Tell
from runtime.providers.watch import first_done, paced
from runtime.providers.watched import SPOKEN_CHARS_PER_S

FIRST_WORD_S = 1.8
"""A model that has not begun by then is dead for a conversation: quick ones take 1.0 to 1.3 s at
p95 (aiewf-eval), and a fault is to be found out within two seconds."""
STALL_S = 1.0
"""A model that writes less than one piece a second is slower than the voice that speaks it."""
HEDGE_FACTOR = 1.5
SOONEST_HEDGE_S = 0.4
LATEST_HEDGE_S = 0.7
"""Later, the next model would not be done in a deadline of 1.2 s."""
SHORTEST_TRY_S = 0.25
"""With less time left, no model is asked any more."""
LATE_IN_A_ROW = 3
"""A model that is slow once is slow; one that is so often rests."""

ModelOf = Member[LanguageModel]
Ask = Callable[[LanguageModel], AsyncIterator[str]]


class Written:
    """What one model writes, from the moment it is asked."""

    def __init__(self, member: ModelOf, pieces: AsyncIterator[str], clock: Clock) -> None:
        self.member = member
        self.text = ""
        self.first_at: float | None = None
        """When its first piece came, monotonic seconds."""
        self.at = clock.monotonic()
        self._clock = clock
        self.task = asyncio.create_task(self._write(pieces), name=f"{member.part.name}: writes")

    def slower_than_speech(self) -> bool:
        """It dribbles: what it has written since its first piece is spoken sooner."""
        if self.first_at is None:
            return True
        spoken = SPOKEN_CHARS_PER_S * (self._clock.monotonic() - self.first_at)
        return len(self.text) < spoken

    async def aclose(self) -> None:
        """End the request."""
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)

    async def _write(self, pieces: AsyncIterator[str]) -> None:
        name = self.member.part.name
        watched = paced(
            pieces,
            clock=self._clock,
            until=self.at + FIRST_WORD_S,
            next_until=lambda _piece: self._clock.monotonic() + STALL_S,
            late=lambda: VendorFailed(name, Reason.late),
            stalled=lambda: VendorFailed(name, Reason.stalled),
        )
        async for piece in watched:
            if self.first_at is None:
                self.first_at = self._clock.monotonic()
                self.member.answered(self.first_at - self.at)
            self.text += piece


class ModelRace:
    """The models of one directive, first one first, up to a deadline."""

    def __init__(
        self, members: Members[LanguageModel], *, clock: Clock, deadline: float, tell: Tell
    ) -> None:
        """`deadline`: monotonic second at which the listener waits no longer."""
        self._members = members
        self._waiting = deque(members.healthy())
        self._clock = clock
        self._deadline = deadline
        self._tell = tell
        self._writing: list[Written] = []
        self.refused: str | None = None
        """Why there is no answer: `late` or `failed`; None while nobody was asked in vain."""

    async def winner(self, ask: Ask) -> Written | None:
        """The first whole answer by the deadline; None: there is none.

        Never raises ProviderFailed; cancellation ends all requests.
        """
        try:
            while self._begin(ask) or self._writing:
                await self._wait()
                for each in [each for each in self._writing if each.task.done()]:
                    self._writing.remove(each)
                    error = each.task.exception()
                    if error is None and not each.text.strip():
                        error = VendorFailed(each.member.part.name, Reason.silent)
                    if error is None:
                        self._members.worked(each.member)
                        return each
                    if not isinstance(error, ProviderFailed):
                        raise error
                    self._blame(each, error)
                if self._clock.monotonic() >= self._deadline:
                    self.refused = "late"
                    return None
            return None
        except asyncio.CancelledError:
            for each in self._writing:
                await each.aclose()
            self._writing.clear()
            raise
        finally:
            for each in self._writing:
                self._members.beside(self._hear_out(each))

    def _begin(self, ask: Ask) -> bool:
        """Ask another model, if it is time to and one is left."""
        now = self._clock.monotonic()
        if not self._waiting or (self._writing and now < self._hedge_at()):
            return False
        if self._deadline - now < SHORTEST_TRY_S:
            self.refused = self.refused or "late"
            self._waiting.clear()
            return False
        member = self._waiting.popleft()
        self._writing.append(Written(member, ask(member.part), self._clock))
        return True

    async def _wait(self) -> None:
        """Until somebody is done, or the deadline or the moment for the next model has come."""
        until = min(self._deadline, self._hedge_at()) if self._waiting else self._deadline
        newest = self._writing[-1].member
        await first_done(
            {each.task for each in self._writing},
            clock=self._clock,
            until=until,
            sign=newest.fell if self._waiting else None,
        )

    def _hedge_at(self) -> float:
        newest = self._writing[-1]
        if newest.member.resting is not None:
            return newest.at  # Another directive has found it dead meanwhile.
        return newest.at + hedge_after_s(newest.member.usual_s)

    def _blame(self, written: Written, failure: ProviderFailed) -> None:
        late = isinstance(failure, VendorFailed) and failure.reason is Reason.late
        self.refused = "late" if late else "failed"
        self._members.failed(written.member, failure, self._tell)

    async def _hear_out(self, written: Written) -> None:
        """Dead or slow? Nobody waits for what it writes, but for a moment for that."""
        member = written.member
        try:
            until = written.at + FIRST_WORD_S
            await first_done({written.task}, clock=self._clock, until=until)
            if written.task.done():
                failure = written.task.exception()
            elif written.slower_than_speech():
                failure = VendorFailed(member.part.name, Reason.stalled)
            else:
                failure = None
            if failure is None and self._members.strike(member) >= LATE_IN_A_ROW:
                failure = VendorFailed(member.part.name, Reason.late)
            if isinstance(failure, ProviderFailed):
                self._members.failed(member, failure, self._tell)
        finally:
            await written.aclose()


def hedge_after_s(usual_s: float | None) -> float:
    """After how many seconds without a word the next model is asked as well. Pure."""
    if usual_s is None:
        return LATEST_HEDGE_S
    return min(max(HEDGE_FACTOR * usual_s, SOONEST_HEDGE_S), LATEST_HEDGE_S)
