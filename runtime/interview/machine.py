"""The interviewer: one step per event; every transition of an interview is in this file. Pure.

The rule. The interviewer says one thing at a time and then listens. What it says next is decided
at the moment the candidate's turn ends (or a deadline passes), by the rules alone, from the class
of the answer:

    wants something of us   repeat, grant time, clarify, end: do it; the question stays
    declined                accept it, go on; never come back to it
    does not know           offer one easier way in, else go on
    evaded or off topic     lead back once, else go on
    answered                raise a contradiction, else probe for what is missing, else go on

"Go on" asks the phase controller for the next main question; when none fits into the time it
goes to the close, which invites the candidate's questions, then says farewell; `Finish` follows
the last word. Silence gets one nudge, then the interviewer goes on; too many unanswered
questions in a row end the interview.

Disorder. Events that name an old utterance or turn, a typed message seen before, or come after
the end change nothing: the very same state comes back. An event that needs the floor while the
interviewer is speaking stops it and is held until the mouth has reported what was heard. Words
that arrive late are never lost: they join the candidate's next turn, but what was said before a
question was asked does not count as its answer (`fresh_segments`). An id that was never given
out, or a second start, can only be our own fault: `InvalidTransition`.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import assert_never

from runtime.errors import InvalidTransition
from runtime.interview import answers, claims, phases, probes, timing, wording
from runtime.interview.actions import (
    AnswerClass,
    AnyAction,
    AssessAnswer,
    Assessment,
    Intent,
    StopSpeaking,
)
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
)
from runtime.interview.floor import Floor, fresh_segments, replace
from runtime.interview.phrases import Situation
from runtime.interview.plan import (
    Claim,
    InterviewPlan,
    Missing,
    Mode,
    Patience,
    PhaseId,
    Probe,
    Question,
)
from runtime.interview.state import Ask, InterviewState, Stage, Thread

HEARD_ENOUGH = 0.8
"""Part of a question from which on it counts as heard."""
NOT_HEARD = 0.25
"""Below it no words can be an answer to the question."""
QUESTIONS_AT_CLOSE = 4
"""Candidate's questions answered before the farewell."""
SECOND_OPINION_WORDS = 12
"""Shortest answer worth a second opinion."""

TO_PHASE = {
    PhaseId.resume_deep_dive: Situation.to_resume,
    PhaseId.role_skills: Situation.to_role_skills,
    PhaseId.exercise: Situation.to_exercise,
    PhaseId.behavioral: Situation.to_behavioral,
}
TANGIBLE = (Missing.context, Missing.action, Missing.trade_off, Missing.verification)
"""Pieces one asks for after picking up a tool by name."""


class Due(StrEnum):
    """What a deadline is for."""

    mouth = "mouth"
    interject = "interject"
    turn_lost = "turn_lost"
    ask_again = "ask_again"
    nudge = "nudge"
    give_up = "give_up"
    out_of_time = "out_of_time"
    last_words = "last_words"


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
    due = _next_due(plan, state)
    return due[0] if due is not None else None


def patience(plan: InterviewPlan, state: InterviewState) -> Patience:
    """How long a pause the interviewer waits through now."""
    ask = state.ask
    if ask is None or state.stage is Stage.farewell:
        return Patience.brief
    return Patience.long if ask.time_granted else ask.patience


# Events -----------------------------------------------------------------------------------------


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
            due = _next_due(plan, state)
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
            floor.change(speaking=True, answer=replace(answer, ended=False))
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
            _second_opinion(floor, event.assessment)
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
    _go_on(floor, greeting, intent=Intent.greet)


def _hear(floor: Floor, event: SegmentHeard) -> None:
    answer = floor.open_answer(min(event.started_at, floor.at))
    segment = (event.started_at, event.ended_at, event.text.strip())
    segments = tuple(sorted((*answer.segments, segment), key=lambda heard: heard[:2]))
    floor.change(answer=replace(answer, segments=segments))


def _turn_ended(floor: Floor) -> None:
    """Endpointing says so, or a deadline guessed it."""
    state = floor.state
    if state.answer is None or not state.answer.segments:
        floor.drop_answer()
        if floor.silent and state.stage is Stage.asking and _unheard(state.ask):
            _ask_again(floor)
    elif not fresh_segments(state):
        floor.record_answer(None)
    elif floor.silent:
        _take_answer(floor)
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
            _take_answer(floor, typed=event.text.strip(), message_id=event.message_id)
        case CodeSubmitted():
            floor.change_ask(heard=1.0)
            _take_answer(floor, typed=event.code.strip(), is_code=True)
        case RepeatRequested():
            _repeat(floor)
        case EndRequested():
            _goodbye(floor, event.reason)
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
        _take_answer(floor)


def _fell_silent(floor: Floor, *, heard_chars: int | None, understood: bool = False) -> None:
    """The utterance is over: finished (None), interrupted, or given up."""
    utterance = floor.state.utterance
    if utterance is None:
        return
    whole = len(utterance.directive.text)
    heard = whole if heard_chars is None else min(whole, max(heard_chars, utterance.heard_chars))
    floor.close_utterance(heard, understood=understood)
    if floor.state.stage is Stage.farewell and not floor.state.held:
        if heard >= whole or understood:
            floor.finish(floor.state.ending or "completed")
            return
    _deal_with_held(floor)


def _time_requested(floor: Floor) -> None:
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


# Answers ----------------------------------------------------------------------------------------


def _take_answer(
    floor: Floor, *, typed: str = "", message_id: str | None = None, is_code: bool = False
) -> None:
    """The candidate's turn is complete: record it, then react."""
    state = floor.state
    spoken = " ".join(text for _, _, text in fresh_segments(state))
    text = " ".join(part for part in (spoken, typed) if part)
    turn_id = floor.open_answer(floor.at).turn_id
    assessment = _assess(floor, text, turn_id, is_code=is_code)
    earlier = state.claims
    floor.record_answer(assessment, typed=typed, message_id=message_id)
    floor.change(claims=(*earlier, *assessment.claims))
    _count_in(floor, assessment, turn_id)
    if state.stage is Stage.farewell:
        _after_farewell(floor, assessment, text)
    else:
        _react(floor, assessment, text, earlier)
    _ask_second_opinion(floor, assessment, text, turn_id)


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
    )


def _react(floor: Floor, assessment: Assessment, text: str, earlier: tuple[Claim, ...]) -> None:
    """One reaction to an answer, by its class."""
    ask, kind = floor.state.ask, assessment.answer_class
    if ask is None:
        _go_on(floor)
        return
    no_answer = kind in (AnswerClass.empty, AnswerClass.asks_repeat)
    if _unheard(ask) and kind is not AnswerClass.asks_to_end:
        if no_answer or ask.heard < NOT_HEARD:
            _ask_again(floor)
            return
    match kind:
        case AnswerClass.empty:
            pass
        case AnswerClass.asks_to_end:
            _goodbye(floor, "candidate")
        case AnswerClass.asks_repeat:
            _repeat(floor)
        case AnswerClass.asks_time:
            floor.change_ask(time_granted=True, nudged=False)
            floor.speak(Intent.grant_time, floor.phrase(Situation.grant_time))
        case _ if ask.invites:
            _react_at_close(floor, kind, text)
        case AnswerClass.asks_clarification:
            _clarify(floor, ask)
        case AnswerClass.candidate_question:
            _answer_later(floor, text)
        case AnswerClass.declined:
            _close_piece(floor, ask)
            _go_on(floor, floor.phrase(Situation.declined))
        case AnswerClass.dont_know:
            _ease(floor, ask)
        case AnswerClass.evasive | AnswerClass.off_topic:
            _redirect(floor, text)
        case AnswerClass.strong | AnswerClass.weak | AnswerClass.vague:
            if not _raise_contradiction(floor, assessment, earlier):
                _probe_or_go_on(floor, assessment, text)
        case _:
            assert_never(kind)


def _unheard(ask: Ask | None) -> bool:
    return ask is not None and ask.heard < HEARD_ENOUGH and not ask.reasked


def _ask_again(floor: Floor) -> None:
    """The question was drowned by an interruption."""
    ask = floor.state.ask
    if ask is None:
        return
    floor.change_ask(reasked=True)
    floor.speak(Intent.repeat, floor.phrase(Situation.ask_again), question=ask.text)


def _repeat(floor: Floor) -> None:
    ask = floor.state.ask
    if ask is None:
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
        _go_on(floor, floor.phrase(Situation.not_known_move_on))


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
        _go_on(floor, floor.phrase(Situation.not_known_move_on))
        return
    if ask.probe_id is not None and thread.answered:
        weak = Assessment(answer_class=AnswerClass.weak, missing=_missing(question, thread))
        probe = _choose_probe(floor, weak)
        if probe is not None:
            _ask_probe(floor, probe, floor.phrase(Situation.not_known))
            return
    elif not thread.eased and _probe_fits(floor):
        method = _asks_for_method(floor.state.phase, question.text)
        text = floor.unsaid(Situation.ease_method if method else Situation.ease_experience)
        if text is not None:
            floor.change_thread(eased=True)
            _put_aside_question(floor, Intent.clarify, floor.phrase(Situation.not_known), text)
            return
    _go_on(floor, floor.phrase(Situation.not_known_move_on))


def _asks_for_method(phase: PhaseId, question: str) -> bool:
    """ "How would you …" rather than "tell me about a time …"."""
    story = ("time ", "example", "have you", "did you", "situation", "your last", "you've")
    past = any(cue in question.lower() for cue in story)
    return phase in (PhaseId.role_skills, PhaseId.exercise) and not past


def _redirect(floor: Floor, text: str) -> None:
    """One gentle way back to the question, then no second."""
    question, thread = floor.question, floor.state.thread
    if thread is None or question is None or thread.redirected or not _probe_fits(floor):
        _go_on(floor, floor.phrase(Situation.not_known_move_on))
        return
    floor.change_thread(redirected=True)
    if answers.other_script(text):
        floor.change_ask(nudged=False)
        floor.speak(Intent.clarify, floor.phrase(Situation.language))
        return
    lead = floor.phrase(Situation.redirect, topic=_topic(floor))
    vague = Assessment(answer_class=AnswerClass.vague)
    probe = _choose_probe(floor, vague)
    if probe is not None:
        _ask_probe(floor, probe, lead)
        return
    asked = floor.unsaid(Situation.redirect_question)
    if asked is None:
        _go_on(floor, floor.phrase(Situation.not_known_move_on))
    else:
        _put_aside_question(floor, Intent.clarify, lead, asked)


def _raise_contradiction(floor: Floor, assessment: Assessment, earlier: tuple[Claim, ...]) -> bool:
    """Say both sides and ask; True if that was done."""
    state = floor.state
    found = claims.contradiction(
        assessment.claims, (*floor.plan.resume_claims, *earlier), state.raised
    )
    if found is None or not _probe_fits(floor):
        return False
    resume = found.before.source == "resume"
    situation = Situation.contradiction_resume if resume else Situation.contradiction
    text = floor.phrase(situation, before=_quoted(found.before), now=_quoted(found.now))
    lead, question = wording.before_question(text)
    floor.change(raised=(*state.raised, found.now.subject))
    _put_aside_question(floor, Intent.clarify, lead, question)
    return True


def _quoted(claim: Claim) -> str:
    return claim.quote.replace("?", "").replace('"', "")


def _probe_or_go_on(floor: Floor, assessment: Assessment, text: str) -> None:
    probe = _choose_probe(floor, assessment)
    if probe is None:
        _go_on(floor, floor.phrase(Situation.acknowledge))
        return
    vague = assessment.answer_class is AnswerClass.vague
    tool = next((name for name in assessment.tools if name not in floor.state.mentioned), None)
    if vague:
        lead = floor.phrase(Situation.before_probe_vague)
    elif tool is not None and probe.seeks in TANGIBLE:
        floor.change(mentioned=(*floor.state.mentioned, tool))
        lead = floor.phrase(Situation.mention, tool=wording.as_written(tool, text))
    else:
        lead = floor.phrase(Situation.before_probe)
    _ask_probe(floor, probe, lead)


def _choose_probe(floor: Floor, assessment: Assessment) -> Probe | None:
    question, thread = floor.question, floor.state.thread
    if question is None or thread is None or not _probe_fits(floor):
        return None
    return probes.select(
        question,
        answer_class=assessment.answer_class,
        missing=assessment.missing,
        sought=thread.sought,
        said=floor.state.said,
        depth=thread.probes,
        time_for_more=_time_for_more(floor),
    ).probe


def _probe_fits(floor: Floor) -> bool:
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


def _second_opinion(floor: Floor, assessment: Assessment) -> None:
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


# Questions --------------------------------------------------------------------------------------


def _go_on(floor: Floor, *lead: str, intent: Intent = Intent.ask) -> None:
    """The next main question, or the close."""
    state = floor.state
    following = phases.next_question(
        floor.plan,
        phase_index=state.phase_index,
        phase_ends_at=state.phase_ends_at,
        asked=state.asked_questions,
        said=state.said,
        at=floor.at,
    )
    question = following.question
    if question is None:
        _close(floor, *lead, short_of_time=following.short_of_time)
        return
    first = not state.asked_questions
    changed = following.phase_index != state.phase_index
    phase_id = floor.plan.phases[following.phase_index].phase_id
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
    elif intent is Intent.ask:
        bridge = floor.phrase(Situation.next_topic)
    else:
        bridge = ""
    floor.put(
        Ask(
            text=question.text,
            question_id=question.question_id,
            patience=question.patience,
            asked_at=floor.at,
        )
    )
    floor.speak(intent, *lead, bridge, question=question.text)


def _ask_probe(floor: Floor, probe: Probe, *lead: str) -> None:
    thread, ask = floor.state.thread, floor.state.ask
    if thread is None or ask is None:
        raise InvalidTransition("a probe without a question")
    sought = thread.sought if probe.seeks is None else (*thread.sought, probe.seeks)
    floor.change_thread(probes=thread.probes + 1, sought=sought)
    floor.put(
        Ask(
            text=probe.text,
            question_id=thread.question_id,
            probe_id=probe.probe_id,
            seeks=probe.seeks,
            patience=_patience_for(floor),
            asked_at=floor.at,
        )
    )
    floor.speak(
        Intent.probe, *lead, question=probe.text, probe_id=probe.probe_id, seeks=probe.seeks
    )


def _put_aside_question(floor: Floor, intent: Intent, lead: str, text: str) -> None:
    """A question of the interviewer's own on the way to an answer: an easier way in, a check."""
    thread = floor.state.thread
    floor.put(
        Ask(
            text=text,
            question_id=thread.question_id if thread is not None else None,
            patience=_patience_for(floor),
            asked_at=floor.at,
        )
    )
    floor.speak(intent, lead, question=text)


def _patience_for(floor: Floor) -> Patience:
    """Follow-ups get at least the patience of an open question."""
    question = floor.question
    long = question is not None and question.patience is Patience.long
    return Patience.long if long else Patience.open


# The close --------------------------------------------------------------------------------------


def _close(floor: Floor, *lead: str, short_of_time: bool) -> None:
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
        _farewell(floor, Situation.farewell_time, "time_up", *lead)
        return
    bridge = floor.phrase(Situation.to_close_short if short_of_time else Situation.to_close)
    written = plan.phases[index].questions
    invitation = written[0].text if written else floor.phrase(Situation.invite)
    _invite(floor, Intent.invite_questions, invitation, *lead, bridge)


def _invite(floor: Floor, intent: Intent, invitation: str, *lead: str) -> None:
    before, question = wording.before_question(invitation)
    floor.change(ask=Ask(text=question, patience=Patience.brief, asked_at=floor.at, invites=True))
    floor.speak(intent, *lead, before, question=question)


def _react_at_close(floor: Floor, kind: AnswerClass, text: str) -> None:
    if kind is AnswerClass.candidate_question:
        _answer_candidate(floor, text)
    elif kind is AnswerClass.vague and floor.at < timing.farewell_at(floor.plan):
        floor.change_ask(nudged=False)
        floor.speak(Intent.grant_time, floor.phrase(Situation.go_ahead))
    else:
        _farewell(floor, Situation.farewell, "completed")


def _answer_candidate(floor: Floor, text: str) -> None:
    """An honest short answer, then room for another question while there is time."""
    answered = floor.state.candidate_questions + 1
    floor.change(candidate_questions=answered)
    known = wording.faq_answer(floor.plan.candidate_faq, text)
    answer = wording.unquestioned(known) if known else floor.phrase(Situation.unknown_answer)
    if answered >= QUESTIONS_AT_CLOSE or floor.at >= timing.farewell_at(floor.plan):
        _farewell(floor, Situation.farewell, "completed", answer)
    else:
        more = floor.phrase(Situation.anything_else)
        _invite(floor, Intent.answer_candidate, more, answer)


def _after_farewell(floor: Floor, assessment: Assessment, text: str) -> None:
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
            _farewell(floor, Situation.farewell_short, ending, answer)
            return
    floor.finish(floor.state.ending or "completed")


def _farewell(floor: Floor, situation: Situation, reason: str, *lead: str) -> None:
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


def _goodbye(floor: Floor, reason: str) -> None:
    """Someone wants the interview to end now."""
    if floor.state.answer is not None and floor.state.answer.segments:
        floor.record_answer(None)
    operator = reason == "operator"
    situation = Situation.goodbye_operator if operator else Situation.goodbye_candidate
    _farewell(floor, situation, reason)


# Deadlines --------------------------------------------------------------------------------------


def _next_due(plan: InterviewPlan, state: InterviewState) -> tuple[float, Due] | None:
    """The earliest thing that must happen by itself, as things stand."""
    if not state.started or state.finished is not None or not state.connected:
        return None
    utterance = state.utterance
    if utterance is not None:
        if utterance.stopping_at is not None:
            return utterance.stopping_at + timing.STOP_S, Due.mouth
        spoken_at = utterance.spoken_at
        return timing.mouth_failed_at(utterance.directive.text, spoken_at=spoken_at), Due.mouth
    closing = state.stage is not Stage.asking
    quiet = state.quiet_since
    dues: list[tuple[float, Due]] = []
    if state.speaking or fresh_segments(state):
        began = state.answer.started_at if state.answer is not None else quiet
        interject = timing.interject_at(plan, turn_started_at=began, closing=closing)
        dues.append((interject, Due.interject))
        if not state.speaking:
            lost = timing.turn_lost_at(quiet_since=quiet, patience=patience(plan, state))
            dues.append((lost, Due.turn_lost))
    elif state.stage is Stage.farewell:
        dues.append((quiet + timing.LAST_WORDS_S, Due.last_words))
    elif state.ask is not None:
        if not closing and _unheard(state.ask):
            dues.append((quiet + timing.UNHEARD_S, Due.ask_again))
        elif not state.ask.nudged:
            nudge = timing.nudge_at(plan, quiet_since=quiet, patience=patience(plan, state))
            dues.append((nudge, Due.nudge))
        else:
            dues.append((timing.give_up_at(plan, quiet_since=quiet), Due.give_up))
        limit = timing.out_of_time_at(plan, closing=closing)
        dues.append((max(limit, quiet + timing.UNHEARD_S), Due.out_of_time))
    return min(dues, default=None)


def _deadline(floor: Floor, event: DeadlinePassed) -> None:
    due = _next_due(floor.plan, floor.state)
    if due is None:
        return
    match due[1]:
        case Due.mouth:
            _mouth_failed(floor)
        case Due.interject:
            _interject(floor)
        case Due.turn_lost:
            _turn_ended(floor)
        case Due.ask_again:
            _ask_again(floor)
        case Due.nudge:
            _nudge(floor)
        case Due.give_up:
            _give_up(floor)
        case Due.out_of_time:
            if floor.state.stage is Stage.asking:
                _go_on(floor)
            else:
                _farewell(floor, Situation.farewell_time, _reason_after_silence(floor))
        case Due.last_words:
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


def _interject(floor: Floor) -> None:
    """The candidate does not stop: thank them and go on; without words it was only noise."""
    state = floor.state
    if state.stage is Stage.farewell:
        floor.finish(state.ending or "completed")
        return
    if not fresh_segments(state):
        floor.change(speaking=False)
        floor.drop_answer()
        if state.ask is not None and not state.ask.nudged:
            floor.change_ask(nudged=True)
            floor.speak(Intent.nudge, floor.phrase(Situation.nudge_unclear))
        elif state.stage is Stage.asking:
            _give_up(floor)
        else:
            _farewell(floor, Situation.farewell, _reason_after_silence(floor))
        return
    text = " ".join(words for _, _, words in fresh_segments(state))
    answer = state.answer
    turn_id = answer.turn_id if answer is not None else ""
    assessment = _assess(floor, text, turn_id, is_code=False)
    floor.record_answer(assessment)
    floor.change(claims=(*state.claims, *assessment.claims))
    _count_in(floor, assessment, turn_id)
    if state.stage is Stage.inviting:
        situation = Situation.farewell_time
        _farewell(floor, situation, "completed")
    else:
        _go_on(floor, floor.phrase(Situation.interject), intent=Intent.interject)


def _nudge(floor: Floor) -> None:
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


def _give_up(floor: Floor) -> None:
    """Silence after the nudge: leave the question, or the interview."""
    state = floor.state
    if state.stage is not Stage.asking:
        reason = _reason_after_silence(floor)
        silent = reason == "silence"
        _farewell(floor, Situation.farewell_silence if silent else Situation.farewell, reason)
        return
    unanswered = state.unanswered + 1
    floor.change(unanswered=unanswered)
    if unanswered >= timing.silence_limit(floor.plan):
        _farewell(floor, Situation.farewell_silence, "silence")
    else:
        _go_on(floor, floor.phrase(Situation.move_on_silence), intent=Intent.move_on)


def _reason_after_silence(floor: Floor) -> str:
    """Who never said a word was not there; who has nothing to ask has completed it."""
    return "completed" if floor.state.answers else "silence"


# Connections ------------------------------------------------------------------------------------


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
    if fresh_segments(floor.state):
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
        _farewell(floor, Situation.farewell_short, ending)


def _go_on_phrase(floor: Floor) -> str:
    question = floor.question
    if question is None or not question.topic:
        return floor.phrase(Situation.go_on_plain)
    return floor.phrase(Situation.go_on, topic=question.topic)
