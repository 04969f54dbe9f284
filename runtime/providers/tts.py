"""Which voice speaks: an ordered chain of synthesisers with health, and a small memory."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path

from runtime.errors import MissingPart, ProviderFailed
from runtime.ports import AudioChunk, Clock, TextToSpeech
from runtime.providers import neural, program
from runtime.providers.scripted import ToneTts

REST_S = 30.0
"""How long a synthesiser that failed is passed over, while another one works."""
MEMORY_BYTES = 8_000_000
"""Sentences kept ready: about two minutes. Phrases return within and across interviews."""

Find = Callable[[Path], TextToSpeech | None]

VOICES: dict[str, Find] = {
    "kokoro": neural.kokoro,
    "piper": neural.piper,
    "say": lambda home: program.say(),
    "flite": lambda home: program.flite("slt"),
    "espeak": lambda home: program.espeak(),
}
"""Best first."""
OTHER_VOICES = {"male": ("rms", "m3"), "second_male": ("awb", "m7")}
"""Per kind of voice: Flite's name, espeak-ng's variant."""
SIMPLE = ("flite", "espeak")
"""Voices that sound like a machine; a session says so."""


class SpeechChain:
    """The first synthesiser that works speaks; one that fails rests and the next takes over.

    Falls over only while nothing of the sentence was given out: a sentence never changes its
    voice half-way.
    """

    def __init__(
        self,
        chain: Sequence[TextToSpeech],
        clock: Clock,
        *,
        others: Mapping[str, "SpeechChain"] | None = None,
    ) -> None:
        """`others` are the chains of other kinds of voice."""
        if not chain:
            raise ValueError("a chain needs a synthesiser")
        self.name = chain[0].name
        """Of the synthesiser that spoke last, or will speak first."""
        self._chain = tuple(chain)
        self._clock = clock
        self._others = dict(others or {})
        self._rests_until = dict.fromkeys(range(len(self._chain)), 0.0)
        self._memory: OrderedDict[tuple[str, str], tuple[AudioChunk, ...]] = OrderedDict()
        self._memory_bytes = 0

    async def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        known = self._memory.get((language, text))
        if known is not None:
            self._memory.move_to_end((language, text))
            for chunk in known:
                yield chunk
            return
        failure: ProviderFailed | None = None
        for index in self._order(language):
            spoken: list[AudioChunk] = []
            try:
                async for chunk in self._chain[index].synthesize(text, language=language):
                    spoken.append(chunk)
                    yield chunk
            except ProviderFailed as error:
                failure = error
                self._rests_until[index] = self._clock.monotonic() + REST_S
                if spoken:
                    raise
                continue
            self._rests_until[index] = 0.0
            self.name = self._chain[index].name
            self._remember((language, text), tuple(spoken))
            return
        raise failure or ProviderFailed(f"No synthesiser here speaks `{language}`.")

    def in_voice(self, kind: str) -> "SpeechChain":
        """The chain of a kind of voice, or this one."""
        return self._others.get(kind, self)

    def speaks(self, language: str) -> bool:
        """One of the chain can speak it."""
        return bool(self._order(language))

    def _order(self, language: str) -> list[int]:
        """Healthy ones first, in their order; then the resting ones, for want of better."""
        now = self._clock.monotonic()
        able = [index for index, voice in enumerate(self._chain) if _speaks(voice, language)]
        return sorted(able, key=lambda index: (self._rests_until[index] > now, index))

    def _remember(self, key: tuple[str, str], chunks: tuple[AudioChunk, ...]) -> None:
        self._memory[key] = chunks
        self._memory_bytes += sum(len(chunk.pcm) for chunk in chunks)
        while self._memory_bytes > MEMORY_BYTES:
            _, dropped = self._memory.popitem(last=False)
            self._memory_bytes -= sum(len(chunk.pcm) for chunk in dropped)


def _speaks(voice: TextToSpeech, language: str) -> bool:
    """Voices that don't tell take any language."""
    languages: tuple[str, ...] | None = getattr(voice, "languages", None)
    return languages is None or language.split("-")[0].lower() in languages


def load_tts(kind: str, home: Path, clock: Clock) -> SpeechChain:
    """The chain that `VIVA_TTS` names; `auto` is the best present, the others behind it.

    Blocks while a neural voice loads.

    Raises:
        MissingPart: nothing of it is on this machine; the text says what to do.
    """
    if kind == "scripted":
        return SpeechChain([ToneTts()], clock)
    if kind != "auto" and kind not in VOICES:
        names = ", ".join(("auto", *VOICES, "scripted"))
        raise MissingPart(f"VIVA_TTS={kind} is not known; use one of {names}.")
    wanted = [kind] if kind != "auto" else []
    order = wanted + [name for name in VOICES if name not in wanted]
    chain: list[TextToSpeech] = []
    for name in order:
        if chain and name not in SIMPLE:
            continue  # A neural voice in reserve would cost its memory for nothing.
        voice = VOICES[name](home)
        if voice is not None:
            chain.append(voice)
        elif name == kind:
            raise MissingPart(f"VIVA_TTS={kind}, but it is not on this machine. {_ADVICE}")
    if not chain:
        raise MissingPart(f"There is no speech synthesiser on this machine. {_ADVICE}")
    return SpeechChain(chain, clock, others=_other_voices(chain, clock))


def _other_voices(chain: Sequence[TextToSpeech], clock: Clock) -> dict[str, SpeechChain]:
    """Chains for a panel: simple programs have several voices, so that one hears who speaks.

    Behind them comes the usual chain; a neural voice is not loaded twice.
    """
    found: dict[str, SpeechChain] = {}
    for kind, (flite_voice, espeak_variant) in OTHER_VOICES.items():
        voices = (program.flite(flite_voice), program.espeak(espeak_variant))
        there = [voice for voice in voices if voice is not None]
        if there:
            found[kind] = SpeechChain([*there, *chain], clock)
    return found


_ADVICE = (
    "Install one: `apt-get install flite` (or espeak-ng), or put a Piper voice into "
    "VIVA_HOME/models/piper and Kokoro's files into VIVA_HOME/models/kokoro. Without one, choose "
    "a session with audio_out=none."
)
