"""The socket of Deepgram's Nova models: `/v1/listen` with interim and final results."""

import asyncio
from typing import Any

import msgspec

from load_tests.vendors.activity import Activity, Change
from load_tests.vendors.deepgram_shapes import Ears, alternative
from load_tests.vendors.faults import Fault
from load_tests.vendors.websocket import Socket

INTERIM_EVERY_S = 1.0
ENDPOINTING_MS = 10.0
"""Deepgram's default; with it every little pause ends a segment."""
IDLE_S = 10.0
"""Without audio or KeepAlive for so long, the vendor closes with 1011."""


async def converse(socket: Socket, vendor: Ears) -> None:
    """Serve one socket until either side closes it."""
    stream = _Stream(socket, vendor)
    messages = socket.messages()
    try:
        while True:
            async with asyncio.timeout(IDLE_S):
                message = await anext(messages)
            if isinstance(message, bytes):
                vendor.audio_messages += 1
                if not message or not await stream.audio(message):
                    break
            elif not await stream.control(msgspec.json.decode(message)):
                break
    except StopAsyncIteration:
        return
    except TimeoutError:
        await socket.close(1011, "NET-0001: no audio was received in time")
        return
    await stream.finish()


class _Stream:
    def __init__(self, socket: Socket, vendor: Ears) -> None:
        query = socket.request.query
        self._socket = socket
        self._vendor = vendor
        self._request_id = vendor.request_id()
        self._activity = Activity(int(query.get("sample_rate", "16000")))
        self._interim = query.get("interim_results", "").lower() == "true"
        self._tells_start = query.get("vad_events", "").lower() == "true"
        pause = query.get("endpointing", "")
        self._pause_s = (float(pause) if pause.isdigit() else ENDPOINTING_MS) / 1000
        if pause.lower() == "false":
            self._pause_s = float("inf")
        utterance_end = query.get("utterance_end_ms", "")
        self._utterance_end_s = float(utterance_end) / 1000 if utterance_end else None
        self._last_word_s: float | None = None
        self._interim_s = 0.0

    async def audio(self, data: bytes) -> bool:
        activity = self._activity
        for frame in activity.frames(data):
            change = activity.take(frame)
            if change is Change.started:
                self._interim_s = activity.now_s
                if self._tells_start:
                    await self._socket.send(
                        {"type": "SpeechStarted", "channel": [0], "timestamp": activity.now_s}
                    )
            if activity.speaking and activity.quiet_s >= self._pause_s:
                await self._result(final=True, speech_final=True)
            elif activity.speaking and activity.now_s >= self._interim_s + INTERIM_EVERY_S:
                self._interim_s = activity.now_s
                if self._interim:
                    await self._result(final=False)
            await self._maybe_utterance_end()
        return True

    async def control(self, message: dict[str, Any]) -> bool:
        """False: the stream is over."""
        if message.get("type") == "Finalize":
            await self._result(final=True, from_finalize=True)
        return message.get("type") != "CloseStream"

    async def finish(self) -> None:
        if self._activity.speaking:
            await self._result(final=True)
        await self._socket.send(
            {
                "type": "Metadata",
                "transaction_key": "deprecated",
                "request_id": self._request_id,
                "sha256": "0" * 64,
                "created": "2026-11-21T12:00:00.000Z",
                "duration": round(self._activity.now_s, 3),
                "channels": 1,
            }
        )
        await self._socket.close(1000)

    async def _result(
        self, *, final: bool, speech_final: bool = False, from_finalize: bool = False
    ) -> None:
        activity = self._activity
        start_s, end_s = activity.started_s, activity.now_s
        spoke = activity.speaking
        pcm = activity.close_stretch() if final else activity.pcm
        text = ""
        if spoke and self._socket.fault is not Fault.silent:
            text = await self._vendor.hear(pcm, final)
        if final:
            await self._vendor.think()
            self._last_word_s = end_s if text else self._last_word_s
        message = {
            "type": "Results",
            "channel_index": [0, 1],
            "duration": round(end_s - start_s, 3),
            "start": round(start_s, 3),
            "is_final": final,
            "speech_final": speech_final,
            "channel": {"alternatives": [alternative(text, start_s, end_s)]},
            "metadata": {
                "request_id": self._request_id,
                "model_info": {"name": "nova-3", "version": "2026-01-01.0", "arch": "nova-3"},
                "model_uuid": "1abfe86b-e047-4eed-858a-35e5625b41ee",
            },
            "from_finalize": from_finalize,
        }
        await self._socket.send(message)

    async def _maybe_utterance_end(self) -> None:
        if self._utterance_end_s is None or self._last_word_s is None or self._activity.speaking:
            return
        if self._activity.now_s - self._last_word_s >= self._utterance_end_s:
            await self._socket.send(
                {
                    "type": "UtteranceEnd",
                    "channel": [0, 1],
                    "last_word_end": round(self._last_word_s, 3),
                }
            )
            self._last_word_s = None
