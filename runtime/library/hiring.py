"""The hiring side: job postings, and candidates who apply and are interviewed."""

from enum import StrEnum
from typing import Protocol

import msgspec

from runtime.record import SessionRecord
from runtime.roles.job_posting import JobPosting


class Posting(msgspec.Struct, frozen=True, kw_only=True):
    """A job that somebody posted (R-074); shared within the tenant of whoever did."""

    posting_id: str = ""
    """A UUID; given by the store."""
    user_id: str
    """Who posted it."""
    title: str
    company: str
    description: str
    required_skills: tuple[str, ...] = ()
    tech_stack: tuple[str, ...] = ()
    role_category: str
    employment_type: str
    work_setup: str
    location: str
    experience_level: str
    created_at: str = ""
    """RFC 3339, UTC, like all times; given by the store."""
    updated_at: str = ""

    def job(self) -> JobPosting:
        """The posting as the role resolver and the prompts take it."""
        return JobPosting(
            posting_id=self.posting_id,
            title=self.title,
            company=self.company,
            description=self.description,
            required_skills=self.required_skills,
            tech_stack=self.tech_stack,
            role_category=self.role_category,
            employment_type=self.employment_type,
            work_setup=self.work_setup,
            location=self.location,
            experience_level=self.experience_level,
        )


class ApplicationStatus(StrEnum):
    submitted = "submitted"
    withdrawn = "withdrawn"
    rejected = "rejected"
    accepted = "accepted"


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate's application for a posting (R-075)."""

    application_id: str = ""
    """A UUID; given by the store."""
    user_id: str
    """The candidate."""
    job_posting_id: str
    resume_id: str | None = None
    """A résumé of the candidate's."""
    status: ApplicationStatus = ApplicationStatus.submitted
    session_ids: tuple[str, ...] = ()
    """Its interviews, oldest first; given by the store."""
    created_at: str = ""
    updated_at: str = ""


class HiringRepository(Protocol):
    """Postings and applications.

    A posting of another tenant and an application of another user are unknown: UnknownPosting,
    UnknownApplication. All methods raise StorageFailed when the database doesn't answer.
    Cancelling one that writes leaves all or nothing written.
    """

    async def add_posting(self, posting: Posting) -> Posting:
        """Keep a new one. Raises UnknownUser."""
        ...

    async def posting(self, user_id: str, posting_id: str) -> Posting:
        """For any user of the tenant. Raises UnknownPosting."""
        ...

    async def postings(self, user_id: str, *, limit: int = 100) -> list[Posting]:
        """Those of the user's tenant, the newest first."""
        ...

    async def delete_posting(self, user_id: str, posting_id: str) -> None:
        """Erase one's own posting with its applications; interviews stay, without a posting
        (R-076). Raises UnknownPosting."""
        ...

    async def apply(
        self, application: Application, interview: SessionRecord | None = None
    ) -> Application:
        """Keep an application, and its interview in the same transaction.

        The interview gets the application's id, owner and posting.

        Raises:
            UnknownPosting: not in the candidate's tenant.
            UnknownDocument: the résumé is not the candidate's.
            UnknownRole: the interview's kit or rubric is not in the catalogue.
        """
        ...

    async def application(self, user_id: str, application_id: str) -> Application:
        """Raises UnknownApplication."""
        ...

    async def applications(self, user_id: str, *, limit: int = 100) -> list[Application]:
        """The candidate's, the newest first."""
        ...
