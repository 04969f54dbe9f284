"""`viva plan`: the interview for one résumé and one job, on paper."""

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import msgspec
import structlog

from prompts.experiments import PromptLibrary
from runtime.clock import SystemClock
from runtime.documents.dates import YearMonth
from runtime.documents.job import read_job
from runtime.documents.refusal import DocumentRefused
from runtime.documents.resume import read_resume
from runtime.documents.sandbox import Sandbox
from runtime.documents.text import DocumentText, read_upload
from runtime.errors import UnknownRole
from runtime.interview.catalogue import InterviewType, RoleKit, Seniority
from runtime.interview.plan import InterviewPlan, Style
from runtime.planning.preparation import Preparation
from runtime.planning.projection import project
from runtime.planning.proposal import Proposal, propose
from runtime.providers.plan_writing import PlanWriting
from runtime.providers.vendors import wording
from runtime.providers.wording import ModelWording
from runtime.roles.resolver import resolve_role
from seeds.load import load as load_catalogue
from server.errors import BadRequest
from server.likeness import Likeness
from server.plan_text import plan_text
from server.planning import plan_interview
from server.settings import load_settings
from server.wire import CreateSession

USUAL_SEED = 1

_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.command()
@click.option("--resume", "resume_file", type=_FILE, help="PDF, DOCX or text.")
@click.option("--jd", "job_file", type=_FILE, help="The job description: PDF, DOCX or text.")
@click.option("--role", help="A role kit's id, or a role in your own words; else the job's title.")
@click.option("--minutes", type=click.FloatRange(1, 120), default=15, show_default=True)
@click.option("--type", "kind", type=click.Choice([kind.value for kind in InterviewType]))
@click.option("--level", type=click.Choice([level.value for level in Seniority]))
@click.option(
    "--style", type=click.Choice([style.value for style in Style]), default=Style.neutral.value
)
@click.option("--company", help="Whom the interview is for.")
@click.option("--seed", type=click.IntRange(0), default=USUAL_SEED, show_default=True)
@click.option("--model", "with_model", is_flag=True, help="Let the model of VIVA_LLM choose.")
@click.option("--json", "as_json", is_flag=True, help="The plan as JSON, short and in full.")
def plan(
    resume_file: Path | None,
    job_file: Path | None,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Plan an interview from a résumé and a job description, and print it.

    Every question comes with what made it worth asking and with its probes. Works without a
    server and without a database; nothing is stored.
    """
    # What is printed may be read by a program; what is logged may not stand in between.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    made = asyncio.run(_plan(resume_file, job_file, **wishes))
    if as_json:
        whole = {"interview_plan": project(made), "plan": made}
        click.echo(msgspec.json.format(msgspec.json.encode(whole)).decode())
    else:
        click.echo(plan_text(made))


async def _plan(
    resume_file: Path | None,
    job_file: Path | None,
    *,
    role: str | None,
    minutes: float,
    kind: str | None,
    level: str | None,
    style: str,
    company: str | None,
    seed: int,
    with_model: bool,
) -> InterviewPlan:
    sandbox = Sandbox()
    resume = await _read(sandbox, resume_file) if resume_file is not None else None
    job = await _read(sandbox, job_file) if job_file is not None else None
    today = datetime.now(UTC).date()  # noqa: TID251
    month = YearMonth(year=today.year, month=today.month)
    preparation = Preparation(
        resume=read_resume(resume.text, as_of=month) if resume is not None else None,
        job=read_job(job.text) if job is not None else None,
    )
    catalogue = await asyncio.to_thread(load_catalogue)
    kits = catalogue.role_kits
    proposed = propose(
        preparation.resume,
        job.text if job is not None else None,
        kits,
        this_year=today.year,
        job=preparation.job,
        companies=catalogue.companies,
    )
    kit = _kit(role, proposed, kits)
    if kind is not None and kind not in kit.interview_types:
        raise BadRequest(
            f"{kit.name} has no {kind} interview; it has: {', '.join(kit.interview_types)}."
        )
    wanted = CreateSession(
        role_kit_id=kit.role_kit_id,
        target_role=proposed.target_role if role in (None, kit.role_kit_id) else role,
        interview_type=InterviewType(kind) if kind is not None else None,
        seniority=Seniority(level) if level is not None else proposed.seniority,
        style=Style(style),
        duration_s=round(minutes * 60),
        company=company or proposed.company,
        response_languages=proposed.response_languages,
        candidate_name=proposed.candidate_name,
    )
    settings = load_settings()
    clock = SystemClock()
    models = wording(settings.llm, settings.accounts, clock=clock) if with_model else None
    if with_model and models is None:
        raise BadRequest("No model is set up: VIVA_LLM and its key decide which one is asked.")
    try:
        return await plan_interview(
            wanted,
            kit,
            catalogue.patterns_for(kit.role_category),
            preparation,
            seed=seed,
            likeness=Likeness(),
            writing=_writing(models, clock),
            today=today,
            comparing_s=None,
        )
    finally:
        if models is not None:
            await models.aclose()


def _writing(models: ModelWording | None, clock: SystemClock) -> PlanWriting | None:
    return PlanWriting(PromptLibrary.read(), models.members, clock) if models is not None else None


async def _read(sandbox: Sandbox, file: Path) -> DocumentText:
    """Raises DocumentRefused, with the file's name."""
    try:
        return await read_upload(sandbox, await asyncio.to_thread(file.read_bytes), file.name)
    except DocumentRefused as refused:
        raise click.ClickException(f"{file.name}: {refused}") from None


def _kit(role: str | None, proposed: Proposal, kits: Sequence[RoleKit]) -> RoleKit:
    """The role named, else what the papers propose.

    Raises:
        UnknownRole: nothing says what the role is.
    """
    named = [role, resolve_role(target_role=role, kits=kits).role_kit_id if role else None]
    for wanted in (*named, proposed.role_kit_id):
        for kit in kits:
            if kit.role_kit_id == wanted:
                return kit
    ids = ", ".join(kit.role_kit_id for kit in kits)
    raise UnknownRole(f"Nothing says which role this is for; name one with --role, such as: {ids}.")
