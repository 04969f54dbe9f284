"""Stock Pipecat's socket: protobuf frames, as its own web client sends and takes them."""

from collections.abc import Sequence
from typing import Any

from pipecat.frames.protobufs import frames_pb2
from websockets.frames import Frame

from load_tests.lines.line import Listener
from load_tests.lines.webrtc import Offer
from load_tests.lines.websocket import PreparedFrames, Socket, binary_frame, open_socket
from load_tests.microphone import Take
from load_tests.speech import RATE_HZ

_PROTOBUF: Any = frames_pb2
"""Its classes are made when it is imported, so no type checker knows them."""


class StockSocketLine:
    """`WS /ws` of the stock bot. Its messages are RTVI's, as JSON."""

    streams = False

    def __init__(self, listener: Listener, prepared: PreparedFrames) -> None:
        self._listener = listener
        self._frames = prepared
        self._socket: Socket | None = None

    async def open(self, url: str) -> None:
        """Raises LineFailed."""
        self._socket = await open_socket(url, self._received, self._listener.closed)

    def prepare(self, take: Take) -> Sequence[bytes]:
        return self._frames.of(take)

    def send_frame(self, frame: bytes) -> None:
        if self._socket is not None:
            self._socket.send_bytes(frame)

    def send_message(self, raw: bytes) -> None:
        """The stock bot is told nothing but audio."""

    def drop(self) -> None:
        if self._socket is not None:
            self._socket.abort()

    async def aclose(self) -> None:
        if self._socket is not None:
            await self._socket.aclose()

    def _received(self, frame: Frame, at: float) -> None:
        told = _PROTOBUF.Frame.FromString(bytes(frame.data))
        match told.WhichOneof("frame"):
            case "audio":
                self._listener.audio(told.audio.audio, told.audio.sample_rate, at)
            case "message":
                self._listener.message(told.message.data.encode(), at)
            case _:
                pass


def stock_frames() -> PreparedFrames:
    """Takes as the protobuf frames that stock clients send."""

    def wrapped(pcm: bytes) -> bytes:
        audio = _PROTOBUF.AudioRawFrame(audio=pcm, sample_rate=RATE_HZ, num_channels=1)
        return binary_frame(_PROTOBUF.Frame(audio=audio).SerializeToString())

    def wrap(take: Take) -> tuple[bytes, ...]:
        return tuple(wrapped(pcm) for pcm in take.frames)

    return PreparedFrames(wrap)


def stock_offer(url: str) -> Offer:
    return Offer(url=url, body={})
