"""Smart Turn: how finished the last seconds of speech sound, asked off the event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from importlib import resources

import numpy as np
import onnxruntime
from pipecat.audio.turn.smart_turn._whisper_features import compute_whisper_log_mel_features

from runtime.voice.audio import EAR_RATE_HZ, Samples, waveform_of

LISTENS_S = 8
"""Length of audio the model takes, seconds; shorter audio is padded in front."""


class SmartTurn:
    """Smart Turn v3.2 from the pipecat wheel, one per process.

    A call costs about 45 ms of a thread, so at most `threads` run at once and who comes while
    all are busy gets no vote: it is one vote among several and never worth waiting for.
    """

    def __init__(self, *, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.inter_op_num_threads = 1
        options.intra_op_num_threads = 1
        path = resources.files("pipecat.audio.turn.smart_turn.data") / "smart-turn-v3.2-cpu.onnx"
        self._session = onnxruntime.InferenceSession(
            str(path), providers=["CPUExecutionProvider"], sess_options=options
        )
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="smart-turn")
        self._free = threads

    async def finished(self, samples: Samples) -> float | None:
        """Probability that the turn is finished after `samples` (16 kHz); None when busy."""
        if not self._free:
            return None
        self._free -= 1
        loop = asyncio.get_running_loop()
        vote = loop.run_in_executor(self._threads, self._score, samples)
        vote.add_done_callback(self._release)
        return await asyncio.shield(vote)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _release(self, vote: "asyncio.Future[float]") -> None:
        self._free += 1
        if not vote.cancelled():
            vote.exception()

    def _score(self, samples: Samples) -> float:
        wanted = LISTENS_S * EAR_RATE_HZ
        waveform = waveform_of(samples[-wanted:])
        if waveform.size < wanted:
            waveform = np.pad(waveform, (wanted - waveform.size, 0))
        features = compute_whisper_log_mel_features(waveform, do_normalize=True)
        (probability,) = self._session.run(None, {"input_features": features[np.newaxis]})
        return float(np.ravel(probability)[0])
