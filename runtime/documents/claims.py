"""Turns a résumé's extraction into claims of the core's ledger. Pure.

Subjects are those the ledger compares with answers: `employer:<name>` in months, `from:<name>` and
`until:<name>` years, `current` an employer, `tool:<name>` in months where the résumé states years
of it and else `used`, `reports/<name>` people led there, `metric:<quantity>` in percent.
"""

import re
from collections.abc import Iterator

from runtime.documents.dates import YearMonth, months_of
from runtime.documents.employment import WorkEntry
from runtime.documents.metrics import MetricKind
from runtime.documents.organisations import LEGAL_END
from runtime.documents.resume import ResumeExtraction
from runtime.documents.timeline import parse
from runtime.interview.plan import Claim

_CHANGE = re.compile(
    r"(?i)\b(?:reduc|cut|lower|decreas|increas|improv|rais|grew|grow|boost)\w* (?:[\w-]+ ){0,3}?"
    r"(latency|revenue|churn|conversion|costs?|errors?|throughput|sales|downtime|response times?|"
    r"satisfaction|retention|load times?|traffic)(?: \w+)? by "
    r"(?:about |around |roughly |over |almost |nearly |up to )?(?P<figure>[\d.]+)\s?(?:%|percent)"
)
"""The quantities that the ledger listens for; anything looser would accuse people wrongly."""


def resume_claims(extraction: ResumeExtraction, *, as_of: YearMonth) -> tuple[Claim, ...]:
    """Claims that an answer can confirm or contradict; one per subject."""
    claims: dict[str, Claim] = {}
    for claim in (
        *_employers(extraction, as_of),
        *_dates(extraction),
        *_figures(extraction),
        *_tools(extraction),
        *_skills(extraction),
        *_people(extraction),
    ):
        claims.setdefault(claim.subject, claim)
    return tuple(claims.values())


def _employers(extraction: ResumeExtraction, as_of: YearMonth) -> Iterator[Claim]:
    """Months at each employer, over all roles there; only where months were written."""
    stays: dict[str, list[tuple[int, int]]] = {}
    quotes: dict[str, str] = {}
    for entry in extraction.work_history:
        if entry.employer is None or entry.started is None or entry.dates is None:
            continue
        first, last = parse(entry.started), parse(entry.ended) if entry.ended else as_of
        if first.month is None or last.month is None:
            continue
        name = LEGAL_END.sub("", entry.employer.text).strip(" ,")
        stays.setdefault(name, []).append((first.earliest, last.latest))
        quotes.setdefault(name, f"{entry.employer.text}, {entry.dates.text}")
    for name, ranges in stays.items():
        yield Claim(
            subject=f"employer:{name.lower()}",
            value=f"{months_of(ranges)} months",
            quote=quotes[name],
            source="resume",
        )


def _dates(extraction: ResumeExtraction) -> Iterator[Claim]:
    """The years in which a job began and ended, and the one job that goes on; only of employers
    named once, since somebody who came back has two of each."""
    names = [_name(entry) for entry in extraction.work_history]
    current = [entry for entry in extraction.work_history if entry.is_current]
    for entry, name in zip(extraction.work_history, names, strict=True):
        if not name or entry.dates is None or names.count(name) > 1 or entry.employer is None:
            continue
        quote = f"{entry.employer.text}, {entry.dates.text}"
        for subject, told in (("from", entry.started), ("until", entry.ended)):
            if told:
                yield Claim(
                    subject=f"{subject}:{name}", value=told[:4], quote=quote, source="resume"
                )
        if current == [entry]:
            yield Claim(subject="current", value=name, quote=quote, source="resume")


def _name(entry: WorkEntry) -> str:
    if entry.employer is None:
        return ""
    return LEGAL_END.sub("", entry.employer.text).strip(" ,").lower()


def _skills(extraction: ResumeExtraction) -> Iterator[Claim]:
    """What is listed as known; whoever has never used it said something else."""
    for skill in extraction.skills:
        yield Claim(
            subject=f"tool:{skill.name.lower()}",
            value="used",
            quote=skill.span.text,
            source="resume",
        )


_LED = re.compile(
    r"(?i)\b(?:led|managed|supervised|headed) (?:a |the )?(?:[\w-]+ )?team of (?P<number>\d+)\b"
)


def _people(extraction: ResumeExtraction) -> Iterator[Claim]:
    """ "Led a team of 12": per employer."""
    for entry in extraction.work_history:
        for point in entry.points:
            match = _LED.search(point.text)
            if match is not None and _name(entry):
                yield Claim(
                    subject=f"reports/{_name(entry)}",
                    value=f"{match['number']} people",
                    quote=match[0],
                    source="resume",
                )


def _figures(extraction: ResumeExtraction) -> Iterator[Claim]:
    """ "Reduced p95 latency by 40%"."""
    for metric in extraction.metrics:
        for match in _CHANGE.finditer(metric.claim.text):
            yield Claim(
                subject=f"metric:{match[1].lower().rstrip('s')}",
                value=f"{match['figure'].rstrip('.')} percent",
                quote=metric.claim.text,
                source="resume",
            )


_YEARS = re.compile(
    r"(?i)^\+?\s*years?(?: of)?(?: experience)?(?: with| in| using)?\s+(?P<rest>.{2,60})"
)


def _tools(extraction: ResumeExtraction) -> Iterator[Claim]:
    """ "5+ years of Python"."""
    for metric in extraction.metrics:
        if metric.kind is not MetricKind.duration:
            continue
        told = metric.claim.text
        after = told[told.find(metric.value) + len(metric.value) :]
        match = _YEARS.match(after)
        number = re.match(r"\d+", metric.value)
        if match is None or number is None:
            continue
        for skill in extraction.skills:
            if match["rest"].lower().startswith(skill.name.lower()):
                yield Claim(
                    subject=f"tool:{skill.name.lower()}",
                    value=f"{int(number[0]) * 12} months",
                    quote=told,
                    source="resume",
                )
