"""`viva plan`: the interview for one résumé and one job, on paper."""

import asyncio
import re
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
from runtime.documents.job import JobExtraction, read_job
from runtime.documents.refusal import DocumentRefused
from runtime.documents.resume import read_resume
from runtime.documents.sandbox import Sandbox
from runtime.documents.text import DocumentText, read_upload
from runtime.errors import UnknownRole
from runtime.interview.catalogue import InterviewType, RoleKit, Seniority
from runtime.interview.plan import InterviewPlan, Style
from runtime.planning.preparation import Preparation
from runtime.planning.projection import project
from runtime.providers.plan_writing import PlanWriting
from runtime.providers.vendors import wording
from runtime.providers.wording import ModelWording
from runtime.roles.job_posting import JobPosting
from runtime.roles.resolver import resolve_role
from runtime.roles.seniority import parse_seniority
from runtime.roles.titles import title_of
from seeds.load import load as load_catalogue
from server.errors import BadRequest
from server.likeness import Likeness
from server.plan_text import plan_text
from server.planning import plan_interview
from server.settings import load_settings
from server.wire import CreateSession

TITLE_LINES = 4
"""A job description names the job in one of its first lines."""
TITLE_WORDS = 6
USUAL_SEED = 1
_BEHIND_TITLE = re.compile(r"(?i)\s(?:at|with|for|in|wanted)\s|[,(:|]|\s[-–—]\s")

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
    title = _title(job.text) if job is not None else None
    kit = _kit(role, title, preparation.job, catalogue.role_kits)
    if kind is not None and kind not in kit.interview_types:
        raise BadRequest(
            f"{kit.name} has no {kind} interview; it has: {', '.join(kit.interview_types)}."
        )
    wanted = CreateSession(
        role_kit_id=kit.role_kit_id,
        target_role=title if role in (None, kit.role_kit_id) else role,
        interview_type=InterviewType(kind) if kind is not None else None,
        seniority=Seniority(level) if level is not None else _level(title),
        style=Style(style),
        duration_s=round(minutes * 60),
        company=company,
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


def _title(job: str) -> str | None:
    """The job's title, as far as one of the first lines is one we know."""
    lines = [line.strip(" #*-–") for line in job.splitlines() if line.strip()]
    named = next((line for line in lines[:TITLE_LINES] if title_of(line) is not None), None)
    if named is None:
        return None
    title = _BEHIND_TITLE.split(named)[0].strip()
    return title if len(title.split()) <= TITLE_WORDS else None


def _level(title: str | None) -> Seniority | None:
    """The level that the job's title names, if it does."""
    reading = parse_seniority(title)
    return reading.seniority if reading is not None else None


def _kit(
    role: str | None, title: str | None, job: JobExtraction | None, kits: Sequence[RoleKit]
) -> RoleKit:
    """The role named, else the job's.

    Raises:
        UnknownRole: nothing says what the role is.
    """
    active = [kit for kit in kits if kit.is_active]
    for kit in active:
        if kit.role_kit_id == role:
            return kit
    skills = tuple(keyword.name for keyword in job.keywords) if job is not None else ()
    found = resolve_role(
        target_role=role or title, job_posting=JobPosting(required_skills=skills), kits=active
    ).role_kit_id
    for kit in active:
        if kit.role_kit_id == found:
            return kit
    ids = ", ".join(kit.role_kit_id for kit in active)
    raise UnknownRole(f"Nothing says which role this is for; name one with --role, such as: {ids}.")
