"""Plans of configurations: what is known for one, and the next version of its plan."""

import secrets

import msgspec

from runtime.interview.catalogue import RoleKit
from runtime.interview.plan import InterviewPlan
from runtime.library.configs import InterviewConfig, StoredPlan
from runtime.planning.preparation import Preparation
from runtime.planning.projection import project
from server.deps import Parts
from server.errors import BadRequest
from server.identity import Caller
from server.planning import choose_kit, known_kits, plan_interview
from server.preparations import prepare
from server.wire import CreateSession

SEED_BITS = 31
DEFAULTS = CreateSession()


def refuse_choices(wanted: CreateSession, config: InterviewConfig) -> None:
    """A configuration is whole: what contradicts it is refused and not silently dropped."""
    for field in ("role_kit_id", "target_role", "seniority", "interview_type", "style", "mode",
                  "duration_s", "questions_target", "language", "response_languages",
                  "company"):  # fmt: skip
        value = getattr(wanted, field)
        if value not in (getattr(DEFAULTS, field), getattr(config, field, None)):
            raise BadRequest(
                f"The configuration decides about {field}; leave it out, or make another "
                "configuration."
            )


async def prepared_config(
    parts: Parts, caller: Caller, config: InterviewConfig, *, duration_s: float | None = None
) -> tuple[CreateSession, RoleKit, Preparation]:
    """What a configuration asks for, its kit, and everything that is known for it.

    Raises as `plan_of_config`.
    """
    kits = await known_kits(parts.catalogue)
    posting = jd_text = research = None
    if config.saved_job_id is not None:
        opportunity = await parts.jobs.opportunity(caller.user_id, config.saved_job_id)
        jd_text, research = opportunity.job_description, opportunity.company_research
    if config.job_posting_id is not None:
        posting = (await parts.hiring.posting(caller.user_id, config.job_posting_id)).job()
        jd_text = jd_text or posting.description
    wanted = CreateSession(
        role_kit_id=config.role_kit_id,
        target_role=config.target_role,
        seniority=config.seniority,
        interview_type=config.interview_type,
        style=config.style,
        mode=config.mode,
        duration_s=int(duration_s or config.duration_s),
        questions_target=config.questions_target,
        language=config.language,
        response_languages=config.response_languages,
        company=config.company_name,
    )
    kit = choose_kit(wanted, kits)
    preparation = await prepare(
        parts,
        caller.user_id,
        resume_doc_id=config.resume_doc_id,
        jd_doc_id=config.jd_doc_id,
        jd_text=jd_text,
        company_notes_doc_id=config.company_notes_doc_id,
        company_research=research,
        posting=posting,
        role_category=kit.role_category,
    )
    return wanted, kit, preparation


async def plan_of_config(
    parts: Parts, caller: Caller, config: InterviewConfig, *, duration_s: float | None = None
) -> StoredPlan:
    """The next version of a configuration's plan (R-127), stored.

    Raises UnknownRole, UnknownDocument, UnknownJob, UnknownPosting, BadRequest, StorageFailed.
    """
    wanted, kit, preparation = await prepared_config(parts, caller, config, duration_s=duration_s)
    plan = await new_plan(parts, wanted, kit, preparation)
    return await parts.plans.add(
        caller.user_id,
        config.config_id,
        plan,
        interview_plan=msgspec.to_builtins(project(plan)),
        provenance={"source": plan.source, "prompt": plan.prompt},
    )


async def new_plan(
    parts: Parts, wanted: CreateSession, kit: RoleKit, preparation: Preparation | None
) -> InterviewPlan:
    patterns = await parts.catalogue.patterns_for(kit.role_category)
    resume = preparation.resume if preparation is not None else None
    if wanted.candidate_name is None and resume is not None and resume.name is not None:
        wanted = msgspec.structs.replace(wanted, candidate_name=resume.name.text)
    seed = secrets.randbits(SEED_BITS)
    return await plan_interview(
        wanted,
        kit,
        patterns,
        preparation,
        seed=seed,
        likeness=parts.likeness,
        writing=parts.plan_writing,
        today=parts.today(),
    )
