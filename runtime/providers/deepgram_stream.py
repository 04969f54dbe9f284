"""Recognition by Deepgram while it is spoken: Nova over `/v1/listen`, Flux over `/v2/listen`."""

from collections.abc import Sequence
from typing import Any

from deepgram import AsyncDeepgramClient
from deepgram.listen.v1.types import ListenV1Results
from deepgram.listen.v2.types import ListenV2FatalError, ListenV2TurnInfo

from runtime.listening import (
    Final,
    Interim,
    SpeechEvent,
    SpeechStream,
    TurnGoesOn,
    TurnIsOver,
    TurnMayEnd,
)
from runtime.ports import Word
from runtime.providers.accounts import DeepgramAccount
from runtime.providers.deepgram import ENGLISH, RATE_HZ, environment_of, nova_hears, nova_language
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.probes import PROBE_TONE_S, tone
from runtime.providers.speech_socket import Line, SpeechSocket

NAME = "Deepgram"
PIECE_MS = 80
"""Audio per message: what Deepgram recommends for Flux, and a quarter of the messages that 20 ms
frames would make."""
ENDPOINTING_MS = "300"
"""Pause after which Nova settles its words by itself; the ear asks sooner where it knows more."""
EAGER_THRESHOLD = "0.4"
"""Flux tells a possible end of the turn from this confidence on (0.3 to 0.9)."""
TURN_TIMEOUT_MS = "5000"
KEPT_ALIVE_MS = 80.0
FLUX_ENGLISH, FLUX_MULTI = "flux-general-en", "flux-general-multi"
FLUX_LANGUAGES = frozenset(("en", "es", "fr", "de", "hi", "ru", "pt", "ja", "it", "nl"))
"""Of the multilingual model, by Deepgram's page on it. The account's model may be the English one:
then sessions in other languages use the multilingual one, which costs the same."""
STALE_MS = 2_500.0
"""What Flux thinks about a turn, told so long after, is about what has been overtaken by speech."""
STANDS_MS = 600.0
"""Audio sent after Flux's guess that leaves it standing; in more there may be new words."""


class DeepgramStreaming:
    """The `StreamingSpeechToText` of Deepgram; a model named `flux-…` also tells about turns."""

    name = NAME

    def __init__(self, account: DeepgramAccount) -> None:
        """`account` must have a key."""
        if account.api_key is None:
            raise ValueError("Deepgram needs a key")
        self._model = account.model
        self._client = AsyncDeepgramClient(
            api_key=account.api_key.reveal(), environment=environment_of(account.base_url)
        )

    def hears(self, language: str) -> bool:
        if not self._model.startswith("flux"):
            return nova_hears(self._model, language)
        return language == ENGLISH or (
            self._model in (FLUX_ENGLISH, FLUX_MULTI) and language in FLUX_LANGUAGES
        )

    async def open(self, languages: Sequence[str]) -> SpeechStream:
        """Raises VendorFailed."""
        heard = [language for language in languages if self.hears(language)] or [ENGLISH]
        stream: SpeechSocket
        if self._model.startswith("flux"):
            foreign = heard != [ENGLISH]
            stream = FluxStream(
                self._client.listen.v2.connect(
                    model=FLUX_MULTI if foreign else self._model,
                    language_hint=heard if foreign else None,
                    encoding="linear16",
                    sample_rate=str(RATE_HZ),
                    eager_eot_threshold=EAGER_THRESHOLD,
                    eot_timeout_ms=TURN_TIMEOUT_MS,
                    mip_opt_out="true",
                )
            )
        else:
            stream = NovaStream(
                self._client.listen.v1.connect(
                    model=self._model,
                    **nova_language(self._model, heard),
                    encoding="linear16",
                    sample_rate=str(RATE_HZ),
                    channels="1",
                    interim_results="true",
                    endpointing=ENDPOINTING_MS,
                    smart_format="true",
                    mip_opt_out="true",
                    request_options={"additional_query_parameters": {"filler_words": "true"}},
                )
            )
        await stream.connect()
        return stream

    async def probe(self) -> None:
        """Raises VendorFailed."""
        stream = await self.open((ENGLISH,))
        try:
            if isinstance(stream, FluxStream):
                return  # It has greeted; without speech it may have nothing more to say.
            stream.send(tone(PROBE_TONE_S))
            stream.finish()
            await stream.receive()
        finally:
            await stream.aclose()


class NovaStream(SpeechSocket):
    """One `/v1/listen` socket."""

    settles_in_pauses = True

    def __init__(self, opening: Any) -> None:
        super().__init__(NAME, opening, piece_ms=PIECE_MS)

    async def send_finish(self, line: Line) -> None:
        await line.send_finalize()

    async def send_keep_alive(self, line: Line) -> None:
        await line.send_keep_alive()

    async def send_goodbye(self, line: Line) -> None:
        await line.send_close_stream()

    def understand(self, message: object) -> list[SpeechEvent]:
        if not isinstance(message, ListenV1Results):
            return []
        best = message.channel.alternatives[0]
        words = tuple(
            Word(
                text=word.punctuated_word or word.word,
                start_ms=word.start * 1000,
                end_ms=word.end * 1000,
            )
            for word in best.words
        )
        if not message.is_final:
            return [Interim(words=words)]
        return [
            Final(
                words=words,
                until_ms=(message.start + message.duration) * 1000,
                flushed=bool(message.from_finalize),
                confidence=best.confidence if words else None,
            )
        ]


class FluxStream(SpeechSocket):
    """One `/v2/listen` socket. The ear's end of a stretch ends Flux's turn, too, unless Flux has
    said itself that the turn may be over: then its words stand, and it goes on judging."""

    def __init__(self, opening: Any) -> None:
        super().__init__(NAME, opening, piece_ms=PIECE_MS, greets=True)
        self._eager: Final | None = None
        """What the turn holds if it ends now, as Flux said."""
        self._forced = 0
        self._inserted_ms = 0.0
        """Silence sent to keep the socket alive, which is in Flux's times and in nobody else's."""

    def standing(self) -> SpeechEvent | None:
        eager = self._eager
        return eager if eager and self.sent_ms - eager.until_ms <= STANDS_MS else None

    async def send_finish(self, line: Line) -> None:
        self._forced += 1
        await line.send_force_end_turn()

    async def send_keep_alive(self, line: Line) -> None:
        self._inserted_ms += KEPT_ALIVE_MS
        await line.send_media(bytes(int(KEPT_ALIVE_MS / 1000 * RATE_HZ) * 2))

    async def send_goodbye(self, line: Line) -> None:
        await line.send_close_stream()

    def understand(self, message: object) -> list[SpeechEvent]:
        if isinstance(message, ListenV2FatalError):
            raise VendorFailed(NAME, Reason.broken)
        if not isinstance(message, ListenV2TurnInfo):
            return []
        words = self._words(message)
        until_ms = message.audio_window_end * 1000 - self._inserted_ms
        events = self._meant(message, words, until_ms)
        if self.sent_ms - until_ms <= STALE_MS:
            return events
        return [event for event in events if isinstance(event, Interim | Final)]

    def _meant(
        self, message: ListenV2TurnInfo, words: tuple[Word, ...], until_ms: float
    ) -> list[SpeechEvent]:
        confidence = message.end_of_turn_confidence
        match message.event:
            case "EndOfTurn":
                flushed = self._forced > 0
                self._forced = max(0, self._forced - 1)
                self._eager = None
                final = Final(words=words, until_ms=until_ms, flushed=flushed)
                if message.trigger == "manual":
                    return [final]
                return [final, TurnIsOver(confidence=confidence)]
            case "EagerEndOfTurn":
                self._eager = Final(words=words, until_ms=until_ms, flushed=True)
                return [Interim(words=words), TurnMayEnd(confidence=confidence)]
            case "TurnResumed":
                self._eager = None
                return [Interim(words=words), TurnGoesOn()]
            case _:
                return [Interim(words=words)]

    def _words(self, message: ListenV2TurnInfo) -> tuple[Word, ...]:
        """Flux's words; those without times are spread evenly over the turn."""
        first_ms = message.audio_window_start * 1000
        step_ms = (message.audio_window_end * 1000 - first_ms) / max(1, len(message.words))
        return tuple(
            Word(
                text=word.word,
                start_ms=self._ms(word.start, first_ms + index * step_ms),
                end_ms=self._ms(word.end, first_ms + (index + 1) * step_ms),
            )
            for index, word in enumerate(message.words)
        )

    def _ms(self, told_s: float | None, otherwise_ms: float) -> float:
        return (otherwise_ms if told_s is None else told_s * 1000) - self._inserted_ms
