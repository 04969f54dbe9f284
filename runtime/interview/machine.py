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
goes on; too many unanswered questions in a row end the interview. These four are called from
here and from each other, in that order, and from nowhere else.

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
from runtime.interview import closing, phases, questions, replies, silence, timing, wording
from runtime.interview.actions import AnyAction, Intent, StopSpeaking
from runtime.interview.events import (
    AnyEvent,
    AssessmentArrived,
    CodeSubmitted,
    ConnectionLost,
    ConnectionResumed,
    DeadlinePassed,
    EndRequested,
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
    UtteranceWorded,
)
from runtime.interview.floor import Floor, replace
from runtime.interview.phrases import Situation
from runtime.interview.plan import InterviewPlan, Patience
from runtime.interview.state import InterviewState, Stage, fresh_segments


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
            return not event.code.strip()
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
            _hear(floor, event)
        case TurnEnded():
            floor.change(speaking=False)
            _turn_ended(floor)
        case TextTyped():
            if event not in floor.state.held:
                floor.change(message_ids=(*floor.state.message_ids, event.message_id))
            _when_silent(floor, event)
        case TimeRequested():
            _time_requested(floor)
        case RepeatRequested() | CodeSubmitted():
            _when_silent(floor, event)
        case UtteranceWorded():
            utterance = floor.state.utterance
            if utterance is not None and utterance.started_at is None:
                worded = replace(utterance.directive, text=event.text)
                floor.change(utterance=replace(utterance, directive=worded))
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
            _fell_silent(floor, heard_chars=None)
        case UtteranceInterrupted():
            _fell_silent(floor, heard_chars=event.heard_chars)
        case AssessmentArrived():
            replies.second_opinion(floor, event.assessment)
        case DeadlinePassed():
            _deadline(floor, event)
        case ConnectionLost():
            _connection_lost(floor)
        case ConnectionResumed():
            _connection_resumed(floor)
        case EndRequested():
            _end_requested(floor, event)
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
        minutes=wording.minutes(plan.duration_s),
    )
    greeting = greeting[0].upper() + greeting[1:]
    questions.go_on(floor, greeting, intent=Intent.greet)


def _hear(floor: Floor, event: SegmentHeard) -> None:
    began = min(event.started_at, floor.at)
    answer = floor.open_answer(began)
    if not answer.segments:
        answer = replace(answer, started_at=began)
    segment = (event.started_at, event.ended_at, event.text.strip())
    segments = tuple(sorted((*answer.segments, segment), key=lambda heard: heard[:2]))
    floor.change(answer=replace(answer, segments=segments))


def _turn_ended(floor: Floor) -> None:
    """Endpointing says so, or a deadline guessed it."""
    state = floor.state
    if state.answer is None or not state.answer.segments:
        floor.drop_answer()
        if (
            floor.silent
            and state.stage is Stage.asking
            and state.ask is not None
            and state.ask.unheard
        ):
            replies.ask_again(floor)
    elif not fresh_segments(state):
        floor.record_answer(None)
    elif floor.silent:
        replies.take_answer(floor)
    else:
        floor.change(answer=replace(state.answer, ended=True))


def _when_silent(floor: Floor, event: AnyEvent) -> None:
    """Deal with an event that will make the interviewer speak; hold it while that is impossible."""
    if not floor.silent:
        floor.stop_and_hold(event)
        return
    match event:
        case TextTyped():
            floor.change_ask(heard=1.0)
            replies.take_answer(floor, typed=event.text.strip(), message_id=event.message_id)
        case CodeSubmitted():
            floor.change_ask(heard=1.0)
            replies.take_answer(floor, typed=event.code.strip(), is_code=True)
        case RepeatRequested():
            replies.repeat(floor)
        case EndRequested():
            closing.goodbye(floor, event.reason)
        case _:
            raise InvalidTransition("an event that is never held")


def _deal_with_held(floor: Floor) -> None:
    """The interviewer has fallen silent: take up what waited for it, then an ended answer."""
    held = floor.state.held
    floor.change(held=())
    for event in held:
        if floor.state.finished is None:
            _when_silent(floor, event)
    answer = floor.state.answer
    if floor.silent and answer is not None and answer.ended and floor.state.finished is None:
        replies.take_answer(floor, aside=True)


def _fell_silent(floor: Floor, *, heard_chars: int | None, understood: bool = False) -> None:
    """The utterance is over: finished (None), interrupted, or given up."""
    utterance = floor.state.utterance
    if utterance is None:
        return
    whole = len(utterance.directive.text)
    heard = whole if heard_chars is None else min(whole, max(heard_chars, utterance.heard_chars))
    floor.close_utterance(heard, understood=understood)
    last_words = floor.state.stage is Stage.farewell and not floor.state.held
    if last_words and (heard >= whole or understood):
        floor.finish(floor.state.ending or "completed")
    else:
        _deal_with_held(floor)


def _time_requested(floor: Floor) -> None:
    if timing.is_over(floor.plan, floor.state):
        return
    floor.change_ask(time_granted=True, nudged=False)
    if floor.silent and not floor.state.speaking:
        floor.change(quiet_since=floor.at)
        floor.speak(Intent.grant_time, floor.phrase(Situation.grant_time))


def _end_requested(floor: Floor, event: EndRequested) -> None:
    state = floor.state
    polite = event.reason in ("candidate", "operator") and state.connected and state.started
    asked_before = any(isinstance(held, EndRequested) for held in state.held)
    if not polite or asked_before:
        if state.utterance is not None and state.connected:
            floor.actions.append(StopSpeaking(utterance_id=state.utterance.utterance_id))
        floor.finish(event.reason)
    elif state.stage is Stage.farewell:
        if state.utterance is None:
            floor.finish(state.ending or event.reason)
    else:
        _when_silent(floor, event)


def _deadline(floor: Floor, event: DeadlinePassed) -> None:
    due = timing.next_due(floor.plan, floor.state)
    if due is None:
        return
    match due[1]:
        case timing.Due.mouth:
            _mouth_failed(floor)
        case timing.Due.interject:
            silence.interject(floor)
        case timing.Due.turn_lost:
            _turn_ended(floor)
        case timing.Due.ask_again:
            replies.ask_again(floor)
        case timing.Due.nudge:
            silence.nudge(floor)
        case timing.Due.give_up:
            silence.give_up(floor)
        case timing.Due.out_of_time:
            questions.give_way(floor)
        case timing.Due.last_words:
            floor.finish(floor.state.ending or "completed")
        case _:
            assert_never(due[1])


def _mouth_failed(floor: Floor) -> None:
    """No word from the mouth: go on as if the text had been read, so that nothing stalls."""
    utterance = floor.state.utterance
    if utterance is None:
        return
    stopping = utterance.stopping_at is not None
    if not stopping:
        floor.actions.append(StopSpeaking(utterance_id=utterance.utterance_id))
    _fell_silent(floor, heard_chars=utterance.heard_chars, understood=not stopping)


def _connection_lost(floor: Floor) -> None:
    floor.change(connected=False, speaking=False)
    answer = floor.state.answer
    if answer is not None and not answer.segments:
        floor.change(answer=None)


def _connection_resumed(floor: Floor) -> None:
    """Pick up exactly where things stopped: what was not heard is said again.

    It may come without a `ConnectionLost` before it, when the process died instead of the line.
    """
    state = floor.state
    cut = state.utterance
    floor.change(connected=True, speaking=False, quiet_since=floor.at)
    rest = _not_heard(state) if cut is not None else None
    if cut is not None:
        floor.close_utterance(min(cut.heard_chars, len(cut.directive.text)))
    if floor.state.stage is Stage.farewell:
        _farewell_again(floor, heard=cut is None or rest is None)
        return
    if cut is None or cut.heard_chars > 0 or cut.directive.intent is not Intent.greet:
        floor.prefix = floor.phrase(Situation.welcome_back)
    _deal_with_held(floor)
    if floor.state.utterance is not None or floor.state.finished is not None:
        return
    ask = floor.state.ask
    if timing.is_over(floor.plan, floor.state):
        questions.give_way(floor)
    elif fresh_segments(floor.state):
        floor.speak(Intent.resume, _go_on_phrase(floor))
    elif cut is not None and rest is not None:
        floor.speak(Intent.resume, *rest[:1], question=rest[1])
    elif ask is not None:
        floor.change_ask(nudged=False)
        floor.speak(Intent.resume, question=ask.text)


def _not_heard(state: InterviewState) -> tuple[str, str | None] | None:
    """What of the open utterance must be said again, as (before the question, question)."""
    utterance = state.utterance
    if utterance is None:
        return None
    directive = utterance.directive
    if utterance.heard_chars >= len(directive.text) or directive.intent is Intent.resume:
        return None
    rest = wording.unheard_rest(directive.text, directive.question, utterance.heard_chars)
    if directive.question is None:
        asked = state.ask.text if state.ask is not None else None
        return (rest, None) if state.stage is Stage.farewell else ("", asked)
    return rest.removesuffix(directive.question).strip(), directive.question


def _farewell_again(floor: Floor, *, heard: bool) -> None:
    ending = floor.state.ending or "completed"
    if heard:
        floor.finish(ending)
    else:
        closing.farewell(floor, Situation.farewell_short, ending)


def _go_on_phrase(floor: Floor) -> str:
    question = floor.question
    if question is None or not question.topic:
        return floor.phrase(Situation.go_on_plain)
    return floor.phrase(Situation.go_on, topic=question.topic)
