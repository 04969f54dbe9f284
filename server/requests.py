"""Bodies of the requests about documents, configurations, jobs, postings and data sources.

Fields are named in snake_case; the routes also take camelCase (C-36).
"""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from runtime.interview.catalogue import InterviewType, Seniority
from runtime.interview.plan import Mode, Style
from runtime.library.documents import DocType
from runtime.library.jobs import JobStatus
from runtime.record import AudioOut
from server.wire import CreateSession, Identifier, Language, Name

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=100_000)]
Note = Annotated[str, msgspec.Meta(max_length=20_000)]
Url = Annotated[str, msgspec.Meta(pattern=r"^https?://\S+$", max_length=2_000)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""RFC 3339 with its zone: 2026-03-01T14:30:00Z."""
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
MINUTES = (6, 15, 30, 50)
"""Lengths one can choose (C-28)."""
Minutes = Literal[6, 15, 30, 50]


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A request's body; fields it doesn't know are refused, so that a typo is noticed."""


class PasteDocument(Body, frozen=True, kw_only=True):
    """A document as text, instead of a file."""

    doc_type: DocType
    text: Text
    file_name: Name = "pasted.txt"


class ParseDocument(Body, frozen=True, kw_only=True):
    force: bool = False
    """Read the file again, also when it has been read."""


class CreateConfig(Body, frozen=True, kw_only=True):
    """Body of `POST /api/interview/config` (R-126); what is left out comes from the role kit."""

    role_kit_id: Identifier | None = None
    target_role: Name | None = None
    """The role in free text, when there is no fitting role kit id."""
    resume_doc_id: Identifier | None = None
    """Left out, it is the newest résumé; there must be one for an interview for a job (C-56)."""
    jd_doc_id: Identifier | None = None
    company_notes_doc_id: Identifier | None = None
    job_posting_id: Identifier | None = None
    interview_type: InterviewType | None = None
    style: Style = Style.neutral
    seniority: Seniority | None = None
    mode: Mode = Mode.assessment
    minutes: Minutes = 6
    questions_target: Annotated[int, msgspec.Meta(ge=1, le=40)] | None = None
    language: Language = "en"
    response_languages: Annotated[tuple[Language, ...], msgspec.Meta(max_length=8)] = ()
    company: Name | None = None


class MakePlan(Body, frozen=True, kw_only=True):
    """Body of `POST /api/interview/config/{id}/plan`; may be left out."""

    minutes: Minutes | None = None
    """Instead of the configuration's own length."""


class SaveJob(Body, frozen=True, kw_only=True):
    """Body of `POST /api/jobs/save` (R-131)."""

    company: Name
    """As the user writes it; the catalogue's company is found by it."""
    role: Name
    url: Url | None = None
    """Kept for the user, never fetched."""
    jd_text: Text | None = None
    jd_document_id: Identifier | None = None
    job_posting_id: Identifier | None = None
    role_category: Word | None = None
    """Left out, it follows from the role."""
    status: JobStatus = JobStatus.saved
    next_interview_at: Moment | None = None
    notes: Note | None = None
    company_research: Note | None = None
    company_values: Annotated[tuple[Word, ...], msgspec.Meta(max_length=20)] = ()


class UpdateJob(Body, frozen=True, kw_only=True):
    """Body of `PUT /api/jobs/{id}` (R-133); what is left out stays, null empties."""

    status: JobStatus | UnsetType = UNSET
    notes: Note | UnsetType | None = UNSET
    next_interview_at: Moment | UnsetType | None = UNSET
    company: Name | UnsetType = UNSET
    role: Name | UnsetType = UNSET
    url: Url | UnsetType | None = UNSET
    jd_text: Text | UnsetType | None = UNSET
    jd_document_id: Identifier | UnsetType | None = UNSET
    company_research: Note | UnsetType | None = UNSET
    company_values: Annotated[tuple[Word, ...], msgspec.Meta(max_length=20)] | UnsetType = UNSET


class GenerateJobPlan(Body, frozen=True, kw_only=True):
    """Body of `POST /api/jobs/{id}/generate-plan` (R-134, C-38); may be left out."""

    role_kit_id: Identifier | None = None
    """Left out, it follows from the job's role."""
    resume_doc_id: Identifier | None = None
    """Left out, it is the newest résumé."""
    company_notes_doc_id: Identifier | None = None
    interview_type: InterviewType | None = None
    style: Style = Style.neutral
    seniority: Seniority | None = None
    mode: Mode = Mode.assessment
    minutes: Minutes = 6
    language: Language = "en"
    response_languages: Annotated[tuple[Language, ...], msgspec.Meta(max_length=8)] = ()


Skills = Annotated[tuple[Word, ...], msgspec.Meta(max_length=60)]


class CreatePosting(Body, frozen=True, kw_only=True):
    """Body of `POST /api/v1/job-postings`: the columns of R-074."""

    title: Name
    company: Name
    description: Text
    required_skills: Skills | Annotated[str, msgspec.Meta(max_length=4_000)] = ()
    """A list, or one text with commas."""
    tech_stack: Skills | Annotated[str, msgspec.Meta(max_length=1_000)] | None = ()
    role_category: Word
    employment_type: Word = "full-time"
    work_setup: Word = "on-site"
    location: Word = "not stated"
    experience_level: Word = "not stated"


class CreateApplication(Body, frozen=True, kw_only=True):
    """Body of `POST /api/v1/applications` (R-138)."""

    job_posting_id: Identifier
    resume_id: Identifier | None = None
    """A résumé among the caller's documents; left out, it is the newest one, if there is any."""
    interview_type: InterviewType | None = None
    style: Style = Style.neutral
    mode: Mode = Mode.assessment
    minutes: Minutes = 6
    audio_out: AudioOut = AudioOut.ws
    candidate_name: Name | None = None


Told = Annotated[str, msgspec.Meta(max_length=4_000)]


class AddStory(Body, frozen=True, kw_only=True):
    """Body of `POST /api/v1/stories`; what is missing may be told later."""

    title: Name
    situation: Told = ""
    task: Told = ""
    action: Told = ""
    result: Told = ""


class UpdateStory(Body, frozen=True, kw_only=True):
    """Body of `PUT /api/v1/stories/{id}`; what is left out stays."""

    title: Name | UnsetType = UNSET
    situation: Told | UnsetType = UNSET
    task: Told | UnsetType = UNSET
    action: Told | UnsetType = UNSET
    result: Told | UnsetType = UNSET
    is_archived: bool | UnsetType = UNSET


class RunSource(Body, frozen=True, kw_only=True):
    """Body of `POST /api/data-sources/apify/run` (R-136)."""

    company: Name | None = None
    max_to_scrape: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 50
    start_date: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    source: Word = "apify_leetcode"


class IngestPosts(Body, frozen=True, kw_only=True):
    """Body of `POST /api/data-sources/apify/ingest` (R-137)."""

    items: Annotated[tuple[dict[str, Any], ...], msgspec.Meta(min_length=1, max_length=5_000)]
    """The items of the data set as the scraper gives them: see docs/api.md."""
    source: Word = "apify_leetcode"
    run_id: Identifier | None = None
    """A run these belong to; left out, a run is noted for them."""
    company: Name | None = None
    """Of items that name none."""
    storage_ref: Annotated[str, msgspec.Meta(max_length=500)] | None = None
    """Id or address of the data set."""


def wish(config: CreateConfig) -> CreateSession:
    """What a session made from this configuration would be asked for."""
    return CreateSession(
        role_kit_id=config.role_kit_id,
        target_role=config.target_role,
        seniority=config.seniority,
        interview_type=config.interview_type,
        style=config.style,
        mode=config.mode,
        duration_s=config.minutes * 60,
        questions_target=config.questions_target,
        language=config.language,
        response_languages=config.response_languages,
        company=config.company,
    )
