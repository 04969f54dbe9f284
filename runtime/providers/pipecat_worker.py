"""Starts a worker of pipecat's, which carries the frames of one pipeline."""

import asyncio

from pipecat.pipeline.worker import PipelineWorker
from pipecat.utils.asyncio.task_manager import TaskManager
from pipecat.workers.base_worker import WorkerParams


async def begun(worker: PipelineWorker, *, name: str) -> asyncio.Task[None]:
    """The task that runs the worker, once frames can flow; `worker.cancel()` ends it.

    Cancelling this leaves nothing running.
    """
    started = asyncio.Event()

    async def on_started(worker: PipelineWorker, frame: object) -> None:
        started.set()

    worker.add_event_handler("on_pipeline_started", on_started)
    params = WorkerParams(task_manager=TaskManager())
    working = asyncio.create_task(worker.run(params), name=name)
    try:
        await started.wait()
    except BaseException:
        working.cancel()
        await asyncio.wait([working])
        raise
    return working
