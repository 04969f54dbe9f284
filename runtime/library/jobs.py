"""Jobs a user aims at: saved, tracked, prepared for, and practised for."""

from enum import StrEnum
from typing import Protocol

import msgspec


class JobStatus(StrEnum):
    """R-086."""

    saved = "saved"
    applied = "applied"
    interviewing = "interviewing"
    offer = "offer"
    rejected = "rejected"


class SavedJob(msgspec.Struct, frozen=True, kw_only=True):
    """A user's target (R-050, C-12)."""

    saved_job_id: str = ""
    """A UUID; given by the store."""
    user_id: str
    company_id: str | None = None
    """Of the catalogue; None for a company that is not in it."""
    company_name: str
    """Always filled: the catalogue's name when `company_id` is set."""
    role_title: str
    role_category: str
    job_url: str | None = None
    """Kept, never fetched."""
    jd_text: str | None = None
    """The job description as it was pasted."""
    jd_document_id: str | None = None
    """An uploaded job description of the user's."""
    job_posting_id: str | None = None
    """A posting on this server."""
    status: JobStatus = JobStatus.saved
    next_interview_at: str | None = None
    """RFC 3339, UTC, like all times."""
    notes: str | None = None
    company_research: str | None = None
    """What is known about the company for this target (C-43)."""
    company_values: tuple[str, ...] = ()
    created_at: str = ""
    """Given by the store."""
    updated_at: str = ""


class PracticeLink(msgspec.Struct, frozen=True, kw_only=True):
    """Practice for a saved job (R-051): a configuration, and the session or exercise held."""

    link_id: str = ""
    """Given by the store."""
    saved_job_id: str
    interview_config_id: str | None = None
    interview_session_id: str | None = None
    exercise_session_id: str | None = None
    created_at: str = ""


class InterviewRound(msgspec.Struct, frozen=True, kw_only=True):
    """A real interview at the company that the user prepares for (R-046, C-11)."""

    round_id: str = ""
    """Given by the store."""
    user_id: str
    saved_job_id: str
    type: str
    """As the user names it: `phone screen`, `hiring manager`."""
    interviewers: str = ""
    """The user's notes about who will ask."""
    scheduled_at: str | None = None
    created_at: str = ""


class Opportunity(msgspec.Struct, frozen=True, kw_only=True):
    """A saved job as context (R-036, R-037, C-13)."""

    saved_job_id: str
    user_id: str
    job_description: str | None
    """The pasted text, or else that of the document, or else of the posting."""
    company_research: str | None
    company_values: tuple[str, ...]
    flagged_question_ids: tuple[str, ...]
    """Ids of question patterns, in the user's order."""
    curated_story_ids: tuple[str, ...]
    """In the user's order."""


class JobRepository(Protocol):
    """Saved jobs and everything that hangs on them.

    A job of another user is unknown: UnknownJob. A document, configuration, session, posting,
    company, question or story that is named must be there, and the user's own where it has an
    owner; otherwise its own Unknown… error is raised and nothing is written. All methods raise
    StorageFailed when the database doesn't answer. Cancelling one that writes leaves all or
    nothing written.
    """

    async def add(self, job: SavedJob) -> SavedJob:
        """Keep a new one."""
        ...

    async def load(self, user_id: str, saved_job_id: str) -> SavedJob:
        """Raises UnknownJob."""
        ...

    async def saved_jobs(
        self, user_id: str, *, status: JobStatus | None = None, limit: int = 100
    ) -> list[SavedJob]:
        """What comes next first: by the date of the next interview, then the last changed."""
        ...

    async def replace(self, job: SavedJob) -> SavedJob:
        """Write all fields but the id, the owner and the times. Raises UnknownJob."""
        ...

    async def delete(self, user_id: str, saved_job_id: str) -> None:
        """With its rounds and links; the sessions stay. Raises UnknownJob."""
        ...

    async def link(self, user_id: str, link: PracticeLink) -> PracticeLink:
        """Note practice for a job; a second time with the session that came of it."""
        ...

    async def links(self, user_id: str, saved_job_id: str) -> list[PracticeLink]:
        """The newest first. Raises UnknownJob."""
        ...

    async def add_round(self, interview_round: InterviewRound) -> InterviewRound:
        """Note a real interview. Raises UnknownJob."""
        ...

    async def rounds(self, user_id: str, saved_job_id: str) -> list[InterviewRound]:
        """By date, those without one last. Raises UnknownJob."""
        ...

    async def opportunity(self, user_id: str, saved_job_id: str) -> Opportunity:
        """Raises UnknownJob."""
        ...

    async def flag_questions(
        self, user_id: str, saved_job_id: str, pattern_ids: tuple[str, ...]
    ) -> None:
        """Replace the flagged questions, in this order; a repeated id counts once."""
        ...

    async def curate_stories(
        self, user_id: str, saved_job_id: str, story_ids: tuple[str, ...]
    ) -> None:
        """Replace the chosen stories, in this order; a repeated id counts once."""
        ...
