"""What the candidate wants of the interviewer: a repetition, an answer, peace. Pure."""

from runtime.interview import closing, questions, timing, wording
from runtime.interview.actions import AnswerClass, Intent
from runtime.interview.floor import Floor
from runtime.interview.plan import Mode
from runtime.interview.situations import Situation
from runtime.interview.state import Ask

PATIENCE_WITH_ASIDES = 2
"""Requests for what is not told, on one question; after that the interviewer goes on."""
OUTBURSTS = 4
"""Turns of anger after which it is kinder to stop."""


def ask_again(floor: Floor) -> None:
    """The question was drowned by an interruption."""
    ask = floor.state.ask
    if ask is None:
        return
    floor.change_ask(reasked=True)
    floor.speak(Intent.repeat, floor.phrase(Situation.ask_again), question=ask.text)


def repeat(floor: Floor) -> None:
    ask = floor.state.ask
    if ask is None:
        return
    if timing.is_over(floor.plan, floor.state):
        questions.give_way(floor)
        return
    floor.change_ask(nudged=False)
    floor.speak(Intent.repeat, floor.phrase(Situation.repeat), question=ask.text)


def clarify(floor: Floor, ask: Ask) -> None:
    floor.change_ask(clarified=ask.clarified + 1, nudged=False)
    if ask.clarified == 0:
        simple = wording.simplified(ask.text)
        situation = Situation.clarify if simple == ask.text else Situation.clarify_simpler
        floor.speak(Intent.clarify, floor.phrase(situation), question=simple)
    elif ask.clarified == 1:
        floor.speak(Intent.clarify, floor.phrase(Situation.clarify_again))
    else:
        questions.go_on(floor, floor.phrase(Situation.not_known_move_on))


def answer_later(floor: Floor, text: str) -> None:
    """A question of the candidate's in the middle of the interview."""
    known = wording.faq_answer(floor.plan.candidate_faq, text)
    answer = wording.unquestioned(known) if known else floor.phrase(Situation.later_answer)
    back = floor.phrase(Situation.back_to_question, topic=floor.topic)
    floor.change_ask(nudged=False)
    floor.speak(Intent.answer_candidate, answer, back)


def not_told(floor: Floor, kind: AnswerClass) -> None:
    """Scores, the plan and instructions to the interviewer: declined calmly, the question stays."""
    thread = floor.state.thread
    asides = thread.asides + 1 if thread is not None else 1
    floor.change_thread(asides=asides)
    feedback = kind is AnswerClass.asks_feedback
    if feedback and floor.plan.mode is Mode.coached and thread is not None and thread.answered:
        said = tip(floor) or floor.phrase(Situation.no_feedback)
    else:
        said = floor.phrase(Situation.no_feedback if feedback else Situation.no_plan)
    if asides > PATIENCE_WITH_ASIDES:
        questions.go_on(floor, said)
        return
    floor.change_ask(nudged=False)
    back = floor.phrase(Situation.back_to_question, topic=floor.topic)
    floor.speak(Intent.clarify, said, back)


def calm(floor: Floor) -> None:
    """Anger is met with a choice, then with another question, at last with an end.

    Who is angry but answers in between is interviewed on.
    """
    outbursts, in_row = floor.state.outbursts + 1, floor.state.outbursts_in_row + 1
    floor.change(outbursts=outbursts, outbursts_in_row=in_row)
    if in_row >= OUTBURSTS:
        closing.farewell(floor, Situation.farewell_calm, "candidate")
    elif outbursts == 1:
        floor.change_ask(nudged=False)
        floor.speak(Intent.clarify, floor.phrase(Situation.calm))
    else:
        questions.go_on(floor, floor.phrase(Situation.calm_move_on))


def tip(floor: Floor) -> str:
    """One short piece of feedback on the answers to the present question (coached mode only)."""
    question, thread = floor.question, floor.state.thread
    if question is None or thread is None or not question.expects:
        return ""
    if thread.last_class is AnswerClass.vague:
        return floor.phrase(Situation.tip_vague)
    lacking = [piece for piece in question.expects if piece not in thread.covered]
    return floor.phrase(Situation(f"tip_{lacking[0]}") if lacking else Situation.tip_good)
