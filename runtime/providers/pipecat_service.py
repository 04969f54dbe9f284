"""A pipecat service at work in a small pipeline of its own: frames in, frames out."""

import asyncio
import inspect
import re
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
from loguru import logger
from pipecat.frames.frames import ControlFrame, DataFrame, ErrorFrame, Frame
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor

from runtime.providers.failure import Reason, VendorFailed, from_error, from_status
from runtime.providers.pipecat_spec import PipecatSpec, arguments, load_class
from runtime.providers.pipecat_worker import begun
from runtime.secret import Secret

# It writes what it speaks and hears to stderr at debug level, and keys into some errors.
logger.disable("pipecat")

IN_HZ = 16_000
OUT_HZ = 24_000
CLOSE_S = 1.0
_STATUS = re.compile(r"\b(40[0-9]|42[0-9]|5[0-9]{2})\b")


class ServiceFactory:
    """Makes services of one kind by configuration."""

    def __init__(self, spec: PipecatSpec, kind: type, secrets: Mapping[str, Secret]) -> None:
        """Raises MissingPart: it is not installed, or can't be made so."""
        self.name = f"{spec.name} (pipecat)"
        self._class: Callable[..., FrameProcessor] = load_class(spec, kind)
        self._arguments = arguments(spec, load_class(spec, kind), secrets)
        self._wants_session = "aiohttp_session" in inspect.signature(self._class).parameters

    async def open(self) -> "RunningService":
        """A service, connected. Raises VendorFailed."""
        session = aiohttp.ClientSession() if self._wants_session else None
        given: dict[str, Any] = {} if session is None else {"aiohttp_session": session}
        try:
            service = without_retries(self._class(**self._arguments, **given))
            running = RunningService(self.name, service, session)
        except Exception:
            if session is not None:
                await session.close()
            # Its text may repeat an argument, and that may be the key.
            raise VendorFailed(self.name, Reason.refused) from None
        await running.start()
        return running


def without_retries(service: FrameProcessor) -> FrameProcessor:
    """Whoever speaks next can't wait for a vendor's second try: the chain asks another provider.

    Pipecat gives no setting for it; a service without such a client is left as it is.
    """
    client: Any = getattr(service, "_client", None)
    if getattr(client, "max_retries", 0):
        client.max_retries = 0
    return service


class RunningService:
    """One service between two ends that hand out what comes of it."""

    def __init__(
        self, name: str, service: FrameProcessor, session: aiohttp.ClientSession | None
    ) -> None:
        self.name = name
        self._session = session
        self._frames: asyncio.Queue[Frame] = asyncio.Queue()
        put = self._frames.put_nowait
        self._worker = PipelineWorker(
            Pipeline(
                [
                    _Hands(FrameDirection.UPSTREAM, ErrorFrame, put),
                    service,
                    _Hands(FrameDirection.DOWNSTREAM, DataFrame, put),
                    _Hands(FrameDirection.DOWNSTREAM, ControlFrame, put),
                ]
            ),
            params=PipelineParams(audio_in_sample_rate=IN_HZ, audio_out_sample_rate=OUT_HZ),
            enable_rtvi=False,
            enable_turn_tracking=False,
            idle_timeout_secs=None,
            check_dangling_tasks=False,
        )
        self._working: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Return when frames can flow; cancellation leaves nothing behind."""
        try:
            self._working = await begun(self._worker, name=self.name)
        except BaseException:
            await self.aclose()
            raise

    async def put(self, frame: Frame) -> None:
        await self._worker.queue_frame(frame)

    async def get(self) -> Frame:
        """The next frame that comes of it. Raises VendorFailed."""
        frame = await self._frames.get()
        if isinstance(frame, ErrorFrame):
            raise self._meaning(frame)
        return frame

    def forget(self) -> None:
        """Drop what has come so far."""
        while not self._frames.empty():
            self._frames.get_nowait()

    async def aclose(self) -> None:
        working = self._working
        if working is not None:
            cancelling = asyncio.ensure_future(self._worker.cancel())
            await asyncio.wait({cancelling, working}, timeout=CLOSE_S)
            for task in (cancelling, working):
                task.cancel()
            await asyncio.gather(cancelling, working, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _meaning(self, frame: ErrorFrame) -> VendorFailed:
        """By its exception, or by a status in its text, which itself is told to nobody."""
        if frame.exception is not None:
            meant = from_error(self.name, frame.exception)
            if meant.reason is not Reason.garbled:
                return meant
        status = _STATUS.search(frame.error or "")
        if status is not None:
            return from_status(self.name, int(status[0]))
        return VendorFailed(self.name, Reason.broken)


class _Hands(FrameProcessor):
    """Hands out the frames that go one way, and lets all pass."""

    def __init__(
        self, way: FrameDirection, kind: type[Frame], put: Callable[[Frame], None]
    ) -> None:
        super().__init__(enable_direct_mode=True)
        self._way = way
        self._kind = kind
        self._put = put

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if direction is self._way and isinstance(frame, self._kind):
            self._put(frame)
        await self.push_frame(frame, direction)
