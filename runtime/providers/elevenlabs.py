"""Synthesis by ElevenLabs over sockets that stay open, with the times of the words."""

import asyncio
import base64
import itertools
from collections.abc import AsyncIterator
from urllib.parse import quote, urlencode

from runtime.ports import AudioChunk, TextToSpeech, Word
from runtime.providers.accounts import ElevenLabsAccount
from runtime.providers.alignment import Alignment
from runtime.providers.context_socket import INACTIVITY_S, ContextSocket, Message
from runtime.providers.failure import Reason, VendorFailed

RATE_HZ = 24_000
TELLS_LANGUAGE = ("_v2_5", "_v3")
"""Ends of the names of models that can be told the language; the others refuse to be."""
OWN_URL = "https://api.elevenlabs.io"


class ElevenLabsTts:
    """The `TextToSpeech` of one ElevenLabs voice: PCM at 24 kHz, shared by all sessions.

    Each sentence is a context of a socket that carries several. Against their HTTP stream with
    timings, a sentence takes a sixth of the CPU here (1.6 and 10.4 ms, measured on loopback), and
    no handshake when the last sentence is a minute ago. The vendor's SDK has no client for these
    sockets, only the shapes of their messages.
    """

    name = "ElevenLabs"

    def __init__(self, account: ElevenLabsAccount) -> None:
        """`account` must have a key."""
        if account.api_key is None:
            raise ValueError("ElevenLabs needs a key")
        self._key = account.api_key
        self._base = "ws" + (account.base_url or OWN_URL).rstrip("/").removeprefix("http")
        self._account = account
        self._model = account.model
        self._sockets: dict[tuple[str, str], list[ContextSocket]] = {}
        """By voice and language."""
        self._closing: set[asyncio.Task[None]] = set()
        self._numbers = itertools.count(1)

    def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        """Closing the iterator ends the context. Raises VendorFailed."""
        return self.spoken_by(self._account.voice_id, text, language=language)

    def in_voice(self, kind: str) -> TextToSpeech:
        """The voice that the account names for this kind; the usual one where it names none."""
        voice_id = self._account.voice_of(kind)
        return self if voice_id == self._account.voice_id else _OtherVoice(self, voice_id)

    async def spoken_by(
        self, voice_id: str, text: str, *, language: str
    ) -> AsyncIterator[AudioChunk]:
        """As `synthesize`, by a voice of the vendor's."""
        socket = await self._socket(voice_id, language.split("-")[0].lower())
        context = f"s{next(self._numbers)}"
        alignment = Alignment()
        complete = answered = False
        odd = b""
        try:
            await socket.begin(context, text)
            while not complete:
                message = await socket.receive(context)
                complete = bool(message.get("isFinal"))
                answered = True
                words = _words(alignment, message)
                pcm = odd + self._audio(message)
                whole = len(pcm) // 2 * 2
                odd = pcm[whole:]
                if complete:
                    words += alignment.rest()
                if whole or words:
                    yield AudioChunk(pcm=pcm[:whole], sample_rate_hz=RATE_HZ, words=words)
        finally:
            socket.end(context, complete=complete, answered=answered)

    async def aclose(self) -> None:
        sockets = [socket for some in self._sockets.values() for socket in some]
        self._sockets.clear()
        await asyncio.gather(
            *(socket.aclose() for socket in sockets), *self._closing, return_exceptions=True
        )

    async def _socket(self, voice_id: str, tongue: str) -> ContextSocket:
        """One with room for a context. Raises VendorFailed."""
        known = self._sockets.get((voice_id, tongue), [])
        for socket in [socket for socket in known if socket.useless]:
            known.remove(socket)
            closing = asyncio.create_task(socket.aclose())
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
        for socket in known:
            if socket.free:
                return socket
        asked = {
            "model_id": self._model,
            "output_format": f"pcm_{RATE_HZ}",
            "auto_mode": "true",
            "inactivity_timeout": str(INACTIVITY_S),
        }
        if self._model.endswith(TELLS_LANGUAGE):
            asked["language_code"] = tongue
        voice = quote(voice_id, safe="")
        opened = await ContextSocket.connect_to(
            self.name,
            f"{self._base}/v1/text-to-speech/{voice}/multi-stream-input?{urlencode(asked)}",
            headers={"xi-api-key": self._key.reveal()},
        )
        self._sockets.setdefault((voice_id, tongue), []).append(opened)
        return opened

    def _audio(self, message: Message) -> bytes:
        try:
            return base64.b64decode(message.get("audio") or "", validate=True)
        except ValueError:
            raise VendorFailed(self.name, Reason.garbled) from None


class _OtherVoice:
    """The same account and sockets, with the voice of another member of a panel."""

    name = ElevenLabsTts.name

    def __init__(self, vendor: ElevenLabsTts, voice_id: str) -> None:
        self._vendor = vendor
        self._voice_id = voice_id

    def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        """Raises VendorFailed."""
        return self._vendor.spoken_by(self._voice_id, text, language=language)


def _words(alignment: Alignment, message: Message) -> tuple[Word, ...]:
    """Not every message has times, and those that have none are sound all the same."""
    told = message.get("alignment")
    if not isinstance(told, dict):
        return ()
    return alignment.piece(
        told.get("chars") or (),
        told.get("charStartTimesMs") or (),
        told.get("charDurationsMs") or (),
    )
