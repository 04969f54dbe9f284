"""The client goes away and comes back: what was not heard is said again. Pure."""

from runtime.interview import closing, questions, timing, turns, wording
from runtime.interview.actions import Intent
from runtime.interview.floor import Floor
from runtime.interview.situations import Situation
from runtime.interview.state import InterviewState, Stage, fresh_segments


def lost(floor: Floor) -> None:
    floor.change(connected=False, speaking=False)
    answer = floor.state.answer
    if answer is not None and not answer.segments:
        floor.change(answer=None)


def resumed(floor: Floor) -> None:
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
    turns.deal_with_held(floor)
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
