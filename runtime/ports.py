"""Every Protocol the live session needs; storage and providers fit them structurally.

Units: audio is PCM16 mono little-endian bytes; times are seconds unless the name says `_ms`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Protocol, runtime_checkable

import msgspec

from runtime.errors import VivaError
from runtime.interview.actions import AssessAnswer, Assessment, Directive
from runtime.interview.events import AnyEvent
from runtime.interview.plan import Mode, Patience
from runtime.record import CommittedTurn, LogEntry, SessionRecord, SessionStatus
from runtime.turn_events import AnyTurnEvent, Incident


class Clock(Protocol):
    """Time for the shell; the core gets it as data."""

    def monotonic(self) -> float:
        """Seconds from an arbitrary start; never goes back."""
        ...

    async def sleep_until(self, when: float) -> None:
        """Return when `monotonic()` has reached `when`; cancellation is passed on."""
        ...


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """A word and when it is heard, milliseconds from the beginning of its audio."""

    text: str
    start_ms: float
    end_ms: float


class Recognition(msgspec.Struct, frozen=True, kw_only=True):
    """What was recognised in one stretch of audio."""

    text: str
    confidence: float | None = None
    """0 to 1 where known."""
    words: tuple[Word, ...] = ()
    """With times from the beginning of the stretch, where the recogniser tells them."""


class SpeechToText(Protocol):
    """Recognition of one stretch of speech; safe to call from many sessions at once."""

    @property
    def name(self) -> str: ...

    async def transcribe(self, pcm: bytes, *, partial: bool) -> Recognition | None:
        """Recognise PCM16 mono 16 kHz, at most 30 s of it.

        A partial may be dropped (None) when the recogniser is busy; a final never is. Runs off
        the event loop. Cancellation abandons the result, not the running decode.

        Raises:
            ProviderFailed: the recogniser could not do it.
        """
        ...


class AudioChunk(msgspec.Struct, frozen=True, kw_only=True):
    pcm: bytes
    sample_rate_hz: int
    words: tuple[Word, ...] = ()
    """Words that begin in this chunk, where the voice tells them; their times count from the
    beginning of the sentence."""


class TextToSpeech(Protocol):
    """Synthesis of one sentence at a time."""

    @property
    def name(self) -> str: ...

    def synthesize(self, text: str, *, language: str) -> AsyncIterator[AudioChunk]:
        """Audio of the sentence, in order; one sample rate throughout.

        Closing the iterator or cancelling stops the work.

        Raises:
            ProviderFailed: nothing or only a part could be synthesised.
        """
        ...


@runtime_checkable
class ManyVoices(Protocol):
    """A synthesiser that can sound like several people."""

    def in_voice(self, kind: str) -> TextToSpeech:
        """The synthesiser for a kind of voice; the usual one where it has none of that kind."""
        ...


def in_voice(tts: TextToSpeech, kind: str) -> TextToSpeech:
    """The synthesiser in a kind of voice, where it has several; empty: the usual one."""
    return tts.in_voice(kind) if kind and isinstance(tts, ManyVoices) else tts


class LanguageModel(Protocol):
    """A model that writes text; it decides nothing, it words and gives opinions."""

    @property
    def name(self) -> str: ...

    def stream(self, *, system: str, user: str, max_tokens: int) -> AsyncIterator[str]:
        """The answer's text in pieces, as it is written.

        Closing the iterator or cancelling ends the request.

        Raises:
            ProviderFailed: nothing or only a part was written.
        """
        ...


class Worded(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be spoken for a directive."""

    text: str
    source: str = "pattern"
    """Name of the model that worded it, or `pattern`: the directive's own text."""
    prompt: str = ""
    """Name, version and hash of the prompt that the model answered; empty for the pattern."""
    refused: str | None = None
    """Why a model's wording is not spoken: `late`, `failed`, or the rule it broke."""
    first_token_ms: float | None = None
    """Call → first token of the model; None if none came."""


class Wording(Protocol):
    """Words a directive; what is asked stays what the core decided."""

    def told(self, tell: Callable[[Incident], None]) -> "Wording":
        """The same models for one session, whose record gets their incidents."""
        ...

    async def reword(
        self,
        directive: Directive,
        *,
        mode: Mode,
        language: str,
        recent: Sequence[str],
        deadline_s: float,
    ) -> Worded:
        """The directive in words that fit the conversation, or its own text.

        `recent` are the last lines of the conversation, oldest first, each with its speaker. Never
        raises and never takes longer than `deadline_s`: a wording that is late or breaks a rule is
        dropped. Cancellation ends the request.
        """
        ...


class SecondOpinion(Protocol):
    """A model that looks at an answer again; the rules' judgement stands meanwhile."""

    def told(self, tell: Callable[[Incident], None]) -> "SecondOpinion":
        """The same models for one session, whose record gets their incidents."""
        ...

    async def assess(self, asked: AssessAnswer, *, deadline_s: float) -> Assessment | None:
        """The opinion, or None when none came within `deadline_s` or it can't be believed. Never
        raises; cancellation ends the request."""
        ...


class EventLog(Protocol):
    """One append-only log per session, numbered from 1 without gaps, guarded by an epoch."""

    async def acquire(self, session_id: str) -> int:
        """Become the owner: a new epoch, higher than all before; older owners can't write."""
        ...

    async def append(
        self,
        session_id: str,
        epoch: int,
        *,
        event: AnyEvent | None = None,
        turn_events: Sequence[AnyTurnEvent] = (),
    ) -> list[LogEntry]:
        """Append atomically, event first; returns the entries with `seq` and `session_id` set.

        Raises:
            LeaseLost: a newer epoch exists; nothing was written.
            StorageFailed: Redis did not answer.
        """
        ...

    async def read(
        self, session_id: str, *, after: int = 0, limit: int | None = None
    ) -> list[LogEntry]:
        """Entries with `seq` > `after`, oldest first, at most `limit`; empty if there are none."""
        ...

    async def restore(self, session_id: str, entries: Sequence[LogEntry]) -> None:
        """Refill a log that Redis lost, keeping the numbers; new entries continue after them.

        Raises StorageFailed.
        """
        ...

    def follow(self, session_id: str, *, after: int = 0) -> AsyncIterator[LogEntry]:
        """Entries after `after`, then new ones as they come; close the iterator to stop."""
        ...

    async def trim(self, session_id: str, *, keep_s: float) -> None:
        """Let the log expire after `keep_s` seconds: the durable record has it."""
        ...


class InterviewRepository(Protocol):
    """The durable record of live sessions (Postgres)."""

    async def create(self, record: SessionRecord) -> None: ...

    async def load(self, session_id: str) -> SessionRecord:
        """Raises UnknownSession."""
        ...

    async def set_status(self, session_id: str, status: SessionStatus) -> None: ...

    async def commit_turn(
        self, session_id: str, turn: CommittedTurn, entries: Sequence[LogEntry]
    ) -> None:
        """Write the turn, the core events and incidents since the last commit, in one transaction.

        Idempotent by turn id and by seq. When it returns, both survive any crash.
        """
        ...

    async def events(self, session_id: str) -> list[LogEntry]:
        """Core-event entries kept durably, by seq; rebuilds a log that Redis lost."""
        ...

    async def turns(self, session_id: str) -> list[CommittedTurn]:
        """The transcript, in order."""
        ...

    async def close(
        self, session_id: str, *, reason: str, status: SessionStatus, entries: Sequence[LogEntry]
    ) -> None:
        """End the session and enqueue its evaluation in one transaction; twice is once."""
        ...


class Tickets(Protocol):
    """Single-use admission to a session's sockets, valid for 60 s."""

    async def issue(self, session_id: str) -> str: ...

    async def redeem(self, ticket: str, session_id: str) -> None:
        """Raises TicketRefused when unknown, used, expired or of another session."""
        ...


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """What a voice is asked to say."""

    utterance_id: str
    turn_id: str
    text: str
    language: str = "en"
    interjects: bool = False
    """It begins while the candidate talks, and means to be heard."""
    more: bool = False
    """Only its beginning; `Voice.go_on` gives the whole text later."""
    persona: str | None = None
    """Id of the panel member who speaks; None for a single interviewer."""
    voice: str = ""
    """Kind of voice of the persona, `male` or `second_male`; empty: the usual one."""


class VoiceEvents(Protocol):
    """What a voice reports back to its session; all calls are quick and never block."""

    def heard_event(self, event: AnyEvent) -> None:
        """A core event made by the ear or the mouth; its `at` is in session seconds."""
        ...

    def turn_event(self, event: AnyTurnEvent) -> None:
        """A turn event that is not a core event: partials, sentences."""
        ...

    def turn_may_end(self, heard: str) -> None:
        """The candidate's turn is probably over: what is prepared now may be needed soon.

        `heard` are all its words, of which the last may not be final.
        """
        ...

    def mark(self, name: str, at_monotonic: float) -> None:
        """A latency mark: `speech_ended`, `stt_final`, `turn_ended`, `first_sentence`,
        `tts_first_byte`, `first_audio_out`."""
        ...

    def session_seconds(self, at_monotonic: float) -> float:
        """Session seconds of a monotonic moment."""
        ...


class Voice(Protocol):
    """Ear and mouth of one connection; a text-only session has one without audio."""

    @property
    def aloud(self) -> bool:
        """It is heard, so that time to think is felt as silence."""
        ...

    async def say(self, utterance: Utterance) -> None:
        """Begin to speak; returns at once. Progress comes back as utterance events."""
        ...

    async def go_on(self, utterance_id: str, text: str) -> None:
        """The whole text of an utterance that was begun with `more`; begins with what was said."""
        ...

    def prepare(
        self, text: str, *, language: str, voice: str = ""
    ) -> "asyncio.Future[None] | None":
        """Make the first sound of an utterance that may come, in a kind of voice; the last few
        preparations count. The future is done when the sound is there, or none will come; None
        where there is no sound to wait for."""
        ...

    async def hush(self, utterance_id: str) -> None:
        """Stop that utterance now; `UtteranceInterrupted` with what was heard comes back."""
        ...

    def be_patient(self, patience: Patience, *, follow_up: bool = False) -> None:
        """Set the endpointing patience of the moment; `follow_up`: one missing piece was asked
        for, so that a whole sentence may be the whole answer."""
        ...

    def feed(self, pcm: bytes) -> None:
        """Take the candidate's audio: PCM16 mono at the agreed rate, any even size; never blocks.

        Raises:
            BadAudio: an odd number of bytes.
        """
        ...

    def playout(self, utterance_id: str, heard_ms: int) -> None:
        """The client tells how much of an utterance was played; unknown ones are ignored."""
        ...

    def avatar(self, kind: str, segment_id: str, duration_ms: int | None) -> None:
        """Playback feedback of an avatar front end: `speak_started`, `speak_ended`,
        `interrupted`; a voice that sends its own audio ignores it."""
        ...

    async def aclose(self) -> None:
        """Free everything; nothing is reported afterwards, but what was heard so far is, before."""
        ...


class ClientLink(Protocol):
    """One connected client: a WebSocket or a WebRTC data channel. Calls never block."""

    def send(self, message: msgspec.Struct) -> None:
        """Queue a message as JSON, in order with the audio of `send_audio`."""
        ...

    def send_audio(self, pcm: bytes) -> None:
        """Queue PCM16 mono at the agreed output rate; a link without audio ignores it."""
        ...

    def close(self, error: VivaError | None) -> None:
        """Tell the client why (None: normal end) and close."""
        ...
