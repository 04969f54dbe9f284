"""What a simulated candidate needs of a connection, whatever its wire."""

from collections.abc import Sequence
from typing import Protocol

from load_tests.microphone import Take


class Listener(Protocol):
    """Takes what comes over a line; calls are quick. Moments are monotonic seconds."""

    def audio(self, pcm: bytes, rate_hz: int, at: float) -> None:
        """PCM16 mono."""
        ...

    def message(self, raw: bytes, at: float) -> None:
        """JSON of the server."""
        ...

    def closed(self, code: int | None) -> None:
        """The server, or the network, has ended the connection; called once."""
        ...


class Line(Protocol):
    """One open connection."""

    streams: bool
    """Audio comes all the time, silence too, and is heard as it comes (a WebRTC track)."""

    def prepare(self, take: Take) -> Sequence[bytes]:
        """The take's frames as they go over this wire; the same take costs once per process."""
        ...

    def send_frame(self, frame: bytes) -> None:
        """20 ms of microphone, prepared. Never blocks."""
        ...

    def send_message(self, raw: bytes) -> None:
        """JSON to the server. Never blocks."""
        ...

    def drop(self) -> None:
        """Lose the connection without a goodbye."""
        ...

    async def aclose(self) -> None:
        """Say goodbye and close; `closed` is not called any more."""
        ...
