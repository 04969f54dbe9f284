"""Measures the delivery of spoken answers from the times of their segments. Pure.

The times are those of the candidate's own sounds: waiting for the server, recognition and
endpointing are in none of them. Typed answers are left out. Pauses shorter than the recogniser's
own segmentation can't be seen.
"""

import itertools
from collections.abc import Sequence
from statistics import fmean, median

import msgspec

from evaluation.clauses import words
from evaluation.exchanges import WAITING
from evaluation.fillers import count_lexical, count_sounds
from evaluation.report import Delivery, Spread
from runtime.interview.actions import Speaker, Turn

PAUSE_FROM_S = 0.25
"""Shorter gaps are articulation, not pauses."""
LONG_PAUSE_S = 2.5
"""A pause longer than this counts as long."""


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """The timing of one spoken answer."""

    word_count: int
    speech_s: float
    """Sum of its segments."""
    whole_s: float
    """First to last sound."""
    pauses_s: tuple[float, ...]
    """Gaps between segments, of 0.25 s and longer."""
    thinking_s: float | None
    """End of the question to the first sound; None when it began over the question."""


def spoken_answers(turns: Sequence[Turn]) -> list[Spoken]:
    """The timing of every spoken turn of the candidate that has segments."""
    found: list[Spoken] = []
    question_ended: float | None = None
    for turn in turns:
        if turn.role is Speaker.interviewer:
            if turn.intent not in WAITING:
                question_ended = turn.ended_at
        elif not turn.typed and (spans := _spans(turn)):
            thinking = None if question_ended is None else spans[0][0] - question_ended
            found.append(_spoken(turn, spans, thinking))
            question_ended = None
    return found


def delivery(turns: Sequence[Turn]) -> Delivery:
    """The delivery facts of an interview; None where they can't be observed."""
    answers = spoken_answers(turns)
    typed = sum(turn.role is Speaker.candidate and turn.typed for turn in turns)
    word_count = sum(answer.word_count for answer in answers)
    speech_s = sum(answer.speech_s for answer in answers)
    whole_s = sum(answer.whole_s for answer in answers)
    pauses = [pause for answer in answers for pause in answer.pauses_s]
    spoken = [
        turn for turn in turns if turn.role is Speaker.candidate and not turn.typed and _spans(turn)
    ]
    sounds = sum(count_sounds(turn.text) for turn in spoken)
    lexical = sum(count_lexical(turn.text) for turn in spoken)
    interviewer_share = interviewer_talk_ratio(turns)
    heard = bool(answers)
    return Delivery(
        spoken_answers=len(answers),
        typed_answers=typed,
        words=word_count,
        speech_s=_rounded(speech_s, 2) if heard else None,
        speaking_rate_wpm=_rate(word_count, whole_s, per=60),
        articulation_rate_wpm=_rate(word_count, speech_s, per=60),
        fillers_per_100_words=_rate(sounds, word_count, per=100),
        lexical_fillers_per_100_words=_rate(lexical, word_count, per=100),
        filler_count=sounds if heard else None,
        lexical_filler_count=lexical if heard else None,
        long_pauses=sum(pause > LONG_PAUSE_S for pause in pauses) if heard else None,
        longest_pause_s=_rounded(max(pauses, default=0.0), 2) if heard else None,
        pause_ratio=_rounded(sum(pauses) / whole_s, 3) if whole_s > 0 else None,
        thinking_time_s=spread([a.thinking_s for a in answers if a.thinking_s is not None]),
        answer_words=spread([float(answer.word_count) for answer in answers]),
        answer_s=spread([answer.whole_s for answer in answers]),
        candidate_talk_ratio=(
            None if interviewer_share is None else _rounded(1 - interviewer_share, 3)
        ),
    )


def interviewer_talk_ratio(turns: Sequence[Turn]) -> float | None:
    """The interviewer's share of all speech, 0 to 1; None when the candidate never spoke.

    What the interviewer said before a typed answer is left out with the answer: it would make
    someone who types look silent.
    """
    waiting_s = interviewer_s = candidate_s = 0.0
    for turn in turns:
        if turn.role is Speaker.interviewer:
            waiting_s += max(0.0, turn.ended_at - turn.started_at)
            continue
        if not turn.typed:
            interviewer_s += waiting_s
            candidate_s += sum(end - start for start, end in _spans(turn))
        waiting_s = 0.0
    if candidate_s <= 0:
        return None
    return _rounded(interviewer_s / (interviewer_s + candidate_s), 3)


def spread(values: Sequence[float]) -> Spread | None:
    """The distribution of some values, rounded to 0.01; None when there are none."""
    if not values:
        return None
    return Spread(
        count=len(values),
        shortest=_rounded(min(values), 2),
        median=_rounded(median(values), 2),
        mean=_rounded(fmean(values), 2),
        longest=_rounded(max(values), 2),
    )


def _spans(turn: Turn) -> list[tuple[float, float]]:
    """Start and end of the turn's segments in order, without overlaps."""
    spans: list[tuple[float, float]] = []
    for start, end, _text in sorted(turn.segments):
        begin = max(start, spans[-1][1]) if spans else start
        if end > begin:
            spans.append((begin, end))
    return spans


def _spoken(turn: Turn, spans: list[tuple[float, float]], thinking: float | None) -> Spoken:
    gaps = [later[0] - before[1] for before, later in itertools.pairwise(spans)]
    return Spoken(
        word_count=len(words(turn.text)),
        speech_s=sum(end - start for start, end in spans),
        whole_s=spans[-1][1] - spans[0][0],
        pauses_s=tuple(gap for gap in gaps if gap >= PAUSE_FROM_S),
        thinking_s=thinking if thinking is not None and thinking >= 0 else None,
    )


def _rate(count: float, of: float, *, per: float) -> float | None:
    return _rounded(per * count / of, 1) if of > 0 else None


def _rounded(value: float, digits: int) -> float:
    return round(value, digits)
