"""Recognition by streams, with a fallback: shared by all sessions, each with its own stream."""

from collections.abc import Callable, Sequence

from runtime.listening import StreamingSpeechToText
from runtime.ports import Clock, Recognition
from runtime.providers.chain import HEARING, SttChain
from runtime.providers.health import Members, Tell, quiet
from runtime.providers.session_hearing import SessionHearing

ENGLISH = ("en",)
RestIn = Callable[[tuple[str, ...]], SttChain | None]
"""Languages → who recognises whole stretches in them; None: nobody but who does so in English."""


class Rests:
    """Who stands in where no stream can be had: for each set of languages a chain of its own,
    made when a session first needs it and shared by all that do."""

    def __init__(self, english: SttChain, elsewhere: RestIn = lambda _: None) -> None:
        self.english = english
        self._elsewhere = elsewhere
        self._made: dict[tuple[str, ...], SttChain] = {}

    def of(self, languages: tuple[str, ...]) -> SttChain:
        if languages == ENGLISH:
            return self.english
        if languages not in self._made:
            self._made[languages] = self._elsewhere(languages) or self.english
        return self._made[languages]

    async def aclose(self) -> None:
        for chain in {id(chain): chain for chain in (self.english, *self._made.values())}.values():
            await chain.aclose()


class StreamedStt:
    """A `SpeechToText` that can also listen; shared by all sessions, with its health."""

    def __init__(
        self,
        parts: Sequence[StreamingSpeechToText],
        *,
        rests: Rests,
        clock: Clock,
        tell: Tell = quiet,
        members: Members[StreamingSpeechToText] | None = None,
        languages: tuple[str, ...] = ENGLISH,
    ) -> None:
        """`parts` best first; `rests` recognise whole stretches when no stream can."""
        self._members = members or Members(
            HEARING, parts, clock=clock, probe=lambda part: part.probe(), tell=tell
        )
        self._rests = rests
        self._languages = languages
        self._rest = rests.of(languages)
        if members is not None:
            self._rest = self._rest.told(tell)
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

    def hears(self, language: str) -> bool:
        """Whether somebody who works at present understands this language."""
        return any(member.part.hears(language) for member in self._members.healthy())

    def told(self, tell: Tell, languages: Sequence[str] = ENGLISH) -> "StreamedStt":
        """The view of one session: same providers and health, its own record and languages."""
        return StreamedStt(
            (),
            rests=self._rests,
            clock=self._clock,
            tell=tell,
            members=self._members,
            languages=tuple(languages),
        )

    def listen(self) -> "SessionHearing":
        """A session's own listening; its `run` does the work."""
        return SessionHearing(
            self._members,
            self._rest,
            languages=self._languages,
            clock=self._clock,
            tell=self._tell,
        )

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        """A whole stretch at once, by whoever does that. Raises ProviderFailed."""
        return await self._rest.transcribe(pcm, partial=partial)

    async def aclose(self) -> None:
        """Stop probing and close the providers; for the whole process, so not from a view."""
        await self._members.aclose()
        await self._rests.aclose()
