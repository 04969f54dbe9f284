"""Job titles: how to know one, its level and its field. Pure."""

import re
from enum import StrEnum

from runtime.documents.lexicon import lexicon

_NOUNS = lexicon().titles
_WEAK = lexicon().weak_titles
_LEVELS = {
    "senior",
    "sr",
    "junior",
    "jr",
    "entry",
    "mid",
    "trainee",
    "founding",
    "interim",
    "acting",
}
_NOT_TITLES = re.compile(
    r"(?i)\b(?:university|college|institute|school|academy|inc|llc|ltd|gmbh|corp|company|"
    r"technologies|solutions|services|studios?|labs?|group|agency|hospital|bank|foundation)\b\.?$"
)
_SUFFIX = re.compile(
    r"(?i)\s*(?:\((?P<kind>[^()]{2,40})\)|\b(?:I{1,3}|IV|V|[1-5]|L[1-9]|[A-D])|"
    r",?\s*(?:part|full)[- ]time)\s*$"
)
_GRADE = re.compile(r"\s(?:I{1,3}|IV|V)$")
MAX_TITLE_WORDS = 9


def title_score(text: str) -> int:
    """How much a piece of a header looks like a job title; 0 or less is no title."""
    core = text
    while (cut := _SUFFIX.sub("", core)) != core and cut.strip():
        core = cut
    words = re.findall(r"[a-zà-ÿ]+", core.lower())
    if not words or len(words) > MAX_TITLE_WORDS or core.endswith((".", ";")):
        return 0
    score = 1 if core != text and _GRADE.search(text) else 0
    if words[-1] in _NOUNS:
        score += 2 if words[-1] in _WEAK else 4
    elif any(word in _NOUNS and word not in _WEAK for word in words):
        score += 3
    elif any(word in _NOUNS for word in words):
        score += 2
    if score and (words[0] in _LEVELS or words[0] in _WEAK):
        score += 1
    if score and _NOT_TITLES.search(core):
        score -= 4
    if core[:1].islower():
        score -= 2
    return score


class Field(StrEnum):
    """The trade of a title; what a change of it is a transition of."""

    software = "software"
    data = "data"
    security = "security"
    product = "product"
    design = "design"
    sales = "sales"
    marketing = "marketing"
    support = "support"
    operations = "operations"
    hr = "hr"
    finance = "finance"
    engineering = "engineering"
    teaching = "teaching"
    health = "health"
    research = "research"
    hospitality = "hospitality"


_FIELDS: tuple[tuple[Field, str], ...] = (
    (Field.teaching, r"teach\w*|instructor|tutor|lecturer|professor|trainer|grader"),
    (Field.security, r"security|penetration|soc analyst|infosec|cyber\w*"),
    (
        Field.data,
        r"data|machine learning|ml|ai|llm|nlp|analytics|business intelligence|bi|statistician|"
        r"computer vision|deep learning",
    ),
    (
        Field.design,
        r"design\w*|artist|illustrator|animator|ux|ui|creative|photographer|videographer|art",
    ),
    (Field.product, r"product (?:manager|owner|lead|director|analyst|marketing)|head of product"),
    (
        Field.marketing,
        r"marketing|marketer|seo|content|brand|copywriter|social media|communications|growth|"
        r"pr|publicist",
    ),
    (Field.hr, r"hr|human resources|recruit\w*|talent|people (?:partner|operations)|sourcer"),
    (
        Field.finance,
        r"financ\w*|account(?:ant|ing)|auditor|bookkeep\w*|controller|treasur\w*|tax|actuar\w*|"
        r"trader|investment",
    ),
    (
        Field.support,
        r"support|help ?desk|customer (?:success|service|care|experience)|call cent(?:er|re)|"
        r"service desk",
    ),
    (
        Field.sales,
        r"sales|account (?:executive|manager)|business development|sdr|bdr|retail|salesperson|"
        r"cashier",
    ),
    (
        Field.software,
        r"software|developer|programmer|full[- ]?stack|front[- ]?end|back[- ]?end|devops|sre|"
        r"web|mobile|android|ios|cloud|platform|qa|quality assurance|test(?:er| engineer)|"
        r"systems? administrator",
    ),
    (
        Field.health,
        r"nurse|physician|doctor|medical|clinical|therapist|caregiver|dental|pharmac\w*",
    ),
    (
        Field.hospitality,
        r"chef|cook|barista|bartender|waiter|waitress|server|hotel|hostess|restaurant",
    ),
    (
        Field.operations,
        r"operations|logistics|supply chain|warehouse|procurement|project (?:manager|coordinator)|"
        r"program manager|office|administrat\w*|executive assistant|scrum master",
    ),
    (
        Field.engineering,
        r"engineer\w*|mechanic\w*|electrical|civil|technician|quality|manufacturing",
    ),
    (Field.research, r"research\w*|scientist|postdoc|fellow"),
)
_COMPILED = [(field, re.compile(rf"\b(?:{pattern})\b")) for field, pattern in _FIELDS]


def field_of(title: str) -> Field | None:
    """The trade of a title, or None: unknown is better than a wrong change of trade."""
    flat = title.lower()
    for field, pattern in _COMPILED:
        if pattern.search(flat):
            return field
    return None


_RANKS: tuple[tuple[int, str], ...] = (
    (0, r"intern|internship|trainee|apprentice|student|volunteer|working student"),
    (6, r"chief|ceo|cto|cfo|coo|cio|president|founder|co-?founder|owner|partner"),
    (5, r"vp|vice president|director|head of|head"),
    (1, r"junior|jr|entry|graduate|assistant|associate"),
    (4, r"manager|principal|staff|team lead(?:er)?|supervisor"),
    (3, r"senior|sr|lead|leader|expert|architect|iii|iv"),
)
_RANK_PATTERNS = [(rank, re.compile(rf"\b(?:{pattern})\b")) for rank, pattern in _RANKS]
PLAIN_RANK = 2


def rank_of(title: str) -> int:
    """0 learner, 1 junior, 2 plain, 3 senior, 4 manager or principal, 5 director, 6 chief.

    "Account manager" and the like are trades, not ranks.
    """
    flat = re.sub(
        r"\b(?:account|product|project|office|community|case) manager\b", "", title.lower()
    )
    flat = re.sub(r"\b(?:research|teaching|executive|personal|legal) assistant\b", "", flat)
    flat = re.sub(r"\blead generation\b|\bgraduate (?:school|program)\b", "", flat)
    for rank, pattern in _RANK_PATTERNS:
        if pattern.search(flat):
            return rank
    return PLAIN_RANK


class Engagement(StrEnum):
    """How somebody was engaged, where it was said."""

    regular = "regular"
    part_time = "part_time"
    internship = "internship"
    freelance = "freelance"
    contract = "contract"
    volunteer = "volunteer"


_ENGAGEMENTS: tuple[tuple[Engagement, str], ...] = (
    (
        Engagement.internship,
        r"intern(?:ship)?|apprentice(?:ship)?|trainee(?:ship)?|co-?op|working student|placement",
    ),
    (Engagement.volunteer, r"volunteer(?:ing)?|pro bono|unpaid"),
    (Engagement.freelance, r"freelanc\w*|self[- ]employed|independent|various clients"),
    (Engagement.contract, r"contract(?:or)?|temporary|temp|fixed[- ]term|seasonal|interim"),
    (Engagement.part_time, r"part[- ]time"),
)
_ENGAGEMENT_PATTERNS = [
    (engagement, re.compile(rf"(?i)\b(?:{pattern})\b")) for engagement, pattern in _ENGAGEMENTS
]


def engagement_of(header: str) -> Engagement:
    """From the words of a job's header."""
    for engagement, pattern in _ENGAGEMENT_PATTERNS:
        if pattern.search(header):
            return engagement
    return Engagement.regular


_ENGAGEMENT_NOTE = re.compile(
    r"(?i)\s*[(\[,–-]?\s*(?:part[- ]time|full[- ]time|contract|contractor|temporary|permanent|"
    r"freelance|remote|hybrid|on-?site|volunteer|internship|seasonal)\s*[)\]]\s*$"
)


def without_note(title: str) -> str:
    """The title without "(part-time)", "(contract)" and the like behind it."""
    return _ENGAGEMENT_NOTE.sub("", title)
