"""Viva's ear on the takes, in virtual time: real Silero, Smart Turn and Moonshine.

What Moonshine makes of a stretch of audio is kept on disk, since it never changes.
"""

import asyncio
import hashlib
from pathlib import Path

import msgspec

from load_tests.turns.outcomes import Ended, Overlapped
from load_tests.turns.sounds import RATE_HZ, Samples
from load_tests.turns.takes import INTERVIEWER, Answer, Into, Overlap, Question
from load_tests.turns.virtual_time import VirtualClock, VirtualLoop
from runtime.errors import ProviderFailed
from runtime.interview.plan import Patience
from runtime.ports import Recognition, SpeechToText
from runtime.voice.barge_in import Verdict
from runtime.voice.ear import Ear, Heard
from runtime.voice.smart_turn import SmartTurn
from runtime.voice.vad import SileroModel

CHUNK_S = 0.02
PATIENCE = {
    Question.brief: Patience.brief,
    Question.follow_up: Patience.open,
    Question.open: Patience.open,
}


class KeptStt:
    """A recogniser whose results are kept in a file; partials are optional, they cost much."""

    name = "kept"

    def __init__(self, stt: SpeechToText, kept: Path) -> None:
        self._stt = stt
        self._kept = kept
        self.partials = True
        self.live = False
        """Recognise everything anew, partials too: for real time."""
        self._texts: dict[str, str] = {}
        if kept.is_file():
            self._texts = msgspec.json.decode(kept.read_bytes(), type=dict[str, str])

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        if self.live:
            return await self._stt.transcribe(pcm, partial=partial)
        if partial and not self.partials:
            return None
        key = hashlib.sha256(pcm).hexdigest()[:24]
        if key not in self._texts:
            loop = asyncio.get_running_loop()
            assert isinstance(loop, VirtualLoop)
            with loop.outside():
                recognition = await self._stt.transcribe(pcm, partial=False)
            self._texts[key] = recognition.text if recognition is not None else ""
        return Recognition(text=self._texts[key])

    def keep(self) -> None:
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        self._kept.write_bytes(msgspec.json.encode(self._texts))


class _Report:
    """Fits `EarReport`; acts as the mouth would, at once."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._began = clock.monotonic()
        self.ear: Ear | None = None
        self.ends_s: list[float] = []
        self.texts: list[str] = []
        self.silent_s: float | None = None
        self.stopped_s: float | None = None
        self.held_s = 0.0
        self._paused_s: float | None = None

    @property
    def silent(self) -> bool:
        """The interviewer stands paused."""
        return self._paused_s is not None

    def now_s(self) -> float:
        return self._clock.monotonic() - self._began

    def speech_started(self, at: float) -> None: ...

    def speech_stopped(self, at: float) -> None: ...

    def partial(self, text: str) -> None: ...

    def segment(self, heard: Heard) -> None:
        self.texts.append(heard.text)

    def turn_probably_ended(self, text: str) -> None: ...

    def turn_went_on(self) -> None: ...

    def turn_ended(self, *, speech_ended_at: float, final_at: float) -> None:
        self.ends_s.append(self.now_s())

    def overlap(self, verdict: Verdict) -> None:
        now_s = self.now_s()
        if verdict is Verdict.resume:
            if self._paused_s is not None:
                self.held_s += now_s - self._paused_s
            self._paused_s = None
            return
        if self.silent_s is None:
            self.silent_s = now_s
        if verdict is Verdict.pause:
            self._paused_s = now_s
        else:
            self.stopped_s = now_s
            # The mouth reports that it has stopped, and the pipeline tells the ear.
            assert self.ear is not None
            asyncio.get_running_loop().call_soon(self.ear.utterance_ended)

    def failed(self, failure: ProviderFailed) -> None:
        raise failure


class OurEars:
    """Loads the models once; call its methods inside virtual time."""

    def __init__(self, stt: KeptStt, *, smart_turn: SmartTurn | None) -> None:
        self._stt = stt
        self._smart_turn = smart_turn
        self._vad = SileroModel()

    async def answer(self, take: Answer) -> Ended:
        self._stt.partials = False
        report, running = self._listen(PATIENCE[take.question])
        assert report.ear is not None
        report.ear.follow_up = take.question is Question.follow_up
        await _play(report, take.samples)
        await _cancel(running)
        return Ended(take=take, ends_s=tuple(report.ends_s))

    async def overlap(self, take: Overlap) -> Overlapped:
        self._stt.partials = True
        report, running = self._listen(Patience.open)
        assert report.ear is not None
        report.ear.utterance_begins(text=INTERVIEWER)
        await _play(report, take.samples, echo=take.into is Into.echo)
        await _cancel(running)
        return Overlapped(
            take=take,
            silent_s=report.silent_s,
            stopped_s=report.stopped_s,
            held_s=report.held_s,
        )

    def _listen(self, patience: Patience) -> tuple[_Report, "asyncio.Task[None]"]:
        clock = VirtualClock()
        report = _Report(clock)
        ear = Ear(
            input_rate_hz=RATE_HZ,
            vad=self._vad,
            smart_turn=self._smart_turn,
            stt=self._stt,
            clock=clock,
            report=report,
        )
        ear.patience = patience
        report.ear = ear
        return report, asyncio.create_task(ear.run())


async def _play(report: _Report, samples: Samples, *, echo: bool = False) -> None:
    """In chunks of 20 ms. An echo stands still while the interviewer is silent."""
    await asyncio.sleep(0)
    assert report.ear is not None
    size = int(CHUNK_S * RATE_HZ)
    began = asyncio.get_running_loop().time()
    at, played = 0, 0
    while at < samples.size:
        played += 1
        await asyncio.sleep(began + played * CHUNK_S - asyncio.get_running_loop().time())
        if echo and report.stopped_s is not None:
            break
        if echo and report.silent:
            report.ear.feed(samples[:size].tobytes())  # The room before the first word.
            continue
        report.ear.feed(samples[at : at + size].tobytes())
        at += size


async def _cancel(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait([task])
