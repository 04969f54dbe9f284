"""A fact of the résumé or the job that a question can be about, with the words to ask in. Pure."""

import re
from collections.abc import Collection
from enum import StrEnum

import msgspec

from runtime.documents.spans import one_line
from runtime.documents.taxonomy import taxonomy
from runtime.interview.triggers import Trigger, TriggerSource

QUOTE_CHARS = 240
"""A longer quote is cut; the document has the rest."""


class FactKind(StrEnum):
    """What a question can be about; each kind fills its own slots."""

    claim = "claim"
    metric = "metric"
    project = "project"
    gap = "gap"
    short_stay = "short_stay"
    long_stay = "long_stay"
    many_moves = "many_moves"
    transition = "transition"
    claimed_skill = "claimed_skill"
    employer = "employer"
    shared_skill = "shared_skill"
    missing_skill = "missing_skill"
    asked_skill = "asked_skill"
    duty = "duty"
    company = "company"
    story = "story"


RISKS = frozenset({FactKind.gap, FactKind.short_stay, FactKind.many_moves, FactKind.missing_skill})
"""Facts a candidate may feel uneasy about (R-206): asked about with care, few, and never first."""

CODE_SKILLS = frozenset({"software", "data", "cloud", "security"})
"""Categories of the taxonomy that only technical interviews speak of (R-217)."""
_CODE = re.compile(
    r"\b(?:cod(?:e|es|ed|ing)|program(?:s|med|mer|mers|ming)?|algorithms?|databases?|apis?|python"
    r"|java(?:script)?|sql|debug\w*|git|compil\w+|deploy\w*|refactor\w*|unit tests?|servers?"
    r"|back[- ]?end|front[- ]?end|full[- ]?stack|software|devops|machine learning|neural\w*)\b",
    re.IGNORECASE,
)


SENSITIVE = re.compile(
    r"(?i)\b(?:lgbt\w*|gay|lesbian|queer|hiv|aids|cancer|pregnan\w*|disab\w*|disorders?|illness\w*"
    r"|autis\w*|adhd|mental health|therap(?:y|ist)|religio\w*|church|mosque|synagogue|temple"
    r"|christian|muslim|islamic|jewish|hindu|catholic|ethnic\w*|racial|immigrant\w*|refugees?"
    r"|famil(?:y|ies)|parents?|maternity|paternity|marri\w*|wife|husband|political|trade union"
    r"|republican|democratic party)\b"
)
"""Statements that touch a protected characteristic are not read back to anybody."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Something to ask about."""

    kind: FactKind
    slots: dict[str, str]
    """Slot → wording, ready to be spoken."""
    weight: float
    """0 to 1: what to ask about first."""
    trigger: Trigger
    about: str
    """What is asked about only once: the statement's place, the employer, the skill."""
    employer: str = ""
    """As spoken; several questions about one employer in a row are dull."""
    leads: tuple[str, ...] = ()
    """Sentences that bring the fact up before a question that doesn't need it."""
    trade: str = ""
    """Role category of the work it comes from; empty when unknown."""
    is_technical: bool = False
    """About software; left out of interviews for other roles (R-217)."""
    is_sensitive: bool = False
    """Touches a protected characteristic; never asked about."""

    @property
    def is_risk(self) -> bool:
        return self.kind in RISKS


def make_fact(
    kind: FactKind,
    slots: dict[str, str],
    *,
    source: TriggerSource,
    subject: str,
    quote: str,
    why: str,
    weight: float,
    about: str = "",
    employer: str = "",
    leads: tuple[str, ...] = (),
    categories: Collection[str] = (),
    trade: str = "",
) -> Fact:
    """A fact with its trigger; `categories` are those of the skills it is about."""
    spoken = " ".join([subject, *slots.values()])
    return Fact(
        kind=kind,
        slots=slots,
        weight=round(max(0.0, min(1.0, weight)), 3),
        trigger=Trigger(
            kind=kind, source=source, subject=subject, quote=one_line(quote)[:QUOTE_CHARS], why=why
        ),
        about=about or subject.lower(),
        employer=employer,
        leads=leads,
        trade=trade,
        is_technical=bool(CODE_SKILLS & set(categories)) or speaks_of_code(spoken),
        is_sensitive=SENSITIVE.search(spoken) is not None,
    )


def speaks_of_code(text: str) -> bool:
    """Whether a text names software, or a skill of those who make it."""
    if _CODE.search(text):
        return True
    return any(
        found.known.category in CODE_SKILLS
        for found in taxonomy().find(text, 0, len(text), in_list=False)
    )
