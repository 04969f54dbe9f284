"""Sound made ahead: first sentences of replies that may come, while the candidate still thinks.

A few at a time; the oldest gives way to a new one.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator

from runtime.ports import AudioChunk, TextToSpeech, in_voice

MOST = 3
"""The opener or the planned text, a model's words, and the model's words before those. Vendors
count what is spoken at the same time."""

Key = tuple[str, str, str]
"""Kind of voice, language, text."""


class _Sentence:
    """A sentence on its way from the synthesiser."""

    def __init__(self) -> None:
        self.chunks: list[AudioChunk] = []
        self.failure: Exception | None = None
        self.complete = False
        self.changed = asyncio.Event()
        self.sounding: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done when the first sound is there, or none will come."""
        self.task: asyncio.Task[None] | None = None

    def change(self) -> None:
        self.changed.set()
        if not self.sounding.done():
            self.sounding.set_result(None)

    def give_up(self) -> None:
        if self.task is not None:
            self.task.cancel()
        self.change()


class Ahead:
    """The synthesiser of one mouth, with the sentences that were begun ahead."""

    def __init__(self, tts: TextToSpeech) -> None:
        self._tts = tts
        self._sentences: OrderedDict[Key, _Sentence] = OrderedDict()

    def prepare(self, text: str, *, language: str, voice: str = "") -> "asyncio.Future[None]":
        """Begin to synthesise; what was prepared longest ago may be dropped for it.

        The future is done when the first sound is there, or none will come; nobody need wait.
        """
        key = (voice, language, text)
        known = self._sentences.get(key)
        if known is not None:
            self._sentences.move_to_end(key)
            return known.sounding
        while len(self._sentences) >= MOST:
            self._sentences.popitem(last=False)[1].give_up()
        sentence = self._sentences[key] = _Sentence()
        sentence.task = asyncio.create_task(self._make(key, sentence), name="sound ahead")
        return sentence.sounding

    def drop(self) -> None:
        """Stop what is being prepared."""
        for sentence in self._sentences.values():
            sentence.give_up()
        self._sentences.clear()

    async def synthesize(
        self, text: str, *, language: str, voice: str = ""
    ) -> AsyncIterator[AudioChunk]:
        """As `TextToSpeech.synthesize`, from what is there already where it is prepared.

        Raises:
            ProviderFailed: as the synthesiser does, also where it failed ahead.
        """
        sentence = self._sentences.pop((voice, language, text), None)
        if sentence is None:
            async for chunk in self._source((voice, language, text)):
                yield chunk
            return
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
            sentence.give_up()

    async def aclose(self) -> None:
        """Stop everything and wait for it."""
        tasks = [each.task for each in self._sentences.values() if each.task is not None]
        self.drop()
        if tasks:
            await asyncio.wait(tasks)

    def _source(self, key: Key) -> AsyncIterator[AudioChunk]:
        voice, language, text = key
        return in_voice(self._tts, voice).synthesize(text, language=language)

    async def _make(self, key: Key, sentence: _Sentence) -> None:
        try:
            async for chunk in self._source(key):
                sentence.chunks.append(chunk)
                sentence.change()
        except Exception as failure:  # Raised again where the sentence is spoken.
            sentence.failure = failure
        else:
            sentence.complete = True
        sentence.change()
