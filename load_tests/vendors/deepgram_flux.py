"""The socket of Deepgram's Flux: `/v2/listen`, where the recogniser tells turns."""

from typing import Any

import msgspec

from load_tests.vendors.activity import Activity, Change
from load_tests.vendors.deepgram_shapes import Ears, flux_words
from load_tests.vendors.faults import Fault
from load_tests.vendors.websocket import Socket

UPDATE_EVERY_S = 0.25
EAGER_S = 0.25
"""Silence after which the stand-in thinks the turn may be over, with an eager threshold set."""
END_S = 0.7
"""Silence after which it is sure."""
CONFIDENCES = {"EagerEndOfTurn": 0.5, "EndOfTurn": 0.85}


async def converse(socket: Socket, vendor: Ears) -> None:
    """Serve one socket until either side closes it."""
    stream = _Turns(socket, vendor)
    await stream.tell({"type": "Connected"})
    async for message in socket.messages():
        if isinstance(message, bytes):
            vendor.audio_messages += 1
            await stream.audio(message)
            continue
        match msgspec.json.decode(message):
            case {"type": "ForceEndTurn"}:
                await stream.end("manual")
            case {"type": "Configure", "thresholds": dict() as thresholds}:
                await stream.configure(thresholds)
            case {"type": "CloseStream"}:
                # The open turn is told as it stands and never ends; no summary, no close code.
                await stream.update()
                await socket.close(None)


class _Turns:
    def __init__(self, socket: Socket, vendor: Ears) -> None:
        query = socket.request.query
        self._socket = socket
        self._vendor = vendor
        self._request_id = vendor.request_id()
        self._sequence = 0
        self._turn = 0
        self._eager = "eager_eot_threshold" in query
        self._eager_text: str | None = None
        self._text = ""
        self._eager_words: list[dict[str, Any]] = []
        self._before: list[dict[str, Any]] = []
        """Words of the turn before its last pause."""
        self._since_s = 0.0
        """Where the words after it begin."""
        self._updated_s = 0.0
        self._activity = Activity(int(query.get("sample_rate", "16000")))

    async def tell(self, message: dict[str, Any]) -> None:
        head = {"request_id": self._request_id, "sequence_id": self._sequence}
        self._sequence += 1
        await self._socket.send({**message, **head})

    async def audio(self, data: bytes) -> None:
        activity = self._activity
        for frame in activity.frames(data):
            change = activity.take(frame)
            if change is Change.started:
                await self._hear()
                await self._turn_info("StartOfTurn")
            elif change is Change.resumed and self._eager_text is not None:
                # What was said so far stands; only what follows is heard from now on.
                self._before = self._eager_words
                self._text = ""
                self._since_s = activity.now_s
                self._eager_text = None
                activity.keep_latest()
                await self._turn_info("TurnResumed")
            if not activity.speaking:
                continue
            if activity.quiet_s >= END_S:
                await self.end("model")
            elif self._eager and self._eager_text is None and activity.quiet_s >= EAGER_S:
                await self._hear(over=True)
                self._eager_text = self._text
                self._eager_words = self._words()
                await self._turn_info("EagerEndOfTurn")
            elif activity.now_s >= self._updated_s + UPDATE_EVERY_S:
                await self.update()

    async def update(self) -> None:
        if self._activity.speaking and self._eager_text is None:
            await self._hear()
            await self._turn_info("Update")

    async def end(self, trigger: str) -> None:
        """The turn is over; after an eager guess its text does not change any more."""
        if not self._activity.speaking:
            return
        if self._eager_text is None:
            await self._hear(over=True)
        await self._vendor.think()
        await self._turn_info("EndOfTurn", trigger=trigger)
        self._activity.close_stretch()
        self._eager_text = None
        self._text = ""
        self._before = []
        self._turn += 1

    async def configure(self, thresholds: dict[str, Any]) -> None:
        if "eager_eot_threshold" in thresholds:
            self._eager = thresholds["eager_eot_threshold"] is not None
        await self.tell({"type": "ConfigureSuccess", "thresholds": thresholds, "keyterms": []})

    async def _hear(self, *, over: bool = False) -> None:
        self._updated_s = self._activity.now_s
        if self._socket.fault is not Fault.silent:
            self._text = await self._vendor.hear(self._activity.pcm, over)

    def _words(self) -> list[dict[str, Any]]:
        activity = self._activity
        since_s = self._since_s if self._before else activity.started_s
        return self._before + flux_words(self._text, since_s, activity.voiced_until_s)

    async def _turn_info(self, event: str, **more: Any) -> None:
        words = self._words()
        await self.tell(
            {
                "type": "TurnInfo",
                "event": event,
                "turn_index": self._turn,
                "audio_window_start": round(self._activity.started_s, 3),
                "audio_window_end": round(self._activity.now_s, 3),
                "transcript": " ".join(word["word"] for word in words),
                "words": words,
                "end_of_turn_confidence": CONFIDENCES.get(event, 0.1),
                **more,
            }
        )
