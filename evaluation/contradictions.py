"""Finds answers that can't be true together with the résumé or an earlier answer. Pure."""

from collections.abc import Sequence

from evaluation.clauses import fold
from evaluation.kinds import Kind
from evaluation.signals import Signal
from runtime.interview.actions import Speaker, Turn
from runtime.interview.contradictions import contradiction
from runtime.interview.plan import Claim


def contradictions(resume: Sequence[Claim], turns: Sequence[Turn]) -> list[Signal]:
    """One signal for each answer with a claim that an earlier claim rules out, in order.

    The claims are those noted while the interview ran; one whose words don't stand in its turn
    any more is passed over.
    """
    before: list[Claim] = list(resume)
    raised: list[str] = []
    found: list[Signal] = []
    for turn in turns:
        if turn.role is not Speaker.candidate or turn.assessment is None:
            continue
        claims = turn.assessment.claims
        clash = contradiction(claims, before, raised)
        if clash is not None:
            raised.append(clash.now.subject)
            start = turn.text.find(clash.now.quote)
            if clash.now.quote and start >= 0:
                found.append(_signal(turn, start, start + len(clash.now.quote)))
        before.extend(claims)
    return found


def _signal(turn: Turn, start: int, end: int) -> Signal:
    return Signal(
        kind=Kind.contradiction,
        turn_id=turn.turn_id,
        start=start,
        end=end,
        clause_start=start,
        clause_end=end,
        words=fold(turn.text[start:end]),
    )
