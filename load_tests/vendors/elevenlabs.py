"""Stand-in for ElevenLabs' text to speech: streamed, streamed with timings, and multi-context."""

import asyncio
import base64
import re
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from random import Random
from typing import Any

import msgspec

from load_tests.vendors.content import Say, tone
from load_tests.vendors.faults import STATUSES, Fault
from load_tests.vendors.latency import PROFILES, Profile
from load_tests.vendors.websocket import Socket
from load_tests.vendors.wire import Exchange, GoneAway, Request

PIECE_S = 0.1
MADE = 64
DETAILS = {
    401: ("invalid_api_key", "Invalid API key"),
    429: ("too_many_concurrent_requests", "Too many concurrent requests"),
}
_STREAM = re.compile(r"^/v1/text-to-speech/[^/]+/stream(?P<timed>/with-timestamps)?$")
_SOCKET = re.compile(r"^/v1/text-to-speech/[^/]+/multi-stream-input$")
_ENOUGH = re.compile(r"[.!?…]\s*$")
CONTEXTS = 5
"""At once on one socket."""
TOO_MANY = {
    "error": "max_active_conversations",
    "message": f"Maximum simultaneous contexts per WebSocket connection exceeded ({CONTEXTS}).",
    "code": 1008,
}
ENOUGH_CHARS = 120
"""Without `auto_mode`, text is spoken at the end of a sentence or when there is so much of it."""


class ElevenLabsStandIn:
    name = "elevenlabs"

    def __init__(
        self,
        *,
        key: str,
        say: Say = tone,
        profile: Profile = PROFILES["zero"],
        seed: int = 1,
    ) -> None:
        self.spoken: list[str] = []
        """Texts asked for, in order."""
        self.asked: list[Request] = []
        """Openings of sockets, in order; the path names the voice."""
        self._key = key
        self._say = say
        self.profile = profile
        self._random = Random(seed)
        self._made: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        """Sentences made lately: under load many sessions ask for the same ones."""

    # HTTP --------------------------------------------------------------------------------------

    async def serve(self, exchange: Exchange) -> None:
        kind = _STREAM.match(exchange.request.path)
        rate_hz = _rate_hz(exchange.request.query)
        if kind is None or rate_hz is None:
            await exchange.json(404, self.error(404))
            return
        text = msgspec.json.decode(exchange.request.body)["text"]
        timed = kind["timed"] is not None
        begun = False
        told_s = 0.0
        async for pcm, chars in self._speak(text, rate_hz, silent=exchange.fault is Fault.silent):
            if not begun:
                await exchange.begin("application/json" if timed else "audio/pcm")
                begun = True
            if not timed:
                await exchange.chunk(pcm)
                continue
            # Counted from the beginning of the answer; on sockets from that of each piece.
            starts, ends = _times(len(chars), len(pcm) / 2 / rate_hz, told_s)
            told_s += len(pcm) / 2 / rate_hz
            alignment = {
                "characters": list(chars),
                "character_start_times_seconds": starts,
                "character_end_times_seconds": ends,
            }
            line = {
                "audio_base64": base64.b64encode(pcm).decode(),
                "alignment": alignment,
                "normalized_alignment": alignment,
            }
            await exchange.chunk(msgspec.json.encode(line) + b"\n")
        if not begun:
            await exchange.begin("audio/pcm")
        await exchange.end()

    # The multi-context socket --------------------------------------------------------------------

    async def converse(self, socket: Socket) -> None:
        self.asked.append(socket.request)
        rate_hz = _rate_hz(socket.request.query) or 24_000
        auto = socket.request.query.get("auto_mode") == "true"
        waiting: dict[str, str] = {}
        speaking: dict[str, asyncio.Task[None]] = {}

        async def speak(context: str, text: str, after: asyncio.Task[None] | None) -> None:
            if after is not None:
                await asyncio.wait({after})
            silent = socket.fault is Fault.silent
            async for pcm, chars in self._speak(text, rate_hz, silent=silent):
                starts, ends = _times(len(chars), len(pcm) / 2 / rate_hz)
                alignment = {
                    "chars": list(chars),
                    "charStartTimesMs": [round(start * 1000) for start in starts],
                    "charDurationsMs": [
                        round((end - start) * 1000) for start, end in zip(starts, ends, strict=True)
                    ],
                }
                await socket.send(
                    {
                        "audio": base64.b64encode(pcm).decode(),
                        "alignment": alignment,
                        "normalizedAlignment": alignment,
                        "contextId": context,
                    }
                )

        def speak_waiting(context: str, tasks: asyncio.TaskGroup) -> None:
            text = waiting.get(context, "")
            waiting[context] = ""
            if text.strip():
                task = tasks.create_task(speak(context, text, speaking.get(context)))
                speaking[context] = task

        async def finish(context: str) -> None:
            if (last := speaking.pop(context, None)) is not None:
                await asyncio.wait({last})
            await socket.send({"isFinal": True, "contextId": context})

        try:
            async with asyncio.TaskGroup() as tasks:
                async for message in socket.messages():
                    asked = msgspec.json.decode(message)
                    if "context_id" not in asked and not asked.get("text"):
                        continue  # A sign of life.
                    context = asked.get("context_id", "default")
                    if context not in waiting and len(waiting.keys() | speaking.keys()) >= CONTEXTS:
                        await socket.send(TOO_MANY)
                        await socket.close(1008, "max_active_conversations")
                        break
                    waiting[context] = waiting.get(context, "") + asked.get("text", "")
                    text = waiting[context]
                    if (
                        auto
                        or asked.get("flush")
                        or asked.get("close_context")
                        or len(text) >= ENOUGH_CHARS
                        or _ENOUGH.search(text)
                    ):
                        speak_waiting(context, tasks)
                    if asked.get("close_context"):
                        waiting.pop(context, None)
                        tasks.create_task(finish(context))
                    if asked.get("close_socket"):
                        await socket.close(1000)
                for task in speaking.values():
                    task.cancel()
        except* (ConnectionError, GoneAway):
            pass

    def spent(self) -> dict[str, int]:
        return {"spoken_chars": sum(map(len, self.spoken))}

    def takes_socket(self, path: str) -> bool:
        return _SOCKET.match(path) is not None

    def refuses(self, request: Request) -> bool:
        return request.headers.get("xi-api-key") != self._key

    def error(self, status: int) -> Mapping[str, Any]:
        kind, message = DETAILS.get(status, ("error", f"The stand-in answers with {status}."))
        return {"detail": {"status": kind, "message": message}}

    def status_of(self, fault: Fault) -> int:
        return STATUSES[fault]

    async def _speak(
        self, text: str, rate_hz: int, *, silent: bool
    ) -> AsyncIterator[tuple[bytes, str]]:
        """Pieces of audio with the characters said in them, at the vendor's pace."""
        self.spoken.append(text.strip())
        await asyncio.sleep(self.profile.speaking.draw(self._random))
        pcm = self._made.get((text, rate_hz))
        if pcm is None:
            pcm = self._made[text, rate_hz] = await self._say(text, rate_hz)
        while len(self._made) > MADE:
            self._made.popitem(last=False)
        if silent:
            pcm = bytes(len(pcm))
        step = int(PIECE_S * rate_hz) * 2
        for at in range(0, len(pcm), step):
            until = min(at + step, len(pcm))
            chars = text[len(text) * at // len(pcm) : len(text) * until // len(pcm)]
            yield pcm[at:until], chars
            await asyncio.sleep(PIECE_S / self.profile.speech_pace)


def _rate_hz(query: Mapping[str, str]) -> int | None:
    """The rate of a `pcm_24000` kind of format; the only kind that the stand-in speaks."""
    kind, _, rate = query.get("output_format", "").partition("_")
    return int(rate) if kind == "pcm" and rate.isdigit() else None


def _times(chars: int, seconds: float, begins_s: float = 0.0) -> tuple[list[float], list[float]]:
    """Starts and ends of so many characters spread evenly over a piece."""
    edges = [round(begins_s + index * seconds / max(1, chars), 4) for index in range(chars + 1)]
    return edges[:-1], edges[1:]
