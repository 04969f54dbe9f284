"""What a plan is made within: the facts, the questions that could be asked, the time. Pure."""

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from runtime.documents.job import JobExtraction
from runtime.interview.budgets import OPTIONAL_S, budgets
from runtime.interview.catalogue import QuestionPattern, RoleKit
from runtime.interview.filling import Slots
from runtime.interview.languages import primary
from runtime.interview.plan import PhaseId
from runtime.interview.planner import PlanRequest, Terms, agree, fitting, role_slots
from runtime.interview.tasks import CaseTemplate, CodingExercise
from runtime.interview.translations import OWN, in_language
from runtime.interview.triggers import TriggerSource
from runtime.planning.candidates import Candidate, candidates
from runtime.planning.choice import Leaning
from runtime.planning.facts import Fact, FactKind, make_fact, speaks_of_code
from runtime.planning.fit import (
    archetype_of,
    blueprint_of,
    company_fact,
    company_of,
    fit_patterns,
    stresses,
)
from runtime.planning.job_facts import job_facts, job_of
from runtime.planning.leads import skill_leads
from runtime.planning.nearness import stems
from runtime.planning.preparation import Library, Preparation
from runtime.planning.resume_facts import resume_facts
from runtime.planning.task_choice import choose_task, with_task
from runtime.roles.names import TECHNICAL_CATEGORIES

FIT_FROM_S = 480.0
"""A shorter interview has no time for a question of fit."""
SHORT_DIVE_S = 45.0
"""With a résumé on the table even a short interview asks about it once."""
SETTING_S = 960.0
"""An interview has room for one more question set in the same place per so many seconds."""
MINUTES_A_RISK = 7.0
MOST_RISKS = 4
STORY_WORDS = range(2, 9)
_TITLE = re.compile(r"(?=.*[^\W\d]{3})\w[\w ,.'&%-]*")


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan is made within: whoever chooses, these are the limits."""

    kit: RoleKit
    request: PlanRequest
    """With what the posting says where the request is silent."""
    terms: Terms
    facts: tuple[Fact, ...]
    pool: tuple[Candidate, ...]
    shares: dict[PhaseId, float]
    """Seconds per phase in order, with room for the task."""
    leaning: Leaning
    task: CodingExercise | CaseTemplate | None = None
    task_s: int | None = None
    """Seconds of the task; None when there is no room for one."""

    @property
    def task_id(self) -> str | None:
        if self.task is None or isinstance(self.task, CodingExercise):
            return self.task.exercise_id if self.task is not None else None
        return self.task.case_id


def lay_out(
    kit: RoleKit, library: Library, request: PlanRequest, preparation: Preparation
) -> Setting:
    """Everything that could be asked, and how much time there is. Raises InvalidContent."""
    known = _known(request, preparation)
    terms = agree(kit, known)
    job = job_of(preparation.job, preparation.posting)
    # Facts are worded in English, and so are tasks and questions of fit; names are not.
    own = primary(request.language) == OWN
    title = known.target_role or kit.name
    facts = find_facts(kit, preparation, job, title=title)
    if not own:
        facts = [
            msgspec.structs.replace(fact, leads=())
            for fact in facts
            if fact.kind is FactKind.employer
        ]
    slots = role_slots(kit, known, terms)
    spoken = in_language(library.patterns, request.language)
    patterns = fitting(kit, _fillable(spoken, facts, slots), terms, language=request.language)
    company = company_of(known.company, library)
    archetype = archetype_of(company, library)
    leads = skill_leads(patterns, facts)
    if own and company is not None and archetype is not None and request.duration_s >= FIT_FROM_S:
        fits = fit_patterns(archetype)
        patterns += fits
        about = company_fact(company, archetype)
        leads |= {pattern.pattern_id: [about] for pattern in fits}
    # Exercises and cases are held in English only.
    task = (
        choose_task(
            kit,
            library,
            level=terms.level,
            kind=terms.kind,
            duration_s=request.duration_s,
            skills=_skills(preparation, job),
            seed=request.seed,
        )
        if own
        else None
    )
    dive = {PhaseId.resume_deep_dive: SHORT_DIVE_S} if preparation.resume is not None else {}
    shares, task_s = with_task(
        budgets(
            request.duration_s,
            terms.kind,
            {pattern.phase for pattern in patterns},
            least_s=OPTIONAL_S | dive,
        ),
        task,
    )
    blueprint = blueprint_of(company, kit.role_category, library)
    return Setting(
        kit=kit,
        request=known,
        terms=terms,
        facts=tuple(facts),
        pool=tuple(
            candidates(patterns, facts, slots=slots, role_category=kit.role_category, fits=leads)
        ),
        shares=shares,
        leaning=Leaning(
            pattern_ids=frozenset(blueprint.question_pattern_ids if blueprint else ()),
            skill_focus=tuple(blueprint.skill_focus if blueprint else ()),
            stresses=stresses(company, archetype),
            weak_areas=preparation.weak_areas,
            place_leads=1 + int(request.duration_s / SETTING_S),
            most_risks=min(MOST_RISKS, 1 + int(request.duration_s / 60 / MINUTES_A_RISK)),
        ),
        task=task if task_s is not None else None,
        task_s=task_s,
    )


def find_facts(
    kit: RoleKit, preparation: Preparation, job: JobExtraction | None, *, title: str = ""
) -> list[Fact]:
    """Everything there is to ask this person about; nothing of code for other trades (R-217).

    A skill that the job's title names leads up to nothing and comes last: of course the job asks
    for it.
    """
    facts: list[Fact] = []
    if preparation.resume is not None:
        facts += resume_facts(preparation.resume)
    if job is not None:
        facts += job_facts(job, preparation.resume)
    facts += _stories(preparation)
    technical = kit.role_category in TECHNICAL_CATEGORIES
    counts: Counter[FactKind] = Counter()
    found = []
    for fact in facts:
        if fact.is_sensitive or (fact.is_technical and not technical):
            continue
        if stems(fact.trigger.subject) <= stems(title):
            fact = msgspec.structs.replace(fact, leads=(), weight=fact.weight / 2)
        if not technical:
            leads = tuple(lead for lead in fact.leads if not speaks_of_code(lead))
            fact = msgspec.structs.replace(fact, leads=leads)
        counts[fact.kind] += 1
        name = f"{fact.kind}-{counts[fact.kind]}"
        trigger = msgspec.structs.replace(fact.trigger, trigger_id=name)
        found.append(msgspec.structs.replace(fact, trigger=trigger))
    return found


def _known(request: PlanRequest, preparation: Preparation) -> PlanRequest:
    """The request, with what the posting says where it is silent."""
    posting = preparation.posting
    if posting is None:
        return request
    return msgspec.structs.replace(
        request,
        company=request.company or posting.company,
        target_role=request.target_role or posting.title,
    )


def _stories(preparation: Preparation) -> list[Fact]:
    found = []
    for number, story in enumerate(preparation.stories[:8]):
        title = " ".join(story.title.split()).strip(" .!?\"'")
        if len(title.split()) not in STORY_WORDS or not _TITLE.fullmatch(title):
            continue
        found.append(
            make_fact(
                FactKind.story,
                {"story": title},
                source=TriggerSource.story,
                subject=title,
                quote=story.situation or title,
                why="a story of the candidate's own: what was at stake, what they did",
                weight=0.5 - 0.02 * number,
            )
        )
    return found


def _fillable(
    patterns: Sequence[QuestionPattern], facts: Sequence[Fact], slots: Slots
) -> list[QuestionPattern]:
    wordings = [slots, *(slots.with_facts(fact.slots) for fact in facts)]
    return [
        pattern
        for pattern in patterns
        if any(one.filled(pattern.template, pattern.variables) is not None for one in wordings)
    ]


def _skills(preparation: Preparation, job: JobExtraction | None) -> set[str]:
    """Of the job; of the résumé where the job names none."""
    asked = {keyword.name.lower() for keyword in job.keywords} if job else set()
    if asked or preparation.resume is None:
        return asked
    return {skill.name.lower() for skill in preparation.resume.skills}
