"""The same answers given to two servers: what one of them takes longer, reply by reply. Pure."""

from collections.abc import Sequence

import msgspec

from load_tests.figures import Reply, Spread, spread

SAME_PATIENCE_MS = 400.0
"""Two interviews with another draw of questions may wait differently after the same answer, by
half a second and more; such replies can't be compared. A vendor's delay is less than that."""
QUICK_MS = 800.0


class Pairs(msgspec.Struct, frozen=True, kw_only=True):
    """Replies of two loads to the same answers of the same candidates."""

    added_ms: Spread | None
    """What the first one took longer, of the comparable pairs; negative where it was sooner."""
    quick_added_ms: Spread | None
    """Of these, after less than `QUICK_MS` of silence: there is the least time to prepare."""
    sooner_ms: Spread | None
    """The differences the other way round: what the machine's unrest alone does."""
    other_patience: int
    """Pairs left out because the interviews waited differently."""


def paired(first: Sequence[Reply], second: Sequence[Reply]) -> Pairs:
    others = {(reply.candidate, reply.answer): reply for reply in second}
    added: list[float] = []
    quick: list[float] = []
    left_out = 0
    for reply in first:
        other = others.get((reply.candidate, reply.answer))
        if other is None or reply.silence_ms is None or other.silence_ms is None:
            continue
        if abs(reply.silence_ms - other.silence_ms) > SAME_PATIENCE_MS:
            left_out += 1
        else:
            added.append(reply.ms - other.ms)
            if other.silence_ms < QUICK_MS:
                quick.append(added[-1])
    return Pairs(
        added_ms=spread(added),
        quick_added_ms=spread(quick),
        sooner_ms=spread(-ms for ms in added),
        other_patience=left_out,
    )
