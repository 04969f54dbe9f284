"""What `auto` and a vendor's name mean for each stage; joins accounts, local engines and chains.

The SDKs are imported only where their key is set: two of them take seconds and tens of megabytes.
"""

from collections.abc import Sequence

from prompts.loader import load
from runtime.errors import MissingPart
from runtime.listening import StreamingSpeechToText
from runtime.ports import Clock, LanguageModel, SpeechToText, TextToSpeech
from runtime.providers.accounts import Accounts
from runtime.providers.chain import SttChain
from runtime.providers.health import Tell, quiet
from runtime.providers.opinion import ModelOpinion
from runtime.providers.pipecat_spec import named, parse
from runtime.providers.sdk_logs import hush_sdks
from runtime.providers.sound_memory import SoundMemory
from runtime.providers.streamed import ENGLISH, Rests, StreamedStt
from runtime.providers.voice_chain import TtsChain
from runtime.providers.watched import WatchedModel, WatchedStt, WatchedTts
from runtime.providers.wording import ModelWording


def hears(kind: str, accounts: Accounts) -> bool:
    """Whether `VIVA_STT` means a vendor: Deepgram, or a service of pipecat's.

    Raises:
        MissingPart: it was named, but there is no key.
    """
    if kind == "deepgram" and not accounts.deepgram.usable:
        raise MissingPart("VIVA_STT=deepgram needs DEEPGRAM_API_KEY.")
    return kind == "deepgram" or named(kind) or (kind == "auto" and accounts.deepgram.usable)


def speaks(kind: str, accounts: Accounts) -> bool:
    """Whether `VIVA_TTS` means a vendor: ElevenLabs, or a service of pipecat's.

    Raises:
        MissingPart: it was named, but there is no key.
    """
    if kind == "elevenlabs" and not accounts.elevenlabs.usable:
        raise MissingPart("VIVA_TTS=elevenlabs needs ELEVENLABS_API_KEY.")
    return kind == "elevenlabs" or named(kind) or (kind == "auto" and accounts.elevenlabs.usable)


def hearing(
    kind: str,
    accounts: Accounts,
    local: SpeechToText | None,
    *,
    clock: Clock,
    tell: Tell = quiet,
) -> StreamedStt:
    """The vendor while it is spoken; then the recogniser of this machine, or where there is none
    Deepgram once more, a stretch at a time. In other languages than English, which is all that
    this machine understands, Deepgram comes before it, where it has a key.

    Raises:
        MissingPart: pipecat's service is not installed, or nobody stands behind it.
    """
    hush_sdks()
    stream: StreamingSpeechToText
    if named(kind):
        from runtime.providers.pipecat_stt import PipecatStt

        stream = PipecatStt(parse(kind), accounts.secrets)
    else:
        from runtime.providers.deepgram_stream import DeepgramStreaming

        stream = DeepgramStreaming(accounts.deepgram)
    if local is None and not accounts.deepgram.usable:
        raise MissingPart(
            f"{stream.name} has nobody behind it for when it fails: set DEEPGRAM_API_KEY, or "
            "install a recogniser on this machine."
        )

    def recordings(languages: tuple[str, ...]) -> SpeechToText:
        from runtime.providers.deepgram import DeepgramStt

        return WatchedStt(DeepgramStt(accounts.deepgram, languages=languages), clock)

    def elsewhere(languages: tuple[str, ...]) -> SttChain | None:
        if not accounts.deepgram.usable:
            return None
        english = [local] if local is not None and ENGLISH[0] in languages else []
        return SttChain([recordings(languages), *english], clock=clock, tell=tell)

    rest = SttChain([local or recordings(ENGLISH)], clock=clock, tell=tell)
    return StreamedStt([stream], rests=Rests(rest, elsewhere), clock=clock, tell=tell)


def speaking(
    kind: str,
    accounts: Accounts,
    local: TextToSpeech | None,
    *,
    clock: Clock,
    tell: Tell = quiet,
) -> TtsChain:
    """The vendor first, then the voice of this machine.

    Raises:
        MissingPart: pipecat's service is not installed.
    """
    hush_sdks()
    voice: TextToSpeech
    if named(kind):
        from runtime.providers.pipecat_tts import PipecatTts

        voice = PipecatTts(parse(kind), accounts.secrets)
    else:
        from runtime.providers.elevenlabs import ElevenLabsTts

        voice = ElevenLabsTts(accounts.elevenlabs)
    vendor = SoundMemory(WatchedTts(voice, clock))
    parts: list[TextToSpeech] = [vendor] if local is None else [vendor, local]
    return TtsChain(parts, clock=clock, tell=tell)


def wording(
    kind: str, accounts: Accounts, *, clock: Clock, tell: Tell = quiet
) -> ModelWording | None:
    """The models that `VIVA_LLM` names (`auto`, `anthropic`, `openai`, or one of pipecat's), the
    others with a key behind it; None for `none` or no key.

    Raises:
        MissingPart: a vendor was named that has no key, or nobody knows the name.
    """
    names = _models(kind, accounts)
    if not names:
        return None
    hush_sdks()
    models = [_model(name, accounts, clock) for name in names]
    return ModelWording(models, prompt=load("word_directive"), clock=clock, tell=tell)


def opinion(models: ModelWording, *, clock: Clock, tell: Tell = quiet) -> ModelOpinion:
    """Second opinions from the models that word; a model that rests does so for both."""
    return ModelOpinion(models.members, prompt=load("assess_answer"), clock=clock, tell=tell)


def _model(name: str, accounts: Accounts, clock: Clock) -> LanguageModel:
    if named(name):
        from runtime.providers.pipecat_llm import PipecatModel

        return WatchedModel(PipecatModel(parse(name), accounts.secrets), clock)
    if name == "anthropic":
        from runtime.providers.anthropic import AnthropicModel

        return WatchedModel(AnthropicModel(accounts.anthropic), clock)
    from runtime.providers.openai import OpenAiModel

    return WatchedModel(OpenAiModel(accounts.openai), clock)


def _models(kind: str, accounts: Accounts) -> Sequence[str]:
    usable = [
        name
        for name, account in (("anthropic", accounts.anthropic), ("openai", accounts.openai))
        if account.usable
    ]
    if named(kind):
        return (kind, *usable)
    match kind:
        case "auto":
            return usable
        case "none":
            return ()
        case "anthropic" | "openai" if kind in usable:
            return (kind, *(name for name in usable if name != kind))
        case "anthropic" | "openai":
            raise MissingPart(f"VIVA_LLM={kind} needs {kind.upper()}_API_KEY.")
    raise MissingPart(
        f"VIVA_LLM={kind} is not known; use auto, none, anthropic, openai or pipecat:…."
    )
