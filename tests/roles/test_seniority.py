"""Seniority read from titles and experience levels (C-08)."""

import pytest

from runtime.roles.seniority import parse_seniority

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "seniority"),
    [
        ("0-2 years", "entry"),
        ("1 year", "entry"),
        ("2.5 yrs", "entry"),
        ("3-5 years", "mid"),
        ("3 to 5 years of experience", "mid"),
        ("2-4 years", "mid"),
        ("5+ years", "mid"),
        ("6+ years", "senior"),
        ("5-8 years", "senior"),
        ("10 years", "senior"),
        ("Junior Developer", "entry"),
        ("Campus hire", "entry"),
        ("Graduate Trainee", "entry"),
        ("Marketing Intern", "entry"),
        ("Marketing Associate", "entry"),
        ("intermediate", "mid"),
        ("Mid-level", "mid"),
        ("Software Engineer II", "mid"),
        ("SENIOR", "senior"),
        ("Sr. Analyst", "senior"),
        ("Team Lead", "senior"),
        ("Staff Engineer", "senior"),
        ("Principal Consultant", "senior"),
        ("Senior, 4 years", "senior"),
        ("Associate Director", "senior"),
        ("Graduate degree required, 4 years", "mid"),
    ],
)
def test_reads(text: str, seniority: str) -> None:
    reading = parse_seniority(text)
    assert reading is not None
    assert reading.seniority.value == seniority
    assert reading.raw == text


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "Data Engineer",
        "Lead Generation Specialist",
        "Senior Living Coordinator",
        "Chief of Staff",
        "International Sales",
        "Internal Communications",
    ],
)
def test_states_none_where_none_is_stated(text: str | None) -> None:
    assert parse_seniority(text) is None
