"""A stock Pipecat bot: its documented default pipeline behind its own FastAPI transports.

`python -m load_tests.baselines.stock_pipecat --port 7860` serves `WS /ws` (protobuf frames) and
`POST /api/offer` (SmallWebRTC). Nothing is tuned: what Pipecat's own project template writes for
a cascade of Deepgram, OpenAI and ElevenLabs is what runs here, with Silero's and Smart Turn's
defaults. Its vendors come from the same variables as Viva's. Logs are kept to warnings, which
spares it work.
"""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import click
import uvicorn
from fastapi import BackgroundTasks, FastAPI, WebSocket
from loguru import logger
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.frames.frames import LLMRunFrame
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import (
    LLMContextAggregatorPair,
    LLMUserAggregatorParams,
)
from pipecat.serializers.protobuf import ProtobufFrameSerializer
from pipecat.services.deepgram.stt import DeepgramSTTService
from pipecat.services.elevenlabs.tts import ElevenLabsTTSService
from pipecat.services.openai.llm import OpenAILLMService
from pipecat.transports.base_transport import BaseTransport, TransportParams
from pipecat.transports.smallwebrtc.connection import SmallWebRTCConnection
from pipecat.transports.smallwebrtc.request_handler import (
    SmallWebRTCRequest,
    SmallWebRTCRequestHandler,
)
from pipecat.transports.smallwebrtc.transport import SmallWebRTCTransport
from pipecat.transports.websocket.fastapi import (
    FastAPIWebsocketParams,
    FastAPIWebsocketTransport,
)
from pipecat.workers.runner import WorkerRunner

PROBE_S = 0.25
"""How often the loop's lag is measured, as in Viva."""
SYSTEM = "You are a friendly interviewer. Ask one question at a time."


class Lag:
    """How late this process's event loop wakes up, seconds since the last reading."""

    def __init__(self) -> None:
        self.seen: list[float] = []

    async def watch(self) -> None:
        while True:
            due = time.monotonic() + PROBE_S
            await asyncio.sleep(PROBE_S)
            self.seen.append(max(0.0, time.monotonic() - due))


async def run_bot(transport: BaseTransport) -> None:
    """One conversation, until its client has left."""
    stt = DeepgramSTTService(
        api_key=os.environ["DEEPGRAM_API_KEY"], base_url=os.environ["DEEPGRAM_BASE_URL"]
    )
    llm = OpenAILLMService(
        api_key=os.environ["OPENAI_API_KEY"],
        base_url=os.environ["OPENAI_BASE_URL"],
        settings=OpenAILLMService.Settings(system_instruction=SYSTEM),
    )
    tts = ElevenLabsTTSService(
        api_key=os.environ["ELEVENLABS_API_KEY"],
        url="ws" + os.environ["ELEVENLABS_BASE_URL"].removeprefix("http"),
        settings=ElevenLabsTTSService.Settings(voice="stand-in"),
    )
    context = LLMContext()
    user_aggregator, assistant_aggregator = LLMContextAggregatorPair(
        context, user_params=LLMUserAggregatorParams(vad_analyzer=SileroVADAnalyzer())
    )
    worker = PipelineWorker(
        Pipeline(
            [
                transport.input(),
                stt,
                user_aggregator,
                llm,
                tts,
                transport.output(),
                assistant_aggregator,
            ]
        ),
        params=PipelineParams(enable_metrics=True, enable_usage_metrics=True),
    )
    runner = WorkerRunner(handle_sigint=False)

    async def on_connected(_transport: BaseTransport, _client: object) -> None:
        context.add_message({"role": "developer", "content": "Say hello and ask a question."})
        await worker.queue_frames([LLMRunFrame()])

    async def on_disconnected(_transport: BaseTransport, _client: object) -> None:
        await runner.cancel()

    transport.add_event_handler("on_client_connected", on_connected)
    transport.add_event_handler("on_client_disconnected", on_disconnected)
    await runner.add_workers(worker)
    await runner.run()


def create_app() -> FastAPI:
    """The bot's server."""
    lag = Lag()
    peers = SmallWebRTCRequestHandler()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(lag.watch())
        yield
        watching.cancel()

    app = FastAPI(lifespan=lifespan)

    async def ready() -> dict[str, bool]:
        return {"ready": True}

    async def lags() -> list[float]:
        seen, lag.seen = lag.seen, []
        return seen

    async def socket(websocket: WebSocket) -> None:
        await websocket.accept()
        params = FastAPIWebsocketParams(
            audio_in_enabled=True,
            audio_out_enabled=True,
            add_wav_header=False,
            serializer=ProtobufFrameSerializer(),
        )
        await run_bot(FastAPIWebsocketTransport(websocket=websocket, params=params))

    async def offer(request: SmallWebRTCRequest, tasks: BackgroundTasks) -> dict[str, str] | None:
        async def connected(connection: SmallWebRTCConnection) -> None:
            params = TransportParams(audio_in_enabled=True, audio_out_enabled=True)
            tasks.add_task(run_bot, SmallWebRTCTransport(connection, params))

        return await peers.handle_web_request(request, connected)

    app.add_api_route("/readyz", ready)
    app.add_api_route("/lag", lags)
    app.add_api_websocket_route("/ws", socket)
    app.add_api_route("/api/offer", offer, methods=["POST"])
    return app


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), required=True)
def main(port: int) -> None:
    """Serve the stock bot on 127.0.0.1."""
    logger.remove()
    logger.add(sys.stderr, level="WARNING")
    uvicorn.run(create_app(), host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main()
