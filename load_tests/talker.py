"""What every simulated candidate does, whatever the system: talk, listen, and note the times."""

import asyncio
import time

import msgspec

from load_tests.lines.line import Line
from load_tests.microphone import Microphone, Pacer, Take
from load_tests.playback import Playback

LATE_ECHO_S = 0.1
"""Audio that is heard so soon after the candidate has begun was on its way already."""
SILENCED_S = 0.3
"""After so long without a sound an interrupted interviewer has stopped."""


class Exchange(msgspec.Struct, kw_only=True):
    """One answer of the candidate and the reply it got. Moments are monotonic seconds."""

    said: str
    started_at: float = 0.0
    last_sample_sent_at: float = 0.0
    """0 while the answer is being said."""
    reply_heard_at: float | None = None
    cut_in: bool = False
    """The interviewer was heard before the answer was over."""
    interrupts: bool = False
    """It began while the interviewer was speaking, on purpose."""
    silenced_at: float | None = None
    """When the interrupted interviewer was last heard."""
    turns: int = 0
    """Turns of the candidate that the server committed for it."""
    silence_ms: float | None = None
    """How much silence the server says that it waited for before the reply."""
    reply: str = ""
    """What was said in reply, as the server has committed it."""

    @property
    def voice_to_voice_s(self) -> float | None:
        """From the last speech sample sent to the first audible reply sample heard."""
        if self.reply_heard_at is None or not self.last_sample_sent_at:
            return None
        return self.reply_heard_at - self.last_sample_sent_at

    @property
    def silence_s(self) -> float | None:
        """From the first sample of an interruption to the last one of the interrupted voice."""
        if self.silenced_at is None:
            return None
        return max(0.0, self.silenced_at - self.started_at)


class Talker:
    """Microphone, loudspeaker and the exchanges between them."""

    def __init__(self, *, pacer: Pacer, room: Take) -> None:
        self.playback = Playback()
        self.exchanges: list[Exchange] = []
        self.first_audio_at: float | None = None
        self.hello_at: float | None = None
        """When it began to join."""
        self.close_code: int | None = None
        self.ended = asyncio.Event()
        self.errors: list[str] = []
        """Codes of what went wrong, as the server or the line told them."""
        self._pacer = pacer
        self._room = room
        self._line: Line | None = None
        self._microphone: Microphone | None = None

    def use(self, line: Line) -> None:
        """Talk and listen over this line, which is about to be opened."""
        self._line = line
        self.playback = Playback(streams=line.streams)
        self._microphone = Microphone(prepare=line.prepare, send=line.send_frame, room=self._room)

    def switch_on(self) -> None:
        """The line is open: the microphone begins to send."""
        if self._microphone is not None:
            self._pacer.add(self._microphone)

    async def hang_up(self) -> None:
        if self._microphone is not None:
            self._pacer.remove(self._microphone)
        if self._line is not None:
            await self._line.aclose()

    @property
    def line(self) -> Line | None:
        return self._line

    def drop(self) -> None:
        """Lose the connection without a goodbye."""
        if self._line is not None:
            self._line.drop()

    @property
    def speaking(self) -> bool:
        return self._microphone is not None and self._microphone.speaking

    def speak(self, take: Take, *, interrupts: bool = False) -> Exchange:
        """Begin to say it; the exchange is filled in as things happen."""
        exchange = Exchange(said=take.text, started_at=time.monotonic(), interrupts=interrupts)

        def spoken(at: float) -> None:
            exchange.last_sample_sent_at = at

        self.exchanges.append(exchange)
        assert self._microphone is not None
        self._microphone.speak(take, spoken)
        return exchange

    # Listener ----------------------------------------------------------------------------------

    def audio(self, pcm: bytes, rate_hz: int, at: float) -> None:
        if self.first_audio_at is None and not self.playback.streams:
            self.first_audio_at = at
        before = self.playback.audible_until
        audible = self.playback.receive(pcm, rate_hz, at)
        if audible is None:
            return
        if self.first_audio_at is None:
            self.first_audio_at = audible.first_at
        if self.exchanges:
            self._note(self.exchanges[-1], audible.first_at, before)

    def closed(self, code: int | None) -> None:
        self.close_code = code
        self.ended.set()

    def _note(self, exchange: Exchange, heard_at: float, before: float | None) -> None:
        """What a sound means for the open exchange; `before`: when the last one was heard."""
        if exchange.reply_heard_at is not None:
            return
        if exchange.interrupts and exchange.silenced_at is None and before is not None:
            if heard_at - before < SILENCED_S:
                return  # The interrupted voice still goes on.
            exchange.silenced_at = before
        if exchange.last_sample_sent_at:
            exchange.reply_heard_at = max(heard_at, exchange.last_sample_sent_at)
        elif not exchange.interrupts and heard_at > exchange.started_at + LATE_ECHO_S:
            exchange.cut_in = True
