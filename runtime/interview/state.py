"""Everything an interview remembers; the fold of its event log. Pure.

Times are session seconds. The state is encoded and decoded by msgspec, so a snapshot of it is
as good as the log; `version` tells which code wrote it.
"""

from enum import StrEnum

import msgspec

from runtime.interview.actions import AnswerClass, Directive
from runtime.interview.events import AnyEvent
from runtime.interview.plan import Claim, Contradiction, Missing, Patience, PhaseId
from runtime.interview.progress import Artifact, TaskProgress

STATE_VERSION = 2
HEARD_ENOUGH = 0.8
"""Part of a question from which on it counts as heard."""

Segment = tuple[float, float, str]
"""(started_at, ended_at, text) of a transcript segment."""


class Stage(StrEnum):
    """What the interviewer is busy with; phases say about what, stages say how."""

    asking = "asking"
    """Questions and probes of the plan."""
    inviting = "inviting"
    """The candidate's own questions."""
    farewell = "farewell"
    """The last words; `Finish` follows them."""


class OpenUtterance(msgspec.Struct, frozen=True, kw_only=True):
    """What the interviewer is saying now; at most one exists."""

    utterance_id: str
    turn_id: str
    directive: Directive
    spoken_at: float
    """When `Speak` was decided."""
    started_at: float | None = None
    """When its first sample left; None until then."""
    heard_chars: int = 0
    opener: str = ""
    """Said already while the wording of the rest is awaited."""
    stopping_at: float | None = None
    """When `StopSpeaking` was sent; the report of what was heard is awaited."""


class OpenAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The candidate's turn that is not yet recorded."""

    turn_id: str
    started_at: float
    segments: tuple[Segment, ...] = ()
    quiet_before: float = 0.0
    """`quiet_since` when it was opened; noise does not restart the wait for an answer."""
    ended: bool = False
    """The turn ended while the interviewer could not react (speaking, or the client away)."""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked last and waits for an answer."""

    text: str
    """The question alone, as it is repeated on request."""
    question_id: str | None = None
    probe_id: str | None = None
    seeks: Missing | None = None
    patience: Patience
    asked_at: float
    """Speech before this moment belongs to what came before."""
    heard: float = 0.0
    """Part of the question that was heard, 0 to 1."""
    nudged: bool = False
    time_granted: bool = False
    clarified: int = 0
    noise: int = 0
    """Times a voice was heard without words."""
    reasked: bool = False
    """It was said again because it had not been heard."""
    invites: bool = False
    """It asks for the candidate's own questions."""

    @property
    def unheard(self) -> bool:
        """Too little of it was heard, and it was not said again yet."""
        return self.heard < HEARD_ENOUGH and not self.reasked


class Foretold(msgspec.Struct, frozen=True, kw_only=True):
    """A planned question that an answer to another one has already touched."""

    question_id: str
    covered: tuple[Missing, ...]
    """What of it was told."""


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """Progress on one main question: its answers and probes together."""

    question_id: str
    started_at: float
    probes: int = 0
    """Probes asked so far, of every kind."""
    covered: tuple[Missing, ...] = ()
    """Pieces that its answers held."""
    doubtful: tuple[Missing, ...] = ()
    """Pieces of which its answers had only a hint."""
    sought: tuple[Missing, ...] = ()
    """Pieces that were probed for; none is probed for twice."""
    credited: tuple[Missing, ...] = ()
    """Pieces that the rules found in the last answer first; a second opinion may take them back."""
    last_class: AnswerClass | None = None
    last_turn_id: str | None = None
    """Of the last answer; a second opinion on any other one is stale."""
    answered: bool = False
    own_part: bool = False
    """The candidate has told what they did themselves."""
    vague_answers: int = 0
    eased: bool = False
    """An easier way in was offered."""
    redirected: bool = False
    """The candidate was led back to the question."""
    checked: bool = False
    """A number or a "we" was asked about, or a strong answer was challenged."""
    asides: int = 0
    """Times the candidate asked for what an interview does not tell."""


class InterviewState(msgspec.Struct, frozen=True, kw_only=True):
    version: int = STATE_VERSION
    phase: PhaseId
    phase_index: int = 0
    phase_ends_at: float = 0.0
    stage: Stage = Stage.asking
    started: bool = False
    finished: str | None = None
    """Reason of `Finish`, once it was emitted; nothing happens afterwards."""
    ending: str | None = None
    """Reason that `Finish` will carry after the farewell."""
    connected: bool = True
    at: float = 0.0
    """Session seconds of the last event that counted."""

    utterance: OpenUtterance | None = None
    answer: OpenAnswer | None = None
    ask: Ask | None = None
    thread: Thread | None = None
    held: tuple[AnyEvent, ...] = ()
    """Events that wait until the interviewer has fallen silent."""
    speaking: bool = False
    """The candidate's voice is heard right now."""
    quiet_since: float = 0.0
    """Since when nobody has spoken."""

    turn_count: int = 0
    """Turns recorded; the index of the next one."""
    turns_opened: int = 0
    utterance_count: int = 0
    asked_questions: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    """Texts of questions and probes asked, normalised; none is asked twice."""
    unanswered: int = 0
    """Questions in a row that met only silence."""
    answers: int = 0
    """Candidate turns recorded."""
    candidate_questions: int = 0
    """Answered in the close."""
    message_ids: tuple[str, ...] = ()
    """Typed answers already taken."""
    task: TaskProgress | None = None
    """The exercise or case on the table."""
    artifacts: tuple[Artifact, ...] = ()
    """Written beside tasks since the last turn was recorded; the next turn takes them along."""
    outlined: tuple[str, ...] = ()
    """Tasks for which the candidate has written an outline."""
    typed_at: float | None = None
    """When the candidate was last seen typing an answer that is not sent yet."""
    claims: tuple[Claim, ...] = ()
    doubts: tuple[Contradiction, ...] = ()
    """Contradictions that wait for a fitting moment."""
    raised: tuple[str, ...] = ()
    """Subjects of contradictions already raised."""
    mentioned: tuple[str, ...] = ()
    """Tools the interviewer has already picked up by name."""
    declined: tuple[str, ...] = ()
    """Questions the candidate would not answer; what is near them is not asked either."""
    declined_words: tuple[str, ...] = ()
    """What the candidate would not talk about, in the words used."""
    foretold: tuple[Foretold, ...] = ()
    skipped: tuple[str, ...] = ()
    """Questions that need not be asked any more."""
    outbursts: int = 0
    """Turns of anger without an answer."""
    outbursts_in_row: int = 0
    """Of these, those since the last answer."""
    persona: str | None = None
    """Who of the panel spoke last."""
    last_phrase: str = ""
    """Said last out of the phrase bank; two situations can share a phrase."""
    phrases: dict[str, int] = {}
    """How often each situation of the phrase bank was used."""


def fresh_segments(state: InterviewState) -> tuple[Segment, ...]:
    """Segments of the open turn that can be an answer to what was asked last.

    What began before the question was asked is the tail of the turn before: it is kept in the
    record, but it answers nothing.
    """
    if state.answer is None:
        return ()
    since = state.ask.asked_at if state.ask is not None else 0.0
    return tuple(segment for segment in state.answer.segments if segment[0] >= since)
