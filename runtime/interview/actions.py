"""What the shell must do for an interview, decided by the core. Pure."""

from enum import StrEnum

import msgspec

from runtime.interview.plan import Claim, Missing, PhaseId, Style
from runtime.interview.progress import Artifact, Submission
from runtime.interview.tasks import Checkpoint


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of a case's data, as the page shows it."""

    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    """A small table, its first row the head."""


class AnswerClass(StrEnum):
    """What kind of answer it was (R-107, R-215); never a score."""

    strong = "strong"
    weak = "weak"
    vague = "vague"
    evasive = "evasive"
    off_topic = "off_topic"
    declined = "declined"
    dont_know = "dont_know"
    asks_clarification = "asks_clarification"
    asks_repeat = "asks_repeat"
    asks_time = "asks_time"
    asks_to_end = "asks_to_end"
    asks_feedback = "asks_feedback"
    """How it is going, what the score is."""
    asks_plan = "asks_plan"
    """What comes next, what is looked for, or instructions meant for the interviewer."""
    hostile = "hostile"
    """Anger or insult without an answer."""
    candidate_question = "candidate_question"
    empty = "empty"


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """Quick in-session judgement of an answer's completeness."""

    answer_class: AnswerClass
    missing: tuple[Missing, ...] = ()
    doubtful: tuple[Missing, ...] = ()
    """Of these, those that may have been told all the same: there is a hint of them."""
    claims: tuple[Claim, ...] = ()
    numbers: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    source: str = "rules"
    """`rules` or `model`."""


class Intent(StrEnum):
    """Why the interviewer speaks."""

    greet = "greet"
    ask = "ask"
    probe = "probe"
    clarify = "clarify"
    repeat = "repeat"
    resume = "resume"
    nudge = "nudge"
    grant_time = "grant_time"
    move_on = "move_on"
    interject = "interject"
    answer_candidate = "answer_candidate"
    invite_questions = "invite_questions"
    close = "close"


class Directive(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be said and why; a model may reword `text`, within the limits."""

    intent: Intent
    text: str
    """Complete spoken text with the filled question; spoken as it is when no model rewords it."""
    question: str | None = None
    """The one question inside `text`, or None; a rewording must ask the same and no other."""
    expected_signal: str = ""
    style: Style
    max_words: int = 60
    question_id: str | None = None
    probe_id: str | None = None
    seeks: Missing | None = None
    persona: str | None = None
    """Id of the panel member who speaks; None for a single interviewer."""
    speaker_name: str = ""
    """First name of whoever speaks."""


class Speaker(StrEnum):
    interviewer = "interviewer"
    candidate = "candidate"


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One party's committed hold of the floor."""

    turn_id: str
    index: int
    """Position in the interview, from 0."""
    role: Speaker
    phase: PhaseId
    text: str
    """Candidate: what was recognised or typed. Interviewer: only what was heard."""
    unspoken_text: str = ""
    """Interviewer: what was cut off."""
    started_at: float
    ended_at: float
    question_id: str | None = None
    probe_id: str | None = None
    intent: Intent | None = None
    typed: bool = False
    persona: str | None = None
    """Interviewer: id of the panel member who spoke."""
    message_id: str | None = None
    """Of the typed answer, so that it can be acknowledged."""
    assessment: Assessment | None = None
    segments: tuple[tuple[float, float, str], ...] = ()
    """Candidate: (started_at, ended_at, text) of each transcript segment, for delivery facts."""
    task_id: str | None = None
    """Candidate: the task that was on the table."""
    checkpoint: Checkpoint | None = None
    """Candidate: where in a case it was said."""
    submission: Submission | None = None
    """Candidate: code sent with it; it is no part of `text`."""
    artifacts: tuple[Artifact, ...] = ()
    """What was written beside a task since the turn before, so that it is as durable."""


class Action(msgspec.Struct, frozen=True, kw_only=True, tag_field="action"):
    pass


class Speak(Action, frozen=True, kw_only=True, tag="speak"):
    """Say the directive as one utterance; answer with utterance events of that id."""

    utterance_id: str
    turn_id: str
    directive: Directive


class StopSpeaking(Action, frozen=True, kw_only=True, tag="stop_speaking"):
    """Fall silent at once and report `UtteranceInterrupted` unless it already ended."""

    utterance_id: str


class AssessAnswer(Action, frozen=True, kw_only=True, tag="assess_answer"):
    """Ask a model for a second opinion; after `deadline_at` nobody waits for it."""

    turn_id: str
    question: str
    answer: str
    expects: tuple[Missing, ...]
    missing: tuple[Missing, ...] = ()
    """What the rules missed in all answers to the question so far."""
    deadline_at: float


class RecordTurn(Action, frozen=True, kw_only=True, tag="record_turn"):
    """Put the turn into the durable record before it is acknowledged."""

    turn: Turn


class ShowTask(Action, frozen=True, kw_only=True, tag="show_task"):
    """Show code or case material on the page; the same task again replaces what was shown.

    It holds nothing of what the author keeps hidden.
    """

    task_id: str
    kind: str
    """`coding` or `case`."""
    title: str
    body: str
    """What the code should do, or the background of the case."""
    language: str = ""
    activity: str = ""
    """What to do with the code: `explain`, `debug`, `modify` or `review`."""
    requirement: str = ""
    """What is to be done: the change that is wanted, or the task as it was asked."""
    code: str = ""
    failing_test: str = ""
    editable: bool = False
    """The code may be changed and sent."""
    facts: tuple[Fact, ...] = ()
    """What has been told of a case so far."""


class HideTask(Action, frozen=True, kw_only=True, tag="hide_task"):
    """The task is over; what the page still holds of it can't be sent any more."""

    task_id: str


class Finish(Action, frozen=True, kw_only=True, tag="finish"):
    """The interview is over; close the record."""

    reason: str
    """`completed`, `time_up`, `candidate`, `operator`, `abandoned`, `silence`, `failed`."""


AnyAction = Speak | StopSpeaking | AssessAnswer | RecordTurn | ShowTask | HideTask | Finish
