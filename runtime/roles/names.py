"""What the names of tech stacks and role categories mean, as one table. Pure.

Postings name the same thing in many ways (C-09). A name is normalised, looked up, and gives the
role type stored with an interview (R-118), the key of its prompt (R-119) and its role category.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec


class RoleType(StrEnum):
    """The four values of `interviews.role_type`; the enum in the database must not grow (R-118)."""

    react = "react"
    python = "python"
    javascript = "javascript"
    fullstack = "fullstack"


class PromptKey(StrEnum):
    """The 20 role prompts (R-119): 12 technical, 7 other, and one that fits any role."""

    react = "react"
    python = "python"
    javascript = "javascript"
    typescript = "typescript"
    go = "go"
    rust = "rust"
    java = "java"
    php = "php"
    nodejs = "nodejs"
    data_engineering = "data_engineering"
    devops = "devops"
    qa_automation = "qa_automation"
    sales = "sales"
    support = "support"
    product = "product"
    design = "design"
    marketing = "marketing"
    operations = "operations"
    management = "management"
    fullstack = "fullstack"


NON_TECHNICAL_KEYS = frozenset(
    {
        PromptKey.sales,
        PromptKey.support,
        PromptKey.product,
        PromptKey.design,
        PromptKey.marketing,
        PromptKey.operations,
        PromptKey.management,
    }
)
TECHNICAL_KEYS = frozenset(PromptKey) - NON_TECHNICAL_KEYS - {PromptKey.fullstack}
TECHNICAL_CATEGORIES = frozenset({"swe", "data", "devops", "qa", "security", "quant"})
"""Role categories whose interviews may speak of code (R-217)."""

GENERIC_CATEGORY = "swe"
"""Often the department and not the role: a title or a tech stack that says more wins over it."""


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    """The entry of the table that was found."""
    role_type: RoleType
    prompt_key: PromptKey
    role_category: str


_TABLE: dict[tuple[RoleType, PromptKey, str], str] = {
    (RoleType.react, PromptKey.react, "swe"): "react reactjs react_native redux nextjs gatsby",
    (RoleType.javascript, PromptKey.javascript, "swe"): """
        javascript js ecmascript es6 vue vuejs nuxt svelte jquery html css frontend
        web_development
    """,
    (RoleType.javascript, PromptKey.typescript, "swe"): "typescript ts angular",
    (RoleType.javascript, PromptKey.nodejs, "swe"): "node nodejs express expressjs nestjs deno bun",
    (RoleType.javascript, PromptKey.qa_automation, "qa"): """
        qa qa_automation quality_assurance test_automation automation_testing testing
        tester sdet selenium playwright cypress appium webdriverio
    """,
    (RoleType.python, PromptKey.python, "swe"): "python python3 django flask fastapi",
    (RoleType.python, PromptKey.go, "swe"): "go golang",
    (RoleType.python, PromptKey.rust, "swe"): "rust rustlang",
    (RoleType.python, PromptKey.java, "swe"): """
        java spring spring_boot springboot kotlin jvm hibernate
    """,
    (RoleType.python, PromptKey.fullstack, "swe"): "csharp dotnet aspnet",
    (RoleType.python, PromptKey.php, "swe"): "php laravel symfony wordpress composer",
    (RoleType.python, PromptKey.data_engineering, "data"): """
        data data_engineering data_engineer etl elt spark pyspark kafka airflow dbt
        snowflake databricks bigquery redshift hadoop flink sql data_warehouse analytics
        data_analytics data_analyst data_analysis business_intelligence
    """,
    (RoleType.python, PromptKey.python, "data"): """
        data_science data_scientist machine_learning pandas numpy pytorch tensorflow
        scikit_learn
    """,
    (RoleType.python, PromptKey.devops, "devops"): """
        devops sre site_reliability docker kubernetes k8s terraform ansible jenkins aws
        azure gcp cloud ci_cd helm prometheus infrastructure platform_engineering
    """,
    (RoleType.python, PromptKey.python, "quant"): """
        quant quantitative_research quantitative_trading
    """,
    (RoleType.fullstack, PromptKey.fullstack, "security"): """
        security cybersecurity information_security penetration_testing iam grc
    """,
    (RoleType.fullstack, PromptKey.fullstack, "swe"): """
        fullstack swe software software_engineering software_development engineering
        backend mobile android ios swift c cpp ruby rails ruby_on_rails elixir scala perl
    """,
    (RoleType.fullstack, PromptKey.sales, "sales"): """
        sales account_manager account_management account_executive business_development
        bdr sdr inside_sales telesales presales
    """,
    (RoleType.fullstack, PromptKey.support, "support"): """
        support customer_service customer_success customer_support customer_care
        technical_support help_desk service_desk call_center
    """,
    (RoleType.fullstack, PromptKey.product, "pm"): """
        product product_manager product_management product_owner pm tpm
    """,
    (RoleType.fullstack, PromptKey.design, "design"): """
        design ux ui ux_ui ui_ux user_experience product_design graphic_design
    """,
    (RoleType.fullstack, PromptKey.marketing, "marketing"): """
        marketing digital_marketing content_marketing seo social_media brand
        growth_marketing communications
    """,
    (RoleType.fullstack, PromptKey.operations, "ops"): """
        operations ops logistics supply_chain procurement project_management
        project_manager administration warehouse
    """,
    (RoleType.fullstack, PromptKey.management, "management"): """
        management manager people_management team_management leadership general_management
    """,
}
"""(role type, prompt key, role category) → the names that mean them."""

NAMES: dict[str, Meaning] = {
    name: Meaning(
        name=name,
        role_type=role_type,
        prompt_key=key,
        role_category=category,
    )
    for (role_type, key, category), names in _TABLE.items()
    for name in names.split()
}
"""Normalised name → what it means (R-243, R-244)."""

_SQUEEZED = {name.replace("_", ""): found for name, found in NAMES.items()}

_ONLY_ALONE = frozenset(
    {
        *("go", "c", "ts", "js", "qa", "pm", "ui", "ux", "data", "cloud", "content", "mobile"),
        *("security", "design", "engineering", "manager", "management", "express", "composer"),
        *("spring", "node", "testing", "support", "brand", "software", "product"),
    }
)
"""Also words of plain English: they count as a whole name, not inside a longer one."""

_SPELLINGS = (
    ("c#", "csharp"),
    ("c++", "cpp"),
    ("asp.net", "aspnet"),
    (".net", "dotnet"),
    (".js", "js"),
)
"""Names whose punctuation carries them; replaced in this order."""


def normalised(name: str) -> str:
    """`Node.js` → `nodejs`, `QA Automation` → `qa_automation`; the form used in the table."""
    return re.sub(r"[^a-z0-9]+", "_", _spelt_out(name)).strip("_")


def meaning(name: str | Sequence[str] | None) -> Meaning | None:
    """What a tech stack or role category means; of several, the first that is known.

    Case, spaces and punctuation don't matter. A list in one text (`Django, React`) and a name
    inside a longer one (`playwright framework`) are found, too.
    """
    return next(meanings(name), None)


def meanings(name: str | Sequence[str] | None) -> Iterator[Meaning]:
    """Everything known in `name`, in its order."""
    for whole in [name] if isinstance(name, str) else name or ():
        if found := _exact(normalised(whole)):
            yield found
            continue
        for part in re.split(r"[,;/|&+\n]| and ", _spelt_out(whole)):
            if found := _exact(normalised(part)):
                yield found
            else:
                yield from _inside(normalised(part).split("_"))


def _spelt_out(name: str) -> str:
    text = name.casefold()
    for spelling, plain in _SPELLINGS:
        text = text.replace(spelling, plain)
    return text


def _exact(name: str) -> Meaning | None:
    return NAMES.get(name) or _SQUEEZED.get(name.replace("_", ""))


def _inside(words: list[str]) -> Iterator[Meaning]:
    """Names inside a longer one, the longest first at each place."""
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + 3), start, -1):
            name = "_".join(words[start:end])
            if name not in _ONLY_ALONE and (found := NAMES.get(name)):
                yield found
                start = end
                break
        else:
            start += 1
