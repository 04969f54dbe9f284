"""What `auto` and a vendor's name mean for each stage; joins accounts, local engines and chains.

The SDKs are imported only where their key is set: two of them take seconds and tens of megabytes.
"""

from collections.abc import Sequence

from prompts.loader import load
from runtime.errors import MissingPart
from runtime.ports import Clock, LanguageModel, SpeechToText, TextToSpeech
from runtime.providers.accounts import Accounts
from runtime.providers.chain import SttChain, TtsChain
from runtime.providers.health import Tell, quiet
from runtime.providers.opinion import ModelOpinion
from runtime.providers.sdk_logs import hush_sdks
from runtime.providers.streamed import StreamedStt
from runtime.providers.watched import WatchedStt, WatchedTts
from runtime.providers.wording import ModelWording


def hears(kind: str, accounts: Accounts) -> bool:
    """Whether `VIVA_STT` means Deepgram.

    Raises:
        MissingPart: it was named, but there is no key.
    """
    if kind == "deepgram" and not accounts.deepgram.usable:
        raise MissingPart("VIVA_STT=deepgram needs DEEPGRAM_API_KEY.")
    return kind == "deepgram" or (kind == "auto" and accounts.deepgram.usable)


def speaks(kind: str, accounts: Accounts) -> bool:
    """Whether `VIVA_TTS` means ElevenLabs.

    Raises:
        MissingPart: it was named, but there is no key.
    """
    if kind == "elevenlabs" and not accounts.elevenlabs.usable:
        raise MissingPart("VIVA_TTS=elevenlabs needs ELEVENLABS_API_KEY.")
    return kind == "elevenlabs" or (kind == "auto" and accounts.elevenlabs.usable)


def hearing(
    accounts: Accounts, local: SpeechToText | None, *, clock: Clock, tell: Tell = quiet
) -> StreamedStt:
    """Deepgram while it is spoken; then the recogniser of this machine, or where there is none
    Deepgram once more, a stretch at a time."""
    from runtime.providers.deepgram import DeepgramStt
    from runtime.providers.deepgram_stream import DeepgramStreaming

    hush_sdks()
    rest = local or WatchedStt(DeepgramStt(accounts.deepgram), clock)
    return StreamedStt(
        [DeepgramStreaming(accounts.deepgram)],
        rest=SttChain([rest], clock=clock, tell=tell),
        clock=clock,
        tell=tell,
    )


def speaking(
    accounts: Accounts, local: TextToSpeech | None, *, clock: Clock, tell: Tell = quiet
) -> TtsChain:
    """ElevenLabs first, then the voice of this machine."""
    from runtime.providers.elevenlabs import ElevenLabsTts

    hush_sdks()
    vendor = WatchedTts(ElevenLabsTts(accounts.elevenlabs), clock)
    parts: list[TextToSpeech] = [vendor] if local is None else [vendor, local]
    return TtsChain(parts, clock=clock, tell=tell)


def wording(
    kind: str, accounts: Accounts, *, clock: Clock, tell: Tell = quiet
) -> ModelWording | None:
    """The models that `VIVA_LLM` names (`auto`, `anthropic`, `openai`); None for `none` or no key.

    Raises:
        MissingPart: a vendor was named that has no key, or nobody knows the name.
    """
    names = _models(kind, accounts)
    if not names:
        return None
    hush_sdks()
    models = [_model(name, accounts) for name in names]
    return ModelWording(models, prompt=load("word_directive"), clock=clock, tell=tell)


def opinion(models: ModelWording, *, clock: Clock, tell: Tell = quiet) -> ModelOpinion:
    """Second opinions from the models that word; a model that rests does so for both."""
    return ModelOpinion(models.members, prompt=load("assess_answer"), clock=clock, tell=tell)


def _model(name: str, accounts: Accounts) -> LanguageModel:
    if name == "anthropic":
        from runtime.providers.anthropic import AnthropicModel

        return AnthropicModel(accounts.anthropic)
    from runtime.providers.openai import OpenAiModel

    return OpenAiModel(accounts.openai)


def _models(kind: str, accounts: Accounts) -> Sequence[str]:
    usable = [
        name
        for name, account in (("anthropic", accounts.anthropic), ("openai", accounts.openai))
        if account.usable
    ]
    match kind:
        case "auto":
            return usable
        case "none":
            return ()
        case "anthropic" | "openai" if kind in usable:
            return (kind, *(name for name in usable if name != kind))
        case "anthropic" | "openai":
            raise MissingPart(f"VIVA_LLM={kind} needs {kind.upper()}_API_KEY.")
    raise MissingPart(f"VIVA_LLM={kind} is not known; use auto, none, anthropic or openai.")
