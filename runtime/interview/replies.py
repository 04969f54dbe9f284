"""How the interviewer reacts to an answer, by its class. Pure."""

from typing import assert_never

from runtime.interview import (
    answers,
    asides,
    claims,
    closing,
    doubts,
    languages,
    lexicon,
    pieces,
    probes,
    questions,
    refusals,
    repeats,
    task_replies,
    timing,
    wording,
)
from runtime.interview.actions import AnswerClass, AssessAnswer, Assessment, Intent
from runtime.interview.floor import Floor, replace
from runtime.interview.plan import Missing, Mode, Patience, ProbeTrigger
from runtime.interview.progress import Submission
from runtime.interview.situations import Situation
from runtime.interview.state import Stage, fresh_segments
from runtime.interview.tools import is_named

NOT_HEARD = 0.25
"""Below it no words can be an answer to the question."""
SECOND_OPINION_WORDS = 12
"""Shortest answer worth a second opinion."""
CURT_WORDS = 4
"""After "no" or "not really" nothing was said that one could go into."""
ASIDE_WORDS = 8
"""Longest remark into the interviewer's speech that is not taken for an answer."""
CONTENT = (*probes.ANSWERED, AnswerClass.evasive, AnswerClass.off_topic)
REQUESTS = (
    AnswerClass.empty,
    AnswerClass.asks_repeat,
    AnswerClass.asks_time,
    AnswerClass.asks_clarification,
    AnswerClass.candidate_question,
    AnswerClass.asks_feedback,
    AnswerClass.asks_plan,
    AnswerClass.hostile,
)
"""Turns after which the question would stay; when its time is over it does not."""
TANGIBLE = (Missing.context, Missing.action, Missing.trade_off, Missing.verification)
"""Pieces one asks for after picking up a tool by name."""


def take_answer(
    floor: Floor,
    *,
    typed: str = "",
    message_id: str | None = None,
    submission: Submission | None = None,
    aside: bool = False,
) -> None:
    """The candidate's turn is complete: record it, then react.

    `aside`: it was spoken while the interviewer went on talking; a few words then are a remark,
    not an answer, unless they ask for something.
    """
    earlier = floor.state.claims
    turn_id, text, assessment = record_answer(
        floor, typed=typed, message_id=message_id, submission=submission
    )
    if floor.state.stage is Stage.farewell:
        closing.after_farewell(floor, assessment, text)
    elif aside and len(text.split()) <= ASIDE_WORDS and assessment.answer_class in CONTENT:
        pass
    else:
        doubts.note(floor, assessment, earlier, text)
        _react(floor, assessment, text, submission)
    _ask_second_opinion(floor, assessment, text, turn_id)


def record_answer(
    floor: Floor,
    *,
    typed: str = "",
    message_id: str | None = None,
    submission: Submission | None = None,
) -> tuple[str, str, Assessment]:
    """Judge and record the candidate's open turn: (turn id, what was answered, judgement)."""
    spoken = " ".join(text for _, _, text in fresh_segments(floor.state))
    text = " ".join(part for part in (spoken, typed) if part)
    turn_id = floor.open_answer(floor.at).turn_id
    assessment = _assess(floor, text, turn_id, is_code=submission is not None)
    floor.record_answer(assessment, typed=typed, message_id=message_id, submission=submission)
    floor.change(claims=(*floor.state.claims, *assessment.claims))
    _count_in(floor, assessment, text, turn_id)
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
        follows_up=ask is not None and ask.probe_id is not None,
        brief=ask is not None and ask.patience is Patience.brief,
        invites=invites,
        languages=floor.languages,
    )
    assessment = answers.assess(text, listening)
    found = claims.extract(
        text, turn_id=turn_id, question=question, resume=floor.plan.resume_claims
    )
    return replace(assessment, claims=found)


def _count_in(floor: Floor, assessment: Assessment, text: str, turn_id: str) -> None:
    """Add the answer's pieces to what is known about the main question."""
    question, thread = floor.question, floor.state.thread
    if question is None or thread is None or floor.state.stage is not Stage.asking:
        return
    covered = tuple(piece for piece in question.expects if piece not in assessment.missing)
    answered = assessment.answer_class in probes.ANSWERED
    hinted = assessment.doubtful if assessment.answer_class in probes.TOLD else ()
    floor.change_thread(
        covered=covered,
        doubtful=tuple(
            piece
            for piece in question.expects
            if piece not in covered and (piece in thread.doubtful or piece in hinted)
        ),
        credited=tuple(piece for piece in covered if piece not in thread.covered),
        last_class=assessment.answer_class,
        last_turn_id=turn_id,
        answered=thread.answered or answered,
        own_part=thread.own_part or _tells_own_part(floor, text),
        vague_answers=thread.vague_answers + (assessment.answer_class is AnswerClass.vague),
    )
    if answered:
        floor.change(outbursts_in_row=0)
        foretold = repeats.foretold(floor.plan, floor.state, text)
        floor.change(foretold=repeats.joined(floor.state.foretold, foretold))


def _react(
    floor: Floor,
    assessment: Assessment,
    text: str,
    submission: Submission | None = None,
) -> None:
    """One reaction to an answer, by its class."""
    ask, kind = floor.state.ask, assessment.answer_class
    if ask is None:
        questions.go_on(floor)
        return
    no_answer = kind in (AnswerClass.empty, AnswerClass.asks_repeat)
    drowned = ask.unheard and (no_answer or ask.heard < NOT_HEARD)
    if drowned and kind is not AnswerClass.asks_to_end:
        asides.ask_again(floor)
        return
    if kind in REQUESTS and timing.is_over(floor.plan, floor.state):
        questions.give_way(floor)
        return
    if task_replies.react(floor, assessment, text, submission):
        return
    match kind:
        case AnswerClass.empty:
            pass
        case AnswerClass.asks_to_end:
            closing.goodbye(floor, "candidate")
        case AnswerClass.asks_repeat:
            asides.repeat(floor)
        case AnswerClass.asks_time:
            floor.change_ask(time_granted=True, nudged=False)
            floor.speak(Intent.grant_time, floor.phrase(Situation.grant_time))
        case AnswerClass.hostile:
            asides.calm(floor)
        case _ if ask.invites:
            closing.react_at_close(floor, kind, text)
        case AnswerClass.asks_feedback | AnswerClass.asks_plan:
            asides.not_told(floor, kind)
        case AnswerClass.asks_clarification:
            asides.clarify(floor, ask)
        case AnswerClass.candidate_question:
            asides.answer_later(floor, text)
        case AnswerClass.declined:
            refusals.declined(floor, ask, text)
        case AnswerClass.dont_know:
            if not doubts.raise_one(floor):
                refusals.ease(floor, ask)
        case AnswerClass.evasive | AnswerClass.off_topic:
            refusals.redirect(floor, text)
        case AnswerClass.strong | AnswerClass.weak | AnswerClass.vague:
            if not doubts.raise_one(floor):
                _probe_or_go_on(floor, assessment, text)
        case _:
            assert_never(kind)


def _probe_or_go_on(floor: Floor, assessment: Assessment, text: str) -> None:
    probe = questions.choose_probe(floor, assessment)
    if probe is None:
        lead = floor.phrase(Situation.acknowledge)
        if not doubts.check(floor, assessment, text, lead):
            coached = floor.plan.mode is Mode.coached
            questions.go_on(floor, lead, asides.tip(floor) if coached else "")
        return
    vague = assessment.answer_class is AnswerClass.vague
    first = floor.state.thread is not None and floor.state.thread.probes == 0
    tool = next(
        (
            name
            for name in assessment.tools
            if name not in floor.state.mentioned and is_named(name, text)
        ),
        None,
    )
    curt = len(text.split()) <= CURT_WORDS
    if vague and not curt and probe.trigger is not ProbeTrigger.ordered:
        lead = floor.phrase(Situation.before_probe_vague)
    elif tool is not None and probe.seeks in TANGIBLE and first:
        floor.change(mentioned=(*floor.state.mentioned, tool))
        lead = floor.phrase(Situation.mention, tool=wording.as_written(tool, text))
    else:
        lead = floor.phrase(Situation.before_probe)
    questions.ask_probe(floor, probe, lead)


def _tells_own_part(floor: Floor, text: str) -> bool:
    flat = lexicon.flatten(text)
    return pieces.own_part(flat, languages.spoken(flat, floor.languages))


def _ask_second_opinion(floor: Floor, assessment: Assessment, text: str, turn_id: str) -> None:
    question = floor.question
    same = floor.state.thread is not None and floor.state.thread.last_turn_id == turn_id
    if question is None or not same or floor.state.finished is not None:
        return
    substantial = len(text.split()) >= SECOND_OPINION_WORDS
    if substantial and question.expects and assessment.answer_class in probes.ANSWERED:
        floor.actions.append(
            AssessAnswer(
                turn_id=turn_id,
                question=question.text,
                answer=text,
                expects=question.expects,
                missing=assessment.missing,
                deadline_at=floor.at + timing.ASSESSMENT_S,
            )
        )


def second_opinion(floor: Floor, assessment: Assessment) -> None:
    """It refines what is known to be missing; the decision it was asked about has been made.

    It can find pieces that the rules overlooked, and take back those the rules saw in this answer.
    """
    question, thread = floor.question, floor.state.thread
    if question is None or thread is None:
        return
    covered = tuple(
        piece
        for piece in question.expects
        if piece not in assessment.missing
        or (piece in thread.covered and piece not in thread.credited)
    )
    floor.change_thread(covered=covered, doubtful=(), credited=())
