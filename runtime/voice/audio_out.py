"""Where the interviewer's voice goes, and what is known of its playing."""

from typing import Protocol

from runtime.media import AudioEnd, AudioFlush, AudioStart
from runtime.ports import ClientLink
from runtime.voice.speech_track import RATE_HZ
from runtime.voice.webrtc import WebRtcPeer


class AudioOut(Protocol):
    """Where the voice goes: a socket, whose client plays, or our own WebRTC track."""

    rate_hz: int

    def begin(self, utterance_id: str, offset_ms: int) -> None:
        """What is written from now on belongs to this utterance, from that position on."""
        ...

    def write(self, pcm: bytes) -> None: ...

    def flush(self, utterance_id: str) -> None:
        """Drop what was written and is not yet played."""
        ...

    def end(self, utterance_id: str, duration_ms: int) -> None:
        """The utterance's audio is complete."""
        ...

    def unplayed_ms(self) -> float | None:
        """What was written and is not yet played; None if only the client knows."""
        ...


class LinkOut:
    """A client that plays what it receives; how far it is, only it knows."""

    def __init__(self, link: ClientLink, rate_hz: int) -> None:
        self.rate_hz = rate_hz
        self._link = link

    def begin(self, utterance_id: str, offset_ms: int) -> None:
        self._link.send(AudioStart(utterance_id=utterance_id, offset_ms=offset_ms))

    def write(self, pcm: bytes) -> None:
        self._link.send_audio(pcm)

    def flush(self, utterance_id: str) -> None:
        self._link.send(AudioFlush(utterance_id=utterance_id))

    def end(self, utterance_id: str, duration_ms: int) -> None:
        self._link.send(AudioEnd(utterance_id=utterance_id, duration_ms=duration_ms))

    def unplayed_ms(self) -> float | None:
        return None


class PeerOut:
    """A WebRTC peer: our own track plays, so we know what was sent. The messages go along on
    the data channel, for captions."""

    rate_hz = RATE_HZ

    def __init__(self, peer: WebRtcPeer) -> None:
        self._peer = peer

    def begin(self, utterance_id: str, offset_ms: int) -> None:
        self._peer.send(AudioStart(utterance_id=utterance_id, offset_ms=offset_ms))

    def write(self, pcm: bytes) -> None:
        self._peer.send_audio(pcm)

    def flush(self, utterance_id: str) -> None:
        self._peer.track.clear()
        self._peer.send(AudioFlush(utterance_id=utterance_id))

    def end(self, utterance_id: str, duration_ms: int) -> None:
        self._peer.send(AudioEnd(utterance_id=utterance_id, duration_ms=duration_ms))

    def unplayed_ms(self) -> float | None:
        return self._peer.track.unplayed_ms()
