"""Does what the core's actions say: speaks, records turns, tells subscribers, closes the record."""

from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any, assert_never

import msgspec

from runtime.interview import panel
from runtime.interview.actions import (
    AnyAction,
    AssessAnswer,
    Finish,
    HideTask,
    Intent,
    RecordTurn,
    ShowTask,
    Speak,
    Speaker,
    StopSpeaking,
    Turn,
)
from runtime.interview.events import AnyEvent, AssessmentArrived
from runtime.interview.plan import InterviewPlan
from runtime.interview.state import InterviewState
from runtime.journal import Journal
from runtime.latency import ReplyMarks
from runtime.ports import Clock, SecondOpinion
from runtime.record import SessionStatus
from runtime.turn_events import (
    AnyTurnEvent,
    PhaseChanged,
    SessionEnded,
    TaskClosed,
    TaskShown,
    TurnCompleted,
    TurnInterrupted,
    TurnLatency,
    TurnStarted,
    UserFinal,
    UserPartial,
    UserSpeechStarted,
    UserSpeechStopped,
)
from runtime.utterances import Utterances

RECENT_LINES = 6
"""Turns that a model sees of the conversation."""
UNPROMPTED = (Intent.greet, Intent.nudge, Intent.resume)
"""Intents that answer no turn of the candidate: nobody waited for them."""

Later = Callable[[Coroutine[Any, Any, AnyEvent | None]], None]
"""Starts work beside the consumer; the event it ends with goes into the inbox."""

STATUS_AFTER = {"abandoned": SessionStatus.abandoned, "failed": SessionStatus.failed}
"""Status by end reason; after every other reason the session is `ended`."""


class Actor:
    """The hands of one session."""

    def __init__(
        self,
        *,
        plan: InterviewPlan,
        journal: Journal,
        clock: Clock,
        session_seconds: Callable[[float], float],
        utterances: Utterances,
        marks: ReplyMarks,
        opinion: SecondOpinion | None = None,
        later: Later | None = None,
    ) -> None:
        """`later` does work beside the consumer and puts the event it makes into the inbox; without
        a model `opinion` is None."""
        self._utterances = utterances
        self._marks = marks
        self._plan = plan
        self._journal = journal
        self._clock = clock
        self._session_seconds = session_seconds
        self._opinion = opinion
        self._later = later
        self._recent: deque[str] = deque(maxlen=RECENT_LINES)
        self._candidate_turn: str | None = None

    async def hush(self, actions: tuple[AnyAction, ...]) -> None:
        """Fall silent first: silence must not wait for the record."""
        for action in actions:
            if isinstance(action, StopSpeaking):
                await self._utterances.hush(action.utterance_id)

    def turn_may_end(self, state: InterviewState, heard: str) -> None:
        """The candidate's turn may be over, with these words: prepare the reply."""
        self._utterances.turn_may_end(state, list(self._recent), heard)

    async def perform(
        self, action: AnyAction, state: InterviewState, *, interjects: bool = False
    ) -> bool:
        """Do one action; True when it ended the interview. `interjects`: the candidate's turn was
        cut, so what is said now is said into it.

        Raises StorageFailed or LeaseLost from the record.
        """
        match action:
            case Speak():
                await self._speak(action, state, interjects=interjects)
            case RecordTurn(turn=turn):
                await self._record(turn)
            case ShowTask():
                await self.tell(
                    TaskShown(
                        task_id=action.task_id,
                        kind=action.kind,
                        title=action.title,
                        body=action.body,
                        language=action.language,
                        activity=action.activity,
                        requirement=action.requirement,
                        code=action.code,
                        failing_test=action.failing_test,
                        editable=action.editable,
                        facts=action.facts,
                    )
                )
            case HideTask(task_id=task_id):
                await self.tell(TaskClosed(task_id=task_id))
            case Finish(reason=reason):
                await self.finish(reason)
                return True
            case AssessAnswer():
                self._ask_opinion(action)
            case StopSpeaking():
                pass  # Done by `hush`.
            case _:
                assert_never(action)
        return False

    async def tell(self, turn_event: AnyTurnEvent) -> None:
        """Append a turn event to the log, with what its maker could not know filled in."""
        turn_id = turn_event.turn_id
        if turn_id is None and isinstance(
            turn_event, UserPartial | UserFinal | UserSpeechStarted | UserSpeechStopped
        ):
            turn_id = self._candidate_turn
        at_s = turn_event.at_s or round(self._now(), 3)
        await self._journal.append(
            turn_events=[msgspec.structs.replace(turn_event, at_s=at_s, turn_id=turn_id)]
        )

    async def tell_candidate_turn(self, turn_id: str, state: InterviewState) -> None:
        """The candidate has taken the floor; told once per turn."""
        if turn_id != self._candidate_turn:
            self._candidate_turn = turn_id
            await self.tell(TurnStarted(turn_id=turn_id, role=Speaker.candidate, phase=state.phase))

    def phase_changed(self, state: InterviewState) -> PhaseChanged:
        phases = self._plan.phases
        return PhaseChanged(
            at_s=state.at,
            phase=state.phase,
            phase_index=state.phase_index,
            phase_count=len(phases),
            remaining_s=max(0.0, self._plan.duration_s - state.at),
        )

    async def acknowledge(self, turn: Turn, *, latency: TurnLatency | None = None) -> None:
        """Tell that a turn is in the durable record."""
        if turn.unspoken_text:
            told: AnyTurnEvent = TurnInterrupted(
                turn_id=turn.turn_id, spoken_text=turn.text, unspoken_text=turn.unspoken_text
            )
        else:
            told = TurnCompleted(
                turn_id=turn.turn_id,
                role=turn.role,
                text=turn.text,
                speaker_name=self._speaker_name(turn),
                message_id=turn.message_id,
                has_code=turn.submission is not None,
                latency=latency,
            )
        await self.tell(told)

    async def finish(self, reason: str) -> None:
        """Close the record, which also asks for the evaluation, and tell everyone."""
        await self._journal.close(
            reason=reason, status=STATUS_AFTER.get(reason, SessionStatus.ended)
        )
        await self.tell(SessionEnded(reason=reason))

    async def _speak(self, action: Speak, state: InterviewState, *, interjects: bool) -> None:
        directive = action.directive
        self._marks.begin_reply(
            self._clock.monotonic(), answers_candidate=directive.intent not in UNPROMPTED
        )
        speaker = panel.find(self._plan, directive.persona)
        await self.tell(
            TurnStarted(
                turn_id=action.turn_id,
                role=Speaker.interviewer,
                phase=state.phase,
                utterance_id=action.utterance_id,
                intent=directive.intent,
                speaker_name=directive.speaker_name,
                speaker_title=speaker.title if speaker is not None else "",
            )
        )
        await self._utterances.say(action, list(self._recent), interjects=interjects)

    def _ask_opinion(self, action: AssessAnswer) -> None:
        """Have a model look at the answer while the interview goes on."""
        opinion = self._opinion
        if opinion is None or self._later is None:
            return

        async def asked() -> AnyEvent | None:
            deadline_s = action.deadline_at - self._now()
            assessment = await opinion.assess(action, deadline_s=deadline_s)
            if assessment is None or self._now() > action.deadline_at:
                return None
            return AssessmentArrived(at=self._now(), turn_id=action.turn_id, assessment=assessment)

        self._later(asked())

    async def _record(self, turn: Turn) -> None:
        """Make a turn durable, then acknowledge it."""
        latency = None
        if turn.role is Speaker.interviewer:
            latency = self._marks.breakdown()
        elif turn.turn_id != self._candidate_turn:
            self._candidate_turn = turn.turn_id  # A typed turn begins and ends at once.
            await self.tell(
                TurnStarted(turn_id=turn.turn_id, role=Speaker.candidate, phase=turn.phase)
            )
        await self._journal.commit(turn, latency)
        self._recent.append(f"{turn.role}: {turn.text}")
        await self.acknowledge(turn, latency=latency)

    def _speaker_name(self, turn: Turn) -> str:
        if turn.role is Speaker.candidate:
            return ""
        speaker = panel.find(self._plan, turn.persona)
        return speaker.name if speaker is not None else self._plan.interviewer_name

    def _now(self) -> float:
        return self._session_seconds(self._clock.monotonic())
