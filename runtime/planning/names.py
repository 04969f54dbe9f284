"""Employers, titles, projects and skills of a document as one says them. Pure."""

import re

from runtime.documents.lexicon import lexicon
from runtime.documents.organisations import LEGAL_END
from runtime.planning.figures import spoken_figures

NAME_WORDS = 6
"""A longer name is a description, and nobody says it in a question."""
TITLE_WORDS = 5
PROJECT_WORDS = 7

_PLAIN = re.compile(r"[\w .,'&+#/-]+")
_NOBODY = re.compile(
    r"(?i)\b(?:self[- ]?employed|freelanc\w*|various|multiple|several|independent|confidential|"
    r"clients?|n/?a|personal|contract(?:or)?|remote|unemployed|undisclosed|own business)\b"
)
"""What stands in the place of an employer and names none."""
_LEVELS = {"jr": "junior", "jr.": "junior", "sr": "senior", "sr.": "senior", "mgr": "manager"}
_SPLIT = re.compile(r"\s*(?:/|\||\s[-–—]\s|;|•|\(|,|\s&\s).*$")
_ACRONYM = re.compile(r"[A-Z0-9][A-Z0-9&+./-]*[A-Z0-9]|[A-Z]+[a-z]*[A-Z]\w*|\d\w*")
_PROPER = frozenset({"Python", "Java", "Salesforce", "Linux", "Android", "Unity", "Spanish"})
_GRADES = frozenset({"I", "II", "III", "IV"})
_ACTIVITY = re.compile(r"[A-Z][a-z]+(?:ing|tion|ship|ment|services|graphy|security)")
_HYPHENATED = re.compile(r"[A-Z][a-z]*-(?:[a-z]+(?:ing|tion|ment|ship)|commerce|mail)")
""" "De-escalation", "Cross-selling": fields of work, no names."""
_FIGURES = frozenset({"CSAT", "NPS", "KPI", "KPIs", "OKR", "OKRs", "SLA", "SLAs", "ROI", "P&L"})
"""What is measured; nobody works with it as with a tool."""
_VERBS = re.compile(r"(?i)^(?:\w+(?:ed|ing)|build|calibrate|create|design|develop|use|analyze)\b")


def spoken_employer(name: str | None) -> str | None:
    """ "Blue Ridge Products, Inc." → "Blue Ridge Products"; None if it names nobody."""
    text = " ".join((name or "").replace("’", "'").split()).strip(" ,.;:-–|")
    text = re.sub(r"\s*\([^)]*\)|\s*\[[^\]]*\]", "", text)
    text = re.split(r"\s[-–—|•]\s|\s{2,}|;", text)[0]
    while (shorter := LEGAL_END.sub("", text).strip(" ,.&")) != text:
        text = shorter
    if not text or _NOBODY.search(text) or not _PLAIN.fullmatch(text):
        return None
    if text.isupper() and len(text) > 5 and " " in text:
        text = " ".join(word.capitalize() if len(word) > 3 else word for word in text.split())
    if len(text.split()) > NAME_WORDS or not re.search(r"[^\W\d]{2}", text):
        return None
    return text if text[0].isupper() or text[0].isdigit() else None


def spoken_title(title: str | None) -> str | None:
    """ "Sr. GRAPHIC DESIGNER / Brand" → "senior graphic designer"; None if too long to say."""
    text = " ".join((title or "").replace("’", "'").split())
    text = _SPLIT.sub("", re.sub(r"\s*\([^)]*\)", "", text)).strip(" ,.-*")
    text = re.sub(r"(?i)internship$", "Intern", text)
    if not text or not _PLAIN.fullmatch(text):
        return None
    is_shouted = text.isupper() and len(text) > 4
    words = []
    for word in text.split():
        plain = _LEVELS.get(word.lower(), word)
        if plain in _GRADES:
            continue
        if plain.lower() in lexicon().tongues:
            words.append(plain.capitalize())
            continue
        first = plain.partition("-")[0]
        keep = (not is_shouted and _ACRONYM.fullmatch(first)) or plain in _PROPER
        words.append(plain if keep else plain.lower())
    if len(words) > TITLE_WORDS or not re.search(r"[^\W\d]{3}", text):
        return None
    return " ".join(words)


def spoken_project(name: str) -> str | None:
    """ "Atlas" → "your project Atlas"; None for a name that isn't one."""
    text = " ".join(name.replace("’", "'").split())
    text = re.sub(r"\s*\([^)]*\)|\s*\[[^\]]*\]", "", text)
    text = re.split(r"\s[-–—|]\s|:\s|\s*\|\s*", text)[0].strip(" ,.;:-*'\"")
    text = re.sub(r"(?i)^(?:my |the )?project:?\s+", "", text)
    words = text.split()
    if not 1 <= len(words) <= PROJECT_WORDS or not _PLAIN.fullmatch(text):
        return None
    if _VERBS.match(text) or not re.search(r"[^\W\d]{3}", text) or not text[0].isupper():
        return None
    return f"your project {spoken_figures(text)}"


def spoken_skill(name: str) -> str | None:
    """ "Customer service" → "customer service", "Golang" → "Golang"; None if it can't be said."""
    text = " ".join(name.split())
    if not 1 <= len(text.split()) <= 4 or not re.fullmatch(r"[\w .'&+#/-]+", text):
        return None
    if len(text) < 2 and text not in {"R", "C"}:
        return None
    if text == "Golang":
        return "Go"
    if _ACTIVITY.fullmatch(text) or _HYPHENATED.fullmatch(text):
        return text.lower()
    first, _, rest = text.partition(" ")
    if rest and rest == rest.lower() and first[1:] == first[1:].lower() and first.isalpha():
        # Several words of which only the first has a capital: "Machine learning".
        return text if first in _PROPER else f"{first.lower()} {rest}"
    return text


def is_measure(skill: str) -> bool:
    """Whether it is something that is measured, such as CSAT, and no skill one can ask about."""
    return skill in _FIGURES


def is_tool(skill: str) -> bool:
    """Whether a spoken skill is a product or a language, which can let somebody down.

    Fields of work, such as "B2B sales" or "negotiation", can't.
    """
    words = skill.split()
    if is_measure(skill) or not skill[:1].isupper():
        return False
    return len(words) == 1 or not words[-1].islower()
