"""A whole résumé: the demanded keys, every span literal, any text taken."""

import time
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.documents.dates import YearMonth
from runtime.documents.resume import ResumeExtraction, read_resume
from runtime.documents.spans import Span, verify
from runtime.documents.triggers import TriggerKind

pytestmark = pytest.mark.unit

AS_OF = YearMonth(year=2024, month=6)
RESUME = """Jane Roe
jane.roe@example.com | (555) 012-3456 | github.com/janeroe
Senior Data Engineer

SUMMARY
Data engineer with 9 years of experience in streaming.

WORK EXPERIENCE
Northwind Labs, Oslo                                   Jan 2023 – Present
Senior Data Engineer
• Led the move to Kafka and reduced costs by 30%
Karst Works                                            Jan 2018 – Dec 2021
English Teacher
• Taught 40 students

PROJECTS
Flight Map | Python, PostGIS                           2022
• Built a map of 90,000 flights

EDUCATION
BSc Physics, Alder University                          2014 - 2017

SKILLS
Python, Kafka, Terraform
"""


def spans(value: object) -> Iterator[Span]:
    """Every span anywhere in an extraction."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


def test_has_the_demanded_keys() -> None:
    keys = set(msgspec.to_builtins(ResumeExtraction()))
    assert keys >= {
        *("work_history", "projects", "skills", "metrics", "gaps", "claim_triggers"),
        *("headline", "transitions", "risk_flags"),
    }


def test_reads_everything_in_it() -> None:
    found = read_resume(RESUME, as_of=AS_OF)
    assert found.headline is not None
    assert found.headline.text == "Senior Data Engineer"
    assert [e.title.text for e in found.work_history if e.title] == [
        "Senior Data Engineer",
        "English Teacher",
    ]
    (project,) = found.projects
    assert (project.name.text, project.ended) == ("Flight Map", "2022")
    assert {"Python", "PostGIS", "Kafka", "Terraform"} <= {skill.name for skill in found.skills}
    assert [(m.value, m.about) for m in found.metrics] == [
        ("9", ""),
        ("30%", "Northwind Labs"),
        ("40", "Karst Works"),
        ("90,000", "Flight Map"),
    ]
    (study,) = found.education
    assert study.institution is not None
    assert study.institution.text == "Alder University"
    assert [gap.months for gap in found.gaps] == [12]
    assert {flag.kind.value for flag in found.risk_flags} == {"gap", "field_switch"}


def test_triggers_cover_every_demanded_kind() -> None:
    triggers = read_resume(RESUME + "\n", as_of=YearMonth(year=2032, month=1)).claim_triggers
    assert {trigger.kind for trigger in triggers} == set(TriggerKind)
    assert all(0 < trigger.weight <= 1 for trigger in triggers)
    weights = [trigger.weight for trigger in triggers]
    assert weights == sorted(weights, reverse=True)
    subjects = [trigger.subject for trigger in triggers]
    assert "reduced costs by 30% at Northwind Labs" in subjects


def test_a_listed_skill_without_use_is_pointed_out() -> None:
    triggers = read_resume(RESUME, as_of=AS_OF).claim_triggers
    terraform = next(trigger for trigger in triggers if trigger.subject == "Terraform")
    assert "no work or project shows it" in terraform.reason


def test_survives_its_own_json() -> None:
    found = read_resume(RESUME, as_of=AS_OF)
    assert msgspec.json.decode(msgspec.json.encode(found), type=ResumeExtraction) == found


def test_every_span_is_literal() -> None:
    found = list(spans(read_resume(RESUME, as_of=AS_OF)))
    assert len(found) > 30
    assert all(verify(RESUME, span) for span in found)


FRAGMENTS = st.sampled_from(
    [
        *(
            "EXPERIENCE",
            "SKILLS",
            "Projects:",
            "EDUCATION",
            "• Led a team",
            "- 40% of",
            "2019 – 2020",
        ),
        *(
            "Engineer",
            "Acme Inc.",
            "Jan 2020 - Present",
            "   ",
            "\n",
            "\n\n",
            " | ",
            ", ",
            "\t",
            "**",
        ),
        *(
            "Python",
            "(Kafka, SQL)",
            "since 2019",
            "$5",
            "Freelance",
            "Oslo, Norway",
            "at",
            ": ",
            "’21",
        ),
        *("University of X", "3x", "Résumé", "·", "(", ")", "May", "5+ years of", "https://x.io/a"),
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(FRAGMENTS, max_size=60).map(" ".join) | st.text(max_size=500))
def test_any_text_is_taken_and_every_span_is_literal(text: str) -> None:
    for span in spans(read_resume(text, as_of=AS_OF)):
        assert verify(text, span)


@pytest.mark.parametrize("piece", ["a ", "1% ", "(a", "• ab\n", "Ab, ", "May 2020 - ", "Python, "])
@pytest.mark.parametrize("heading", ["", "EXPERIENCE\n", "SKILLS\n"])
def test_endless_repetition_takes_no_endless_time(heading: str, piece: str) -> None:
    """A square of the length would take minutes."""
    text = heading + piece * (40_000 // len(piece))
    began = time.process_time()
    read_resume(text, as_of=AS_OF)
    assert time.process_time() - began < 2
