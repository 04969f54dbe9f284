"""A hand-driven interview: one call per thing that happens, actions at hand."""

from runtime.interview import machine
from runtime.interview.actions import (
    AnyAction,
    Directive,
    Finish,
    RecordTurn,
    Speak,
    Speaker,
    StopSpeaking,
    Turn,
)
from runtime.interview.events import (
    AnyEvent,
    DeadlinePassed,
    SegmentHeard,
    SessionStarted,
    SpeechStarted,
    SpeechStopped,
    TextTyped,
    TurnEnded,
    UtteranceFinished,
    UtteranceInterrupted,
    UtteranceStarted,
)
from runtime.interview.plan import InterviewPlan
from runtime.interview.state import OpenUtterance


class Bench:
    def __init__(self, plan: InterviewPlan) -> None:
        self.plan = plan
        self.state = machine.start(plan)
        self.now = 0.0
        self.actions: tuple[AnyAction, ...] = ()
        """What the last event led to."""
        self.turns: list[Turn] = []
        self.messages = 0

    def feed(self, event: AnyEvent) -> tuple[AnyAction, ...]:
        self.now = max(self.now, event.at)
        self.state, self.actions = machine.step(self.plan, self.state, event)
        self.turns += [a.turn for a in self.actions if isinstance(a, RecordTurn)]
        return self.actions

    # What happens ---------------------------------------------------------------------------

    def start(self) -> Directive:
        self.feed(SessionStarted(at=self.now))
        return self.said

    def hear_out(self, *, after_s: float = 3.0) -> "Bench":
        """The open utterance is heard to its end."""
        uid = self.utterance.utterance_id
        self.feed(UtteranceStarted(at=self.now + 0.3, utterance_id=uid))
        self.feed(UtteranceFinished(at=self.now + after_s, utterance_id=uid))
        return self

    def interrupt(self, part: float) -> "Bench":
        """A barge-in after that part of the text."""
        utterance = self.utterance
        self.feed(UtteranceStarted(at=self.now + 0.3, utterance_id=utterance.utterance_id))
        self.feed(SpeechStarted(at=self.now + 1.0))
        chars = int(len(utterance.directive.text) * part)
        self.feed(
            UtteranceInterrupted(
                at=self.now + 0.3, utterance_id=utterance.utterance_id, heard_chars=chars
            )
        )
        return self

    def hear(self, text: str, *, seconds: float = 3.0, started_at: float | None = None) -> "Bench":
        """A segment of the candidate's speech; the turn stays open."""
        began = self.now if started_at is None else started_at
        self.feed(SpeechStarted(at=self.now))
        ended = self.now + seconds
        self.feed(
            SegmentHeard(
                at=ended, segment_id=f"s{ended}", text=text, started_at=began, ended_at=ended
            )
        )
        self.feed(SpeechStopped(at=ended))
        return self

    def answer(
        self, text: str, *, seconds: float = 3.0, pause_s: float = 1.0
    ) -> tuple[AnyAction, ...]:
        """A whole spoken answer; returns what it led to."""
        self.now += pause_s
        self.hear(text, seconds=seconds)
        return self.feed(TurnEnded(at=self.now + 0.8))

    def type(self, text: str, *, message_id: str | None = None) -> tuple[AnyAction, ...]:
        self.messages += 1
        return self.feed(
            TextTyped(at=self.now + 1.0, message_id=message_id or f"m{self.messages}", text=text)
        )

    def deadline(self) -> tuple[AnyAction, ...]:
        """Nothing happens until the core wants something to."""
        due = machine.next_deadline(self.plan, self.state)
        assert due is not None
        return self.feed(DeadlinePassed(at=max(due, self.now)))

    def run_out(self, answer: str = "No, that's all, thank you.") -> "Bench":
        """Answer the same to everything until the interview is over."""
        for _ in range(200):
            if self.state.finished is not None:
                return self
            if self.state.utterance is not None:
                self.hear_out()
            else:
                self.answer(answer)
        raise AssertionError("no end")

    # What there is to see ---------------------------------------------------------------------

    @property
    def utterance(self) -> OpenUtterance:
        assert self.state.utterance is not None
        return self.state.utterance

    @property
    def said(self) -> Directive:
        """The directive of the one `Speak` of the last event."""
        spoken = [action for action in self.actions if isinstance(action, Speak)]
        assert len(spoken) == 1, self.actions
        return spoken[0].directive

    @property
    def silent(self) -> bool:
        return not any(isinstance(action, Speak) for action in self.actions)

    @property
    def stopped(self) -> bool:
        return any(isinstance(action, StopSpeaking) for action in self.actions)

    @property
    def finish(self) -> str | None:
        found = [action.reason for action in self.actions if isinstance(action, Finish)]
        return found[0] if found else None

    @property
    def last_answer(self) -> Turn:
        return next(turn for turn in reversed(self.turns) if turn.role is Speaker.candidate)
