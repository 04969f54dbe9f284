"""What an interview is to be like, and the versions of its plan."""

from typing import Any, Protocol

import msgspec

from runtime.interview.catalogue import InterviewType, Seniority
from runtime.interview.plan import InterviewPlan, Mode, Style


class InterviewConfig(msgspec.Struct, frozen=True, kw_only=True):
    """One user's choices for interviews (R-061); a plan is made from it."""

    config_id: str = ""
    """A UUID; given by the store."""
    user_id: str
    role_kit_id: str
    resume_doc_id: str | None = None
    """Required for structured interviews for a job (C-56); that is the API's to check."""
    jd_doc_id: str | None = None
    company_notes_doc_id: str | None = None
    interview_type: InterviewType
    style: Style
    seniority: Seniority
    mode: Mode = Mode.assessment
    duration_s: float = 360.0
    """Seconds (C-28)."""
    questions_target: int | None = None
    """None: what fits the duration."""
    language: str = "en"
    """The interviewer's."""
    response_languages: tuple[str, ...] = ()
    """What the candidate may answer in besides (C-57)."""
    target_role: str | None = None
    """The role in the user's words, where they differ from the kit's name."""
    company_id: str | None = None
    company_name: str | None = None
    saved_job_id: str | None = None
    job_posting_id: str | None = None
    created_at: str = ""
    """RFC 3339, UTC; given by the store."""


class StoredPlan(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a configuration's plan (R-062)."""

    plan_id: str
    config_id: str | None
    """None for plans that were made without a configuration."""
    version: int
    """From 1, counted per configuration; also the plan's own `plan_version`."""
    plan: InterviewPlan
    """What the core follows."""
    interview_plan: dict[str, Any]
    """The same in the shape that readers get (R-148); empty for plans from before it."""
    provenance: dict[str, Any]
    """What it was made from: templates with name, version, hash and arm; triggers; the model."""
    created_at: str


class ConfigRepository(Protocol):
    """Configurations.

    One of another user is unknown: UnknownConfig. All methods raise StorageFailed when the
    database doesn't answer. Cancelling `add` leaves all or nothing written.
    """

    async def add(self, config: InterviewConfig) -> InterviewConfig:
        """Keep a new one; a configuration never changes.

        Raises:
            UnknownRole, UnknownCompany: not in the catalogue.
            UnknownDocument, UnknownJob, UnknownPosting: not there for this user.
        """
        ...

    async def load(self, user_id: str, config_id: str) -> InterviewConfig:
        """Raises UnknownConfig."""
        ...

    async def configs(self, user_id: str, *, limit: int = 100) -> list[InterviewConfig]:
        """The newest first."""
        ...


class PlanRepository(Protocol):
    """Plans of configurations.

    One of another user is unknown: UnknownPlan. All methods raise StorageFailed when the
    database doesn't answer. Cancelling `add` leaves all or nothing written.
    """

    async def add(
        self,
        user_id: str,
        config_id: str,
        plan: InterviewPlan,
        *,
        interview_plan: dict[str, Any],
        provenance: dict[str, Any],
    ) -> StoredPlan:
        """Keep the next version; two at once get two versions. Raises UnknownConfig.

        A session is started from it by `SessionRecord.plan_id`.
        """
        ...

    async def load(self, user_id: str, plan_id: str) -> StoredPlan:
        """Raises UnknownPlan."""
        ...

    async def latest(self, user_id: str, config_id: str) -> StoredPlan | None:
        """The newest version, or None while there is none. Raises UnknownConfig."""
        ...

    async def versions(self, user_id: str, config_id: str) -> list[StoredPlan]:
        """All versions, the newest first. Raises UnknownConfig."""
        ...
