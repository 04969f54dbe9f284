"""Work history out of many layouts: employer, title, dates, points, engagement."""

import pytest

from runtime.documents.employment import WorkEntry, work_history
from runtime.documents.lines import lines_of
from runtime.documents.sections import SectionKind, sections_of
from runtime.documents.titles import Engagement, Field, field_of, rank_of
from tests.documents.shapes import SHAPES

pytestmark = pytest.mark.unit


def read(text: str) -> list[WorkEntry]:
    sections = sections_of(lines_of(text))
    return [
        entry
        for section in sections
        if section.kind is SectionKind.experience
        for entry in work_history(text, section.lines)
    ]


def told(entry: WorkEntry) -> tuple[str | None, str | None, str]:
    return (
        entry.employer.text if entry.employer else None,
        entry.title.text if entry.title else None,
        f"{entry.started}..{'present' if entry.is_current else entry.ended}",
    )


@pytest.mark.parametrize("name", SHAPES)
def test_reads_the_layout(name: str) -> None:
    text, expected = SHAPES[name]
    assert [told(entry) for entry in read("EXPERIENCE\n" + text)] == expected


def test_points_are_bullets_with_their_wrapped_rest() -> None:
    (entry,) = read(
        "Experience\nPlanner, Tidal Logistics     2016 – 2019\n"
        "• Moved the planning of the whole fleet to a new tool that the drivers had\n"
        "  asked for\n• Planned\n"
    )
    assert [point.text for point in entry.points] == [
        "Moved the planning of the whole fleet to a new tool that the drivers had asked for",
        "Planned",
    ]


@pytest.mark.parametrize(
    ("header", "engagement"),
    [
        ("Data Intern, Acme Ltd, 2020 - 2021", Engagement.internship),
        ("Freelance Designer, 2020 - 2021", Engagement.freelance),
        ("Nurse (part-time), Acme Clinic, 2020 - 2021", Engagement.part_time),
        ("Buyer, Acme Ltd (contract), 2020 - 2021", Engagement.contract),
        ("Buyer, Acme Ltd, 2020 - 2021", Engagement.regular),
    ],
)
def test_engagement_is_told_by_the_header(header: str, engagement: Engagement) -> None:
    (entry,) = read("EXPERIENCE\n" + header)
    assert entry.engagement is engagement


@pytest.mark.parametrize(
    "text",
    [
        "EXPERIENCE\nI like dogs and long walks on the beach.",
        "EXPERIENCE",
        "EXPERIENCE\n• Led a team\n• Built things",
        "SKILLS\nPython\nEngineer, Acme Ltd, 2019 - 2020",
    ],
)
def test_no_job_is_made_up(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("title", "rank", "field"),
    [
        ("Intern", 0, None),
        ("Junior Data Analyst", 1, Field.data),
        ("Software Engineer", 2, Field.software),
        ("Senior Graphic Designer", 3, Field.design),
        ("Account Manager", 2, Field.sales),
        ("Engineering Manager", 4, Field.engineering),
        ("Director of Marketing", 5, Field.marketing),
        ("Co-founder", 6, None),
        ("English Instructor", 2, Field.teaching),
        ("Customer Support Specialist", 2, Field.support),
    ],
)
def test_rank_and_field_of_titles(title: str, rank: int, field: Field | None) -> None:
    assert rank_of(title) == rank
    assert field_of(title) is field
