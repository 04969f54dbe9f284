"""Measures the interviewer by the same transcript: talk, probes, interruptions, latency. Pure."""

import itertools
import math
from collections import Counter
from collections.abc import Sequence

from evaluation.clauses import words
from evaluation.report import InterviewerConduct
from evaluation.speech_metrics import interviewer_talk_ratio
from runtime.interview.actions import Intent, Speaker, Turn
from runtime.record import CommittedTurn


def conduct(turns: Sequence[CommittedTurn]) -> InterviewerConduct:
    """The interviewer's conduct over the turns in order."""
    said = [committed.turn for committed in turns]
    mine = [turn for turn in said if turn.role is Speaker.interviewer]
    probes = Counter(turn.question_id for turn in mine if is_probe(turn))
    replies_ms = sorted(
        committed.latency.voice_to_voice_ms
        for committed in turns
        if committed.latency is not None and committed.latency.voice_to_voice_ms is not None
    )
    return InterviewerConduct(
        talk_ratio=interviewer_talk_ratio(said),
        questions_asked=len({turn.question_id for turn in mine if is_question(turn)}),
        probes_asked=probes.total(),
        most_probes_on_one_question=max(probes.values(), default=0),
        double_questions=sum(turn.text.count("?") > 1 for turn in mine),
        cut_in=sum(
            before.role is Speaker.candidate
            and after.role is Speaker.interviewer
            and bool(before.segments)
            and after.started_at < max(end for _, end, _ in before.segments)
            for before, after in itertools.pairwise(said)
        ),
        was_interrupted=sum(bool(turn.unspoken_text.strip()) for turn in mine),
        words_per_turn=(
            round(sum(len(words(turn.text)) for turn in mine) / len(mine), 1) if mine else None
        ),
        voice_to_voice_p50_ms=percentile(replies_ms, 50),
        voice_to_voice_p95_ms=percentile(replies_ms, 95),
        replies_measured=len(replies_ms),
    )


def is_question(turn: Turn) -> bool:
    """Whether the interviewer asks a main question of the plan in this turn."""
    return turn.intent is Intent.ask and turn.question_id is not None and turn.probe_id is None


def is_probe(turn: Turn) -> bool:
    return turn.intent is Intent.probe or (turn.intent is Intent.ask and turn.probe_id is not None)


def percentile(ordered: Sequence[float], percent: float) -> float | None:
    """The nearest-rank percentile of sorted values; None when there are none."""
    if not ordered:
        return None
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)]
