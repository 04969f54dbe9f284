"""The end of an interview: the candidate's questions, honest answers, the last words. Pure."""

from runtime.interview import phases, timing, wording
from runtime.interview.actions import AnswerClass, Assessment, Intent
from runtime.interview.floor import Floor
from runtime.interview.plan import Patience
from runtime.interview.situations import Situation
from runtime.interview.state import Ask, Stage

QUESTIONS_AT_CLOSE = 4
"""Candidate's questions answered before the farewell."""


def close(floor: Floor, *lead: str, short_of_time: bool) -> None:
    """Leave the questions and invite the candidate's, if there is still time for them."""
    plan = floor.plan
    index = phases.close_index(plan)
    floor.change(
        phase=plan.phases[index].phase_id,
        phase_index=index,
        phase_ends_at=plan.duration_s,
        thread=None,
        stage=Stage.inviting,
    )
    if floor.at >= timing.farewell_at(plan):
        farewell(floor, Situation.farewell_time, "time_up", *lead)
        return
    bridge = floor.phrase(Situation.to_close_short if short_of_time else Situation.to_close)
    invite(floor, Intent.invite_questions, floor.phrase(Situation.invite), *lead, bridge)


def invite(floor: Floor, intent: Intent, invitation: str, *lead: str) -> None:
    before, question = wording.before_question(invitation)
    floor.change(ask=Ask(text=question, patience=Patience.brief, asked_at=floor.at, invites=True))
    floor.speak(intent, *lead, before, question=question)


def react_at_close(floor: Floor, kind: AnswerClass, text: str) -> None:
    if kind is AnswerClass.candidate_question:
        answer_candidate(floor, text)
    elif kind in (AnswerClass.asks_feedback, AnswerClass.asks_plan):
        feedback = kind is AnswerClass.asks_feedback
        told = floor.phrase(Situation.no_feedback if feedback else Situation.no_plan)
        _answered(floor, told)
    elif kind is AnswerClass.vague and floor.at < timing.farewell_at(floor.plan):
        floor.change_ask(nudged=False)
        floor.speak(Intent.grant_time, floor.phrase(Situation.go_ahead))
    else:
        farewell(floor, Situation.farewell, "completed")


def answer_candidate(floor: Floor, text: str) -> None:
    """An honest short answer, then room for another question while there is time."""
    known = wording.faq_answer(floor.plan.candidate_faq, text)
    _answered(
        floor, wording.unquestioned(known) if known else floor.phrase(Situation.unknown_answer)
    )


def _answered(floor: Floor, answer: str) -> None:
    answered = floor.state.candidate_questions + 1
    floor.change(candidate_questions=answered)
    if answered >= QUESTIONS_AT_CLOSE or floor.at >= timing.farewell_at(floor.plan):
        farewell(floor, Situation.farewell, "completed", answer)
    else:
        more = floor.phrase(Situation.anything_else)
        invite(floor, Intent.answer_candidate, more, answer)


def after_farewell(floor: Floor, assessment: Assessment, text: str) -> None:
    """The candidate spoke into the farewell: a last question gets its answer, then it is over."""
    late = floor.at >= floor.plan.duration_s
    if assessment.answer_class is AnswerClass.candidate_question and not late:
        answered = floor.state.candidate_questions + 1
        floor.change(candidate_questions=answered)
        if answered <= QUESTIONS_AT_CLOSE:
            known = wording.faq_answer(floor.plan.candidate_faq, text)
            answer = (
                wording.unquestioned(known) if known else floor.phrase(Situation.unknown_answer)
            )
            ending = floor.state.ending or "completed"
            farewell(floor, Situation.farewell_short, ending, answer)
            return
    floor.finish(floor.state.ending or "completed")


def farewell(floor: Floor, situation: Situation, reason: str, *lead: str) -> None:
    index = phases.close_index(floor.plan)
    floor.change(
        stage=Stage.farewell,
        ending=reason,
        phase=floor.plan.phases[index].phase_id,
        phase_index=index,
        phase_ends_at=floor.plan.duration_s,
        thread=None,
    )
    name = wording.spoken_name(floor.plan.candidate_name)
    floor.speak(Intent.close, *lead, floor.phrase(situation, name=f",{name}" if name else ""))


def goodbye(floor: Floor, reason: str) -> None:
    """Someone wants the interview to end now."""
    if floor.state.answer is not None and floor.state.answer.segments:
        floor.record_answer(None)
    operator = reason == "operator"
    situation = Situation.goodbye_operator if operator else Situation.goodbye_candidate
    farewell(floor, situation, reason)


def reason_after_silence(floor: Floor) -> str:
    """Who never said a word was not there; who has nothing to ask has completed it."""
    return "completed" if floor.state.answers else "silence"
