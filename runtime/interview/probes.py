"""Probe selector: the best follow-up for what an answer really lacked, or none. Pure."""

from collections.abc import Collection, Sequence

import msgspec

from runtime.interview import repeats
from runtime.interview.actions import AnswerClass
from runtime.interview.phases import normalised
from runtime.interview.plan import Missing, Probe, ProbeTrigger, Question

ANSWERED = (AnswerClass.strong, AnswerClass.weak, AnswerClass.vague)
"""Only an answer can be probed; everything else has a reaction of its own."""
TOLD = (AnswerClass.strong, AnswerClass.weak)
"""Answers with substance; what sounds like a piece in any other one is chance."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    probe: Probe | None
    reason: str
    """Why this one, or why none; for people who read a replay."""


def select(
    question: Question,
    *,
    answer_class: AnswerClass,
    missing: Sequence[Missing],
    sought: Collection[Missing],
    said: Collection[str],
    depth: int,
    time_for_more: bool,
    refused: Collection[str] = (),
    doubtful: Collection[Missing] = (),
) -> Choice:
    """The probe to ask now.

    A vague first answer gets its own probe. Then scenarios unfold in their order. Then the
    question's pieces are sought in the order its author listed them, each once. What is worth
    asking after any answer comes last, and only when time is plentiful.

    Args:
        missing: pieces that no answer to the question held so far.
        sought: pieces already probed for, answered or declined.
        said: normalised texts that must not come again.
        depth: probes already asked on this question.
        time_for_more: there is time beyond the necessary.
        doubtful: those of the missing that may have been told all the same.
        refused: telling words of what the candidate would not talk about.
    """
    if answer_class not in ANSWERED:
        return Choice(probe=None, reason=f"the answer was {answer_class}")
    if depth >= question.probe_depth:
        return Choice(probe=None, reason="probe depth reached")

    def first(trigger: ProbeTrigger, seeks: Missing | None = None) -> Probe | None:
        for probe in question.probes:
            if probe.trigger is not trigger or (seeks is not None and probe.seeks is not seeks):
                continue
            if normalised(probe.text) not in said and not repeats.refuses(refused, probe.text):
                return probe
        return None

    if answer_class is AnswerClass.vague and depth == 0:
        concrete = first(ProbeTrigger.if_vague)
        if concrete is not None:
            return Choice(probe=concrete, reason="the answer was vague")
    unfolding = first(ProbeTrigger.ordered)
    if unfolding is not None:
        return Choice(probe=unfolding, reason="the scenario unfolds")
    for piece in question.expects:
        if piece in missing and piece not in sought and piece not in doubtful:
            probe = first(ProbeTrigger.if_missing, piece)
            if probe is not None:
                return Choice(probe=probe, reason=f"{piece} was missing")
    # A short reply to what was asked out of interest only needs no more digging.
    lacking = any(piece not in doubtful for piece in missing)
    if answer_class is AnswerClass.vague and lacking:
        concrete = first(ProbeTrigger.if_vague)
        if concrete is not None:
            return Choice(probe=concrete, reason="the answer stayed vague")
    if time_for_more and depth == 0:
        more = first(ProbeTrigger.always)
        if more is not None:
            return Choice(probe=more, reason="worth asking after any answer")
    return Choice(probe=None, reason="nothing that a probe could fill")
