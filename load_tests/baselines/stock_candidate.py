"""The simulated candidate in front of a stock Pipecat bot."""

import asyncio
import time
from typing import Self

from load_tests.answers import Answerer, Question, Speech
from load_tests.candidate import Shared
from load_tests.lines.stock import StockSocketLine, stock_offer
from load_tests.lines.webrtc import WebRtcLine
from load_tests.lines.websocket import PreparedFrames
from load_tests.talker import Talker

QUIET_S = 0.5
"""The bot has finished when nothing was heard for so long: its wire does not say what a turn is.
Longer than any gap between two of its sentences, shorter than a person would wait."""
POLL_S = 0.02


class StockCandidate(Talker):
    """Answers whenever the bot has spoken and is quiet; otherwise the same candidate."""

    def __init__(
        self,
        *,
        url: str,
        answer: Answerer,
        shared: Shared,
        frames: PreparedFrames,
        webrtc: bool = False,
        think_s: float = 0.3,
    ) -> None:
        """`url` is the bot's address, such as `http://127.0.0.1:7860`; `frames` are
        `stock_frames()`, shared by all candidates."""
        super().__init__(pacer=shared.pacer, room=shared.room)
        self._shared = shared
        self._frames = frames
        self._url = url
        self._answer = answer
        self._webrtc = webrtc
        self._think_s = think_s
        self._asked = 0
        self._talking: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Raises LineFailed."""
        self.hello_at = time.monotonic()
        if self._webrtc:
            track = WebRtcLine(self, self._shared.opus)
            self.use(track)
            await track.open(stock_offer(f"{self._url}/api/offer"))
        else:
            line = StockSocketLine(self, self._frames)
            self.use(line)
            await line.open(f"ws{self._url.removeprefix('http')}/ws")
        self.switch_on()
        self._talking = asyncio.create_task(self._converse())
        return self

    async def __aexit__(self, *_exc: object) -> None:
        if self._talking is not None:
            self._talking.cancel()
            await asyncio.gather(self._talking, return_exceptions=True)
        await self.hang_up()

    def message(self, raw: bytes, at: float) -> None:
        """RTVI is of no use here: audio alone tells."""

    async def _converse(self) -> None:
        while True:
            await asyncio.sleep(POLL_S)
            if not self._bot_has_finished(time.monotonic()):
                continue
            answer = self._answer(Question(text="", intent="ask", phase="", index=self._asked))
            self._asked += 1
            if not answer:
                return
            speech = answer if isinstance(answer, Speech) else Speech(parts=tuple(answer))
            take = await self._shared.takes.take(speech)
            await asyncio.sleep(max(0.0, self._think_s - QUIET_S))
            self.speak(take)

    def _bot_has_finished(self, now: float) -> bool:
        if self.speaking or self.playback.audible_until is None:
            return False
        if self.exchanges and self.exchanges[-1].reply_heard_at is None:
            return False
        return self.playback.quiet_s(now) >= QUIET_S
