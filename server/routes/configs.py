"""Interview configurations and their plans."""

from litestar import get, post

from runtime.errors import UnknownPlan
from runtime.interview.catalogue import RoleKit
from runtime.library.configs import InterviewConfig
from runtime.library.jobs import SavedJob
from server.config_plans import plan_of_config
from server.deps import Parts
from server.either_case import EitherCase
from server.errors import BadRequest, problems
from server.identity import Caller
from server.planning import choose_kit, known_kits, plan_request
from server.preparations import newest_resume, prepare
from server.proposals import completed, proposal_for
from server.requests import CreateConfig, MakePlan, wish
from server.views import PlanView, plan_view


@post(
    ["/api/v1/interview-configs", "/api/interview/config"],
    responses=problems(403, 404, 422, 503),
    summary="Configure an interview",
    request_class=EitherCase,
)
async def create_config(parts: Parts, caller: Caller, data: CreateConfig) -> InterviewConfig:
    """Keep what an interview is to be like: role, documents, type, style, level and length.

    Field names may be in snake_case or camelCase (`roleKitId`, `resumeDocId`).
    """
    return await add_config(parts, caller, data)


@get(
    ["/api/v1/interview-configs", "/api/interview/config"],
    responses=problems(503),
    summary="List your configurations",
)
async def list_configs(parts: Parts, caller: Caller) -> list[InterviewConfig]:
    """The newest first."""
    return await parts.configs.configs(caller.user_id)


@get(
    ["/api/v1/interview-configs/{config_id:str}", "/api/interview/config/{config_id:str}"],
    responses=problems(404, 503),
    summary="Look at a configuration",
)
async def read_config(parts: Parts, caller: Caller, config_id: str) -> InterviewConfig:
    """One of your configurations."""
    return await parts.configs.load(caller.user_id, config_id)


@post(
    [
        "/api/v1/interview-configs/{config_id:str}/plan",
        "/api/interview/config/{config_id:str}/plan",
    ],
    responses=problems(403, 404, 422, 503),
    summary="Plan the interview of a configuration",
    request_class=EitherCase,
)
async def make_plan(
    parts: Parts, caller: Caller, config_id: str, data: MakePlan | None = None
) -> PlanView:
    """The next version of the plan, from everything that is known by now."""
    config = await parts.configs.load(caller.user_id, config_id)
    minutes = data.minutes if data is not None else None
    stored = await plan_of_config(
        parts, caller, config, duration_s=minutes * 60 if minutes is not None else None
    )
    return plan_view(stored)


@get(
    [
        "/api/v1/interview-configs/{config_id:str}/plan",
        "/api/interview/config/{config_id:str}/plan",
    ],
    responses=problems(404, 503),
    summary="Look at the newest plan of a configuration",
)
async def read_plan(parts: Parts, caller: Caller, config_id: str) -> PlanView:
    """The newest version."""
    stored = await parts.plans.latest(caller.user_id, config_id)
    if stored is None:
        raise UnknownPlan("This configuration has no plan yet; POST to this address makes one.")
    return plan_view(stored)


async def add_config(
    parts: Parts, caller: Caller, data: CreateConfig, *, job: SavedJob | None = None
) -> InterviewConfig:
    """Check the choices by what they are to be planned from, and keep them.

    Raises:
        UnknownRole, UnknownDocument, UnknownPosting: something that is named is not there.
        BadRequest: the choices can't be had together.
    """
    kits: list[RoleKit] = await known_kits(parts.catalogue)
    resume_id = data.resume_doc_id or await newest_resume(parts, caller.user_id)
    proposed = await proposal_for(
        parts,
        caller.user_id,
        # The newest résumé says who somebody is, not what they want to be interviewed for.
        resume_doc_id=data.resume_doc_id,
        jd_doc_id=data.jd_doc_id,
        jd_text=job.jd_text if job is not None else None,
    )
    wanted = completed(wish(data), proposed)
    kit = choose_kit(wanted, kits)
    request = plan_request(wanted, kit, seed=0)
    for_a_job = data.jd_doc_id or data.job_posting_id or job is not None
    if for_a_job and resume_id is None:
        raise BadRequest(
            "An interview for a job needs your résumé: upload it (doc_type resume), then send its "
            "id as resume_doc_id."
        )
    await prepare(
        parts,
        caller.user_id,
        resume_doc_id=resume_id,
        jd_doc_id=data.jd_doc_id,
        company_notes_doc_id=data.company_notes_doc_id,
    )
    name = request.company or (job.company_name if job is not None else None)
    company = await parts.catalogue.company_named(name) if name else None
    return await parts.configs.add(
        InterviewConfig(
            user_id=caller.user_id,
            role_kit_id=kit.role_kit_id,
            resume_doc_id=resume_id,
            jd_doc_id=data.jd_doc_id,
            company_notes_doc_id=data.company_notes_doc_id,
            interview_type=request.interview_type or kit.interview_types[0],
            style=request.style,
            seniority=request.seniority or kit.level,
            mode=request.mode,
            duration_s=request.duration_s,
            questions_target=data.questions_target,
            language=request.language,
            response_languages=wanted.response_languages,
            target_role=request.target_role,
            company_id=company.company_id if company is not None else None,
            company_name=company.name if company is not None else name,
            saved_job_id=job.saved_job_id if job is not None else None,
            job_posting_id=data.job_posting_id,
        )
    )
