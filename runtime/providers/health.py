"""The health of the providers of one stage: who is asked first, who rests, who comes back.

A provider that failed rests and is asked again in the background, by a small request of its own,
so that no candidate waits for it to fail once more.
"""

import asyncio
import math
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextvars import Context
from typing import Any, Generic, Protocol, TypeVar

from runtime.errors import ProviderFailed
from runtime.ports import Clock
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.watch import close, in_time
from runtime.turn_events import Incident

REST_S = 30.0
"""First rest after a failure; doubled after each probe that fails."""
LONGEST_REST_S = 600.0
SHORTEST_REST_S = 1.0
NEEDS_A_PERSON_S = 300.0
"""First rest after a refused key or request: that takes somebody to repair."""
PROBE_S = 5.0
RELAPSE_S = 60.0
"""One that fails again so soon after it came back passes probes only: it rests twice as long."""
REMEMBERED = 40
"""Answers by which a provider's usual pace is told: some minutes of one interview."""
ENOUGH = 5
"""With fewer, nothing is usual yet."""

Tell = Callable[[Incident], None]
"""Takes an incident for a session's record, or for the log; quick, never blocks."""


def quiet(incident: Incident) -> None:
    """Tells nobody."""


class Named(Protocol):
    @property
    def name(self) -> str: ...


P = TypeVar("P", bound=Named)


class Member(Generic[P]):
    """One provider and how it stands."""

    def __init__(self, part: P) -> None:
        self.part = part
        self.strikes = 0
        """Doubtful answers in a row."""
        self.resting: asyncio.Task[None] | None = None
        """Wakes it when it is back."""
        self.fell = asyncio.Event()
        """It rests: whoever still waits for it need not."""
        self.rest_s = 0.0
        """How long it rested last."""
        self.back_at = -math.inf
        """When it came back, monotonic seconds."""
        self._answers_s: deque[float] = deque(maxlen=REMEMBERED)

    def answered(self, after_s: float) -> None:
        """It began to answer, so many seconds after it was asked."""
        self._answers_s.append(after_s)

    @property
    def usual_s(self) -> float | None:
        """Within what time 95 % of its recent answers began; None while there are too few."""
        if len(self._answers_s) < ENOUGH:
            return None
        return sorted(self._answers_s)[int(0.95 * (len(self._answers_s) - 1))]


def _rest_s(failure: ProviderFailed) -> float:
    """How long to rest first: as the vendor said, else by what went wrong."""
    if not isinstance(failure, VendorFailed):
        return REST_S
    if failure.retry_after_s is not None:
        return min(max(failure.retry_after_s, SHORTEST_REST_S), LONGEST_REST_S)
    needs_a_person = failure.reason in (Reason.key_refused, Reason.refused)
    return NEEDS_A_PERSON_S if needs_a_person else REST_S


class Members(Generic[P]):
    """Providers of one stage, best first. All calls but `aclose` are quick and never block."""

    def __init__(
        self,
        stage: str,
        parts: Sequence[P],
        *,
        clock: Clock,
        probe: Callable[[P], Awaitable[None]],
        tell: Tell = quiet,
    ) -> None:
        """`stage` is the part's name in incidents; `probe` raises if a provider isn't back yet;
        `tell` gets every incident of the process once."""
        self.stage = stage
        self.members = [Member(part) for part in parts]
        self._clock = clock
        self._probe = probe
        self._tell = tell
        self._beside: set[asyncio.Task[None]] = set()

    def healthy(self) -> list[Member[P]]:
        """Those that may be asked, best first."""
        return [member for member in self.members if member.resting is None]

    def every(self) -> list[Member[P]]:
        """Healthy ones first, then the resting ones, for want of better."""
        return sorted(self.members, key=lambda member: member.resting is not None)

    def fallback(self) -> str | None:
        """That someone else does it for now, in words a person understands; None if all is well."""
        first, now = self.members[0], self.every()[0]
        if first is now:
            return None
        return f"{first.part.name} failed, so {self.stage} is done by {now.part.name} for now."

    def worked(self, member: Member[P]) -> None:
        """It answered properly."""
        member.strikes = 0
        if member.resting is not None:
            member.resting.cancel()
            member.resting = None
            member.fell.clear()

    def strike(self, member: Member[P]) -> int:
        """Its answer was doubtful; returns how many were in a row."""
        member.strikes += 1
        return member.strikes

    def failed(self, member: Member[P], failure: ProviderFailed, tell: Tell) -> None:
        """It failed: it rests until a probe succeeds, and the incident is told."""
        code = failure.reason if isinstance(failure, VendorFailed) else failure.code
        incident = Incident(part=self.stage, code=code, message=str(failure))
        tell(incident)
        if member.resting is None:
            self._tell(incident)
            member.strikes = 0
            member.fell.set()
            rest_s = _rest_s(failure)
            if self._clock.monotonic() - member.back_at < RELAPSE_S:
                rest_s = min(max(rest_s, 2 * member.rest_s), LONGEST_REST_S)
            # In a context of its own: what it logs later belongs to no session.
            member.resting = asyncio.create_task(
                self._wake(member, rest_s),
                name=f"{self.stage}: {member.part.name} rests",
                context=Context(),
            )

    def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something for a provider's health that nobody waits for; it ends with `aclose`."""
        task = asyncio.create_task(work, name=f"{self.stage}: heard out")
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def aclose(self) -> None:
        """Stop probing and close the providers that have something to close."""
        tasks = [member.resting for member in self.members if member.resting is not None]
        tasks += self._beside
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for member in self.members:
            await close(member.part)

    async def _wake(self, member: Member[P], rest_s: float) -> None:
        part = member.part
        while True:
            member.rest_s = rest_s
            await self._clock.sleep_until(self._clock.monotonic() + rest_s)
            try:
                await in_time(
                    self._probe(part),
                    clock=self._clock,
                    until=self._clock.monotonic() + PROBE_S,
                    late=lambda: VendorFailed(part.name, Reason.late),
                )
            except ProviderFailed:
                rest_s = min(rest_s * 2, LONGEST_REST_S)
                continue
            member.resting = None
            member.fell.clear()
            member.back_at = self._clock.monotonic()
            self._tell(
                Incident(part=self.stage, code="restored", message=f"{part.name} works again.")
            )
            return
