"""How much a client may send; time comes as an argument. Pure."""

from runtime.errors import TooManyMessages

BYTES_PER_SAMPLE = 2


class Bucket:
    """A token bucket: `rate` per second on average, `burst` at once."""

    def __init__(self, *, rate: float, burst: float, at: float) -> None:
        self._rate = rate
        self._burst = burst
        self._level = burst
        self._at = at

    def take(self, amount: float, at: float) -> bool:
        """Take `amount` at monotonic second `at`; False when it is not there."""
        self._level = min(self._burst, self._level + (at - self._at) * self._rate)
        self._at = at
        self._level -= amount
        return self._level >= 0.0


class FloodGuard:
    """Limits of one media socket.

    An honest client sends some ten messages a second and audio in real time. It may send what
    it recorded while it was connecting in one burst, so bursts are generous and only what is
    sustained is a flood.
    """

    MESSAGES_PER_S = 200.0
    MESSAGE_BURST = 400.0
    CHUNKS_PER_S = 1000.0
    """Binary messages: an AudioWorklet without batching sends 375 a second."""
    CHUNK_BURST = 4000.0
    AUDIO_SPEED = 5.0
    """Times real time."""
    AUDIO_BURST_S = 20.0
    """Seconds of audio at once; the ear itself gives up at 30 s it has not heard yet."""

    def __init__(self, *, sample_rate_hz: int, at: float) -> None:
        second_bytes = sample_rate_hz * BYTES_PER_SAMPLE
        self._messages = Bucket(rate=self.MESSAGES_PER_S, burst=self.MESSAGE_BURST, at=at)
        self._chunks = Bucket(rate=self.CHUNKS_PER_S, burst=self.CHUNK_BURST, at=at)
        self._audio = Bucket(
            rate=self.AUDIO_SPEED * second_bytes, burst=self.AUDIO_BURST_S * second_bytes, at=at
        )

    def message(self, at: float) -> None:
        """Raises TooManyMessages."""
        if not self._messages.take(1.0, at):
            raise TooManyMessages(f"Too many messages: at most {self.MESSAGES_PER_S:.0f} a second.")

    def audio(self, size_bytes: int, at: float) -> None:
        """Raises TooManyMessages."""
        if not self._chunks.take(1.0, at) or not self._audio.take(size_bytes, at):
            raise TooManyMessages(
                f"Too much audio: at most {self.AUDIO_SPEED:.0f} times real time after a burst "
                f"of {self.AUDIO_BURST_S:.0f} s."
            )
