"""A whole interview in virtual time: the core, a mouth, an ear and a simulated candidate."""

import heapq
from collections.abc import Callable
from typing import Any

import msgspec

from runtime.interview import machine
from runtime.interview.actions import (
    AnyAction,
    Directive,
    Finish,
    Intent,
    RecordTurn,
    Speak,
    Speaker,
    StopSpeaking,
    Turn,
)
from runtime.interview.events import (
    AnyEvent,
    ConnectionLost,
    ConnectionResumed,
    DeadlinePassed,
    RepeatRequested,
    SegmentHeard,
    SessionStarted,
    SpeechStarted,
    SpeechStopped,
    TextTyped,
    TimeRequested,
    TurnEnded,
    UtteranceFinished,
    UtteranceHeard,
    UtteranceInterrupted,
    UtteranceStarted,
)
from runtime.interview.plan import InterviewPlan

WORDS_PER_S = 2.6
"""Speaking rate of both sides, words per second (about 155 a minute)."""
FIRST_AUDIO_S = 0.4
ENDPOINT_S = 0.8


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What a simulated candidate does after an utterance; nothing at all means silence."""

    text: str = ""
    after_s: float = 1.0
    typed: bool = False
    interrupts_at: float | None = None
    """Barge in after this part of the utterance, 0 to 1."""
    button: str | None = None
    """`time` or `repeat`, pressed instead of answering."""
    leaves_s: float | None = None
    """Loses the connection so long after beginning to answer, then comes back."""
    never_stops: bool = False


Candidate = Callable[[Directive], Reply]


class Conversation:
    def __init__(self, plan: InterviewPlan, candidate: Candidate) -> None:
        self.plan = plan
        self.candidate = candidate
        self.state = machine.start(plan)
        self.now = 0.0
        self.log: list[AnyEvent] = []
        self.actions: list[tuple[AnyAction, ...]] = []
        self.turns: list[Turn] = []
        self.finished_at: float | None = None
        self._due: list[tuple[float, int, AnyEvent]] = []
        self._count = 0
        self._segments = 0
        self._speech: tuple[float, Directive, str] | None = None
        """(begins at, directive, utterance id) of what the mouth is saying."""

    # Driving --------------------------------------------------------------------------------

    def run(self, *, limit: int = 60_000) -> "Conversation":
        self.feed(SessionStarted(at=0.0))
        for _ in range(limit):
            if self.state.finished is not None:
                return self
            deadline = machine.next_deadline(self.plan, self.state)
            next_at = self._due[0][0] if self._due else None
            if next_at is None and deadline is None:
                raise AssertionError("nothing will ever happen again")
            if deadline is not None and (next_at is None or deadline < next_at):
                self.feed(DeadlinePassed(at=max(deadline, self.now)))
                after = machine.next_deadline(self.plan, self.state)
                assert self.state.finished or after is None or after > deadline or after != deadline
            else:
                _, _, event = heapq.heappop(self._due)
                self.feed(event)
        raise AssertionError("the interview does not end")

    def feed(self, event: AnyEvent) -> tuple[AnyAction, ...]:
        self.now = max(self.now, event.at)
        before = self.state
        self.state, actions = machine.step(self.plan, before, event)
        if self.state is before:
            assert actions == ()
            return ()
        self.log.append(event)
        self.actions.append(actions)
        for action in actions:
            self._perform(action)
        return actions

    def later(self, event: AnyEvent) -> None:
        self._count += 1
        heapq.heappush(self._due, (event.at, self._count, event))

    # The mouth ------------------------------------------------------------------------------

    def _perform(self, action: AnyAction) -> None:
        match action:
            case Speak():
                self._say(action)
            case StopSpeaking():
                self._stop(action.utterance_id)
            case RecordTurn():
                self.turns.append(action.turn)
            case Finish():
                self.finished_at = self.now
            case _:
                pass

    def _say(self, speak: Speak) -> None:
        directive = speak.directive
        begins = self.now + FIRST_AUDIO_S
        lasts = len(directive.text.split()) / WORDS_PER_S
        uid = speak.utterance_id
        self._speech = (begins, directive, uid)
        self.later(UtteranceStarted(at=begins, utterance_id=uid))
        reply = self.candidate(directive)
        if reply.interrupts_at is not None:
            cut = begins + lasts * reply.interrupts_at
            heard = int(len(directive.text) * reply.interrupts_at)
            self.later(SpeechStarted(at=max(begins, cut - 0.3)))
            self.later(UtteranceInterrupted(at=cut, utterance_id=uid, heard_chars=heard))
            self._answer(reply, cut)
            return
        half = len(directive.text) // 2
        self.later(UtteranceHeard(at=begins + lasts / 2, utterance_id=uid, heard_chars=half))
        self.later(UtteranceFinished(at=begins + lasts, utterance_id=uid))
        self._answer(reply, begins + lasts)

    def _stop(self, utterance_id: str) -> None:
        if self._speech is None or self._speech[2] != utterance_id:
            return
        begins, directive, uid = self._speech
        heard = int((self.now - begins) * WORDS_PER_S * 6)
        self.later(
            UtteranceInterrupted(
                at=self.now + 0.1,
                utterance_id=uid,
                heard_chars=max(0, min(heard, len(directive.text))),
            )
        )

    # The candidate --------------------------------------------------------------------------

    def _answer(self, reply: Reply, from_s: float) -> None:
        begin = from_s + (reply.after_s if reply.interrupts_at is None else 0.0)
        if reply.button == "time":
            self.later(TimeRequested(at=begin))
            return
        if reply.button == "repeat":
            self.later(RepeatRequested(at=begin))
            return
        if reply.typed:
            self._count += 1
            self.later(TextTyped(at=begin, message_id=f"m{self._count}", text=reply.text))
            return
        if not reply.text:
            return
        if reply.interrupts_at is None:
            self.later(SpeechStarted(at=begin))
        at = begin
        words = reply.text.split()
        for start in range(0, len(words), 12):
            part = words[start : start + 12]
            ends = at + len(part) / WORDS_PER_S
            if reply.leaves_s is not None and ends > begin + reply.leaves_s:
                self.later(ConnectionLost(at=at + 0.3))
                self.later(ConnectionResumed(at=at + 0.3))
                return
            self._segments += 1
            self.later(
                SegmentHeard(
                    at=ends + 0.2,
                    segment_id=f"s{self._segments:04d}",
                    text=" ".join(part),
                    started_at=at,
                    ended_at=ends,
                )
            )
            at = ends + 0.1
        if reply.never_stops:
            return
        self.later(SpeechStopped(at=at + 0.15))
        self.later(TurnEnded(at=at + ENDPOINT_S))

    # Reading --------------------------------------------------------------------------------

    @property
    def spoken(self) -> list[Directive]:
        return [
            action.directive
            for made in self.actions
            for action in made
            if isinstance(action, Speak)
        ]

    def transcript(self) -> str:
        lines = []
        for turn in self.turns:
            who = self.plan.interviewer_name if turn.role is Speaker.interviewer else "Candidate"
            kind = turn.intent or (turn.assessment.answer_class if turn.assessment else "-")
            cut = f" [unspoken: {turn.unspoken_text}]" if turn.unspoken_text else ""
            lines.append(
                f"{turn.started_at:6.1f} {turn.phase:<12} {kind:<18} {who}: {turn.text}{cut}"
            )
        return "\n".join(lines)


def scripted(*replies: Reply, then: Reply | None = None) -> Candidate:
    """Answers in order, one per utterance that asks something; afterwards `then` for ever."""
    waiting = list(replies)
    last = then if then is not None else Reply(text="No, that's all, thank you.")

    def candidate(directive: Directive) -> Reply:
        if directive.intent is Intent.close:
            return Reply()
        return waiting.pop(0) if waiting else last

    return candidate


def encoded(value: Any) -> bytes:
    return msgspec.json.encode(value)
