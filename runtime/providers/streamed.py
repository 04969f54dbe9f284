"""Recognition by streams, with a fallback: shared by all sessions, each with its own stream."""

from collections.abc import Sequence

from runtime.listening import StreamingSpeechToText
from runtime.ports import Clock, Recognition
from runtime.providers.chain import HEARING, SttChain
from runtime.providers.health import Members, Tell, quiet
from runtime.providers.session_hearing import SessionHearing


class StreamedStt:
    """A `SpeechToText` that can also listen; shared by all sessions, with its health."""

    def __init__(
        self,
        parts: Sequence[StreamingSpeechToText],
        *,
        rest: SttChain,
        clock: Clock,
        tell: Tell = quiet,
        members: Members[StreamingSpeechToText] | None = None,
    ) -> None:
        """`parts` best first; `rest` recognises whole stretches when no stream can."""
        self._members = members or Members(
            HEARING, parts, clock=clock, probe=lambda part: part.probe(), tell=tell
        )
        self._rest = rest
        self._clock = clock
        self._tell = quiet if members is None else tell

    @property
    def name(self) -> str:
        healthy = self._members.healthy()
        return healthy[0].part.name if healthy else self._rest.name

    @property
    def fallback(self) -> str | None:
        """Who does it while no stream can, in words a person understands."""
        if self._members.healthy():
            return self._members.fallback()
        first = self._members.members[0].part.name
        return f"{first} failed, so {HEARING} is done by {self._rest.name} for now."

    def told(self, tell: Tell) -> "StreamedStt":
        """The view of one session: same providers and health, its own record."""
        return StreamedStt(
            (),
            rest=self._rest.told(tell),
            clock=self._clock,
            tell=tell,
            members=self._members,
        )

    def listen(self) -> "SessionHearing":
        """A session's own listening; its `run` does the work."""
        return SessionHearing(self._members, self._rest, clock=self._clock, tell=self._tell)

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        """A whole stretch at once, by whoever does that. Raises ProviderFailed."""
        return await self._rest.transcribe(pcm, partial=partial)

    async def aclose(self) -> None:
        """Stop probing and close the providers; for the whole process, so not from a view."""
        await self._members.aclose()
        await self._rest.aclose()
