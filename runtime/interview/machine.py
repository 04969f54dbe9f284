"""The interviewer: one step per event; this file says which event leads where. Pure.

The rule. The interviewer says one thing at a time and then listens. What it says next is decided
at the moment the candidate's turn ends (or a deadline passes), by the rules alone, from the class
of the answer (`replies`):

    wants something of us   repeat, grant time, clarify, end: do it; the question stays
    declined                accept it, go on; never come back to it
    does not know           offer one easier way in, else go on
    evaded or off topic     lead back once, else go on
    answered                raise a contradiction, else probe for what is missing, else go on

"Go on" (`questions`) asks the phase controller for the next main question; when none fits into
the time it goes to the close (`closing`), which invites the candidate's questions, then says
farewell; `Finish` follows the last word. Silence (`silence`) gets one nudge, then the interviewer
goes on; too many unanswered questions in a row end the interview. `turns` tells when
someone's turn has ended, `connection` what is said to a client that returns.

Disorder. Events that name an old utterance or turn, a typed message seen before, or whatever
comes after the end change nothing: the very same state comes back. An event that needs the floor
while the interviewer is speaking stops it and is held until the mouth has reported what was
heard. Words that arrive late are never lost: they join the candidate's next turn, but what was
said before a question was asked does not count as its answer (`fresh_segments`). An id that was
never given out, or a second start, can only be our own fault: `InvalidTransition`.
"""

from collections.abc import Iterable
from typing import assert_never

from runtime.errors import InvalidTransition
from runtime.interview import (
    asides,
    connection,
    languages,
    phases,
    questions,
    replies,
    silence,
    task_panel,
    task_replies,
    timing,
    turns,
    wording,
)
from runtime.interview.actions import AnyAction, Intent
from runtime.interview.events import (
    AnyEvent,
    AssessmentArrived,
    CodeSubmitted,
    ConnectionLost,
    ConnectionResumed,
    DeadlinePassed,
    EndRequested,
    NotesSaved,
    RepeatRequested,
    SegmentHeard,
    SessionStarted,
    SpeechStarted,
    SpeechStopped,
    TextTyped,
    TimeRequested,
    TurnEnded,
    TypingNoticed,
    UtteranceFinished,
    UtteranceHeard,
    UtteranceInterrupted,
    UtteranceStarted,
    UtteranceWorded,
)
from runtime.interview.floor import Floor, replace
from runtime.interview.plan import InterviewPlan, Patience
from runtime.interview.situations import Situation
from runtime.interview.state import InterviewState, OpenUtterance, Stage


def start(plan: InterviewPlan) -> InterviewState:
    """The state before anything happened."""
    return InterviewState(phase=plan.phases[0].phase_id)


def step(
    plan: InterviewPlan, state: InterviewState, event: AnyEvent
) -> tuple[InterviewState, tuple[AnyAction, ...]]:
    """What the event makes of the interview, and what the shell must now do, in order.

    An event that does not matter returns the identical state object and no actions.

    Raises:
        InvalidTransition: an event that only our own fault can explain; nothing changed.
    """
    if state.finished is not None or _is_stale(plan, state, event):
        return state, ()
    floor = Floor(plan, state, event.at)
    _handle(floor, event)
    task_panel.settle(floor, state.task, again=isinstance(event, ConnectionResumed))
    return floor.state, tuple(floor.actions)


def replay(plan: InterviewPlan, events: Iterable[AnyEvent]) -> InterviewState:
    """The state after these events: a session is the fold of its log."""
    state = start(plan)
    for event in events:
        state, _ = step(plan, state, event)
    return state


def next_deadline(plan: InterviewPlan, state: InterviewState) -> float | None:
    """The session second at which the shell must send `DeadlinePassed`; None: never."""
    due = timing.next_due(plan, state)
    return due[0] if due is not None else None


def patience(plan: InterviewPlan, state: InterviewState) -> Patience:
    """How long a pause the interviewer waits through now."""
    return timing.patience_of(state)


def follow_up(state: InterviewState) -> bool:
    """What is on the table is a probe: it seeks one missing piece."""
    return state.ask is not None and state.ask.probe_id is not None


def _is_stale(plan: InterviewPlan, state: InterviewState, event: AnyEvent) -> bool:
    """The event can't matter any more, or can't matter yet."""
    match event:
        case SessionStarted():
            if state.started:
                raise InvalidTransition("the session has started before")
            return False
        case EndRequested():
            return False
        case _ if not state.started:
            return True
        case UtteranceWorded():
            return not _is_open_utterance(state, event.utterance_id) or not event.text.strip()
        case UtteranceStarted() | UtteranceHeard() | UtteranceFinished() | UtteranceInterrupted():
            return not _is_open_utterance(state, event.utterance_id)
        case SegmentHeard():
            return not event.text.strip()
        case TextTyped():
            return not event.text.strip() or event.message_id in state.message_ids
        case CodeSubmitted():
            known = task_panel.find(plan, event.task_id) is not None
            again = bool(event.message_id) and event.message_id in state.message_ids
            return not known or again or not event.code.strip()
        case NotesSaved():
            return task_panel.find(plan, event.task_id) is None
        case TypingNoticed():
            return state.stage is Stage.farewell
        case TimeRequested() | RepeatRequested():
            return state.stage is Stage.farewell or state.ask is None
        case AssessmentArrived():
            return state.thread is None or state.thread.last_turn_id != event.turn_id
        case DeadlinePassed():
            due = timing.next_due(plan, state)
            return due is None or due[0] > event.at + 1e-6
        case ConnectionLost():
            return not state.connected
        case SpeechStarted():
            return state.speaking
        case SpeechStopped():
            return not state.speaking
        case TurnEnded():
            return state.answer is None and not state.speaking
        case ConnectionResumed():
            return False
        case _:
            assert_never(event)


def _keeps_what_was_heard(utterance: OpenUtterance, text: str) -> bool:
    """A wording may still come while its opener is spoken, but never change what was said."""
    opener = utterance.opener
    return utterance.started_at is None or bool(opener and text.startswith(opener))


def _is_open_utterance(state: InterviewState, utterance_id: str) -> bool:
    if state.utterance is not None and state.utterance.utterance_id == utterance_id:
        return True
    number = utterance_id[1:]
    if not number.isdecimal() or not 0 < int(number) <= state.utterance_count:
        raise InvalidTransition("an utterance of an id that was never given out")
    return False


def _handle(floor: Floor, event: AnyEvent) -> None:
    match event:
        case SessionStarted():
            _begin(floor)
        case SpeechStarted():
            answer = floor.open_answer(floor.at)
            began = answer.started_at if answer.segments else floor.at
            answer = replace(answer, started_at=began, ended=False)
            floor.change(speaking=True, answer=answer)
        case SpeechStopped():
            floor.change(speaking=False, quiet_since=floor.at)
        case SegmentHeard():
            turns.hear(floor, event)
        case TurnEnded():
            floor.change(speaking=False)
            turns.turn_ended(floor)
        case TextTyped():
            if event not in floor.state.held:
                floor.change(
                    message_ids=(*floor.state.message_ids, event.message_id), typed_at=None
                )
            turns.when_silent(floor, event)
        case TimeRequested():
            turns.time_requested(floor)
        case CodeSubmitted():
            turns.code_submitted(floor, event)
        case NotesSaved():
            task_replies.keep(floor, event.task_id, event.kind, event.text)
        case TypingNoticed():
            floor.change(typed_at=floor.at)
        case RepeatRequested():
            turns.when_silent(floor, event)
        case UtteranceWorded():
            utterance = floor.state.utterance
            if utterance is not None and _keeps_what_was_heard(utterance, event.text):
                worded = replace(utterance.directive, text=event.text)
                floor.change(utterance=replace(utterance, directive=worded, opener=event.opener))
        case UtteranceStarted():
            utterance = floor.state.utterance
            if utterance is not None and utterance.started_at is None:
                floor.change(utterance=replace(utterance, started_at=floor.at))
        case UtteranceHeard():
            utterance = floor.state.utterance
            if utterance is not None:
                heard = max(utterance.heard_chars, event.heard_chars)
                floor.change(utterance=replace(utterance, heard_chars=heard))
        case UtteranceFinished():
            turns.fell_silent(floor, heard_chars=None)
        case UtteranceInterrupted():
            turns.fell_silent(floor, heard_chars=event.heard_chars)
        case AssessmentArrived():
            replies.second_opinion(floor, event.assessment)
        case DeadlinePassed():
            _deadline(floor, event)
        case ConnectionLost():
            connection.lost(floor)
        case ConnectionResumed():
            connection.resumed(floor)
        case EndRequested():
            turns.end_requested(floor, event)
        case _:
            assert_never(event)


def _begin(floor: Floor) -> None:
    plan = floor.plan
    floor.change(started=True, phase_ends_at=phases.ends_at(plan, 0, floor.at))
    greeting = floor.phrase(
        Situation.greeting,
        name=wording.spoken_name(plan.candidate_name),
        interviewer=plan.interviewer_name,
        role=plan.role_title,
        minutes=wording.minutes(plan.duration_s, languages.primary(plan.language)),
    )
    greeting = greeting[0].upper() + greeting[1:]
    questions.go_on(floor, greeting, intent=Intent.greet)


def _deadline(floor: Floor, event: DeadlinePassed) -> None:
    due = timing.next_due(floor.plan, floor.state)
    if due is None:
        return
    match due[1]:
        case timing.Due.mouth:
            turns.mouth_failed(floor)
        case timing.Due.interject:
            silence.interject(floor)
        case timing.Due.turn_lost:
            turns.turn_ended(floor)
        case timing.Due.ask_again:
            asides.ask_again(floor)
        case timing.Due.nudge:
            silence.nudge(floor)
        case timing.Due.give_up:
            silence.give_up(floor)
        case timing.Due.task_time:
            task_replies.time_used_up(floor)
        case timing.Due.out_of_time:
            questions.give_way(floor)
        case timing.Due.last_words:
            floor.finish(floor.state.ending or "completed")
        case _:
            assert_never(due[1])
