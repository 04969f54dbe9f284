"""What an interview could be, going by the papers: whom to greet, role, level, company, languages.

Pure. A proposal is only a start: whoever is interviewed may choose otherwise.
"""

import re
from collections.abc import Sequence

import msgspec

from runtime.documents.job import JobExtraction, read_job
from runtime.documents.resume import ResumeExtraction
from runtime.documents.seniority import decide
from runtime.documents.titles import Engagement, field_of
from runtime.interview.catalogue import RoleKit, Seniority
from runtime.interview.companies import Company
from runtime.roles.job_context import needed_languages
from runtime.roles.job_posting import JobPosting
from runtime.roles.resolver import resolve_role
from runtime.roles.seniority import parse_seniority
from runtime.roles.titles import title_of

TITLE_LINES = 4
"""A job description names the job in one of its first lines."""
TITLE_WORDS = 6
_BEHIND_TITLE = re.compile(r"(?i)\s(?:at|with|for|in|wanted)\s|[,(:|]|\s[-–—]\s")
_LEVEL_WORD = r"(?:junior|mid|senior|staff|lead|principal)"
_OTHER_LEVEL = re.compile(rf"(?i)\b{_LEVEL_WORD}(?:[- ]level)?\s*/\s*(?={_LEVEL_WORD}\b)")
"""Of "Staff/Senior Engineer" one level is spoken."""
_LABEL = re.compile(r"(?i)^(?:job |role |position )?(?:title|role|position)\s*:\s*")
_PLAIN_TITLE = re.compile(r"[A-ZÀ-Þ][\w .,&/'’()+-]*[\w)]")
_HEADING = re.compile(
    r"(?i)(?:about|job|the|our|your|we|who|what|why|company|role|position|location|overview|"
    r"description|responsibilities|requirements|summary|introduction|welcome|apply)\b"
)
_COMPANY = re.compile(r"(?im)^\W*(?:company|employer|organi[sz]ation)\s*:\s*([^\n|;]{2,60})$")


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What the papers say an interview could be; None and empty where they say nothing."""

    candidate_name: str | None = None
    target_role: str | None = None
    """The job's title, else the latest one of the résumé."""
    role_kit_id: str | None = None
    seniority: Seniority | None = None
    company: str | None = None
    response_languages: tuple[str, ...] = ()
    """What the job asks to be spoken besides English (C-57)."""
    provenance: dict[str, str] = {}
    """Field → the paper that decided it: `resume` or `job`."""


def propose(
    resume: ResumeExtraction | None,
    job_text: str | None,
    kits: Sequence[RoleKit],
    *,
    this_year: int,
    job: JobExtraction | None = None,
    companies: Sequence[Company] = (),
) -> Proposal:
    """What fits the papers; where both speak, the job decides.

    Args:
        kits: those that can be chosen.
        this_year: jobs that go on have lasted until then.
        job: what was read from `job_text`; without it, it is read here.
        companies: the catalogue's, to know one in a title by its name.
    """
    found = job or (read_job(job_text) if job_text else None)
    paper = "resume" if found is None else "job"
    if found is not None:
        title = job_title(job_text or "") or _first_line(job_text or "") or _latest_title(resume)
    else:
        title = _latest_title(resume)
    skills = tuple(keyword.name for keyword in found.keywords) if found is not None else ()
    kit = None
    if title is not None or skills:
        posting = JobPosting(required_skills=skills)
        kit = resolve_role(target_role=title, job_posting=posting, kits=kits).role_kit_id
    known = kit is not None and any(one.role_kit_id == kit for one in kits)
    name = resume.name.text if resume is not None and resume.name is not None else None
    proposal = Proposal(
        candidate_name=name,
        target_role=title,
        role_kit_id=kit if known else None,
        seniority=_level(title, found)
        if found is not None
        else _career_level(title, resume, this_year),
        company=_company(job_text or "", companies),
        response_languages=_languages(title, job_text),
    )
    sources = {
        "candidate_name": "resume",
        "target_role": paper,
        "role_kit_id": paper,
        "seniority": paper,
        "company": "job",
        "response_languages": "job",
    }
    decided = {field: source for field, source in sources.items() if getattr(proposal, field)}
    return msgspec.structs.replace(proposal, provenance=decided)


def job_title(job_text: str) -> str | None:
    """The job's title, as far as one of the first lines is one we know."""
    lines = [line.strip(" #*-–") for line in job_text.splitlines() if line.strip()]
    named = next((line for line in lines[:TITLE_LINES] if title_of(line) is not None), None)
    if named is None:
        return None
    title = _BEHIND_TITLE.split(_OTHER_LEVEL.sub("", _LABEL.sub("", named)))[0].strip()
    return title if title and len(title.split()) <= TITLE_WORDS else None


def _first_line(job_text: str) -> str | None:
    """The title of a trade that we don't know, where the first line reads like one."""
    first = next((line for line in job_text.splitlines() if line.strip()), "")
    title = _BEHIND_TITLE.split(_LABEL.sub("", first.strip(" #*-–")))[0].strip()
    fits = 1 <= len(title.split()) <= TITLE_WORDS - 2 and _PLAIN_TITLE.fullmatch(title)
    return title if fits and not _HEADING.match(title) else None


def _latest_title(resume: ResumeExtraction | None) -> str | None:
    """Of the present job, else the newest, else what they call themselves; one we know first."""
    if resume is None:
        return None
    jobs = sorted(
        (job for job in resume.work_history if job.title is not None),
        key=lambda job: (job.is_current, job.started or ""),
        reverse=True,
    )
    titles = [job.title.text for job in jobs if job.title is not None]
    headline = [resume.headline.text] if resume.headline is not None else []
    for title in (*titles[:1], *headline, *titles[1:]):
        if title_of(title) is not None and len(title.split()) <= TITLE_WORDS:
            return title
    return next((title for title in titles if len(title.split()) <= TITLE_WORDS), None)


def _career_level(
    title: str | None, resume: ResumeExtraction | None, this_year: int
) -> Seniority | None:
    """Of the latest title; else of the years told in its trade (C-08), internships left out."""
    reading = parse_seniority(title)
    if reading is not None or resume is None or title is None:
        return reading.seniority if reading is not None else None
    trade = field_of(title)
    worked: set[int] = set()
    for job in resume.work_history:
        if job.title is None or job.started is None or field_of(job.title.text) is not trade:
            continue
        if job.engagement is not Engagement.internship:
            until = int(job.ended[:4]) if job.ended else this_year
            worked |= set(range(int(job.started[:4]), until))
    reading = parse_seniority(f"{len(worked)} years") if worked else None
    return reading.seniority if reading is not None else None


def _level(title: str | None, job: JobExtraction) -> Seniority | None:
    """Of the title; else of what the job says, its own words before its years."""
    reading = parse_seniority(title)
    if reading is not None:
        return reading.seniority
    said = decide(job.seniority_signal)
    if said is not None:
        return said
    asked = [must.years for must in job.must_have if must.years is not None]
    reading = parse_seniority(f"{max(asked)} years") if asked else None
    return reading.seniority if reading is not None else None


def _company(job_text: str, companies: Sequence[Company]) -> str | None:
    """Named by a label, or one we know in the first lines."""
    if label := _COMPANY.search(job_text):
        return label[1].strip(" .*")
    head = "\n".join([line for line in job_text.splitlines() if line.strip()][:TITLE_LINES])
    for company in sorted(companies, key=lambda one: -len(one.name)):
        if re.search(rf"(?<!\w){re.escape(company.name)}(?!\w)", head):
            return company.name
    return None


def _languages(title: str | None, job_text: str | None) -> tuple[str, ...]:
    posting = JobPosting(title=title, description=job_text)
    return tuple(code for code in needed_languages(posting) if code != "en")
