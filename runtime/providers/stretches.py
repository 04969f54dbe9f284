"""Which words belong to which stretch of speech, while both are still coming. Pure.

Positions count the samples that were passed on to a recogniser, whichever stream they went to.
"""

from collections import deque

import msgspec

from runtime.listening import Final, Interim
from runtime.ports import Recognition, Word

RATE_HZ = 16_000
SAMPLE_BYTES = 2
SLACK = RATE_HZ // 10
"""A final that ends so shortly before a stretch does covers it: the rest is silence."""

LEAD = RATE_HZ
"""Audio kept while nobody speaks: the ear finds out late that speech has begun."""


class Placed(msgspec.Struct, frozen=True):
    """A word and its positions."""

    text: str
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


class Piece(msgspec.Struct, kw_only=True, eq=False):
    """A stretch that waits for its words."""

    begins: int
    ends: int
    asked_at: int
    """Everything up to here was passed on when the stretch ended."""
    goes_on: bool
    flush: int | None = None
    """Number of the flush that settles it; None where nothing needs to be asked."""


class Stretches:
    """The audio and the words of one session's stretches, across streams."""

    def __init__(self) -> None:
        self.passed = 0
        """Samples passed on so far."""
        self.flushes = 0
        """Flushes asked of the present stream."""
        self.opened: int | None = None
        """Where the open stretch begins."""
        self.waiting: deque[Piece] = deque()
        self._kept = bytearray()
        self._kept_from = 0
        self._origin = 0
        """Position of the present stream's first sample."""
        self._flushed = 0
        self._early: int | None = None
        """Number of the last flush that was asked for while its stretch was open."""
        self._settled: list[Placed] = []
        self._settled_until = 0.0
        self._interim: list[Placed] = []
        self._used = 0.0
        """Words before this position have been given out."""
        self._confidence: float | None = None
        self._told_since_begin = False

    def pass_on(self, pcm: bytes) -> None:
        self._kept += pcm
        self.passed += len(pcm) // SAMPLE_BYTES
        if self.opened is None and not self.waiting:
            self._forget(self.passed - LEAD)

    def begin(self, samples: int) -> None:
        """A stretch has begun `samples` ago."""
        begins = max(self.passed - samples, int(self._used))
        self.opened = begins
        self._told_since_begin = False

    def end(self, samples: int, *, goes_on: bool, settled: bool = False) -> Piece:
        """The open stretch holds `samples`; its words may be `covered` already. `settled`: nothing
        was said since `ask_early`."""
        begins = self.opened if self.opened is not None else self.passed
        ends = min(begins + samples, self.passed)
        piece = Piece(begins=begins, ends=ends, asked_at=self.passed, goes_on=goes_on)
        if settled and not goes_on:
            piece.flush = self._early
        self._early = None
        self.opened = ends if goes_on else None
        self.waiting.append(piece)
        return piece

    def ask_flush(self) -> None:
        """The stream is asked to settle what it has; the answer counts for all that wait."""
        self.flushes += 1
        for piece in self.waiting:
            if not piece.goes_on and piece.flush is None:
                piece.flush = self.flushes

    def ask_early(self) -> None:
        """The stream is asked to settle an open stretch, in case it is over."""
        self.flushes += 1
        self._early = self.flushes

    def covered(self, piece: Piece) -> bool:
        """The words of a piece are known."""
        if piece.goes_on:
            known = [self._settled_until, *(word.end for word in self._interim)]
            return max(known) >= piece.ends
        if piece.flush is not None and self._flushed >= piece.flush:
            return True
        return self._settled_until >= piece.ends - SLACK and not self._unsettled(piece)

    def quiet(self, piece: Piece) -> bool:
        """Some words of it are settled and nothing is open: there may be nothing more to say."""
        settled = any(self._used <= word.middle < piece.asked_at for word in self._settled)
        return settled and not self._unsettled(piece)

    def take(self, event: Interim | Final) -> None:
        words = [self._place(word) for word in event.words]
        words = [word for word in words if word.middle >= self._used]
        self._told_since_begin = True
        if isinstance(event, Interim):
            self._interim = words
            return
        if words:
            # Flux tells a turn's words again when the turn ends.
            self._settled = [word for word in self._settled if word.end <= words[0].start + 1]
            self._settled += words
            self._confidence = event.confidence
        self._interim = []
        self._settled_until = max(
            self._settled_until, self._origin + event.until_ms / 1000 * RATE_HZ
        )
        self._flushed += int(event.flushed)

    def give(self, piece: Piece) -> Recognition:
        """The words of the first waiting piece, which waits no longer."""
        assert piece is self.waiting[0]
        self.waiting.popleft()
        limit = piece.ends if piece.goes_on else piece.asked_at
        known = self._settled + (self._interim if piece.goes_on else [])
        words = [word for word in known if self._used <= word.middle < limit]
        self._used = max([float(piece.ends), *(word.middle + 1 for word in words)])
        self._settled = [word for word in self._settled if word.middle >= self._used]
        self._interim = [word for word in self._interim if word.middle >= self._used]
        self._forget(piece.ends)
        return Recognition(
            text=" ".join(word.text for word in words),
            confidence=self._confidence if words else None,
            words=tuple(
                Word(
                    text=word.text,
                    start_ms=_ms(word.start - piece.begins),
                    end_ms=_ms(word.end - piece.begins),
                )
                for word in words
            ),
        )

    def drop(self, piece: Piece) -> None:
        """Somebody else has recognised it."""
        if piece in self.waiting:
            self.waiting.remove(piece)
            self._used = max(self._used, float(piece.ends))
            self._forget(piece.ends)

    def open_text(self) -> str | None:
        """Words of the open stretch so far; None while nothing was told since it began."""
        if self.opened is None or not self._told_since_begin:
            return None
        words = [word for word in self._settled + self._interim if word.middle >= self.opened]
        return " ".join(word.text for word in words)

    def connected(self) -> bytes:
        """A new stream: the audio it must get first, all that has no final words yet."""
        from_ = self._first_needed()
        self._origin = from_
        self.flushes = self._flushed = 0
        self._early = None
        self._settled = []
        self._interim = []
        self._settled_until = float(from_)
        for piece in self.waiting:
            piece.flush = None
        return bytes(self._kept[(from_ - self._kept_from) * SAMPLE_BYTES :])

    def _place(self, word: Word) -> Placed:
        return Placed(
            word.text,
            self._origin + word.start_ms / 1000 * RATE_HZ,
            self._origin + word.end_ms / 1000 * RATE_HZ,
        )

    def _unsettled(self, piece: Piece) -> bool:
        return any(self._used <= word.middle < piece.asked_at for word in self._interim)

    def _first_needed(self) -> int:
        if self.waiting:
            return self.waiting[0].begins
        return self.passed if self.opened is None else self.opened

    def _forget(self, until: int) -> None:
        """Audio before `until` is not needed any more, unless an open stretch holds it."""
        until = min(until, self._first_needed())
        if until > self._kept_from:
            del self._kept[: (until - self._kept_from) * SAMPLE_BYTES]
            self._kept_from = until


def _ms(samples: float) -> float:
    return round(max(0.0, samples) / RATE_HZ * 1000, 1)
