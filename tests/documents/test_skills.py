"""Skills from lists and sentences, and the taxonomy behind them."""

import pytest

from runtime.documents.dates import YearMonth
from runtime.documents.resume import read_resume
from runtime.documents.skills import Skill
from runtime.documents.taxonomy import Taxonomy, taxonomy
from runtime.errors import InvalidContent

pytestmark = pytest.mark.unit


def skills(text: str) -> dict[str, Skill]:
    found = read_resume(text, as_of=YearMonth(year=2024, month=6)).skills
    return {skill.name: skill for skill in found}


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("Languages: Python, C++ (advanced), R", ["Python", "C++", "R"]),
        ("Python · C/C++ · HTML/CSS", ["Python", "C", "C++", "HTML", "CSS"]),
        ("• Known programming languages: C# and VEX.", ["C#", "VEX"]),
        (
            "Adobe Creative Suite (Illustrator, InDesign)",
            ["Adobe Creative Suite", "Adobe Illustrator", "Adobe InDesign"],
        ),
        ("Data stores (MySQL, Redis)", ["MySQL", "Redis"]),
        ("High Performance Computing (HPC), SQL", ["High Performance Computing", "SQL"]),
        ("• Prepress and Print Production", ["Prepress", "Print production"]),
        ("• Brand Identity and Management", ["Brand Identity and Management"]),
        ("• Research & Evaluation", ["Research & Evaluation"]),
        ("English (fluent), Tagalog (conversational)", []),
        ("Languages                   Python, SQL", ["Python", "SQL"]),
        ("Docker, Hugging\nFace, Wood carving", ["Docker", "Hugging Face", "Wood carving"]),
        ("MS Excel\nForklift licence class 3", ["Microsoft Excel", "Forklift licence class 3"]),
    ],
)
def test_reads_lists(listed: str, names: list[str]) -> None:
    assert list(skills(f"SKILLS\n{listed}\n")) == names


def test_sentences_name_tools_but_not_everyday_words() -> None:
    found = skills(
        "EXPERIENCE\nEngineer, Acme Ltd, 2019 - 2021\n"
        "• React quickly to outages, made access rest on Kafka and excel at writing Python\n"
        "• Rebuilt the page in React near Elk Grove\n"
    )
    assert list(found) == ["Kafka", "Python", "React"]


def test_a_listed_skill_knows_where_it_was_used() -> None:
    text = (
        "SKILLS\nKafka, Terraform\nEXPERIENCE\nEngineer, Acme Ltd, 2019 - 2021\n"
        "• Ran Apache Kafka\nProjects\nDrone | Python, kafka\n• Flew\n"
    )
    found = skills(text)
    assert found["Kafka"].is_listed
    assert [use.text for use in found["Kafka"].uses] == ["Apache Kafka", "kafka"]
    assert found["Kafka"].category == "data"
    assert found["Terraform"].uses == ()
    assert found["Python"].is_listed


def test_one_skill_has_one_name() -> None:
    assert list(skills("SKILLS\nsklearn, Scikit-Learn, scikit learn, PowerBI, Power BI")) == [
        "scikit-learn",
        "Power BI",
    ]


def test_the_taxonomy_is_broad() -> None:
    categories = {
        taxonomy().known(name).category  # type: ignore[union-attr]
        for name in (
            *("Python", "SQL", "AWS", "Figma", "Salesforce", "Zendesk", "SEO", "Six Sigma"),
            *("Scrum", "Payroll", "IFRS", "Microsoft Excel", "Empathy", "OWASP", "CNC"),
        )
    }
    assert len(categories) == 15
    assert len(taxonomy()) > 1_500


@pytest.mark.parametrize(
    "content",
    [
        {"software": {"named": ["Python"]}},
        {"software": {"named": ["***"], "common": []}},
        {"software": ["Python"]},
        {"everyday": "react"},
        {"shown_by": []},
        {"shown_by": {"Python": ["Nonsense"]}},
    ],
)
def test_a_broken_taxonomy_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(InvalidContent):
        Taxonomy(content)
