"""Stand-in for Deepgram: recordings over HTTP here, Nova and Flux over sockets next door."""

import asyncio
import hashlib
import itertools
from collections.abc import Mapping
from random import Random
from typing import Any

import numpy as np
import soxr

from load_tests.vendors import deepgram_flux, deepgram_live
from load_tests.vendors.activity import EAR_RATE_HZ
from load_tests.vendors.content import Hear, script
from load_tests.vendors.deepgram_shapes import alternative
from load_tests.vendors.faults import STATUSES, Fault
from load_tests.vendors.latency import PROFILES, Profile
from load_tests.vendors.websocket import Socket
from load_tests.vendors.wire import Exchange, Request

MODEL_UUID = "1abfe86b-e047-4eed-858a-35e5625b41ee"
ERRORS = {
    401: ("INVALID_AUTH", "Invalid credentials."),
    429: ("TOO_MANY_REQUESTS", "Too many requests. Please try again later."),
}


class DeepgramStandIn:
    name = "deepgram"

    def __init__(
        self,
        *,
        key: str,
        hear: Hear | None = None,
        profile: Profile = PROFILES["zero"],
        seed: int = 1,
    ) -> None:
        self.asked: list[Request] = []
        """Requests and openings of sockets, in order."""
        self.audio_messages = 0
        """Binary messages on sockets."""
        self.hear = hear or script()
        self._key = key
        self.profile = profile
        self._random = Random(seed)
        self._ids = itertools.count(1)

    async def serve(self, exchange: Exchange) -> None:
        request = exchange.request
        if (request.method, request.path) != ("POST", "/v1/listen"):
            await exchange.json(404, self.error(404))
            return
        if request.query.get("encoding") != "linear16" or "sample_rate" not in request.query:
            await exchange.json(400, self.error(400))
            return
        self.asked.append(request)
        rate_hz = int(request.query["sample_rate"])
        duration_s = len(request.body) / 2 / rate_hz
        text = ""
        if exchange.fault is not Fault.silent:
            text = await self.hear(at_ear_rate(request.body, rate_hz), True)
        await self.think()
        model = request.query.get("model", "base-general")
        await exchange.json(
            200,
            {
                "metadata": {
                    "transaction_key": "deprecated",
                    "request_id": self.request_id(),
                    "sha256": hashlib.sha256(request.body).hexdigest(),
                    "created": "2026-11-21T12:00:00.000Z",
                    "duration": duration_s,
                    "channels": 1,
                    "models": [MODEL_UUID],
                    "model_info": {
                        MODEL_UUID: {"name": model, "version": "2026-01-01.0", "arch": "nova-3"}
                    },
                },
                "results": {"channels": [{"alternatives": [alternative(text, 0.0, duration_s)]}]},
            },
        )

    async def converse(self, socket: Socket) -> None:
        self.asked.append(socket.request)
        if socket.request.path == "/v2/listen":
            await deepgram_flux.converse(socket, self)
        else:
            await deepgram_live.converse(socket, self)

    async def think(self) -> None:
        """Take the time that the profile says."""
        await asyncio.sleep(self.profile.hearing.draw(self._random))

    def request_id(self) -> str:
        return f"00000000-0000-4000-8000-{next(self._ids):012d}"

    def spent(self) -> dict[str, int]:
        return {}

    def takes_socket(self, path: str) -> bool:
        return path in ("/v1/listen", "/v2/listen")

    def refuses(self, request: Request) -> bool:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() not in ("token", "bearer") or key != self._key

    def error(self, status: int) -> Mapping[str, Any]:
        code, message = ERRORS.get(status, ("ERROR", f"The stand-in answers with {status}."))
        return {"err_code": code, "err_msg": message, "request_id": self.request_id()}

    def status_of(self, fault: Fault) -> int:
        return STATUSES[fault]


def at_ear_rate(pcm: bytes, rate_hz: int) -> bytes:
    if rate_hz == EAR_RATE_HZ:
        return pcm
    samples = soxr.resample(np.frombuffer(pcm, dtype="<i2"), rate_hz, EAR_RATE_HZ)
    return np.asarray(samples, dtype="<i2").tobytes()
