"""Takes what a model extracted and keeps only what the document really says. Pure.

A model copies words, it does not count characters: it gives strings, and we look for each of them
in the text. What is not there, word for word, is dropped; so is what follows from the items
(gaps, triggers, risks), which we derive ourselves.
"""

from typing import Generic, TypeVar

import msgspec

from runtime.documents.dates import YearMonth
from runtime.documents.job import JobExtraction
from runtime.documents.lines import lines_of
from runtime.documents.model_schema import ModelPosting, ModelResume
from runtime.documents.person import name_of
from runtime.documents.resume import ResumeExtraction, derive
from runtime.documents.sections import sections_of
from runtime.documents.verification import Check
from runtime.errors import VivaError


class UnusableExtraction(VivaError):
    """The model's JSON does not fit the schema; use the rules' extraction instead."""

    code = "unusable_extraction"


Extraction = TypeVar("Extraction", ResumeExtraction, JobExtraction)


class Verified(msgspec.Struct, Generic[Extraction], frozen=True, kw_only=True):
    """What is left of a model's extraction."""

    extraction: Extraction
    dropped: tuple[str, ...]
    """Where the dropped items stood: `work_history[2].employer`; never their words."""
    kept: int


def verified_resume(
    returned: object, text: str, *, as_of: YearMonth, model: str
) -> Verified[ResumeExtraction]:
    """A résumé's extraction from a model's decoded JSON.

    Raises:
        UnusableExtraction: it does not fit `ModelResume`.
    """
    said = _convert(returned, ModelResume)
    check = Check(text)
    headline = check.quoted(said.headline, "headline") if said.headline else None
    work = check.jobs(said.work_history)
    projects = check.projects(said.projects)
    extraction = derive(
        name=name_of(text, sections_of(lines_of(text))),
        headline=headline,
        work=work,
        projects=projects,
        skills=check.skills(said.skills),
        metrics=check.metrics(said.metrics, work),
        studies=check.studies(said.education),
        as_of=as_of,
        source=model,
    )
    return Verified(extraction=extraction, dropped=tuple(check.dropped), kept=check.kept)


def verified_job(returned: object, text: str, *, model: str) -> Verified[JobExtraction]:
    """A job's extraction from a model's decoded JSON.

    Raises:
        UnusableExtraction: it does not fit `ModelPosting`.
    """
    said = _convert(returned, ModelPosting)
    check = Check(text)
    extraction = JobExtraction(
        responsibilities=tuple(check.all_quoted(said.responsibilities, "responsibilities")),
        must_have=tuple(check.requirements(said.must_have, "must_have")),
        nice_to_have=tuple(check.requirements(said.nice_to_have, "nice_to_have")),
        keywords=tuple(check.keywords(said.keywords)),
        seniority_signal=tuple(check.signals(said.seniority_signal)),
        source=model,
    )
    return Verified(extraction=extraction, dropped=tuple(check.dropped), kept=check.kept)


Schema = TypeVar("Schema", ModelResume, ModelPosting)


def _convert(returned: object, kind: type[Schema]) -> Schema:
    try:
        return msgspec.convert(returned, kind)
    except msgspec.ValidationError as error:
        # The error names the path and the types, never the values.
        raise UnusableExtraction(str(error)) from None
