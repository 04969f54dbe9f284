"""Time manager: what still fits, when to wrap up, and how long to wait for what. Pure.

All moments are session seconds. Waiting times shrink for short interviews, so that a
one-minute rehearsal still reaches its close.
"""

from enum import StrEnum

from runtime.interview.plan import InterviewPlan, Patience, PhaseId, Question, Style
from runtime.interview.progress import CodingProgress
from runtime.interview.state import InterviewState, Stage, fresh_segments

NUDGE_S = {Patience.brief: 8.0, Patience.open: 12.0, Patience.long: 30.0}
"""Silence before a gentle nudge (issue 2): shorter after small talk, long when time was granted."""
AFTER_NUDGE_S = 10.0
"""Further silence before the interviewer moves on by itself."""
MONOLOGUE_S = {Style.friendly: 150.0, Style.neutral: 150.0, Style.stress: 90.0}
"""Longest turn that is not interjected; complete behavioural answers take 60 to 120 s, and a
stress interview cuts in on the longer ones."""
TURN_END_LOST_S = {Patience.brief: 10.0, Patience.open: 15.0, Patience.long: 40.0}
"""Silence after words at which a turn counts as ended though nobody said so."""
UNHEARD_S = 3.0
"""Silence after an interruption without words before the question is said again."""
LAST_WORDS_S = 6.0
"""Silence after an interrupted farewell before the interview ends."""
NOISE_GRACE_S = 6.0
"""Noise without words counts as no more than so much of the silence that it broke."""
STOP_S = 2.0
"""How long `StopSpeaking` may take to report what was heard."""
SPOKEN_WORDS_PER_S = 2.0
"""Slowest believable voice; with `MOUTH_SLACK_S` it tells when a mouth has failed."""
MOUTH_SLACK_S = 20.0
ASSESSMENT_S = 8.0
"""A second opinion that takes longer is of no use to the next decision."""
STRESS_PACE = 0.75
"""A stress interview waits less long before it nudges."""
FULL_LENGTH_S = 240.0
"""From this length on waiting times are not shortened."""
TYPING_FRESH_S = 12.0
"""So long after a keystroke the candidate counts as typing."""
TYPING_GRACE_S = 20.0
"""What typing can add to the end of a stage at most."""
TASK_LEAST = 0.8
"""Part of a task's time without which it isn't begun."""
TASK_NUDGE_S = 75.0
"""Silence over a task before a gentle word: reading code or a table takes a minute."""
TASK_MONOLOGUE_S = 240.0
"""Longest turn at a task: arithmetic aloud takes longer than a story."""
TASK_WARNING_S = 60.0
"""Told so long before code must be handed in."""
TASK_QUIET_S = 8.0
"""Silence before a task whose time is over is left."""
SILENT_QUESTIONS = 3
"""Unanswered questions in a row that end an interview."""


def pace(plan: InterviewPlan) -> float:
    """Factor on waiting times: 1 for a usual interview, down to 0.4 for a one-minute one."""
    return min(1.0, max(0.4, plan.duration_s / FULL_LENGTH_S))


def close_at(plan: InterviewPlan) -> float:
    """The wrap-up point: from here on only the close is spoken about."""
    return plan.duration_s - plan.wrap_up_s


def farewell_at(plan: InterviewPlan) -> float:
    """The last moment at which a question to or from the candidate makes sense."""
    return plan.duration_s - min(10.0, 0.3 * plan.wrap_up_s)


def question_needs_s(plan: InterviewPlan, question: Question) -> float:
    """The least time that makes it worth asking: a short answer without probes."""
    if question.task_id is not None:
        return TASK_LEAST * question.seconds
    return min(question.seconds * 0.5, 0.12 * plan.duration_s)


def probe_needs_s(plan: InterviewPlan) -> float:
    return min(20.0, 0.08 * plan.duration_s)


def phase_reserve_s(plan: InterviewPlan) -> float:
    """Time kept for the first question of each phase still to come."""
    return min(25.0, 0.12 * plan.duration_s)


def nudge_at(plan: InterviewPlan, *, quiet_since: float, patience: Patience) -> float:
    pressed = STRESS_PACE if plan.style is Style.stress else 1.0
    return quiet_since + NUDGE_S[patience] * pace(plan) * pressed


def give_up_at(plan: InterviewPlan, *, quiet_since: float) -> float:
    """When silence after a nudge means that the question goes unanswered."""
    return quiet_since + AFTER_NUDGE_S * pace(plan)


def turn_lost_at(*, quiet_since: float, patience: Patience) -> float:
    return quiet_since + TURN_END_LOST_S[patience]


def invite_at(plan: InterviewPlan) -> float:
    """The last moment at which the candidate's questions are still given enough room."""
    return plan.duration_s - 0.6 * plan.wrap_up_s


def limit_at(plan: InterviewPlan, state: InterviewState) -> float:
    """When what is going on now must give way to the next stage of the close."""
    if state.stage is not Stage.asking:
        return plan.duration_s
    if state.phase is PhaseId.close:
        return invite_at(plan)
    return close_at(plan) + 0.25 * plan.wrap_up_s


def is_over(plan: InterviewPlan, state: InterviewState) -> bool:
    """The present stage has used up its time; requests can't prolong it."""
    return state.at >= limit_at(plan, state)


def interject_at(plan: InterviewPlan, state: InterviewState, *, turn_started_at: float) -> float:
    """When an answer that does not end is politely stopped.

    Its own length counts, and the time that is left, but whoever has just begun gets some time.
    """
    cap = min(MONOLOGUE_S[plan.style], max(15.0, 0.3 * plan.duration_s))
    if state.task is not None:
        longest = turn_started_at + min(TASK_MONOLOGUE_S, max(cap, 0.3 * plan.duration_s))
        fair_end = max(state.task.ends_at, turn_started_at + TASK_MONOLOGUE_S / 4)
        return min(longest, fair_end, max(limit_at(plan, state), turn_started_at + 15.0))
    fair = turn_started_at + min(15.0, 0.25 * plan.wrap_up_s)
    return min(turn_started_at + cap, max(limit_at(plan, state), fair))


def mouth_failed_at(text: str, *, spoken_at: float) -> float:
    """When an utterance that has neither finished nor been interrupted is given up."""
    return spoken_at + len(text.split()) / SPOKEN_WORDS_PER_S + MOUTH_SLACK_S


def silence_limit(plan: InterviewPlan) -> int:
    """Unanswered questions in a row after which nobody seems to be there."""
    return SILENT_QUESTIONS if plan.duration_s >= 180.0 else SILENT_QUESTIONS - 1


def patience_of(state: InterviewState) -> Patience:
    """How long a pause the interviewer waits through now."""
    ask = state.ask
    if ask is None or state.stage is Stage.farewell:
        return Patience.brief
    return Patience.long if ask.time_granted else ask.patience


def waited_since(state: InterviewState) -> float:
    """Since when nobody has spoken or typed."""
    return max(state.quiet_since, state.typed_at or 0.0)


def task_ends_at(
    plan: InterviewPlan, question: Question, *, started_at: float, phase_ends_at: float
) -> float:
    """When a task gives way: its own time, within the phase's share if that isn't far too short."""
    share = max(phase_ends_at, started_at + TASK_LEAST * question.seconds)
    return min(started_at + question.seconds, share, max(close_at(plan), started_at))


def _task_due_at(state: InterviewState) -> float | None:
    """When a task must be hurried or left, as long as the candidate isn't speaking."""
    task = state.task
    if task is None:
        return None
    warns = isinstance(task, CodingProgress) and not task.warned
    limit = task.ends_at - TASK_WARNING_S if warns else task.ends_at
    typing_until = min((state.typed_at or 0.0) + UNHEARD_S, limit + TYPING_GRACE_S)
    return max(limit, state.quiet_since + TASK_QUIET_S, typing_until)


class Due(StrEnum):
    """What a deadline is for."""

    mouth = "mouth"
    interject = "interject"
    turn_lost = "turn_lost"
    ask_again = "ask_again"
    nudge = "nudge"
    give_up = "give_up"
    out_of_time = "out_of_time"
    task_time = "task_time"
    last_words = "last_words"


def next_due(plan: InterviewPlan, state: InterviewState) -> tuple[float, Due] | None:
    """The earliest thing that must happen by itself, as things stand."""
    if not state.started or state.finished is not None or not state.connected:
        return None
    utterance = state.utterance
    if utterance is not None:
        if utterance.stopping_at is not None:
            return utterance.stopping_at + STOP_S, Due.mouth
        spoken_at = utterance.spoken_at
        return mouth_failed_at(utterance.directive.text, spoken_at=spoken_at), Due.mouth
    quiet, waited = state.quiet_since, waited_since(state)
    dues: list[tuple[float, Due]] = []
    if state.speaking or fresh_segments(state):
        began = state.answer.started_at if state.answer is not None else quiet
        interject = interject_at(plan, state, turn_started_at=began)
        dues.append((interject, Due.interject))
        if not state.speaking:
            lost = turn_lost_at(quiet_since=waited, patience=patience_of(state))
            dues.append((lost, Due.turn_lost))
    elif state.stage is Stage.farewell:
        dues.append((quiet + LAST_WORDS_S, Due.last_words))
    elif state.ask is not None:
        if state.stage is Stage.asking and state.ask.unheard:
            dues.append((quiet + UNHEARD_S, Due.ask_again))
        elif not state.ask.nudged:
            nudge = nudge_at(plan, quiet_since=waited, patience=patience_of(state))
            if state.task is not None and state.ask.probe_id is None:
                nudge = max(nudge, waited + TASK_NUDGE_S)
            dues.append((nudge, Due.nudge))
        else:
            dues.append((give_up_at(plan, quiet_since=waited), Due.give_up))
        closing = state.stage is not Stage.asking
        limit = farewell_at(plan) if closing else limit_at(plan, state)
        typing_until = min((state.typed_at or 0.0) + UNHEARD_S, limit + TYPING_GRACE_S)
        dues.append((max(limit, quiet + UNHEARD_S, typing_until), Due.out_of_time))
        task_due_at = _task_due_at(state)
        if task_due_at is not None:
            dues.append((task_due_at, Due.task_time))
    return min(dues, default=None)
