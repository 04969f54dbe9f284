"""The chain that speaks: the next voice says what the one before could not finish."""

from collections.abc import AsyncIterator, Sequence
from copy import copy

from runtime.errors import ProviderFailed
from runtime.ports import AudioChunk, Clock, TextToSpeech, in_voice
from runtime.providers.begun_sentence import BegunSentence, Rate
from runtime.providers.chain import Chain
from runtime.providers.health import Member, Members, Tell, quiet
from runtime.providers.probes import probe_tts
from runtime.providers.voice_race import Asked, VoiceRace
from runtime.providers.watch import closing

SPEAKING = "speech synthesis"
REPEAT_PAUSE_S = 0.25
"""Between half a sentence and its repetition in another voice."""


class TtsChain(Chain[TextToSpeech]):
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
        given = BegunSentence(text)
        race = VoiceRace(self._members, self._members.every(), clock=self._clock, tell=self._tell)
        while True:
            left = given.left()

            def ask(member: Member[TextToSpeech], left: str = left) -> AsyncIterator[AudioChunk]:
                return in_voice(member.part, self._voice).synthesize(left, language=language)

            asked = await race.winner(ask, warm=given.rate_hz is None)
            try:
                async with closing(self._converted(asked, given)) as chunks:
                    async for chunk in chunks:
                        yield chunk
            except ProviderFailed as failure:
                self._members.failed(asked.member, failure, self._tell)
                if not given.left():
                    return  # It failed after its last word.
                if race.over:
                    raise
            else:
                self._members.worked(asked.member)
                return

    async def _converted(self, asked: Asked, given: BegunSentence) -> AsyncIterator[AudioChunk]:
        """What a voice says, at the rate and the places of the sentence."""
        try:
            first = asked.first.result()
            if first is None:
                return
            self._using.now(asked.member.part)
            repeats = given.rate_hz is not None
            converter = Rate(first.sample_rate_hz, given.rate_hz or first.sample_rate_hz)
            if repeats:
                yield given.pause(REPEAT_PAUSE_S)
            given.begin()
            yield given.out(converter.feed(first.pcm), first.words)
            async for chunk in asked.chunks:
                yield given.out(converter.feed(chunk.pcm), chunk.words)
            if (rest := converter.feed(b"", last=True)).pcm:
                yield given.out(rest, ())
        finally:
            await asked.aclose()
