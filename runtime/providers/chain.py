"""Fallback chains: the next provider does what the one before could not; the chain that hears.

A chain is shared by all sessions of a process, with its health. `told` gives a session its own
view, which puts what happened into that session's record.
"""

from collections.abc import Sequence
from typing import Generic

from runtime.errors import ProviderFailed
from runtime.ports import Clock, Recognition, SpeechToText
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.health import Member, Members, Named, P, Tell, quiet
from runtime.providers.probes import probe_stt
from runtime.turn_events import Incident

HEARING = "speech recognition"

DOUBTFUL_AFTER_S = 1.0
"""A stretch so long in which nothing was recognised is given to the next recogniser, too."""
CONTRADICTED_BY_WORDS = 3
"""So many words of the next one are no accident: the first one missed them."""
CERTAIN_BY_WORDS = 6
"""So many words nobody makes up out of noise: the first one hears nothing any more."""
STRIKES = 2
"""Where fewer were missed, a recogniser counts as failed after so often in a row."""


class Using:
    """What one session was told about who serves it."""

    def __init__(self, members: Members[P], tell: Tell) -> None:
        self._members = members
        self._tell = tell
        self._name: str | None = None

    def now(self, part: Named) -> None:
        """Told once whenever it changes; the first choice needs no word."""
        first = part is self._members.members[0].part
        if part.name != self._name and not (first and self._name is None):
            code = "restored" if first else "fallback"
            message = f"{self._members.stage.capitalize()} is done by {part.name} now."
            self._tell(Incident(part=self._members.stage, code=code, message=message))
        self._name = part.name


class Chain(Generic[P]):
    """Several providers of one stage, and who serves this session."""

    def __init__(self, members: Members[P], clock: Clock, tell: Tell) -> None:
        self._members = members
        self._clock = clock
        self._tell = tell
        self._using = Using(members, tell)

    @property
    def name(self) -> str:
        """Of the provider that is asked first at present."""
        return self._members.every()[0].part.name

    @property
    def fallback(self) -> str | None:
        """Who does it while the first choice rests, in words a person understands."""
        return self._members.fallback()

    async def aclose(self) -> None:
        """Stop probing and close the providers; for the whole process, so not from a view."""
        await self._members.aclose()


class SttChain(Chain[SpeechToText]):
    """The `SpeechToText` of several: a stretch that one could not do goes to the next."""

    def __init__(
        self,
        parts: Sequence[SpeechToText],
        *,
        clock: Clock,
        partials: SpeechToText | None = None,
        tell: Tell = quiet,
        members: Members[SpeechToText] | None = None,
    ) -> None:
        """`parts` best first. `partials`: a local recogniser that does all partials, free and
        at once; None: the best one does them. `members` shares the health of another chain."""
        whole = members or Members(HEARING, parts, clock=clock, probe=probe_stt, tell=tell)
        super().__init__(whole, clock, quiet if members is None else tell)
        self._partials = partials

    def told(self, tell: Tell) -> "SttChain":
        """The view of one session: same providers and health, its own record."""
        return SttChain(
            (), clock=self._clock, partials=self._partials, tell=tell, members=self._members
        )

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        if partial and self._partials is not None:
            return await self._partials.transcribe(pcm, partial=True)
        members = self._members.every()
        for index, member in enumerate(members):
            try:
                recognition = await _persistent(member.part, pcm, partial)
            except ProviderFailed as failure:
                self._members.failed(member, failure, self._tell)
                if partial:
                    return None  # The final will be asked of the next one.
                if member is members[-1]:
                    raise
                continue
            if partial or recognition is None:
                return recognition
            if not recognition.text and index + 1 < len(members):
                recognition = await self._doubt(member, members[index + 1], pcm)
            else:
                self._members.worked(member)
                self._using.now(member.part)
            return recognition
        raise ProviderFailed("There is no recogniser.")

    async def _doubt(
        self, member: Member[SpeechToText], other: Member[SpeechToText], pcm: bytes
    ) -> Recognition:
        """Nothing was recognised: in a long stretch, hear what the next one says."""
        nothing = Recognition(text="")
        if len(pcm) / 2 / 16_000 < DOUBTFUL_AFTER_S:
            return nothing
        try:
            second = await other.part.transcribe(pcm, partial=False)
        except ProviderFailed:
            return nothing
        if second is None or not contradicts(second):
            return nothing
        if missed(self._members, member, second):
            self._members.failed(member, VendorFailed(member.part.name, Reason.silent), self._tell)
            self._using.now(other.part)
        return second


def contradicts(second: Recognition) -> bool:
    """Another recogniser heard words where the first one heard none."""
    return len(second.text.split()) >= CONTRADICTED_BY_WORDS


def missed(members: Members[P], member: Member[P], second: Recognition) -> bool:
    """Note that a recogniser missed words; whether it counts as failed now."""
    return len(second.text.split()) >= CERTAIN_BY_WORDS or members.strike(member) >= STRIKES


def went_cold(failure: ProviderFailed) -> bool:
    """A connection that was kept warm may have been closed unnoticed: worth a second try."""
    return isinstance(failure, VendorFailed) and failure.reason is Reason.cut


async def _persistent(part: SpeechToText, pcm: bytes, partial: bool) -> Recognition | None:
    try:
        return await part.transcribe(pcm, partial=partial)
    except VendorFailed as failure:
        if not went_cold(failure):
            raise
    return await part.transcribe(pcm, partial=partial)
