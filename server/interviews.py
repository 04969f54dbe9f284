"""Makes the record of an interview: role, plan and owner, from whatever it is made for."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import structlog
from litestar import Request

from runtime.interview.catalogue import PracticeType, RoleKit
from runtime.interview.plan import InterviewPlan
from runtime.library.configs import InterviewConfig
from runtime.library.hiring import Posting
from runtime.library.jobs import PracticeLink
from runtime.record import SessionRecord, SessionStatus
from runtime.roles.job_context import needed_languages
from runtime.roles.resolver import ResolvedRole, map_role_to_base_prompt, resolve_role
from runtime.roles.seniority import parse_seniority
from server.config_plans import new_plan, plan_of_config, prepared_config, refuse_choices
from server.deps import Parts
from server.errors import BadRequest
from server.identity import Caller
from server.planning import choose_kit, known_kits
from server.preparations import newest_resume, prepare
from server.wire import CreateSession, SessionCreated

logger = structlog.get_logger()


async def interview_for(parts: Parts, caller: Caller, wanted: CreateSession) -> SessionRecord:
    """A new interview, not yet stored: for a configuration, an application, a posting, or a role.

    Raises:
        UnknownConfig, UnknownApplication, UnknownPosting: not there for this user.
        UnknownRole, BadRequest: the request asks for something that can't be had.
    """
    named = [
        name
        for name in ("config_id", "application_id", "job_posting_id")
        if getattr(wanted, name) is not None
    ]
    match named:
        case []:
            return await _for_role(parts, caller, wanted)
        case ["config_id"]:
            return await _for_config(parts, caller, wanted)
        case ["application_id"]:
            assert wanted.application_id is not None
            application = await parts.hiring.application(caller.user_id, wanted.application_id)
            posting = await parts.hiring.posting(caller.user_id, application.job_posting_id)
            record = await interview_for_posting(
                parts, caller, posting, wanted, resume_id=application.resume_id
            )
            return msgspec.structs.replace(record, application_id=application.application_id)
        case ["job_posting_id"]:
            assert wanted.job_posting_id is not None
            posting = await parts.hiring.posting(caller.user_id, wanted.job_posting_id)
            return await interview_for_posting(
                parts, caller, posting, wanted, resume_id=await newest_resume(parts, caller.user_id)
            )
    raise BadRequest(
        f"Send only one of {' and '.join(named)}: each says what the interview is for."
    )


async def interview_for_posting(
    parts: Parts,
    caller: Caller,
    posting: Posting,
    wanted: CreateSession,
    *,
    resume_id: str | None,
) -> SessionRecord:
    """An interview for a job: its role is the posting's, its plan is made with the posting (R-027).

    Raises UnknownRole, UnknownDocument, BadRequest, StorageFailed.
    """
    kits = await known_kits(parts.catalogue)
    job = posting.job()
    role = resolve_role(role_kit_id=wanted.role_kit_id, job_posting=job, kits=kits)
    reading = parse_seniority(posting.title) or parse_seniority(posting.experience_level)
    wanted = msgspec.structs.replace(
        wanted,
        role_kit_id=role.role_kit_id,
        target_role=posting.title,
        company=wanted.company or posting.company,
        seniority=wanted.seniority or (reading.seniority if reading else None),
        response_languages=wanted.response_languages or needed_languages(job),
    )
    kit = choose_kit(wanted, kits)
    preparation = await prepare(
        parts,
        caller.user_id,
        resume_doc_id=resume_id,
        jd_text=posting.description,
        posting=job,
        role_category=kit.role_category,
    )
    plan = await new_plan(parts, wanted, kit, preparation)
    # The words of the posting stay out of the log. What a model is told of the job is
    # logged under the same name when the session is opened.
    logger.info(
        "job_context_injected",
        into="plan",
        posting_id=posting.posting_id,
        role_kit_id=kit.role_kit_id,
        prompt_key=role.base_prompt_key.value,
        role_category=role.role_category,
        provenance=role.provenance,
    )
    # The mapping of R-243 is what the record keeps; the overlay beside it says more (C-10).
    role_type = map_role_to_base_prompt(job.stack, posting.role_category)
    return new_record(
        parts,
        caller,
        plan=plan,
        kit=kit,
        role=msgspec.structs.replace(role, role_type=type(role.role_type)(role_type)),
        wanted=wanted,
        job_posting_id=posting.posting_id,
    )


async def _for_role(parts: Parts, caller: Caller, wanted: CreateSession) -> SessionRecord:
    kits = await known_kits(parts.catalogue)
    kit = choose_kit(wanted, kits)
    plan = await new_plan(parts, wanted, kit, None)
    return new_record(
        parts, caller, plan=plan, kit=kit, role=_role(wanted, kit, kits), wanted=wanted
    )


async def _for_config(parts: Parts, caller: Caller, wanted: CreateSession) -> SessionRecord:
    """From the newest plan of the configuration; one is made if there is none yet."""
    assert wanted.config_id is not None
    config = await parts.configs.load(caller.user_id, wanted.config_id)
    refuse_choices(wanted, config)
    if wanted.practice_type is PracticeType.quick:
        return await _quick_for_config(parts, caller, wanted, config)
    stored = await parts.plans.latest(caller.user_id, config.config_id)
    if stored is None:
        stored = await plan_of_config(parts, caller, config)
    record = await _record_for_config(parts, caller, wanted, config, stored.plan)
    if wanted.candidate_name is None:
        return msgspec.structs.replace(record, plan_id=stored.plan_id)
    # A plan with a name in it is this session's own; the stored one stays as it was made.
    named = msgspec.structs.replace(stored.plan, candidate_name=wanted.candidate_name)
    return msgspec.structs.replace(record, plan=named)


async def _quick_for_config(
    parts: Parts, caller: Caller, wanted: CreateSession, config: InterviewConfig
) -> SessionRecord:
    """Quick practice with what the configuration knows; its stored plans are whole interviews."""
    choices, kit, preparation = await prepared_config(parts, caller, config)
    quick = msgspec.structs.replace(
        choices,
        practice_type=wanted.practice_type,
        question_pattern_ids=wanted.question_pattern_ids,
        candidate_name=wanted.candidate_name,
    )
    plan = await new_plan(parts, quick, kit, preparation)
    return await _record_for_config(parts, caller, wanted, config, plan)


async def _record_for_config(
    parts: Parts,
    caller: Caller,
    wanted: CreateSession,
    config: InterviewConfig,
    plan: InterviewPlan,
) -> SessionRecord:
    kits = await known_kits(parts.catalogue)
    kit = choose_kit(CreateSession(role_kit_id=config.role_kit_id), kits)
    posting = None
    if config.job_posting_id is not None:
        posting = await parts.hiring.posting(caller.user_id, config.job_posting_id)
    role = resolve_role(
        role_kit_id=kit.role_kit_id,
        target_role=config.target_role,
        job_posting=posting.job() if posting is not None else None,
        kits=kits,
    )
    record = new_record(
        parts,
        caller,
        plan=plan,
        kit=kit,
        role=role,
        wanted=msgspec.structs.replace(wanted, response_languages=config.response_languages),
        job_posting_id=config.job_posting_id,
    )
    return msgspec.structs.replace(record, interview_config_id=config.config_id)


def _role(wanted: CreateSession, kit: RoleKit, kits: Sequence[RoleKit]) -> ResolvedRole:
    return resolve_role(
        role_kit_id=kit.role_kit_id, target_role=wanted.target_role or kit.name, kits=kits
    )


def new_record(
    parts: Parts,
    caller: Caller,
    *,
    plan: InterviewPlan,
    kit: RoleKit,
    role: ResolvedRole,
    wanted: CreateSession,
    job_posting_id: str | None = None,
) -> SessionRecord:
    """The record of a session that begins when its client connects."""
    return SessionRecord(
        session_id=str(uuid.uuid4()),
        status=SessionStatus.created,
        plan=plan,
        role_kit_id=kit.role_kit_id,
        rubric_id=kit.default_rubric_id,
        audio_out=wanted.audio_out,
        degraded=parts.degraded,
        created_at=now(),
        user_id=caller.user_id,
        job_posting_id=job_posting_id,
        role_type=role.role_type,
        base_prompt_key=role.base_prompt_key,
        role_provenance=role.provenance,
        response_languages=plan.response_languages,
    )


async def link_practice(parts: Parts, caller: Caller, record: SessionRecord) -> None:
    """Note at the saved job, if its configuration is for one, that it was practised for."""
    if record.interview_config_id is None:
        return
    config = await parts.configs.load(caller.user_id, record.interview_config_id)
    if config.saved_job_id is not None:
        await parts.jobs.link(
            caller.user_id,
            PracticeLink(
                saved_job_id=config.saved_job_id,
                interview_config_id=config.config_id,
                interview_session_id=record.session_id,
            ),
        )


async def admitted(
    request: Request[Any, Any, Any], parts: Parts, session_id: str
) -> SessionCreated:
    """A stored session's addresses, as this client reached us, and a ticket for them."""
    base = f"{request.base_url}".rstrip("/")
    http_url = f"{base}/api/v1/sessions/{session_id}"
    socket_url = http_url.replace("http", "ws", 1)
    return SessionCreated(
        session_id=session_id,
        status=SessionStatus.created,
        ticket=await parts.tickets.issue(session_id),
        media_url=f"{socket_url}/media",
        turns_url=f"{http_url}/turns",
        webrtc_url=f"{http_url}/webrtc/offer",
        report_url=f"{http_url}/report",
    )


def now() -> str:
    """RFC 3339, UTC, with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")  # noqa: TID251
