"""One utterance on its way to the candidate's ears: what was sent, what was heard. Pure.

Positions are milliseconds of the utterance's audio; moments are monotonic seconds, as arguments.
"""

import msgspec

from runtime.ports import Utterance
from runtime.voice.audio import SAMPLE_BYTES, pcm_ms
from runtime.voice.script import Timeline, sentences_of

LEAD_MS = 200.0
"""How far the audio sent may run ahead of the audio heard: rides out a hiccup of the network,
and is the longest tail that a client which can't flush goes on playing."""
SEND_MS = 60.0
"""Audio per message, three units of 20 ms: fewer messages, and still small beside the lead."""
_ROOM_BELOW_MS = LEAD_MS - SEND_MS + 0.5
"""With less than that on its way the next piece may go; half a millisecond absorbs rounding."""
NEARLY_OVER_MS = 500.0
"""A voice in the last half second of an utterance begins the answer; it is no barge-in."""
UNCONFIRMED_S = 0.8
"""After the last sample should have been heard, longest wait for a client that reports playout."""
CONFIRMED_WITHIN_MS = 60.0
"""A report that close to the end is the end: clients report in steps."""


class Sound:
    """A sentence's audio at the output rate; grows while it is synthesised."""

    def __init__(self) -> None:
        self.pcm = bytearray()


class Performance:
    """The audio of one utterance and its positions.

    `unplayed_ms` is what the output still holds of what was written to it, where it knows that
    (our own WebRTC track); None where only the client knows (a socket).
    """

    def __init__(self, utterance: Utterance, rate_hz: int) -> None:
        self.utterance = utterance
        self.timeline = Timeline(sentences_of(utterance.text), open_=utterance.more)
        self.over = False
        """Heard to its end, or stopped."""
        self.paused_at: float | None = None
        self.sent_ms = 0.0
        self.sending = 0
        """Index of the sentence that is being sent."""
        self._rate_hz = rate_hz
        self._sounds: list[Sound] = []
        self._origin: float | None = None
        """When position 0 was, or would have been, heard; None while nothing is on its way."""
        self._reported_ms: float | None = None
        self._reported_at = 0.0
        self._floor_ms = 0.0
        """The most the client has reported."""

    @property
    def audible(self) -> bool:
        """There is something to hear."""
        return any(sound.pcm for sound in self._sounds)

    @property
    def all_sent(self) -> bool:
        """Every sentence was synthesised and sent."""
        return self.timeline.complete and self.sent_ms >= self.timeline.duration_ms - 1.0

    def go_on(self, text: str) -> None:
        """The whole text, of which only the beginning was known."""
        self.utterance = msgspec.structs.replace(self.utterance, text=text, more=False)
        self.timeline.extend(sentences_of(text))

    def add_sound(self) -> Sound:
        sound = Sound()
        self._sounds.append(sound)
        return sound

    def position_ms(self, now: float, unplayed_ms: float | None) -> float:
        """What was heard by now: as the output or the client knows, else as the clock says."""
        if self.paused_at is not None or self._origin is None:
            return self.sent_ms
        if unplayed_ms is not None:
            heard_ms = self.sent_ms - unplayed_ms
        elif self._reported_ms is not None:
            heard_ms = self._reported_ms + (now - self._reported_at) * 1000
        else:
            heard_ms = (now - self._origin) * 1000
        return min(self.sent_ms, heard_ms)

    def heard_chars(self, now: float, unplayed_ms: float | None) -> int:
        return self.timeline.heard_chars(self.position_ms(now, unplayed_ms))

    def nearly_over(self, now: float, unplayed_ms: float | None) -> bool:
        left_ms = self.timeline.duration_ms - self.position_ms(now, unplayed_ms)
        return self.timeline.complete and left_ms <= NEARLY_OVER_MS

    def report(self, heard_ms: float, now: float) -> None:
        """The client has played so much; less than it said before is a mistake of its own."""
        if heard_ms < self._floor_ms:
            return
        self._floor_ms = heard_ms
        if self.paused_at is not None:
            # The answer to a flush: it knows better than our clock where the voice stopped.
            self.sent_ms = min(self.sent_ms + LEAD_MS, heard_ms)
        elif self._origin is not None:
            self._reported_ms = min(self.sent_ms, heard_ms)
            self._reported_at = now

    def pause(self, now: float, unplayed_ms: float | None) -> None:
        """What was sent and not heard is forgotten, to be sent again."""
        self.sent_ms = self.position_ms(now, unplayed_ms)
        self.paused_at = now
        self._origin = None
        self._reported_ms = None

    def next_pcm(self, now: float, unplayed_ms: float | None) -> bytes:
        """The next piece to send; b"" while the lead is full or nothing more is synthesised."""
        if self._lead_ms(now, unplayed_ms) > _ROOM_BELOW_MS:
            return b""
        pcm = self._cut()
        if pcm:
            if self._origin is None or self._lead_ms(now, unplayed_ms) < 0.0:
                # The first sound, or one after the candidate's buffer ran dry.
                self._origin = now - self.sent_ms / 1000
                self._reported_ms = None
            self.sent_ms += pcm_ms(pcm, self._rate_hz)
        return pcm

    def due(self, now: float, unplayed_ms: float | None) -> float | None:
        """When the next piece may be sent; None when there is none."""
        lead_ms = self._lead_ms(now, unplayed_ms)
        if lead_ms <= _ROOM_BELOW_MS:
            return None
        return now + (lead_ms - LEAD_MS + SEND_MS) / 1000

    def ends_at(self, now: float, unplayed_ms: float | None) -> float:
        """When the candidate will have heard everything, if all goes well."""
        return now + max(0.0, self._lead_ms(now, unplayed_ms)) / 1000

    def confirmed(self, now: float, unplayed_ms: float | None) -> bool:
        """Everything was heard, as far as anyone can know; `all_sent` must hold."""
        total_ms = self.timeline.duration_ms
        if unplayed_ms is not None or self._origin is None:
            return not unplayed_ms
        clock_s = now - self._origin - total_ms / 1000
        if self._reported_ms is None or clock_s >= UNCONFIRMED_S:
            return clock_s >= 0.0
        return self._reported_ms >= total_ms - CONFIRMED_WITHIN_MS

    def _lead_ms(self, now: float, unplayed_ms: float | None) -> float:
        if unplayed_ms is not None:
            return unplayed_ms
        if self._origin is None:
            return 0.0
        return self.sent_ms - (now - self._origin) * 1000

    def _cut(self) -> bytes:
        """Audio from `sent_ms` on, at most `SEND_MS`; may cross sentences."""
        skip = SAMPLE_BYTES * round(self.sent_ms / 1000 * self._rate_hz)
        wanted = SAMPLE_BYTES * int(SEND_MS / 1000 * self._rate_hz)
        cut = bytearray()
        for index, sound in enumerate(self._sounds):
            size = len(sound.pcm)
            if skip < size:
                cut += sound.pcm[skip : skip + wanted - len(cut)]
                self.sending = index
                if len(cut) >= wanted:
                    break
            skip = max(0, skip - size)
        return bytes(cut)
