"""From a create-session request to the kit, the planner's request and the plan."""

import asyncio
import contextlib
import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

import msgspec
import structlog

from runtime.documents.claims import resume_claims
from runtime.documents.dates import YearMonth
from runtime.errors import InvalidContent, StorageFailed, UnknownRole
from runtime.interview.catalogue import InterviewType, PracticeType, QuestionPattern, RoleKit
from runtime.interview.plan import InterviewPlan
from runtime.interview.planner import PlanRequest
from runtime.interview.translations import in_language
from runtime.library.catalogue import CatalogueRepository
from runtime.planning.constant_texts import constant_texts
from runtime.planning.generate import plan_within
from runtime.planning.preparation import Library, Preparation
from runtime.planning.quick import chosen_patterns, quick_plan
from runtime.planning.setting import lay_out
from runtime.providers.plan_writing import PlanWriting
from runtime.roles.resolver import GENERAL_KIT, resolve_role
from runtime.roles.seniority import parse_seniority
from seeds.load import load as load_catalogue
from server.errors import BadRequest
from server.likeness import Likeness
from server.text import clean_text
from server.wire import CreateSession

logger = structlog.get_logger()

USUAL_KIT = "software_engineer"
USUAL_QUESTIONS = 8
"""R-196."""
MAX_QUESTIONS = 40
COMPARING_S = 2.0
"""Some ten texts of a plan are new to the embedding model and take 5 ms each, longer on a busy
machine; nobody waits longer for the fine difference."""
LOADED_AFTER_S = 1.0
COMPUTED_AFTER_S = 20.0
"""After the start of the server: to be there, and the first visitor, come first."""
SECONDS_A_QUESTION = 75.0
"""A main question with its probes takes about so long with somebody who comes to the point; whoever
talks longer is asked less."""
LANGUAGES = ("en", "es")
"""Languages that there are question patterns for."""


def choose_kit(wanted: CreateSession, kits: Sequence[RoleKit]) -> RoleKit:
    """The kit asked for by id, or the best match for a role in free text (the general one where
    no trade of ours fits), or the usual one.

    Raises:
        UnknownRole: no such id, nothing matches the text, or the catalogue is empty.
        BadRequest: the request asks for something that can't be had.
    """
    active = [kit for kit in kits if kit.is_active]
    if not active:
        raise UnknownRole("The catalogue is empty; run `viva seed`.")
    if wanted.role_kit_id is not None:
        for kit in kits:
            if kit.role_kit_id == wanted.role_kit_id:
                return kit
        raise UnknownRole("There is no role kit with this id; GET /api/v1/role-kits lists them.")
    if wanted.target_role is not None and (role := clean_text(wanted.target_role)):
        return _kit_named(role, kits) or _usual_kit(wanted, active)
    return _usual_kit(wanted, active)


def plan_request(wanted: CreateSession, kit: RoleKit, *, seed: int) -> PlanRequest:
    """What the planner needs, with the kit's own choices where the request makes none.

    Raises:
        BadRequest: the kit has no interview of that type, or the language has no patterns.
    """
    language = re.split(r"[-_]", wanted.language.lower())[0]
    if language not in LANGUAGES:
        raise BadRequest(
            f"Interviews are held in: {', '.join(LANGUAGES)}. Leave `language` out or change it."
        )
    if wanted.interview_type is not None and wanted.interview_type not in kit.interview_types:
        offered = ", ".join(kit.interview_types)
        raise BadRequest(f"This role kit has no such interview_type; it has: {offered}.")
    stated = parse_seniority(wanted.target_role)
    return PlanRequest(
        seed=seed,
        seniority=wanted.seniority or (stated.seniority if stated is not None else kit.level),
        interview_type=wanted.interview_type or _usual_type(kit),
        style=wanted.style,
        mode=wanted.mode,
        duration_s=wanted.duration_s,
        questions_target=_questions(wanted),
        language=language,
        response_languages=wanted.response_languages,
        company=_named(wanted.company),
        candidate_name=_named(wanted.candidate_name),
        target_role=_named(wanted.target_role),
    )


async def known_kits(catalogue: CatalogueRepository) -> list[RoleKit]:
    """Those that can be chosen, and the general one for whom none of them fits.

    Raises StorageFailed.
    """
    kits = await catalogue.list_role_kits()
    with contextlib.suppress(UnknownRole):  # A catalogue from before it, until `viva seed`.
        kits.append(await catalogue.role_kit(GENERAL_KIT))
    return kits


async def plan_interview(
    wanted: CreateSession,
    kit: RoleKit,
    patterns: Sequence[QuestionPattern],
    preparation: Preparation | None = None,
    *,
    seed: int,
    likeness: Likeness | None = None,
    writing: PlanWriting | None = None,
    today: date | None = None,
    comparing_s: float | None = COMPARING_S,
) -> InterviewPlan:
    """The plan of an interview, prepared from what is known about the person and the job.

    Without a preparation and a company we know, the plan follows the role alone. With `writing` a
    model may choose; the rules' plan stands when it doesn't answer in time or breaks a limit. The
    same arguments give the same plan, unless a model takes part or comparing meanings takes too
    long. Works off the loop, about 0.1 s. Cancelling leaves nothing behind.

    Args:
        today: present jobs last until then; without it the résumé gives no claims that answers
            are checked against.
        comparing_s: seconds to compare the new texts' meanings in; None: as long as it takes.

    Raises:
        BadRequest: the request asks for something that can't be had.
        InvalidContent: a pattern can't be used.
    """
    request = plan_request(wanted, kit, seed=seed)
    own = [one for one in patterns if one.role_category == kit.role_category]
    if not in_language(own, request.language):
        raise BadRequest(
            f"There are no questions in `{request.language}` for this role yet. Leave `language` "
            "out; `response_languages` says in what the candidate may answer."
        )
    known = preparation or Preparation()
    if wanted.question_pattern_ids:
        patterns = chosen_patterns(patterns, wanted.question_pattern_ids)
    library = msgspec.structs.replace(
        await asyncio.to_thread(shipped_library), patterns=tuple(patterns)
    )
    if known.resume is not None and today is not None:
        month = YearMonth(year=today.year, month=today.month)
        claims = resume_claims(known.resume, as_of=month)
        request = msgspec.structs.replace(request, resume_claims=claims)
    setting = await asyncio.to_thread(lay_out, kit, library, request, known)
    if wanted.practice_type is PracticeType.quick:
        try:
            return await asyncio.to_thread(
                quick_plan, setting, pattern_ids=wanted.question_pattern_ids
            )
        except InvalidContent as fault:
            raise BadRequest(str(fault)) from None
    if wanted.question_pattern_ids:
        raise BadRequest(
            "Only quick practice asks chosen questions: send practice_type `quick` with them, or "
            "leave question_pattern_ids out."
        )
    # Texts of the catalogue alone were compared when it was checked; only facts bring new ones.
    table = await likeness.table() if likeness is not None and setting.facts else None
    if writing is not None:
        chosen = await writing.choose(setting, known, likeness=table)
        if chosen is not None:
            return chosen
    if table is not None:
        try:
            async with asyncio.timeout(comparing_s):
                return await asyncio.to_thread(plan_within, setting, likeness=table)
        except TimeoutError:
            # The thread goes on, so that the vectors are there for the next plan of this role.
            logger.warning("meanings compared by words", after_s=comparing_s)
    return await asyncio.to_thread(plan_within, setting)


async def keep_meanings(
    likeness: Likeness,
    catalogue: CatalogueRepository,
    *,
    busy: Callable[[], bool],
    loaded_after_s: float = LOADED_AFTER_S,
    computed_after_s: float = COMPUTED_AFTER_S,
) -> None:
    """Have at hand what the catalogue's texts mean, so that no plan waits for it.

    Loads the model and what is kept, and later has another process compute what is missing, when
    the server isn't `busy`. Cancelling keeps what was computed.
    """
    await asyncio.sleep(loaded_after_s)
    if await likeness.table() is None:
        return
    await asyncio.to_thread(shipped_library)
    await asyncio.sleep(computed_after_s)
    try:
        patterns = await catalogue.patterns()
    except StorageFailed:
        return  # Plans compute what they need; the next start tries again.
    library = msgspec.structs.replace(shipped_library(), patterns=tuple(patterns))
    texts = await asyncio.to_thread(constant_texts, library, LANGUAGES)
    await likeness.keep(texts, busy=busy)


@cache
def shipped_library() -> Library:
    """What comes with the program, but for the patterns: those are in the database. Blocks for
    about a second the first time."""
    catalogue = load_catalogue()
    return Library(
        role_kits=catalogue.role_kits,
        exercises=catalogue.exercises,
        cases=catalogue.cases,
        archetypes=catalogue.archetypes,
        companies=catalogue.companies,
        blueprints=catalogue.blueprints,
    )


def _kit_named(role: str, kits: Sequence[RoleKit]) -> RoleKit | None:
    """The kit that a role in free text means; None when it means none of them."""
    found = resolve_role(target_role=role, kits=kits).role_kit_id
    return next((kit for kit in kits if kit.role_kit_id == found), None)


def _usual_kit(wanted: CreateSession, kits: Sequence[RoleKit]) -> RoleKit:
    """The kit for those who name none: one that offers the interview type they want."""
    fitting = [kit for kit in kits if wanted.interview_type in (None, *kit.interview_types)] or kits
    return next((kit for kit in fitting if kit.role_kit_id == USUAL_KIT), fitting[0])


def _questions(wanted: CreateSession) -> int:
    """The time budget decides in most interviews; the target keeps long ones from ending early."""
    if wanted.questions_target is not None:
        return wanted.questions_target
    return min(MAX_QUESTIONS, max(USUAL_QUESTIONS, round(wanted.duration_s / SECONDS_A_QUESTION)))


def _usual_type(kit: RoleKit) -> InterviewType:
    return kit.interview_types[0] if kit.interview_types else InterviewType.hiring_manager


def _named(text: str | None) -> str | None:
    """A name on one line, or None."""
    return (" ".join(clean_text(text).split()) or None) if text else None
