"""Fallback chains for hearing and speaking: the next provider does what the one before could not.

A chain is shared by all sessions of a process, with its health. `told` gives a session its own
view, which puts what happened into that session's record.
"""

from collections import deque
from collections.abc import AsyncIterator, Sequence
from copy import copy
from typing import Generic

import numpy as np
import soxr

from runtime.errors import ProviderFailed
from runtime.ports import (
    AudioChunk,
    Clock,
    Recognition,
    SpeechToText,
    TextToSpeech,
    Word,
    in_voice,
)
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.health import Member, Members, Named, P, Tell, quiet
from runtime.providers.probes import probe_stt, probe_tts
from runtime.providers.watch import closing
from runtime.turn_events import Incident

HEARING = "speech recognition"
SPEAKING = "speech synthesis"

DOUBTFUL_AFTER_S = 1.0
"""A stretch so long in which nothing was recognised is given to the next recogniser, too."""
CONTRADICTED_BY_WORDS = 3
"""So many words of the next one are no accident: the first one missed them."""
STRIKES = 2
"""Missed so often in a row, a recogniser counts as failed."""
REPEAT_PAUSE_S = 0.25
"""Between half a sentence and its repetition in another voice."""


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


class _Chain(Generic[P]):
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


class SttChain(_Chain[SpeechToText]):
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
        if second is None or len(second.text.split()) < CONTRADICTED_BY_WORDS:
            return nothing
        if self._members.strike(member) >= STRIKES:
            self._members.failed(member, VendorFailed(member.part.name, Reason.silent), self._tell)
        return second


class TtsChain(_Chain[TextToSpeech]):
    """The `TextToSpeech` of several: what one could not finish the next one says.

    What was given out can't be taken back. So after half a sentence there is a short pause, and
    then the next voice goes on from the first word that was not said to its end, at the rate in
    which the sentence began. Without the times of the words it says the whole sentence again.
    """

    def __init__(
        self,
        parts: Sequence[TextToSpeech],
        *,
        clock: Clock,
        tell: Tell = quiet,
        members: Members[TextToSpeech] | None = None,
    ) -> None:
        """`parts` best first; `members` shares the health of another chain."""
        whole = members or Members(SPEAKING, parts, clock=clock, probe=probe_tts, tell=tell)
        super().__init__(whole, clock, quiet if members is None else tell)
        self._voice = ""
        """Kind of voice; empty: the usual one."""

    def told(self, tell: Tell) -> "TtsChain":
        """The view of one session: same providers and health, its own record."""
        return TtsChain((), clock=self._clock, tell=tell, members=self._members)

    def in_voice(self, kind: str) -> "TtsChain":
        """The same session's view, by those of its providers' voices that are of this kind."""
        other = copy(self)
        other._voice = kind
        return other

    async def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        given = _Given(text)
        waiting = deque(self._members.every())
        retried = False
        while waiting:
            member = waiting.popleft()
            left = given.left()
            repeats = given.rate_hz is not None
            voice = in_voice(member.part, self._voice)
            try:
                async with closing(voice.synthesize(left, language=language)) as chunks:
                    converter: _Rate | None = None
                    async for chunk in chunks:
                        if converter is None:
                            converter = _Rate(
                                chunk.sample_rate_hz, given.rate_hz or chunk.sample_rate_hz
                            )
                            self._using.now(member.part)
                            if repeats:
                                yield given.pause(REPEAT_PAUSE_S)
                            given.begin()
                        yield given.out(converter.feed(chunk.pcm), chunk.words)
                    if converter is not None and (rest := converter.feed(b"", last=True)).pcm:
                        yield given.out(rest, ())
            except ProviderFailed as failure:
                if _went_cold(failure) and given.rate_hz is None and not retried:
                    waiting.appendleft(member)
                    retried = True
                    continue
                self._members.failed(member, failure, self._tell)
                if not given.left():
                    return  # It failed after its last word.
                if not waiting:
                    raise
            else:
                self._members.worked(member)
                return


class _Given:
    """What was given out of a sentence, by however many voices."""

    def __init__(self, text: str) -> None:
        self.rate_hz: int | None = None
        """Of the sentence; None while nothing was given out."""
        self._text = text
        self._ms = 0.0
        self._began_ms = 0.0
        """Where the voice that speaks now began."""
        self._words: list[Word] = []

    def left(self) -> str:
        """What is still to be said: from the first word that was not given out to its end."""
        at = 0
        for word in self._words:
            found = self._text.find(word.text, at)
            if found < 0 or word.end_ms > self._ms:
                break
            at = found + len(word.text)
        rest = self._text[at:]
        return rest.lstrip() if any(char.isalnum() for char in rest) else ""

    def pause(self, seconds: float) -> AudioChunk:
        assert self.rate_hz is not None
        return self.out(_silence(seconds, self.rate_hz), ())

    def begin(self) -> None:
        """Another voice begins here."""
        self._words = [word for word in self._words if word.end_ms <= self._ms]
        self._began_ms = self._ms

    def out(self, chunk: AudioChunk, words: Sequence[Word]) -> AudioChunk:
        """The chunk with its words at their places in the sentence."""
        self.rate_hz = chunk.sample_rate_hz
        placed = tuple(
            Word(
                text=word.text,
                start_ms=self._began_ms + word.start_ms,
                end_ms=self._began_ms + word.end_ms,
            )
            for word in words
        )
        self._words += placed
        self._ms += len(chunk.pcm) / 2 / chunk.sample_rate_hz * 1000
        return AudioChunk(pcm=chunk.pcm, sample_rate_hz=chunk.sample_rate_hz, words=placed)


class _Rate:
    """Brings one provider's audio to the rate in which the sentence began."""

    def __init__(self, from_hz: int, to_hz: int) -> None:
        self._to_hz = to_hz
        same = from_hz == to_hz
        self._stream = None if same else soxr.ResampleStream(from_hz, to_hz, 1, dtype="int16")

    def feed(self, pcm: bytes, *, last: bool = False) -> AudioChunk:
        if self._stream is not None:
            samples = np.frombuffer(pcm, dtype="<i2")
            pcm = self._stream.resample_chunk(samples, last=last).tobytes()
        return AudioChunk(pcm=pcm, sample_rate_hz=self._to_hz)


def _silence(seconds: float, rate_hz: int) -> AudioChunk:
    return AudioChunk(pcm=bytes(2 * int(seconds * rate_hz)), sample_rate_hz=rate_hz)


def _went_cold(failure: ProviderFailed) -> bool:
    """A connection that was kept warm may have been closed unnoticed: worth a second try."""
    return isinstance(failure, VendorFailed) and failure.reason is Reason.cut


async def _persistent(part: SpeechToText, pcm: bytes, partial: bool) -> Recognition | None:
    try:
        return await part.transcribe(pcm, partial=partial)
    except VendorFailed as failure:
        if not _went_cold(failure):
            raise
    return await part.transcribe(pcm, partial=partial)
