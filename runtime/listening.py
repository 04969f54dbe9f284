"""Ports of recognition while it is spoken: one stream per session, its events, and its listener.

Audio is PCM16 mono 16 kHz little-endian bytes. Moments of a stream are milliseconds of the audio
that was sent to it.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec

from runtime.ports import Recognition, Word


class Interim(msgspec.Struct, frozen=True, kw_only=True):
    """Words that may still change: all since the last final ones. Times from the stream's start."""

    words: tuple[Word, ...]


class Final(msgspec.Struct, frozen=True, kw_only=True):
    """Words that stay. Times from the stream's start; a word may be told again in a later final."""

    words: tuple[Word, ...]
    until_ms: float
    """No more words come for the audio before this moment."""
    flushed: bool = False
    """The answer to `finish`: everything that was sent before it is settled."""
    confidence: float | None = None


class TurnMayEnd(msgspec.Struct, frozen=True, kw_only=True):
    """The recogniser thinks that the speaker may be done: a moment to prepare the reply."""

    confidence: float | None = None


class TurnGoesOn(msgspec.Struct, frozen=True, kw_only=True):
    """It was wrong: the speaker goes on."""


class TurnIsOver(msgspec.Struct, frozen=True, kw_only=True):
    """The recogniser is sure that the speaker is done."""

    confidence: float | None = None


TurnVote = TurnMayEnd | TurnGoesOn | TurnIsOver
SpeechEvent = Interim | Final | TurnVote


class SpeechStream(Protocol):
    """One speaker's audio on its way through a recogniser. Only `receive` and `aclose` block."""

    def begin(self) -> None:
        """Speech has begun, a little before what is sent next. Raises ProviderFailed."""
        ...

    def send(self, pcm: bytes) -> None:
        """PCM16 mono 16 kHz, any even size; sent on in larger pieces.

        Raises:
            ProviderFailed: the stream is broken, or takes no audio any more.
        """
        ...

    @property
    def settles_in_pauses(self) -> bool:
        """`finish` may come in a pause after which the speaker goes on; nothing is lost by it."""
        ...

    def finish(self) -> None:
        """The stretch of speech is over: settle what was sent; a flushed `Final` answers.

        Raises ProviderFailed.
        """
        ...

    def keep_alive(self) -> None:
        """Nothing is said for a while; what is sent for it counts in no time that is told.

        Raises ProviderFailed.
        """
        ...

    async def receive(self) -> SpeechEvent:
        """The next event; audio leaves while somebody waits here or not.

        Raises:
            ProviderFailed: the stream broke, or the vendor closed it.
        """
        ...

    async def aclose(self) -> None:
        """Say goodbye and let go, within a second; what was not settled is lost."""
        ...


class StreamingSpeechToText(Protocol):
    """Recognition while it is spoken; one for all sessions, one stream for each."""

    @property
    def name(self) -> str: ...

    def hears(self, language: str) -> bool:
        """Whether it understands this language, such as `es`. Everyone understands `en`."""
        ...

    async def open(self, languages: Sequence[str]) -> SpeechStream:
        """A stream, ready for audio in any of these languages; those it doesn't hear it leaves
        out. Cancellation leaves nothing behind.

        Raises:
            ProviderFailed: it could not be opened.
        """
        ...

    async def probe(self) -> None:
        """A small request, to see whether it works again. Raises ProviderFailed."""
        ...


class Stretch(Protocol):
    """A stretch of speech whose final words are on their way."""

    async def recognition(self, pcm: bytes) -> Recognition:
        """Its words. `pcm` is its audio, for whoever must take over.

        Raises:
            ProviderFailed: nobody could recognise it.
        """
        ...


class Listening(Protocol):
    """Recognition of one session's speech while it is spoken. No call but `run` ever blocks.

    The ear hands over all its audio and says where speech begins and ends in it.
    """

    def hear(self, pcm: bytes) -> None:
        """The next audio of the ear: PCM16 mono 16 kHz, speech or silence."""
        ...

    def begin(self, samples: int) -> None:
        """Speech has begun: the last so many samples belong to it already."""
        ...

    def words(self) -> str | None:
        """Words of the open stretch so far, final or not; None while nothing is known."""
        ...

    def settle(self) -> None:
        """A pause begins, and the stretch may be over: have its words ready by then."""
        ...

    def end(self, samples: int, *, goes_on: bool, settled: bool = False) -> Stretch:
        """A stretch of so many samples from its beginning is over. `goes_on`: the speaker has not
        stopped, so the next stretch begins there. `settled`: nothing was said since `settle`."""
        ...

    def turn_over(self) -> None:
        """The ear has decided that the turn has ended."""
        ...

    async def run(self, vote: Callable[[TurnVote], None]) -> None:
        """Work until cancelled; `vote` gets what the recogniser thinks about the turn."""
        ...
