"""Mouths without a voice: for a text-only session, and for an avatar that speaks the sentences."""

import asyncio
from collections import deque

from runtime.ports import Clock, Utterance
from runtime.voice.mouth import MouthReport
from runtime.voice.script import Sentence, heard_chars, reading_s, sentences_of

AVATAR_STARTS_WITHIN_S = 6.0
"""Avatars synthesise and render before they speak; after this one counts as not speaking at all."""
AVATAR_SLACK_S = 3.0
"""Added to a sentence's own time before its end is taken for granted."""


class SilentMouth:
    """Says nothing: the sentences go out at once and count as heard, for they can be read."""

    aloud = False

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[Utterance] = asyncio.Queue()

    def go_on(self, utterance_id: str, text: str) -> None:
        """Nobody begins half an utterance here: reading needs no opener."""

    def prepare(self, text: str, *, language: str, voice: str = "") -> None:
        """There is no sound to make."""

    def say(self, utterance: Utterance) -> None:
        self._waiting.put_nowait(utterance)

    def pause(self) -> None:
        """Nothing is heard, so nothing can be paused."""

    def resume(self) -> None:
        """Nothing was paused."""

    async def interrupt(self, utterance_id: str | None = None) -> None:
        """What was said has been read by now."""

    def playout(self, utterance_id: str, heard_ms: int) -> None:
        """Nothing is played."""

    def avatar(self, kind: str, segment_id: str, duration_ms: int | None) -> None:
        """There is none."""

    async def run(self, report: MouthReport) -> None:
        while True:
            utterance = await self._waiting.get()
            report.mark("first_sentence")
            await report.begins(utterance)
            await tell_sentences(utterance, sentences_of(utterance.text), report)
            report.mark("first_audio_out")
            await report.finished(utterance)


class AvatarMouth:
    """Hands the sentences to an avatar and follows what it reports about its own speaking.

    An avatar that reports nothing is taken to speak at reading speed, so the interview goes on.
    """

    aloud = False
    """The avatar is, but it takes whole utterances."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: deque[Utterance] = deque()
        self._changed = asyncio.Event()
        self._now: _Recital | None = None
        self._report: MouthReport | None = None

    def say(self, utterance: Utterance) -> None:
        self._waiting.append(utterance)
        self._changed.set()

    def go_on(self, utterance_id: str, text: str) -> None:
        """Nobody begins half an utterance here."""

    def prepare(self, text: str, *, language: str, voice: str = "") -> None:
        """The avatar makes its own sound."""

    def pause(self) -> None:
        """An avatar can only be stopped, not paused; the words decide soon enough."""

    def resume(self) -> None:
        """Nothing was paused."""

    async def interrupt(self, utterance_id: str | None = None) -> None:
        recital, report = self._now, self._report
        if recital is None or report is None or recital.over:
            return
        if utterance_id in (None, recital.utterance.utterance_id):
            recital.over = True
            self._changed.set()
            await report.interrupted(
                recital.utterance, recital.heard_chars(self._clock.monotonic())
            )

    def playout(self, utterance_id: str, heard_ms: int) -> None:
        """Ignored: an avatar reports by sentence."""

    def avatar(self, kind: str, segment_id: str, duration_ms: int | None) -> None:
        if self._now is not None:
            self._now.take(kind, segment_id, duration_ms, self._clock.monotonic())
            self._changed.set()

    async def run(self, report: MouthReport) -> None:
        self._report = report
        while True:
            while not self._waiting:
                self._changed.clear()
                await self._changed.wait()
            await self._recite(self._waiting.popleft(), report)

    async def _recite(self, utterance: Utterance, report: MouthReport) -> None:
        recital = self._now = _Recital(utterance, self._clock.monotonic())
        report.mark("first_sentence")
        begun = False
        told = 0
        try:
            await tell_sentences(utterance, recital.sentences, report)
            while not recital.over:
                now = self._clock.monotonic()
                recital.pass_time(now)
                if recital.begun and not begun:
                    begun = True
                    report.mark("first_audio_out")
                    await report.begins(utterance)
                while told < min(recital.done, len(recital.sentences) - 1):
                    await report.heard(utterance, recital.sentences[told].ends)
                    told += 1
                if recital.stopped:
                    recital.over = True
                    await report.interrupted(utterance, recital.heard_chars(now))
                elif recital.done >= len(recital.sentences):
                    recital.over = True
                    await report.finished(utterance)
                else:
                    await self._change_or(recital.deadline)
        finally:
            if not recital.over:
                recital.over = True
                await report.heard(utterance, recital.heard_chars(self._clock.monotonic()))
            self._now = None

    async def _change_or(self, when: float) -> None:
        """Return at a change, or at `when`."""
        self._changed.clear()
        waits = {
            asyncio.ensure_future(self._changed.wait()),
            asyncio.ensure_future(self._clock.sleep_until(when)),
        }
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()


class _Recital:
    """What an avatar has spoken of one utterance. Pure; moments are arguments."""

    def __init__(self, utterance: Utterance, at: float) -> None:
        self.utterance = utterance
        self.sentences = sentences_of(utterance.text)
        self.begun = not self.sentences
        self.done = 0
        """Sentences spoken to their end."""
        self.stopped = False
        """The avatar says it was interrupted."""
        self.over = False
        self._lasts_s = [reading_s(sentence.text) for sentence in self.sentences]
        self._speaking_since: float | None = None
        self.deadline = at + AVATAR_STARTS_WITHIN_S

    def take(self, kind: str, segment_id: str, duration_ms: int | None, at: float) -> None:
        utterance_id, _, number = segment_id.rpartition(":")
        if utterance_id != self.utterance.utterance_id or not number.isdigit():
            return
        index = int(number)
        if index >= len(self.sentences) or index < self.done:
            return
        self.begun = True
        if kind == "speak_started":
            self.done = index
            if duration_ms is not None:
                self._lasts_s[index] = duration_ms / 1000
            self._speaking_since = at
            self.deadline = at + self._lasts_s[index] + AVATAR_SLACK_S
        elif kind == "speak_ended":
            self.done = index + 1
            self._speaking_since = None
            self.deadline = at + AVATAR_STARTS_WITHIN_S
        elif kind == "interrupted":
            self.done, self.stopped = index, True
            if duration_ms is not None:
                self._speaking_since = at - duration_ms / 1000

    def pass_time(self, at: float) -> None:
        """An avatar that is late or says nothing: take its next step for granted."""
        if at < self.deadline or self.done >= len(self.sentences):
            return
        if self._speaking_since is None:
            self.begun = True
            self._speaking_since = at
            self.deadline = at + self._lasts_s[self.done]
        else:
            self.done += 1
            self._speaking_since = at
            if self.done < len(self.sentences):
                self.deadline = at + self._lasts_s[self.done]

    def heard_chars(self, at: float) -> int:
        before = self.sentences[self.done - 1].ends if self.done else 0
        if self._speaking_since is None or self.done >= len(self.sentences):
            return before
        share = (at - self._speaking_since) / self._lasts_s[self.done]
        return max(before, heard_chars(self.sentences[self.done], min(1.0, max(0.0, share))))


async def tell_sentences(
    utterance: Utterance, sentences: tuple[Sentence, ...], report: MouthReport
) -> None:
    """All sentences of an utterance at once, without times."""
    for sentence in sentences:
        await report.sentence(
            utterance,
            sentence,
            last=sentence is sentences[-1],
            offset_ms=None,
            duration_ms=None,
        )
