"""What in a timeline deserves a question: gaps, short tenures, overlaps, switches. Pure."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

import msgspec

from runtime.documents.spans import Span
from runtime.documents.timeline import Gap, Stay, Transition, TransitionKind, tenure_months
from runtime.documents.titles import Engagement

SHORT_TENURE_MONTHS = 12
OVERLAP_MONTHS = 3
"""Shorter overlaps are notice periods and rounding."""
FREQUENT_MOVES = 3
FREQUENT_MOVES_MONTHS = 36
_PASSING = set(Engagement) - {Engagement.regular}
"""Engagements that are short by their nature."""


class RiskKind(StrEnum):
    """What an interviewer should ask about, respectfully (R-206)."""

    gap = "gap"
    short_tenure = "short_tenure"
    overlap = "overlap"
    field_switch = "field_switch"
    step_down = "step_down"
    frequent_moves = "frequent_moves"


class RiskFlag(msgspec.Struct, frozen=True, kw_only=True):
    """A fact of the timeline worth a question; never a judgement."""

    kind: RiskKind
    detail: str
    """In our words, with the names and months of the document."""
    months: int = 0
    span: Span


def risk_flags(
    ordered: Sequence[Stay], found_gaps: Sequence[Gap], moves: Sequence[Transition]
) -> list[RiskFlag]:
    """Everything worth a question, in the order: gaps, tenures, overlaps, moves."""
    flags = [
        RiskFlag(
            kind=RiskKind.gap,
            detail=f"{gap.months} months after {gap.after}"
            + (f" and before {gap.before}" if gap.before else ", until now"),
            months=gap.months,
            span=gap.span,
        )
        for gap in found_gaps
    ]
    flags += _short_tenures(ordered)
    flags += _overlaps(ordered)
    for move in moves:
        if move.kind is TransitionKind.new_field:
            detail = f"from {move.from_title} to {move.to_title}"
            flags.append(RiskFlag(kind=RiskKind.field_switch, detail=detail, span=move.span))
        elif move.kind is TransitionKind.step_down:
            detail = f"from {move.from_title} to {move.to_title}"
            flags.append(RiskFlag(kind=RiskKind.step_down, detail=detail, span=move.span))
    flags += _frequent_moves(ordered)
    return flags


def _short_tenures(ordered: Sequence[Stay]) -> list[RiskFlag]:
    flags: list[RiskFlag] = []
    for stay in ordered:
        entry = stay.entry
        if entry is None or entry.is_current or entry.engagement in _PASSING:
            continue
        most = tenure_months(stay)[1]
        if most < SHORT_TENURE_MONTHS and not _stayed_on(stay, ordered):
            flags.append(
                RiskFlag(
                    kind=RiskKind.short_tenure,
                    detail=f"{most} months at {stay.label}",
                    months=most,
                    span=stay.span,
                )
            )
    return flags


def _stayed_on(stay: Stay, ordered: Sequence[Stay]) -> bool:
    """Whether another role at the same employer came before or after."""
    return any(
        other is not stay and other.entry is not None and other.label == stay.label
        for other in ordered
    )


def _overlaps(ordered: Sequence[Stay]) -> list[RiskFlag]:
    """Two regular jobs at once; side work and study are no overlap."""
    flags: list[RiskFlag] = []
    jobs = [s for s in ordered if s.entry and s.entry.engagement is Engagement.regular]
    for number, one in enumerate(jobs):
        for other in jobs[number + 1 :]:
            months = min(one.last_certain, other.last_certain) - max(
                one.first_certain, other.first_certain
            )
            if months >= OVERLAP_MONTHS and one.label != other.label:
                flags.append(
                    RiskFlag(
                        kind=RiskKind.overlap,
                        detail=f"{months} months at both {one.label} and {other.label}",
                        months=months,
                        span=other.span,
                    )
                )
    return flags


def _frequent_moves(ordered: Sequence[Stay]) -> list[RiskFlag]:
    """`FREQUENT_MOVES` new employers or more within `FREQUENT_MOVES_MONTHS`, once per document."""
    jobs = [s for s in ordered if s.entry and s.entry.engagement not in _PASSING]
    starts = [after for before, after in pairwise(jobs) if before.label != after.label]
    for number, last in enumerate(starts):
        first = starts[number - FREQUENT_MOVES + 1] if number + 1 >= FREQUENT_MOVES else None
        if first is not None and last.first_certain - first.first < FREQUENT_MOVES_MONTHS:
            return [
                RiskFlag(
                    kind=RiskKind.frequent_moves,
                    detail=f"{FREQUENT_MOVES} new employers within "
                    f"{last.first_certain - first.first + 1} months",
                    span=last.span,
                )
            ]
    return []
