"""A model's extraction keeps only what the document says; claims for the ledger."""

from typing import Any

import pytest

from runtime.documents.claims import resume_claims
from runtime.documents.dates import YearMonth
from runtime.documents.model_extraction import (
    UnusableExtraction,
    verified_job,
    verified_resume,
)
from runtime.documents.model_schema import ModelPosting, ModelResume, schema
from runtime.documents.resume import read_resume
from runtime.documents.spans import Finder

pytestmark = pytest.mark.unit

AS_OF = YearMonth(year=2024, month=6)
RESUME = """Jane Roe
Data Engineer

EXPERIENCE
Northwind Labs Inc.                      Jan 2021 – Present
Data Engineer
• Reduced p95 latency by 40% with Kafka,
  and wrote the runbook
Karst Works                              Jan 2018 – Dec 2019
Data Engineer
• Kept C++ services alive

SKILLS
Python, Kafka, JavaScript
"""


def returned(**changes: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "headline": "data engineer",
        "work_history": [
            {
                "employer": "Karst Works",
                "title": "Data Engineer",
                "dates": "Jan 2018 - Dec 2019",
                "points": ["Kept C++ services alive"],
            },
            {
                "employer": "Northwind Labs Inc.",
                "title": "Data Engineer",
                "dates": "Jan 2021 – Present",
            },
        ],
        "skills": ["Python", "Kafka"],
        "metrics": [
            {
                "value": "40%",
                "quote": "Reduced p95 latency by 40% with Kafka, and wrote the runbook",
            }
        ],
    }
    return said | changes


def test_what_the_text_says_is_kept_with_its_place() -> None:
    found = verified_resume(returned(), RESUME, as_of=AS_OF, model="m-1")
    assert found.dropped == ()
    karst, northwind = found.extraction.work_history
    assert karst.title is not None
    assert northwind.title is not None
    assert karst.title.span.start > RESUME.index("Karst")
    assert northwind.title.span.start < RESUME.index("Karst")
    assert (karst.started, karst.ended, northwind.is_current) == ("2018-01", "2019-12", True)
    (metric,) = found.extraction.metrics
    assert (metric.value, metric.about) == ("40%", "Northwind Labs Inc.")
    assert found.extraction.source == "m-1"


def test_what_follows_is_derived_not_believed() -> None:
    said = returned(gaps=[{"months": 99}], risk_flags=["lazy"])
    found = verified_resume(said, RESUME, as_of=AS_OF, model="m-1").extraction
    assert [gap.months for gap in found.gaps] == [12]
    assert [flag.kind.value for flag in found.risk_flags] == ["gap"]


def test_what_the_text_does_not_say_is_dropped() -> None:
    said = returned(
        headline="Chief Executive",
        work_history=[
            {"employer": "Google", "title": "CEO", "dates": "2010 - 2020"},
            {"employer": "Northwind Labs Inc.", "title": "Janitor", "dates": "Jan 2021 – Present"},
        ],
        skills=["Java", "C", "Rust", "Python", ""],
        metrics=[
            {"value": "90%", "quote": "Reduced p95 latency by 40% with Kafka"},
            {"value": "40%", "quote": "Reduced costs by 40%"},
        ],
    )
    found = verified_resume(said, RESUME, as_of=AS_OF, model="m-1")
    assert found.extraction.headline is None
    (entry,) = found.extraction.work_history
    assert entry.title is None
    assert [skill.name for skill in found.extraction.skills] == ["Python"]
    assert found.extraction.metrics == ()
    assert "work_history[0]" in found.dropped
    assert "work_history[1].title" in found.dropped
    assert "skills[0]" in found.dropped
    assert not any("Google" in path for path in found.dropped)


@pytest.mark.parametrize(
    "said", [None, [], "text", {"skills": "Python"}, {"work_history": [{"employer": 3}]}]
)
def test_what_breaks_the_schema_is_refused_without_quoting_it(said: object) -> None:
    with pytest.raises(UnusableExtraction) as refused:
        verified_resume(said, RESUME, as_of=AS_OF, model="m-1")
    assert "Python" not in str(refused.value)


def test_job_items_must_stand_in_the_text() -> None:
    text = "Senior clerk. You will file letters. Requires 3+ years of experience with Excel."
    found = verified_job(
        {
            "responsibilities": ["You will file letters", "You will fly"],
            "must_have": ["3+ years of experience with Excel"],
            "keywords": ["Excel", "SAP"],
            "seniority_signal": ["senior", "3+ years", "principal"],
        },
        text,
        model="m-1",
    )
    assert [duty.text for duty in found.extraction.responsibilities] == ["You will file letters"]
    assert [need.years for need in found.extraction.must_have] == [3]
    assert [signal.text for signal in found.extraction.seniority_signal] == ["Senior", "3+ years"]
    assert found.dropped == ("responsibilities[1]", "keywords[1]", "seniority_signal[2]")


def test_schemas_name_the_demanded_keys() -> None:
    for kind, key in ((ModelResume, "work_history"), (ModelPosting, "nice_to_have")):
        definitions = schema(kind)["$defs"]
        assert key in definitions[kind.__name__]["properties"]


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("kept c++ SERVICES alive", "Kept C++ services alive"),
        ("with Kafka, and wrote", "with Kafka,\n  and wrote"),
        ("Java", None),
        ("C", None),
        ("•", None),
        ("", None),
    ],
)
def test_quotes_are_found_by_whole_words(quote: str, expected: str | None) -> None:
    span = Finder(RESUME).find(quote)
    assert (span.text if span else None) == expected


def test_claims_for_the_ledger() -> None:
    claims = resume_claims(read_resume(RESUME, as_of=AS_OF), as_of=AS_OF)
    assert [(claim.subject, claim.value) for claim in claims] == [
        ("employer:northwind labs", "42 months"),
        ("employer:karst works", "24 months"),
        ("from:northwind labs", "2021"),
        ("current", "northwind labs"),
        ("from:karst works", "2018"),
        ("until:karst works", "2019"),
        ("metric:latency", "40 percent"),
        ("tool:kafka", "used"),
        ("tool:c++", "used"),
        ("tool:python", "used"),
        ("tool:javascript", "used"),
    ]
    assert {claim.source for claim in claims} == {"resume"}


def test_a_figure_beside_a_quantity_is_no_claim_about_it() -> None:
    text = (
        "EXPERIENCE\nEngineer, Acme Ltd, Jan 2020 - Present\n• Kept 99.9% uptime and low downtime\n"
    )
    claims = resume_claims(read_resume(text, as_of=AS_OF), as_of=AS_OF)
    assert not any(claim.subject.startswith("metric:") for claim in claims)
