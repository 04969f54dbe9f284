"""Everything known before an interview of this person for this job. Pure."""

from collections.abc import Callable, Sequence

import msgspec

from runtime.documents.job import JobExtraction
from runtime.documents.resume import ResumeExtraction
from runtime.interview.catalogue import QuestionPattern, RoleKit
from runtime.interview.companies import Archetype, Blueprint, Company
from runtime.interview.dimensions import DimensionId
from runtime.interview.tasks import CaseTemplate, CodingExercise
from runtime.roles.job_posting import JobPosting

Likeness = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""Texts → a square table of how alike they mean, 1 for the same and about 0 for strangers."""


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the candidate's story bank (R-042)."""

    title: str
    situation: str = ""
    result: str = ""


class Preparation(msgspec.Struct, frozen=True, kw_only=True):
    """What the documents, the job and earlier sessions say; every part may be missing."""

    resume: ResumeExtraction | None = None
    job: JobExtraction | None = None
    """Read from a job description; a posting's description needn't be read again."""
    posting: JobPosting | None = None
    company_notes: str = ""
    """Text of the notes that somebody uploaded about the company."""
    stories: tuple[Story, ...] = ()
    weak_areas: tuple[DimensionId, ...] = ()
    """Dimensions that earlier sessions rated low, the weakest first."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known, so that the plan can only follow the role."""
        return self == Preparation()


class Library(msgspec.Struct, frozen=True, kw_only=True):
    """What the plan can be made of."""

    patterns: tuple[QuestionPattern, ...] = ()
    """Those for the role's category and for any role."""
    role_kits: tuple[RoleKit, ...] = ()
    """Only their families are looked at: a case of a sister role is better than none."""
    exercises: tuple[CodingExercise, ...] = ()
    cases: tuple[CaseTemplate, ...] = ()
    archetypes: tuple[Archetype, ...] = ()
    companies: tuple[Company, ...] = ()
    blueprints: tuple[Blueprint, ...] = ()
