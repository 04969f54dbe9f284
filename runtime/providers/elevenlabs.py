"""Synthesis by ElevenLabs, streamed as it is made."""

from collections.abc import AsyncIterator

import httpx
from elevenlabs.client import AsyncElevenLabs

from runtime.ports import AudioChunk
from runtime.providers.accounts import ElevenLabsAccount
from runtime.providers.failure import Reason, VendorFailed, from_error

RATE_HZ = 24_000
CHUNK_BYTES = 4_800
"""100 ms: the first sound leaves early, and a sentence is a few dozen chunks."""
WARM_S = 60.0
CONNECT_S = 1.0
BACKSTOP_S = 20.0
TELLS_LANGUAGE = ("_v2_5", "_v3")
"""Ends of the names of models that can be told the language; the others refuse to be."""
OWN_URL = "https://api.elevenlabs.io"


class ElevenLabsTts:
    """The `TextToSpeech` of one ElevenLabs voice: PCM at 24 kHz over a warm connection.

    The port speaks sentence by sentence, so a streamed answer per sentence is enough; word
    timings (their `with-timestamps` stream) have no place in the port yet.
    """

    name = "ElevenLabs"

    def __init__(self, account: ElevenLabsAccount) -> None:
        """`account` must have a key."""
        if account.api_key is None:
            raise ValueError("ElevenLabs needs a key")
        self._voice_id = account.voice_id
        self._model = account.model
        self._http = httpx.AsyncClient(
            timeout=httpx.Timeout(BACKSTOP_S, connect=CONNECT_S),
            limits=httpx.Limits(keepalive_expiry=WARM_S),
        )
        self._client = AsyncElevenLabs(
            api_key=account.api_key.reveal(),
            base_url=account.base_url or OWN_URL,
            httpx_client=self._http,
        )

    async def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        """Raises VendorFailed."""
        tongue = language.split("-")[0].lower()
        told = {"language_code": tongue} if self._model.endswith(TELLS_LANGUAGE) else {}
        odd = b""
        try:
            async with self._client.text_to_speech.with_raw_response.stream(
                self._voice_id,
                text=text,
                model_id=self._model,
                output_format="pcm_24000",
                request_options={"chunk_size": CHUNK_BYTES, "max_retries": 0},
                **told,
            ) as answer:
                kind = answer.headers.get("content-type", "")
                if kind.startswith(("text/", "application/json")):
                    raise VendorFailed(self.name, Reason.garbled)
                async for piece in answer.data:
                    pcm = odd + piece
                    whole = len(pcm) // 2 * 2
                    odd = pcm[whole:]
                    if whole:
                        yield AudioChunk(pcm=pcm[:whole], sample_rate_hz=RATE_HZ)
        except VendorFailed:
            raise
        except Exception as error:
            raise from_error(self.name, error) from None

    async def aclose(self) -> None:
        await self._http.aclose()
