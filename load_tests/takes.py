"""Everything the candidates say, synthesised once and kept."""

from load_tests.answers import Speech
from load_tests.microphone import Take, take_of
from load_tests.speech import spoken


class TakeBook:
    """Speech by one voice; the same speech is made once, however many say it."""

    def __init__(self, voice: str = "rms") -> None:
        self._voice = voice
        self._takes: dict[Speech, Take] = {}

    async def take(self, speech: Speech) -> Take:
        """Raises MissingPart without Flite."""
        take = self._takes.get(speech)
        if take is None:
            parts = [await spoken(part, self._voice) for part in speech.parts]
            take = self._takes[speech] = take_of(
                " ".join(speech.parts), parts, [speech.pause_s] * len(parts)
            )
        return take
