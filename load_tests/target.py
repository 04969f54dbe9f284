"""The server under test: how a candidate comes in, and how the server is read meanwhile."""

import contextlib
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

import httpx

from load_tests.candidate import Candidate, Shared
from load_tests.profiles import Profile
from load_tests.server_watch import MetricsPage, ServerWatch
from load_tests.talker import Talker
from runtime.errors import VivaError

DURATION_S = 7_200
QUESTIONS = 40
"""Long enough that no interview ends by itself while it is measured."""


class TargetFailed(VivaError):
    """The server under test does not do what a load test needs."""

    code = "target_failed"


class Target(Protocol):
    """A server under test."""

    label: str
    commits: bool
    """It tells which turns it has committed, so lost and doubled ones can be counted."""

    def candidate(
        self, number: int, transport: str, profile: Profile, shared: Shared
    ) -> AbstractAsyncContextManager[Talker]:
        """Come in, stay while the context is open, and leave. Raises VivaError on the way in."""
        ...

    def watch(self, sessions: Callable[[], int]) -> ServerWatch: ...

    async def aclose(self) -> None: ...


class VivaTarget:
    """Any Viva server, by its URL."""

    label = "Viva"
    commits = True

    def __init__(self, url: str, *, token: str | None = None, pids: Sequence[int] = ()) -> None:
        """`pids`: the server's processes, where they are this machine's."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.AsyncClient(base_url=url, timeout=30, headers=headers)
        self._pids = pids

    def candidate(
        self, number: int, transport: str, profile: Profile, shared: Shared
    ) -> "AbstractAsyncContextManager[Talker]":
        return _Interview(self._http, number, transport, profile, shared)

    def watch(self, sessions: Callable[[], int]) -> ServerWatch:
        page = MetricsPage(self._http)
        return ServerWatch(lag=page, page=page, pids=self._pids, sessions=sessions)

    async def aclose(self) -> None:
        await self._http.aclose()


class _Interview:
    """One session from its creation to its end."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        number: int,
        transport: str,
        profile: Profile,
        shared: Shared,
    ) -> None:
        self._http = http
        self._number = number
        self._transport = transport
        self._profile = profile
        self._shared = shared

    async def __aenter__(self) -> Talker:
        body = {
            "duration_s": DURATION_S,
            "questions_target": QUESTIONS,
            "audio_out": self._transport,
        }
        try:
            answer = await self._http.post("/api/v1/sessions", json=body)
        except httpx.HTTPError as failure:
            raise TargetFailed(f"No session: {type(failure).__name__}.") from None
        if answer.status_code != 201:
            raise TargetFailed(f"No session: the server answered {answer.status_code}.")
        session = answer.json()
        self._session_id = session["session_id"]
        where = (
            {"offer_url": session["webrtc_url"]}
            if self._transport == "webrtc"
            else {"media_url": session["media_url"]}
        )
        self._candidate = Candidate(
            ticket=session["ticket"],
            answer=self._profile.answers(self._number),
            interrupt=self._profile.interruptions(self._number),
            think_s=self._profile.think_s,
            shared=self._shared,
            **where,
        )
        return await self._candidate.__aenter__()

    async def __aexit__(self, *exc: object) -> None:
        await self._candidate.__aexit__(*exc)
        # The server under test may be gone by now; there is nothing left to measure.
        with contextlib.suppress(httpx.HTTPError):
            await self._http.post(f"/api/v1/sessions/{self._session_id}/end")
