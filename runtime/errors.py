"""Every error Viva raises on purpose, drawn once; each leaf has a stable wire `code`.

VivaError
├── ClientError            the other side did something wrong; the message says what to do
│   ├── BadMessage         `bad_message`      not valid JSON, unknown type, wrong field
│   ├── BadAudio           `bad_audio`        odd number of bytes, wrong sample rate
│   ├── HelloExpected      `hello_expected`   something came before `hello`
│   ├── TicketRefused      `ticket_refused`   unknown, used or expired ticket
│   ├── OriginRefused      `origin_refused`   a page of another origin
│   ├── UnknownSession     `unknown_session`  no such session
│   ├── UnknownRole        `unknown_role`     no such role kit
│   ├── UnknownRecord      `unknown_record`   no such row, or somebody else's; one class per noun:
│   │     UnknownUser, UnknownDocument, UnknownJob, UnknownPosting, UnknownApplication,
│   │     UnknownConfig, UnknownPlan, UnknownCompany, UnknownTask, UnknownStory, UnknownRun
│   ├── Conflict           `conflict`         what is wanted contradicts what is there
│   ├── SessionOver        `session_over`     the session has ended
│   ├── TooManyMessages    `too_many_messages` flood
│   ├── SlowReader         `slow_reader`      it does not read what it is sent
│   ├── SilentClient       `hello_timeout`    no `hello` in time
│   └── DocumentRefused    `document_refused` a file that can't be read (runtime.documents)
├── Superseded             `superseded`       another connection took the session over
├── Interrupted            `going_away`       this process lets go of the session; connect again
├── ServerFull             `server_full`      admission refused; try later
├── ProviderFailed         `provider_failed`  a speech or language provider failed
├── StorageFailed          `storage_failed`   Postgres or Redis did not answer
├── LeaseLost              `lease_lost`       a newer epoch owns the session
├── UnusableExtraction     `unusable_extraction` a model's reading of a document is no JSON of ours
├── MissingPart            `missing_part`     a program or model is not installed
├── InvalidTransition      `invalid_transition` our own fault: an event the core can't be given
└── InvalidContent         `invalid_content`  a seed or plan breaks its schema
"""

from typing import ClassVar


class VivaError(Exception):
    """Base of the tree. `code` goes on the wire; `retryable` tells a client to try again.

    The text never holds a candidate's words: only ids and our own words.
    """

    code: ClassVar[str] = "internal"
    retryable: ClassVar[bool] = False


class ClientError(VivaError):
    """The client must change something before it tries again."""


class BadMessage(ClientError):
    code = "bad_message"


class BadAudio(ClientError):
    code = "bad_audio"


class HelloExpected(ClientError):
    code = "hello_expected"


class SilentClient(ClientError):
    code = "hello_timeout"


class TicketRefused(ClientError):
    code = "ticket_refused"


class OriginRefused(ClientError):
    code = "origin_refused"


class UnknownSession(ClientError):
    code = "unknown_session"


class UnknownRole(ClientError):
    code = "unknown_role"


class UnknownRecord(ClientError):
    """No such row, or it belongs to somebody else: the answer doesn't tell which."""

    code = "unknown_record"


class UnknownUser(UnknownRecord): ...


class UnknownDocument(UnknownRecord): ...


class UnknownJob(UnknownRecord):
    """Of a job the user saved."""


class UnknownPosting(UnknownRecord): ...


class UnknownApplication(UnknownRecord): ...


class UnknownConfig(UnknownRecord): ...


class UnknownPlan(UnknownRecord): ...


class UnknownCompany(UnknownRecord):
    """Of a company or an archetype of companies."""


class UnknownTask(UnknownRecord):
    """Of an exercise or a case, and of work on one."""


class UnknownStory(UnknownRecord): ...


class UnknownRun(UnknownRecord):
    """Of a collection of posts, or a post in it."""


class Conflict(ClientError):
    """What is wanted contradicts what is there; the text names both."""

    code = "conflict"


class SessionOver(ClientError):
    code = "session_over"


class TooManyMessages(ClientError):
    code = "too_many_messages"


class SlowReader(ClientError):
    code = "slow_reader"
    retryable = True


class Superseded(VivaError):
    code = "superseded"


class Interrupted(VivaError):
    code = "going_away"
    retryable = True


class ServerFull(VivaError):
    code = "server_full"
    retryable = True


class ProviderFailed(VivaError):
    code = "provider_failed"
    retryable = True


class StorageFailed(VivaError):
    code = "storage_failed"
    retryable = True


class LeaseLost(VivaError):
    code = "lease_lost"


class MissingPart(VivaError):
    code = "missing_part"


class InvalidTransition(VivaError):
    code = "invalid_transition"


class InvalidContent(VivaError):
    code = "invalid_content"
