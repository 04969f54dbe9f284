"""The ear: from the candidate's PCM to speech, words and the end of a turn.

Time is measured by samples, so bursts and odd chunks change nothing. Voice detection runs on the
loop, 0.1 ms for 32 ms of audio; recognition and Smart Turn run elsewhere.
"""

import asyncio
import uuid
from collections.abc import Callable

from runtime.interview.plan import Patience
from runtime.listening import Listening, TurnGoesOn, TurnIsOver, TurnVote
from runtime.ports import Clock, Recognition, SpeechToText
from runtime.voice.audio import Samples
from runtime.voice.barge_in import Overlap, Verdict, Words, words_say
from runtime.voice.ear_report import EarReport as EarReport
from runtime.voice.ear_report import Heard as Heard
from runtime.voice.intake import Intake
from runtime.voice.noise import Noise
from runtime.voice.open_turn import OpenTurn
from runtime.voice.recogniser import Cut, Recogniser
from runtime.voice.segments import PAUSE_S, Segment, Segmenter
from runtime.voice.smart_turn import SmartTurn
from runtime.voice.vad import WINDOW_S, Edge, SileroModel, VoiceDetector

SETTLE_AFTER_S = 0.2
"""Stops inside words are shorter. In a longer pause the words are settled, so that they are there
when a segment's end is sure; a recogniser that tells them as it hears has no extra work."""
ANSWER_OVERLAP_S = 0.7
"""A "yes" that close before the end of an utterance answers it; an earlier one is a backchannel."""


class Ear:
    """One candidate's ear. `feed` takes audio; `run` recognises until it is cancelled."""

    def __init__(
        self,
        *,
        input_rate_hz: int,
        vad: SileroModel,
        smart_turn: SmartTurn | None,
        stt: SpeechToText,
        clock: Clock,
        report: EarReport,
        fixed_silence_s: float | None = None,
        listening: Listening | None = None,
    ) -> None:
        """`smart_turn` None leaves its vote out; `fixed_silence_s` leaves all votes out;
        `listening` recognises while it is spoken, and then `stt` only does partials."""
        if fixed_silence_s is not None:
            fixed_silence_s = _in_whole_windows(fixed_silence_s)
        self.on_turn_vote: Callable[[TurnVote], None] = lambda vote: None
        """Gets what a recogniser that follows turns thinks: `TurnMayEnd` is a moment to prepare
        the reply, `TurnGoesOn` takes it back."""
        self.patience = Patience.open
        """Of the moment; set it at any time."""
        self.follow_up = False
        """One missing piece was asked for; set it at any time."""
        self._smart_turn = smart_turn
        self._report = report
        self._intake = Intake(input_rate_hz=input_rate_hz, clock=clock, take=self._take)
        self._detector = VoiceDetector(vad)
        self._segmenter = Segmenter(pause_s=min(PAUSE_S, fixed_silence_s or PAUSE_S))
        self._recogniser = Recogniser(
            stt=stt,
            clock=clock,
            final=self._take_final,
            failed=report.failed,
            listening=listening,
            vote=self._take_vote,
        )
        self._overlap = Overlap()
        self._noise = Noise()
        self._turn = OpenTurn(fixed_silence_s=fixed_silence_s)
        self._held: list[tuple[Cut, Recognition]] = []
        """Overlapping words while nobody knows whether they are a barge-in."""
        self._voice = 0
        """Number of the voice that is on, or was on last."""
        self._overlaps = False
        self._probably_ended = False
        """`turn_probably_ended` was told of the present pause."""
        self._settled_s = -1.0
        """The last voiced moment before the pause in which words were settled ahead."""
        self._told_words = ""
        """What was told of that pause."""
        self._judged: tuple[int, str, Patience, bool] | None = None
        """What was last read for the end of the turn: it is asked for every 32 ms."""
        self._whole = False
        """What that reading gave."""
        self._told = False
        """`speech_started` was told and `speech_stopped` not yet."""
        self._utterance_ended_s = -ANSWER_OVERLAP_S
        self._attention = asyncio.Event()
        self._tasks: asyncio.TaskGroup | None = None

    def feed(self, pcm: bytes) -> None:
        """The next audio, PCM16 mono at the input rate; never blocks.

        Raises:
            BadAudio: an odd number of bytes, or audio that comes much faster than real time.
        """
        self._intake.feed(pcm)

    def utterance_begins(self, *, interjects: bool = False, text: str = "") -> Verdict | None:
        """The interviewer is about to speak; `Verdict.pause` if the candidate already does.

        `text`: what it will say; the same words coming back are its echo.
        """
        talking = self._segmenter.speaking and not self._noise.now
        verdict = self._overlap.utterance_started(
            self._segmenter.now_s,
            voice_since=self._segmenter.voice_since_s if talking else None,
            interjects=interjects,
            text=text,
        )
        self._overlaps = verdict is Verdict.pause
        if self._overlaps:
            self._attention.set()
        return verdict

    def utterance_ended(self) -> None:
        """The interviewer has finished, or was stopped."""
        self._overlap.utterance_ended()
        self._utterance_ended_s = self._segmenter.now_s
        self._release_held()

    async def run(self) -> None:
        """Recognise until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            self._tasks = tasks
            tasks.create_task(self._recogniser.run())
            tasks.create_task(self._intake.keep_time(self._attention))

    # Windows -----------------------------------------------------------------------------------

    def _take(self, window: Samples) -> None:
        probability = self._detector.probability(window, speaking=self._segmenter.speaking)
        self._recogniser.hear(window)
        for happening in self._segmenter.take(window, probability):
            if isinstance(happening, Segment):
                cut = Cut(segment=happening, overlaps=self._overlaps)
                speaking = self._segmenter.speaking
                self._recogniser.cut(cut, self._segmenter.now_s, goes_on=speaking)
            elif happening is Edge.started:
                self._voice_started()
            else:
                self._voice_stopped()
        if self._attention.is_set():
            self._tick()

    def _tick(self) -> None:
        """Whatever depends on the time that has passed."""
        now_s = self._segmenter.now_s
        self._obey(self._overlap.tick(now_s))
        if self._segmenter.voiced and self._recogniser.partial_due(now_s):
            # Not in a pause: the final that may follow it must not wait for a partial.
            self._recogniser.ask_partial(
                self._segmenter.open_samples(),
                now_s=lambda: self._segmenter.now_s,
                show=self._take_partial,
            )
        elif self._segmenter.speaking and not self._segmenter.voiced and not self._overlaps:
            self._hesitates()
        self._maybe_end_turn()

    def _hesitates(self) -> None:
        """A short silence that doesn't end the segment yet: have its words ready in case it does,
        and tell the turn so far where it may be over."""
        words = self._recogniser.words()
        if words is None:
            return
        turn, paused_s = self._turn, self._segmenter.voiced_until_s
        asked = (len(turn.texts), words, self.patience, self.follow_up)
        if asked != self._judged:
            self._judged = asked
            self._whole = bool(words) and turn.would_be_over(
                words, self.patience, follow_up=self.follow_up
            )
        whole = self._whole
        long = self._segmenter.now_s - paused_s >= SETTLE_AFTER_S
        if (whole or long) and self._settled_s != paused_s:
            self._settled_s = paused_s
            self._recogniser.settle(paused_s)
        if whole and words != self._told_words:
            self._told_words = words
            self._report.turn_probably_ended(f"{turn.text} {words}".strip())

    def _voice_started(self) -> None:
        segmenter = self._segmenter
        self._voice += 1
        self._attention.set()
        self._noise.voice_started()
        self._turn.voice_started()
        if self._probably_ended:
            self._probably_ended = False
            self._report.turn_went_on()
        self._overlaps = self._overlap.playing
        self._obey(self._overlap.voice_started(segmenter.voice_since_s))
        self._recogniser.voice_began(
            segmenter.voice_since_s, samples=segmenter.open_count, overlap=self._overlaps
        )
        if not self._noise.wary:
            self._tell_started()

    def _voice_stopped(self) -> None:
        self._obey(self._overlap.voice_stopped(self._segmenter.voiced_until_s))
        self._tell_stopped()
        if self._smart_turn is not None and self._tasks is not None and not self._overlaps:
            self._tasks.create_task(self._ask_smart_turn(self._smart_turn))

    # Words -------------------------------------------------------------------------------------

    def _take_final(self, cut: Cut, recognition: Recognition) -> None:
        self._final(cut, recognition)
        self._tick()

    def _final(self, cut: Cut, recognition: Recognition) -> None:
        if recognition.text:
            self._show_words()
        else:
            self._show_none(cut.segment.ended_s)
        if not (cut.overlaps and self._overlap.playing) or self._overlap.talked_into:
            self._accept(cut, recognition)
            return
        self._held.append((cut, recognition))
        said = " ".join(held.text for _, held in self._held if held.text)
        voice_on = self._segmenter.speaking or self._recogniser.pending > 0
        self._obey(self._overlap.heard(said, self._segmenter.now_s, final=not voice_on))
        if self._held and not self._overlap.undecided and not voice_on:
            # It did not pause the interviewer (noise had done so before) and claims nothing.
            self._held.clear()

    def _accept(self, cut: Cut, recognition: Recognition) -> None:
        """Words of the candidate's turn."""
        segment, text = cut.segment, recognition.text
        if not text or self._was_backchannel(cut, text):
            return
        self._turn.add(text, started_s=segment.started_s, ended_s=segment.ended_s)
        self._report.segment(
            Heard(
                segment_id=uuid.uuid4().hex,
                text=text,
                started_at=self._intake.at(segment.started_s),
                ended_at=self._intake.at(segment.ended_s),
                confidence=recognition.confidence,
            )
        )

    def _was_backchannel(self, cut: Cut, text: str) -> bool:
        """Said to go on, well before the interviewer had finished by itself."""
        early = cut.segment.started_s < self._utterance_ended_s - ANSWER_OVERLAP_S
        return cut.overlaps and early and words_say(text) is Words.backchannel

    def _release_held(self) -> None:
        held, self._held = self._held, []
        for cut, recognition in held:
            self._accept(cut, recognition)

    def _take_partial(self, recognition: Recognition, heard_s: float) -> None:
        """Words of the open segment, as they were at `heard_s`."""
        if not self._segmenter.speaking:
            return
        if recognition.text:
            self._show_words()
        else:
            self._show_none(heard_s)
        if self._overlaps and self._overlap.playing:
            held = [held.text for _, held in self._held]
            said = " ".join([*held, recognition.text]).strip()
            self._obey(self._overlap.heard(said, self._segmenter.now_s, final=False))
        if recognition.text and not (self._overlaps and self._overlap.playing):
            self._report.partial(" ".join([*self._turn.texts, recognition.text]))

    def _obey(self, verdict: Verdict | None) -> None:
        """Pass a verdict on and draw its consequences here."""
        if verdict is None:
            return
        self._report.overlap(verdict)
        if verdict is Verdict.interrupt:
            self._overlaps = False
            self._release_held()
        elif verdict is Verdict.resume:
            self._held.clear()

    # Speech and noise --------------------------------------------------------------------------

    def _show_words(self) -> None:
        self._noise.words()
        if self._segmenter.speaking:
            self._tell_started()

    def _show_none(self, until_s: float) -> None:
        """A recognition without words, of the voice up to `until_s`."""
        if not self._segmenter.speaking:
            self._noise.ended_wordless()
        elif self._noise.still_wordless(until_s - self._segmenter.voice_since_s):
            self._tell_stopped()

    def _tell_started(self) -> None:
        if not self._told:
            self._told = True
            self._report.speech_started(self._intake.at(self._segmenter.voice_since_s))

    def _tell_stopped(self) -> None:
        if self._told:
            self._told = False
            self._report.speech_stopped(self._intake.at(self._segmenter.voiced_until_s))

    # The end of a turn -------------------------------------------------------------------------

    def _maybe_end_turn(self) -> None:
        talking = self._segmenter.speaking and not self._noise.now
        if talking or self._segmenter.stirring:
            return
        if self._recogniser.pending or self._held or self._overlap.undecided:
            return
        turn = self._turn
        if not turn.begun:
            if not self._segmenter.speaking and not self._overlap.playing:
                self._attention.clear()
            return
        now_s = self._segmenter.now_s
        if not self._probably_ended and turn.probably_over(
            now_s, self.patience, follow_up=self.follow_up
        ):
            self._probably_ended = True
            self._report.turn_probably_ended(turn.text)
        if turn.over(now_s, self.patience, follow_up=self.follow_up):
            self._probably_ended = False
            turn.close(now_s)
            self._recogniser.turn_over()
            self._report.turn_ended(
                speech_ended_at=self._intake.at(turn.worded_until_s),
                final_at=self._recogniser.last_final_at,
            )

    def _take_vote(self, vote: TurnVote) -> None:
        """What a recogniser that follows turns thinks of the pause at hand."""
        if isinstance(vote, TurnIsOver) and not self._segmenter.speaking:
            self._turn.told_over(True)
        elif isinstance(vote, TurnGoesOn):
            self._turn.told_over(False)
        self.on_turn_vote(vote)

    async def _ask_smart_turn(self, smart_turn: SmartTurn) -> None:
        voice = self._voice
        if self.patience is Patience.long:
            return
        vote = await smart_turn.finished(self._segmenter.past())
        if voice == self._voice and not self._segmenter.speaking:
            self._turn.vote(vote)


def _in_whole_windows(silence_s: float) -> float:
    """The nearest silence that voice detection can tell, as Pipecat has it; a hair less, so that
    rounding does not add a window."""
    return max(1, round(silence_s / WINDOW_S)) * WINDOW_S - 0.001
