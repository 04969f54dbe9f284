"""What the papers say an interview could be."""

import pytest

from runtime.documents.dates import YearMonth
from runtime.documents.resume import read_resume
from runtime.interview.catalogue import Seniority
from runtime.planning.proposal import Proposal, job_title, propose
from seeds.load import load

pytestmark = pytest.mark.unit

CATALOGUE = load()
KITS = CATALOGUE.role_kits
RESUME = """Jane Roe
EXPERIENCE
Senior Data Engineer, Northwind Labs, Mar 2021 - Present
• Led the migration to Kafka.
Shop Assistant, Karst Ltd, 2015 - 2018
• Sold shoes.
"""
SUPPORT = """Bilingual Customer Support Agent (Spanish and English)
Company: Tiendalia
Requirements
- Fluent Spanish and English
- 2 years in customer service
"""


def proposal(resume: str | None = None, job: str | None = None) -> Proposal:
    read = read_resume(resume, as_of=YearMonth(year=2024, month=6)) if resume else None
    return propose(read, job, KITS, this_year=2024, companies=CATALOGUE.companies)


def test_a_resume_alone_proposes_its_present_role() -> None:
    found = proposal(RESUME)
    assert (found.candidate_name, found.target_role) == ("Jane Roe", "Senior Data Engineer")
    assert (found.role_kit_id, found.seniority) == ("data_engineer", Seniority.senior)
    assert set(found.provenance.values()) == {"resume"}


@pytest.mark.parametrize(
    ("history", "level"),
    [
        ("Operations Manager, Nordkai Ltd, 03/2016 - Present", Seniority.senior),
        ("Operations Manager, Nordkai Ltd, 03/2020 - Present", Seniority.mid),
        ("Operations Manager, Nordkai Ltd, 2022 - 2023", Seniority.entry),
        ("Operations Manager, Nordkai Ltd, 2022 - 2024\n• Ran it\n"
         "Teacher, Karst School, 2005 - 2021", Seniority.entry),
        ("Operations Manager, Nordkai Ltd", None),
    ],
)  # fmt: skip
def test_years_in_the_trade_tell_the_level_of_a_plain_title(
    history: str, level: Seniority | None
) -> None:
    assert proposal(f"Jane Roe\nEXPERIENCE\n{history}\n• Ran it\n").seniority is level


def test_the_job_decides_where_both_speak() -> None:
    found = proposal(RESUME, SUPPORT)
    assert (found.candidate_name, found.role_kit_id) == ("Jane Roe", "bilingual_support_agent")
    assert (found.company, found.response_languages) == ("Tiendalia", ("es",))
    assert found.seniority is Seniority.entry
    assert found.provenance["role_kit_id"] == "job"
    assert found.provenance["candidate_name"] == "resume"


def test_a_company_of_the_catalogue_is_known_in_the_title() -> None:
    assert proposal(job="Backend Engineer at Stripe, Dublin\nPython").company == "Stripe"
    assert proposal(job="Backend Engineer for stripes\nPython").company is None


def test_papers_that_say_nothing_propose_nothing() -> None:
    assert proposal() == Proposal()
    assert proposal(job="We are nice people and look for nice people.") == Proposal()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Senior Backend Engineer - Acme (Leeds)\nWe …", "Senior Backend Engineer"),
        ("Acme Ltd\nJob title: Sales Executive\nWe …", "Sales Executive"),
        ("Staff/Senior Backend Engineer (Leeds)", "Senior Backend Engineer"),
        ("Full-stack UI/UX Engineer", "Full-stack UI/UX Engineer"),
        ("We need people", None),
    ],
)
def test_the_title_of_a_job(text: str, title: str | None) -> None:
    assert job_title(text) == title
