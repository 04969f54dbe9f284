"""When the candidate says nothing, and when the candidate does not stop. Pure."""

from runtime.interview import closing, questions, replies, task_replies, timing
from runtime.interview.actions import Intent
from runtime.interview.floor import Floor
from runtime.interview.plan import Mode
from runtime.interview.situations import Situation
from runtime.interview.state import Stage, fresh_segments


def interject(floor: Floor) -> None:
    """The candidate does not stop: thank them and go on; without words it was only noise."""
    state = floor.state
    if state.stage is Stage.farewell:
        floor.finish(state.ending or "completed")
    elif fresh_segments(state) and state.task is not None and state.at < state.task.ends_at:
        floor.prefix = floor.phrase(Situation.interject)
        replies.take_answer(floor)
    elif fresh_segments(state):
        replies.record_answer(floor)
        if state.stage is Stage.inviting:
            closing.farewell(floor, Situation.farewell_time, "completed")
        else:
            questions.go_on(floor, floor.phrase(Situation.interject), intent=Intent.interject)
    elif state.answer is not None and state.answer.segments:
        # Only the tail of the turn before; what is being said now counts from here.
        floor.record_answer(None)
        floor.open_answer(floor.at)
    else:
        _unclear(floor)


def _unclear(floor: Floor) -> None:
    """A voice for a long time, and not one word."""
    state = floor.state
    floor.change(speaking=False)
    floor.drop_answer()
    if state.ask is not None and not state.ask.nudged:
        floor.change_ask(nudged=True)
        floor.speak(Intent.nudge, floor.phrase(Situation.nudge_unclear))
    elif state.stage is Stage.asking:
        give_up(floor)
    else:
        closing.farewell(floor, Situation.farewell, closing.reason_after_silence(floor))


def nudge(floor: Floor) -> None:
    """Silence: one gentle word, by situation."""
    state, ask = floor.state, floor.state.ask
    if ask is None:
        return
    if ask.noise >= 2:
        situation = Situation.nudge_unclear
    elif state.answers == 0 and len(state.asked_questions) == 1 and not ask.time_granted:
        situation = Situation.nudge_first
    elif ask.invites:
        situation = Situation.nudge_close
    elif state.task is not None and ask.probe_id is None:
        situation = Situation.nudge_task
    elif ask.time_granted:
        situation = Situation.nudge_granted
    elif ask.probe_id is not None:
        situation = Situation.nudge_probe
    else:
        situation = Situation.nudge
    floor.change_ask(nudged=True, time_granted=False)
    text = floor.phrase(situation)
    coached = floor.plan.mode is Mode.coached and situation is Situation.nudge
    floor.speak(Intent.nudge, text, floor.phrase(Situation.hint) if coached else "")


def give_up(floor: Floor) -> None:
    """Silence after the nudge: leave the question, or the interview."""
    state = floor.state
    if state.stage is not Stage.asking:
        reason = closing.reason_after_silence(floor)
        silent = reason == "silence"
        closing.farewell(
            floor, Situation.farewell_silence if silent else Situation.farewell, reason
        )
        return
    unanswered = state.unanswered + 1
    floor.change(unanswered=unanswered)
    if unanswered >= timing.silence_limit(floor.plan):
        closing.farewell(floor, Situation.farewell_silence, "silence")
    elif not task_replies.after_silence(floor):
        questions.go_on(floor, floor.phrase(Situation.move_on_silence), intent=Intent.move_on)
