"""Sentences that return, kept as sound: openers, phrases of the bank, questions of the catalogue.

A hosted voice takes its time and its price for every sentence; what it has said before begins at
once and costs nothing.
"""

from collections import OrderedDict
from collections.abc import AsyncIterator

from runtime.ports import AudioChunk, TextToSpeech, in_voice
from runtime.providers.watch import close, closing

MEMORY_BYTES = 12_000_000
"""Four minutes at 24 kHz: a phrase bank and a role's usual questions."""
NOTED = 2_000
"""Sentences that are known to have been said once."""

Key = tuple[str, str, str]
"""Kind of voice, language, text."""


class SoundMemory:
    """A synthesiser that remembers a sentence from its second time on; what is said to one
    candidate only never returns, and is not kept."""

    def __init__(self, tts: TextToSpeech, *, memory_bytes: int = MEMORY_BYTES) -> None:
        self._tts = tts
        self._most_bytes = memory_bytes
        self._kept: OrderedDict[Key, tuple[AudioChunk, ...]] = OrderedDict()
        self._bytes = 0
        self._once: OrderedDict[int, None] = OrderedDict()
        """Hashes of what was said once; the words themselves are not kept."""

    @property
    def name(self) -> str:
        return self._tts.name

    def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        """From memory, or as the synthesiser does; a sentence that failed or was given up is not
        kept. Raises ProviderFailed."""
        return self.spoken_as("", text, language=language)

    def in_voice(self, kind: str) -> TextToSpeech:
        """The same memory, for one of the synthesiser's other voices."""
        return _OtherVoice(self, kind)

    async def spoken_as(self, kind: str, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        """As `synthesize`, in a kind of voice."""
        key = (kind, language, text)
        known = self._kept.get(key)
        if known is not None:
            self._kept.move_to_end(key)
            for chunk in known:
                yield chunk
            return
        returns = hash(key) in self._once
        made: list[AudioChunk] = []
        speaking = in_voice(self._tts, kind).synthesize(text, language=language)
        async with closing(speaking) as chunks:
            async for chunk in chunks:
                if returns:
                    made.append(chunk)
                yield chunk
        if returns:
            self._keep(key, tuple(made))
        self._once[hash(key)] = None
        while len(self._once) > NOTED:
            self._once.popitem(last=False)

    async def aclose(self) -> None:
        await close(self._tts)

    def _keep(self, key: Key, chunks: tuple[AudioChunk, ...]) -> None:
        if key in self._kept:
            return  # Two made it at the same time.
        self._kept[key] = chunks
        self._bytes += sum(len(chunk.pcm) for chunk in chunks)
        while self._bytes > self._most_bytes:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= sum(len(chunk.pcm) for chunk in dropped)


class _OtherVoice:
    def __init__(self, memory: SoundMemory, kind: str) -> None:
        self.name = memory.name
        self._memory = memory
        self._kind = kind

    def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        """Raises ProviderFailed."""
        return self._memory.spoken_as(self._kind, text, language=language)
