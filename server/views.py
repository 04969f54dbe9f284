"""Answers about documents, configurations, plans, jobs, postings and data sources."""

from typing import Any

import msgspec

from runtime.documents.employment import WorkEntry
from runtime.documents.projects import Project
from runtime.documents.risks import RiskFlag
from runtime.documents.skills import Skill
from runtime.experience.ingestion import IngestionSummary
from runtime.interview.companies import CompanyTags
from runtime.library.configs import InterviewConfig, StoredPlan
from runtime.library.documents import DocType, ParsingStatus, Profile, UserDocument
from runtime.library.hiring import Application, Posting
from runtime.library.jobs import SavedJob
from runtime.library.sources import DataSourceRun
from server.wire import SessionCreated


class DocumentView(msgspec.Struct, frozen=True, kw_only=True):
    """A document; its text and what was read from it only when it is asked for by its id."""

    id: str
    doc_type: DocType
    file_name: str
    mime_type: str
    file_size: int
    """Bytes."""
    source: str
    """`upload` or `pasted`."""
    source_hash: str
    """SHA-256 of the bytes: the same file twice is one document (R-251)."""
    version: int
    parsing_status: ParsingStatus
    parsing_error: str | None
    created_at: str
    updated_at: str
    raw_text: str | None = None
    parsed_json: dict[str, Any] | None = None
    """What was read, each item with its place in `raw_text`: the fields of R-146 for a résumé, of
    R-147 for a job description."""


class ProfileView(msgspec.Struct, frozen=True, kw_only=True):
    """What the newest résumé claims (R-060)."""

    latest_resume_doc_id: str | None
    headline: str | None
    work_history: tuple[WorkEntry, ...]
    projects: tuple[Project, ...]
    skills_claimed: tuple[Skill, ...]
    risk_flags: tuple[RiskFlag, ...]
    updated_at: str


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a plan, as its owner may see it before the interview (R-148)."""

    id: str
    interview_config_id: str | None
    version: int
    plan_json: dict[str, Any]
    created_at: str


class JobPlanView(msgspec.Struct, frozen=True, kw_only=True):
    """What `generate-plan` made for a job (R-134)."""

    job_id: str
    interview_config: InterviewConfig
    interview_plan: PlanView


class CompanyView(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    country: str
    tier: str
    archetype: str
    tags: CompanyTags
    known_for: str


class JobView(msgspec.Struct, frozen=True, kw_only=True):
    """A saved job with how often it was practised for."""

    job: SavedJob
    practised: int
    """Interviews held for it."""


class ApplicationCreated(msgspec.Struct, frozen=True, kw_only=True):
    """An application, its posting, and the interview that is ready to begin."""

    application: Application
    job_posting: Posting
    role_type: str
    role_category: str
    interview: SessionCreated


class PatternAdded(msgspec.Struct, frozen=True, kw_only=True):
    pattern_id: str
    nearest_pattern_id: str | None
    """The one that means the most similar thing, and how similar."""
    likeness: float | None


class Ingested(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a data set."""

    run: DataSourceRun
    received: int
    added: int
    already_there: int
    refused: tuple[str, ...]
    """Why items could not be used: their place and our own words, never theirs."""
    drawn: IngestionSummary | None = None
    """Patterns and company signals; None while the posts are still being read."""


def document_view(document: UserDocument, *, whole: bool = False) -> DocumentView:
    return DocumentView(
        id=document.document_id,
        doc_type=document.doc_type,
        file_name=document.file_name,
        mime_type=document.mime_type,
        file_size=document.file_size_bytes,
        source=document.source,
        source_hash=document.source_hash,
        version=document.version,
        parsing_status=document.parsing_status,
        parsing_error=document.parsing_error,
        created_at=document.created_at,
        updated_at=document.updated_at,
        raw_text=document.raw_text if whole else None,
        parsed_json=_extraction(document) if whole else None,
    )


def _extraction(document: UserDocument) -> dict[str, Any] | None:
    found = document.resume or document.job
    fields: dict[str, Any] | None = msgspec.to_builtins(found)
    return fields


def profile_view(profile: Profile) -> ProfileView:
    return ProfileView(
        latest_resume_doc_id=profile.latest_resume_doc_id,
        headline=profile.headline,
        work_history=profile.work_history,
        projects=profile.projects,
        skills_claimed=profile.skills_claimed,
        risk_flags=profile.risk_flags,
        updated_at=profile.updated_at,
    )


def plan_view(stored: StoredPlan) -> PlanView:
    return PlanView(
        id=stored.plan_id,
        interview_config_id=stored.config_id,
        version=stored.version,
        plan_json=stored.interview_plan,
        created_at=stored.created_at,
    )
