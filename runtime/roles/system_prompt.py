"""Puts together the instructions of a realtime interviewer: role, job, state of the session."""

from collections.abc import Sequence

import msgspec
import structlog

from prompts.budget import MAX_TOKENS, Fitted, Section, fit, shortened
from prompts.role_prompts import RolePrompt, role_prompt
from runtime.interview.plan import Style
from runtime.roles.job_context import (
    OBLIGATIONS,
    get_job_context_prompt,
    get_role_directive,
)
from runtime.roles.job_posting import JobPosting
from runtime.roles.names import NON_TECHNICAL_KEYS, PromptKey, RoleType, meaning
from runtime.roles.resolver import ResolvedRole, resolve_role

TECHNICAL_OVERLAY = "technical"
"""Engineering content for the neutral prompt; only technical roles get it (C-10)."""
ASKED_SHOWN = 8
"""Latest questions a prompt repeats; older ones are in the plan's own memory."""
ASKED_CHARS = 160
FACT_CHARS = 80

logger = structlog.get_logger()


class SessionState(msgspec.Struct, frozen=True, kw_only=True):
    """Where an interview stands, as far as a prompt needs it."""

    phase: str | None = None
    style: Style | None = None
    language: str | None = None
    response_languages: tuple[str, ...] = ()
    questions_asked: int = 0
    questions_target: int | None = None
    remaining_s: float | None = None
    """Session seconds left."""
    asked: tuple[str, ...] = ()
    """The interviewer's questions so far, oldest first."""


class SystemPrompt(msgspec.Struct, frozen=True, kw_only=True):
    """A prompt that fits its budget, and what it was made of."""

    text: str
    tokens: int
    """Estimated tokens; always below 4,000 (R-188)."""
    role: ResolvedRole
    templates: tuple[RolePrompt, ...]
    shortened: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def get_realtime_system_prompt(
    role_type: str,
    job_posting: JobPosting | None = None,
    session: SessionState | None = None,
    *,
    max_tokens: int = MAX_TOKENS,
) -> str:
    """The instructions of the interviewer, below 4,000 tokens (R-297, R-306, R-309), or below
    `max_tokens` where they are only a part of a prompt.

    Without a posting this is the base prompt of `role_type` alone (R-246), with one it goes on
    with the specialisation, the job, and what the job asks of the interviewer. Logs
    `job_context_injected` (R-248), without any text of the posting.
    """
    prompt = assemble_system_prompt(role_type, job_posting, session, max_tokens=max_tokens)
    if job_posting is not None:
        logger.info(
            "job_context_injected",
            posting_id=job_posting.posting_id,
            role_type=role_type,
            prompt_key=prompt.role.base_prompt_key.value,
            role_category=prompt.role.role_category,
            provenance=prompt.role.provenance,
            templates=[f"{template.name}@{template.hash}" for template in prompt.templates],
            tokens=prompt.tokens,
            shortened=prompt.shortened,
            left_out=prompt.left_out,
        )
    return prompt.text


def assemble_system_prompt(
    role_type: str,
    job_posting: JobPosting | None = None,
    session: SessionState | None = None,
    *,
    max_tokens: int = MAX_TOKENS,
) -> SystemPrompt:
    """The same with its ingredients, and without a log line. Reads prompt files, once each."""
    role = _role(role_type, job_posting)
    templates = _templates(role_type, role, job_posting)
    sections = _role_sections(templates)
    if job_posting is not None:
        sections += [
            # Its fields are bounded, so it need not give way, and no tag is left open.
            Section(name="job", text=get_job_context_prompt(job_posting), priority=0),
            Section(name="obligations", text=OBLIGATIONS, priority=0),
            Section(name="directive", text=get_role_directive(job_posting, role), priority=0),
        ]
    if session is not None:
        sections += _session_sections(session)
    fitted: Fitted = fit(sections, max_tokens=max_tokens)
    return SystemPrompt(
        text=fitted.text,
        tokens=fitted.tokens,
        role=role,
        templates=tuple(templates),
        shortened=fitted.shortened,
        left_out=fitted.left_out,
    )


def _role(role_type: str, posting: JobPosting | None) -> ResolvedRole:
    """The posting's role; where it says nothing, what the role type alone says.

    `fullstack` says nothing beside a posting: it is also what unknown roles are mapped to.
    """
    if posting is None:
        return resolve_role(tech_stack=role_type)
    silent = not (posting.title or posting.role_category or posting.stack)
    stack = role_type if silent and role_type != RoleType.fullstack else None
    return resolve_role(tech_stack=stack, job_posting=posting)


def _templates(role_type: str, role: ResolvedRole, posting: JobPosting | None) -> list[RolePrompt]:
    """The base prompt, then what makes it particular (C-10).

    A role outside engineering gets the neutral base even where its tech stack says otherwise:
    the job overrides the technical content of a base prompt (R-217).
    """
    key = role.base_prompt_key
    if key in NON_TECHNICAL_KEYS:
        return [role_prompt(RoleType.fullstack), role_prompt(key)]
    base = _base(role_type)
    templates = [role_prompt(base)]
    if key.value != base.value and key is not PromptKey.fullstack:
        templates.append(role_prompt(key))
    elif base is RoleType.fullstack and (role.technical or posting is None):
        templates.append(role_prompt(TECHNICAL_OVERLAY))
    return templates


def _base(role_type: str) -> RoleType:
    """The base prompt; one of the 20 keys is accepted in the place of a role type."""
    found = meaning(role_type)
    return found.role_type if found else RoleType.fullstack


def _role_sections(templates: Sequence[RolePrompt]) -> list[Section]:
    """What is most particular gives way last."""
    base, *overlays = templates
    return [
        Section(name=base.name, text=base.text, priority=3 if overlays else 1, least_chars=600),
        *(
            Section(name=overlay.name, text=overlay.text, priority=2, least_chars=600)
            for overlay in overlays
        ),
    ]


def _session_sections(session: SessionState) -> list[Section]:
    facts = {
        "Phase": session.phase,
        "Style": session.style.value if session.style else None,
        "Language of the interviewer": session.language,
        "Languages the candidate may answer in": ", ".join(session.response_languages),
        "Questions asked": _asked_of(session),
        "Minutes left": None
        if session.remaining_s is None
        else f"{max(0.0, session.remaining_s) / 60:.0f}",
    }
    lines = [f"{name}: {shortened(fact, FACT_CHARS)}" for name, fact in facts.items() if fact]
    sections = [
        Section(
            name="session", text="\n".join(["# Where the interview stands", *lines]), priority=0
        )
    ]
    if session.asked:
        recent = [f"- {shortened(text, ASKED_CHARS)}" for text in session.asked[-ASKED_SHOWN:]]
        text = "\n".join(["# Already asked; don't ask it again in other words", *recent])
        sections.append(Section(name="asked", text=text, priority=4, least_chars=200))
    return sections


def _asked_of(session: SessionState) -> str | None:
    if session.questions_target is None:
        return str(session.questions_asked) if session.questions_asked else None
    return f"{session.questions_asked} of {session.questions_target}"
