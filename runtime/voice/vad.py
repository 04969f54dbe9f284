"""Voice activity: one Silero per process, a small state per stream, edges with hysteresis."""

from enum import StrEnum
from importlib import resources

import msgspec
import numpy as np
import numpy.typing as npt
import onnxruntime

from runtime.voice.audio import EAR_RATE_HZ, FULL_SCALE, Samples, peak

WINDOW = 512
"""Samples Silero takes at once at 16 kHz."""
WINDOW_S = WINDOW / EAR_RATE_HZ
"""32 ms."""
CONTEXT = 64
"""Samples of the previous window that Silero wants before each one."""
SILENT_PEAK = 33
"""-60 dBFS: a muted or gated microphone; no voice is that quiet, so the model is not asked."""

# The model's memory drifts while there is no speech and then under-reports the speech that
# follows (pipecat's audio/vad/silero.py measured it), so it is cleared, but only when it is clear
# that nobody speaks: a reset inside a word would end it.
RESET_EVERY_S = 2.0
RESET_BELOW = 0.1
RESET_AFTER_WINDOWS = 5


class SileroModel:
    """The network itself, shared by every stream of the process. Calls are safe from any thread."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = 1
        options.intra_op_num_threads = 1
        path = resources.files("pipecat.audio.vad.data") / "silero_vad.onnx"
        self._session = onnxruntime.InferenceSession(
            str(path), providers=["CPUExecutionProvider"], sess_options=options
        )
        self._rate = np.array(EAR_RATE_HZ, dtype=np.int64)

    def score(
        self, window: npt.NDArray[np.float32], state: npt.NDArray[np.float32]
    ) -> tuple[float, npt.NDArray[np.float32]]:
        """Probability of voice in `window` (1, 576), and the next state (2, 1, 128)."""
        output, state = self._session.run(None, {"input": window, "state": state, "sr": self._rate})
        return float(output[0, 0]), state


class VoiceDetector:
    """Silero over one stream of 32 ms windows."""

    def __init__(self, model: SileroModel) -> None:
        self._model = model
        self._input = np.zeros((1, CONTEXT + WINDOW), dtype=np.float32)
        self._state = np.zeros((2, 1, 128), dtype=np.float32)
        self._windows_since_reset = 0
        self._low_windows = 0

    def probability(self, window: Samples, *, speaking: bool) -> float:
        """Probability of voice in 512 samples, 0 to 1; about 0.15 ms.

        `speaking` is what the edges say so far: the memory is never cleared meanwhile.
        """
        if peak(window) < SILENT_PEAK:
            self._low_windows += 1
            if self._low_windows == RESET_AFTER_WINDOWS and not speaking:
                self._reset()
            return 0.0
        self._input[0, :CONTEXT] = self._input[0, WINDOW:]
        np.multiply(window, 1 / FULL_SCALE, out=self._input[0, CONTEXT:], casting="unsafe")
        probability, self._state = self._model.score(self._input, self._state)
        self._windows_since_reset += 1
        self._low_windows = self._low_windows + 1 if probability < RESET_BELOW else 0
        if (
            not speaking
            and self._low_windows >= RESET_AFTER_WINDOWS
            and self._windows_since_reset * WINDOW_S >= RESET_EVERY_S
        ):
            self._reset()
        return probability

    def _reset(self) -> None:
        self._state = np.zeros((2, 1, 128), dtype=np.float32)
        self._input[:] = 0
        self._windows_since_reset = 0


class Edge(StrEnum):
    started = "started"
    stopped = "stopped"


class VadTimes(msgspec.Struct, frozen=True, kw_only=True):
    """When voice counts as begun and as ended."""

    start_s: float = 0.096
    """Voice needed to begin: three windows, so that a click does not and a barge-in is quick."""
    start_within_s: float = 0.16
    """The stretch in which that voice must lie."""
    onset_from: float = 0.25
    """Soft beginnings of words count, once a window that is plainly voice follows them."""
    voice_from: float = 0.5
    silence_below: float = 0.35
    """Between the two a window continues what was before."""


class VoiceEdges:
    """Where voice begins and stops in a row of probabilities. Pure; times are stream seconds."""

    def __init__(self, times: VadTimes | None = None) -> None:
        self._times = times or VadTimes()
        self._voiced: list[float] = []
        self.speaking = False
        self.started_at = 0.0
        """Beginning of the first voiced window of the latest voice."""
        self.voiced_until = 0.0
        """End of the last voiced window."""

    def stirring(self, now: float) -> bool:
        """A voice may just be beginning: there were voiced windows, not yet enough of them."""
        return any(now - at <= self._times.start_within_s for at in self._voiced)

    def take(
        self, probability: float, at: float, duration_s: float, *, pause_s: float
    ) -> Edge | None:
        """Take one window from `at` on; voice stops after `pause_s` without any."""
        end = at + duration_s
        times = self._times
        if self.speaking:
            if probability >= times.silence_below:
                self.voiced_until = end
            elif end - self.voiced_until >= pause_s - 1e-6:
                self.speaking = False
                return Edge.stopped
            return None
        if probability < times.onset_from:
            return None
        self._voiced = [t for t in self._voiced if end - t <= times.start_within_s + 1e-6]
        self._voiced.append(at)
        lasted_s = len(self._voiced) * duration_s
        if probability < times.voice_from or lasted_s < times.start_s - 1e-6:
            return None
        self.speaking = True
        self.started_at = self._voiced[0]
        self.voiced_until = end
        self._voiced = []
        return Edge.started
