"""What a stretch of an answer can be evidence of. Pure."""

from enum import StrEnum


class Kind(StrEnum):
    """What a stretch of an answer is evidence of."""

    # Speaks for the candidate.
    context = "context"
    own_action = "own_action"
    team_action = "team_action"
    ownership = "ownership"
    result = "result"
    number = "number"
    reason = "reason"
    trade_off = "trade_off"
    verification = "verification"
    method = "method"
    structure = "structure"
    example = "example"
    learning = "learning"
    collaboration = "collaboration"
    conflict = "conflict"
    motive = "motive"
    admission = "admission"
    topic = "topic"
    """A word that the question's author expects in a good answer."""
    # Speaks for routine, neither way on its own.
    routine = "routine"
    # Speaks against.
    improvised = "improvised"
    softened = "softened"
    passed_on = "passed_on"
    not_done = "not_done"
    vague = "vague"
    hedge = "hedge"
    evasion = "evasion"
    blame = "blame"
    contradiction = "contradiction"
    """Not the same as the résumé or an earlier answer says."""
    retraction = "retraction"


SPEAKS_AGAINST = frozenset(
    {
        Kind.improvised,
        Kind.softened,
        Kind.passed_on,
        Kind.not_done,
        Kind.vague,
        Kind.hedge,
        Kind.evasion,
        Kind.blame,
        Kind.contradiction,
        Kind.retraction,
    }
)
