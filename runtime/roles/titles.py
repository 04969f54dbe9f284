"""Which role kit a job title or a role named in free text means, as one ordered table. Pure."""

import re

import msgspec

from runtime.roles.names import PromptKey

KEY_OF_CATEGORY: dict[str, PromptKey] = {
    "swe": PromptKey.fullstack,
    "data": PromptKey.data_engineering,
    "devops": PromptKey.devops,
    "qa": PromptKey.qa_automation,
    "security": PromptKey.fullstack,
    "quant": PromptKey.python,
    "sales": PromptKey.sales,
    "support": PromptKey.support,
    "pm": PromptKey.product,
    "design": PromptKey.design,
    "marketing": PromptKey.marketing,
    "ops": PromptKey.operations,
    "management": PromptKey.management,
}
"""The prompt of a role category, when nothing says more (R-119, C-09)."""

KIT_OF_CATEGORY: dict[str, str] = {
    "swe": "software_engineer",
    "data": "data_analyst",
    "devops": "devops_engineer",
    "qa": "qa_automation_engineer",
    "security": "devops_engineer",
    "quant": "data_analyst",
    "sales": "sales_executive",
    "support": "customer_support_specialist",
    "pm": "product_manager",
    "design": "product_designer",
    "marketing": "marketing_associate",
    "ops": "operations_coordinator",
    "management": "team_manager",
}
"""The kit of a role category, when nothing says more; security and quant have no kit of their own
yet and take the nearest."""

KIT_OF_KEY: dict[PromptKey, str] = {
    PromptKey.react: "frontend_engineer",
    PromptKey.javascript: "frontend_engineer",
    PromptKey.typescript: "frontend_engineer",
    PromptKey.nodejs: "backend_engineer",
    PromptKey.go: "backend_engineer",
    PromptKey.rust: "backend_engineer",
    PromptKey.java: "backend_engineer",
    PromptKey.php: "backend_engineer",
    PromptKey.data_engineering: "data_engineer",
}
"""The kit that a technical prompt points to."""


class Title(msgspec.Struct, frozen=True, kw_only=True):
    """What a title means."""

    role_kit_id: str
    role_category: str
    prompt_key: PromptKey | None = None
    """Set where the title names one, `React Developer`; else the category's."""
    found: str
    """The words that decided, lower case."""


# The first row whose pattern is found wins, so what says more stands above what says less.
_ROWS: tuple[tuple[str, str, str, PromptKey | None], ...] = (
    # the words                                              kit, category, prompt
    (
        r"(engineering|development|software|technology|it) (team )?(manager|director|lead manager)"
        r"|(head|director|vp|vice president) of (engineering|technology|development)|\bcto\b",
        "engineering_manager",
        "management",
        None,
    ),
    (
        r"(support|service desk|help desk|call cent(er|re)|customer (service|care)) "
        r"(team )?(lead(er)?|manager|supervisor)|head of (customer )?(support|service)",
        "support_team_lead",
        "support",
        None,
    ),
    (
        r"bilingual.*(support|service|care|agent)|(support|service|care|agent)\b.*\bbilingual"
        r"|(support|service)\b.*\b(spanish|french|german|portuguese|hindi|arabic)\b"
        r"|\b(spanish|french|german|portuguese|hindi|arabic)\b.*\b(support|service)",
        "bilingual_support_agent",
        "support",
        None,
    ),
    (
        r"(data|etl|analytics|big data) engineer|data (platform|warehouse|architect)|etl developer",
        "data_engineer",
        "data",
        PromptKey.data_engineering,
    ),
    (
        r"(machine learning|ml|ai|deep learning) (engineer|developer)|mlops",
        "data_engineer",
        "data",
        PromptKey.python,
    ),
    (
        r"data scien(tist|ce)|(machine learning|research|applied) scientist|statistician",
        "data_analyst",
        "data",
        PromptKey.python,
    ),
    (r"quant(itative)? (trader|researcher|analyst|developer)", "data_analyst", "quant", None),
    (
        r"(data|bi|reporting|business|insights?|analytics) (analyst|analytics)"
        r"|business intelligence",
        "data_analyst",
        "data",
        None,
    ),
    (
        r"(cyber|information|application|cloud|network)? ?security (engineer|analyst|architect"
        r"|specialist|consultant)|cyber ?security|\biam\b|\bgrc\b|penetration|pentest|threat"
        r"|soc analyst",
        "devops_engineer",
        "security",
        None,
    ),
    (
        r"devops|devsecops|\bsre\b|site reliability|(platform|cloud|infrastructure|systems?|release"
        r"|build|network) (engineer|administrator|architect)|sys ?admin",
        "devops_engineer",
        "devops",
        None,
    ),
    (
        r"\bqa\b|quality (assurance|engineer|analyst)|\bsdet\b|(test|automation) (automation )?"
        r"(engineer|analyst|developer|lead)|\btester\b|engineer in test",
        "qa_automation_engineer",
        "qa",
        None,
    ),
    (r"react( native|js)? (developer|engineer)", "frontend_engineer", "swe", PromptKey.react),
    (
        r"(angular|typescript) (developer|engineer)",
        "frontend_engineer",
        "swe",
        PromptKey.typescript,
    ),
    (
        r"front ?end|(vue|javascript|web|ui) (developer|engineer)|web developer",
        "frontend_engineer",
        "swe",
        PromptKey.javascript,
    ),
    (r"node ?(js)? (developer|engineer)", "backend_engineer", "swe", PromptKey.nodejs),
    (r"(golang|go) (developer|engineer)", "backend_engineer", "swe", PromptKey.go),
    (r"rust (developer|engineer)", "backend_engineer", "swe", PromptKey.rust),
    (
        r"(java|spring|kotlin) (backend |software )?(developer|engineer)",
        "backend_engineer",
        "swe",
        PromptKey.java,
    ),
    (
        r"(php|laravel|symfony|wordpress) (developer|engineer)",
        "backend_engineer",
        "swe",
        PromptKey.php,
    ),
    (
        r"(python|django) (backend |software )?(developer|engineer)",
        "backend_engineer",
        "swe",
        PromptKey.python,
    ),
    (r"back ?end|api (developer|engineer)", "backend_engineer", "swe", None),
    (
        r"(key |strategic |client )?account manage(r|ment)|customer success|client partner"
        r"|renewals? manager|relationship manager",
        "account_manager",
        "sales",
        None,
    ),
    (
        r"account (executive|director)|(sales|solutions?) (engineer|consultant)|pre ?sales"
        r"|enterprise sales",
        "account_executive",
        "sales",
        None,
    ),
    (
        r"\bsales|business develop|\b[bs]dr\b|tele(caller|sales|marketing)|inside sales"
        r"|lead generation",
        "sales_executive",
        "sales",
        None,
    ),
    (
        r"marketing|marketer|\bseo\b|social media|content (writer|strategist|creator|manager)"
        r"|copywriter|brand (manager|strategist)|communications|public relations",
        "marketing_associate",
        "marketing",
        None,
    ),
    (
        r"(product|ux|ui|user experience|interaction|graphic|visual|service|web) design"
        r"|\bux\b|\bui\b|\bdesigner\b",
        "product_designer",
        "design",
        None,
    ),
    (
        r"product (owner|manage|lead)|technical program manager|\btpm\b|head of product|\bcpo\b",
        "product_manager",
        "pm",
        None,
    ),
    (
        r"customer (support|service|care)|support (specialist|agent|engineer|associate|analyst"
        r"|representative|executive)|technical support|help ?desk|service desk|call cent(er|re)",
        "customer_support_specialist",
        "support",
        None,
    ),
    (
        r"(project|program(me)?|delivery) (manager|coordinator|lead)|scrum master|\bpmo\b"
        r"|agile coach",
        "project_manager",
        "ops",
        None,
    ),
    (
        r"operations|logistic|supply chain|warehouse|dispatch|procurement|purchas|fulfil|inventory"
        r"|office (manager|administrator)|administrative assistant",
        "operations_coordinator",
        "ops",
        None,
    ),
    (
        r"software|programmer|full ?stack|(mobile|android|ios|app|application|game|embedded|ruby"
        r"|rails|dotnet|csharp|cpp|scala|elixir|swift) (developer|engineer)|\bswe\b"
        r"|(computer science|it) graduate|^developer$|(senior|junior|lead|staff) developer",
        "software_engineer",
        "swe",
        None,
    ),
    (
        r"\bmanager\b|team lead|supervisor|director|head of|general management|people lead",
        "team_manager",
        "management",
        None,
    ),
)
_COMPILED = tuple((re.compile(words), kit, category, key) for words, kit, category, key in _ROWS)


def title_of(text: str | None) -> Title | None:
    """What the title means; None when no row fits."""
    plain = (text or "").casefold().replace("c#", "csharp").replace("c++", "cpp")
    plain = re.sub(r"[^\w]+", " ", plain.replace(".net", " dotnet").replace("_", " ")).strip()
    for words, kit, category, key in _COMPILED:
        if found := words.search(plain):
            return Title(
                role_kit_id=kit, role_category=category, prompt_key=key, found=found[0].strip()
            )
    return None
