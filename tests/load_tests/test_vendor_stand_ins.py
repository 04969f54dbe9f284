"""The stand-ins speak the vendors' protocols: real SDKs understand what they say."""

import asyncio
import base64
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator

import httpx
import numpy as np
import pytest
from anthropic import AsyncAnthropic
from deepgram import AsyncDeepgramClient
from deepgram.listen.v1.types import ListenV1Metadata, ListenV1Results, ListenV1SpeechStarted
from deepgram.listen.v2.socket_client import AsyncV2SocketClient
from deepgram.listen.v2.types import ListenV2Connected, ListenV2ForceEndTurn, ListenV2TurnInfo
from elevenlabs.client import AsyncElevenLabs
from elevenlabs.types import AudioOutputMulti, FinalOutputMulti
from openai import AsyncOpenAI
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from load_tests.vendors import content
from load_tests.vendors.content import ANSWERS
from load_tests.vendors.faults import Fault
from load_tests.vendors.latency import PROFILES
from load_tests.vendors.stand_in import CONTROL, PROFILE
from load_tests.vendors.stand_ins import StandIns
from runtime.providers.deepgram import environment_of

pytestmark = pytest.mark.contract

RATE_HZ = 16_000


@pytest.fixture
async def stand_ins() -> AsyncIterator[StandIns]:
    started = StandIns()
    await started.start()
    yield started
    await started.aclose()


def loud(seconds: float, rate_hz: int = RATE_HZ) -> bytes:
    moments = np.arange(int(seconds * rate_hz)) / rate_hz
    return (np.sin(2 * np.pi * 220 * moments) * 6_000).astype("<i2").tobytes()


def quiet(seconds: float, rate_hz: int = RATE_HZ) -> bytes:
    return bytes(int(seconds * rate_hz) * 2)


def deepgram_client(stand_ins: StandIns) -> AsyncDeepgramClient:
    return AsyncDeepgramClient(
        api_key=stand_ins.key, environment=environment_of(stand_ins.deepgram.url)
    )


# Deepgram ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 24_000])
async def test_nova_tells_interim_and_final_results(stand_ins: StandIns, rate_hz: int) -> None:
    async with deepgram_client(stand_ins).listen.v1.connect(
        model="nova-3",
        encoding="linear16",
        sample_rate=str(rate_hz),
        interim_results="true",
        endpointing="300",
        vad_events="true",
        utterance_end_ms="1000",
    ) as socket:
        audio = quiet(0.5, rate_hz) + loud(2.5, rate_hz) + quiet(2.0, rate_hz)
        for at in range(0, len(audio), 1_280):
            await socket.send_media(audio[at : at + 1_280])
        await socket.send_close_stream()
        told = [message async for message in socket]
    kinds = [type(message).__name__ for message in told]
    assert kinds[0] == "ListenV1SpeechStarted"
    assert kinds[-2:] == ["ListenV1UtteranceEnd", "ListenV1Metadata"]
    results = [message for message in told if isinstance(message, ListenV1Results)]
    assert [result.is_final for result in results] == [False, False, True]
    final = results[-1]
    assert final.speech_final
    best = final.channel.alternatives[0]
    assert best.transcript == ANSWERS[0]
    assert results[0].channel.alternatives[0].transcript in best.transcript
    assert [word.punctuated_word for word in best.words] == ANSWERS[0].split()
    assert final.start == pytest.approx(0.5, abs=0.3)
    assert isinstance(told[0], ListenV1SpeechStarted)
    assert isinstance(told[-1], ListenV1Metadata)
    assert told[-1].duration == pytest.approx(5.0, abs=0.1)


async def test_nova_finalizes_on_request(stand_ins: StandIns) -> None:
    async with deepgram_client(stand_ins).listen.v1.connect(
        model="nova-3", encoding="linear16", sample_rate="16000", endpointing="false"
    ) as socket:
        await socket.send_keep_alive()
        await socket.send_media(loud(1.0))
        await socket.send_finalize()
        result = await socket.recv()
        assert isinstance(result, ListenV1Results)
        assert result.from_finalize
        assert result.channel.alternatives[0].transcript == ANSWERS[0]
        await socket.send_close_stream()


async def test_flux_tells_turns_and_its_eager_guess_holds(stand_ins: StandIns) -> None:
    async with deepgram_client(stand_ins).listen.v2.connect(
        model="flux-general-en",
        encoding="linear16",
        sample_rate="16000",
        eager_eot_threshold="0.4",
    ) as socket:
        assert isinstance(await socket.recv(), ListenV2Connected)
        for audio in (quiet(0.3), loud(1.0), quiet(0.4), loud(1.0), quiet(1.0)):
            await socket.send_media(audio)
        told: list[ListenV2TurnInfo] = []
        while not told or told[-1].event != "EndOfTurn":
            message = await socket.recv()
            assert isinstance(message, ListenV2TurnInfo)
            told.append(message)
        events = [message.event for message in told if message.event != "Update"]
        assert events == [
            "StartOfTurn", "EagerEndOfTurn", "TurnResumed", "EagerEndOfTurn", "EndOfTurn",
        ]  # fmt: skip
        assert told[-1].transcript == told[-2].transcript
        assert told[-1].trigger == "model"
        assert [message.sequence_id for message in told] == list(range(1, len(told) + 1))
        await socket.send_media(loud(0.5))
        await socket.send_force_end_turn(ListenV2ForceEndTurn())
        ended = await last_of_turn(socket)
        assert (ended.turn_index, ended.trigger) == (1, "manual")
        await socket.send_close_stream()


async def last_of_turn(socket: AsyncV2SocketClient) -> ListenV2TurnInfo:
    while True:
        message = await socket.recv()
        assert isinstance(message, ListenV2TurnInfo)
        if message.event == "EndOfTurn":
            return message


# ElevenLabs --------------------------------------------------------------------------------------


async def test_speech_comes_with_timings_of_its_characters(stand_ins: StandIns) -> None:
    client = AsyncElevenLabs(api_key=stand_ins.key, base_url=stand_ins.elevenlabs.url)
    text = "How was it?"
    said, seconds = "", 0.0
    async for piece in client.text_to_speech.stream_with_timestamps(
        "voice", text=text, output_format="pcm_16000"
    ):
        assert piece.alignment is not None
        said += "".join(piece.alignment.characters)
        seconds += len(base64.b64decode(piece.audio_base_64)) / 2 / 16_000
        ends = piece.alignment.character_end_times_seconds
        assert not ends or ends[-1] == pytest.approx(seconds, abs=0.001)
    assert said == text
    assert seconds == pytest.approx(len(text) * 0.06, abs=0.01)


async def test_contexts_speak_in_order_and_end_by_themselves(stand_ins: StandIns) -> None:
    url = (
        f"ws://127.0.0.1:{stand_ins.elevenlabs.port}/v1/text-to-speech/voice/multi-stream-input"
        "?model_id=eleven_flash_v2_5&output_format=pcm_24000&auto_mode=true"
    )
    said: dict[str, str] = {"a": "", "b": ""}
    ended: list[str | None] = []
    async with connect(url, additional_headers={"xi-api-key": stand_ins.key}) as socket:
        for context in ("a", "b"):
            await socket.send(json.dumps({"text": " ", "context_id": context}))
            await socket.send(json.dumps({"text": "One. ", "context_id": context}))
            await socket.send(json.dumps({"text": "Two. ", "context_id": context}))
            await socket.send(json.dumps({"context_id": context, "close_context": True}))
        while len(ended) < 2:
            message = json.loads(await socket.recv())
            if message.get("isFinal"):
                ended.append(FinalOutputMulti(**message).context_id)
                continue
            output = AudioOutputMulti(**message)
            assert output.alignment is not None
            said[output.context_id or ""] += "".join(output.alignment.chars or [])
    assert said == {"a": "One. Two. ", "b": "One. Two. "}
    assert sorted(str(context) for context in ended) == ["a", "b"]


# Models ------------------------------------------------------------------------------------------


async def test_models_also_answer_as_a_whole(stand_ins: StandIns) -> None:
    claude = AsyncAnthropic(api_key=stand_ins.key, base_url=stand_ins.anthropic.url)
    message = await claude.messages.create(
        model="claude-haiku-4-5", max_tokens=10, messages=[{"role": "user", "content": "Hello"}]
    )
    assert [block.text for block in message.content if block.type == "text"] == ["Okay."]
    assert message.stop_reason == "end_turn"
    gpt = AsyncOpenAI(api_key=stand_ins.key, base_url=f"{stand_ins.openai.url}/v1")
    completion = await gpt.chat.completions.create(
        model="gpt-4.1", messages=[{"role": "user", "content": "Hello"}]
    )
    assert completion.choices[0].message.content == "Okay."
    assert completion.usage is not None
    await claude.close()
    await gpt.close()


# Faults ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "status"),
    [(Fault.key_refused, 401), (Fault.rate_limited, 429), (Fault.overloaded, 503)],
)
async def test_a_socket_can_be_refused(stand_ins: StandIns, fault: Fault, status: int) -> None:
    stand_ins.deepgram.fail(fault)
    with pytest.raises(InvalidStatus) as refused:
        await listen(stand_ins)
    assert refused.value.response.status_code == status


async def test_a_socket_can_be_half_dead(stand_ins: StandIns) -> None:
    """It opens, takes audio and says nothing: the fault that no status code tells."""
    stand_ins.deepgram.fail(Fault.mute)
    socket = await listen(stand_ins)
    await socket.send(loud(1.0))
    await socket.send(json.dumps({"type": "Finalize"}))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await socket.recv()
    socket.transport.abort()


@pytest.mark.parametrize(("fault", "code"), [(Fault.closed_1011, 1011), (Fault.cut, 1006)])
async def test_a_socket_can_end_badly(stand_ins: StandIns, fault: Fault, code: int) -> None:
    stand_ins.deepgram.fail(fault)
    socket = await listen(stand_ins)
    with pytest.raises(ConnectionClosed):
        await talk_until_closed(socket)
    assert socket.close_code == code


async def talk_until_closed(socket: ClientConnection) -> None:
    await socket.send(loud(1.0))
    await socket.send(json.dumps({"type": "Finalize"}))
    while True:
        await socket.recv()


async def test_a_socket_can_talk_nonsense(stand_ins: StandIns) -> None:
    stand_ins.deepgram.fail(Fault.garbage)
    socket = await listen(stand_ins)
    assert "<html>" in str(await socket.recv())
    socket.transport.abort()


async def listen(stand_ins: StandIns) -> ClientConnection:
    url = f"ws://127.0.0.1:{stand_ins.deepgram.port}/v1/listen?model=nova-3&sample_rate=16000"
    return await connect(url, additional_headers={"Authorization": f"Token {stand_ins.key}"})


async def test_faults_can_be_planned_from_another_process(stand_ins: StandIns) -> None:
    async with httpx.AsyncClient(base_url=stand_ins.deepgram.url) as http:
        planned = await http.put(CONTROL, json={"fault": "broken", "after": 1, "times": 1})
        assert planned.status_code == 200
        statuses = [
            (
                await http.post(
                    "/v1/listen?encoding=linear16&sample_rate=16000",
                    content=loud(0.2),
                    headers={"authorization": f"Token {stand_ins.key}"},
                )
            ).status_code
            for _ in range(3)
        ]
        assert statuses == [200, 500, 200]
        shown = (await http.get(CONTROL)).json()
        assert (shown["vendor"], shown["requests"]) == ("deepgram", 3)
        assert (await http.put(CONTROL, json={"fault": "rain"})).status_code == 400


# The real thing ----------------------------------------------------------------------------------


async def test_they_can_really_speak(stand_ins: StandIns) -> None:
    pcm = await content.flite()("I moved the service to a new database.", 24_000)
    samples = np.frombuffer(pcm, dtype="<i2")
    assert 1.5 < samples.size / 24_000 < 5.0
    assert np.abs(samples).max() > 3_000


async def test_the_command_prints_what_to_set_and_stops_on_request() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "load_tests.vendors", "--ears", "script", "--voice", "tone",
        "--profile", "zero", "--fault", "openai=rate_limited",
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    exports = {}
    async with asyncio.timeout(60):
        while b"# faults" not in (line := await process.stdout.readline()):
            assert line, "it ended before it was ready"
            if match := re.fullmatch(r"export (\w+)=(\S+)\n", line.decode()):
                exports[match[1]] = match[2]
    assert len(exports) == 8
    async with httpx.AsyncClient() as http:
        answer = await http.post(
            f"{exports['OPENAI_BASE_URL']}/chat/completions",
            headers={"authorization": f"Bearer {exports['OPENAI_API_KEY']}"},
            json={},
        )
    assert answer.status_code == 429
    process.send_signal(signal.SIGINT)
    assert await asyncio.wait_for(process.wait(), 20) == 0


async def test_latencies_can_be_set_from_another_process(stand_ins: StandIns) -> None:
    async with httpx.AsyncClient(base_url=stand_ins.openai.url) as http:
        shown = (await http.put(PROFILE, json={"profile": "published-slow"})).json()
        assert shown["profile"]["writing"] == {"median_s": 2.234, "p95_s": 3.062}
        assert stand_ins.gpt.profile is PROFILES["published-slow"]
        assert stand_ins.claude.profile is PROFILES["zero"]
        assert (await http.put(PROFILE, json={"profile": "warp"})).status_code == 400
