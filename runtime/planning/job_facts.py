"""What the job gives to ask about: skills asked for, against those claimed, and duties. Pure."""

from collections.abc import Iterator

import msgspec

from runtime.documents.job import JobExtraction, Keyword, Requirement, read_job
from runtime.documents.resume import ResumeExtraction
from runtime.documents.spans import Span
from runtime.documents.taxonomy import taxonomy
from runtime.interview.triggers import TriggerSource
from runtime.planning.clauses import as_gerund
from runtime.planning.facts import Fact, FactKind, make_fact
from runtime.planning.names import is_measure, is_tool, spoken_skill
from runtime.roles.job_posting import JobPosting

JOB = TriggerSource.job
DUTIES = 8
SOFT = "soft"
"""Skills of every job, such as communication: behavioural questions are set in them."""


def job_of(job: JobExtraction | None, posting: JobPosting | None) -> JobExtraction | None:
    """Both descriptions of one job as one; a posting's required skills are must-haves."""
    if posting is None:
        return job
    told = read_job(posting.description) if posting.description else JobExtraction()
    musts = tuple(
        Requirement(text=name, span=Span(start=0, end=len(name), text=name), skills=_known(name))
        for name in (*posting.skills, *posting.stack)
    )
    keywords = tuple(
        Keyword(name=name, category=_category(name), count=1, span=must.span)
        for must in musts
        for name in must.skills
    )
    both = [told, job] if job is not None else [told]
    return msgspec.structs.replace(
        both[-1],
        responsibilities=tuple(duty for part in both for duty in part.responsibilities),
        must_have=musts + tuple(must for part in both for must in part.must_have),
        nice_to_have=tuple(nice for part in both for nice in part.nice_to_have),
        keywords=keywords + tuple(keyword for part in both for keyword in part.keywords),
    )


def job_facts(job: JobExtraction, resume: ResumeExtraction | None) -> list[Fact]:
    """Matches first, then what is missing, then duties; without a résumé only what is asked."""
    return [*_skills(job, resume), *_duties(job)]


def _skills(job: JobExtraction, resume: ResumeExtraction | None) -> Iterator[Fact]:
    claimed = {skill.name.lower(): skill for skill in resume.skills} if resume else {}
    counts = {keyword.name.lower(): keyword for keyword in reversed(job.keywords)}
    seen: set[str] = set()
    asked = [(must, 0.1) for must in job.must_have] + [(nice, 0.0) for nice in job.nice_to_have]
    if not job.must_have:
        # A description in prose: what it names is what it asks for.
        asked = [
            (Requirement(text=word.span.text, span=word.span, skills=(word.name,)), 0.05)
            for word in job.keywords
        ] + asked
    for requirement, first in asked:
        covered = any(
            shown.lower() in claimed
            for name in requirement.skills
            for shown in (name, *taxonomy().shown_by(name))
        )
        for name in requirement.skills:
            key = name.lower()
            if key in seen:
                continue
            seen.add(key)
            spoken = spoken_skill(name)
            category = counts[key].category if key in counts else _category(name)
            if spoken is None or is_measure(spoken):
                continue
            often = 0.04 * min(3, counts[key].count if key in counts else 1)
            skill = claimed.get(key)
            if category == SOFT:
                spoken = spoken.lower()
            leads = _leads(spoken)
            if category == SOFT:
                yield _asked(
                    FactKind.asked_skill, {}, spoken, requirement, 0.4 + often, category, leads
                )
            elif skill is not None:
                slots = {"shared_skill": spoken, "skill": spoken}
                if is_tool(spoken):
                    slots["shared_tool"] = spoken
                yield _asked(
                    FactKind.shared_skill, slots, spoken, requirement, 0.6 + first + often,
                    category, leads,
                )  # fmt: skip
            elif resume is None:
                slots = {"asked_skill": spoken, "skill": spoken}
                yield _asked(
                    FactKind.asked_skill, slots, spoken, requirement, 0.55 + first + often,
                    category, leads,
                )  # fmt: skip
            elif not covered and first:
                yield _asked(
                    FactKind.missing_skill, {"missing_skill": spoken}, spoken, requirement,
                    0.5 + often, category, (),
                )  # fmt: skip

    for keyword in job.keywords:
        # Named among the duties: too little to ask about, enough to lead up to a question.
        spoken = spoken_skill(keyword.name)
        if keyword.name.lower() not in seen and spoken is not None:
            seen.add(keyword.name.lower())
            spoken = spoken.lower() if keyword.category == SOFT else spoken
            named = Requirement(text=keyword.span.text, span=keyword.span)
            yield _asked(
                FactKind.asked_skill, {}, spoken, named, 0.3, keyword.category, _leads(spoken)
            )


def _leads(spoken: str) -> tuple[str, ...]:
    return (
        f"This job asks for {spoken}.",
        f"The job description names {spoken}.",
        f"You'd need {spoken} here.",
    )


_WHY = {
    FactKind.shared_skill: "asked for and claimed: how deep it goes",
    FactKind.missing_skill: "asked for, but the résumé doesn't name it",
    FactKind.asked_skill: "asked for by the job",
}


def _asked(
    kind: FactKind,
    slots: dict[str, str],
    spoken: str,
    requirement: Requirement,
    weight: float,
    category: str,
    leads: tuple[str, ...],
) -> Fact:
    return make_fact(
        kind,
        slots,
        source=JOB,
        subject=spoken,
        quote=requirement.text,
        why=_WHY[kind],
        weight=weight,
        about=f"skill:{spoken.lower()}",
        leads=leads,
        categories=(category,),
    )


def _duties(job: JobExtraction) -> Iterator[Fact]:
    seen: set[str] = set()
    for number, duty in enumerate(job.responsibilities):
        said = as_gerund(duty.text)
        # "You'll join the Ledger team" is how a job begins, and nothing anybody does in it.
        if (
            said is None
            or said.startswith("joining ")
            or said.lower() in seen
            or len(seen) >= DUTIES
        ):
            continue
        seen.add(said.lower())
        yield make_fact(
            FactKind.duty,
            {"duty": said},
            source=JOB,
            subject=said,
            quote=duty.text,
            why="a part of the job: what the candidate has done of it",
            weight=0.62 - 0.02 * number,
        )


def _known(text: str) -> tuple[str, ...]:
    """Canonical names of the skills in a required skill; itself when we don't know it."""
    found = [found.known.name for found in taxonomy().find(text, 0, len(text), in_list=True)]
    return tuple(dict.fromkeys(found)) or (text,)


def _category(name: str) -> str:
    for found in taxonomy().find(name, 0, len(name), in_list=True):
        return found.known.category
    return ""
