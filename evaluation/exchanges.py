"""Reads a transcript as exchanges: a planned question and everything said in reply to it. Pure."""

from collections.abc import Sequence

import msgspec

from evaluation.clauses import composed
from runtime.interview.actions import AnswerClass, Intent, Speaker, Turn
from runtime.interview.plan import InterviewPlan, Phase, Question
from runtime.record import CommittedTurn

NOT_AN_ANSWER = frozenset(
    {
        AnswerClass.asks_clarification,
        AnswerClass.asks_feedback,
        AnswerClass.asks_plan,
        AnswerClass.asks_repeat,
        AnswerClass.asks_time,
        AnswerClass.asks_to_end,
        AnswerClass.candidate_question,
        AnswerClass.empty,
        AnswerClass.hostile,
    }
)
NOTHING_SHOWN = frozenset({AnswerClass.declined, AnswerClass.dont_know, AnswerClass.off_topic})
"""Replies that show nothing either way: not observed, never a low mark."""
WAITING = frozenset({Intent.grant_time, Intent.nudge, Intent.interject})
"""Interviewer turns that don't change what is being asked."""


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    phase: Phase
    question: Question
    answers: tuple[Turn, ...]
    """Candidate turns that say something about it: the answer and the answers to its probes."""
    declined: int = 0
    """Replies that were declined, not known, or about something else."""


def with_composed_text(turns: Sequence[CommittedTurn]) -> list[CommittedTurn]:
    """The turns in order, their text in NFC, so that quotes and offsets mean one thing.

    A turn of which nothing was heard (the client went away first) is no part of the talk; one
    that brought only code is.
    """
    spoken = [
        committed
        for committed in turns
        if committed.turn.text.strip() or committed.turn.submission is not None
    ]
    ordered = sorted(spoken, key=lambda committed: committed.turn.index)
    return [
        msgspec.structs.replace(
            committed,
            turn=msgspec.structs.replace(
                committed.turn,
                text=composed(committed.turn.text),
                unspoken_text=composed(committed.turn.unspoken_text),
            ),
        )
        for committed in ordered
    ]


def exchanges(plan: InterviewPlan, turns: Sequence[Turn]) -> list[Exchange]:
    """One exchange for each planned question that was asked, in the plan's order.

    A candidate's turn belongs to the question it names, else to the one last asked.
    """
    asked: set[str] = set()
    replies: dict[str, list[Turn]] = {}
    current: str | None = None
    for turn in turns:
        if turn.role is Speaker.interviewer:
            if turn.intent in WAITING:
                continue
            current = turn.question_id
            if current is not None:
                asked.add(current)
        elif (question_id := turn.question_id or current) is not None:
            replies.setdefault(question_id, []).append(turn)
    return [
        _exchange(phase, question, replies.get(question.question_id, []))
        for phase in plan.phases
        for question in phase.questions
        if question.question_id in asked or question.question_id in replies
    ]


def answer_class(turn: Turn) -> AnswerClass | None:
    return turn.assessment.answer_class if turn.assessment is not None else None


def _exchange(phase: Phase, question: Question, replies: list[Turn]) -> Exchange:
    said = [turn for turn in replies if answer_class(turn) not in NOT_AN_ANSWER]
    answers = [turn for turn in said if answer_class(turn) not in NOTHING_SHOWN]
    return Exchange(
        phase=phase,
        question=question,
        answers=tuple(turn for turn in answers if turn.text.strip() or turn.submission),
        declined=len(said) - len(answers),
    )
