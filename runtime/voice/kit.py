"""What every voice of a process shares: models, recogniser, synthesiser; and ways to open one."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from runtime.clock import SystemClock
from runtime.errors import MissingPart
from runtime.interview.languages import primary
from runtime.interview.plan import InterviewPlan
from runtime.interview.wording import named_languages
from runtime.ports import ClientLink, Clock, SpeechToText, TextToSpeech, Voice, VoiceEvents
from runtime.providers import vendors
from runtime.providers.accounts import Accounts
from runtime.providers.chain import SttChain
from runtime.providers.health import Tell, quiet
from runtime.providers.scripted import ScriptedStt
from runtime.providers.session_hearing import SessionHearing
from runtime.providers.streamed import StreamedStt
from runtime.providers.stt import MoonshineStt, load_stt
from runtime.providers.tts import SIMPLE, SpeechChain, load_tts
from runtime.providers.voice_chain import TtsChain
from runtime.providers.watch import close
from runtime.voice.audio import check_rate
from runtime.voice.audio_out import AudioOut, LinkOut, PeerOut
from runtime.voice.ear import Ear, EarReport
from runtime.voice.mouth import Mouth, SpokenMouth
from runtime.voice.pipeline import PipelineVoice, open_voice
from runtime.voice.smart_turn import SmartTurn
from runtime.voice.text import AvatarMouth, SilentMouth
from runtime.voice.vad import SileroModel
from runtime.voice.webrtc import INPUT_RATE_HZ, WebRtcPeer

OpenVoice = Callable[[VoiceEvents], Awaitable[Voice]]
TEXT_INPUT_RATE_HZ = 16_000
NONE = "none"
"""`VIVA_STT` or `VIVA_TTS` of an interview in text."""
RECOGNISED = "en"
"""What every recogniser understands, and this machine's own nothing else."""

SCRIPTED_ANSWERS = (
    "I led a team of four and we moved the billing service to a new database.",
    "I decided to run both side by side and compare every invoice for two weeks.",
    "The error rate fell from two percent to almost nothing and support calls halved.",
)
"""What `VIVA_STT=scripted` hears, again and again."""


class VoiceKit:
    """Loaded once per process. A voice adds its own state only: about half a megabyte."""

    def __init__(
        self,
        *,
        vad: SileroModel,
        smart_turn: SmartTurn | None,
        stt: SpeechToText | None,
        tts: TextToSpeech | None,
        clock: Clock,
        missing: tuple[str, ...] = (),
        fixed_silence_s: float | None = None,
    ) -> None:
        """Without `stt` answers are typed, without `tts` the interviewer is read; `missing` says
        why, in words a person understands."""
        self._vad = vad
        self._smart_turn = smart_turn
        self._stt = stt
        self._tts = tts
        self._clock = clock
        self._missing = missing
        self._fixed_silence_s = fixed_silence_s

    @classmethod
    async def load(
        cls,
        *,
        stt: str,
        tts: str,
        home: Path,
        accounts: Accounts | None = None,
        clock: Clock | None = None,
        tell: Tell = quiet,
        fixed_silence_s: float | None = None,
    ) -> "VoiceKit":
        """Load what `VIVA_STT` and `VIVA_TTS` name; about a second. Where a fixed silence ends
        the turns nothing votes, so Smart Turn is left out.

        With `auto` a vendor whose key is in `accounts` comes first and what this machine has
        stands behind it; `tell` gets the vendors' incidents, for the log.

        With `auto` an interview goes on in text where this machine can't hear or can't speak,
        and `degraded` says so; `none` asks for that.

        Raises:
            MissingPart: what was named is not on this machine; the text says what to do.
        """
        clock = clock or SystemClock()
        accounts = accounts or Accounts()
        missing: list[str] = []

        def recogniser() -> SpeechToText | None:
            if stt == "scripted":
                return ScriptedStt(SCRIPTED_ANSWERS, repeat=True)
            vendor = vendors.hears(stt, accounts)
            local: SpeechToText | None = None
            try:
                local = None if stt == NONE else load_stt("auto" if vendor else stt, home)
            except MissingPart as lack:
                if stt != "auto" and not vendor:
                    raise
                if not vendor:
                    missing.append(str(lack))
            if not vendor:
                return local
            return vendors.hearing(stt, accounts, local, clock=clock, tell=tell)

        def synthesiser() -> TextToSpeech | None:
            vendor = vendors.speaks(tts, accounts)
            local: TextToSpeech | None = None
            try:
                local = None if tts == NONE else load_tts("auto" if vendor else tts, home, clock)
            except MissingPart as lack:
                if tts != "auto" and not vendor:
                    raise
                if not vendor:
                    missing.append(str(lack))
            if not vendor:
                return local
            return vendors.speaking(tts, accounts, local, clock=clock, tell=tell)

        vad, smart_turn, ears, speech = await asyncio.gather(
            asyncio.to_thread(SileroModel),
            asyncio.to_thread(lambda: SmartTurn() if fixed_silence_s is None else None),
            asyncio.to_thread(recogniser),
            asyncio.to_thread(synthesiser),
        )
        return cls(
            vad=vad,
            smart_turn=smart_turn,
            stt=ears,
            tts=speech,
            clock=clock,
            missing=tuple(missing),
            fixed_silence_s=fixed_silence_s,
        )

    @property
    def degraded(self) -> tuple[str, ...]:
        """What runs on less than the best, in words a person understands."""
        words: list[str] = []
        if self._stt is None:
            words.append("Speech is not recognised: answers are typed.")
        if self._tts is None:
            words.append("The interviewer has no voice: its words are shown.")
        if isinstance(self._stt, MoonshineStt):
            words.append("Speech is recognised by a small model on this machine (English only).")
        if isinstance(self._stt, ScriptedStt):
            words.append("Speech is not recognised: the answers come from a script.")
        if isinstance(self._tts, SpeechChain) and self._tts.name in SIMPLE:
            words.append(
                f"The interviewer speaks with a simple synthesiser of this machine "
                f"({self._tts.name})."
            )
        for chain in (self._stt, self._tts):
            if isinstance(chain, StreamedStt | SttChain | TtsChain) and (
                fallback := chain.fallback
            ):
                words.append(fallback)
        if self._fixed_silence_s is not None:
            words.append(
                f"Answers end after {self._fixed_silence_s * 1000:.0f} ms of silence, whatever "
                "was asked: for measuring, not for people."
            )
        if self._tts is not None and self._tts.name == "scripted":
            words.append("The interviewer speaks in tones, not in words.")
        return (*words, *self._missing)

    def lacks(self, plan: InterviewPlan) -> tuple[str, ...]:
        """What this interview's languages ask for and this server can't do, in words a person
        understands."""
        words: list[str] = []
        unheard = [name for name in languages_of(plan) if not self._hears(name)]
        if unheard and self._stt is not None:
            names = named_languages(unheard, RECOGNISED)
            words.append(f"Only English is recognised by ear: type answers in {names}.")
        speaks = isinstance(self._tts, SpeechChain) and self._tts.speaks(primary(plan.language))
        if isinstance(self._tts, SpeechChain) and not speaks:
            name = named_languages([primary(plan.language)], RECOGNISED)
            words.append(f"There is no voice for {name} here: the interviewer's words are shown.")
        return tuple(words)

    def _hears(self, language: str) -> bool:
        if language == RECOGNISED:
            return True
        return isinstance(self._stt, StreamedStt) and self._stt.hears(language)

    def on_link(
        self,
        link: ClientLink,
        *,
        input_rate_hz: int,
        output_rate_hz: int,
        languages: Sequence[str] = (RECOGNISED,),
    ) -> OpenVoice:
        """A spoken session over a link that carries audio both ways, with answers in `languages`.

        Raises:
            BadAudio: a rate outside 8 to 48 kHz.
        """
        check_rate(input_rate_hz)
        check_rate(output_rate_hz)
        return self._opener(
            lambda events: self._spoken(LinkOut(link, output_rate_hz), events),
            input_rate_hz,
            languages,
        )

    def on_peer(self, peer: WebRtcPeer, *, languages: Sequence[str] = (RECOGNISED,)) -> OpenVoice:
        """A spoken session over WebRTC; the peer's microphone goes straight to the ear."""
        inner = self._opener(
            lambda events: self._spoken(PeerOut(peer), events), INPUT_RATE_HZ, languages
        )

        async def opened(events: VoiceEvents) -> Voice:
            voice = await inner(events)
            peer.on_audio = voice.feed
            return voice

        return opened

    def text_only(
        self,
        link: ClientLink,
        *,
        avatar: bool,
        input_rate_hz: int = TEXT_INPUT_RATE_HZ,
        languages: Sequence[str] = (RECOGNISED,),
    ) -> OpenVoice:
        """A session whose interviewer is read, or spoken by an avatar; the candidate may still
        speak, so there is an ear, which costs nothing without audio."""

        def mouth(events: VoiceEvents) -> Mouth:
            return AvatarMouth(self._clock) if avatar else SilentMouth()

        return self._opener(mouth, input_rate_hz, languages)

    async def aclose(self) -> None:
        """Free the models and the vendors' connections; voices must be closed already."""
        if self._smart_turn is not None:
            self._smart_turn.close()
        await close(self._stt)
        await close(self._tts)

    def _spoken(self, out: AudioOut, events: VoiceEvents) -> Mouth:
        if self._tts is None:
            return SilentMouth()
        tts = self._tts
        if isinstance(tts, TtsChain):
            tts = tts.told(events.turn_event)
        return SpokenMouth(tts=tts, out=out, clock=self._clock)

    def _opener(
        self,
        make_mouth: Callable[[VoiceEvents], Mouth],
        input_rate_hz: int,
        languages: Sequence[str],
    ) -> OpenVoice:
        async def opened(events: VoiceEvents) -> PipelineVoice:
            # An empty script hears nothing in whatever is said.
            stt = self._stt or ScriptedStt()
            listening: SessionHearing | None = None
            if isinstance(stt, SttChain):
                stt = stt.told(events.turn_event)
            elif isinstance(stt, StreamedStt):
                stt = listening = stt.told(events.turn_event, languages).listen()

            def make_ear(report: EarReport) -> Ear:
                return Ear(
                    input_rate_hz=input_rate_hz,
                    vad=self._vad,
                    smart_turn=self._smart_turn,
                    stt=stt,
                    clock=self._clock,
                    report=report,
                    fixed_silence_s=self._fixed_silence_s,
                    listening=listening,
                )

            return await open_voice(
                make_ear=make_ear, mouth=make_mouth(events), events=events, clock=self._clock
            )

        return opened


def languages_of(plan: InterviewPlan) -> tuple[str, ...]:
    """In what answers may come: the interviewer's language first, then the others."""
    return tuple(dict.fromkeys((primary(plan.language), *plan.response_languages)))
