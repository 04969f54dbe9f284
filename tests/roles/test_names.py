"""Tech stacks and role categories → role types, as demanded and beyond."""

from pathlib import Path

import pytest
import structlog

from runtime.roles.names import NAMES, RoleType, meaning, normalised
from runtime.roles.resolver import _map_role_to_base_prompt, map_role_to_base_prompt

pytestmark = pytest.mark.unit

DEMANDED = {
    "javascript": "javascript typescript node nodejs qa qa_automation",
    "python": "python go rust java csharp dotnet php data data_engineering devops",
    "react": "react",
    "fullstack": (
        "fullstack sales account_manager business_development support customer_service"
        " customer_success product product_manager design ux ui marketing operations management"
    ),
}
"""R-244."""

PAIRS = [(name, role_type) for role_type, names in DEMANDED.items() for name in names.split()]


@pytest.mark.parametrize(("name", "role_type"), PAIRS)
def test_maps_a_tech_stack_as_demanded(name: str, role_type: str) -> None:
    assert map_role_to_base_prompt(name, None) == role_type


@pytest.mark.parametrize(("name", "role_type"), PAIRS)
def test_maps_a_role_category_as_demanded(name: str, role_type: str) -> None:
    assert map_role_to_base_prompt(None, name) == role_type


def test_there_are_more_than_fifty_mappings() -> None:
    assert len(NAMES) >= 50


def test_the_underscored_name_is_the_same_function() -> None:
    assert _map_role_to_base_prompt is map_role_to_base_prompt


@pytest.mark.parametrize(
    ("tech_stack", "role_category", "role_type"),
    [
        pytest.param("typescript", None, "javascript", id="IV2 typescript"),
        pytest.param("go", None, "python", id="IV2 go"),
        pytest.param("rust", None, "python", id="IV2 rust"),
        pytest.param("devops", None, "python", id="IV2 devops"),
        pytest.param(None, "sales", "fullstack", id="IV2 sales"),
        pytest.param(None, "support", "fullstack", id="IV2 support"),
        pytest.param(None, "product", "fullstack", id="IV2 product"),
        pytest.param("cobol", "alchemy", "fullstack", id="IV2 both unknown"),
        pytest.param("python", "engineering", "python", id="IV1 data engineer"),
        pytest.param("react", None, "react", id="IV4 old interview"),
        pytest.param("playwright", "engineering", "javascript", id="IV5 QA automation"),
        pytest.param(None, "customer_service", "fullstack", id="IV5 customer service"),
        pytest.param(None, None, "fullstack", id="nothing"),
        pytest.param("", "", "fullstack", id="blank"),
        pytest.param("python", "sales", "python", id="the tech stack wins"),
        pytest.param("cobol", "devops", "python", id="the category helps an unknown stack"),
        pytest.param(["cobol", "react"], None, "react", id="the first known of a list"),
    ],
)
def test_maps(tech_stack: str | None, role_category: str | None, role_type: str) -> None:
    assert map_role_to_base_prompt(tech_stack, role_category) == role_type


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("TypeScript", "typescript"),
        ("Type Script", "typescript"),
        ("Node.js", "nodejs"),
        ("React.js", "reactjs"),
        ("C#", "csharp"),
        ("ASP.NET", "aspnet"),
        (".NET", "dotnet"),
        ("QA Automation", "qa_automation"),
        ("Full-Stack", "fullstack"),
        ("Customer Service", "customer_service"),
        ("CI/CD", "ci_cd"),
        ("Django, React", "django"),
        ("Ruby on Rails", "ruby_on_rails"),
        ("Playwright test framework", "playwright"),
        ("AWS and Terraform", "aws"),
    ],
)
def test_reads_names_as_people_write_them(written: str, name: str) -> None:
    found = meaning(written)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["ready to go live", "express delivery", "mobile phone contract"])
def test_plain_english_is_no_tech_stack(text: str) -> None:
    assert meaning(text) is None


def test_every_name_is_in_its_normal_form_and_of_a_stored_type() -> None:
    for name, found in NAMES.items():
        assert normalised(name) == name
        assert found.role_type in RoleType


def test_a_mapping_is_logged_with_its_reason() -> None:
    with structlog.testing.capture_logs() as logs:
        map_role_to_base_prompt(None, "Sales")
    assert [(line["event"], line["role_type"], line["because"]) for line in logs] == [
        ("role_mapped", "fullstack", "role_category:sales")
    ]


def test_the_page_on_roles_lists_every_name() -> None:
    page = (Path(__file__).parents[2] / "docs/roles.md").read_text(encoding="utf-8")
    for role_type in RoleType:
        names = [found.name for found in NAMES.values() if found.role_type is role_type]
        assert f"| {role_type.value} | {', '.join(names)} |" in page
