"""Which areas within a role a posting stresses, read from its title, skills and tools. Pure."""

import re
from collections.abc import Iterable

_AREAS: tuple[tuple[str, str], ...] = (
    ("streaming", r"kafka|flink|kinesis|streaming|real[- ]time data|pub/?sub"),
    ("batch_processing", r"spark|hadoop|emr\b|batch"),
    ("warehousing", r"snowflake|redshift|bigquery|warehous(e|ing)|databricks|synapse"),
    ("orchestration", r"airflow|dagster|prefect|\bdbt\b"),
    ("queries", r"\bsql\b|postgres\w*|mysql|query tuning"),
    ("dashboards", r"tableau|power ?bi|looker|dashboards?|reporting"),
    ("machine_learning", r"machine learning|\bml\b|pytorch|tensorflow|deep learning|\bllms?\b"),
    ("statistics", r"statistics|a/b test\w*|experiment\w*"),
    ("containers", r"docker|kubernetes|k8s|helm|containers?"),
    ("infrastructure_as_code", r"terraform|ansible|pulumi|cloudformation"),
    ("cloud", r"\baws\b|azure|\bgcp\b|google cloud|cloud"),
    ("delivery_pipelines", r"ci/?cd|jenkins|github actions|gitlab"),
    ("monitoring", r"prometheus|grafana|datadog|monitoring|observability"),
    ("browser_tests", r"selenium|playwright|cypress|webdriver\w*"),
    ("interface_tests", r"api test\w*|postman|rest ?assured"),
    ("mobile", r"android|\bios\b|swift\b|kotlin|react native|flutter|mobile"),
    ("web_front_end", r"react\b|vue|angular|svelte|\bcss\b|front[- ]?end"),
    ("services", r"rest(ful)?\b|\bgrpc\b|graphql|microservices?|\bapis?\b"),
    ("concurrency", r"concurren\w+|goroutines?|async\w*|multi-?thread\w*"),
    ("security", r"security|\biam\b|\bgrc\b|penetration|oauth"),
    ("business_customers", r"\bb2b\b|enterprise"),
    ("consumers", r"\bb2c\b|consumers?|retail"),
    ("crm", r"\bcrm\b|salesforce|hubspot|pipedrive"),
    ("negotiation", r"negotiat\w+|contracts?|closing"),
    ("prospecting", r"cold call\w*|prospect\w*|outbound|lead generation"),
    ("renewals", r"renewals?|upsell\w*|cross[- ]?sell\w*|retention|churn"),
    ("ticketing", r"zendesk|intercom|freshdesk|ticket\w*|jira service"),
    ("de_escalation", r"de-?escalat\w+|conflict|complaints?"),
    ("research", r"user research|usability|discovery|interviews with users"),
    ("prototyping", r"figma|sketch\b|prototyp\w+|wirefram\w+"),
    ("design_systems", r"design systems?"),
    ("accessibility", r"accessib\w+|wcag"),
    ("roadmaps", r"roadmaps?|prioriti\w+|backlog"),
    ("search", r"\bseo\b|\bsem\b|search engine"),
    ("content", r"content|copywriting|blog"),
    ("paid_campaigns", r"google ads|ppc|paid (search|social)|campaigns?"),
    ("social_media", r"social media|instagram|linkedin ads"),
    ("logistics", r"logistics|supply chain|warehouse|inventory|shipping"),
    ("process_improvement", r"lean\b|six sigma|process (improvement|automation|optimi[sz]ation)"),
    ("coaching", r"coaching|mentoring|people (management|development)"),
)
_COMPILED = tuple((area, re.compile(rf"(?<!\w)(?:{words})")) for area, words in _AREAS)

LANGUAGES = {
    "arabic": "ar", "bengali": "bn", "cantonese": "zh", "chinese": "zh", "dutch": "nl",
    "english": "en", "french": "fr", "german": "de", "hindi": "hi", "italian": "it",
    "japanese": "ja", "korean": "ko", "mandarin": "zh", "polish": "pl", "portuguese": "pt",
    "russian": "ru", "spanish": "es", "tamil": "ta", "turkish": "tr", "ukrainian": "uk",
}  # fmt: skip
"""Languages people are hired for → their code (ISO 639-1)."""

_LANGUAGE = re.compile(rf"\b({'|'.join(LANGUAGES)})\b")


def specialisations(texts: Iterable[str]) -> tuple[str, ...]:
    """The areas that the texts name, in the order in which they are first named."""
    found: dict[str, None] = {}
    for text in texts:
        plain = text.casefold()
        places = [(hit.start(), area) for area, words in _COMPILED if (hit := words.search(plain))]
        found |= dict.fromkeys(area for _, area in sorted(places))
    return tuple(found)


def languages(texts: Iterable[str]) -> tuple[str, ...]:
    """Codes of the languages that the texts name, in the order in which they are first named."""
    return tuple(
        dict.fromkeys(
            LANGUAGES[name] for text in texts for name in _LANGUAGE.findall(text.casefold())
        )
    )
