"""Speech recognition on this machine: Moonshine in a small pool of threads, finals first."""

import asyncio
import heapq
import itertools
import re
import threading
from pathlib import Path

import numpy as np
import numpy.typing as npt

from runtime.errors import MissingPart, ProviderFailed
from runtime.ports import Recognition
from runtime.providers import moonshine

LONGEST_S = 30.0
"""What the port allows in one call."""
SHORTEST_S = 0.1
QUIET_RMS = 20.0
"""-64 dBFS: there is nothing to recognise in audio as quiet as that, but models invent words."""
FINAL_TIMEOUT_S = 20.0
"""A final that waited so long fails: the recogniser is stuck or hopelessly overloaded."""
LOOP_WORDS = 8
"""Longest repetition looked for."""

_NOISE_WORDS = frozenset({"you", "the", "thank you", "thanks for watching", "bye"})
"""What the model answers to noise and silence (measured: "You" for white noise of any level)."""
_NOISE_MAX_S = 1.6
_SPACE = re.compile(r"\s+")


class _Job:
    """One stretch waiting for a thread."""

    __slots__ = ("abandoned", "future", "loop", "samples")

    def __init__(self, samples: npt.NDArray[np.int16]) -> None:
        self.samples = samples
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[str] = self.loop.create_future()
        self.abandoned = False

    def done(self, text: str | None, failure: BaseException | None) -> None:
        if self.future.done():
            return
        if failure is not None:
            self.future.set_exception(failure)
        else:
            self.future.set_result(text or "")


class MoonshineStt:
    """The `SpeechToText` of a machine without keys; one per process, shared by all sessions.

    A final costs about 0.03 s of one thread per second of speech. Partials are taken only while
    a thread stands idle, so they never make a final wait.
    """

    name = "moonshine"

    def __init__(self, model: Path, *, threads: int = 1) -> None:
        """Raises MissingPart."""
        self._models = [moonshine.MoonshineModel(model) for _ in range(threads)]
        self._jobs: list[tuple[int, int, _Job]] = []
        self._order = itertools.count()
        self._busy = 0
        self._closing = False
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, args=(each,), name="moonshine", daemon=True)
            for each in self._models
        ]
        for thread in self._threads:
            thread.start()

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        samples = np.frombuffer(pcm[: int(LONGEST_S * moonshine.RATE_HZ) * 2], dtype="<i2")
        duration_s = samples.size / moonshine.RATE_HZ
        if duration_s < SHORTEST_S or _rms(samples) < QUIET_RMS:
            return Recognition(text="")
        job = _Job(samples)
        with self._changed:
            if self._closing:
                raise ProviderFailed("The recogniser is closed.")
            if partial and (self._jobs or self._busy >= len(self._threads)):
                return None
            heapq.heappush(self._jobs, (int(partial), next(self._order), job))
            self._changed.notify()
        try:
            async with asyncio.timeout(FINAL_TIMEOUT_S):
                text = await job.future
        except TimeoutError:
            if partial:
                return None
            raise ProviderFailed("The recogniser did not answer in time.") from None
        finally:
            job.abandoned = True
        return Recognition(text=without_inventions(text, duration_s))

    async def aclose(self) -> None:
        """Finish the running decodes and free the models; waiting jobs fail."""
        with self._changed:
            self._closing = True
            waiting, self._jobs = self._jobs, []
            self._changed.notify_all()
        for _, _, job in waiting:
            job.done(None, ProviderFailed("The recogniser is closed."))
        await asyncio.to_thread(self._join)
        for model in self._models:
            model.close()

    def _join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _work(self, model: moonshine.MoonshineModel) -> None:
        while True:
            with self._changed:
                while not self._jobs and not self._closing:
                    self._changed.wait()
                if self._closing:
                    return
                _, _, job = heapq.heappop(self._jobs)
                if job.abandoned:
                    continue
                self._busy += 1
            text, failure = None, None
            try:
                text = model.decode(job.samples)
            except Exception as error:
                failure = error
            with self._changed:
                self._busy -= 1
            # The loop may be gone by now: then nobody waits.
            if not job.loop.is_closed():
                job.loop.call_soon_threadsafe(job.done, text, failure)


def without_inventions(text: str, duration_s: float) -> str:
    """`text` with its whitespace in order, or "" where it is what models say to noise. Pure."""
    text = _SPACE.sub(" ", text).strip()
    words = re.sub(r"[^\w\s']", "", text.lower()).split()
    if not words:
        return ""
    if duration_s <= _NOISE_MAX_S and " ".join(words) in _NOISE_WORDS:
        return ""
    return without_loops(text)


def without_loops(text: str) -> str:
    """`text` up to where the model began to repeat itself: it does so when audio ends mid-word.

    Three times the same few words, or four times the same one, and only the first stays. Pure.
    """
    words = text.split()
    bare = [word.strip(".,!?;:").lower() for word in words]
    for size in range(1, LOOP_WORDS + 1):
        times = 4 if size == 1 else 3
        for at in range(len(words) - size * (times - 1)):
            rounds = bare[at + size : at + size * times]
            # The last round, and its last word, may be cut off.
            if len(rounds) > size * (times - 2) and all(
                bare[at + index % size] == word
                or (at + size + index == len(bare) - 1 and bare[at + index % size].startswith(word))
                for index, word in enumerate(rounds)
            ):
                return " ".join(words[: at + size])
    return text


def load_stt(kind: str, home: Path) -> MoonshineStt:
    """The recogniser that `VIVA_STT` names (`auto` or `moonshine`); blocks while it loads.

    Raises:
        MissingPart: it is not on this machine; the text says what to do.
    """
    if kind not in ("auto", "moonshine"):
        raise MissingPart(f"VIVA_STT={kind} is not known; use auto, moonshine or scripted.")
    folder = moonshine.model_folder(home)
    if folder is None:
        raise MissingPart(
            "Speech recognition needs the package moonshine-voice with its tiny-en model, or the "
            "model's files in VIVA_HOME/models/moonshine-tiny-en. VIVA_STT=scripted runs without."
        )
    return MoonshineStt(folder)


def _rms(samples: npt.NDArray[np.int16]) -> float:
    wide = samples.astype(np.float32)
    return float(np.sqrt(np.dot(wide, wide) / max(1, wide.size)))
