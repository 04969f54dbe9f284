"""Plays one interview in virtual time: the core on one side, a simulated candidate on the other.

No clock is read but to measure how long the core takes to decide.
"""

import heapq
import time
from typing import Protocol

import msgspec

from load_tests.interviewer.candidate import WORDS_PER_S, Answer
from runtime.interview import machine
from runtime.interview.actions import (
    AnyAction,
    Directive,
    Finish,
    RecordTurn,
    ShowTask,
    Speak,
    StopSpeaking,
    Turn,
)
from runtime.interview.events import (
    AnyEvent,
    CodeSubmitted,
    DeadlinePassed,
    SegmentHeard,
    SessionStarted,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    UtteranceFinished,
    UtteranceInterrupted,
    UtteranceStarted,
)
from runtime.interview.plan import InterviewPlan, Missing
from runtime.interview.state import InterviewState

CHARS_PER_S = 15.0
"""The interviewer's voice, about 180 words a minute."""
VOICE_STARTS_S = 0.2
SEGMENT_S = 8.0
"""People draw breath; each such stretch becomes a segment."""
ENDPOINT_S = 0.8
TYPES_S = 0.5
"""The code is ready when the explanation ends."""
MAX_EVENTS = 20_000


class Answering(Protocol):
    """Whoever is interviewed."""

    def answer(self, directive: Directive) -> Answer:
        """What follows an utterance that was heard to its end."""
        ...


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """An utterance of the interviewer, and what the candidate did next."""

    at: float
    directive: Directive
    answer: Answer | None = None
    """None: it was followed by another utterance."""


class Performance(msgspec.Struct, frozen=True, kw_only=True):
    """What happened in one interview."""

    turns: tuple[Turn, ...]
    spoken: tuple[Spoken, ...]
    shown: tuple[ShowTask, ...]
    state: InterviewState
    ended_at: float
    decisions_ms: tuple[float, ...]
    """CPU time of each step of the core that made the interviewer speak."""
    credited: dict[str, tuple[Missing, ...]]
    """Question → pieces the interviewer believes its answers held."""


class Stage:
    def __init__(self, plan: InterviewPlan, candidate: Answering) -> None:
        self._plan = plan
        self._candidate = candidate
        self._state = machine.start(plan)
        self._now = 0.0
        self._queue: list[tuple[float, int, AnyEvent, int]] = []
        self._order = 0
        self._turn = 0
        """Number of the candidate's present attempt to speak; events of earlier ones are void."""
        self._open: tuple[str, Directive] | None = None
        """The utterance being said."""
        self._segments = 0
        self._spoken: list[Spoken] = []
        self._shown: list[ShowTask] = []
        self._turns: list[Turn] = []
        self._decisions: list[float] = []
        self._credited: dict[str, tuple[Missing, ...]] = {}
        self._over = False

    def play(self) -> Performance:
        """Raises RuntimeError: it didn't come to an end."""
        self._put(0.0, SessionStarted(at=0.0), always=True)
        for _ in range(MAX_EVENTS):
            if self._over:
                break
            self._next()
        else:
            raise RuntimeError(f"the interview was not over after {MAX_EVENTS} events")
        return Performance(
            turns=tuple(self._turns),
            spoken=tuple(self._spoken),
            shown=tuple(self._shown),
            state=self._state,
            ended_at=self._now,
            decisions_ms=tuple(self._decisions),
            credited=self._credited,
        )

    def _put(self, at: float, event: AnyEvent, *, always: bool = False) -> None:
        self._order += 1
        turn = -1 if always else self._turn
        heapq.heappush(self._queue, (at, self._order, event, turn))

    def _next(self) -> None:
        while self._queue and self._queue[0][3] not in (-1, self._turn):
            heapq.heappop(self._queue)
        deadline = machine.next_deadline(self._plan, self._state)
        if self._queue and (deadline is None or self._queue[0][0] <= deadline):
            at, _, event, _ = heapq.heappop(self._queue)
        elif deadline is not None:
            at, event = deadline, DeadlinePassed(at=deadline)
        else:
            raise RuntimeError("nothing will ever happen again in this interview")
        self._now = max(self._now, at)
        self._step(msgspec.structs.replace(event, at=self._now))

    def _step(self, event: AnyEvent) -> None:
        began = time.process_time()
        self._state, actions = machine.step(self._plan, self._state, event)
        took_ms = (time.process_time() - began) * 1000
        if any(isinstance(action, Speak) for action in actions):
            self._decisions.append(took_ms)
        thread = self._state.thread
        if thread is not None and thread.answered:
            self._credited[thread.question_id] = thread.covered
        for action in actions:
            self._perform(action)
        finished = isinstance(event, UtteranceFinished) and event.utterance_id
        if self._open is not None and self._open[0] == finished:
            self._respond()

    def _perform(self, action: AnyAction) -> None:
        match action:
            case Speak(utterance_id=utterance_id, directive=directive):
                self._hold_tongue()
                self._open = (utterance_id, directive)
                self._spoken.append(Spoken(at=self._now, directive=directive))
                starts = self._now + VOICE_STARTS_S
                self._put(starts, UtteranceStarted(at=0, utterance_id=utterance_id), always=True)
                ends = starts + len(directive.text) / CHARS_PER_S
                self._put(ends, UtteranceFinished(at=0, utterance_id=utterance_id), always=True)
            case StopSpeaking(utterance_id=utterance_id):
                said = int((self._now - self._spoken[-1].at) * CHARS_PER_S)
                event = UtteranceInterrupted(at=0, utterance_id=utterance_id, heard_chars=said)
                self._put(self._now + 0.05, event, always=True)
            case RecordTurn(turn=turn):
                self._turns.append(turn)
            case ShowTask():
                self._shown.append(action)
            case Finish():
                self._over = True
            case _:
                pass

    def _hold_tongue(self) -> None:
        """The interviewer speaks: whoever was still talking stops."""
        self._turn += 1
        if self._state.speaking:
            self._put(self._now + 0.4, SpeechStopped(at=0))

    def _respond(self) -> None:
        if self._open is None:
            return
        directive = self._open[1]
        self._open = None
        answer = self._candidate.answer(directive)
        self._spoken[-1] = msgspec.structs.replace(self._spoken[-1], answer=answer)
        self._turn += 1
        if not answer.text:
            return
        at = self._now + answer.thinks_s
        words = answer.text.split()
        per_segment = int(SEGMENT_S * WORDS_PER_S)
        self._put(at, SpeechStarted(at=0))
        for begin in range(0, len(words), per_segment):
            part = words[begin : begin + per_segment]
            lasts = len(part) / WORDS_PER_S
            self._segments += 1
            heard = SegmentHeard(
                at=0,
                segment_id=f"g{self._segments}",
                text=" ".join(part),
                started_at=at,
                ended_at=at + lasts,
            )
            at += lasts
            self._put(at + 0.1, heard)
        self._put(at + 0.1, SpeechStopped(at=0))
        if answer.code and self._shown:
            task = self._shown[-1]
            code = CodeSubmitted(
                at=0, task_id=task.task_id, language=task.language, code=answer.code
            )
            self._put(at + TYPES_S, code)
        else:
            self._put(at + ENDPOINT_S, TurnEnded(at=0))
