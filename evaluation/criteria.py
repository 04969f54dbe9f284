"""What each dimension looks for in an answer and how it counts, one table row each. Pure.

A criterion turns signals into points; points into a score of 1 to 5. Only distinct signals
count, each kind up to a limit, so saying more of the same adds nothing. The weights are small
round numbers on purpose: there is one set for all trades, set on the development part of the
public interviews (tests/evaluation/test_agreement.py), not fitted per dimension.
"""

import msgspec

from evaluation.kinds import Kind
from runtime.interview.plan import DimensionId, Missing


class Weight(msgspec.Struct, frozen=True):
    points: float
    """For each distinct signal; negative when it speaks against."""
    at_most: int = 1
    """Distinct signals that count."""


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    dimension: DimensionId
    weights: dict[Kind, Weight]
    needs: frozenset[Kind] = frozenset()
    """Without a signal of one of these the dimension was not observed; empty: any weighted one."""
    wants: tuple[Kind, ...]
    """What a full answer holds, most telling first; names what is missing."""
    steps: tuple[float, float, float, float] = (-1.5, 0.0, 1.75, 3.5)
    """Points from which the score is 2, 3, 4 and 5."""
    everywhere: bool = False
    """Observable in any answer, so judged on every open question."""


MIN_SIGNALS = 2
"""Distinct signals a verdict needs where no particular kind is asked for: one stray word such as
"something" or "anything" rates nobody."""
MIN_EVIDENCE_FOR_5 = 2
"""Places in the answer, in different clauses, that must speak for the candidate."""

_AGAINST_PRACTICE = {
    Kind.improvised: Weight(-1.0, 3),
    Kind.softened: Weight(-0.75, 3),
    Kind.passed_on: Weight(-1.0, 2),
    Kind.not_done: Weight(-1.0, 2),
    Kind.vague: Weight(-0.5, 2),
    Kind.routine: Weight(-0.5, 2),
    Kind.retraction: Weight(-2.0, 1),
    Kind.evasion: Weight(-1.0, 1),
}
_PRACTICE = {
    Kind.method: Weight(1.0, 3),
    Kind.verification: Weight(0.75, 2),
    Kind.trade_off: Weight(0.5, 2),
    Kind.reason: Weight(0.25, 2),
    Kind.result: Weight(0.5, 2),
    Kind.number: Weight(0.5, 2),
    Kind.own_action: Weight(0.5, 2),
    Kind.team_action: Weight(0.25, 1),
    **_AGAINST_PRACTICE,
}

CRITERIA: dict[DimensionId, Criterion] = {
    criterion.dimension: criterion
    for criterion in (
        Criterion(
            dimension=DimensionId.problem_solving,
            weights={**_PRACTICE, Kind.reason: Weight(0.5, 2), Kind.trade_off: Weight(0.75, 2)},
            wants=(Kind.method, Kind.reason, Kind.trade_off, Kind.verification, Kind.result),
        ),
        Criterion(
            dimension=DimensionId.technical_depth,
            weights=_PRACTICE,
            wants=(Kind.method, Kind.verification, Kind.trade_off, Kind.number, Kind.reason),
        ),
        Criterion(
            dimension=DimensionId.execution_detail,
            weights={**_PRACTICE, Kind.structure: Weight(0.5, 2)},
            wants=(Kind.method, Kind.own_action, Kind.verification, Kind.number, Kind.result),
        ),
        Criterion(
            dimension=DimensionId.depth_evidence,
            weights={
                Kind.number: Weight(1.0, 2),
                Kind.example: Weight(0.5, 1),
                Kind.context: Weight(0.5, 2),
                Kind.own_action: Weight(0.5, 3),
                Kind.team_action: Weight(0.25, 1),
                Kind.method: Weight(0.5, 2),
                Kind.result: Weight(0.75, 2),
                Kind.verification: Weight(0.5, 1),
                **_AGAINST_PRACTICE,
            },
            wants=(Kind.number, Kind.result, Kind.own_action, Kind.context, Kind.verification),
        ),
        Criterion(
            dimension=DimensionId.ownership_impact,
            weights={
                Kind.ownership: Weight(1.0, 2),
                Kind.own_action: Weight(0.75, 2),
                Kind.result: Weight(0.75, 2),
                Kind.number: Weight(0.5, 2),
                Kind.team_action: Weight(0.25, 1),
                Kind.passed_on: Weight(-1.0, 2),
                Kind.blame: Weight(-1.0, 2),
                Kind.not_done: Weight(-0.5, 2),
                Kind.vague: Weight(-0.5, 2),
                Kind.softened: Weight(-0.25, 2),
                Kind.improvised: Weight(-0.5, 2),
                Kind.retraction: Weight(-2.0, 1),
                Kind.evasion: Weight(-1.0, 1),
            },
            needs=frozenset(
                {
                    Kind.ownership,
                    Kind.own_action,
                    Kind.team_action,
                    Kind.passed_on,
                    Kind.blame,
                    Kind.retraction,
                    Kind.evasion,
                }
            ),
            wants=(Kind.own_action, Kind.result, Kind.number, Kind.ownership),
        ),
        Criterion(
            dimension=DimensionId.collaboration_conflict,
            weights={
                Kind.collaboration: Weight(1.0, 2),
                Kind.conflict: Weight(1.0, 2),
                Kind.own_action: Weight(0.5, 2),
                Kind.reason: Weight(0.5, 1),
                Kind.result: Weight(0.5, 1),
                Kind.blame: Weight(-1.5, 2),
                Kind.evasion: Weight(-1.0, 1),
                Kind.passed_on: Weight(-0.5, 1),
                Kind.improvised: Weight(-0.5, 2),
                Kind.vague: Weight(-0.5, 2),
                Kind.retraction: Weight(-1.0, 1),
            },
            needs=frozenset({Kind.collaboration, Kind.conflict, Kind.blame}),
            wants=(Kind.conflict, Kind.collaboration, Kind.own_action, Kind.result, Kind.reason),
        ),
        Criterion(
            dimension=DimensionId.learning_growth,
            weights={
                Kind.learning: Weight(1.25, 2),
                Kind.admission: Weight(0.75, 1),
                Kind.method: Weight(0.5, 1),
                Kind.own_action: Weight(0.5, 2),
                Kind.result: Weight(0.5, 1),
                Kind.example: Weight(0.25, 1),
                Kind.blame: Weight(-1.0, 2),
                Kind.evasion: Weight(-1.0, 1),
                Kind.vague: Weight(-0.5, 2),
                Kind.improvised: Weight(-0.5, 2),
            },
            needs=frozenset({Kind.learning, Kind.admission, Kind.blame, Kind.evasion}),
            wants=(Kind.learning, Kind.admission, Kind.own_action, Kind.result),
        ),
        Criterion(
            dimension=DimensionId.role_fit,
            weights={
                Kind.topic: Weight(0.5, 3),
                Kind.motive: Weight(0.75, 2),
                Kind.context: Weight(0.25, 1),
                Kind.own_action: Weight(0.5, 2),
                Kind.number: Weight(0.5, 1),
                Kind.result: Weight(0.5, 1),
                Kind.vague: Weight(-0.5, 2),
                Kind.retraction: Weight(-1.0, 1),
                Kind.evasion: Weight(-1.0, 1),
                Kind.passed_on: Weight(-0.5, 1),
            },
            needs=frozenset({Kind.topic, Kind.motive, Kind.vague, Kind.retraction, Kind.evasion}),
            wants=(Kind.topic, Kind.motive, Kind.own_action, Kind.result),
            steps=(-1.0, 0.25, 1.5, 3.0),
        ),
        Criterion(
            dimension=DimensionId.communication_clarity,
            weights={
                Kind.structure: Weight(0.75, 2),
                Kind.reason: Weight(0.5, 2),
                Kind.example: Weight(0.5, 1),
                Kind.context: Weight(0.5, 1),
                Kind.result: Weight(0.5, 1),
                Kind.method: Weight(0.5, 2),
                Kind.own_action: Weight(0.5, 2),
                Kind.vague: Weight(-0.75, 3),
                Kind.hedge: Weight(-0.5, 2),
                Kind.softened: Weight(-0.5, 3),
                Kind.improvised: Weight(-0.5, 2),
                Kind.evasion: Weight(-1.0, 1),
            },
            wants=(Kind.structure, Kind.example, Kind.reason, Kind.result),
            everywhere=True,
        ),
        Criterion(
            dimension=DimensionId.structure,
            weights={
                Kind.structure: Weight(1.0, 3),
                Kind.context: Weight(0.5, 1),
                Kind.own_action: Weight(0.5, 1),
                Kind.result: Weight(0.75, 1),
                Kind.reason: Weight(0.25, 1),
                Kind.vague: Weight(-0.5, 2),
                Kind.evasion: Weight(-1.0, 1),
            },
            wants=(Kind.context, Kind.own_action, Kind.result, Kind.structure),
            steps=(-0.75, 0.5, 1.75, 3.25),
            everywhere=True,
        ),
        Criterion(
            dimension=DimensionId.confidence_composure,
            weights={
                Kind.ownership: Weight(0.75, 2),
                Kind.own_action: Weight(0.5, 3),
                Kind.reason: Weight(0.5, 1),
                Kind.number: Weight(0.5, 1),
                Kind.admission: Weight(0.5, 1),
                Kind.hedge: Weight(-0.75, 3),
                Kind.softened: Weight(-0.25, 2),
                Kind.vague: Weight(-0.25, 2),
                Kind.evasion: Weight(-1.5, 1),
                Kind.blame: Weight(-0.5, 1),
            },
            wants=(Kind.own_action, Kind.reason, Kind.ownership),
            everywhere=True,
        ),
        Criterion(
            dimension=DimensionId.consistency_honesty,
            weights={
                Kind.admission: Weight(1.25, 2),
                Kind.retraction: Weight(0.5, 1),
                Kind.number: Weight(0.25, 1),
                Kind.own_action: Weight(0.25, 1),
                Kind.contradiction: Weight(-2.0, 2),
                Kind.evasion: Weight(-1.0, 1),
                Kind.blame: Weight(-0.5, 1),
            },
            needs=frozenset({Kind.admission, Kind.retraction, Kind.contradiction, Kind.evasion}),
            wants=(Kind.admission, Kind.number),
            everywhere=True,
        ),
    )
}
"""Every dimension that an answer's words can show; `communication_hygiene` is judged from the
fillers of spoken answers (judge_by_rules)."""


def score_of(points: float, criterion: Criterion, *, places_for: int) -> int:
    """1 to 5; a 5 needs `places_for` >= 2, whatever the points."""
    score = 1 + sum(points >= step for step in criterion.steps)
    return min(score, 4) if places_for < MIN_EVIDENCE_FOR_5 else score


KIND_OF_MISSING: dict[Missing, Kind] = {
    Missing.context: Kind.context,
    Missing.own_role: Kind.own_action,
    Missing.action: Kind.own_action,
    Missing.result: Kind.result,
    Missing.metric: Kind.number,
    Missing.trade_off: Kind.trade_off,
    Missing.verification: Kind.verification,
}
"""What a question expects, as the signal that shows it."""
