"""What a client says on its socket or data channel, checked and handed to its session."""

from typing import assert_never

import msgspec

from runtime.errors import BadAudio, BadMessage
from runtime.interview.progress import ArtifactKind
from runtime.ports import ClientLink, Clock
from runtime.session import InterviewSession
from server.errors import error_message
from server.flood import FloodGuard
from server.text import clean_text
from server.wire import (
    TEXT_MAX_CHARS,
    AnyClientMessage,
    Code,
    End,
    Hello,
    NeedTime,
    Notes,
    Ping,
    Playout,
    Pong,
    Repeat,
    TypedText,
    Typing,
)

MAX_BAD_MESSAGES = 10
"""So many messages that can't be used, and the connection is closed."""
MAX_EARLY_MESSAGES = 20
"""Kept of a client that has said `hello` and was not yet welcomed."""
MIN_RATE_HZ = 8_000
MAX_RATE_HZ = 48_000
ID_MAX_CHARS = 128
FAULT_MAX_CHARS = 200
"""A fault repeats the unknown `type` it was given, which may be as long as the frame."""
MAX_HEARD_MS = 24 * 3600 * 1000

_decoder = msgspec.json.Decoder(AnyClientMessage)


def decode(raw: str | bytes) -> AnyClientMessage:
    """A client message. Raises BadMessage, whose text names the fault and no candidate's words."""
    try:
        message: AnyClientMessage = _decoder.decode(raw)
        return message
    except msgspec.ValidationError as fault:
        raise BadMessage(
            f"The message does not fit the protocol: {str(fault)[:FAULT_MAX_CHARS]}"
        ) from None
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise BadMessage("The message is not valid JSON.") from None


def check_rates(hello: Hello) -> None:
    """Raises BadAudio."""
    for name, rate_hz in (
        ("sample_rate_hz", hello.sample_rate_hz),
        ("output_rate_hz", hello.output_rate_hz),
    ):
        if not MIN_RATE_HZ <= rate_hz <= MAX_RATE_HZ:
            raise BadAudio(f"{name} must be {MIN_RATE_HZ} to {MAX_RATE_HZ}, not {rate_hz}.")


class Inbound:
    """One client's messages after its `hello`.

    A message that can't be used gets one error and is dropped; after `MAX_BAD_MESSAGES` of them,
    or for a fault that can't be lived with, a VivaError is raised and the connection must be
    closed with it. Until `begin` the client is in the waiting room or still joining: its audio is
    dropped, `ping` is answered, and a few other messages are kept for the interview.
    """

    def __init__(self, link: ClientLink, clock: Clock, *, sample_rate_hz: int) -> None:
        self._session: InterviewSession | None = None
        self._early: list[AnyClientMessage] = []
        self._link = link
        self._clock = clock
        self._guard = FloodGuard(sample_rate_hz=sample_rate_hz, at=clock.monotonic())
        self._bad_messages = 0

    def audio(self, pcm: bytes) -> None:
        """Raises BadAudio, TooManyMessages."""
        self._guard.audio(len(pcm), self._clock.monotonic())
        if len(pcm) % 2:
            raise BadAudio(
                "Binary messages are PCM16: an even number of bytes. This one has an odd number, "
                "so every later sample would be wrong."
            )
        if self._session is not None:
            self._session.feed(pcm)

    def begin(self, session: InterviewSession) -> None:
        """The client has joined: everything goes to the session now, first what came early."""
        self._session = session
        early, self._early = self._early, []
        for message in early:
            self._take(message)

    def text(self, raw: str | bytes) -> None:
        """Raises TooManyMessages, BadMessage."""
        self._guard.message(self._clock.monotonic())
        self._take(raw)

    def _take(self, said: str | bytes | AnyClientMessage) -> None:
        """Use a message, or tell why it can't be used."""
        try:
            self._hand_over(decode(said) if isinstance(said, str | bytes) else said)
        except BadMessage as fault:
            self._bad_messages += 1
            if self._bad_messages >= MAX_BAD_MESSAGES:
                raise BadMessage(
                    f"{MAX_BAD_MESSAGES} messages could not be used; the last one: {fault}"
                ) from None
            self._link.send(error_message(fault, fatal=False))

    def _hand_over(self, message: AnyClientMessage) -> None:
        if isinstance(message, Ping):
            self._link.send(Pong(id=message.id[:ID_MAX_CHARS]))
            return
        session = self._session
        if session is None:
            if len(self._early) >= MAX_EARLY_MESSAGES:
                raise BadMessage("The interview has not begun yet; wait for `welcome`.")
            self._early.append(message)
            return
        match message:
            case TypedText(text=text, message_id=message_id):
                session.typed(_answer(text), _short(message_id))
            case NeedTime():
                session.need_time()
            case Repeat():
                session.repeat()
            case Code():
                session.code(
                    message.task_id,
                    _code(message.code),
                    message.language[:ID_MAX_CHARS],
                    _short(message.message_id),
                )
            case Notes(task_id=task_id, text=text, kind=kind):
                session.notes(task_id, ArtifactKind(kind), _notes(text))
            case Typing():
                session.typing()
            case Playout(utterance_id=utterance_id, heard_ms=heard_ms):
                session.playout(utterance_id, max(0, min(heard_ms, MAX_HEARD_MS)))
            case End():
                session.end("candidate")
            case Hello():
                raise BadMessage("`hello` comes once, as the first message.")
            case _:
                assert_never(message)


def _answer(text: str) -> str:
    if len(text) > TEXT_MAX_CHARS:
        raise BadMessage(f"A typed answer has at most {TEXT_MAX_CHARS} characters.")
    cleaned = clean_text(text)
    if not cleaned:
        raise BadMessage("A typed answer needs some text.")
    return cleaned


def _code(code: str) -> str:
    if len(code) > TEXT_MAX_CHARS:
        raise BadMessage(f"Code has at most {TEXT_MAX_CHARS} characters.")
    kept = code.replace("\0", "").replace("\r\n", "\n")
    if not kept.strip():
        raise BadMessage("A submission needs some code.")
    return kept


def _notes(text: str) -> str:
    """Notes may be emptied again."""
    if len(text) > TEXT_MAX_CHARS:
        raise BadMessage(f"Notes have at most {TEXT_MAX_CHARS} characters.")
    return text.replace("\0", "")


def _short(message_id: str | None) -> str | None:
    if message_id is not None and not 0 < len(message_id) <= ID_MAX_CHARS:
        raise BadMessage(f"A message_id has 1 to {ID_MAX_CHARS} characters.")
    return message_id
