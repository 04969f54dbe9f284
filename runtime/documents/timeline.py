"""Occupations by month, the gaps between them and the moves from one to the next. Pure.

What is uncertain is not held against anybody: "2019" means any month of 2019, so a gap counts
only if it is one under every reading.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

import msgspec

from runtime.documents.dates import YearMonth
from runtime.documents.employment import WorkEntry
from runtime.documents.schooling import EducationEntry
from runtime.documents.spans import Quoted, Span
from runtime.documents.titles import Engagement, field_of, rank_of

GAP_MONTHS = 4
"""Whole months between two occupations; a search for work commonly takes three."""


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Months in which neither work nor study is told."""

    started: str
    """First month without, `2019-10`."""
    ended: str
    """Last month without."""
    months: int
    """At least so many."""
    after: str
    """What came before it, as spoken: "Acme Corp"."""
    before: str
    """What came next; empty when nothing has."""
    span: Span
    """The dates that end before the gap."""


class TransitionKind(StrEnum):
    promotion = "promotion"
    """A higher rank at the same employer."""
    new_role = "new_role"
    """Another role at the same employer."""
    new_employer = "new_employer"
    new_field = "new_field"
    """Another trade."""
    step_up = "step_up"
    """A higher rank at a new employer."""
    step_down = "step_down"
    """A lower rank than before."""
    to_self_employment = "to_self_employment"
    from_self_employment = "from_self_employment"


class Transition(msgspec.Struct, frozen=True, kw_only=True):
    """One move from a job to the next."""

    kind: TransitionKind
    at: str
    """When the later job began."""
    from_title: str
    from_employer: str
    to_title: str
    to_employer: str
    span: Span
    """The header of the later job."""


class Stay(msgspec.Struct, frozen=True, kw_only=True):
    """One dated occupation, in months of `dates`."""

    label: str
    """How to speak of it: employer, else title or institution."""
    first: int
    """Earliest month it can have begun."""
    first_certain: int
    """Latest month it can have begun."""
    last: int
    """Latest month it can have ended."""
    last_certain: int
    """Earliest month it can have ended."""
    span: Span
    entry: WorkEntry | None = None
    """None for study."""


def stays(
    work: Sequence[WorkEntry], education: Sequence[EducationEntry], as_of: YearMonth
) -> list[Stay]:
    """Dated occupations, earliest first; what has not ended lasts until `as_of`."""
    found: list[Stay] = []
    for job in work:
        label = _text(job.employer) or _text(job.title)
        stay = _stay(job.started, job.ended, job.dates or job.span, label, as_of, job)
        if stay is not None:
            found.append(stay)
    for study in education:
        label = _text(study.institution) or _text(study.degree)
        stay = _stay(study.started, study.ended, study.dates or study.span, label, as_of, None)
        if stay is not None:
            found.append(stay)
    return sorted(found, key=lambda stay: (stay.first, stay.last))


def _stay(
    started: str | None,
    ended: str | None,
    span: Span,
    label: str,
    as_of: YearMonth,
    entry: WorkEntry | None,
) -> Stay | None:
    if started is None:
        return None
    first, last = parse(started), parse(ended) if ended else as_of
    if ended is None and last.latest < first.earliest:
        last = first
    return Stay(
        label=label,
        first=first.earliest,
        first_certain=min(first.latest, last.latest),
        last=last.latest,
        last_certain=max(last.earliest, first.earliest),
        span=span,
        entry=entry,
    )


def parse(written: str) -> YearMonth:
    """`2019-10` or `2019`, as `YearMonth` prints itself."""
    year, _, month = written.partition("-")
    return YearMonth(year=int(year), month=int(month) if month else None)


def month_name(month: int) -> str:
    """`2019-10` for a number of months."""
    return f"{month // 12}-{month % 12 + 1:02d}"


def gaps(ordered: Sequence[Stay], as_of: YearMonth) -> list[Gap]:
    """Stretches of at least `GAP_MONTHS` months under every reading of the dates."""
    found: list[Gap] = []
    if not ordered:
        return found
    reach = ordered[0]
    for stay in ordered[1:]:
        if stay.first - reach.last - 1 >= GAP_MONTHS:
            found.append(_gap(reach, stay.first - 1, stay.label))
        if stay.last > reach.last:
            reach = stay
    if as_of.earliest - reach.last >= GAP_MONTHS:
        found.append(_gap(reach, as_of.earliest, ""))
    return found


def _gap(before: Stay, last: int, label: str) -> Gap:
    return Gap(
        started=month_name(before.last + 1),
        ended=month_name(last),
        months=last - before.last,
        after=before.label,
        before=label,
        span=before.span,
    )


def tenure_months(stay: Stay) -> tuple[int, int]:
    """Fewest and most months that a stay can have lasted."""
    least = max(1, stay.last_certain - stay.first_certain + 1)
    return least, stay.last - stay.first + 1


def transitions(ordered: Sequence[Stay]) -> list[Transition]:
    """Moves between consecutive jobs, by the month they began."""
    jobs = [stay.entry for stay in ordered if stay.entry is not None]
    return [
        Transition(
            kind=_kind(before, after),
            at=after.started or "",
            from_title=_text(before.title),
            from_employer=_text(before.employer),
            to_title=_text(after.title),
            to_employer=_text(after.employer),
            span=after.span,
        )
        for before, after in pairwise(jobs)
    ]


def _kind(before: WorkEntry, after: WorkEntry) -> TransitionKind:
    free = Engagement.freelance
    if after.engagement is free and before.engagement is not free:
        return TransitionKind.to_self_employment
    if before.engagement is free and after.engagement is not free:
        return TransitionKind.from_self_employment
    one, other = _text(before.title), _text(after.title)
    rise = rank_of(other) - rank_of(one) if one and other else 0
    employer = _text(before.employer).casefold()
    if employer and employer == _text(after.employer).casefold():
        return TransitionKind.promotion if rise > 0 else TransitionKind.new_role
    fields = field_of(one), field_of(other)
    if None not in fields and fields[0] is not fields[1]:
        return TransitionKind.new_field
    if rise > 0:
        return TransitionKind.step_up
    if rise < 0 and rank_of(one) > 1:
        return TransitionKind.step_down
    return TransitionKind.new_employer


def _text(said: Quoted | None) -> str:
    return said.text if said is not None else ""
