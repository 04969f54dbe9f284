"""The watch over one session's stream, on a clock that moves when the test says so."""

import asyncio
from collections import deque
from collections.abc import Sequence

import pytest

from runtime.listening import Final, Interim, SpeechEvent, SpeechStream
from runtime.ports import Recognition, Word
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.kept_stream import DEAF_S, KEEP_ALIVE_S
from tests.clocks import ManualClock, settle
from tests.providers.listening import Hears
from tests.providers.vendor_doubles import Listener

pytestmark = pytest.mark.unit

FOUND_OUT_S = 2.0


class Stream:
    """A stream that says what a test lets it say."""

    def __init__(self) -> None:
        self.sent_bytes = 0
        self.finishes = 0
        self.signs_of_life = 0
        self.closed = False
        self._events: deque[SpeechEvent | VendorFailed] = deque()
        self._told = asyncio.Event()

    def tell(self, event: SpeechEvent | VendorFailed) -> None:
        self._events.append(event)
        self._told.set()

    def begin(self) -> None:
        """It hears by itself."""

    def send(self, pcm: bytes) -> None:
        self.sent_bytes += len(pcm)

    def finish(self) -> None:
        self.finishes += 1

    def keep_alive(self) -> None:
        self.signs_of_life += 1

    async def receive(self) -> SpeechEvent:
        while not self._events:
            self._told.clear()
            await self._told.wait()
        event = self._events.popleft()
        if isinstance(event, VendorFailed):
            raise event
        return event

    async def aclose(self) -> None:
        self.closed = True


class Vendor:
    name = "vendor"

    def __init__(self) -> None:
        self.streams: list[Stream] = []
        self.hangs = False

    def hears(self, language: str) -> bool:
        return language == "en"

    async def open(self, languages: Sequence[str]) -> SpeechStream:
        if self.hangs:
            await asyncio.Event().wait()
        self.streams.append(Stream())
        return self.streams[-1]

    async def probe(self) -> None:
        """It is back."""


class Case:
    """A session, its vendor and its clock."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.vendor = Vendor()
        self.local = Listener("local", self.clock, ["heard here"])
        self.hears = Hears([self.vendor], self.local, self.clock)
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Case":
        self.hears.hush(0.1)
        self._running = asyncio.create_task(self.hears.hearing.run(self.hears.votes.append))
        await settle()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        assert self._running is not None
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)
        await self.hears.whole.aclose()

    @property
    def stream(self) -> Stream:
        return self.vendor.streams[-1]

    @property
    def codes(self) -> list[str]:
        return self.hears.record.codes

    async def ended(self, pcm: bytes) -> Recognition:
        """The words of the stretch, once the clock has moved far enough."""
        words = asyncio.create_task(self.hears.end(pcm).recognition(pcm))
        for _ in range(int(FOUND_OUT_S / 0.1)):
            if words.done():
                break
            await self.clock.advance(0.1)
        await settle()
        assert words.done(), "nothing came within two seconds"
        return words.result()


def words(*texts: str, from_ms: float = 0.0) -> tuple[Word, ...]:
    return tuple(
        Word(text=text, start_ms=from_ms + index * 100, end_ms=from_ms + index * 100 + 90)
        for index, text in enumerate(texts)
    )


async def test_a_flushed_final_is_the_answer() -> None:
    async with Case() as case:
        pcm = case.hears.say(1.0)
        piece = case.hears.end(pcm)
        assert case.stream.finishes == 1
        case.stream.tell(Final(words=words("I", "did."), until_ms=1_300, flushed=True))
        await settle()
        recognition = await piece.recognition(pcm)
        assert recognition.text == "I did."
        assert case.local.calls == []


async def test_words_that_were_settled_before_the_end_need_no_asking() -> None:
    async with Case() as case:
        pcm = case.hears.say(1.0)
        case.stream.tell(Final(words=words("Yes."), until_ms=1_600))
        await settle()
        recognition = await case.hears.end(pcm).recognition(pcm)
        assert recognition.text == "Yes."
        assert case.stream.finishes == 0


async def test_a_stream_that_says_nothing_is_found_out_while_they_speak() -> None:
    async with Case() as case:
        case.hears.say(1.0)
        await case.clock.advance(DEAF_S - 0.2)
        assert case.codes == []
        await case.clock.advance(FOUND_OUT_S - DEAF_S + 0.2)
        assert case.codes == [Reason.late]
        assert case.vendor.streams[0].closed


async def test_a_stream_that_answers_no_flush_is_found_out() -> None:
    async with Case() as case:
        pcm = case.hears.say(1.0)
        case.stream.tell(Interim(words=words("I")))
        await settle()
        assert (await case.ended(pcm)).text == "heard here"
        await case.clock.advance(0.4)
        assert case.codes == ["fallback", Reason.late]


async def test_no_answer_to_a_flush_is_right_where_nothing_was_left() -> None:
    async with Case() as case:
        pcm = case.hears.say(1.0)
        case.stream.tell(Final(words=words("Short."), until_ms=400))
        await settle()
        assert (await case.ended(pcm)).text == "Short."
        assert case.codes == []


async def test_a_socket_that_never_opens_is_found_out() -> None:
    case = Case()
    case.vendor.hangs = True
    async with case:
        pcm = case.hears.say(1.0)
        assert (await case.ended(pcm)).text == "heard here"
        await case.clock.advance(0.6)
        assert Reason.late in case.codes


async def test_after_a_break_the_new_stream_gets_what_has_no_words_yet() -> None:
    async with Case() as case:
        pcm = case.hears.say(1.0)
        sent = case.stream.sent_bytes
        case.stream.tell(VendorFailed("vendor", Reason.cut))
        await settle()
        assert len(case.vendor.streams) == 2
        # The silence before the speech is not sent again.
        assert 0.9 * len(pcm) <= case.stream.sent_bytes <= sent
        case.stream.tell(VendorFailed("vendor", Reason.cut))
        await settle()
        assert len(case.vendor.streams) == 2, "twice in ten seconds is a failure"
        assert case.codes[-1] == Reason.cut
        assert (await case.ended(pcm)).text == "heard here"


async def test_an_idle_stream_is_kept_alive() -> None:
    async with Case() as case:
        await case.clock.advance(KEEP_ALIVE_S * 3 + 1)
        assert case.stream.signs_of_life == 3
        assert case.codes == []


async def test_a_vendor_that_is_back_listens_again() -> None:
    async with Case() as case:
        case.hears.say(1.0)
        case.stream.tell(VendorFailed("vendor", Reason.overloaded, retry_after_s=5))
        await settle()
        assert case.hears.whole.fallback is not None
        await case.clock.advance(6)
        assert case.hears.whole.fallback is None
        assert len(case.vendor.streams) == 2
        assert case.codes[-1] == Reason.overloaded


async def test_without_a_microphone_no_stream_is_opened() -> None:
    case = Case()
    running = asyncio.create_task(case.hears.hearing.run(case.hears.votes.append))
    await case.clock.advance(10)
    assert case.vendor.streams == []
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await case.hears.whole.aclose()
