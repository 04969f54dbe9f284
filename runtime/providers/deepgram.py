"""Recognition by Deepgram, one request per stretch of speech."""

import re
from collections.abc import Sequence
from typing import TypedDict

import httpx
from deepgram import AsyncDeepgramClient
from deepgram.environment import DeepgramClientEnvironment

from runtime.ports import Recognition
from runtime.providers.accounts import DeepgramAccount
from runtime.providers.failure import from_error

RATE_HZ = 16_000
RECORDINGS_MODEL = "nova-3"
"""Flux only takes streams."""
ENGLISH = "en"
MULTI = "multi"
"""Deepgram's name for speech that may change between languages."""
_MULTILINGUAL = re.compile(r"nova-[23](-general)?")
NOVA_LANGUAGES = frozenset(("en", "es", "fr", "de", "hi", "ru", "pt", "ja", "it", "nl"))
"""Those that both models hear alone and mixed; the other Nova models (`…-medical`, `…-phonecall`)
are English. Nova-3 alone takes hints which languages to expect."""
WARM_S = 60.0
"""An idle connection is kept so long: the next answer needs no handshake."""
CONNECT_S = 1.0
BACKSTOP_S = 20.0
"""Nothing is waited for longer, even if nobody watches."""


class NovaLanguage(TypedDict, total=False):
    """The arguments of a request that say what is spoken."""

    language: str
    language_hint: Sequence[str]


def nova_hears(model: str, language: str) -> bool:
    """Whether a Nova model understands the language. Pure."""
    return language == ENGLISH or (
        _MULTILINGUAL.fullmatch(model) is not None and language in NOVA_LANGUAGES
    )


def nova_language(model: str, languages: Sequence[str]) -> NovaLanguage:
    """How a Nova model is told what is spoken, of the languages that it understands. Pure."""
    heard = [language for language in languages if nova_hears(model, language)] or [ENGLISH]
    if len(heard) == 1:
        return {"language": heard[0]}
    if model.startswith("nova-3"):
        return {"language": MULTI, "language_hint": heard}
    return {"language": MULTI}


class DeepgramStt:
    """The `SpeechToText` of Deepgram's pre-recorded API, shared by all sessions of a process.

    It takes whole stretches that the ear has already cut: the fallback of a machine that has no
    recogniser of its own, when streams can't be had.

    Fillers are kept, because the report counts them, and the audio is not offered for training.
    """

    name = "Deepgram"

    def __init__(self, account: DeepgramAccount, *, languages: Sequence[str] = (ENGLISH,)) -> None:
        """`account` must have a key; `languages` are what may be spoken."""
        if account.api_key is None:
            raise ValueError("Deepgram needs a key")
        flux = account.model.startswith("flux")
        self._model = RECORDINGS_MODEL if flux else account.model
        self._language = nova_language(self._model, languages)
        self._http = httpx.AsyncClient(
            timeout=httpx.Timeout(BACKSTOP_S, connect=CONNECT_S),
            limits=httpx.Limits(keepalive_expiry=WARM_S),
        )
        self._client = AsyncDeepgramClient(
            api_key=account.api_key.reveal(),
            environment=environment_of(account.base_url),
            httpx_client=self._http,
        )

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        """Raises VendorFailed."""
        try:
            answer = await self._client.listen.v1.media.transcribe_file(
                request=pcm,
                model=self._model,
                **self._language,
                encoding="linear16",
                smart_format=True,
                filler_words=True,
                mip_opt_out=True,
                request_options={
                    "max_retries": 0,
                    "additional_query_parameters": {"sample_rate": RATE_HZ, "channels": 1},
                },
            )
            best = answer.results.channels[0].alternatives[0]
            return Recognition(text=(best.transcript or "").strip(), confidence=best.confidence)
        except Exception as error:
            raise from_error(self.name, error) from None

    async def aclose(self) -> None:
        await self._http.aclose()


def environment_of(base_url: str | None) -> DeepgramClientEnvironment:
    """The SDK's addresses for a base URL of one's own, such as `http://127.0.0.1:9000`. Pure."""
    if base_url is None:
        return DeepgramClientEnvironment.PRODUCTION
    web = base_url.rstrip("/")
    socket = "ws" + web.removeprefix("http")
    return DeepgramClientEnvironment(base=web, production=socket, agent=socket, agent_rest=web)
