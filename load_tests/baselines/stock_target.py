"""The stock Pipecat bot as a server under test."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import httpx

from load_tests.baselines.stock_candidate import StockCandidate
from load_tests.candidate import Shared
from load_tests.lines.stock import stock_frames
from load_tests.profiles import Profile
from load_tests.server_watch import ListedLag, ServerWatch
from load_tests.talker import Talker


class StockTarget:
    label = "stock Pipecat"
    commits = False

    def __init__(self, url: str, *, pid: int) -> None:
        self._url = url
        self._pid = pid
        self._http = httpx.AsyncClient(base_url=url, timeout=30)
        self._frames = stock_frames()

    def candidate(
        self, number: int, transport: str, profile: Profile, shared: Shared
    ) -> AbstractAsyncContextManager[Talker]:
        return StockCandidate(
            url=self._url,
            answer=profile.answers(number),
            shared=shared,
            frames=self._frames,
            webrtc=transport == "webrtc",
            think_s=profile.think_s,
        )

    def watch(self, sessions: Callable[[], int]) -> ServerWatch:
        return ServerWatch(lag=ListedLag(self._http, "/lag"), pids=[self._pid], sessions=sessions)

    async def aclose(self) -> None:
        await self._http.aclose()
