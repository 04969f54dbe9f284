"""What is asked next: main questions, probes, and questions on the way to an answer. Pure."""

from runtime.errors import InvalidTransition
from runtime.interview import (
    closing,
    panel,
    phases,
    probes,
    repeats,
    task_panel,
    timing,
)
from runtime.interview.actions import AnswerClass, Assessment, Intent
from runtime.interview.floor import Floor
from runtime.interview.plan import Patience, PhaseId, Probe, Question, Style
from runtime.interview.situations import Situation
from runtime.interview.state import Ask, Foretold, Stage, Thread

TO_PHASE = {
    PhaseId.resume_deep_dive: Situation.to_resume,
    PhaseId.role_skills: Situation.to_role_skills,
    PhaseId.exercise: Situation.to_exercise,
    PhaseId.behavioral: Situation.to_behavioral,
}

VAGUE_ANSWERS = {Style.friendly: 2, Style.neutral: 2, Style.stress: 3}
"""After more vague answers to one question another probe would only embarrass."""


def go_on(floor: Floor, *lead: str, intent: Intent = Intent.ask) -> None:
    """The next main question, or the close."""
    following, told = _following(floor)
    state, question = floor.state, following.question
    phase_id = floor.plan.phases[following.phase_index].phase_id
    if panel.hands_over(floor.plan, state.phase, phase_id):
        lead = lead[1:]  # Somebody else had the answer; who takes over has nothing to reply to.
    if told:
        lead = (*lead, told)
    if question is None:
        closing.close(floor, *lead, short_of_time=following.short_of_time)
        return
    first = not state.asked_questions
    changed = following.phase_index != state.phase_index
    floor.change(
        phase=phase_id,
        phase_index=following.phase_index,
        phase_ends_at=following.phase_ends_at,
        asked_questions=(*state.asked_questions, question.question_id),
        thread=Thread(question_id=question.question_id, started_at=floor.at),
    )
    if changed and phase_id in TO_PHASE:
        bridge = floor.phrase(TO_PHASE[phase_id])
    elif first:
        bridge = floor.phrase(Situation.first_question)
    elif intent is Intent.ask and phase_id is not PhaseId.close:
        bridge = floor.phrase(Situation.next_topic)
    else:
        bridge = ""
    task_lead = task_panel.lead(floor, question)
    if task_lead is not None:
        bridge = task_lead
    if first and floor.plan.personas:
        seated = panel.others(floor.plan, floor.languages[0])
        lead = (*lead, floor.phrase(Situation.greeting_panel, others=seated))
    if intent is Intent.ask and _asked_as_probe(floor, question, *lead, bridge):
        return
    floor.put(
        Ask(
            text=question.text,
            question_id=question.question_id,
            patience=question.patience,
            asked_at=floor.at,
        )
    )
    floor.speak(intent, *lead, _unlike(question.text, bridge), question=question.text)


def _following(floor: Floor) -> tuple[phases.Next, str]:
    """The next main question that still has something to find out, and a word on what was left
    out because it has been told."""
    told = ""
    while True:
        state = floor.state
        following = phases.next_question(
            floor.plan,
            phase_index=state.phase_index,
            phase_ends_at=state.phase_ends_at,
            asked=state.asked_questions,
            said=state.said,
            barred=repeats.barred(floor.plan, state),
            at=floor.at,
        )
        question = following.question
        if question is None:
            return following, told
        known = _foretold(floor, question)
        if known is None or set(known.covered) != set(question.expects):
            return following, told
        floor.change(skipped=(*state.skipped, question.question_id))
        told = told or floor.phrase(Situation.told_already, topic=question.topic)


def _foretold(floor: Floor, question: Question) -> Foretold | None:
    same = (one for one in floor.state.foretold if one.question_id == question.question_id)
    return next(same, None)


def _asked_as_probe(floor: Floor, question: Question, *lead: str) -> bool:
    """Most of it was told in passing: ask only for what is still missing."""
    known = _foretold(floor, question)
    if known is None or 2 * len(known.covered) < len(question.expects):
        return False
    missing = tuple(piece for piece in question.expects if piece not in known.covered)
    probe = probes.select(
        question,
        answer_class=AnswerClass.weak,
        missing=missing,
        sought=(),
        said=floor.state.said,
        depth=0,
        time_for_more=False,
    ).probe
    if probe is None or probe.seeks is None:
        return False
    floor.change_thread(covered=known.covered, answered=True)
    ask_probe(floor, probe, *lead, floor.phrase(Situation.told_before, topic=question.topic))
    return True


def _unlike(question: str, lead: str) -> str:
    """The lead, unless it begins like the question: "Let's start. Let's take …" is a stutter."""
    return "" if lead.split()[:1] == question.split()[:1] else lead


def give_way(floor: Floor, *lead: str) -> None:
    """The time of the present stage is over: to the close, or to the farewell."""
    if floor.state.stage is Stage.asking:
        go_on(floor, *lead)
    else:
        closing.farewell(floor, Situation.farewell_time, closing.reason_after_silence(floor), *lead)


def ask_probe(floor: Floor, probe: Probe, *lead: str) -> None:
    thread, main = floor.state.thread, floor.question
    if thread is None or main is None:
        raise InvalidTransition("a probe without a question")
    sought = thread.sought if probe.seeks is None else (*thread.sought, probe.seeks)
    floor.change_thread(probes=thread.probes + 1, sought=sought)
    floor.put(
        Ask(
            text=probe.text,
            question_id=thread.question_id,
            probe_id=probe.probe_id,
            seeks=probe.seeks,
            patience=main.patience,
            asked_at=floor.at,
        )
    )
    floor.speak(
        Intent.probe,
        *(_unlike(probe.text, part) for part in lead),
        question=probe.text,
        probe_id=probe.probe_id,
        seeks=probe.seeks,
    )


def ask_aside(floor: Floor, intent: Intent, lead: str, text: str) -> None:
    """A question of the interviewer's own on the way to an answer: an easier way in, a check."""
    thread = floor.state.thread
    floor.put(
        Ask(
            text=text,
            question_id=thread.question_id if thread is not None else None,
            patience=_patience_for_aside(floor),
            asked_at=floor.at,
        )
    )
    floor.speak(intent, lead, question=text)


def _patience_for_aside(floor: Floor) -> Patience:
    """Whoever is unsure or corrects something gets at least the patience of an open question."""
    question = floor.question
    long = question is not None and question.patience is Patience.long
    return Patience.long if long else Patience.open


def choose_probe(floor: Floor, assessment: Assessment) -> Probe | None:
    question, thread = floor.question, floor.state.thread
    if question is None or thread is None or not probe_fits(floor):
        return None
    if thread.vague_answers > VAGUE_ANSWERS[floor.plan.style]:
        return None
    return probes.select(
        question,
        answer_class=assessment.answer_class,
        missing=assessment.missing,
        sought=thread.sought,
        said=floor.state.said,
        refused=floor.state.declined_words,
        doubtful=thread.doubtful,
        depth=thread.probes,
        time_for_more=_time_for_more(floor),
    ).probe


def probe_fits(floor: Floor) -> bool:
    """There is time for one more follow-up.

    Within the phase's share always; the first one on a question also beyond it, as long as every
    later phase still gets its first question.
    """
    plan, state, thread, question = floor.plan, floor.state, floor.state.thread, floor.question
    needs = timing.probe_needs_s(plan)
    if thread is None or question is None or state.stage is not Stage.asking:
        return False
    if thread.probes > 0 and floor.at - thread.started_at > 2.0 * question.seconds:
        return False
    if floor.at + needs <= state.phase_ends_at:
        return True
    to_come = phases.close_index(plan) - 1 - state.phase_index
    reserve = timing.phase_reserve_s(plan) * to_come
    return thread.probes == 0 and floor.at + needs <= timing.close_at(plan) - reserve


def _time_for_more(floor: Floor) -> bool:
    """The phase has more time than its remaining questions want."""
    state = floor.state
    waiting = sum(
        question.seconds
        for question in floor.plan.phases[state.phase_index].questions
        if question.question_id not in state.asked_questions
    )
    return floor.at + timing.probe_needs_s(floor.plan) + 0.75 * waiting <= state.phase_ends_at
