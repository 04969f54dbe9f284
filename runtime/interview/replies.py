"""How the interviewer reacts to an answer, by its class. Pure."""

from typing import assert_never

from runtime.interview import answers, claims, closing, probes, questions, timing, wording
from runtime.interview.actions import AnswerClass, AssessAnswer, Assessment, Intent
from runtime.interview.floor import Floor, replace
from runtime.interview.plan import Claim, Missing, Patience, PhaseId, ProbeTrigger, Question
from runtime.interview.situations import Situation
from runtime.interview.state import Ask, Stage, Thread, fresh_segments

NOT_HEARD = 0.25
"""Below it no words can be an answer to the question."""
SECOND_OPINION_WORDS = 12
"""Shortest answer worth a second opinion."""
ASIDE_WORDS = 8
"""Longest remark into the interviewer's speech that is not taken for an answer."""
CONTENT = (*probes.ANSWERED, AnswerClass.evasive, AnswerClass.off_topic)
REQUESTS = (
    AnswerClass.empty,
    AnswerClass.asks_repeat,
    AnswerClass.asks_time,
    AnswerClass.asks_clarification,
    AnswerClass.candidate_question,
)
"""Turns after which the question would stay; when its time is over it does not."""
TANGIBLE = (Missing.context, Missing.action, Missing.trade_off, Missing.verification)
"""Pieces one asks for after picking up a tool by name."""


def take_answer(
    floor: Floor,
    *,
    typed: str = "",
    message_id: str | None = None,
    is_code: bool = False,
    aside: bool = False,
) -> None:
    """The candidate's turn is complete: record it, then react.

    `aside`: it was spoken while the interviewer went on talking; a few words then are a remark,
    not an answer, unless they ask for something.
    """
    earlier = floor.state.claims
    turn_id, text, assessment = record_answer(
        floor, typed=typed, message_id=message_id, is_code=is_code
    )
    if floor.state.stage is Stage.farewell:
        closing.after_farewell(floor, assessment, text)
    elif aside and len(text.split()) <= ASIDE_WORDS and assessment.answer_class in CONTENT:
        pass
    else:
        _react(floor, assessment, text, earlier)
    _ask_second_opinion(floor, assessment, text, turn_id)


def record_answer(
    floor: Floor, *, typed: str = "", message_id: str | None = None, is_code: bool = False
) -> tuple[str, str, Assessment]:
    """Judge and record the candidate's open turn: (turn id, what was answered, judgement)."""
    spoken = " ".join(text for _, _, text in fresh_segments(floor.state))
    text = " ".join(part for part in (spoken, typed) if part)
    turn_id = floor.open_answer(floor.at).turn_id
    assessment = _assess(floor, text, turn_id, is_code=is_code)
    floor.record_answer(assessment, typed=typed, message_id=message_id)
    floor.change(claims=(*floor.state.claims, *assessment.claims))
    _count_in(floor, assessment, turn_id)
    return turn_id, text, assessment


def _assess(floor: Floor, text: str, turn_id: str, *, is_code: bool) -> Assessment:
    if is_code:
        return Assessment(answer_class=AnswerClass.strong)
    ask, thread, question = floor.state.ask, floor.state.thread, floor.question
    invites = floor.state.stage is not Stage.asking
    listening = answers.Listening(
        question=ask.text if ask is not None else "",
        topic=question.topic if question is not None else "",
        keywords=question.keywords if question is not None else (),
        expects=question.expects if question is not None and not invites else (),
        covered=thread.covered if thread is not None else (),
        seeks=ask.seeks if ask is not None else None,
        brief=ask is not None and ask.patience is Patience.brief,
        invites=invites,
        language=floor.plan.language,
    )
    assessment = answers.assess(text, listening)
    found = claims.extract(
        text, turn_id=turn_id, question=question, resume=floor.plan.resume_claims
    )
    return replace(assessment, claims=found)


def _count_in(floor: Floor, assessment: Assessment, turn_id: str) -> None:
    """Add the answer's pieces to what is known about the main question."""
    question, thread = floor.question, floor.state.thread
    if question is None or thread is None or floor.state.stage is not Stage.asking:
        return
    covered = tuple(piece for piece in question.expects if piece not in assessment.missing)
    answered = assessment.answer_class in probes.ANSWERED
    floor.change_thread(
        covered=covered,
        last_class=assessment.answer_class,
        last_turn_id=turn_id,
        answered=thread.answered or answered,
        vague_answers=thread.vague_answers + (assessment.answer_class is AnswerClass.vague),
    )


def _react(floor: Floor, assessment: Assessment, text: str, earlier: tuple[Claim, ...]) -> None:
    """One reaction to an answer, by its class."""
    ask, kind = floor.state.ask, assessment.answer_class
    if ask is None:
        questions.go_on(floor)
        return
    no_answer = kind in (AnswerClass.empty, AnswerClass.asks_repeat)
    drowned = ask.unheard and (no_answer or ask.heard < NOT_HEARD)
    if drowned and kind is not AnswerClass.asks_to_end:
        ask_again(floor)
        return
    if kind in REQUESTS and timing.is_over(floor.plan, floor.state):
        questions.give_way(floor)
        return
    match kind:
        case AnswerClass.empty:
            pass
        case AnswerClass.asks_to_end:
            closing.goodbye(floor, "candidate")
        case AnswerClass.asks_repeat:
            repeat(floor)
        case AnswerClass.asks_time:
            floor.change_ask(time_granted=True, nudged=False)
            floor.speak(Intent.grant_time, floor.phrase(Situation.grant_time))
        case _ if ask.invites:
            closing.react_at_close(floor, kind, text)
        case AnswerClass.asks_clarification:
            _clarify(floor, ask)
        case AnswerClass.candidate_question:
            _answer_later(floor, text)
        case AnswerClass.declined:
            _close_piece(floor, ask)
            questions.go_on(floor, floor.phrase(Situation.declined))
        case AnswerClass.dont_know:
            _ease(floor, ask)
        case AnswerClass.evasive | AnswerClass.off_topic:
            _redirect(floor, text)
        case AnswerClass.strong | AnswerClass.weak | AnswerClass.vague:
            if not _raise_contradiction(floor, assessment, earlier):
                _probe_or_go_on(floor, assessment, text)
        case _:
            assert_never(kind)


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


def _clarify(floor: Floor, ask: Ask) -> None:
    floor.change_ask(clarified=ask.clarified + 1, nudged=False)
    if ask.clarified == 0:
        simple = wording.simplified(ask.text)
        situation = Situation.clarify if simple == ask.text else Situation.clarify_simpler
        floor.speak(Intent.clarify, floor.phrase(situation), question=simple)
    elif ask.clarified == 1:
        floor.speak(Intent.clarify, floor.phrase(Situation.clarify_again))
    else:
        questions.go_on(floor, floor.phrase(Situation.not_known_move_on))


def _answer_later(floor: Floor, text: str) -> None:
    """A question of the candidate's in the middle of the interview."""
    known = wording.faq_answer(floor.plan.candidate_faq, text)
    answer = wording.unquestioned(known) if known else floor.phrase(Situation.later_answer)
    back = floor.phrase(Situation.back_to_question, topic=_topic(floor))
    floor.change_ask(nudged=False)
    floor.speak(Intent.answer_candidate, answer, back)


def _close_piece(floor: Floor, ask: Ask) -> None:
    """What was asked for will not be asked for again."""
    thread = floor.state.thread
    if thread is not None and ask.seeks is not None and ask.seeks not in thread.sought:
        floor.change_thread(sought=(*thread.sought, ask.seeks))


def _ease(floor: Floor, ask: Ask) -> None:
    """ "I don't know": no shame, one easier way in to a main question, else go on."""
    question, thread = floor.question, floor.state.thread
    _close_piece(floor, ask)
    if question is None or thread is None:
        questions.go_on(floor, floor.phrase(Situation.not_known_move_on))
        return
    if ask.probe_id is not None and thread.answered:
        weak = Assessment(answer_class=AnswerClass.weak, missing=_missing(question, thread))
        probe = questions.choose_probe(floor, weak)
        if probe is not None:
            questions.ask_probe(floor, probe, floor.phrase(Situation.not_known))
            return
    elif not thread.eased and questions.probe_fits(floor):
        method = _asks_for_method(floor.state.phase, question.text)
        text = floor.unsaid(Situation.ease_method if method else Situation.ease_experience)
        if text is not None:
            floor.change_thread(eased=True)
            questions.ask_aside(floor, Intent.clarify, floor.phrase(Situation.not_known), text)
            return
    questions.go_on(floor, floor.phrase(Situation.not_known_move_on))


def _asks_for_method(phase: PhaseId, question: str) -> bool:
    """ "How would you …" rather than "tell me about a time …"."""
    story = ("time ", "example", "have you", "did you", "situation", "your last", "you've")
    past = any(cue in question.lower() for cue in story)
    return phase in (PhaseId.role_skills, PhaseId.exercise) and not past


def _redirect(floor: Floor, text: str) -> None:
    """One gentle way back to the question, then no second."""
    question, thread = floor.question, floor.state.thread
    if thread is None or question is None or thread.redirected or not questions.probe_fits(floor):
        questions.go_on(floor, floor.phrase(Situation.not_known_move_on))
        return
    floor.change_thread(redirected=True)
    if answers.other_script(text):
        floor.change_ask(nudged=False)
        floor.speak(Intent.clarify, floor.phrase(Situation.language))
        return
    lead = floor.phrase(Situation.redirect, topic=_topic(floor))
    vague = Assessment(answer_class=AnswerClass.vague)
    probe = questions.choose_probe(floor, vague)
    if probe is not None:
        questions.ask_probe(floor, probe, lead)
        return
    asked = floor.unsaid(Situation.redirect_question)
    if asked is None:
        questions.go_on(floor, floor.phrase(Situation.not_known_move_on))
    else:
        questions.ask_aside(floor, Intent.clarify, lead, asked)


def _raise_contradiction(floor: Floor, assessment: Assessment, earlier: tuple[Claim, ...]) -> bool:
    """Say both sides and ask; True if that was done."""
    state = floor.state
    found = claims.contradiction(
        assessment.claims, (*floor.plan.resume_claims, *earlier), state.raised
    )
    if found is None or not questions.probe_fits(floor):
        return False
    resume = found.before.source == "resume"
    situation = Situation.contradiction_resume if resume else Situation.contradiction
    text = floor.phrase(situation, before=_quoted(found.before), now=_quoted(found.now))
    lead, question = wording.before_question(text)
    floor.change(raised=(*state.raised, found.now.subject))
    questions.ask_aside(floor, Intent.clarify, lead, question)
    return True


def _quoted(claim: Claim) -> str:
    return claim.quote.replace("?", "").replace('"', "")


def _probe_or_go_on(floor: Floor, assessment: Assessment, text: str) -> None:
    probe = questions.choose_probe(floor, assessment)
    if probe is None:
        questions.go_on(floor, floor.phrase(Situation.acknowledge))
        return
    vague = assessment.answer_class is AnswerClass.vague
    first = floor.state.thread is not None and floor.state.thread.probes == 0
    tool = next((name for name in assessment.tools if name not in floor.state.mentioned), None)
    if vague and probe.trigger is not ProbeTrigger.ordered:
        lead = floor.phrase(Situation.before_probe_vague)
    elif tool is not None and probe.seeks in TANGIBLE and first:
        floor.change(mentioned=(*floor.state.mentioned, tool))
        lead = floor.phrase(Situation.mention, tool=wording.as_written(tool, text))
    else:
        lead = floor.phrase(Situation.before_probe)
    questions.ask_probe(floor, probe, lead)


def _missing(question: Question, thread: Thread) -> tuple[Missing, ...]:
    return tuple(piece for piece in question.expects if piece not in thread.covered)


def _topic(floor: Floor) -> str:
    question = floor.question
    return question.topic if question is not None and question.topic else "my question"


def _ask_second_opinion(floor: Floor, assessment: Assessment, text: str, turn_id: str) -> None:
    question = floor.question
    same = floor.state.thread is not None and floor.state.thread.last_turn_id == turn_id
    if question is None or not same or floor.state.finished is not None:
        return
    substantial = len(text.split()) >= SECOND_OPINION_WORDS
    if substantial and assessment.missing and assessment.answer_class in probes.ANSWERED:
        floor.actions.append(
            AssessAnswer(
                turn_id=turn_id,
                question=question.text,
                answer=text,
                expects=question.expects,
                deadline_at=floor.at + timing.ASSESSMENT_S,
            )
        )


def second_opinion(floor: Floor, assessment: Assessment) -> None:
    """It refines what is known to be missing; the decision it was asked about has been made."""
    question, thread = floor.question, floor.state.thread
    if question is None or thread is None:
        return
    covered = tuple(
        piece
        for piece in question.expects
        if piece in thread.covered or piece not in assessment.missing
    )
    floor.change_thread(covered=covered)
