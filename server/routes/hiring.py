"""Job postings and applications for them."""

from typing import Any

from litestar import Request, get, post

from runtime.library.hiring import Application, Posting
from runtime.library.users import UserRole
from runtime.roles.job_posting import listed
from server.applications import ApplicationService
from server.deps import Parts
from server.either_case import EitherCase
from server.errors import problems
from server.identity import Caller
from server.interviews import admitted
from server.requests import CreateApplication, CreatePosting
from server.text import clean_text
from server.views import ApplicationCreated


@post(
    ["/api/v1/job-postings"],
    responses=problems(403, 503),
    summary="Publish a job posting",
    request_class=EitherCase,
)
async def create_posting(parts: Parts, caller: Caller, data: CreatePosting) -> Posting:
    """Keep a job that candidates can apply for; for recruiters and admins."""
    caller.must_be(UserRole.recruiter)
    return await parts.hiring.add_posting(
        Posting(
            user_id=caller.user_id,
            title=_line(data.title),
            company=_line(data.company),
            description=clean_text(data.description),
            required_skills=listed(data.required_skills),
            tech_stack=listed(data.tech_stack),
            role_category=_line(data.role_category),
            employment_type=_line(data.employment_type),
            work_setup=_line(data.work_setup),
            location=_line(data.location),
            experience_level=_line(data.experience_level),
        )
    )


@get(["/api/v1/job-postings"], responses=problems(503), summary="List the job postings")
async def list_postings(parts: Parts, caller: Caller) -> list[Posting]:
    """The newest first."""
    return await parts.hiring.postings(caller.user_id)


@get(
    ["/api/v1/job-postings/{posting_id:str}"],
    responses=problems(404, 503),
    summary="Look at a job posting",
)
async def read_posting(parts: Parts, caller: Caller, posting_id: str) -> Posting:
    """One posting, by its id."""
    return await parts.hiring.posting(caller.user_id, posting_id)


@post(
    ["/api/v1/applications"],
    responses=problems(403, 404, 503),
    summary="Apply for a job",
    request_class=EitherCase,
)
async def create_application(
    request: Request[Any, Any, Any], parts: Parts, caller: Caller, data: CreateApplication
) -> ApplicationCreated:
    """Apply for a posting; an interview for that job is planned and waits for its candidate."""
    made = await ApplicationService(parts).create_application(caller, data)
    assert made.interview.role_type is not None
    return ApplicationCreated(
        application=made.application,
        job_posting=made.posting,
        role_type=made.interview.role_type,
        role_category=made.interview.plan.role_category,
        interview=await admitted(request, parts, made.interview.session_id),
    )


@get(["/api/v1/applications"], responses=problems(503), summary="List your applications")
async def list_applications(parts: Parts, caller: Caller) -> list[Application]:
    """The newest first, with the sessions held for each."""
    return await parts.hiring.applications(caller.user_id)


@get(
    ["/api/v1/applications/{application_id:str}"],
    responses=problems(404, 503),
    summary="Look at an application",
)
async def read_application(parts: Parts, caller: Caller, application_id: str) -> Application:
    """One of your applications."""
    return await parts.hiring.application(caller.user_id, application_id)


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())
