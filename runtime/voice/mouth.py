"""The mouth: speaks one utterance after another and knows at every moment what was heard.

Synthesis runs one sentence ahead of the voice. Audio leaves in real time with a short lead, so
that a pause or a barge-in is silent at once and what was heard is known without asking.
"""

import asyncio
from collections import deque
from typing import Protocol

import msgspec

from runtime.errors import ProviderFailed
from runtime.ports import Clock, TextToSpeech, Utterance
from runtime.voice.ahead import Ahead
from runtime.voice.audio import Resampler, pcm_ms, samples_of, silence
from runtime.voice.audio_out import AudioOut
from runtime.voice.performance import Performance, Sound
from runtime.voice.script import Sentence, reading_s, sentences_of

PAUSE_LIMIT_S = 4.0
"""Longest pause for a sound that nobody decides about."""
POLL_S = 0.05


class MouthReport(Protocol):
    """What a mouth tells; awaited in order."""

    async def begins(self, utterance: Utterance) -> None:
        """Just before the first sample; `pause` may be called from inside."""
        ...

    async def sentence(
        self,
        utterance: Utterance,
        sentence: Sentence,
        *,
        last: bool,
        offset_ms: int | None,
        duration_ms: int | None,
    ) -> None: ...

    async def heard(self, utterance: Utterance, chars: int) -> None: ...

    async def finished(self, utterance: Utterance) -> None: ...

    async def interrupted(self, utterance: Utterance, chars: int) -> None: ...

    async def failed(self, utterance: Utterance, failure: ProviderFailed) -> None:
        """A sentence has no voice; it is told as text, and time passes as if it were spoken."""
        ...

    def mark(self, name: str) -> None:
        """A latency mark, now."""
        ...


class Mouth(Protocol):
    """A way to say utterances: aloud, or as text. All calls return at once."""

    @property
    def aloud(self) -> bool:
        """It makes sound of its own."""
        ...

    def say(self, utterance: Utterance) -> None:
        """Speak, after whatever is being said now."""
        ...

    def go_on(self, utterance_id: str, text: str) -> None:
        """The whole text of an utterance that was begun with `more`."""
        ...

    def prepare(self, text: str, *, language: str, voice: str = "") -> asyncio.Future[None] | None:
        """Synthesise the first sentence ahead, for an utterance that may come; see `Voice`."""
        ...

    def pause(self) -> None:
        """Fall silent in the middle, to go on later; in the last half second it has no effect."""
        ...

    def resume(self) -> None:
        """Go on from where `pause` stopped."""
        ...

    async def interrupt(self, utterance_id: str | None = None) -> None:
        """End an utterance now (None: the present one) and report how much of it was heard."""
        ...

    def playout(self, utterance_id: str, heard_ms: int) -> None:
        """The client has played so much; unknown utterances are ignored."""
        ...

    def avatar(self, kind: str, segment_id: str, duration_ms: int | None) -> None:
        """Feedback of an avatar that speaks the sentences."""
        ...

    async def run(self, report: MouthReport) -> None:
        """Speak until cancelled; then what was heard of the open utterance has been reported."""
        ...


class SpokenMouth:
    """The mouth that is heard: synthesis, pacing, playout."""

    aloud = True

    def __init__(self, *, tts: TextToSpeech, out: AudioOut, clock: Clock) -> None:
        self._tts = tts
        self._out = out
        self._clock = clock
        self._waiting: deque[Utterance] = deque()
        self._changed = asyncio.Event()
        self._now: Performance | None = None
        self._open = False
        """The output was told to which utterance the audio belongs."""
        self._ended = False
        """The output was told that the utterance's audio is complete."""
        self._report: MouthReport | None = None
        self._ahead = Ahead(tts)

    def say(self, utterance: Utterance) -> None:
        self._waiting.append(utterance)
        self._changed.set()

    def go_on(self, utterance_id: str, text: str) -> None:
        performance = self._now
        if performance is not None and performance.utterance.utterance_id == utterance_id:
            performance.go_on(text)
        else:
            for index, waiting in enumerate(self._waiting):
                if waiting.utterance_id == utterance_id:
                    self._waiting[index] = msgspec.structs.replace(waiting, text=text, more=False)
        self._changed.set()

    def prepare(self, text: str, *, language: str, voice: str = "") -> asyncio.Future[None] | None:
        sentences = sentences_of(text)
        if not sentences:
            return None
        return self._ahead.prepare(sentences[0].text, language=language, voice=voice)

    def pause(self) -> None:
        performance = self._now
        if performance is None or performance.over or performance.paused_at is not None:
            return
        now, unplayed_ms = self._clock.monotonic(), self._out.unplayed_ms()
        if not performance.nearly_over(now, unplayed_ms):
            performance.pause(now, unplayed_ms)
            self._flush(performance)

    def resume(self) -> None:
        if self._now is not None:
            self._now.paused_at = None
            self._changed.set()

    async def interrupt(self, utterance_id: str | None = None) -> None:
        report = self._report
        if report is None:
            return
        performance = self._now
        if performance is not None and utterance_id in (None, performance.utterance.utterance_id):
            if not performance.over:
                await self._stop(performance, report)
            return
        for utterance in self._waiting:
            if utterance.utterance_id == utterance_id:
                self._waiting.remove(utterance)
                await report.interrupted(utterance, 0)
                return

    def playout(self, utterance_id: str, heard_ms: int) -> None:
        performance = self._now
        if performance is not None and performance.utterance.utterance_id == utterance_id:
            performance.report(float(heard_ms), self._clock.monotonic())

    def avatar(self, kind: str, segment_id: str, duration_ms: int | None) -> None:
        """Ignored: this mouth needs no avatar."""

    async def run(self, report: MouthReport) -> None:
        self._report = report
        try:
            while True:
                while not self._waiting:
                    self._changed.clear()
                    await self._changed.wait()
                await self._say(self._waiting.popleft(), report)
        finally:
            self._report = None
            await self._ahead.aclose()

    async def _say(self, utterance: Utterance, report: MouthReport) -> None:
        performance = self._now = Performance(utterance, self._out.rate_hz)
        announced = False
        try:
            async with asyncio.TaskGroup() as tasks:
                report.mark("first_sentence")
                synthesis = tasks.create_task(self._synthesize(performance, report))
                while not (
                    performance.audible or performance.timeline.complete or performance.over
                ):
                    await self._change()
                if not performance.over:
                    announced = True
                    await report.begins(utterance)
                    await self._perform(performance, report)
                synthesis.cancel()
        finally:
            # Cancelled: the client is lost or the session ends. Say how far it came.
            if announced and not performance.over:
                heard = self._heard_chars(performance)
                performance.over = True
                self._flush(performance)
                await report.heard(utterance, heard)
            self._now = None
            self._open = False

    async def _synthesize(self, performance: Performance, report: MouthReport) -> None:
        """Make the sounds, one sentence ahead of the one being sent."""
        timeline = performance.timeline
        index = 0
        while index < len(timeline.sentences) or timeline.open:
            if index >= len(timeline.sentences) or index > performance.sending + 1:
                await self._change()
                continue
            sentence = timeline.sentences[index]
            index += 1
            sound = performance.add_sound()
            try:
                await self._fill(sound, sentence, performance, report)
            except ProviderFailed as failure:
                await report.failed(performance.utterance, failure)
                lacking_ms = reading_s(sentence.text) * 1000 - self._ms(sound)
                sound.pcm += silence(max(0.0, lacking_ms), self._out.rate_hz)
            offset_ms = performance.timeline.add(self._ms(sound))
            await report.sentence(
                performance.utterance,
                sentence,
                last=not timeline.open and index == len(timeline.sentences),
                offset_ms=round(offset_ms),
                duration_ms=round(self._ms(sound)),
            )
            self._changed.set()

    async def _fill(
        self, sound: Sound, sentence: Sentence, performance: Performance, report: MouthReport
    ) -> None:
        """Raises ProviderFailed; what came before stays in `sound`."""
        resampler: Resampler | None = None
        utterance = performance.utterance
        chunks = self._ahead.synthesize(
            sentence.text, language=utterance.language, voice=utterance.voice
        )
        try:
            async for chunk in chunks:
                report.mark("tts_first_byte")
                performance.timeline.tell_words(sentence.index, chunk.words)
                if resampler is None:
                    resampler = Resampler(chunk.sample_rate_hz, self._out.rate_hz)
                sound.pcm += resampler.feed(samples_of(chunk.pcm)).tobytes()
                self._changed.set()
        except ProviderFailed:
            raise
        except Exception as failure:
            # Synthesisers are other people's programs; whatever they raise, the interview goes on.
            raise ProviderFailed(f"{self._tts.name}: {type(failure).__name__}") from failure
        if resampler is not None:
            sound.pcm += resampler.feed(samples_of(b""), last=True).tobytes()

    async def _perform(self, performance: Performance, report: MouthReport) -> None:
        """Send in real time what is synthesised, until all of it was heard or it was stopped."""
        told = 0
        while not performance.over:
            now = self._clock.monotonic()
            if performance.paused_at is not None:
                if now - performance.paused_at >= PAUSE_LIMIT_S:
                    self.resume()
                await self._clock.sleep_until(now + POLL_S)
                continue
            self._send(performance, now, report)
            told = await self._tell_heard(performance, now, told, report)
            unplayed_ms = self._out.unplayed_ms()
            if performance.all_sent:
                if self._open and not self._ended:
                    self._ended = True
                    lasts_ms = round(performance.timeline.duration_ms)
                    self._out.end(performance.utterance.utterance_id, lasts_ms)
                if performance.confirmed(now, unplayed_ms):
                    performance.over = True
                    await report.finished(performance.utterance)
                else:
                    ends_at = performance.ends_at(now, unplayed_ms)
                    await self._clock.sleep_until(min(max(ends_at, now + 0.02), now + POLL_S))
            elif (due := performance.due(now, unplayed_ms)) is not None:
                await self._clock.sleep_until(due)
            else:
                await self._change()

    def _send(self, performance: Performance, now: float, report: MouthReport) -> None:
        while pcm := performance.next_pcm(now, self._out.unplayed_ms()):
            if not self._open:
                self._open, self._ended = True, False
                report.mark("first_audio_out")
                offset_ms = performance.sent_ms - pcm_ms(pcm, self._out.rate_hz)
                self._out.begin(performance.utterance.utterance_id, round(offset_ms))
            self._out.write(pcm)
        self._changed.set()

    async def _tell_heard(
        self, performance: Performance, now: float, told: int, report: MouthReport
    ) -> int:
        """Report the sentences whose end was heard meanwhile; the last one is `finished`."""
        position_ms = performance.position_ms(now, self._out.unplayed_ms())
        sentences = performance.timeline.sentences
        while told < len(sentences) - 1:
            ends_ms = performance.timeline.end_ms(told)
            if ends_ms is None or position_ms < ends_ms:
                break
            await report.heard(performance.utterance, sentences[told].ends)
            told += 1
        return told

    async def _stop(self, performance: Performance, report: MouthReport) -> None:
        heard = self._heard_chars(performance)
        performance.over = True
        self._flush(performance)
        self._changed.set()
        timeline = performance.timeline
        whole = bool(timeline.sentences) and not timeline.open
        if whole and heard >= timeline.sentences[-1].ends:
            await report.finished(performance.utterance)
        else:
            await report.interrupted(performance.utterance, heard)

    def _heard_chars(self, performance: Performance) -> int:
        return performance.heard_chars(self._clock.monotonic(), self._out.unplayed_ms())

    def _flush(self, performance: Performance) -> None:
        if self._open:
            self._open = False
            self._out.flush(performance.utterance.utterance_id)

    def _ms(self, sound: Sound) -> float:
        return pcm_ms(sound.pcm, self._out.rate_hz)

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()
