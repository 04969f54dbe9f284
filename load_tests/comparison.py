"""Two runs side by side: what got better, what got worse. Pure."""

import msgspec

from load_tests.figures import LoadFigures

NOISE = 0.05
"""A change of less than 5 % is called none: two runs of the same code differ by that."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of two runs; for all of them less is better."""

    name: str
    before: float | None
    after: float | None
    unit: str

    @property
    def ratio(self) -> float | None:
        """After through before; None where one is missing or there was nothing before."""
        if self.before is None or self.after is None or self.before == 0:
            return None
        return self.after / self.before

    @property
    def worse_by_percent(self) -> float:
        """0 where it did not get worse, or one is missing; what was 0 before got worse by 100."""
        if self.before is None or self.after is None or self.after <= self.before:
            return 0.0
        ratio = self.ratio
        return 100.0 if ratio is None else 100 * (ratio - 1)

    @property
    def verdict(self) -> str:
        """`better`, `worse`, `same`, or `?` where one is missing."""
        if self.before is None or self.after is None:
            return "?"
        if abs(self.after - self.before) <= NOISE * abs(self.before):
            return "same"
        return "better" if self.after < self.before else "worse"


def compare(before: LoadFigures, after: LoadFigures) -> list[Change]:
    """Every figure that both runs may have."""

    def spread_of(figures: LoadFigures, name: str, share: str) -> float | None:
        found = getattr(figures, name)
        return None if found is None else float(getattr(found, share))

    changes = [
        Change(
            name=f"{words} {share}",
            before=spread_of(before, name, share),
            after=spread_of(after, name, share),
            unit="ms",
        )
        for name, words in (
            ("voice_to_voice_ms", "voice to voice"),
            ("first_audio_ms", "first audio"),
            ("silenced_ms", "interruption to silence"),
        )
        for share in ("p50", "p95", "p99")
    ]
    for stage in sorted(before.stages_ms.keys() | after.stages_ms.keys()):
        old, new = before.stages_ms.get(stage), after.stages_ms.get(stage)
        changes.append(
            Change(
                name=f"stage {stage} p50",
                before=old.p50 if old else None,
                after=new.p50 if new else None,
                unit="ms",
            )
        )
    for name in ("lost", "doubled", "cut_ins", "gaps", "error_count"):
        changes.append(
            Change(
                name=name.replace("_", " "),
                before=float(getattr(before, name)),
                after=float(getattr(after, name)),
                unit="",
            )
        )
    for name, unit in (
        ("cpu_percent_per_session", "% of a core"),
        ("memory_mb_per_session", "MB"),
        ("loop_lag_p99_ms", "ms"),
    ):
        changes.append(
            Change(
                name=f"server {name.removesuffix('_ms').replace('_', ' ')}",
                before=getattr(before.server, name),
                after=getattr(after.server, name),
                unit=unit,
            )
        )
    return [change for change in changes if (change.before, change.after) != (None, None)]
