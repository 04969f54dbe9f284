"""Jobs a user aims at, and plans for their interviews."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import delete, get, post, put
from msgspec import UNSET

from runtime.interview.companies import Company
from runtime.library.jobs import JobStatus, SavedJob
from runtime.roles.resolver import ANY_CATEGORY, resolve_role
from server.config_plans import plan_of_config
from server.deps import Parts
from server.either_case import EitherCase
from server.errors import problems
from server.identity import Caller
from server.requests import CreateConfig, GenerateJobPlan, SaveJob, UpdateJob
from server.routes.configs import add_config
from server.text import clean_text
from server.views import CompanyView, JobPlanView, JobView, plan_view


@post(
    ["/api/v1/jobs", "/api/v1/jobs/save", "/api/jobs/save"],
    responses=problems(403, 404, 503),
    summary="Save a job",
    request_class=EitherCase,
)
async def save_job(parts: Parts, caller: Caller, data: SaveJob) -> SavedJob:
    """Keep a job to prepare for: company, role, and what is known of it."""
    company = await parts.catalogue.company_named(_line(data.company))
    role = resolve_role(target_role=data.role, role_category=data.role_category)
    return await parts.jobs.add(
        SavedJob(
            user_id=caller.user_id,
            company_id=company.company_id if company is not None else None,
            company_name=company.name if company is not None else _line(data.company),
            role_title=_line(data.role),
            role_category=role.role_category,
            job_url=data.url,
            jd_text=_text(data.jd_text),
            jd_document_id=data.jd_document_id,
            job_posting_id=data.job_posting_id,
            status=data.status,
            next_interview_at=_moment(data.next_interview_at),
            notes=_text(data.notes),
            company_research=_text(data.company_research),
            company_values=tuple(_line(value) for value in data.company_values),
        )
    )


@get(["/api/v1/jobs", "/api/jobs"], responses=problems(503), summary="List your jobs")
async def list_jobs(
    parts: Parts, caller: Caller, status: JobStatus | None = None
) -> list[SavedJob]:
    """What comes next first."""
    return await parts.jobs.saved_jobs(caller.user_id, status=status)


@get(
    ["/api/v1/jobs/{job_id:str}", "/api/jobs/{job_id:str}"],
    responses=problems(404, 503),
    summary="Look at a job",
)
async def read_job(parts: Parts, caller: Caller, job_id: str) -> JobView:
    """One of your jobs, and how often you practised for it."""
    job = await parts.jobs.load(caller.user_id, job_id)
    links = await parts.jobs.links(caller.user_id, job_id)
    held = {link.interview_session_id for link in links if link.interview_session_id}
    return JobView(job=job, practised=len(held))


@put(
    ["/api/v1/jobs/{job_id:str}", "/api/jobs/{job_id:str}"],
    responses=problems(403, 404, 503),
    summary="Change a job",
    request_class=EitherCase,
)
async def update_job(parts: Parts, caller: Caller, job_id: str, data: UpdateJob) -> SavedJob:
    """Status, notes, date of the interview and what else changed; the rest stays as it is."""
    job = await parts.jobs.load(caller.user_id, job_id)
    changes: dict[str, Any] = {
        name: value
        for name, value in (
            ("status", data.status),
            ("notes", _text(data.notes)),
            ("next_interview_at", _moment(data.next_interview_at)),
            ("job_url", data.url),
            ("jd_text", _text(data.jd_text)),
            ("jd_document_id", data.jd_document_id),
            ("company_research", _text(data.company_research)),
            ("company_values", data.company_values),
        )
        if value is not UNSET
    }
    if data.role is not UNSET:
        changes["role_title"] = _line(data.role)
        known = resolve_role(target_role=data.role).role_category
        if known != ANY_CATEGORY:
            changes["role_category"] = known
    if data.company is not UNSET:
        company = await parts.catalogue.company_named(_line(data.company))
        changes["company_id"] = company.company_id if company is not None else None
        changes["company_name"] = company.name if company is not None else _line(data.company)
    return await parts.jobs.replace(msgspec.structs.replace(job, **changes))


@delete(
    ["/api/v1/jobs/{job_id:str}", "/api/jobs/{job_id:str}"],
    responses=problems(403, 404, 503),
    summary="Forget a job",
)
async def delete_job(parts: Parts, caller: Caller, job_id: str) -> None:
    """Erase the job; interviews held for it stay."""
    await parts.jobs.delete(caller.user_id, job_id)


@post(
    ["/api/v1/jobs/{job_id:str}/generate-plan", "/api/jobs/{job_id:str}/generate-plan"],
    responses=problems(403, 404, 422, 503),
    summary="Plan an interview for a job",
    request_class=EitherCase,
)
async def generate_plan(
    parts: Parts, caller: Caller, job_id: str, data: GenerateJobPlan | None = None
) -> JobPlanView:
    """A configuration bound to the job, and its plan (C-38); `config_id` starts the session."""
    job = await parts.jobs.load(caller.user_id, job_id)
    wanted = data or GenerateJobPlan()
    config = await add_config(
        parts,
        caller,
        CreateConfig(
            role_kit_id=wanted.role_kit_id,
            target_role=job.role_title,
            resume_doc_id=wanted.resume_doc_id,
            jd_doc_id=job.jd_document_id,
            company_notes_doc_id=wanted.company_notes_doc_id,
            job_posting_id=job.job_posting_id,
            interview_type=wanted.interview_type,
            style=wanted.style,
            seniority=wanted.seniority,
            mode=wanted.mode,
            minutes=wanted.minutes,
            language=wanted.language,
            response_languages=wanted.response_languages,
            company=job.company_name,
        ),
        job=job,
    )
    stored = await plan_of_config(parts, caller, config)
    return JobPlanView(
        job_id=job.saved_job_id, interview_config=config, interview_plan=plan_view(stored)
    )


@get(
    ["/api/v1/companies", "/api/interview/companies"],
    responses=problems(503),
    summary="List the companies of the catalogue",
)
async def list_companies(parts: Parts) -> list[CompanyView]:
    """By name."""
    return [company_view(company) for company in await parts.catalogue.companies()]


def company_view(company: Company) -> CompanyView:
    return CompanyView(
        id=company.company_id,
        name=company.name,
        country=company.country,
        tier=company.tier,
        archetype=company.archetype,
        tags=company.tags,
        known_for=company.known_for,
    )


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _moment(value: Any) -> Any:
    """As it is stored; None and UNSET pass."""
    return value.isoformat() if isinstance(value, datetime) else value


def _text(value: Any) -> Any:
    """Cleaned text; None and UNSET pass."""
    return clean_text(value) if isinstance(value, str) else value
