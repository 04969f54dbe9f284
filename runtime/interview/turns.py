"""Whose turn it is: what is heard, when a turn has ended, what waits for silence. Pure."""

from runtime.errors import InvalidTransition
from runtime.interview import asides, closing, replies, task_replies, timing
from runtime.interview.actions import Intent, StopSpeaking
from runtime.interview.events import (
    AnyEvent,
    CodeSubmitted,
    EndRequested,
    RepeatRequested,
    SegmentHeard,
    TextTyped,
)
from runtime.interview.floor import Floor, replace
from runtime.interview.progress import ArtifactKind, Submission
from runtime.interview.situations import Situation
from runtime.interview.state import Stage, fresh_segments


def hear(floor: Floor, event: SegmentHeard) -> None:
    began = min(event.started_at, floor.at)
    answer = floor.open_answer(began)
    if not answer.segments:
        answer = replace(answer, started_at=began)
    segment = (event.started_at, event.ended_at, event.text.strip())
    segments = tuple(sorted((*answer.segments, segment), key=lambda heard: heard[:2]))
    floor.change(answer=replace(answer, segments=segments))


def turn_ended(floor: Floor) -> None:
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
            asides.ask_again(floor)
    elif not fresh_segments(state):
        floor.record_answer(None)
    elif floor.silent:
        replies.take_answer(floor)
    else:
        floor.change(answer=replace(state.answer, ended=True))


def when_silent(floor: Floor, event: AnyEvent) -> None:
    """Deal with an event that will make the interviewer speak; hold it while that is impossible."""
    if not floor.silent:
        floor.stop_and_hold(event)
        return
    match event:
        case TextTyped():
            floor.change_ask(heard=1.0)
            replies.take_answer(floor, typed=event.text.strip(), message_id=event.message_id)
        case CodeSubmitted() if floor.state.task is None:
            task_replies.keep(floor, event.task_id, ArtifactKind.late_code, event.code)
        case CodeSubmitted():
            floor.change_ask(heard=1.0)
            replies.take_answer(
                floor,
                message_id=event.message_id or None,
                submission=Submission(
                    task_id=event.task_id, language=event.language, code=event.code.rstrip()
                ),
            )
        case RepeatRequested():
            asides.repeat(floor)
        case EndRequested():
            closing.goodbye(floor, event.reason)
        case _:
            raise InvalidTransition("an event that is never held")


def code_submitted(floor: Floor, event: CodeSubmitted) -> None:
    """Code for the task on the table is an answer; after its end it is kept without a word."""
    if event.message_id and event not in floor.state.held:
        floor.change(message_ids=(*floor.state.message_ids, event.message_id))
    task = floor.state.task
    if task is not None and task.task_id == event.task_id:
        floor.change(typed_at=None)
        when_silent(floor, event)
    else:
        task_replies.keep(floor, event.task_id, ArtifactKind.late_code, event.code)


def deal_with_held(floor: Floor) -> None:
    """The interviewer has fallen silent: take up what waited for it, then an ended answer."""
    held = floor.state.held
    floor.change(held=())
    for event in held:
        if floor.state.finished is None:
            when_silent(floor, event)
    answer = floor.state.answer
    if floor.silent and answer is not None and answer.ended and floor.state.finished is None:
        replies.take_answer(floor, aside=True)


def fell_silent(floor: Floor, *, heard_chars: int | None, understood: bool = False) -> None:
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
        deal_with_held(floor)


def time_requested(floor: Floor) -> None:
    if timing.is_over(floor.plan, floor.state):
        return
    floor.change_ask(time_granted=True, nudged=False)
    if floor.silent and not floor.state.speaking:
        floor.change(quiet_since=floor.at)
        floor.speak(Intent.grant_time, floor.phrase(Situation.grant_time))


def mouth_failed(floor: Floor) -> None:
    """No word from the mouth: go on as if the text had been read, so that nothing stalls."""
    utterance = floor.state.utterance
    if utterance is None:
        return
    stopping = utterance.stopping_at is not None
    if not stopping:
        floor.actions.append(StopSpeaking(utterance_id=utterance.utterance_id))
    fell_silent(floor, heard_chars=utterance.heard_chars, understood=not stopping)


def end_requested(floor: Floor, event: EndRequested) -> None:
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
        when_silent(floor, event)
