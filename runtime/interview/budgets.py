"""How the time of an interview is shared between its phases. Pure.

Minutes are the reference timing (R-148) scaled to any duration, with floors for the intro and the
close.
"""

from collections.abc import Collection, Mapping

from runtime.interview.catalogue import InterviewType
from runtime.interview.plan import PhaseId

FLOOR_S = 60.0
"""Least time for intro and close each (C-28), in interviews that have six times as much."""
CEILING_S = 300.0
"""More than five minutes of small talk or of candidate's questions helps nobody."""
OPTIONAL_S = {PhaseId.resume_deep_dive: 75.0, PhaseId.exercise: 120.0}
"""Share below which these phases are left out: a case in half a minute is no case."""
WEIGHTS: dict[InterviewType, dict[PhaseId, float]] = {
    InterviewType.technical: {
        PhaseId.intro: 3, PhaseId.resume_deep_dive: 8, PhaseId.role_skills: 22,
        PhaseId.exercise: 10, PhaseId.behavioral: 10, PhaseId.close: 3,
    },
    InterviewType.hr: {
        PhaseId.intro: 4, PhaseId.resume_deep_dive: 10, PhaseId.role_skills: 10,
        PhaseId.exercise: 3, PhaseId.behavioral: 22, PhaseId.close: 4,
    },
    InterviewType.hiring_manager: {
        PhaseId.intro: 3, PhaseId.resume_deep_dive: 10, PhaseId.role_skills: 17,
        PhaseId.exercise: 5, PhaseId.behavioral: 16, PhaseId.close: 4,
    },
    InterviewType.panel: {
        PhaseId.intro: 3, PhaseId.resume_deep_dive: 8, PhaseId.role_skills: 16,
        PhaseId.exercise: 6, PhaseId.behavioral: 16, PhaseId.close: 4,
    },
}  # fmt: skip
"""Shares of the time, after the reference minutes 3+10+25+10+2 of R-148."""


def budgets(
    duration_s: float,
    kind: InterviewType,
    there: Collection[PhaseId],
    *,
    least_s: Mapping[PhaseId, float] = OPTIONAL_S,
) -> dict[PhaseId, float]:
    """Seconds per phase in order; intro and close are kept within floor and ceiling."""
    weights = WEIGHTS[kind]
    everything = sum(weights.values())
    present = [
        phase_id
        for phase_id in PhaseId
        if phase_id in (PhaseId.intro, PhaseId.close)
        or (
            phase_id in there
            and duration_s * weights[phase_id] / everything >= least_s.get(phase_id, 0.0)
        )
    ]
    total = sum(weights[phase_id] for phase_id in present)
    edge = {
        phase_id: min(
            CEILING_S,
            max(min(FLOOR_S, duration_s / 6), duration_s * weights[phase_id] / total),
        )
        for phase_id in (PhaseId.intro, PhaseId.close)
    }
    middle = [phase_id for phase_id in present if phase_id not in edge]
    left = duration_s - sum(edge.values())
    middle_total = sum(weights[phase_id] for phase_id in middle)
    return {
        phase_id: edge[phase_id] if phase_id in edge else left * weights[phase_id] / middle_total
        for phase_id in present
    }
