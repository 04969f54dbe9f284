"""Looks for what a model says a document holds, and makes items of what is really there. Pure."""

from collections.abc import Sequence

from runtime.documents.dates import DateRange, date_ranges, single_dates
from runtime.documents.employment import WorkEntry
from runtime.documents.job import Keyword, Requirement
from runtime.documents.metrics import Metric, metrics_in
from runtime.documents.model_schema import ModelJob, ModelMetric, ModelProject, ModelStudy
from runtime.documents.projects import Project
from runtime.documents.schooling import EducationEntry
from runtime.documents.seniority import SenioritySignal, seniority_signals, years_asked
from runtime.documents.skills import Skill
from runtime.documents.spans import Finder, Quoted, Span, one_line, span_of
from runtime.documents.taxonomy import taxonomy
from runtime.documents.titles import engagement_of

NEAR_CHARS = 600
"""Employer, title and dates of one job stand this close together."""
MAX_ITEMS = 200
"""Per list; a model that repeats itself is cut off here."""


class Check:
    """Looks for the model's strings in one text and remembers what was dropped.

    `dropped` says where an item stood, never its words.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._finder = Finder(text)
        self.dropped: list[str] = []
        self.kept = 0

    def _find(self, quote: str, path: str, *, near: Span | None = None) -> Span | None:
        span = self._finder.find_near(quote, near, NEAR_CHARS) if quote.strip() else None
        if span is None:
            self.dropped.append(path)
        else:
            self.kept += 1
        return span

    def quoted(self, quote: str, path: str, *, near: Span | None = None) -> Quoted | None:
        span = self._find(quote, path, near=near)
        return Quoted(text=one_line(span.text), span=span) if span else None

    def all_quoted(
        self, quotes: Sequence[str], path: str, *, near: Span | None = None
    ) -> list[Quoted]:
        found = [
            self.quoted(quote, f"{path}[{n}]", near=near)
            for n, quote in enumerate(quotes[:MAX_ITEMS])
        ]
        return [item for item in found if item is not None]

    def jobs(self, said: Sequence[ModelJob]) -> list[WorkEntry]:
        found = [self._job(job, f"work_history[{n}]") for n, job in enumerate(said[:MAX_ITEMS])]
        return [entry for entry in found if entry is not None]

    def _job(self, job: ModelJob, path: str) -> WorkEntry | None:
        dates = self._find(job.dates, f"{path}.dates") if job.dates else None
        employer = (
            self.quoted(job.employer, f"{path}.employer", near=dates) if job.employer else None
        )
        anchor = dates or (employer.span if employer else None)
        title = self.quoted(job.title, f"{path}.title", near=anchor) if job.title else None
        parts = [span for span in (dates, employer and employer.span, title and title.span) if span]
        if employer is None and title is None:
            self.dropped.append(path)
            return None
        place = self._find(job.location, f"{path}.location", near=anchor) if job.location else None
        header = span_of(
            self._text, min(part.start for part in parts), max(part.end for part in parts)
        )
        when = _range(dates)
        return WorkEntry(
            employer=employer,
            title=title,
            location=one_line(place.text) if place else None,
            started=str(when.started) if when and when.started else None,
            ended=str(when.ended) if when and when.ended else None,
            is_current=when is not None and when.is_current,
            dates=dates,
            engagement=engagement_of(header.text),
            points=tuple(self.all_quoted(job.points, f"{path}.points")),
            span=header,
        )

    def projects(self, said: Sequence[ModelProject]) -> list[Project]:
        found: list[Project] = []
        for n, project in enumerate(said[:MAX_ITEMS]):
            name = self.quoted(project.name, f"projects[{n}]")
            if name is not None:
                points = self.all_quoted(project.points, f"projects[{n}].points")
                found.append(Project(name=name, points=tuple(points), span=name.span))
        return found

    def studies(self, said: Sequence[ModelStudy]) -> list[EducationEntry]:
        found: list[EducationEntry] = []
        for n, study in enumerate(said[:MAX_ITEMS]):
            path = f"education[{n}]"
            dates = self._find(study.dates, f"{path}.dates") if study.dates else None
            place = (
                self.quoted(study.institution, f"{path}.institution", near=dates)
                if study.institution
                else None
            )
            degree = self.quoted(study.degree, f"{path}.degree") if study.degree else None
            named = place or degree
            if named is None:
                self.dropped.append(path)
                continue
            when = _range(dates)
            found.append(
                EducationEntry(
                    institution=place,
                    degree=degree,
                    started=str(when.started) if when and when.started else None,
                    ended=str(when.ended) if when and when.ended else None,
                    is_current=when is not None and when.is_current,
                    dates=dates,
                    span=named.span,
                )
            )
        return found

    def skills(self, said: Sequence[str]) -> list[Skill]:
        found: dict[str, Skill] = {}
        for n, skill in enumerate(said[:MAX_ITEMS]):
            span = self._find(skill, f"skills[{n}]")
            if span is not None:
                name, category = _known_as(span)
                found.setdefault(
                    name.casefold(),
                    Skill(
                        name=name,
                        category=category,
                        is_listed=True,
                        span=span,
                    ),
                )
        return list(found.values())

    def metrics(self, said: Sequence[ModelMetric], work: Sequence[WorkEntry]) -> list[Metric]:
        """Figures that stand in their sentence, and that our own reading takes for figures, too."""
        found: list[Metric] = []
        for n, metric in enumerate(said[:MAX_ITEMS]):
            path = f"metrics[{n}]"
            claim = self._find(metric.quote, path)
            if claim is None:
                continue
            value = self._finder.find(metric.value, within=claim)
            read = metrics_in(self._text, claim.start, claim.end, _owner(work, claim.start))
            same = [
                m for m in read if value and m.span.start < value.end and value.start < m.span.end
            ]
            if value is None or not same:
                self.dropped.append(path)
                continue
            found.append(same[0])
        return list({metric.span: metric for metric in found}.values())

    def requirements(self, said: Sequence[str], path: str) -> list[Requirement]:
        return [
            Requirement(
                text=item.text,
                span=item.span,
                skills=tuple(
                    dict.fromkeys(
                        found.known.name
                        for found in taxonomy().find(
                            self._text, item.span.start, item.span.end, in_list=False
                        )
                    )
                ),
                years=years_asked(item.text),
            )
            for item in self.all_quoted(said, path)
        ]

    def keywords(self, said: Sequence[str]) -> list[Keyword]:
        found: dict[str, Keyword] = {}
        for n, keyword in enumerate(said[:MAX_ITEMS]):
            span = self._find(keyword, f"keywords[{n}]")
            if span is not None:
                name, category = _known_as(span)
                found.setdefault(
                    name,
                    Keyword(
                        name=name,
                        category=category,
                        count=self._finder.count(keyword),
                        span=span,
                    ),
                )
        return sorted(found.values(), key=lambda keyword: -keyword.count)

    def signals(self, said: Sequence[str]) -> list[SenioritySignal]:
        """Hints that our own table reads the same words for; the level is never the model's."""
        ours = seniority_signals(self._text)
        found: list[SenioritySignal] = []
        for n, quote in enumerate(said[:MAX_ITEMS]):
            span = self._find(quote, f"seniority_signal[{n}]")
            if span is not None:
                found += [s for s in ours if s.span.start < span.end and span.start < s.span.end]
        return list({signal.span: signal for signal in found}.values())


def _range(dates: Span | None) -> DateRange | None:
    if dates is None:
        return None
    found = date_ranges(dates.text) or single_dates(dates.text)
    return found[-1] if found else None


def _owner(work: Sequence[WorkEntry], at: int) -> str:
    before = [entry for entry in work if entry.span.start <= at]
    named = max(before, key=lambda entry: entry.span.start, default=None)
    if named is None:
        return ""
    name = named.employer or named.title
    return name.text if name else ""


def _known_as(span: Span) -> tuple[str, str]:
    """Name and category of a skill: the taxonomy's, or as it stands in the text, without one."""
    known = taxonomy().known(span.text)
    return (known.name, known.category) if known else (one_line(span.text), "")
