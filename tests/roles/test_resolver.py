"""One role out of everything that names it."""

import msgspec
import pytest

from runtime.errors import UnknownRole
from runtime.interview.catalogue import RoleKit
from runtime.roles.job_posting import JobPosting
from runtime.roles.names import NON_TECHNICAL_KEYS, TECHNICAL_KEYS, PromptKey
from runtime.roles.resolver import ANY_CATEGORY, resolve_prompt_key, resolve_role
from runtime.roles.titles import KEY_OF_CATEGORY, KIT_OF_CATEGORY, KIT_OF_KEY
from seeds.load import load

pytestmark = pytest.mark.unit

KITS = load().role_kits
OFFERED = load().offered


@pytest.mark.parametrize(
    ("title", "kit", "key"),
    [
        ("Senior Data Engineer", "data_engineer", "data_engineering"),
        ("Data Scientist", "data_analyst", "python"),
        ("Junior Business Analyst", "data_analyst", "data_engineering"),
        ("DevOps Engineer", "devops_engineer", "devops"),
        ("Site Reliability Engineer (SRE)", "devops_engineer", "devops"),
        ("QA Automation Engineer", "qa_automation_engineer", "qa_automation"),
        ("Software Engineer in Test", "qa_automation_engineer", "qa_automation"),
        ("React Developer", "frontend_engineer", "react"),
        ("Front-End Engineer", "frontend_engineer", "javascript"),
        ("Java Developer", "backend_engineer", "java"),
        ("Full Stack Developer", "software_engineer", "fullstack"),
        ("Android Engineer", "software_engineer", "fullstack"),
        ("Engineering Manager", "engineering_manager", "management"),
        ("Account Manager, Enterprise", "account_manager", "sales"),
        ("Customer Success Manager", "account_manager", "sales"),
        ("Account Executive", "account_executive", "sales"),
        ("Business Development Representative", "sales_executive", "sales"),
        ("Customer Service Representative", "customer_support_specialist", "support"),
        ("Bilingual Customer Support (Spanish)", "bilingual_support_agent", "support"),
        ("Support Team Lead", "support_team_lead", "support"),
        ("Product Marketing Manager", "marketing_associate", "marketing"),
        ("Product Designer", "product_designer", "design"),
        ("Product Owner", "product_manager", "product"),
        ("TPM", "product_manager", "product"),
        ("Scrum Master", "project_manager", "operations"),
        ("Warehouse Coordinator", "operations_coordinator", "operations"),
        ("Branch Manager", "team_manager", "management"),
        ("IAM Analyst", "devops_engineer", "fullstack"),
    ],
)
def test_reads_a_role_from_free_text(title: str, kit: str, key: str) -> None:
    role = resolve_role(target_role=title, kits=KITS)
    assert (role.role_kit_id, role.base_prompt_key.value) == (kit, key)


@pytest.mark.parametrize(
    ("posting", "expected"),
    [
        pytest.param(
            JobPosting(
                title="Senior Data Engineer",
                tech_stack="python",
                role_category="engineering",
                required_skills="Kafka, Spark, Snowflake, SQL",
            ),
            ("data_engineer", "data", "data_engineering", "python"),
            id="data engineer",
        ),
        pytest.param(
            JobPosting(title="DevOps Engineer", tech_stack="devops", role_category="engineering"),
            ("devops_engineer", "devops", "devops", "python"),
            id="devops engineer",
        ),
        pytest.param(
            JobPosting(title="QA Automation", tech_stack="playwright", role_category="engineering"),
            ("qa_automation_engineer", "qa", "qa_automation", "javascript"),
            id="QA automation",
        ),
        pytest.param(
            JobPosting(title="Account Manager", role_category="sales"),
            ("account_manager", "sales", "sales", "fullstack"),
            id="account manager",
        ),
        pytest.param(
            JobPosting(title="Customer Service Agent", role_category="support"),
            ("customer_support_specialist", "support", "support", "fullstack"),
            id="customer service",
        ),
        pytest.param(
            JobPosting(title="Software Engineer", tech_stack="Rust", role_category="engineering"),
            ("backend_engineer", "swe", "rust", "python"),
            id="the stack says what the title doesn't",
        ),
        pytest.param(
            JobPosting(title="Sales Engineer", tech_stack="python", role_category="sales"),
            ("account_executive", "sales", "sales", "python"),
            id="the product's stack makes no engineer of a seller",
        ),
        pytest.param(
            JobPosting(title="Product Manager", role_category="engineering"),
            ("product_manager", "pm", "product", "fullstack"),
            id="engineering is only the department",
        ),
        pytest.param(
            JobPosting(title="Wizard", tech_stack="?", role_category="?"),
            ("general", "any", "fullstack", "fullstack"),
            id="unknown",
        ),
        pytest.param(
            JobPosting(title="Wizard", required_skills=("React", "CSS", "patience")),
            ("software_engineer", "swe", "react", "react"),
            id="only the skills speak",
        ),
        pytest.param(
            JobPosting(title="Wizard", required_skills=("SQL", "wands", "potions", "brooms")),
            ("general", "any", "fullstack", "fullstack"),
            id="one tool makes no trade",
        ),
        pytest.param(JobPosting(), ("general", "any", "fullstack", "fullstack"), id="empty"),
    ],
)
def test_reads_a_posting(posting: JobPosting, expected: tuple[str | None, str, str, str]) -> None:
    role = resolve_role(job_posting=posting, kits=KITS)
    found = (role.role_kit_id, role.role_category, role.base_prompt_key.value, role.role_type.value)
    assert found == expected


@pytest.mark.parametrize("key", sorted(TECHNICAL_KEYS))
def test_a_technical_role_is_known_by_its_stack(key: PromptKey) -> None:
    """R-310: the category says no more than that it is engineering."""
    posting = JobPosting(tech_stack=key.value, role_category="engineering")
    assert resolve_role(job_posting=posting, kits=KITS).base_prompt_key is key


@pytest.mark.parametrize("stack", ["", "python"])
@pytest.mark.parametrize("key", sorted(NON_TECHNICAL_KEYS))
def test_another_role_is_known_by_its_category(key: PromptKey, stack: str) -> None:
    """R-310: whatever the product is built with."""
    posting = JobPosting(tech_stack=stack, role_category=key.value)
    assert resolve_role(job_posting=posting, kits=KITS).base_prompt_key is key


def test_what_is_asked_for_wins_over_the_posting() -> None:
    posting = JobPosting(title="Data Engineer", tech_stack="python", role_category="data")
    role = resolve_role(role_kit_id="sales_executive", job_posting=posting, kits=KITS)
    assert (role.role_kit_id, role.role_category) == ("sales_executive", "sales")
    assert role.base_prompt_key is PromptKey.sales
    role = resolve_role(target_role="DevOps Engineer", job_posting=JobPosting(title="Chef"))
    assert role.role_kit_id == "devops_engineer"


def test_every_field_says_where_it_came_from() -> None:
    posting = JobPosting(title="Account Manager", role_category="Sales", required_skills="CRM, B2B")
    role = resolve_role(job_posting=posting, kits=KITS)
    assert role.provenance == {
        "role_category": "role_category:sales",
        "base_prompt_key": "role_category:sales",
        "role_kit_id": "title:account manager",
        "role_type": "role_category:sales",
    }
    assert role.specialisations == ("crm", "business_customers")


def test_specialisations_follow_the_posting() -> None:
    posting = JobPosting(title="Data Engineer", required_skills="Kafka, Spark, Snowflake, SQL")
    areas = resolve_role(job_posting=posting).specialisations
    assert areas == ("streaming", "batch_processing", "warehousing", "queries")


def test_an_unknown_kit_is_refused() -> None:
    with pytest.raises(UnknownRole, match="astronaut"):
        resolve_role(role_kit_id="astronaut", kits=KITS)


def test_a_kit_of_ones_own_is_found_by_its_name() -> None:
    own = msgspec.structs.replace(
        KITS[0], role_kit_id="beekeeper", name="Beekeeper", role_category="ops"
    )
    role = resolve_role(target_role="beekeeper", kits=[own])
    assert (role.role_kit_id, role.base_prompt_key.value) == ("beekeeper", "operations")


def test_a_kit_that_the_catalogue_lacks_is_not_offered() -> None:
    sales = [kit for kit in KITS if kit.role_kit_id == "sales_executive"]
    assert resolve_role(target_role="Account Director", kits=sales).role_kit_id == "sales_executive"
    assert resolve_role(target_role="Data Engineer", kits=sales).role_kit_id is None


def test_the_tables_name_kits_of_the_catalogue_in_their_category() -> None:
    category = {kit.role_kit_id: kit.role_category for kit in KITS}
    nearest = {"security", "quant"}
    for name, kit_id in KIT_OF_CATEGORY.items():
        assert name in nearest or category[kit_id] == name
    assert set(KIT_OF_KEY.values()) <= set(category)
    assert set(KEY_OF_CATEGORY) == set(KIT_OF_CATEGORY) >= set(category.values()) - {ANY_CATEGORY}


@pytest.mark.parametrize("kit", OFFERED, ids=[kit.role_kit_id for kit in OFFERED])
def test_a_kit_is_found_again_by_its_name_alone(kit: RoleKit) -> None:
    assert resolve_role(target_role=kit.name).role_kit_id == kit.role_kit_id


def test_every_prompt_key_is_reachable() -> None:
    stacks = ["react", "python", "javascript", "typescript", "go", "rust", "java", "php", "nodejs"]
    found = {resolve_prompt_key(stack, None) for stack in stacks}
    found |= {resolve_prompt_key(None, category) for category in KEY_OF_CATEGORY}
    found |= {resolve_prompt_key(None, None)}
    assert found == set(PromptKey)
