"""Sound made ahead: the first sentence of a reply that may come, while the candidate still thinks.

One preparation at a time; another one, or the sentence itself, takes its place.
"""

import asyncio
from collections.abc import AsyncIterator

from runtime.ports import AudioChunk, TextToSpeech


class _Sentence:
    """A sentence on its way from the synthesiser."""

    def __init__(self, text: str, language: str) -> None:
        self.key = (language, text)
        self.chunks: list[AudioChunk] = []
        self.failure: Exception | None = None
        self.complete = False
        self.changed = asyncio.Event()
        self.task: asyncio.Task[None] | None = None


class Ahead:
    """The synthesiser of one mouth, with the sentence that was begun ahead."""

    def __init__(self, tts: TextToSpeech) -> None:
        self._tts = tts
        self._sentence: _Sentence | None = None

    def prepare(self, text: str, *, language: str) -> None:
        """Begin to synthesise; what was prepared before is dropped."""
        if self._sentence is not None and self._sentence.key == (language, text):
            return
        self.drop()
        sentence = self._sentence = _Sentence(text, language)
        sentence.task = asyncio.create_task(self._make(sentence), name="sound ahead")

    def drop(self) -> None:
        """Stop what is being prepared."""
        if self._sentence is not None and self._sentence.task is not None:
            self._sentence.task.cancel()
        self._sentence = None

    async def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        """As `TextToSpeech.synthesize`, from what is there already where it is this sentence.

        Raises:
            ProviderFailed: as the synthesiser does, also where it failed ahead.
        """
        sentence = self._sentence
        if sentence is None or sentence.key != (language, text):
            async for chunk in self._tts.synthesize(text, language=language):
                yield chunk
            return
        self._sentence = None
        try:
            told = 0
            while True:
                while told < len(sentence.chunks):
                    yield sentence.chunks[told]
                    told += 1
                if sentence.failure is not None:
                    raise sentence.failure
                if sentence.complete:
                    return
                sentence.changed.clear()
                await sentence.changed.wait()
        finally:
            if sentence.task is not None:
                sentence.task.cancel()

    async def aclose(self) -> None:
        """Stop everything and wait for it."""
        task = self._sentence.task if self._sentence is not None else None
        self.drop()
        if task is not None:
            await asyncio.wait([task])

    async def _make(self, sentence: _Sentence) -> None:
        language, text = sentence.key
        try:
            async for chunk in self._tts.synthesize(text, language=language):
                sentence.chunks.append(chunk)
                sentence.changed.set()
        except Exception as failure:  # Raised again where the sentence is spoken.
            sentence.failure = failure
        else:
            sentence.complete = True
        sentence.changed.set()
