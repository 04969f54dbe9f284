"""Barge-in: what to do when the candidate makes a sound while the interviewer speaks. Pure.

Any voice pauses the interviewer at once; then the words decide. A cough or "mm-hm" lets the
utterance go on from where it stopped; real words, or a voice that goes on and on, end it.
"""

from enum import StrEnum

import msgspec

from runtime.voice.backchannel import CLAIM_WORDS
from runtime.voice.backchannel import Words as Words
from runtime.voice.backchannel import words_say as words_say
from runtime.voice.syntax import words_of

FALSE_ALARMS = 2
"""After so many sounds that paused an utterance for nothing, only words pause it."""
WARY_ECHOES = 2
"""After so many utterances that came back as echo, sound alone pauses no more."""


class Verdict(StrEnum):
    pause = "pause"
    resume = "resume"
    interrupt = "interrupt"


class BargeInTimes(msgspec.Struct, frozen=True, kw_only=True):
    speech_s: float = 1.6
    """So much continuing voice is a barge-in whatever its words seem to be. There is no hurry: the
    interviewer has been silent since the voice began."""
    demand_s: float = 0.55
    """In a shorter voice that goes on even a demand is only a guess of the recogniser."""
    claim_s: float = 0.6
    """A voice must have lasted so long to hold a claim of `CLAIM_WORDS`,"""
    short_claim_s: float = 1.0
    """and so long to hold one of two words."""
    partial_claim_s: float = 1.1
    """While it goes on: what a recogniser guesses in the first second of "yeah, I see" is seldom
    what was said."""
    words_per_s: float = 5.0
    """In a voice shorter than `short_claim_s` nobody says more; a recogniser that hears more in a
    hum makes them up."""
    wary_claim_s: float = 1.4
    """The same while sounds are not trusted: a few words may be a badly recognised echo."""
    backchannel_s: float = 2.0
    """A voice that goes on so long after "yeah" is more than a backchannel."""
    judged_s: float = 0.9
    """In less audio a lack of words proves nothing."""
    wordless_s: float = 2.2
    """A voice that is still without words by then is noise."""
    undecided_s: float = 2.5
    """After the voice has stopped, longest wait for its words."""
    interjection_after_s: float = 5.0
    """If the candidate has talked for so long when an utterance begins, it begins on purpose."""
    interjection_grace_s: float = 1.0
    """People need a moment to notice that they are interjected."""
    interjection_said_s: float = 4.0
    """An utterance that means to interject a talker is heard for so long, whatever is said into
    it: a sentence that tells why the talker is stopped."""


class Overlap:
    """The policy over one utterance after another. Times are stream seconds, never going back.

    Each call may return a verdict; `pause` is always followed by `resume` or `interrupt`, unless
    the utterance ends by itself.
    """

    def __init__(self, times: BargeInTimes | None = None) -> None:
        self._times = times or BargeInTimes()
        self._playing = False
        self._paused = False
        self._wary = False
        """Noise has already paused this utterance once; only words do so again."""
        self._alarms = 0
        """Sounds that paused this utterance for nothing."""
        self._over = ""
        """What the interviewer says."""
        self._echoes = 0
        """Utterances of late that came back as echo."""
        self._echoed = False
        """This one did."""
        self._grace_until: float | None = None
        self._insists = False
        """The grace holds although the voice pauses: the talker only draws breath."""
        self._voice_since: float | None = None
        self._voice_began = 0.0
        """Where the sound began that paused the utterance; it may have had pauses since."""
        self._voice_until = 0.0
        self._said: Words | None = None

    @property
    def playing(self) -> bool:
        """An utterance is being spoken, or stands paused."""
        return self._playing

    @property
    def undecided(self) -> bool:
        """An utterance stands paused until the words are known."""
        return self._paused

    @property
    def talked_into(self) -> bool:
        """The utterance goes on whatever is said into it, so nothing said waits for a verdict."""
        return self._playing and self._grace_until is not None

    def utterance_started(
        self,
        at: float,
        *,
        voice_since: float | None,
        interjects: bool = False,
        text: str = "",
    ) -> Verdict | None:
        """An utterance of these words begins; `voice_since` tells since when the candidate is
        talking, if so."""
        self._insists = interjects
        self._over, self._echoed, self._alarms = text, False, 0
        self._playing, self._paused = True, False
        self._wary = self._echoes >= WARY_ECHOES
        self._grace_until, self._said = None, None
        self._voice_since = voice_since
        if interjects:
            self._grace_until = at + self._times.interjection_said_s
            return None
        if voice_since is None:
            return None
        if at - voice_since >= self._times.interjection_after_s:
            self._grace_until = at + self._times.interjection_grace_s
            return None
        self._voice_began = voice_since
        return self._pause()

    def utterance_ended(self) -> None:
        """It was heard to its end, or stopped."""
        if self._playing and not self._echoed:
            self._echoes = max(0, self._echoes - 1)
        self._playing = self._paused = False
        self._grace_until = None

    def voice_started(self, at: float) -> Verdict | None:
        self._voice_since, self._said = at, None
        if not self._paused:
            self._voice_began = at
        if self._paused or self._wary or not self._playing or self._grace_until is not None:
            return None
        return self._pause()

    def voice_stopped(self, at: float) -> Verdict | None:
        """The voice stopped; its words may still come."""
        self._voice_since = None
        self._voice_until = at
        if not self._insists:
            self._grace_until = None
        return None

    def heard(self, text: str, at: float, *, final: bool) -> Verdict | None:
        """Words of the voice since it began; "" when the recogniser found none."""
        if not self._playing or self._grace_until is not None:
            return None
        stopped = final and self._voice_since is None
        lasted_s = (self._voice_until if stopped else at) - self._voice_began
        said = words_say(text, over=self._over, echoed=self._echoed)
        if said is Words.none and not final and lasted_s < self._times.judged_s:
            return None  # So little audio without words proves nothing.
        self._said = said
        if said is Words.echo:
            return self._hear_echo()
        if said is Words.demand and (stopped or lasted_s >= self._times.demand_s):
            return self._interrupt()
        count = len(words_of(text))
        enough_s = self._times.short_claim_s if count < CLAIM_WORDS else self._times.claim_s
        hum_s = min(count / self._times.words_per_s, self._times.short_claim_s)
        enough_s = max(enough_s, hum_s)
        if not stopped:
            enough_s = max(enough_s, self._times.partial_claim_s)
        if self._wary:
            # Echo goes on as long as the interviewer does; who stops before has said something.
            enough_s = self._times.partial_claim_s if stopped else self._times.wary_claim_s
        if said is Words.claim and lasted_s >= enough_s:
            return self._interrupt()
        if not stopped:
            return self.tick(at)
        if said is Words.doubtful and lasted_s >= self._times.claim_s and self._paused:
            # One clear word and then silence may well be an answer.
            return self._interrupt()
        return self._resume()

    def tick(self, at: float) -> Verdict | None:
        """Time passes."""
        if self._grace_until is not None:
            if at < self._grace_until:
                return None
            self._grace_until = None
            if self._voice_since is not None:
                # Still talking: from here on it is a barge-in like any other.
                self._voice_since = self._voice_began = at
                return self._pause()
        if not self._paused:
            return None
        times = self._times
        if self._voice_since is None:
            return self._resume() if at - self._voice_until >= times.undecided_s else None
        lasted_s = at - self._voice_since
        if self._said is Words.none:
            if lasted_s >= times.wordless_s:
                self._wary = True
                return self._resume()
            return None
        limit_s = times.backchannel_s if self._said is Words.backchannel else times.speech_s
        return self._interrupt() if lasted_s >= limit_s else None

    def _hear_echo(self) -> Verdict | None:
        """From here on only other words than its own stop this utterance."""
        self._wary = True
        if not self._echoed:
            self._echoed = True
            self._echoes = min(self._echoes + 1, WARY_ECHOES + 1)
        return self._resume()

    def _pause(self) -> Verdict:
        self._paused = True
        return Verdict.pause

    def _resume(self) -> Verdict | None:
        if not self._paused:
            return None
        self._paused = False
        self._alarms += 1
        self._wary = self._wary or self._alarms >= FALSE_ALARMS
        return Verdict.resume

    def _interrupt(self) -> Verdict:
        self.utterance_ended()
        return Verdict.interrupt
